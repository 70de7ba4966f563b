//! Nothing may be written: neither what the wish is about, nor Sandbar's own notes.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::super::break_glass::answered;
use super::{PIPS, QUICK, Scene, each, is_root, is_said_in_words, without_rights};

/// Takes the right to write from all that is under `folder`, and gives it back.
struct Locked(Vec<(PathBuf, u32)>);

impl Locked {
    fn all(folder: &Path, but: &Path) -> Self {
        let mut locked = Self(Vec::new());
        locked.add(folder, but);
        locked
    }

    fn add(&mut self, path: &Path, but: &Path) {
        let Ok(metadata) = fs::symlink_metadata(path) else { return };
        if path == but || metadata.is_symlink() {
            return;
        }
        if metadata.is_dir() {
            fs::read_dir(path).unwrap().for_each(|entry| self.add(&entry.unwrap().path(), but));
        }
        let mode = metadata.permissions().mode();
        self.0.push((path.to_path_buf(), mode));
        fs::set_permissions(path, fs::Permissions::from_mode(mode & !0o222)).unwrap();
    }
}

impl Drop for Locked {
    fn drop(&mut self) {
        for (path, mode) in self.0.iter().rev() {
            let _ = fs::set_permissions(path, fs::Permissions::from_mode(*mode));
        }
    }
}

fn powerless(scene: &Scene) -> Option<Command> {
    if is_root() { without_rights(&scene.wish()) } else { Some(scene.wish()) }
}

#[test]
fn what_may_not_be_written_is_named_in_every_wish_and_stays() {
    each(&[QUICK.as_slice(), &PIPS].concat(), |scene| {
        let Some(mut wish) = powerless(&scene) else { return };
        let home = scene.bench.scratch.path("Users/tester");
        let data = home.join("sandbar-data");
        let folders = scene.folders.clone().into_iter().chain([home]);
        let locked: Vec<Locked> = folders.map(|folder| Locked::all(&folder, &data)).collect();
        let before = scene.manifest();
        let (code, answer) = answered(&mut wish);
        assert!(code == 1 || code == 3, "{}: {answer:#}", scene.wish);
        is_said_in_words(&scene, &answer);
        scene.is_as(&before, "nothing may be written");
        drop(locked);
        scene.is_not_undoable(&answer);
        let (code, answer) = answered(&mut scene.wish());
        assert_eq!(code, 0, "{}, with the right to: {answer:#}", scene.wish);
    });
}

#[test]
fn what_cannot_be_written_down_is_not_done() {
    each(&[QUICK.as_slice(), &PIPS[..1]].concat(), |scene| {
        let Some(mut wish) = powerless(&scene) else { return };
        let before = scene.manifest();
        let locked = Locked::all(&scene.bench.scratch.path("Users/tester/sandbar-data"), Path::new("/"));
        let (code, answer) = answered(&mut wish);
        assert_eq!(code, 1, "{}: {answer:#}", scene.wish);
        is_said_in_words(&scene, &answer);
        let failure = [&answer["job"]["failure"], &answer["error"]].into_iter().find(|failure| !failure.is_null());
        assert_eq!(failure.unwrap()["code"], "no_permission", "{}: {answer:#}", scene.wish);
        drop(locked);
        scene.is_as(&before, "no notes can be made");
    });
}
