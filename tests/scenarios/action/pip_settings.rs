//! `lock` and `pip-conf clean`: what real pips then do, and the files as they were once it is undone.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Command, Output};

use sandbar_tests::fake_mac::{Chip, FakeMac};
use sandbar_tests::manifest::{differences, manifest};
use serde_json::Value;

use super::{Bench, text};

const OWN: &str = "Users/tester/.config/pip/pip.conf";

/// pip as a person runs it at home.
fn pip(bench: &Bench, python: &Path, words: &[&str]) -> Output {
    let home = bench.scratch.path("Users/tester");
    let mut command = Command::new(python);
    command.args(["-m", "pip", "--disable-pip-version-check"]).args(words);
    command.env_clear().env("HOME", &home).env("PATH", "/usr/bin:/bin").current_dir(&home).output().unwrap()
}

/// What pip itself reads as the value of an option.
fn read_by_pip(bench: &Bench, python: &Path, option: &str) -> Option<String> {
    let answer = pip(bench, python, &["config", "get", option]);
    answer.status.success().then(|| String::from_utf8_lossy(&answer.stdout).trim().to_owned())
}

fn done(bench: &Bench, words: &[&str]) -> Value {
    let (code, answer) = bench.json(&[&["do", "--yes"], words].concat());
    assert_eq!((code, &answer["job"]["outcome"]), (0, &Value::from("done")), "{words:?}: {answer:#}");
    answer
}

fn refused(bench: &Bench, words: &[&str]) -> String {
    let (code, answer) = bench.json(&[&["do", "--yes"], words].concat());
    assert_eq!(code, 3, "{words:?}: {answer:#}");
    answer["refused"]["reason"].as_str().unwrap().to_owned()
}

#[test]
fn a_locked_pip_refuses_outside_of_sandboxes_and_an_undo_leaves_no_trace() {
    let bench = Bench::new();
    let Some(python) = bench.newest().map(|python| python.path.to_path_buf()) else { return };
    let home = bench.scratch.path("Users/tester");
    // Once without any settings, once with a file that says other things, once with the file elsewhere.
    for before in [None, Some("# mine\r\n[global]\r\ntimeout = 9\r\n\r\n[install]\r\nno-input = 1\r\n"), Some("[a]\n")]
    {
        if let Some(before) = before {
            bench.scratch.file(OWN, before);
        }
        if before == Some("[a]\n") {
            fs::remove_file(bench.scratch.path(OWN)).unwrap();
            bench.scratch.file("Users/tester/dotfiles/pip.conf", before.unwrap()).link(OWN, "../../dotfiles/pip.conf");
        }
        let was = manifest(&home);
        let answer = done(&bench, &["lock", "on"]);
        assert!(answer["plan"]["commands"][0].as_str().unwrap().ends_with("set global.require-virtualenv true"));
        assert_eq!(read_by_pip(&bench, &python, "global.require-virtualenv").as_deref(), Some("true"));
        let install = pip(&bench, &python, &["install", "--no-index", "--break-system-packages", "nothing-there"]);
        let said = String::from_utf8_lossy(&install.stderr).into_owned();
        assert_eq!(install.status.code(), Some(3), "{said}");
        assert!(said.contains("Could not find an activated virtualenv"), "{said}");
        assert!(pip(&bench, &python, &["list"]).status.success());
        assert!(refused(&bench, &["lock", "on"]).contains("already"));
        if before == Some("[a]\n") {
            assert!(fs::symlink_metadata(bench.scratch.path(OWN)).unwrap().is_symlink());
        }

        let (code, undone) = bench.json(&["undo", "--yes"]);
        assert_eq!(code, 0, "{undone:#}");
        let changed = differences(&was, &manifest(&home));
        let changed: Vec<_> = changed.iter().filter(|change| !change.contains("sandbar-data")).collect();
        assert!(changed.is_empty(), "{changed:#?}");
        assert!(refused(&bench, &["lock", "off"]).contains("off already"));

        // And on and off again, as somebody would who has changed their mind.
        done(&bench, &["lock", "on"]);
        done(&bench, &["lock", "off"]);
        assert_eq!(read_by_pip(&bench, &python, "global.require-virtualenv"), None);
        if let Some(before) = before.filter(|before| before.contains("[global]")) {
            assert_eq!(fs::read_to_string(bench.scratch.path(OWN)).unwrap(), before);
        }
    }
}

#[test]
fn the_guard_is_back_and_all_else_in_the_file_is_as_it_was() {
    let bench = Bench::new();
    let Some(python) = bench.newest().map(|python| python.path.to_path_buf()) else { return };
    let before = "[global]\n; a remark\nbreak-system-packages = true\ntimeout = 9\n[install]\nuser = yes\n";
    bench.scratch.file(OWN, before);
    bench.scratch.file("Users/tester/.pip/pip.conf", "[install]\nuser = 1\ntarget = /tmp/there\n");
    let answer = done(&bench, &["pip-conf", "clean"]);
    let effects = answer["plan"]["effects"].to_string();
    assert!(effects.contains("target = /tmp/there"), "{effects}");
    let after = fs::read_to_string(bench.scratch.path(OWN)).unwrap();
    assert_eq!(after, "[global]\n; a remark\ntimeout = 9\n[install]\n");
    for option in ["global.break-system-packages", "install.user"] {
        assert_eq!(read_by_pip(&bench, &python, option), None, "{option}");
    }
    assert_eq!(read_by_pip(&bench, &python, "global.timeout").as_deref(), Some("9"));
    assert!(refused(&bench, &["pip-conf", "clean"]).contains("target"));
    let (code, undone) = bench.json(&["undo", "--yes"]);
    assert_eq!(code, 0, "{undone:#}");
    assert_eq!(fs::read_to_string(bench.scratch.path(OWN)).unwrap(), before);
}

#[test]
fn a_file_that_pip_stops_at_is_left_alone_and_its_line_is_named() {
    let bench = Bench::new();
    for (text, line) in [("[global]\nnonsense\n", "line 2"), ("user = 1\n", "line 1"), ("\u{feff}[global]\n", "line 1")]
    {
        bench.scratch.file(OWN, text);
        for wish in [&["lock", "on"][..], &["lock", "off"], &["pip-conf", "clean"]] {
            let reason = refused(&bench, wish);
            assert!(reason.contains(line), "{wish:?}: {reason}");
        }
        assert_eq!(fs::read_to_string(bench.scratch.path(OWN)).unwrap(), text);
    }
    fs::remove_file(bench.scratch.path(OWN)).unwrap();
    symlink("/nowhere/pip.conf", bench.scratch.path(OWN)).unwrap();
    assert!(refused(&bench, &["lock", "on"]).contains("gone"));
}

#[test]
fn a_change_after_the_plan_was_made_is_not_overwritten_by_an_undo() {
    let bench = Bench::new();
    done(&bench, &["lock", "on"]);
    fs::write(bench.scratch.path(OWN), "[global]\nrequire-virtualenv = true\ntimeout = 3\n").unwrap();
    let (code, undone) = bench.json(&["undo", "--yes"]);
    assert_eq!(code, 3, "{undone:#}");
    assert!(fs::read_to_string(bench.scratch.path(OWN)).unwrap().contains("timeout"));
}

#[test]
fn a_macs_own_folder_is_taken_where_it_is_there() {
    let bench = Bench::new();
    let mac = FakeMac::new(Chip::Arm64);
    let asked = |words: &[&str]| {
        let root = text(&mac.root());
        bench.json(&[&["--root", &root, "--os", "macos", "--user", "tester", "do", "--dry-run"], words].concat())
    };
    let (code, answer) = asked(&["lock", "on"]);
    assert_eq!(code, 0, "{answer:#}");
    assert!(answer["plan"]["effects"][0].as_str().unwrap().contains("pip/pip.conf"), "{answer:#}");
    mac.folder("/Users/tester/Library/Application Support/pip");
    let (_, answer) = asked(&["lock", "on"]);
    let effect = answer["plan"]["effects"][0].as_str().unwrap();
    assert!(effect.contains("~/Library/Application Support/pip/pip.conf"), "{effect}");
    assert!(!mac.was_run());
}
