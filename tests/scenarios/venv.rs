//! Environments that Sandbar writes itself, beside those that the interpreters of this machine make.

mod repair;
mod same;
mod works;

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};
use std::process::Command;

use sandbar_engine::machine::Machine;
use sandbar_engine::model::Interpreter;
use sandbar_engine::venv::{self, Blueprint};
use sandbar_tests::pythons;

/// Places with every kind of name.
const KINDS: [&str; 5] = ["plain", "mein Projekt", "Grüße 日本", "it's-new;&odd", "long"];

/// What stands at a path: a folder, a link with its target, or a file with its mode and content.
#[derive(Debug, PartialEq, Eq)]
enum Thing {
    Folder(u32),
    Link(PathBuf),
    File(u32, Vec<u8>),
}

/// Everything below `folder`, by its path from there on; what Python compiled is left out.
fn manifest(folder: &Path) -> BTreeMap<PathBuf, Thing> {
    let mut things = BTreeMap::new();
    let mut waiting = vec![folder.to_path_buf()];
    while let Some(next) = waiting.pop() {
        for entry in fs::read_dir(&next).unwrap().map(Result::unwrap) {
            let (path, metadata) = (entry.path(), entry.metadata().unwrap());
            if entry.file_name() == "__pycache__" {
                continue;
            }
            let mode = metadata.permissions().mode() & 0o7777;
            let thing = if metadata.is_symlink() {
                Thing::Link(fs::read_link(&path).unwrap())
            } else if metadata.is_dir() {
                waiting.push(path.clone());
                Thing::Folder(mode)
            } else {
                // What has a second name elsewhere can be changed from there.
                assert_eq!(metadata.nlink(), 1, "{}", path.display());
                Thing::File(mode, fs::read(&path).unwrap())
            };
            things.insert(path.strip_prefix(folder).unwrap().to_path_buf(), thing);
        }
    }
    things
}

/// The interpreters whose own `venv` is there, and that are not too old.
fn pythons() -> Vec<Interpreter> {
    let mut found = pythons::real();
    let scratch = tempfile::tempdir().unwrap();
    found.retain(|python| {
        python.minor() >= Some((3, 8))
            && pythons::make_venv(python, &scratch.path().join(&python.id.0), &["--without-pip"])
    });
    found
}

/// Two at a time: a making waits for the disk as often as for the processor.
fn for_each_python(work: impl Fn(usize, &Interpreter) + Sync) {
    let (pythons, work) = (&pythons(), &work);
    std::thread::scope(|scope| {
        for half in 0..2 {
            scope.spawn(move || (half..pythons.len()).step_by(2).for_each(|index| work(index, &pythons[index])));
        }
    });
}

/// A place for an environment whose name is of the kind `index`.
fn place(folder: &Path, python: &Interpreter, index: usize) -> PathBuf {
    let kind = KINDS[index % KINDS.len()];
    let kind = if kind == "long" { "long".repeat(30) } else { kind.to_owned() };
    let project = folder.join(&python.id.0).join(kind);
    fs::create_dir_all(&project).unwrap();
    project.join(".venv")
}

/// Writes an environment as a job does: beside its place, and then moved there.
fn write(blueprint: &Blueprint) {
    let beside = blueprint.target.with_file_name(".venv.sandbar-new-test");
    fs::create_dir(&beside).unwrap();
    venv::write(&Machine::this(), blueprint, &beside).unwrap();
    fs::rename(&beside, &blueprint.target).unwrap();
}

/// Draws and writes an environment.
fn native(python: &Interpreter, target: &Path) {
    let drawn = venv::blueprint(&Machine::this(), python, target, Some("shop")).unwrap();
    write(&drawn);
}

/// Runs a program of the environment in `folder` to its end, and gives what it said.
fn run(folder: &Path, program: &str, words: &[&dyn AsRef<OsStr>]) -> String {
    let mut command = Command::new(folder.join("bin").join(program));
    command.args(words.iter().map(AsRef::<OsStr>::as_ref)).current_dir("/");
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("PIP_") || name.to_string_lossy().starts_with("PYTHON") {
            command.env_remove(name);
        }
    }
    let done = command.env("PIP_CONFIG_FILE", "/dev/null").env("PIP_DISABLE_PIP_VERSION_CHECK", "1").output().unwrap();
    assert!(done.status.success(), "{command:?}: {done:?}");
    String::from_utf8(done.stdout).unwrap()
}
