//! The table: each wish, in a home in which it can be granted.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use sandbar_engine::unfinished::MARKER;
use sandbar_tests::fake_brew::FakeBrew;
use sandbar_tests::wheel::{self, Said};

use super::super::break_glass::Glass;
use super::super::{Bench, text};
use super::Scene;

pub(super) type Builder = fn(Bench) -> Option<Scene>;

/// Those in which Sandbar does the work itself, or a script does.
pub(super) const QUICK: [Builder; 14] =
    [create, repair, switch, delete, discard, new, freeze, open, lock_on, lock_off, clean, brew_add, brew_remove, undo];

/// Those in which pip works.
pub(super) const PIPS: [Builder; 7] = [add, remove, upgrade, requirements, break_glass, take_out, rescue];

/// The wishes of both, in their order.
pub(super) const NAMES: [&str; 21] = [
    "venv create",
    "venv repair",
    "venv switch",
    "venv delete",
    "venv discard",
    "new",
    "freeze",
    "open",
    "lock",
    "lock",
    "pip-conf clean",
    "brew add",
    "brew remove",
    "undo",
    "add",
    "remove",
    "upgrade",
    "requirements",
    "break-glass",
    "take-out",
    "rescue",
];

fn scene(wish: &'static str, bench: Bench, words: &[&str]) -> Scene {
    let words = words.iter().map(|word| (*word).to_owned()).collect();
    Scene { wish, bench, words, folders: Vec::new(), variables: Vec::new() }
}

/// A project with a sandbox on the newest Python.
fn sandbox(bench: &Bench) -> Option<PathBuf> {
    bench.newest()?;
    let project = bench.project("my shop");
    fs::write(project.join("work.py"), "mine").unwrap();
    bench.create(&project);
    Some(project)
}

fn create(bench: Bench) -> Option<Scene> {
    let python = text(&bench.newest()?.path);
    let project = text(&bench.project("my shop"));
    Some(scene("venv create", bench, &["venv", "create", &project, "--python", &python]))
}

fn repair(bench: Bench) -> Option<Scene> {
    let project = sandbox(&bench)?;
    let config = project.join(".venv/pyvenv.cfg");
    let old = fs::read_to_string(&config).unwrap();
    let home = old.lines().find(|line| line.starts_with("home = ")).unwrap();
    fs::write(&config, old.replace(home, "home = /nowhere/bin")).unwrap();
    Some(scene("venv repair", bench, &["venv", "repair", &text(&project)]))
}

fn switch(bench: Bench) -> Option<Scene> {
    let modern = bench.modern();
    let [.., second, newest] = modern.as_slice() else {
        println!("SKIPPED: this machine has no two Pythons of different minor versions");
        return None;
    };
    let (second, newest) = (text(&second.path), text(&newest.path));
    let project = text(&bench.project("my shop"));
    let (code, made) = bench.json(&["do", "--yes", "venv", "create", &project, "--python", &second]);
    assert_eq!(code, 0, "{made:#}");
    Some(scene("venv switch", bench, &["venv", "switch", &project, "--python", &newest]))
}

fn delete(bench: Bench) -> Option<Scene> {
    let project = text(&sandbox(&bench)?);
    Some(scene("venv delete", bench, &["venv", "delete", &project]))
}

fn discard(bench: Bench) -> Option<Scene> {
    let project = bench.project("my shop");
    fs::create_dir_all(project.join(".venv/lib/python3.13/site-packages")).unwrap();
    fs::write(project.join(".venv").join(MARKER), "{\"job\":\"20260101-gone\"}").unwrap();
    fs::write(project.join(".venv/lib/python3.13/site-packages/half.py"), "").unwrap();
    Some(scene("venv discard", bench, &["venv", "discard", &text(&project)]))
}

fn new(bench: Bench) -> Option<Scene> {
    bench.newest()?;
    let folder = bench.project("all").join("my shop");
    Some(scene("new", bench, &["new", &text(&folder)]))
}

fn freeze(bench: Bench) -> Option<Scene> {
    packing("freeze", bench, &["driftwood"], &[])
}

fn open(bench: Bench) -> Option<Scene> {
    if cfg!(target_os = "macos") {
        println!("SKIPPED: of what a Mac opens a project in, nothing can be made up");
        return None;
    }
    let project = text(&sandbox(&bench)?);
    let bin = bench.scratch.path("programs");
    fs::create_dir_all(&bin).unwrap();
    fs::write(bin.join("code"), "#!/bin/sh\nexit 0\n").unwrap();
    fs::set_permissions(bin.join("code"), fs::Permissions::from_mode(0o755)).unwrap();
    let mut scene = scene("open", bench, &["open", &project, "--in", "editor"]);
    scene.variables.push(("PATH", format!("{}:/usr/bin:/bin", bin.display()).into()));
    Some(scene)
}

fn lock_on(bench: Bench) -> Option<Scene> {
    bench.scratch.file("Users/tester/.config/pip/pip.conf", "[global]\ntimeout = 9\n");
    Some(scene("lock", bench, &["lock", "on"]))
}

fn lock_off(bench: Bench) -> Option<Scene> {
    bench.scratch.file("Users/tester/.config/pip/pip.conf", "[global]\nrequire-virtualenv = true\n");
    Some(scene("lock", bench, &["lock", "off"]))
}

fn clean(bench: Bench) -> Option<Scene> {
    let conf = "[global]\nbreak-system-packages = true\n";
    bench.scratch.file("Users/tester/.config/pip/pip.conf", conf).file("Users/tester/.pip/pip.conf", conf);
    Some(scene("pip-conf clean", bench, &["pip-conf", "clean"]))
}

fn brewing(wish: &'static str, bench: Bench, has: Option<&str>, words: &[&str]) -> Scene {
    let brew = FakeBrew::at(&bench.scratch.path("homebrew"));
    if let Some(name) = has {
        brew.has(name);
    }
    let mut scene = scene(wish, bench, words);
    let path = format!("{}:/usr/bin:/bin", brew.prefix().join("bin").display());
    scene.variables.extend([("PATH", path.into()), ("HOMEBREW_PREFIX", brew.prefix().as_os_str().to_owned())]);
    scene.folders.push(brew.prefix().to_path_buf());
    scene
}

fn brew_add(bench: Bench) -> Option<Scene> {
    Some(brewing("brew add", bench, None, &["brew", "add", "hello"]))
}

fn brew_remove(bench: Bench) -> Option<Scene> {
    Some(brewing("brew remove", bench, Some("hello"), &["brew", "remove", "hello"]))
}

fn undo(bench: Bench) -> Option<Scene> {
    sandbox(&bench)?;
    let project = bench.project("my shop");
    let (code, deleted) = bench.json(&["do", "--yes", "venv", "delete", &text(&project)]);
    assert_eq!(code, 0, "{deleted:#}");
    let id = deleted["job"]["id"].as_str().unwrap();
    Some(scene("undo", bench, &["undo", id]))
}

/// `quayside` needs `driftwood`; of that there are two versions. All that pip can get is in a folder.
fn wheels(bench: &Bench, python: &Path) -> PathBuf {
    let folder = bench.scratch.path("wheels");
    let put = |name, version, needs| {
        wheel::put(&folder, name, version, Said { needs, requires_python: None }, python).unwrap();
    };
    put("driftwood", "1.0", &[][..]);
    put("driftwood", "2.0", &[]);
    put("quayside", "1.0", &["driftwood"]);
    folder
}

fn packing(wish: &'static str, bench: Bench, has: &[&str], rest: &[&str]) -> Option<Scene> {
    let python = bench.newest()?.path.to_path_buf();
    let (project, wheels) = (sandbox(&bench)?, wheels(&bench, &python));
    fs::write(project.join("requirements.txt"), "quayside\n").unwrap();
    if !has.is_empty() {
        let mut pip = Command::new(project.join(".venv/bin/python"));
        pip.args(["-I", "-m", "pip", "--isolated", "--quiet", "install", "--no-index", "--find-links"]).arg(&wheels);
        let installed = pip.args(has).env_clear().output().unwrap();
        assert!(installed.status.success(), "{installed:?}");
    }
    let project = text(&project);
    Some(from_wheels(scene(wish, bench, &[&[wish, &project], rest].concat()), &wheels))
}

fn from_wheels(mut scene: Scene, wheels: &Path) -> Scene {
    let empty = scene.bench.scratch.path("empty");
    fs::create_dir_all(&empty).unwrap();
    scene.variables.push(("PIP_INDEX_URL", format!("file://{}", empty.display()).into()));
    scene.variables.push(("PIP_FIND_LINKS", wheels.as_os_str().to_owned()));
    scene
}

fn add(bench: Bench) -> Option<Scene> {
    packing("add", bench, &[], &["quayside"])
}

fn remove(bench: Bench) -> Option<Scene> {
    packing("remove", bench, &["quayside"], &["quayside"])
}

fn upgrade(bench: Bench) -> Option<Scene> {
    packing("upgrade", bench, &["driftwood==1.0"], &["driftwood"])
}

fn requirements(bench: Bench) -> Option<Scene> {
    packing("requirements", bench, &[], &[])
}

fn guarded(wish: &'static str, bench: Bench, has: &[&str], words: impl Fn(&str, &str) -> Vec<String>) -> Option<Scene> {
    let Glass { bench, guarded, wheels } = Glass::on(bench)?;
    if !has.is_empty() {
        guarded.break_into(&wheels, has);
    }
    let (python, project) = (text(&guarded.python()), text(&bench.project("my shop")));
    let words = words(&python, &project);
    let mut scene = scene(wish, bench, &words.iter().map(String::as_str).collect::<Vec<_>>());
    scene.folders.push(guarded.folder().to_path_buf());
    Some(from_wheels(scene, &wheels))
}

fn break_glass(bench: Bench) -> Option<Scene> {
    guarded("break-glass", bench, &["tide==1.0"], |python, _| {
        ["break-glass", "--python", python, "harbour"].map(str::to_owned).to_vec()
    })
}

fn take_out(bench: Bench) -> Option<Scene> {
    guarded("take-out", bench, &["shore"], |python, _| {
        ["take-out", "--python", python, "shore"].map(str::to_owned).to_vec()
    })
}

fn rescue(bench: Bench) -> Option<Scene> {
    guarded("rescue", bench, &["shore"], |python, project| {
        ["rescue", "--python", python, "--into", project].map(str::to_owned).to_vec()
    })
}
