//! Sandboxes that are broken in each way that happens, and work again; and the way back.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use sandbar_engine::model::Interpreter;
use sandbar_tests::fake_mac::{Chip, FakeMac, Projects};
use sandbar_tests::manifest::{Manifest, differences, manifest};
use sandbar_tests::prefix::Prefix;
use sandbar_tests::wheel::{self, Said};
use serde_json::Value;

use super::{Bench, names, text};

struct Standing {
    bench: Bench,
    project: PathBuf,
    wheels: PathBuf,
}

impl Standing {
    /// A sandbox on the newest Python, with one package in it.
    fn new() -> Option<Self> {
        let bench = Bench::new();
        let newest = bench.newest()?.path.to_path_buf();
        let (project, wheels) = (bench.project("p"), bench.scratch.path("wheels"));
        wheel::put(&wheels, "alpha", "1.0", Said::default(), &newest).unwrap();
        bench.create(&project);
        let standing = Self { bench, project, wheels };
        standing.install(&standing.venv());
        Some(standing)
    }

    fn install(&self, venv: &Path) {
        let pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-index", "--find-links"];
        let installed =
            Command::new(venv.join("bin/python")).args(pip).arg(&self.wheels).arg("alpha").output().unwrap();
        assert!(installed.status.success(), "{installed:?}");
    }

    fn venv(&self) -> PathBuf {
        self.project.join(".venv")
    }

    fn health(&self) -> String {
        let (_, status) = self.bench.json(&["status", "--in", &text(&self.project)]);
        status["projects"][0]["environment"]["health"].as_str().unwrap().to_owned()
    }

    fn repair(&self) -> Value {
        let (code, answer) = self.bench.offline(&self.wheels, &["do", "--yes", "venv", "repair", &text(&self.project)]);
        assert_eq!((code, &answer["job"]["outcome"]), (0, &Value::from("done")), "{answer:#}");
        answer
    }

    /// Repairs, looks at the result with the tools' own eyes, and takes it back.
    fn repaired_and_back(&self, health: &str) -> Value {
        assert_eq!(self.health(), health);
        let before = manifest(&self.venv());
        let answer = self.repair();
        self.assert_works();
        let (code, undone) = self.bench.json(&["undo", "--yes"]);
        assert_eq!(code, 0, "{undone:#}");
        assert_eq!(differences(&before, &manifest(&self.venv())), Vec::<String>::new());
        assert_eq!(self.health(), health);
        answer
    }

    fn assert_works(&self) {
        assert_eq!(self.health(), "healthy");
        let (code, verified) = self.bench.json(&["verify", &text(&self.project)]);
        assert_eq!(code, 0, "{verified:#}");
        let ran = Command::new(self.venv().join("bin/alpha")).output().unwrap();
        assert_eq!(String::from_utf8_lossy(&ran.stdout).trim(), "alpha 1.0", "{ran:?}");
        let pip = Command::new(self.venv().join("bin/pip")).arg("check").stderr(Stdio::null()).output().unwrap();
        assert!(pip.status.success(), "{pip:?}");
    }
}

/// Leads the sandbox to a Python that is gone.
fn lose_python(venv: &Path, newest: &Interpreter) {
    let own = newest.path.file_name().unwrap();
    for name in ["python", "python3", &format!("python3.{}", newest.minor().unwrap().1)] {
        let link = venv.join("bin").join(name);
        if fs::read_link(&link).is_ok_and(|target| target.is_absolute()) {
            fs::remove_file(&link).unwrap();
            symlink(Path::new("/nowhere").join(own), &link).unwrap();
        }
    }
    let cfg = fs::read_to_string(venv.join("pyvenv.cfg")).unwrap();
    let home = newest.path.parent().unwrap().to_str().unwrap();
    fs::write(venv.join("pyvenv.cfg"), cfg.replace(home, "/nowhere")).unwrap();
}

#[test]
fn a_python_that_is_gone_is_replaced_by_one_of_the_same_minor() {
    let Some(standing) = Standing::new() else { return };
    lose_python(&standing.venv(), standing.bench.newest().unwrap());
    let inside = names(&standing.venv().join("lib"));
    let answer = standing.repaired_and_back("broken");
    assert_eq!(names(&standing.venv().join("lib")), inside);
    assert_eq!(answer["plan"]["steps"], Value::Array(Vec::new()), "{answer:#}");
    // What is well is left alone.
    standing.repair();
    let (code, well) = standing.bench.json(&["do", "--yes", "venv", "repair", &text(&standing.project)]);
    assert_eq!(code, 3, "{well:#}");
}

#[test]
fn a_python_whose_folder_has_another_name_now_is_found_again() {
    let Some(standing) = Standing::new() else { return };
    let cfg = fs::read_to_string(standing.venv().join("pyvenv.cfg")).unwrap();
    let home = cfg.lines().find(|line| line.starts_with("home = ")).unwrap();
    fs::write(standing.venv().join("pyvenv.cfg"), cfg.replace(home, "home = /nowhere/bin")).unwrap();
    standing.repaired_and_back("stale");
}

#[test]
fn what_was_moved_is_told_its_place() {
    let Some(mut standing) = Standing::new() else { return };
    let moved = standing.bench.scratch.path("Users/tester/projects/elsewhere");
    fs::rename(&standing.project, &moved).unwrap();
    standing.project = moved;
    standing.repaired_and_back("moved");
}

#[test]
fn a_lost_pip_comes_back_and_of_a_half_one_nothing_stays() {
    let Some(standing) = Standing::new() else { return };
    let library = standing.venv().join("lib");
    let site = library.join(&names(&library)[0]).join("site-packages");
    let information = names(&site).into_iter().find(|name| name.starts_with("pip-")).unwrap();
    fs::remove_dir_all(site.join(&information)).unwrap();
    let half = standing.repaired_and_back("no_pip");
    assert_eq!(half["plan"]["steps"].as_array().unwrap().len(), 3, "made anew: {half:#}");

    fs::remove_dir_all(site.join("pip")).unwrap();
    let commands = standing.repaired_and_back("no_pip");
    assert_eq!(commands["plan"]["steps"].as_array().unwrap().len(), 1, "its commands are in the way: {commands:#}");

    for name in names(&standing.venv().join("bin")).into_iter().filter(|name| name.starts_with("pip")) {
        fs::remove_file(standing.venv().join("bin").join(name)).unwrap();
    }
    let whole = standing.repaired_and_back("no_pip");
    assert_eq!(whole["plan"]["steps"], Value::Array(Vec::new()), "{whole:#}");
}

#[test]
fn two_minors_in_one_are_made_anew() {
    let bench = Bench::new();
    let modern = bench.modern();
    let [oldest, .., newest] = modern.as_slice() else { return };
    let (project, wheels) = (bench.project("p"), bench.scratch.path("wheels"));
    wheel::put(&wheels, "alpha", "1.0", Said::default(), &newest.path).unwrap();
    let made = bench.json(&["do", "--yes", "venv", "create", &text(&project), "--python", &text(&oldest.path)]);
    assert_eq!(made.0, 0, "{:#}", made.1);
    let upgrade = ["-I", "-m", "venv", "--upgrade"];
    let newest = newest.path.to_path_buf();
    let standing = Standing { bench: Bench { ..bench }, project, wheels };
    // What was installed before is where the new Python does not look.
    standing.install(&standing.venv());
    let upgraded = Command::new(newest).args(upgrade).arg(standing.venv()).output().unwrap();
    assert_eq!(standing.health(), "mixed", "{upgraded:?}");
    let answer = standing.repaired_and_back("mixed");
    assert!(answer["plan"]["effects"][0].as_str().unwrap().contains("anew"), "{answer:#}");
    // Nobody asked for what the older one's `venv` put in.
    assert!(!answer["plan"]["effects"].to_string().contains("setuptools"), "{answer:#}");
}

#[test]
fn when_no_python_of_its_minor_is_left_it_is_made_anew_on_another() {
    let bench = Bench::new();
    let modern = bench.modern();
    let [.., second, newest] = modern.as_slice() else { return };
    // One that will be gone, of a minor version that nobody else here may have.
    let Some(prefix) = Prefix::of(second, &bench.scratch.path("own")) else { return };
    let (project, wheels) = (bench.project("p"), bench.scratch.path("wheels"));
    wheel::put(&wheels, "alpha", "1.0", Said::default(), &newest.path).unwrap();
    let venv = project.join(".venv");
    let made = Command::new(prefix.python()).args(["-I", "-m", "venv"]).arg(&venv).output().unwrap();
    assert!(made.status.success(), "{made:?}");
    let only = text(&newest.path);
    let standing = Standing { bench: Bench { ..bench }, project, wheels };
    standing.install(&venv);
    fs::remove_dir_all(prefix.folder()).unwrap();
    // Sandbar knows the newest one alone, as far as a login without pyenv lets it.
    let settings = format!("interpreters = [{only:?}]\n");
    fs::write(standing.bench.scratch.path("Users/tester/sandbar-data/settings.toml"), settings).unwrap();
    assert_eq!(standing.health(), "broken");
    let answer = standing.repaired_and_back("broken");
    let effects = answer["plan"]["effects"].to_string();
    assert!(effects.contains("alpha") || answer["plan"]["steps"] == Value::Array(Vec::new()), "{effects}");
}

#[test]
fn a_repair_that_does_not_help_is_taken_back() {
    let Some(standing) = Standing::new() else { return };
    lose_python(&standing.venv(), standing.bench.newest().unwrap());
    // Its Python would answer, but a module of somebody's ends it at once.
    let library = standing.venv().join("lib");
    let site = library.join(&names(&library)[0]).join("site-packages");
    fs::write(site.join("end.pth"), "import os; os._exit(7)\n").unwrap();
    let before: Manifest = manifest(&standing.venv());
    let (code, answer) =
        standing.bench.offline(&standing.wheels, &["do", "--yes", "venv", "repair", &text(&standing.project)]);
    assert_eq!((code, &answer["job"]["failure"]["code"]), (1, &Value::from("not_verified")), "{answer:#}");
    assert_eq!(differences(&before, &manifest(&standing.venv())), Vec::<String>::new());
}

#[test]
fn on_a_mac_whose_homebrew_has_moved_on_each_sandbox_has_its_way_back() {
    let bench = Bench::new();
    let mac = FakeMac::shared(Chip::Arm64);
    let planned = |project: &str| {
        let root = text(&mac.root());
        let machine = ["--root", &root, "--os", "macos", "--user", "robin"];
        bench.json(&[&machine[..], &["do", "--dry-run", "venv", "repair", project]].concat())
    };
    // Its minor version was removed, and Homebrew has none of it any more: another one, and the old one aside.
    let (code, lost) = planned(Projects::LOST_MINOR);
    assert_eq!(code, 0, "{lost:#}");
    assert!(lost["plan"]["effects"].to_string().contains("sandbar-old-"), "{lost:#}");
    // Its keg was cleaned up, and `opt` leads to the next one: the links alone.
    let (code, keg) = planned(Projects::LOST_KEG);
    assert_eq!(code, 0, "{keg:#}");
    let (code, pixi) = planned(Projects::PIXI);
    assert_eq!(code, 3, "{pixi:#}");
    let (code, well) = planned(Projects::HEALTHY);
    assert_eq!(code, 3, "{well:#}");
    assert!(!mac.was_run());
}
