//! From a wish to a verified result, with real Pythons and the built `sandbar`.

mod break_glass;
mod brew;
mod create;
mod delete;
mod elsewhere;
mod forget;
mod interrupted;
// Of what a Mac opens a project in, nothing can be made up.
#[cfg(target_os = "linux")]
mod open;
mod packages;
mod pip_settings;
mod refused;
mod repair;
mod rescue;
mod switch;
mod take_out;
mod together;
mod tool;
#[cfg(target_os = "linux")]
mod troubles;
mod undo;
mod verify;

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use sandbar_engine::find;
use sandbar_engine::machine::Machine;
use sandbar_engine::model::Interpreter;
use sandbar_engine::settings::Settings;
use sandbar_engine::venv::{self, Unfit};
use sandbar_tests::prefix::Prefix;
use sandbar_tests::program::Sandbar;
use sandbar_tests::pythons::real;
use sandbar_tests::scratch::Scratch;
use serde_json::Value;

/// Only something that hangs takes so long.
const AGES: Duration = Duration::from_mins(3);

/// A home with Sandbar in it that knows this machine's Pythons, and room for projects.
struct Bench {
    scratch: Scratch,
    sandbar: Sandbar,
    pythons: Vec<Interpreter>,
}

impl Bench {
    fn new() -> Self {
        Self::with(Scratch::new(), real())
    }

    /// As [`Bench::new`], and its newest Python is one whose `venv` Sandbar does not know, so that it is run and takes
    /// its time; with what holds it back. `None`, and that was said, where that can't be had.
    fn slow() -> Option<(Self, Prefix)> {
        let (scratch, mut pythons) = (Scratch::new(), real());
        let newest = pythons.iter().filter(|python| python.minor() >= Some((3, 8))).max_by_key(|one| one.minor())?;
        let prefix = Prefix::strange(newest, &scratch.path("strange"))?;
        let found = find::interpreters(&Machine::this(), &[prefix.python()]);
        pythons.extend(found.into_iter().filter(|python| python.real_path.as_path() == prefix.python()));
        let bench = Self::with(scratch, pythons);
        let strange = bench.newest().unwrap();
        assert_eq!(strange.path.as_path(), prefix.python());
        let drawn = venv::blueprint(&Machine::this(), strange, &bench.scratch.path("never"), None);
        assert!(matches!(drawn, Err(Unfit::Unknown { .. })), "{drawn:?}");
        Some((bench, prefix))
    }

    fn with(scratch: Scratch, pythons: Vec<Interpreter>) -> Self {
        let home = scratch.path("Users/tester");
        let settings = Settings {
            interpreters: pythons.iter().map(|python| python.path.to_path_buf()).collect(),
            ..Settings::default()
        };
        settings.save(&home.join("sandbar-data")).unwrap();
        let sandbar = Sandbar::at(&home).unwrap();
        Self { scratch, sandbar, pythons }
    }

    /// The Pythons that Sandbar's own making is for, one of each minor version.
    fn modern(&self) -> Vec<&Interpreter> {
        let mut found: Vec<&Interpreter> =
            self.pythons.iter().filter(|python| python.minor() >= Some((3, 8))).collect();
        found.sort_by_key(|python| python.minor());
        found.dedup_by_key(|python| python.minor());
        found
    }

    /// Runs `sandbar` with the wheels in `wheels` as all that pip can get.
    fn offline<S: AsRef<OsStr>>(&self, wheels: &Path, words: &[S]) -> (i32, Value) {
        let ran = self.offline_command(wheels, words).output().unwrap();
        let answer = serde_json::from_slice(&ran.stdout).unwrap_or_else(|_| panic!("{ran:?}"));
        (ran.status.code().unwrap(), answer)
    }

    fn offline_command<S: AsRef<OsStr>>(&self, wheels: &Path, words: &[S]) -> Command {
        let mut command = self.sandbar.command(words);
        command.args(["--json", "--no-shell"]).stdin(Stdio::null()).stderr(Stdio::null());
        // An index on the disk that has nothing: an address on the network would be asked again and again.
        command.env("PIP_INDEX_URL", format!("file://{}", self.scratch.path("empty index").display()));
        command.env("PIP_FIND_LINKS", wheels);
        command
    }

    /// The newest Python here; `None`, and that was said, where there is none.
    fn newest(&self) -> Option<&Interpreter> {
        self.pythons.iter().max_by_key(|python| (python.minor(), python.version.clone()))
    }

    /// An empty project.
    fn project(&self, name: &str) -> PathBuf {
        let project = self.scratch.path("Users/tester/projects").join(name);
        fs::create_dir_all(&project).unwrap();
        project
    }

    /// The words of `venv create` for `project`, with the newest Python and no question.
    fn creating(&self, project: &Path) -> Vec<String> {
        let python = self.newest().map(|python| text(&python.path)).unwrap_or_default();
        ["do", "--yes", "--no-shell", "venv", "create", &text(project), "--python", &python].map(str::to_owned).to_vec()
    }

    /// Asks for JSON; the login shell of whoever runs the tests is left alone.
    fn json<S: AsRef<OsStr>>(&self, words: &[S]) -> (i32, Value) {
        let words: Vec<&OsStr> = words.iter().map(AsRef::as_ref).chain([OsStr::new("--no-shell")]).collect();
        self.sandbar.json(&words).unwrap()
    }

    /// Creates the sandbox of `project` with the newest Python.
    fn create(&self, project: &Path) -> Value {
        let (code, answer) = self.sandbar.json(&self.creating(project)).unwrap();
        assert_eq!(code, 0, "{answer:#}");
        answer
    }

    /// The command, with nothing of it reaching the tests' own output.
    fn quiet<S: AsRef<OsStr>>(&self, words: &[S]) -> Command {
        let mut command = self.sandbar.command(words);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        command
    }
}

fn text(path: &Path) -> String {
    path.to_str().unwrap().to_owned()
}

/// The names in a folder, sorted.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names: Vec<String> = entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// Looks until `seen` holds; false when it never does.
fn until(mut seen: impl FnMut() -> bool) -> bool {
    let began = Instant::now();
    while !seen() {
        if began.elapsed() > AGES {
            return false;
        }
        std::thread::yield_now();
    }
    true
}

/// Sends a signal to a process by its number.
fn signal(name: &str, process: u32) {
    let sent = Command::new("kill").args([&format!("-{name}"), &process.to_string()]).status().unwrap();
    assert!(sent.success(), "no process {process}");
}
