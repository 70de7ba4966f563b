//! `break-glass` and its undo, with real pips on real guarded Pythons that nobody needs.

mod files;
mod source;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use sandbar_engine::machine::Machine;
use sandbar_engine::model::Interpreter;
use sandbar_engine::packages;
use sandbar_engine::settings::Settings;
use sandbar_tests::fake_mac::{Chip, FakeMac};
use sandbar_tests::guarded::{Guarded, with_local};
use sandbar_tests::manifest::{Manifest, differences, manifest};
use sandbar_tests::wheel::{self, Said};
use serde_json::Value;

use super::{Bench, signal, text, until};

/// A bench with a guarded Python that Sandbar knows, and wheels for it.
pub(super) struct Glass {
    pub(super) bench: Bench,
    pub(super) guarded: Guarded,
    pub(super) wheels: PathBuf,
}

impl Glass {
    /// `None`, and that was said, where there is no Python to make one of.
    pub(super) fn new() -> Option<Self> {
        Self::on(Bench::new())
    }

    /// As [`Glass::new`], on a bench that is there.
    pub(super) fn on(bench: Bench) -> Option<Self> {
        // One whose pip can look beforehand.
        let fit = |python: &&Interpreter| python.minor() >= Some((3, 12));
        let python = bench.pythons.iter().filter(fit).min_by_key(|python| python.minor());
        let Some(python) = python else {
            println!("SKIPPED: no Python 3.12 or newer to make a guarded one of");
            return None;
        };
        let guarded = Guarded::of(python, &bench.scratch.path("guarded"))?;
        let wheels = bench.scratch.path("wheels");
        for (name, version, needs) in [
            ("tide", "1.0", &[][..]),
            ("tide", "2.0", &[]),
            ("shore", "1.0", &["tide"]),
            ("harbour", "1.0", &["tide>=2"]),
        ] {
            wheel::put(&wheels, name, version, Said { needs, ..Said::default() }, &python.path).unwrap();
        }
        let interpreters = [guarded.python()].into_iter().chain(bench.pythons.iter().map(|one| one.path.to_path_buf()));
        let settings = Settings { interpreters: interpreters.collect(), ..Settings::default() };
        settings.save(&bench.scratch.path("Users/tester/sandbar-data")).unwrap();
        Some(Self { bench, guarded, wheels })
    }

    /// `sandbar` with the wheels as all that pip can get.
    pub(super) fn command(&self, words: &[&str]) -> Command {
        let mut command = self.bench.sandbar.command(&[&["--no-shell", "--json"], words].concat());
        command.stdin(Stdio::null()).stderr(Stdio::null());
        let empty = self.bench.scratch.path("empty index");
        command.env("PIP_INDEX_URL", format!("file://{}", empty.display())).env("PIP_FIND_LINKS", &self.wheels);
        command
    }

    pub(super) fn run(&self, words: &[&str]) -> (i32, Value) {
        answered(&mut self.command(words))
    }

    fn breaking(&self, options: &[&str], packages: &[&str]) -> (i32, Value) {
        let python = text(&self.guarded.python());
        self.run(&[&["do"], options, &["break-glass", "--python", &python], packages].concat())
    }

    pub(super) fn manifest(&self) -> Manifest {
        manifest(self.guarded.folder())
    }

    /// What pip itself lists.
    pub(super) fn listed(&self) -> Vec<String> {
        let listed = self.guarded.pip().args(["list", "--format", "freeze"]).output().unwrap();
        assert!(listed.status.success(), "{listed:?}");
        String::from_utf8_lossy(&listed.stdout)
            .lines()
            .filter(|line| !line.starts_with("pip="))
            .map(str::to_owned)
            .collect()
    }
}

pub(super) fn answered(command: &mut Command) -> (i32, Value) {
    let ran = command.output().unwrap();
    let answer = serde_json::from_slice(&ran.stdout).unwrap_or_else(|_| panic!("{ran:?}"));
    (ran.status.code().unwrap(), answer)
}

pub(super) fn effects(answer: &Value) -> String {
    answer["plan"]["effects"]
        .as_array()
        .unwrap_or(&Vec::new())
        .iter()
        .filter_map(Value::as_str)
        .collect::<Vec<_>>()
        .join("\n")
}

#[track_caller]
pub(super) fn same(before: &Manifest, after: &Manifest) {
    let differences = differences(before, after);
    assert!(differences.is_empty(), "{differences:#?}");
}

#[test]
fn what_comes_is_known_beforehand_and_goes_again_without_a_trace() {
    let Some(glass) = Glass::new() else { return };
    let before = glass.manifest();
    let (code, plan) = glass.breaking(&["--dry-run"], &["shore"]);
    assert_eq!(code, 0, "{plan:#}");
    let said = effects(&plan);
    assert!(said.contains("`shore` 1.0; needed by that: `tide` 2.0"), "{said}");
    assert_eq!(plan["plan"]["confirm"], serde_json::json!(["shore"]));
    let better = plan["plan"]["better"].to_string();
    assert!(better.contains("add") && !better.contains("break-glass"), "{better}");
    same(&before, &glass.manifest());

    // Without consent nothing happens; a lock that the user has set is passed for this step alone.
    let (code, _) = glass.breaking(&[], &["shore"]);
    assert_eq!(code, 3);
    let (code, locked) = glass.run(&["do", "--yes", "lock", "on"]);
    assert_eq!(code, 0, "{locked:#}");
    same(&before, &glass.manifest());
    let (code, done) = glass.breaking(&["--yes"], &["shore"]);
    assert_eq!((code, &done["job"]["outcome"]), (0, &Value::from("done")), "{done:#}");
    let step = &done["plan"]["steps"][0];
    assert_eq!(step["env"]["PIP_REQUIRE_VIRTUALENV"], "0");
    assert!(step["argv"].to_string().contains("--break-system-packages"), "{step}");
    assert_eq!(glass.listed(), ["shore==1.0", "tide==2.0"]);
    assert!(glass.guarded.scripts().join("shore").exists());

    let (code, again) = glass.breaking(&["--yes"], &["shore"]);
    assert_eq!(code, 3, "{again:#}");
    let (code, undone) = glass.run(&["undo", "--yes"]);
    assert_eq!((code, &undone["job"]["outcome"]), (0, &Value::from("done")), "{undone:#}");
    same(&before, &glass.manifest());
}

#[test]
fn what_was_replaced_comes_back_byte_for_byte() {
    let Some(glass) = Glass::new() else { return };
    glass.guarded.break_into(&glass.wheels, &["tide==1.0"]);
    let before = glass.manifest();
    let (code, done) = glass.breaking(&["--yes"], &["harbour"]);
    assert_eq!(code, 0, "{done:#}");
    assert!(effects(&done).contains("Replaced: `tide` 1.0 by 2.0"), "{}", effects(&done));
    assert_eq!(glass.listed(), ["harbour==1.0", "tide==2.0"]);
    // The wheels are not needed for the way back.
    fs::remove_dir_all(&glass.wheels).unwrap();
    let (code, undone) = glass.run(&["undo", "--yes"]);
    assert_eq!(code, 0, "{undone:#}");
    same(&before, &glass.manifest());
    assert_eq!(glass.listed(), ["tide==1.0"]);
}

#[test]
fn what_somebody_changed_since_is_not_undone() {
    let Some(glass) = Glass::new() else { return };
    let (code, done) = glass.breaking(&["--yes"], &["tide==1.0"]);
    assert_eq!(code, 0, "{done:#}");
    glass.guarded.break_into(&glass.wheels, &["--upgrade", "tide"]);
    let (code, refused) = glass.run(&["undo", "--yes"]);
    assert_eq!(code, 3, "{refused:#}");
    assert_eq!(glass.listed(), ["tide==2.0"]);
}

#[test]
fn what_somebody_needs_by_now_is_not_taken_away() {
    let Some(glass) = Glass::new() else { return };
    let (code, done) = glass.breaking(&["--yes"], &["tide"]);
    assert_eq!(code, 0, "{done:#}");
    glass.guarded.break_into(&glass.wheels, &["shore"]);
    let (code, refused) = glass.run(&["undo", "--yes"]);
    assert_eq!(code, 3, "{refused:#}");
    let reason = refused["refused"]["reason"].as_str().unwrap();
    assert!(reason.contains("`shore` needs `tide`"), "{reason}");
    assert_eq!(glass.listed(), ["shore==1.0", "tide==2.0"]);
}

#[test]
fn what_belongs_to_the_owner_is_not_replaced() {
    let Some(glass) = Glass::new() else { return };
    glass.guarded.break_into(&glass.wheels, &["tide==1.0"]);
    // As Homebrew leaves its own.
    let record = glass.guarded.site().join("tide-1.0.dist-info");
    fs::remove_file(record.join("RECORD")).unwrap();
    fs::write(record.join("INSTALLER"), "brew\n").unwrap();
    let before = glass.manifest();
    let (code, refused) = glass.breaking(&["--yes"], &["harbour"]);
    assert_eq!(code, 3, "{refused:#}");
    let reason = refused["refused"]["reason"].as_str().unwrap();
    assert!(reason.contains("`tide` 1.0") && reason.contains("belongs to"), "{reason}");
    same(&before, &glass.manifest());
}

#[test]
fn hostile_names_are_no_options() {
    let Some(glass) = Glass::new() else { return };
    let before = glass.manifest();
    let long = "x".repeat(10_000);
    for hostile in
        ["--index-url=http://localhost:9/", ";rm", "a b", "../x", "-e", "/etc", "git+https://localhost:9/x", &long]
    {
        let python = text(&glass.guarded.python());
        let (code, refused) = glass.run(&["do", "--yes", "break-glass", "--python", &python, "--", hostile]);
        assert_eq!(code, 3, "{hostile}: {refused:#}");
    }
    same(&before, &glass.manifest());
}

#[test]
fn a_sandbox_needs_no_breaking() {
    let Some(glass) = Glass::new() else { return };
    let project = glass.bench.project("shop");
    // On the guarded one, so that nothing else is touched if this fails.
    let base = text(&glass.guarded.python());
    let (code, made) = glass.run(&["do", "--yes", "venv", "create", &text(&project), "--python", &base]);
    assert_eq!(code, 0, "{made:#}");
    let before = glass.manifest();
    let python = text(&project.join(".venv/bin/python"));
    let (code, refused) = glass.run(&["do", "--yes", "break-glass", "--python", &python, "tide"]);
    assert_eq!(code, 3, "{refused:#}");
    let better = &refused["refused"]["better"][0];
    assert_eq!(*better, serde_json::json!(["add", text(&project), "tide"]), "{refused:#}");
    same(&before, &glass.manifest());
}

/// Starts breaking in, and waits until pip writes.
fn halfway(glass: &Glass) -> std::process::Child {
    let python = text(&glass.guarded.python());
    let mut command = glass.command(&["do", "--yes", "break-glass", "--python", &python, "slow"]);
    let mut child = command.stdout(Stdio::null()).spawn().unwrap();
    let site = glass.guarded.site();
    assert!(until(|| site.join("slow/part_050.py").exists() || child.try_wait().unwrap().is_some()));
    child
}

/// A wheel that takes pip a while.
fn slow_wheel(glass: &Glass) {
    const PACK: &str = "import sys, zipfile\n\
        files = {'slow/part_%03d.py' % number: '# %d\\n' % number * 2000 for number in range(2000)}\n\
        files['slow-1.0.dist-info/METADATA'] = 'Metadata-Version: 2.1\\nName: slow\\nVersion: 1.0\\nRequires-Dist: tide>=2\\n'\n\
        files['slow-1.0.dist-info/WHEEL'] = 'Wheel-Version: 1.0\\nGenerator: x\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n'\n\
        files['slow-1.0.dist-info/RECORD'] = ''.join(file + ',,\\n' for file in files)\n\
        wheel = zipfile.ZipFile(sys.argv[1], 'w')\n\
        [wheel.writestr(file, text) for file, text in files.items()]\n\
        wheel.close()\n";
    let wheel = glass.wheels.join("slow-1.0-py3-none-any.whl");
    let packed = Command::new(glass.guarded.python()).args(["-I", "-c", PACK]).arg(wheel).status().unwrap();
    assert!(packed.success());
}

#[test]
fn stopped_in_the_middle_it_leaves_nothing_behind() {
    let Some(glass) = Glass::new() else { return };
    slow_wheel(&glass);
    glass.guarded.break_into(&glass.wheels, &["tide==1.0"]);
    let before = glass.manifest();
    let mut child = halfway(&glass);
    signal("INT", child.id());
    assert_eq!(child.wait().unwrap().code(), Some(130));
    same(&before, &glass.manifest());
    let (_, history) = glass.run(&["history"]);
    assert_eq!(history["jobs"][0]["outcome"], "cancelled", "{history:#}");
    assert_eq!(history["jobs"][0]["undoable"], false, "{history:#}");
}

#[test]
fn killed_in_the_middle_it_is_told_as_it_is_and_can_be_undone() {
    let Some(glass) = Glass::new() else { return };
    slow_wheel(&glass);
    glass.guarded.break_into(&glass.wheels, &["tide==1.0"]);
    let before = glass.manifest();
    let mut child = halfway(&glass);
    signal("KILL", child.id());
    child.wait().unwrap();
    // Its pip goes on to its end by itself; an undo waits for that.
    let installed = || {
        let found = packages::read(&Machine::this(), &glass.guarded.site()).unwrap();
        found.iter().any(|found| found.name == "slow" && found.complete)
    };
    assert!(until(installed));
    let (_, history) = glass.run(&["history"]);
    assert_eq!((&history["jobs"][0]["outcome"], &history["jobs"][0]["undoable"]), (&"failed".into(), &true.into()));
    let (code, undone) = glass.run(&["undo", "--yes"]);
    assert_eq!(code, 0, "{undone:#}");
    same(&before, &glass.manifest());
}

#[test]
fn debians_own_python_with_its_own_pip() {
    let debian = Path::new("/usr/lib/python3/dist-packages/pip");
    if !debian.is_dir() || !Path::new("/usr/bin/python3").exists() {
        println!("SKIPPED: this is no Debian with its own pip");
        return;
    }
    let Some(glass) = Glass::new() else { return };
    // `/usr/local` is a scratch folder for whatever runs in here.
    let local = glass.bench.scratch.path("local");
    for folder in ["bin", "lib", "share"] {
        fs::create_dir_all(local.join(folder)).unwrap();
    }
    let before = manifest(&local);
    let run = |words: &[&str]| {
        with_local(&local, &glass.command(words)).map(|mut command| answered(command.stderr(Stdio::null())))
    };
    let python = ["--python", "/usr/bin/python3"];
    let words = [&["do", "--yes", "break-glass"], &python[..], &["shore"]].concat();
    let Some((code, done)) = run(&words) else { return };
    assert_eq!((code, &done["job"]["outcome"]), (0, &Value::from("done")), "{done:#}");
    assert!(effects(&done).contains("/usr/local/lib/python3."), "{}", effects(&done));
    let shore = manifest(&local).into_keys().any(|path| path.ends_with("dist-packages/shore.py"));
    assert!(shore && local.join("bin/shore").exists());
    let Some((code, undone)) = run(&["undo", "--yes"]) else { return };
    assert_eq!(code, 0, "{undone:#}");
    same(&before, &manifest(&local));
}

#[test]
fn on_a_mac_homebrews_python_is_called_by_its_lasting_name() {
    let bench = Bench::new();
    let mac = FakeMac::new(Chip::Arm64);
    let root = text(&mac.root());
    let words = ["--root", &root, "--os", "macos", "--user", "tester", "do", "--dry-run", "break-glass"];
    let (code, answer) = bench.json(&[&words[..], &["--python", "3.14", "httpx"]].concat());
    assert_eq!(code, 0, "{answer:#}");
    let argv: Vec<String> = serde_json::from_value(answer["plan"]["steps"][0]["argv"].clone()).unwrap();
    assert!(argv[0].starts_with(&format!("{}/opt/python@3.", mac.prefix())), "{argv:?}");
    assert!(argv.iter().any(|word| word == "--dry-run") && argv.iter().any(|word| word == "--report"), "{argv:?}");
    assert!(!mac.was_run());
}
