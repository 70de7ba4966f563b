//! The real Pythons of the machine that runs the tests, and what they make.

use std::path::{Path, PathBuf};
use std::process::Command;

use sandbar_engine::find;
use sandbar_engine::machine::Machine;
use sandbar_engine::model::{Interpreter, Source};

/// The interpreters of this machine that can make environments and are nobody's private ones.
///
/// Apple's are left out: they are not for us to run.
pub fn real() -> Vec<Interpreter> {
    let mut found = find::interpreters(&Machine::this(), &[]);
    let is_apples = |source| matches!(source, Source::AppleClt | Source::Xcode);
    found.retain(|found| !found.private && !is_apples(found.source) && found.minor() >= Some((3, 6)));
    if found.is_empty() {
        println!("SKIPPED: this machine has no Python 3");
    }
    found
}

/// Makes an environment in `folder` by the interpreter's own `venv`; false, and says so, when it can't.
pub fn make_venv(interpreter: &Interpreter, folder: &Path, options: &[&str]) -> bool {
    run(Command::new(interpreter.path.as_path()).args(["-I", "-m", "venv"]).args(options).arg(folder))
}

/// uv and virtualenv, installed into an environment in `folder` with the help of a package index, if one answers.
pub fn makers(interpreter: &Interpreter, folder: &Path) -> Option<PathBuf> {
    let install = ["-I", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--retries", "1"];
    let ready = make_venv(interpreter, folder, &[])
        && run(Command::new(folder.join("bin/python")).args(install).args(["--timeout", "10", "uv", "virtualenv"]));
    ready.then(|| folder.join("bin"))
}

/// Runs a tool to its end, without this machine's Python variables; false, and says so, when it fails.
pub fn run(command: &mut Command) -> bool {
    for name in ["PYTHONHOME", "PYTHONPATH", "VIRTUAL_ENV", "PIP_REQUIRE_VIRTUALENV"] {
        command.env_remove(name);
    }
    let done = command.output();
    let succeeded = done.as_ref().is_ok_and(|output| output.status.success());
    if !succeeded {
        println!("SKIPPED: {command:?} fails here: {done:?}");
    }
    succeeded
}
