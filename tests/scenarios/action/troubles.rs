//! Every wish in every trouble, as a table: what a trouble must not change it has not changed, and what is left is what
//! the next start says. What a single wish alone can show is in the room of that wish.

mod cut_off;
mod full;
mod hostile;
mod locked;
mod offline;
mod scenes;
mod twice;

use std::ffi::OsString;
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use sandbar_engine::unfinished::OLD;
use sandbar_tests::manifest::{Manifest, differences, manifest};
use serde_json::Value;

use super::Bench;
use super::break_glass::answered;
use scenes::{Builder, PIPS, QUICK};

/// A home in which a wish can be granted.
struct Scene {
    wish: &'static str,
    bench: Bench,
    /// The wish, in full.
    words: Vec<String>,
    /// What else than the home the wish is about.
    folders: Vec<PathBuf>,
    variables: Vec<(&'static str, OsString)>,
}

impl Scene {
    fn command<S: AsRef<str>>(&self, words: &[S]) -> Command {
        let words: Vec<&str> = ["--json", "--no-shell"].into_iter().chain(words.iter().map(AsRef::as_ref)).collect();
        let mut command = self.bench.sandbar.command(&words);
        command
            .stdin(Stdio::null())
            .stderr(Stdio::null())
            .envs(self.variables.iter().map(|(name, value)| (name, value)));
        command
    }

    /// `sandbar do --yes`, with the wish.
    fn wish(&self) -> Command {
        self.command(&self.wish_words())
    }

    fn wish_words(&self) -> Vec<String> {
        let before: &[&str] = if self.words[0] == "undo" { &[] } else { &["do"] };
        before.iter().map(|word| (*word).to_owned()).chain(self.words.clone()).chain(["--yes".to_owned()]).collect()
    }

    fn run<S: AsRef<str>>(&self, words: &[S]) -> (i32, Value) {
        answered(&mut self.command(words))
    }

    /// All that a wish could change, and nothing of Sandbar's own.
    fn manifest(&self) -> Manifest {
        let home = self.bench.scratch.path("Users/tester");
        let mut all = Manifest::new();
        for folder in self.folders.iter().chain([&home]) {
            all.extend(manifest(folder).into_iter().map(|(path, what)| (folder.join(path), what)));
        }
        let own = ["sandbar-data", ".cache", "film.mov", ".local/share/Trash"].map(|name| home.join(name));
        all.retain(|path, _| !own.iter().any(|own| path.starts_with(own)));
        // Homebrew's own notes and the stand-in's.
        let notes = ["stand-in", "locks", "linked"];
        all.retain(|path, _| !path.iter().any(|part| notes.iter().any(|note| part == *note)));
        // What was put aside is nobody's any more, and the folders that a Trash lies in are there with the first.
        all.retain(|path, _| !path.to_string_lossy().contains(OLD));
        all.retain(|path, _| ![".local", ".local/share"].iter().any(|name| *path == home.join(name)));
        all
    }

    #[track_caller]
    fn is_as(&self, before: &Manifest, when: &str) {
        let mut differences = differences(before, &self.manifest());
        let count = differences.len();
        differences.truncate(5);
        assert!(differences.is_empty(), "{}, {when}: {count}: {differences:#?}", self.wish);
    }

    /// The newest job in the history, if it is one of this wish.
    fn last(&self) -> Option<Value> {
        let (code, history) = self.run(&["history"]);
        assert_eq!(code, 0, "{history:#}");
        let last = &history["jobs"][0];
        (0..2).all(|word| last["wish"][word].as_str() == self.words.get(word).map(String::as_str)).then(|| last.clone())
    }

    /// Nothing is left of it that could be undone.
    #[track_caller]
    fn is_not_undoable(&self, answer: &Value) {
        let undoable = self.last().is_some_and(|last| last["undoable"] == true);
        assert!(!undoable, "{}: {answer:#}", self.wish);
    }
}

/// Builds each scene of the table, and tries something with it; two at a time.
fn each(builders: &[Builder], tried: impl Fn(Scene) + Sync) {
    let next = std::sync::atomic::AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                while let Some(builder) = builders.get(next.fetch_add(1, std::sync::atomic::Ordering::Relaxed)) {
                    if let Some(scene) = builder(Bench::new()) {
                        tried(scene);
                    }
                }
            });
        }
    });
}

/// A failure in a person's words: none of the system's own.
#[track_caller]
fn is_said_in_words(scene: &Scene, answer: &Value) {
    let texts = [&answer["job"]["failure"]["message"], &answer["refused"]["reason"], &answer["error"]["message"]];
    let said: Vec<&str> = texts.iter().filter_map(|text| text.as_str()).collect();
    assert!(!said.is_empty(), "{}: {answer:#}", scene.wish);
    assert!(said.iter().all(|said| !said.contains("os error") && !said.contains("defect")), "{}: {said:?}", scene.wish);
}

#[test]
fn the_table_has_every_wish() {
    // With real pipxes, behind a switch: `tool/interrupted.rs`.
    let elsewhere = ["pipx setup", "tool add", "tool remove", "tool upgrade", "tool repair"];
    let mut known: Vec<&str> = sandbar_engine::wish::KNOWN.iter().map(|(verb, _)| *verb).collect();
    known.retain(|verb| !elsewhere.contains(verb));
    let names = scenes::NAMES;
    assert_eq!(QUICK.len() + PIPS.len(), names.len());
    let missing: Vec<_> = known.iter().filter(|verb| !names.iter().any(|name| name.starts_with(*verb))).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

/// Puts what is needed to run a program as an account that may write nowhere by right: root may not, either.
fn without_rights(command: &Command) -> Option<Command> {
    let mut inside = Command::new("setpriv");
    inside.args(["--bounding-set", "-dac_override,-dac_read_search,-fowner"]).arg(command.get_program());
    inside.args(command.get_args()).env_clear().stdin(Stdio::null()).stderr(Stdio::null());
    inside.envs(command.get_envs().filter_map(|(name, value)| Some((name, value?))));
    inside.current_dir(command.get_current_dir()?);
    let mut tried = Command::new("setpriv");
    let tried = tried.args(["--bounding-set", "-dac_override", "true"]).output();
    let works = tried.as_ref().is_ok_and(|tried| tried.status.success());
    if !works {
        println!("SKIPPED: this account can't do without its rights: {tried:?}");
    }
    works.then_some(inside)
}

fn is_root() -> bool {
    fs::metadata("/proc/self").is_ok_and(|own| std::os::unix::fs::MetadataExt::uid(&own) == 0)
}
