//! Packages into a sandbox and out of it, with real pips, from an index that the tests make.
//!
//! Each wish is run for real, looked at with pip's own eyes, and undone to the same files.

mod asked_first;
mod freeze;
mod interrupted;
mod new;
mod owned;
mod refused;
mod wishes;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use sandbar_engine::model::Interpreter;
use sandbar_tests::index::Index;
use sandbar_tests::manifest::{Manifest, differences, manifest};
use sandbar_tests::wheel::Said;
use serde_json::Value;

use super::{Bench, text};

/// A project with a sandbox, and an index: `quayside` needs `driftwood`, and of both there are two versions.
struct Shop {
    bench: Bench,
    index: Index,
    project: PathBuf,
}

impl Shop {
    /// With the newest Python.
    fn new() -> Option<Self> {
        let bench = Bench::new();
        let newest = bench.newest()?.clone();
        Some(Self::with(bench, &newest))
    }

    /// With a Python of this minor version; `None`, and says so, where there is none.
    fn on(minor: (u32, u32)) -> Option<Self> {
        let bench = Bench::new();
        let python = bench.pythons.iter().find(|python| python.minor() == Some(minor)).cloned();
        if python.is_none() {
            println!("SKIPPED: this machine has no Python {}.{}", minor.0, minor.1);
        }
        Some(Self::with(bench, &python?))
    }

    fn with(bench: Bench, python: &Interpreter) -> Self {
        let packer = bench.newest().map_or(python, |newest| newest).path.to_path_buf();
        let index = Index::at(&bench.scratch.path("index"), &packer);
        let needs = |needs| Said { needs, requires_python: None };
        index.put("driftwood", "1.0", Said::default()).unwrap();
        index.put("quayside", "1.0", needs(&["driftwood"])).unwrap();
        index.put("tidepools", "1.0", Said::default()).unwrap();
        let project = bench.project("my shop");
        let shop = Self { bench, index, project };
        shop.use_index(&shop.index.url());
        let words = ["do", "--yes", "venv", "create", &text(&shop.project), "--python", &text(&python.path)];
        let (code, made) = shop.bench.json(&words);
        assert_eq!(code, 0, "{made:#}");
        shop
    }

    /// There is something newer.
    fn bring_news(&self) {
        self.index.put("driftwood", "2.0", Said::default()).unwrap();
        let needs = Said { needs: &["driftwood>=2"], requires_python: None };
        self.index.put("quayside", "2.0", needs).unwrap();
    }

    /// Writes the address into the user's pip.conf.
    fn use_index(&self, url: &str) {
        let conf = format!("[global]\nindex-url = {url}\ntrusted-host = 127.0.0.1\nretries = 1\ntimeout = 5\n");
        self.bench.scratch.file("Users/tester/.config/pip/pip.conf", conf);
    }

    fn venv(&self) -> PathBuf {
        self.project.join(".venv")
    }

    fn site(&self) -> PathBuf {
        let library = self.venv().join("lib");
        let python = fs::read_dir(library).unwrap().next().unwrap().unwrap().path();
        python.join("site-packages")
    }

    /// `do --yes VERB PROJECT REST...`
    fn wish(&self, verb: &str, rest: &[&str]) -> (i32, Value) {
        let project = text(&self.project);
        // What is behind a `--` of `rest` is no option any more.
        let words = [&["--json", "--no-shell", "do", "--yes", verb, &project], rest].concat();
        let answered = self.bench.sandbar.run(&words).unwrap();
        let answer = serde_json::from_str(&answered.stdout);
        (answered.code, answer.unwrap_or_else(|_| panic!("{rest:?}: {} {}", answered.stdout, answered.stderr)))
    }

    /// As [`Shop::wish`], where it is to be done.
    fn done(&self, verb: &str, rest: &[&str]) -> Value {
        let (code, answer) = self.wish(verb, rest);
        assert_eq!((code, &answer["job"]["outcome"]), (0, &Value::from("done")), "{verb} {rest:?}: {answer:#}");
        answer
    }

    /// As [`Shop::wish`], where it is to be refused: the reason, and what would be better.
    fn refusal(&self, verb: &str, rest: &[&str]) -> (String, Vec<Vec<String>>) {
        let before = manifest(&self.project);
        let (code, answer) = self.wish(verb, rest);
        assert_eq!(code, 3, "{verb} {rest:?}: {answer:#}");
        let after = manifest(&self.project);
        assert_eq!(differences(&before, &after), Vec::<String>::new());
        let reason = answer["refused"]["reason"].as_str().unwrap_or_else(|| panic!("{answer:#}")).to_owned();
        assert!(!reason.ends_with('.') && !reason.contains('\n'), "{reason:?}");
        (reason, serde_json::from_value(answer["refused"]["better"].clone()).unwrap())
    }

    /// Undoes a job, and compares with what was there.
    fn undo_to(&self, answer: &Value, before: &Manifest) {
        let id = answer["job"]["id"].as_str().unwrap();
        // Without any index: what is put back comes from copies.
        let conf = self.bench.scratch.path("Users/tester/.config/pip/pip.conf");
        let kept = fs::read(&conf).unwrap();
        self.use_index("http://127.0.0.1:1/nowhere");
        let (code, undone) = self.bench.json(&["undo", "--yes", id]);
        assert_eq!(code, 0, "{undone:#}");
        fs::write(&conf, kept).unwrap();
        assert_eq!(differences(before, &manifest(&self.project)), Vec::<String>::new());
    }

    /// The sandbox's own pip.
    fn pip(&self, words: &[&str]) -> Output {
        let mut command = Command::new(self.venv().join("bin/python"));
        command.args(["-I", "-m", "pip", "--isolated", "--disable-pip-version-check"]).args(words);
        command
            .env_clear()
            .env("HOME", "/nonexistent")
            .env("PATH", "/usr/bin:/bin")
            .env("PIP_CONFIG_FILE", "/dev/null");
        command.output().unwrap()
    }

    /// What pip lists, without what is in every sandbox.
    fn listed(&self) -> BTreeMap<String, String> {
        let listed = self.pip(&["list", "--format=json"]);
        let listed: Vec<Value> = serde_json::from_slice(&listed.stdout).unwrap_or_else(|_| panic!("{listed:?}"));
        let pair = |one: &Value| Some((one["name"].as_str()?.to_owned(), one["version"].as_str()?.to_owned()));
        let all = listed.iter().filter_map(pair);
        all.filter(|(name, _)| !["pip", "setuptools"].contains(&name.as_str())).collect()
    }

    fn holds(&self, expected: &[(&str, &str)]) {
        let expected = expected.iter().map(|(name, version)| ((*name).to_owned(), (*version).to_owned())).collect();
        assert_eq!(self.listed(), expected);
        let check = self.pip(&["check"]);
        assert!(check.status.success(), "{check:?}");
    }

    /// What a command of the sandbox prints.
    fn says(&self, command: &str) -> String {
        let said = Command::new(self.venv().join("bin").join(command)).env_clear().output().unwrap();
        String::from_utf8_lossy(&said.stdout).trim().to_owned()
    }
}

fn effects(answer: &Value) -> Vec<String> {
    serde_json::from_value(answer["plan"]["effects"].clone()).unwrap()
}

fn write(project: &Path, file: &str, content: &str) {
    fs::write(project.join(file), content).unwrap();
}
