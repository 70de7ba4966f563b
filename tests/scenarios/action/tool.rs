//! `pipx setup` and `tool add|remove|upgrade|repair`, with real pipxes; the packages are made on the spot.

mod interrupted;
mod setup;
mod wishes;

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use sandbar_tests::manifest::{Manifest, differences, manifest};
use sandbar_tests::wheel::{self, Said};
use sandbar_tests::{registry, scratch::Scratch};
use serde_json::Value;

use super::{Bench, text};

/// The pipxes that are tried: Debian 12's, which keeps its tools elsewhere, an old one, one with another layout of what it
/// says, and the newest.
const PIPXES: [&str; 4] = ["pipx==1.1.0", "pipx==1.4.3", "pipx==1.7.1", "pipx"];

/// The newest.
const NEWEST: &str = PIPXES[3];

/// A home with pipx, and packages to be had without a network.
struct Toolbox {
    bench: Bench,
    python: PathBuf,
    wheels: PathBuf,
}

impl Toolbox {
    /// One for pipx as `requirement` says; it is not set up yet. `None`, and that was said, where it can't be had.
    fn new(requirement: &str) -> Option<Self> {
        Self::found(requirement).map(|(toolbox, _)| toolbox)
    }

    /// As [`Toolbox::new`], with that pipx where somebody has put it by hand, and what its tools share made already.
    fn with_pipx(requirement: &str) -> Option<Self> {
        let (toolbox, program) = Self::found(requirement)?;
        fs::create_dir_all(toolbox.bin()).unwrap();
        symlink(program, toolbox.bin().join("pipx")).unwrap();
        toolbox.offers("warm", "1.0", Said::default());
        for word in ["install", "uninstall"] {
            let ran = toolbox.pipx(&[word, "warm"]);
            assert!(ran.status.success(), "{ran:?}");
        }
        Some(toolbox)
    }

    fn found(requirement: &str) -> Option<(Self, PathBuf)> {
        let bench = Bench::new();
        let newest = bench.newest()?;
        let (python, pipx) = (newest.path.to_path_buf(), registry::pipx(requirement, newest)?);
        let wheels = bench.scratch.path("wheels");
        fs::create_dir_all(&wheels).unwrap();
        for wheel in fs::read_dir(&pipx.wheels).unwrap().map(|entry| entry.unwrap().path()) {
            symlink(&wheel, wheels.join(wheel.file_name().unwrap())).unwrap();
        }
        fs::create_dir_all(bench.scratch.path("empty index")).unwrap();
        Some((Self { bench, python, wheels }, pipx.program))
    }

    fn home(&self) -> PathBuf {
        self.bench.scratch.path("Users/tester")
    }

    fn bin(&self) -> PathBuf {
        self.home().join(".local/bin")
    }

    /// Puts a package where pip finds it.
    fn offers(&self, name: &str, version: &str, said: Said<'_>) {
        wheel::put(&self.wheels, name, version, said, &self.python).unwrap();
    }

    fn path(&self) -> String {
        format!("{}:/usr/bin:/bin", self.bin().display())
    }

    /// `sandbar`, as if it had been started from a terminal that finds pipx's commands.
    fn command(&self, words: &[&str]) -> Command {
        let mut command = self.bench.sandbar.command(&[&["--json", "--no-shell"], words].concat());
        command.stdin(Stdio::null()).stderr(Stdio::null()).env("PATH", self.path());
        let index = format!("file://{}", self.bench.scratch.path("empty%20index").display());
        command.env("PIP_INDEX_URL", index).env("PIP_FIND_LINKS", &self.wheels);
        command
    }

    fn run(&self, words: &[&str]) -> (i32, Value) {
        answered(&mut self.command(words))
    }

    fn done(&self, words: &[&str]) -> Value {
        let (code, answer) = self.run(words);
        assert_eq!((code, &answer["job"]["outcome"]), (0, &Value::from("done")), "{words:?}: {answer:#}");
        answer
    }

    /// Message and hint of what came to nothing.
    fn failed(&self, words: &[&str]) -> (String, String) {
        let (code, answer) = self.run(words);
        assert_eq!((code, &answer["job"]["outcome"]), (1, &Value::from("failed")), "{words:?}: {answer:#}");
        let failure = &answer["job"]["failure"];
        let [message, hint] = ["message", "hint"].map(|part| failure[part].as_str().unwrap_or_default().to_owned());
        (message, hint)
    }

    fn refused(&self, words: &[&str]) -> (String, Value) {
        let (code, answer) = self.run(words);
        assert_eq!(code, 3, "{words:?}: {answer:#}");
        (answer["refused"]["reason"].as_str().unwrap().to_owned(), answer["refused"]["better"].clone())
    }

    /// pipx, as a person runs it.
    fn pipx(&self, words: &[&str]) -> std::process::Output {
        let mut command = Command::new(self.bin().join("pipx"));
        command.args(words).env_clear().env("HOME", self.home()).env("PATH", self.path()).current_dir(self.home());
        command.env("PIP_FIND_LINKS", &self.wheels).env("PIP_NO_INDEX", "1").output().unwrap()
    }

    /// What a tool prints.
    fn says(&self, command: &str) -> String {
        let ran = Command::new(self.bin().join(command)).env_clear().env("HOME", self.home()).output();
        ran.map(|ran| String::from_utf8_lossy(&ran.stdout).trim().to_owned()).unwrap_or_default()
    }

    /// What is in the home, but for Sandbar's own notes, pipx's of each run, and caches.
    fn manifest(&self) -> Manifest {
        let mut found = manifest(&self.home());
        let aside = ["sandbar-data", ".local/state/pipx/log", ".local/pipx/logs", ".cache"];
        found.retain(|path, _| !aside.iter().any(|folder| path.starts_with(folder)));
        // Put up by pipx when it first has something to throw away, and left empty.
        found.retain(|path, _| path.file_name().is_none_or(|name| name != "trash" && name != ".trash"));
        found
    }

    fn is_as(&self, before: &Manifest, when: &str) {
        assert_eq!(differences(before, &self.manifest()), Vec::<String>::new(), "{when}");
    }
}

fn answered(command: &mut Command) -> (i32, Value) {
    let ran = command.output().unwrap();
    let answer = serde_json::from_slice(&ran.stdout).unwrap_or_else(|_| panic!("{command:?}: {ran:?}"));
    (ran.status.code().unwrap(), answer)
}

#[test]
fn without_pipx_it_is_to_be_set_up_first_and_hostile_names_are_refused_by_name() {
    let bench = Bench::with(Scratch::new(), Vec::new());
    let refused = |words: &[&str]| {
        let (code, answer) = answered(&mut bench.sandbar.command(&[&["--json", "--no-shell"], words].concat()));
        assert_eq!(code, 3, "{words:?}: {answer:#}");
        answer["refused"].clone()
    };
    for verb in ["add", "remove", "upgrade", "repair"] {
        let refusal = refused(&["do", "--yes", "tool", verb, "black"]);
        assert_eq!(refusal["better"], serde_json::json!([["pipx", "setup"]]), "{refusal:#}");
        let long = "x".repeat(10_000);
        for hostile in ["--index-url=x", "-e", ";rm", "a b", "../x", "git+https://h/x", "./x", "$(id)", long.as_str()] {
            let refusal = refused(&["do", "--yes", "tool", verb, "--", hostile]);
            assert_eq!(refusal["better"], serde_json::json!([]), "{verb} {hostile}: {refusal:#}");
        }
    }
    assert!(!Path::new(&text(&bench.scratch.path("Users/tester/sandbar-data/history.jsonl"))).exists());
}
