//! From a wish to a verified result, with real Pythons and the built `sandbar`.

mod create;
mod elsewhere;
mod interrupted;
mod packages;
mod refused;
mod together;
mod undo;
mod verify;

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use sandbar_engine::model::Interpreter;
use sandbar_engine::settings::Settings;
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
        let scratch = Scratch::new();
        let home = scratch.path("Users/tester");
        let pythons = real();
        let settings = Settings {
            interpreters: pythons.iter().map(|python| python.path.to_path_buf()).collect(),
            ..Settings::default()
        };
        settings.save(&home.join("sandbar-data")).unwrap();
        let sandbar = Sandbar::at(&home).unwrap();
        Self { scratch, sandbar, pythons }
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
