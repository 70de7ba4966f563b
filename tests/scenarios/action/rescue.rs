//! `rescue`: strays find their new place before they leave the old one, whatever goes wrong.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use sandbar_tests::fake_mac::{Chip, FakeMac};
use sandbar_tests::manifest::manifest;
use sandbar_tests::wheel::{self, Said};
use serde_json::Value;

use super::break_glass::{Glass, effects, same};
use super::interrupted::at_work;
use super::{Bench, names, signal, text, until};

/// A guarded Python with strays in it: `shore`, asked for, which brought `tide`; and `black`, an application.
fn strayed() -> Option<(Glass, PathBuf)> {
    let glass = Glass::new()?;
    wheel::put(&glass.wheels, "black", "1.0", Said::default(), &glass.guarded.python()).unwrap();
    glass.guarded.break_into(&glass.wheels, &["shore", "black"]);
    let project = glass.bench.project("shop");
    Some((glass, project))
}

fn rescue(glass: &Glass, project: &Path) -> Vec<String> {
    let python = text(&glass.guarded.python());
    ["do", "--yes", "rescue", "--python", &python, "--into", &text(project)].map(str::to_owned).to_vec()
}

fn run(glass: &Glass, words: &[String]) -> (i32, Value) {
    glass.run(&words.iter().map(String::as_str).collect::<Vec<_>>())
}

#[test]
fn strays_move_into_a_sandbox_and_an_undo_brings_them_back() {
    let Some((glass, project)) = strayed() else { return };
    let before = glass.manifest();
    assert_eq!(glass.listed(), ["black==1.0", "shore==1.0", "tide==2.0"]);
    let (code, done) = run(&glass, &rescue(&glass, &project));
    assert_eq!((code, &done["job"]["outcome"]), (0, &Value::from("done")), "{done:#}");
    let said = effects(&done);
    assert!(said.contains("pipx is not here, so `black` 1.0"), "{said}");
    assert_eq!(glass.listed(), [""; 0]);
    let mut pip = Command::new(project.join(".venv/bin/python"));
    let listed = pip.args(["-I", "-m", "pip", "freeze"]).env_clear().output().unwrap();
    assert_eq!(String::from_utf8_lossy(&listed.stdout), "black==1.0\nshore==1.0\ntide==2.0\n", "{listed:?}");
    let (code, nothing) = run(&glass, &rescue(&glass, &project));
    assert_eq!(code, 3, "{nothing:#}");

    let (code, undone) = glass.run(&["undo", "--yes"]);
    assert_eq!(code, 0, "{undone:#}");
    same(&before, &glass.manifest());
    assert_eq!(glass.listed(), ["black==1.0", "shore==1.0", "tide==2.0"]);
    assert!(!project.join(".venv").exists());
}

#[test]
fn into_a_sandbox_that_is_there_and_back() {
    let Some((glass, project)) = strayed() else { return };
    let base = text(&glass.guarded.python());
    let (code, made) = glass.run(&["do", "--yes", "venv", "create", &text(&project), "--python", &base]);
    assert_eq!(code, 0, "{made:#}");
    let (before, sandbox) = (glass.manifest(), manifest(&project.join(".venv")));
    let (code, done) = run(&glass, &rescue(&glass, &project));
    assert_eq!(code, 0, "{done:#}");
    let (code, undone) = glass.run(&["undo", "--yes"]);
    assert_eq!(code, 0, "{undone:#}");
    same(&before, &glass.manifest());
    same(&sandbox, &manifest(&project.join(".venv")));
}

#[test]
fn what_cannot_be_had_anew_stays_where_it_is() {
    let Some((glass, project)) = strayed() else { return };
    let before = glass.manifest();
    fs::remove_file(glass.wheels.join("tide-2.0-py3-none-any.whl")).unwrap();
    fs::remove_file(glass.wheels.join("tide-1.0-py3-none-any.whl")).unwrap();
    let (code, failed) = run(&glass, &rescue(&glass, &project));
    assert_eq!((code, &failed["job"]["outcome"]), (1, &Value::from("failed")), "{failed:#}");
    same(&before, &glass.manifest());
    let (_, history) = glass.run(&["history"]);
    assert_eq!(history["jobs"][0]["undoable"], false, "{history:#}");
    assert!(!project.join(".venv").exists(), "{:?}", names(&project));
}

#[test]
fn what_another_package_needs_stays_and_so_does_what_pip_cannot_remove() {
    let Some((glass, project)) = strayed() else { return };
    // The owner's own, which needs `tide`.
    let own = glass.guarded.site().join("anchor-1.0.dist-info");
    fs::create_dir_all(&own).unwrap();
    fs::write(own.join("METADATA"), "Metadata-Version: 2.1\nName: anchor\nVersion: 1.0\nRequires-Dist: tide\n")
        .unwrap();
    fs::write(own.join("INSTALLER"), "brew\n").unwrap();
    let (code, done) = run(&glass, &rescue(&glass, &project));
    assert_eq!(code, 0, "{done:#}");
    assert!(effects(&done).contains("`tide` 2.0 stays in") && effects(&done).contains("`anchor` needs it"));
    assert_eq!(glass.listed(), ["anchor==1.0", "tide==2.0"]);
}

#[test]
fn killed_at_any_moment_every_package_is_somewhere() {
    let Some((glass, project)) = strayed() else { return };
    let (before, site) = (glass.manifest(), glass.guarded.site());
    let stages: [&dyn Fn() -> bool; 3] =
        [&|| project.join(".venv").exists(), &|| find(&project, "shore.py"), &|| !site.join("shore.py").exists()];
    for stage in stages {
        let words = rescue(&glass, &project);
        let mut command = glass.command(&words.iter().map(String::as_str).collect::<Vec<_>>());
        let mut child = command.stdout(Stdio::null()).spawn().unwrap();
        assert!(until(|| stage() || child.try_wait().unwrap().is_some()));
        signal("KILL", child.id());
        child.wait().unwrap();
        // What was started goes on to its end.
        assert!(until(|| at_work(glass.guarded.folder()).is_empty() && at_work(&project).is_empty()));
        for module in ["shore.py", "tide.py", "black.py"] {
            assert!(site.join(module).exists() || find(&project, module), "{module} is nowhere");
        }
        let (code, undone) = glass.run(&["undo", "--yes"]);
        assert!(code == 0 || code == 3, "{undone:#}");
        same(&before, &glass.manifest());
        for entry in fs::read_dir(&project).unwrap().map(|entry| entry.unwrap().path()) {
            fs::remove_dir_all(entry).unwrap();
        }
    }
}

fn find(folder: &Path, name: &str) -> bool {
    fs::read_dir(folder).into_iter().flatten().flatten().any(|entry| {
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        entry.file_name() == name || (is_folder && find(&entry.path(), name))
    })
}

#[test]
fn on_a_mac_an_application_goes_to_pipx_and_the_rest_into_the_sandbox() {
    let bench = Bench::new();
    let mac = FakeMac::new(Chip::Arm64);
    mac.folder("/Users/tester/projects/new idea");
    let root = text(&mac.root());
    let words = ["--root", &root, "--os", "macos", "--user", "tester", "do", "--dry-run", "rescue", "--python", "3.14"];
    let (code, answer) = bench.json(&[&words[..], &["--into", "/Users/tester/projects/new idea"]].concat());
    assert_eq!(code, 0, "{answer:#}");
    let steps = answer["plan"]["steps"].as_array().unwrap();
    let last = steps.last().unwrap()["argv"].to_string();
    assert!(last.contains("uninstall") && last.contains("--break-system-packages"), "{last}");
    assert!(last.contains(&format!("{}/opt/python@3.", mac.prefix())), "{last}");
    assert!(!mac.was_run());
}
