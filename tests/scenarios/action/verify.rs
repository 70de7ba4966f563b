//! The verification: what it finds, and what it does not run.

use std::fs;
use std::path::{Path, PathBuf};

use sandbar_tests::pythons::make_venv;
use serde_json::Value;

use super::{Bench, names, text};

fn verify(bench: &Bench, project: &Path) -> (i32, Value) {
    bench.json(&["verify", &text(project)])
}

/// Whether a check holds.
fn holds(verified: &Value, code: &str) -> Value {
    let checks = verified["checks"].as_array().unwrap_or_else(|| panic!("{verified:#}"));
    checks.iter().find(|check| check["code"] == code).unwrap_or_else(|| panic!("no {code}: {verified:#}"))["ok"].clone()
}

fn site_packages(environment: &Path) -> PathBuf {
    let library = environment.join("lib");
    let version = names(&library).into_iter().find(|name| name.starts_with("python")).unwrap();
    library.join(version).join("site-packages")
}

fn distribution(site: &Path, name: &str, requires: &str) {
    let folder = site.join(format!("{name}-1.0.dist-info"));
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("METADATA"), format!("Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n{requires}"))
        .unwrap();
    fs::write(folder.join("INSTALLER"), "pip\n").unwrap();
    fs::write(folder.join("RECORD"), format!("{name}-1.0.dist-info/INSTALLER,,\n")).unwrap();
}

#[test]
fn a_python_that_came_with_the_project_is_not_run_unasked() {
    let bench = Bench::new();
    let project = bench.project("from the internet");
    let environment = project.join(".venv");
    // A text beside it that names a real Python's home does not make it one.
    let home = bench.newest().map_or_else(|| "/usr/bin".to_owned(), |python| text(python.path.parent().unwrap()));
    let relative = environment.strip_prefix(bench.scratch.path("")).unwrap().to_path_buf();
    bench.scratch.program(relative.join("bin/python"));
    bench.scratch.file(relative.join("pyvenv.cfg"), format!("home = {home}\nversion = 3.12.1\n"));
    bench.scratch.distribution(relative.join("lib/python3.12/site-packages"), "pip", "24.0");

    let (code, answer) = verify(&bench, &project);
    assert_eq!((code, &answer["error"]["code"]), (1, &Value::from("untrusted")), "{answer:#}");
    assert!(answer["error"]["hint"].as_str().unwrap().contains("--trusted"));
    assert!(!bench.scratch.was_run(), "a program of the project was run unasked");

    let (code, trusted) = bench.json(&["verify", "--trusted", &text(&project)]);
    assert_eq!(code, 1);
    assert_eq!(holds(&trusted, "python"), false);
    assert!(bench.scratch.was_run(), "the user said so");
}

#[test]
fn nothing_to_verify_is_said_to_be_nothing() {
    let bench = Bench::new();
    let (code, verified) = verify(&bench, &bench.project("empty"));
    assert_eq!((code, &verified["ok"]), (1, &Value::Bool(false)));
    assert_eq!(holds(&verified, "environment"), false);
    let (code, missing) = verify(&bench, Path::new("/nowhere/at/all"));
    assert_eq!((code, &missing["error"]["code"]), (1, &Value::from("not_found")));
}

#[test]
fn what_is_wrong_with_a_real_one_is_found() {
    let bench = Bench::new();
    if bench.newest().is_none() {
        return;
    }
    let project = bench.project("p");
    bench.create(&project);
    let environment = project.join(".venv");
    let site = site_packages(&environment);

    distribution(&site, "needy", "Requires-Dist: nowhere-to-be-found>=2\n");
    let (code, verified) = verify(&bench, &project);
    assert_eq!(code, 1);
    assert_eq!((holds(&verified, "dependencies"), holds(&verified, "packages")), (false.into(), true.into()));
    fs::remove_dir_all(site.join("needy-1.0.dist-info")).unwrap();

    let outside = bench.scratch.path("outside");
    distribution(&outside, "stranger", "");
    fs::write(site.join("outside.pth"), format!("{}\n", text(&outside))).unwrap();
    assert_eq!(holds(&verify(&bench, &project).1, "packages"), false);
    fs::remove_file(site.join("outside.pth")).unwrap();

    let config = environment.join("pyvenv.cfg");
    let written = fs::read_to_string(&config).unwrap();
    fs::write(&config, written.replace("include-system-site-packages = false", "include-system-site-packages = true"))
        .unwrap();
    assert_eq!(holds(&verify(&bench, &project).1, "packages"), false);
    fs::write(&config, &written).unwrap();

    // The user's own settings don't change what is said of the environment.
    let conf = bench.scratch.path("Users/tester/.config/pip/pip.conf");
    fs::create_dir_all(conf.parent().unwrap()).unwrap();
    fs::write(&conf, "[global]\nuser = true\nformat = freeze\n[list]\nformat = freeze\n").unwrap();
    let (code, verified) = verify(&bench, &project);
    assert_eq!(code, 0, "{verified:#}");

    // What was moved says that it is elsewhere.
    let moved = bench.project("moved");
    fs::rename(&environment, moved.join(".venv")).unwrap();
    let (code, verified) = verify(&bench, &moved);
    assert_eq!(code, 1, "{verified:#}");
    assert_eq!(holds(&verified, "environment"), false);
}

#[test]
fn without_pip_it_depends_on_who_made_it() {
    let bench = Bench::new();
    let Some(newest) = bench.newest() else { return };
    let project = bench.project("bare");
    if !make_venv(newest, &project.join(".venv"), &["--without-pip"]) {
        return;
    }
    let (code, verified) = verify(&bench, &project);
    assert_eq!(code, 1, "{verified:#}");
    assert_eq!((holds(&verified, "pip"), holds(&verified, "python")), (false.into(), true.into()));

    let config = project.join(".venv/pyvenv.cfg");
    let written = fs::read_to_string(&config).unwrap();
    fs::write(&config, format!("{written}uv = 0.8.0\n")).unwrap();
    let (code, verified) = verify(&bench, &project);
    assert_eq!((code, holds(&verified, "pip")), (0, Value::Null), "{verified:#}");
}
