//! An undo that is given up: what was put aside is in the Trash, whole.

use std::fs;
use std::process::Command;

use sandbar_tests::manifest::{differences, manifest};
use serde_json::Value;

use super::{Bench, names, text};

#[test]
fn what_was_put_aside_goes_to_the_trash_and_is_whole_there() {
    let bench = Bench::new();
    // A Mac's Trash is the account's own, and no test puts anything into that.
    if bench.newest().is_none() || cfg!(target_os = "macos") {
        return;
    }
    let project = bench.project("p");
    bench.create(&project);
    let before = manifest(&project.join(".venv"));
    let (code, deleted) = bench.json(&["do", "--yes", "venv", "delete", &text(&project)]);
    assert_eq!(code, 0, "{deleted:#}");
    let id = deleted["job"]["id"].as_str().unwrap();

    let (code, unknown) = bench.json(&["history", "forget", "nobody"]);
    assert_eq!((code, &unknown["error"]["code"]), (1, &Value::from("not_found")), "{unknown:#}");
    let (code, forgotten) = bench.json(&["history", "forget", id]);
    assert_eq!(code, 0, "{forgotten:#}");
    assert!(names(&project).is_empty(), "{:?}", names(&project));
    let trash = bench.scratch.path("Users/tester/.local/share/Trash");
    let [name] = names(&trash.join("files")).try_into().unwrap();
    assert_eq!(differences(&before, &manifest(&trash.join("files").join(&name))), Vec::<String>::new());
    assert!(fs::read_to_string(trash.join("info").join(format!("{name}.trashinfo"))).unwrap().contains("Path="));
    let (_, history) = bench.json(&["history"]);
    let jobs = history["jobs"].as_array().unwrap();
    assert!(jobs.iter().any(|job| job["id"] == id && job["undoable"] == false), "{history:#}");
    let (code, undo) = bench.json(&["undo", "--yes", id]);
    assert_eq!(code, 3, "{undo:#}");
}

#[test]
fn where_there_is_no_trash_it_stays_aside_and_can_still_be_undone() {
    let bench = Bench::new();
    if bench.newest().is_none() || cfg!(target_os = "macos") {
        return;
    }
    let project = bench.project("p");
    bench.create(&project);
    let (_, deleted) = bench.json(&["do", "--yes", "venv", "delete", &text(&project)]);
    let id = deleted["job"]["id"].as_str().unwrap();
    // Something of that name is in the way, which no account can write through.
    let share = bench.scratch.path("Users/tester/.local/share");
    fs::create_dir_all(&share).unwrap();
    fs::write(share.join("Trash"), "").unwrap();
    let (code, failed) = bench.json(&["history", "forget", id]);
    assert_eq!((code, &failed["error"]["code"]), (1, &Value::from("no_permission")), "{failed:#}");
    assert!(failed["error"]["message"].as_str().unwrap().contains("Trash"), "{failed:#}");
    let (code, undone) = bench.json(&["undo", "--yes", id]);
    assert_eq!((code, names(&project)), (0, vec![".venv".to_owned()]), "{undone:#}");
}

#[test]
fn copies_that_were_kept_for_an_undo_go_with_it() {
    let bench = Bench::new();
    if bench.newest().is_none() {
        return;
    }
    let project = bench.project("p");
    bench.create(&project);
    let config = project.join(".venv/pyvenv.cfg");
    let old = fs::read_to_string(&config).unwrap();
    let home = old.lines().find(|line| line.starts_with("home = ")).unwrap();
    fs::write(&config, old.replace(home, "home = /nowhere/bin")).unwrap();
    let (code, repaired) = bench.json(&["do", "--yes", "venv", "repair", &text(&project)]);
    assert_eq!(code, 0, "{repaired:#}");
    let id = repaired["job"]["id"].as_str().unwrap();
    let receipts = bench.scratch.path("Users/tester/sandbar-data/receipts");
    assert_eq!(names(&receipts), [id]);
    let (code, forgotten) = bench.json(&["history", "forget", id]);
    assert_eq!(code, 0, "{forgotten:#}");
    assert!(names(&receipts).is_empty());
    let works = Command::new(project.join(".venv/bin/python")).args(["-I", "-c", ""]).status().unwrap();
    assert!(works.success());
}

#[test]
fn what_an_undo_took_away_goes_to_the_trash_as_well() {
    let bench = Bench::new();
    if cfg!(target_os = "macos") {
        return;
    }
    let (code, locked) = bench.json(&["do", "--yes", "lock", "on"]);
    assert_eq!(code, 0, "{locked:#}");
    let id = locked["job"]["id"].as_str().unwrap();
    let (code, undone) = bench.json(&["undo", "--yes", id]);
    assert_eq!(code, 0, "{undone:#}");
    let (code, forgotten) = bench.json(&["history", "forget", id]);
    assert_eq!(code, 0, "{forgotten:#}");
    let trash = bench.scratch.path("Users/tester/.local/share/Trash/files");
    assert!(manifest(&trash).keys().any(|path| path.ends_with("pip/pip.conf")), "{:?}", names(&trash));
    assert!(names(&bench.scratch.path("Users/tester/sandbar-data/receipts")).is_empty());
}
