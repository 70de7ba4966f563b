//! Environments as they come from elsewhere: cut off, spoiled, hostile.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::Command;

use sandbar_engine::environment::inspect;
use sandbar_engine::model::{EnvironmentTool, Health};
use sandbar_tests::scratch::Scratch;

use super::{health, look};

/// A scratch folder with a Python, and the environment `p/.venv` made by it.
fn made() -> Scratch {
    let scratch = Scratch::new();
    let python = scratch.path("base/bin/python3.13");
    scratch.program("base/bin/python3.13").venv("p/.venv", &scratch.path("p/.venv"), &python);
    scratch
}

fn remove(scratch: &Scratch, name: &str) {
    fs::remove_file(scratch.path(name)).unwrap();
}

#[test]
fn a_made_environment_is_healthy_and_nothing_of_it_is_run() {
    let scratch = made();
    scratch.program("p/.venv/bin/pip").program("p/.venv/bin/activate");
    let found = look(&scratch.machine(), &scratch.path("p/.venv"));
    assert_eq!((found.health, found.reason), (Health::Healthy, None));
    assert_eq!((found.version.as_deref(), found.packages), (Some("3.13.1"), Some(1)));
    remove(&scratch, "p/.venv/bin/python");
    scratch.program("p/.venv/bin/python");
    assert_eq!(health(&scratch.machine(), &scratch.path("p/.venv")).0, Health::Healthy);
    assert!(!scratch.was_run());
}

#[test]
fn a_spoiled_pyvenv_cfg_is_a_state() {
    let scratch = made();
    let machine = scratch.machine();
    let folder = scratch.path("p/.venv");
    let spoiled = |content: &[u8], why: &str| {
        scratch.file("p/.venv/pyvenv.cfg", content);
        let (found, reason) = health(&machine, &folder);
        assert_eq!(found, Health::Broken);
        assert!(reason.contains(why), "{reason}");
    };
    spoiled(b"", "no `home`");
    spoiled(b"\x00\x01garbage\n= =\n", "no `home`");
    spoiled(b"version = 3.13.1\nhome =\n", "no `home`");
    spoiled(b"home = /caf\xe9/bin\n", "not UTF-8");
    spoiled(&vec![b'x'; 10 << 20], "larger than");

    let cfg = scratch.path("p/.venv/pyvenv.cfg");
    fs::remove_file(&cfg).unwrap();
    assert!(Command::new("mkfifo").arg(&cfg).status().unwrap().success());
    assert!(health(&machine, &folder).1.contains("not a file"));
    fs::remove_file(&cfg).unwrap();
    scratch.link("p/.venv/pyvenv.cfg", "pyvenv.cfg");
    assert!(health(&machine, &folder).1.contains("circle"));
    fs::remove_file(&cfg).unwrap();
    assert!(inspect(&machine, &folder, &[]).is_none(), "nothing says that this is an environment");
    scratch.file("p/.venv/bin/activate", "VIRTUAL_ENV=/elsewhere\n");
    assert!(health(&machine, &folder).1.contains("is missing"));
    assert!(!scratch.was_run());
}

#[test]
fn a_python_that_leads_nowhere_is_broken() {
    let scratch = made();
    let machine = scratch.machine();
    let folder = scratch.path("p/.venv");
    let broken = |why: &str| {
        let (found, reason) = health(&machine, &folder);
        assert_eq!(found, Health::Broken);
        assert!(reason.contains(why), "{reason}");
    };
    fs::rename(scratch.path("base/bin/python3.13"), scratch.path("base/bin/x")).unwrap();
    broken("base/bin/python3.13");
    remove(&scratch, "p/.venv/bin/python");
    broken("there is no");
    scratch.link("p/.venv/bin/python", "python3").link("p/.venv/bin/python3", "python");
    broken("in a circle");
    remove(&scratch, "p/.venv/bin/python");
    scratch.folder("p/.venv/bin/python");
    broken("is a folder");
    fs::remove_dir(scratch.path("p/.venv/bin/python")).unwrap();
    scratch.file("p/.venv/bin/python", "#!/bin/sh\n");
    broken("not executable");
    fs::remove_dir_all(scratch.path("p/.venv/bin")).unwrap();
    broken("there is no");
    scratch.file("p/.venv/bin", "");
    broken("there is no");
}

#[test]
fn two_minor_versions_in_one_environment_are_mixed() {
    let scratch = made();
    let machine = scratch.machine();
    let folder = scratch.path("p/.venv");
    scratch.folder("p/.venv/lib/python3.12/site-packages/__pycache__");
    assert_eq!(health(&machine, &folder).0, Health::Healthy, "an empty folder is only rubbish");
    scratch.distribution("p/.venv/lib/python3.12/site-packages", "six", "1.17");
    let (found, reason) = health(&machine, &folder);
    assert_eq!(found, Health::Mixed);
    assert!(reason.contains("Python 3.12") && reason.contains("Python 3.13"), "{reason}");

    // What `venv --upgrade` by another minor version leaves: everything says 3.13, and Python is 3.12.
    let scratch = made();
    fs::rename(scratch.path("base/bin/python3.13"), scratch.path("base/bin/python3.12")).unwrap();
    remove(&scratch, "p/.venv/bin/python3.13");
    scratch.link("p/.venv/bin/python3.13", scratch.path("base/bin/python3.12"));
    assert_eq!(health(&scratch.machine(), &scratch.path("p/.venv")).0, Health::Mixed);
}

#[test]
fn an_older_patch_version_is_healthy_and_a_lost_home_is_stale() {
    let scratch = made();
    let machine = scratch.machine();
    let folder = scratch.path("p/.venv");
    let home = scratch.path("base/bin");
    let cfg = |home: &Path| format!("home = {}\nversion = 3.13.0\n", home.display());
    scratch.file("p/.venv/pyvenv.cfg", cfg(&home));
    assert_eq!(health(&machine, &folder).0, Health::Healthy);
    scratch.file("p/.venv/pyvenv.cfg", cfg(Path::new("/nowhere/bin")));
    let (found, reason) = health(&machine, &folder);
    assert_eq!(found, Health::Stale);
    assert!(reason.contains("/nowhere/bin"), "{reason}");
    // Without pip comes before stale.
    fs::remove_dir_all(scratch.path("p/.venv/lib/python3.13/site-packages/pip-25.1.dist-info")).unwrap();
    assert_eq!(health(&machine, &folder).0, Health::NoPip);
}

#[test]
fn each_record_of_the_old_place_tells_a_move() {
    let scratch = made();
    let machine = scratch.machine();
    let folder = scratch.path("p/.venv");
    let home = scratch.path("base/bin");
    let silent = format!("home = {}\nversion = 3.9.1\nversion = 3.13.1\n", home.display());
    scratch.file("p/.venv/pyvenv.cfg", &silent);
    assert_eq!(health(&machine, &folder).0, Health::Healthy);
    scratch.file("p/.venv/bin/pip", "#!/usr/bin/python3\n");
    assert_eq!(health(&machine, &folder).0, Health::Healthy, "this is another Python's pip");
    scratch.file("p/.venv/bin/pip", "#!/old/place/bin/python3.13\n");
    assert_eq!(health(&machine, &folder).0, Health::Moved);
    scratch.file("p/.venv/bin/pip", format!("#!{}/bin/python\n", folder.display()));
    assert_eq!(health(&machine, &folder).0, Health::Healthy);
    scratch.file("p/.venv/bin/activate", "VIRTUAL_ENV='/old/place'\n");
    assert_eq!(health(&machine, &folder).0, Health::Moved);
}

#[test]
fn conda_and_pixi_environments_tell_their_version_by_their_books() {
    let scratch = Scratch::new();
    for name in ["c", "x"] {
        scratch
            .program(format!("{name}/bin/python3.12"))
            .link(format!("{name}/bin/python"), "python3.12")
            .file(format!("{name}/conda-meta/python-3.12.11-hc22306f_0_cpython.json"), "{}")
            .distribution(format!("{name}/lib/python3.12/site-packages"), "six", "1.17");
    }
    scratch.file("x/conda-meta/pixi", "{}");
    let conda = look(&scratch.machine(), &scratch.path("c"));
    assert_eq!((conda.tool, conda.health, conda.packages), (EnvironmentTool::Conda, Health::Healthy, Some(1)));
    assert_eq!(conda.version.as_deref(), Some("3.12.11"));
    assert_eq!(look(&scratch.machine(), &scratch.path("x")).tool, EnvironmentTool::Pixi);
    remove(&scratch, "c/bin/python3.12");
    assert_eq!(health(&scratch.machine(), &scratch.path("c")).0, Health::Broken);

    scratch.file("r/conda-meta/r-base-4.4.1-h1_0.json", "{}");
    assert!(inspect(&scratch.machine(), &scratch.path("r"), &[]).is_none(), "an environment for R");
    scratch.folder("x/condabin");
    assert!(inspect(&scratch.machine(), &scratch.path("x"), &[]).is_none(), "conda's own base");
}

#[test]
fn what_cant_be_read_is_not_a_crash() {
    let scratch = made();
    let machine = scratch.machine();
    let bin = scratch.path("p/.venv/bin");
    fs::set_permissions(&bin, fs::Permissions::from_mode(0o000)).unwrap();
    let found = health(&machine, &scratch.path("p/.venv"));
    // Root reads everything.
    assert!(matches!(found.0, Health::Broken | Health::Healthy), "{found:?}");
    fs::set_permissions(&bin, fs::Permissions::from_mode(0o755)).unwrap();
    for folder in ["p", "p/.venv/lib", "base", "nowhere", "base/bin/python3.13"] {
        assert!(inspect(&machine, &scratch.path(folder), &[]).is_none(), "{folder}");
    }
}
