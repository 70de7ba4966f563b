//! What only a package registry has: real pipxes, and uv. They are asked for where somebody has said that they may be
//! (`SANDBAR_TEST_REGISTRY=1`, or `CI`), once for all tests of a run, and kept beside the tests until the next one.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, PoisonError};

use sandbar_engine::model::Interpreter;

use crate::program;
use crate::pythons::{make_venv, run};

/// What was asked for, and what came of it.
static ASKED: Mutex<BTreeMap<String, Option<Pipx>>> = Mutex::new(BTreeMap::new());

/// A pipx, as the registry has it.
#[derive(Debug, Clone)]
pub struct Pipx {
    /// Its wheel, and those of all that it needs, and of pip.
    pub wheels: PathBuf,
    /// Its program, in an environment of its own.
    pub program: PathBuf,
}

/// Whether a registry may be asked.
pub fn is_allowed() -> bool {
    ["SANDBAR_TEST_REGISTRY", "CI"].iter().any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()))
}

/// The pipx that is meant by `requirement`, on `python`; `None`, and a test says so, where a registry may not be asked or
/// does not answer.
///
/// # Panics
/// When the disk refuses.
pub fn pipx(requirement: &str, python: &Interpreter) -> Option<Pipx> {
    if !is_allowed() {
        println!("SKIPPED: 1 test with `{requirement}`: no registry is asked without SANDBAR_TEST_REGISTRY=1");
        return None;
    }
    let mut asked = ASKED.lock().unwrap_or_else(PoisonError::into_inner);
    if asked.is_empty() {
        let _ = fs::remove_dir_all(kept());
    }
    let found = asked.entry(requirement.to_owned()).or_insert_with(|| {
        let folder = kept().join(requirement);
        let (wheels, own) = (folder.join("wheels"), folder.join("own"));
        fs::create_dir_all(&wheels).unwrap();
        let pip = |python: &Path, words: &[&str]| {
            let mut command = Command::new(python);
            command.args(["-I", "-m", "pip", "--quiet", "--disable-pip-version-check"]).args(words);
            command
        };
        let download = ["download", "--only-binary", ":all:", "--retries", "1", "--timeout", "20", "--dest"];
        let install = ["install", "--no-index", "--find-links"];
        let ready = run(pip(python.path.as_path(), &download).arg(&wheels).args([requirement, "pip"]))
            && make_venv(python, &own, &[])
            && run(pip(&own.join("bin/python"), &install).arg(&wheels).arg(requirement));
        ready.then(|| Pipx { wheels, program: own.join("bin/pipx") })
    });
    if found.is_none() {
        println!("SKIPPED: 1 test with `{requirement}`: no registry answers");
    }
    found.clone()
}

/// A real uv, as the registry has it; `None`, and a test says so, where a registry may not be asked or does not answer.
///
/// # Panics
/// When the disk refuses.
pub fn uv(python: &Interpreter) -> Option<PathBuf> {
    tool("uv", python)
}

/// As [`uv`], any program that comes in a package of its name.
///
/// # Panics
/// When the disk refuses.
pub fn tool(name: &str, python: &Interpreter) -> Option<PathBuf> {
    static TOOLS: Mutex<BTreeMap<String, Option<PathBuf>>> = Mutex::new(BTreeMap::new());
    if !is_allowed() {
        println!("SKIPPED: 1 test with {name}: no registry is asked without SANDBAR_TEST_REGISTRY=1");
        return None;
    }
    let mut tools = TOOLS.lock().unwrap_or_else(PoisonError::into_inner);
    let found = tools.entry(name.to_owned()).or_insert_with(|| {
        let folder = kept().with_file_name(format!("registry {name}"));
        let _ = fs::remove_dir_all(&folder);
        let mut pip = Command::new(folder.join("bin/python"));
        pip.args(["-I", "-m", "pip", "--quiet", "--disable-pip-version-check", "install", "--only-binary", ":all:"]);
        pip.args(["--retries", "1", "--timeout", "20", name]);
        (make_venv(python, &folder, &[]) && run(&mut pip)).then(|| folder.join("bin").join(name))
    });
    if found.is_none() {
        println!("SKIPPED: 1 test with {name}: no registry answers");
    }
    found.clone()
}

fn kept() -> PathBuf {
    let built = program::built("sandbar").unwrap();
    built.with_file_name("registry")
}
