//! `take-out`: what somebody has put into a guarded Python, out of it again, by its own pip.

use std::fs;
use std::process::{Command, Stdio};

use sandbar_tests::fake_mac::{Chip, FakeMac};
use serde_json::Value;

use super::break_glass::{Glass, effects, same};
use super::{Bench, signal, text, until};

/// Takes packages out of the guarded Python.
fn take(glass: &Glass, options: &[&str], packages: &[&str]) -> (i32, Value) {
    let python = text(&glass.guarded.python());
    glass.run(&[&["do"], options, &["take-out", "--python", &python], packages].concat())
}

fn reason(answer: &Value) -> &str {
    answer["refused"]["reason"].as_str().unwrap_or_else(|| panic!("{answer:#}"))
}

#[test]
fn what_came_goes_and_an_undo_brings_it_back_byte_for_byte() {
    let Some(glass) = Glass::new() else { return };
    glass.guarded.break_into(&glass.wheels, &["shore"]);
    let before = glass.manifest();
    assert_eq!(glass.listed(), ["shore==1.0", "tide==2.0"]);
    let (code, plan) = take(&glass, &["--dry-run"], &["shore", "tide"]);
    assert_eq!(code, 0, "{plan:#}");
    let argv = plan["plan"]["steps"][0]["argv"].to_string();
    assert!(argv.contains("uninstall") && argv.contains("--yes") && argv.contains("--break-system-packages"), "{argv}");
    assert!(effects(&plan).contains("`shore` 1.0 and `tide` 2.0"), "{}", effects(&plan));
    same(&before, &glass.manifest());

    let (code, done) = take(&glass, &["--yes"], &["shore", "tide"]);
    assert_eq!((code, &done["job"]["outcome"]), (0, &Value::from("done")), "{done:#}");
    assert_eq!(glass.listed(), [""; 0]);
    assert!(!glass.guarded.scripts().join("shore").exists());
    let (code, nothing) = take(&glass, &["--yes"], &["shore", "tide"]);
    assert_eq!(code, 3, "{nothing:#}");

    // The wheels are not needed for the way back.
    fs::remove_dir_all(&glass.wheels).unwrap();
    let (code, undone) = glass.run(&["undo", "--yes"]);
    assert_eq!((code, &undone["job"]["outcome"]), (0, &Value::from("done")), "{undone:#}");
    same(&before, &glass.manifest());
    assert_eq!(glass.listed(), ["shore==1.0", "tide==2.0"]);
}

#[test]
fn what_is_still_needed_stays_and_that_is_said() {
    let Some(glass) = Glass::new() else { return };
    glass.guarded.break_into(&glass.wheels, &["shore"]);
    let before = glass.manifest();
    let (code, refused) = take(&glass, &["--yes"], &["tide"]);
    assert_eq!(code, 3, "{refused:#}");
    assert!(reason(&refused).contains("`shore` needs it"), "{refused:#}");
    same(&before, &glass.manifest());
    glass.guarded.break_into(&glass.wheels, &["harbour"]);
    let (code, done) = take(&glass, &["--yes"], &["shore", "tide"]);
    assert_eq!(code, 0, "{done:#}");
    assert!(effects(&done).contains("`tide` 2.0 stays in") && effects(&done).contains("`harbour` needs it"));
    assert_eq!(glass.listed(), ["harbour==1.0", "tide==2.0"]);
}

#[test]
fn the_owners_packages_and_hostile_names_are_refused() {
    let Some(glass) = Glass::new() else { return };
    glass.guarded.break_into(&glass.wheels, &["tide==1.0", "shore"]);
    // As Homebrew leaves its own.
    let record = glass.guarded.site().join("tide-1.0.dist-info");
    fs::remove_file(record.join("RECORD")).unwrap();
    fs::write(record.join("INSTALLER"), "brew\n").unwrap();
    let before = glass.manifest();
    let long = "x".repeat(10_000);
    for names in [
        &["tide"][..],
        &["shore", "tide"],
        &["pip"],
        &["--", "shore", "--break-system-packages"],
        &["--", "-r/etc/passwd"],
        &["shore==1.0"],
        &["../shore"],
        &["shore; rm"],
        &["git+https://localhost:9/x"],
        &[&long],
    ] {
        let (code, refused) = take(&glass, &["--yes"], names);
        assert_eq!(code, 3, "{names:?}: {refused:#}");
    }
    let (_, refused) = take(&glass, &["--yes"], &["shore", "tide"]);
    assert!(reason(&refused).contains("`tide` 1.0"), "{refused:#}");
    same(&before, &glass.manifest());
}

#[test]
fn what_uv_has_put_there_goes_too() {
    let Some(glass) = Glass::new() else { return };
    let mut uv = Command::new("uv");
    uv.args(["pip", "install", "--no-index", "--break-system-packages", "--offline", "--python"]);
    uv.arg(glass.guarded.python()).arg("--find-links").arg(&glass.wheels).arg("shore");
    uv.env("UV_CACHE_DIR", glass.bench.scratch.path("uv cache")).env("UV_NO_CONFIG", "1");
    match uv.output() {
        Ok(done) => assert!(done.status.success(), "{done:?}"),
        Err(error) => {
            println!("SKIPPED: there is no uv here: {error}");
            return;
        }
    }
    let before = glass.manifest();
    let (code, done) = take(&glass, &["--yes"], &["shore", "tide"]);
    assert_eq!(code, 0, "{done:#}");
    assert_eq!(glass.listed(), [""; 0]);
    let (code, undone) = glass.run(&["undo", "--yes"]);
    assert_eq!(code, 0, "{undone:#}");
    same(&before, &glass.manifest());
}

#[test]
fn killed_at_work_it_can_be_undone() {
    let Some(glass) = Glass::new() else { return };
    glass.guarded.break_into(&glass.wheels, &["shore"]);
    let before = glass.manifest();
    let python = text(&glass.guarded.python());
    let mut command = glass.command(&["do", "--yes", "take-out", "--python", &python, "shore", "tide"]);
    let mut child = command.stdout(Stdio::null()).spawn().unwrap();
    let shore = glass.guarded.site().join("shore.py");
    assert!(until(|| !shore.exists() || child.try_wait().unwrap().is_some()));
    signal("KILL", child.id());
    child.wait().unwrap();
    // Its pip goes on to its end by itself.
    assert!(until(|| super::interrupted::at_work(glass.guarded.folder()).is_empty()));
    let (code, undone) = glass.run(&["undo", "--yes"]);
    assert_eq!(code, 0, "{undone:#}");
    same(&before, &glass.manifest());
}

#[test]
fn on_a_mac_homebrews_own_pip_is_told_and_nothing_is_run() {
    let bench = Bench::new();
    let mac = FakeMac::new(Chip::Arm64);
    let root = text(&mac.root());
    let words =
        ["--root", &root, "--os", "macos", "--user", "tester", "do", "--dry-run", "take-out", "--python", "3.14"];
    let (_, status) = bench.json(&["--root", &root, "--os", "macos", "--user", "tester", "status"]);
    let interpreters = status["interpreters"].as_array().unwrap();
    let brewed = |one: &&Value| one["source"] == "homebrew" && one["version"].as_str().unwrap().starts_with("3.14");
    let stray = &interpreters.iter().find(brewed).unwrap()["strays"][0]["name"];
    let (code, answer) = bench.json(&[&words[..], &[stray.as_str().unwrap()]].concat());
    assert_eq!(code, 0, "{answer:#}");
    let argv = answer["plan"]["steps"][0]["argv"].to_string();
    assert!(argv.contains(&format!("{}/opt/python@3.14", mac.prefix())) && argv.contains("uninstall"), "{argv}");
    assert!(!mac.was_run());
}
