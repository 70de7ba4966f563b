//! A sandbox on another Python, with what was asked for in it, or as it was.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use sandbar_tests::manifest::{Manifest, differences, manifest};
use sandbar_tests::wheel::{self, Said};
use serde_json::Value;

use super::{Bench, names, signal, text, until};

/// A project on the second newest Python, with packages in it; and the newest one's version.
struct Standing {
    bench: Bench,
    project: PathBuf,
    wheels: PathBuf,
    newest: String,
    before: Manifest,
}

impl Standing {
    fn new() -> Option<Self> {
        let bench = Bench::new();
        let modern = bench.modern();
        let [.., second, newest] = modern.as_slice() else {
            println!("SKIPPED: this machine has no two Pythons of different minor versions");
            return None;
        };
        let (second, newest, minor) = (text(&second.path), text(&newest.path), newest.minor().unwrap().1);
        let wheels = bench.scratch.path("wheels");
        let too_old = format!("<3.{minor}");
        let put = |name, version, needs, requires_python| {
            wheel::put(&wheels, name, version, Said { needs, requires_python }, Path::new(&newest)).unwrap();
        };
        put("alpha", "1.0", &["beta>=1"], None);
        put("alpha", "2.0", &["beta>=1"], None);
        put("beta", "1.0", &[], None);
        put("aging", "1.0", &[], Some(&too_old));
        put("aging", "3.0", &[], None);
        let project = bench.project("p");
        let (code, made) = bench.json(&["do", "--yes", "venv", "create", &text(&project), "--python", &second]);
        assert_eq!(code, 0, "{made:#}");
        let mut standing = Self { bench, project, wheels, newest, before: Manifest::new() };
        standing.install(&["alpha==1.0"]);
        Some(standing)
    }

    fn install(&mut self, packages: &[&str]) {
        let pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-index", "--find-links"];
        let installed = Command::new(self.python()).args(pip).arg(&self.wheels).args(packages).output().unwrap();
        assert!(installed.status.success(), "{installed:?}");
        self.before = manifest(&self.project.join(".venv"));
    }

    fn python(&self) -> PathBuf {
        self.project.join(".venv/bin/python")
    }

    fn words(&self) -> Vec<String> {
        ["do", "--yes", "venv", "switch", &text(&self.project), "--python", &self.newest].map(str::to_owned).to_vec()
    }

    /// What the sandbox's own pip lists.
    fn listed(&self) -> Vec<String> {
        let pip = ["-m", "pip", "list", "--format=freeze", "--disable-pip-version-check"];
        let listed = Command::new(self.python()).args(pip).stderr(Stdio::null()).output().unwrap();
        let lines = String::from_utf8(listed.stdout).unwrap();
        let seeds = |line: &&str| !line.starts_with("pip=") && !line.starts_with("setuptools=");
        lines.lines().filter(seeds).map(str::to_owned).collect()
    }

    fn assert_as_before(&self) {
        assert_eq!(differences(&self.before, &manifest(&self.project.join(".venv"))), Vec::<String>::new());
    }
}

#[test]
fn what_was_asked_for_comes_along_and_an_undo_brings_the_old_one_back() {
    let Some(standing) = Standing::new() else { return };
    let (code, answer) = standing.bench.offline(&standing.wheels, &standing.words());
    assert_eq!((code, &answer["job"]["outcome"]), (0, &Value::from("done")), "{answer:#}");
    assert_eq!(standing.listed(), ["alpha==1.0", "beta==1.0"]);
    let ran = Command::new(standing.project.join(".venv/bin/alpha")).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&ran.stdout).trim(), "alpha 1.0");
    let (code, verified) = standing.bench.json(&["verify", &text(&standing.project)]);
    assert_eq!(code, 0, "{verified:#}");
    let (code, again) = standing.bench.offline(&standing.wheels, &standing.words());
    assert_eq!(code, 3, "{again:#}");

    let (code, undone) = standing.bench.json(&["undo", "--yes"]);
    assert_eq!(code, 0, "{undone:#}");
    standing.assert_as_before();
    // And back: the undo of the undo.
    let (code, redone) = standing.bench.json(&["undo", "--yes"]);
    assert_eq!(code, 0, "{redone:#}");
    assert_eq!(standing.listed(), ["alpha==1.0", "beta==1.0"]);
    let (code, verified) = standing.bench.json(&["verify", &text(&standing.project)]);
    assert_eq!(code, 0, "{verified:#}");
}

#[test]
fn a_version_that_is_not_for_the_new_python_gives_way_to_the_newest() {
    let Some(mut standing) = Standing::new() else { return };
    standing.install(&["aging==1.0"]);
    let (code, answer) = standing.bench.offline(&standing.wheels, &standing.words());
    assert_eq!(code, 0, "{answer:#}");
    assert_eq!(standing.listed(), ["aging==3.0", "alpha==2.0", "beta==1.0"]);
}

#[test]
fn what_can_not_be_had_leaves_the_old_one_as_it_was() {
    let Some(standing) = Standing::new() else { return };
    let nothing = standing.bench.scratch.path("nothing");
    fs::create_dir(&nothing).unwrap();
    let (code, answer) = standing.bench.offline(&nothing, &standing.words());
    assert_eq!((code, &answer["job"]["failure"]["code"]), (1, &Value::from("child_failed")), "{answer:#}");
    assert_eq!(names(&standing.project), [".venv"]);
    standing.assert_as_before();
    let (_, history) = standing.bench.json(&["history"]);
    assert_eq!(history["jobs"][0]["undoable"], false, "{history:#}");
}

#[test]
fn what_a_pip_conf_leads_elsewhere_comes_into_the_sandbox_all_the_same() {
    let Some(standing) = Standing::new() else { return };
    let home = standing.bench.scratch.path("Users/tester");
    let elsewhere = standing.bench.scratch.path("elsewhere");
    let config = if cfg!(target_os = "macos") { "Library/Application Support/pip" } else { ".config/pip" };
    fs::create_dir_all(home.join(config)).unwrap();
    fs::write(home.join(config).join("pip.conf"), format!("[install]\ntarget = {}\n", elsewhere.display())).unwrap();
    let (code, answer) = standing.bench.offline(&standing.wheels, &standing.words());
    assert_eq!((code, &answer["job"]["outcome"]), (0, &Value::from("done")), "{answer:#}");
    assert!(standing.project.join(".venv/bin/beta").exists());
    assert!(!elsewhere.exists());
}

/// What is there once a switch has come so far.
const STAGES: [fn(&Path) -> bool; 4] = [
    |project| names(project).iter().any(|name| name.contains(".sandbar-old-")),
    |project| names(project).iter().any(|name| name.contains(".sandbar-new-")),
    |project| names(project).len() == 2 && project.join(".venv/bin/pip").exists(),
    |project| names(project).len() == 2 && project.join(".venv/bin/beta").exists(),
];

#[test]
fn stopped_anywhere_it_leaves_the_old_one_as_it_was() {
    let Some(standing) = Standing::new() else { return };
    for (number, stage) in STAGES.iter().enumerate() {
        let mut child =
            standing.bench.offline_command(&standing.wheels, &standing.words()).stdout(Stdio::null()).spawn().unwrap();
        assert!(until(|| stage(&standing.project) || child.try_wait().unwrap().is_some()));
        signal("INT", child.id());
        assert_eq!(child.wait().unwrap().code(), Some(130), "stage {number}");
        assert_eq!(names(&standing.project), [".venv"], "stage {number}");
        standing.assert_as_before();
    }
}

#[test]
fn killed_anywhere_it_loses_nothing() {
    let Some(standing) = Standing::new() else { return };
    for (number, stage) in STAGES.iter().enumerate() {
        let mut child =
            standing.bench.offline_command(&standing.wheels, &standing.words()).stdout(Stdio::null()).spawn().unwrap();
        assert!(until(|| stage(&standing.project) || child.try_wait().unwrap().is_some()));
        signal("KILL", child.id());
        child.wait().unwrap();
        // pip may be at work for a moment longer, and for so long the new one is being made.
        let undone = || standing.bench.json(&["undo", "--yes"]);
        let mut last = undone();
        assert!(
            until(|| last.0 == 0 || {
                last = undone();
                last.0 == 0
            }),
            "stage {number}: {:#}",
            last.1
        );
        for name in names(&standing.project) {
            assert!(name == ".venv" || name.contains(".sandbar-new-"), "stage {number}: {name}");
        }
        standing.assert_as_before();
        let (code, verified) = standing.bench.json(&["verify", &text(&standing.project)]);
        assert_eq!(code, 0, "stage {number}: {verified:#}");
        if names(&standing.project).len() > 1 {
            let (code, gone) = standing.bench.json(&["do", "--yes", "venv", "discard", &text(&standing.project)]);
            assert_eq!(code, 0, "{gone:#}");
        }
        assert_eq!(names(&standing.project), [".venv"], "stage {number}");
    }
}

#[test]
fn what_was_installed_from_the_sandbox_itself_is_left_out_and_that_is_said() {
    let Some(mut standing) = Standing::new() else { return };
    standing.install(&["aging==1.0"]);
    // As `pip install -e git+..` leaves it: the copy that it was installed from is in the sandbox.
    let venv = standing.project.join(".venv");
    let copy = venv.join("src/alpha");
    fs::create_dir_all(&copy).unwrap();
    let library = venv.join("lib");
    let site = library.join(&names(&library)[0]).join("site-packages");
    let origin = format!("{{\"url\": \"file://{}\", \"dir_info\": {{\"editable\": true}}}}", copy.display());
    fs::write(site.join("alpha-1.0.dist-info/direct_url.json"), origin).unwrap();
    let (code, answer) = standing.bench.offline(&standing.wheels, &standing.words());
    assert_eq!((code, &answer["job"]["outcome"]), (0, &Value::from("done")), "{answer:#}");
    assert!(answer["plan"]["effects"].to_string().contains("Left out: `alpha`"), "{answer:#}");
    assert_eq!(standing.listed(), ["aging==3.0"]);
}
