//! What is refused, and that a refusal leaves everything as it was.

use std::fs;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::Path;
use std::process::Command;

use sandbar_tests::program::built;
use serde_json::Value;

use super::{Bench, names, text};

/// The reason, and the wishes that would do.
fn refusal(bench: &Bench, words: &[&str]) -> (String, Value) {
    let (code, answer) = bench.json(&[&["do", "--yes"], words].concat());
    assert_eq!(code, 3, "{words:?}: {answer:#}");
    (answer["refused"]["reason"].as_str().unwrap().to_owned(), answer["refused"]["better"].clone())
}

fn create_in(bench: &Bench, folder: &Path) -> (String, Value) {
    refusal(bench, &["venv", "create", &text(folder)])
}

#[test]
fn a_place_where_something_is_stays_as_it_is() {
    let bench = Bench::new();
    let holding = bench.project("holding");
    fs::create_dir(holding.join(".venv")).unwrap();
    fs::write(holding.join(".venv/notes.txt"), "mine").unwrap();
    assert!(create_in(&bench, &holding).0.contains("overwrites nothing"));
    assert_eq!(fs::read_to_string(holding.join(".venv/notes.txt")).unwrap(), "mine");

    let empty = bench.project("empty");
    fs::create_dir(empty.join(".venv")).unwrap();
    create_in(&bench, &empty);

    let file = bench.project("file");
    fs::write(file.join(".venv"), "mine").unwrap();
    create_in(&bench, &file);

    let dangling = bench.project("dangling");
    symlink("nowhere", dangling.join(".venv")).unwrap();
    assert!(create_in(&bench, &dangling).0.contains("gone"));

    let linked = bench.project("linked");
    symlink(&holding, linked.join(".venv")).unwrap();
    create_in(&bench, &linked);

    for project in [&holding, &empty, &file, &dangling, &linked] {
        assert_eq!(names(project), [".venv"], "{}", project.display());
    }
}

#[test]
fn a_place_that_is_no_project_is_none() {
    let bench = Bench::new();
    let home = bench.scratch.path("Users/tester");
    let file = bench.project("p").join("notes.txt");
    fs::write(&file, "mine").unwrap();
    let before = names(&home);
    for place in [home.as_path(), Path::new("/"), &home.join("projects/missing"), &file] {
        create_in(&bench, place);
    }
    assert_eq!(names(&home), before);
    assert!(!Path::new("/.venv").exists());
}

#[test]
fn a_hostile_name_is_refused_before_anything_is_made() {
    let bench = Bench::new();
    for name in ["a:b", "$(touch gone)", "`id`", "a\"b", "a\\b", "line\nbreak", "\u{1b}[2Jclear", "\u{202e}txt.exe"] {
        let project = bench.project(name);
        let (reason, _) = create_in(&bench, &project);
        assert!(!reason.contains('\u{1b}') && !reason.contains('\n') && !reason.contains('\u{202e}'), "{reason:?}");
        assert!(names(&project).is_empty());
    }
}

#[test]
fn what_is_no_wish_is_wrong_usage() {
    let bench = Bench::new();
    let project = text(&bench.project("p"));
    for (words, expected) in [
        (&["fly", "away"][..], "unknown_wish"),
        (&["venv", "switch", &project], "usage"),
        (&["venv", "create"], "usage"),
        (&["venv", "create", &project, "another"], "usage"),
    ] {
        let (code, answer) = bench.json(&[&["do", "--yes"], words].concat());
        assert_eq!((code, &answer["error"]["code"]), (2, &Value::from(expected)), "{answer:#}");
    }
}

#[test]
fn a_python_that_is_not_here_is_named_and_another_offered() {
    let bench = Bench::new();
    let Some(newest) = bench.newest() else { return };
    let project = text(&bench.project("p"));
    for python in ["3.99", "2.7", "/nowhere/bin/python3", "banana"] {
        let (reason, better) = refusal(&bench, &["venv", "create", &project, "--python", python]);
        assert!(reason.contains(python), "{reason}");
        let words: Vec<String> = serde_json::from_value(better[0].clone()).unwrap();
        let (code, answer) =
            bench.json(&[&["do", "--dry-run"], &words.iter().map(String::as_str).collect::<Vec<_>>()[..]].concat());
        assert_eq!(code, 0, "what is offered instead of {python} is refused as well: {answer:#}");
    }
    fs::write(Path::new(&project).join(".python-version"), "3.99.1\n").unwrap();
    assert!(refusal(&bench, &["venv", "create", &project]).0.contains(".python-version"));
    fs::write(Path::new(&project).join(".python-version"), format!("# ours\npypy3.9-7.3\n{}\n", newest.version))
        .unwrap();
    let (code, answer) = bench.json(&["do", "--dry-run", "venv", "create", &project]);
    assert_eq!(code, 0, "{answer:#}");
    assert!(answer["plan"]["why"].as_str().unwrap().contains(&newest.version), "{answer:#}");
}

#[test]
fn a_folder_of_somebody_elses_is_refused() {
    let bench = Bench::new();
    let Some(newest) = bench.newest() else { return };
    let folder = bench.scratch.path("for all");
    fs::create_dir(&folder).unwrap();
    for open in [bench.scratch.path(""), folder.clone()] {
        fs::set_permissions(&open, fs::Permissions::from_mode(0o755)).unwrap();
    }
    let program = folder.join("sandbar");
    fs::copy(built("sandbar").unwrap(), &program).unwrap();
    let words =
        ["do", "--yes", "--json", "--no-shell", "venv", "create", &text(&folder), "--python", &text(&newest.path)];
    let nobody = Command::new("setpriv")
        .args(["--reuid=65534", "--regid=65534", "--clear-groups", "--"])
        .arg(&program)
        .args(words)
        .env("HOME", "/nonexistent")
        .output();
    let Some(ran) = nobody.ok().filter(|ran| ran.status.code() != Some(127) && !ran.stdout.is_empty()) else {
        println!("SKIPPED: this account can't act as another one");
        return;
    };
    let answer: Value = serde_json::from_slice(&ran.stdout).unwrap();
    let reason = answer["refused"]["reason"].as_str().unwrap_or_else(|| panic!("{answer:#}"));
    assert!(reason.contains("may not write"), "{reason}");
    assert_eq!(names(&folder), ["sandbar"]);
}
