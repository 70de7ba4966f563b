//! A sandbox from every Python of this machine, in places with every kind of name.

use std::fs;
use std::path::Path;
use std::process::Command;

use sandbar_tests::wheel;
use serde_json::Value;

use super::{Bench, names, text};

/// What must hold of every sandbox that was made.
fn assert_whole(project: &Path, answer: &Value) {
    assert_eq!(answer["job"]["outcome"], "done", "{answer:#}");
    let checks = answer["job"]["checks"].as_array().unwrap();
    let ok = |code: &str| checks.iter().find(|check| check["code"] == code).map(|check| check["ok"].clone());
    for code in ["environment", "python", "pip", "packages", "dependencies"] {
        assert_eq!(ok(code), Some(Value::Bool(true)), "{code}: {checks:#?}");
    }
    for code in ["fresh_terminal", "activate"] {
        assert_eq!(ok(code), Some(Value::Null), "{code}: {checks:#?}");
    }
    let inside = names(&project.join(".venv"));
    assert!(!inside.iter().any(|name| name.contains("sandbar")), "{inside:?}");
    assert!(fs::read_to_string(project.join(".venv/.gitignore")).unwrap().contains('*'));
}

/// Installs a wheel with the sandbox's own pip, and imports what was in it.
fn assert_usable(project: &Path, wheel: &Path) {
    let python = project.join(".venv/bin/python");
    let install = ["-m", "pip", "install", "--quiet", "--no-index", "--disable-pip-version-check"];
    let installed = Command::new(&python).args(install).arg(wheel).current_dir(project).output().unwrap();
    assert!(installed.status.success(), "{installed:?}");
    let imported = Command::new(&python).args(["-c", "import greeting"]).current_dir(project).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&imported.stdout).trim(), "greeting answers", "{imported:?}");
}

#[test]
fn every_python_of_this_machine_makes_a_sandbox_that_works() {
    let bench = Bench::new();
    let Some(newest) = bench.newest() else { return };
    let wheel = wheel::build(&bench.scratch.path("wheel"), "greeting", &newest.path).unwrap();
    let kinds = ["plain", "mein Projekt", "Grüße 日本", "it's-new; & odd"];
    let make = |index: usize| {
        let python = &bench.pythons[index];
        let project = bench.project(&format!("{}/{}", python.id, kinds[index % kinds.len()]));
        let words = ["do", "--yes", "venv", "create", &text(&project), "--python", &text(&python.path)];
        let (code, answer) = bench.json(&words);
        assert_eq!(code, 0, "{}: {answer:#}", python.label());
        assert_whole(&project, &answer);
        assert_eq!(names(&project), [".venv"]);
        assert_usable(&project, &wheel);
        let (code, verified) = bench.json(&["verify", &text(&project)]);
        assert_eq!((code, &verified["ok"]), (0, &Value::Bool(true)), "{}: {verified:#}", python.label());
    };
    // Two at a time: a making waits for the disk as often as for the processor.
    let (make, count) = (&make, bench.pythons.len());
    std::thread::scope(|scope| {
        for half in 0..2 {
            scope.spawn(move || (half..count).step_by(2).for_each(make));
        }
    });
    let (_, history) = bench.json(&["history"]);
    let jobs = history["jobs"].as_array().unwrap();
    assert_eq!(jobs.len(), bench.pythons.len());
    assert!(jobs.iter().all(|job| job["outcome"] == "done" && job["undoable"] == true), "{history:#}");
}

#[test]
fn a_projects_own_files_are_not_run() {
    let bench = Bench::new();
    if bench.newest().is_none() {
        return;
    }
    let project = bench.project("from the internet");
    let witness = project.join("it-was-run");
    let evil = format!("open({:?}, 'w').close()\n", text(&witness));
    for name in ["venv", "ensurepip", "json", "runpy", "os", "pip", "encodings", "sitecustomize", "usercustomize"] {
        fs::write(project.join(format!("{name}.py")), &evil).unwrap();
    }
    let mut command = bench.sandbar.command(&bench.creating(&project));
    // As if the terminal stood in the project, with all that a shell may have set.
    let ran = command.current_dir(&project).env("PYTHONPATH", &project).env("PYTHONSTARTUP", project.join("os.py"));
    let ran = ran.env("PYTHONUSERBASE", &project).output().unwrap();
    assert!(ran.status.success(), "{ran:?}");
    assert!(!witness.exists(), "a file of the project was run");
}

#[test]
fn nothing_is_made_without_a_word() {
    let bench = Bench::new();
    let Some(newest) = bench.newest() else { return };
    let project = bench.project("asked");
    let words = ["do", "venv", "create", &text(&project), "--python", &text(&newest.path)];
    let (code, answer) = bench.json(&words);
    assert_eq!((code, answer["plan"]["steps"].as_array().map(Vec::len)), (3, Some(1)), "{answer:#}");
    let (code, dry) = bench.json(&[&["do", "--dry-run"], &words[1..]].concat());
    assert_eq!((code, &dry), (0, &answer));
    assert!(names(&project).is_empty());
}
