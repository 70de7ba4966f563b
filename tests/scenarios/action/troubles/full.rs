//! A disk without room, at any point of the work: what was there is there, and once there is room it is done.

use std::fs::{self, File};
use std::io::Write as _;

use sandbar_tests::pythons::real;
use sandbar_tests::scratch::Scratch;

use super::super::interrupted::SmallDisk;
use super::super::names;
use super::{Bench, PIPS, QUICK, is_said_in_words};

/// A page of this system: what a small disk gives away at once.
const PAGE: u64 = 4096;

#[test]
fn a_full_disk_spoils_nothing_in_any_wish() {
    for builder in QUICK.iter().chain(&PIPS) {
        let scratch = Scratch::new();
        let Some(disk) = SmallDisk::at(scratch.path("Users/tester"), "200m") else { return };
        let Some(scene) = builder(Bench::with(scratch, real())) else { continue };
        let before = scene.manifest();
        let mut was_full = false;
        for free in [0, 3, 200] {
            let path = disk.0.join("film.mov");
            let mut film = File::create(&path).unwrap();
            while film.write_all(&vec![1; 1 << 16]).is_ok() {}
            while film.write_all(&[1]).is_ok() {}
            let length = film.metadata().unwrap().len();
            film.set_len(length.saturating_sub(free * PAGE)).unwrap();
            drop(film);
            let (code, answer) = super::answered(&mut scene.wish());
            fs::remove_file(path).unwrap();
            if code == 0 {
                // There was room enough.
                break;
            }
            was_full = true;
            assert!(code == 1 || code == 3, "{}: {answer:#}", scene.wish);
            is_said_in_words(&scene, &answer);
            scene.is_as(&before, &format!("{free} pages free: {answer:#}"));
            scene.is_not_undoable(&answer);
            // Copies that nobody needs would keep the disk full.
            let receipts = names(&disk.0.join("sandbar-data/receipts"));
            assert!(receipts.is_empty(), "{}: {receipts:?}", scene.wish);
        }
        if was_full && scene.manifest() == before {
            let (code, answer) = super::answered(&mut scene.wish());
            assert_eq!(code, 0, "{}, with room again: {answer:#}", scene.wish);
        }
    }
}
