//! Stopped, killed, out of room, two at once: after each the sandbox is what it was, or can be made so.

use std::fs;
use std::io::Write as _;
use std::process::Stdio;
use std::sync::mpsc::RecvTimeoutError;

use sandbar_tests::manifest::{differences, manifest};
use serde_json::Value;

use super::super::interrupted::SmallDisk;
use super::super::{AGES, Bench, names, signal, until};
use super::{Shop, text};

/// How far it has come, seen in the sandbox.
type Stage = (&'static str, fn(&Shop) -> bool);

const STAGES: [Stage; 3] = [
    ("the old files are being kept", |shop| {
        // The first receipt is of what was added before.
        names(&shop.bench.scratch.path("Users/tester/sandbar-data/receipts")).len() > 1
    }),
    ("the old one is going", |shop| !shop.site().join("driftwood-1.0.dist-info/RECORD").exists()),
    ("a new one is whole", |shop| shop.site().join("driftwood-2.0.dist-info/RECORD").exists()),
];

fn words(shop: &Shop, verb: &str, name: &str) -> Vec<String> {
    ["do", "--yes", "--no-shell", verb, &text(&shop.project), name].map(str::to_owned).to_vec()
}

#[test]
fn one_that_is_stopped_while_it_waits_for_a_file_changes_nothing() {
    let Some(shop) = Shop::on((3, 8)) else { return };
    let before = manifest(&shop.project);
    // The look takes two wheels; the third that is asked for is the first of the installation.
    for passed in [0, 2] {
        let served = shop.index.serve(passed).unwrap();
        shop.use_index(&served.url);
        let mut child = shop.bench.quiet(&words(&shop, "add", "quayside")).spawn().unwrap();
        let held = served.held.recv_timeout(AGES);
        assert_ne!(held, Err(RecvTimeoutError::Timeout), "nothing was asked for");
        signal("INT", child.id());
        assert_eq!(child.wait().unwrap().code(), Some(130));
        assert_eq!(differences(&before, &manifest(&shop.project)), Vec::<String>::new(), "{passed}");
    }
    let (_, history) = shop.bench.json(&["history"]);
    let jobs = history["jobs"].as_array().unwrap();
    assert_eq!((jobs[0]["outcome"].as_str(), jobs[0]["undoable"].as_bool()), (Some("cancelled"), Some(false)));
    shop.use_index(&shop.index.url());
    shop.done("add", &["quayside"]);
}

#[test]
fn one_that_is_stopped_in_the_middle_is_taken_back() {
    for (name, stage) in STAGES {
        let Some(shop) = Shop::on((3, 8)) else { return };
        shop.done("add", &["quayside"]);
        shop.bring_news();
        let before = manifest(&shop.project);
        let mut child = shop.bench.quiet(&words(&shop, "upgrade", "quayside")).spawn().unwrap();
        until(|| stage(&shop) || child.try_wait().unwrap().is_some());
        signal_if_there("INT", &mut child);
        match child.wait().unwrap().code() {
            Some(130) => assert_eq!(differences(&before, &manifest(&shop.project)), Vec::<String>::new(), "{name}"),
            Some(0) => shop.holds(&[("driftwood", "2.0"), ("quayside", "2.0")]),
            other => panic!("{name}: {other:?}"),
        }
    }
}

#[test]
fn one_that_was_killed_in_the_middle_can_be_undone() {
    for (name, stage) in STAGES {
        let Some(shop) = Shop::on((3, 13)).or_else(|| Shop::on((3, 8))) else { return };
        shop.done("add", &["quayside"]);
        shop.bring_news();
        let before = manifest(&shop.project);
        let mut child = shop.bench.quiet(&words(&shop, "upgrade", "quayside")).spawn().unwrap();
        until(|| stage(&shop) || child.try_wait().unwrap().is_some());
        signal_if_there("KILL", &mut child);
        let cut_off = child.wait().unwrap().code() != Some(0);
        let (_, history) = shop.bench.json(&["history"]);
        let last = &history["jobs"][0];
        assert_eq!(last["wish"][0], "upgrade", "{history:#}");
        assert_eq!(last["outcome"], if cut_off { "failed" } else { "done" }, "{name}");
        if last["undoable"] == false {
            // Killed before its first act: there is nothing to take back.
            assert_eq!(differences(&before, &manifest(&shop.project)), Vec::<String>::new(), "{name}");
            assert!(cut_off, "{name}: {history:#}");
            continue;
        }
        // What it had started may go on for a moment, or take all of it back itself, now that nobody listens.
        let is_refused =
            |undone: &Value, why: &str| undone["refused"]["reason"].as_str().is_some_and(|reason| reason.contains(why));
        let (code, undone) = shop.bench.json(&["undo", "--yes", last["id"].as_str().unwrap()]);
        assert!(code == 0 || is_refused(&undone, "nothing of what it did is left"), "{name}: {undone:#}");
        let (_, next) = shop.bench.json(&["undo", "--dry-run"]);
        assert_eq!(next["plan"]["title"], "Undo: Add `quayside` to the sandbox of `my shop`", "{name}: {next:#}");
        assert_eq!(differences(&before, &manifest(&shop.project)), Vec::<String>::new(), "{name}");
        shop.holds(&[("driftwood", "1.0"), ("quayside", "1.0")]);
    }
}

fn signal_if_there(name: &str, child: &mut std::process::Child) {
    if child.try_wait().unwrap().is_none() {
        signal(name, child.id());
    }
}

#[test]
fn two_at_once_come_one_after_the_other() {
    let Some(shop) = Shop::on((3, 8)) else { return };
    let start = |name: &str| shop.bench.quiet(&words(&shop, "add", name)).spawn().unwrap();
    let mut children = [start("quayside"), start("tidepools")];
    let codes: Vec<Option<i32>> = children.iter_mut().map(|child| child.wait().unwrap().code()).collect();
    // The second one's plan was made before the first was done: it is asked again, or says that something has changed.
    assert!(codes.contains(&Some(0)) && codes.iter().all(|code| matches!(code, Some(0 | 1))), "{codes:?}");
    for (name, code) in ["quayside", "tidepools"].into_iter().zip(codes) {
        if code == Some(1) {
            shop.done("add", &[name]);
        }
    }
    shop.holds(&[("driftwood", "1.0"), ("quayside", "1.0"), ("tidepools", "1.0")]);
}

#[test]
fn a_disk_that_is_full_is_named_and_the_sandbox_is_what_it_was() {
    let bench = Bench::new();
    let Some(python) = bench.pythons.iter().find(|python| python.minor() == Some((3, 8))).cloned() else { return };
    let Some(disk) = SmallDisk::at(bench.scratch.path("Users/tester/projects"), "60m") else { return };
    let shop = Shop::with(bench, &python);
    shop.done("add", &["tidepools"]);
    let before = manifest(&shop.project);
    let mut film = fs::File::create(disk.0.join("film.mov")).unwrap();
    while film.write_all(&vec![1; 1 << 16]).is_ok() {}
    while film.write_all(&[1; 1 << 8]).is_ok() {}
    let mut command = shop.bench.sandbar.command(&words(&shop, "add", "quayside"));
    let ran = command.arg("--json").stderr(Stdio::null()).output().unwrap();
    let answer: Value = serde_json::from_slice(&ran.stdout).unwrap();
    assert_eq!(ran.status.code(), Some(1), "{answer:#}");
    assert_eq!(answer["job"]["failure"]["code"], "disk_full", "{answer:#}");
    assert_eq!(differences(&before, &manifest(&shop.project)), Vec::<String>::new());
    drop(film);
    fs::remove_file(disk.0.join("film.mov")).unwrap();
    shop.done("add", &["quayside"]);
}
