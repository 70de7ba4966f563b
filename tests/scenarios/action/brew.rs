//! `brew add` and `brew remove`, with a Homebrew that plays back what a real one was recorded to say, and with a real one
//! where somebody lends theirs.

mod ending;
mod interrupted;
mod real;

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use sandbar_engine::machine::Machine;
use sandbar_tests::fake_brew::{FakeBrew, Formula, recorded};
use sandbar_tests::manifest::{Manifest, differences, manifest};
use sandbar_tests::scratch::Scratch;
use serde_json::Value;

use super::{Bench, text};

/// A home, and a Homebrew that is a script.
struct Brewery {
    bench: Bench,
    brew: FakeBrew,
}

impl Brewery {
    fn new() -> Self {
        let scratch = Scratch::new();
        let brew = FakeBrew::at(&scratch.path("homebrew"));
        Self { bench: Bench::with(scratch, Vec::new()), brew }
    }

    /// PATH, with the stand-in's folder in front.
    fn path(&self) -> String {
        format!("{}:/usr/bin:/bin", self.brew.prefix().join("bin").display())
    }

    fn command(&self, words: &[&str]) -> Command {
        let mut command = self.spoken(&[&["--json"], words].concat());
        command.stderr(Stdio::null());
        command
    }

    /// The same, as a person reads it.
    fn spoken(&self, words: &[&str]) -> Command {
        let mut command = self.bench.sandbar.command(&[&["--no-shell"], words].concat());
        command.stdin(Stdio::null());
        // The variable goes before the usual places, where a real one may be.
        command.env("PATH", self.path()).env("HOMEBREW_PREFIX", self.brew.prefix());
        command
    }

    fn run(&self, words: &[&str]) -> (i32, Value) {
        let ran = self.command(words).output().unwrap();
        let answer = serde_json::from_slice(&ran.stdout).unwrap_or_else(|_| panic!("{words:?}: {ran:?}"));
        (ran.status.code().unwrap(), answer)
    }

    fn done(&self, words: &[&str]) -> Value {
        let (code, answer) = self.run(words);
        assert_eq!((code, &answer["job"]["outcome"]), (0, &Value::from("done")), "{words:?}: {answer:#}");
        answer
    }

    fn refused(&self, words: &[&str]) -> (String, Value) {
        let (code, answer) = self.run(words);
        assert_eq!(code, 3, "{words:?}: {answer:#}");
        (answer["refused"]["reason"].as_str().unwrap().to_owned(), answer["refused"]["better"].clone())
    }

    /// Message, code and hint of what came to nothing.
    fn failed(&self, words: &[&str]) -> (String, String, String) {
        let (code, answer) = self.run(words);
        assert_eq!((code, &answer["job"]["outcome"]), (1, &Value::from("failed")), "{words:?}: {answer:#}");
        let failure = &answer["job"]["failure"];
        let [message, code, hint] =
            ["message", "code", "hint"].map(|part| failure[part].as_str().unwrap_or_default().to_owned());
        (message, code, hint)
    }

    /// The newest job in the history: how it ended, and whether it can be undone.
    fn last(&self) -> (String, bool) {
        let (_, history) = self.run(&["history"]);
        let last = &history["jobs"][0];
        (last["outcome"].as_str().unwrap().to_owned(), last["undoable"].as_bool().unwrap())
    }

    /// What the stand-in's prefix holds; its own notes and Homebrew's lock files, which stay, aside.
    fn manifest(&self) -> Manifest {
        let mut found = manifest(self.brew.prefix());
        found.retain(|path, _| !path.starts_with("stand-in") && !path.starts_with("var/homebrew/locks"));
        // Folders that Homebrew makes when it first needs them, and leaves.
        found.remove(Path::new("var/homebrew/linked"));
        found
    }

    /// An engine's machine in this process that sees the same.
    fn machine(&self) -> Machine {
        let mut machine = self.bench.scratch.machine();
        machine.env.insert("PATH".into(), self.path().into());
        machine.env.insert("HOMEBREW_PREFIX".into(), self.brew.prefix().into());
        machine
    }
}

#[test]
fn the_stand_in_says_what_the_real_one_said() {
    let brewery = Brewery::new();
    let said = |words: &[&str], recording: &str| {
        let ran = Command::new(brewery.brew.program()).args(words).output().unwrap();
        let read = |kind: &str| fs::read(recorded().join(format!("{recording}.{kind}"))).unwrap();
        assert_eq!(String::from_utf8_lossy(&ran.stdout), String::from_utf8_lossy(&read("stdout")), "{words:?}");
        assert!(ran.stdout == read("stdout") && ran.stderr == read("stderr"), "{words:?}: {ran:?}");
        let meta = String::from_utf8(read("meta")).unwrap();
        let exit = meta.lines().find_map(|line| line.strip_prefix("exit: ")).unwrap();
        assert_eq!(ran.status.code().unwrap().to_string(), exit, "{words:?}");
    };
    said(&["install", "--formula", "local/test/hello"], "install-hello");
    said(&["install", "local/test/hello"], "install-hello-again");
    said(&["install", "--quiet", "local/test/needshello"], "install-quiet");
    said(&["uninstall", "hello"], "uninstall-needed");
    said(&["uninstall", "needshello"], "uninstall-needshello");
    said(&["uninstall", "hello"], "lock-uninstall-other");
    said(&["install", "--quiet", "local/test/pyhello"], "install-quietest");
    said(&["uninstall", "--quiet", "pyhello"], "uninstall-quiet");
    assert_eq!(brewery.brew.kegs(), Vec::<String>::new());
    said(&["install", "local/test/broken"], "install-broken");
    said(&["install", "local/test/badsum"], "install-badsum");
    said(&["install", "local/test/nonet"], "install-nonet");
    said(&["install", "nonexistent-zzz"], "install-nonexistent-noapi");
    said(&["uninstall", "nosuchthing"], "uninstall-missing");
    brewery.brew.is_busy(1);
    said(&["install", "local/test/slow"], "lock-second");
    said(&["install", "local/test/slow"], "lock-first");
    brewery.brew.is_offline();
    said(&["install", "pipx"], "api-offline-install-pipx");
    brewery.brew.runs_as_root();
    said(&["install", "hello"], "root-install-hello");
    assert_eq!(brewery.brew.kegs(), ["slow/1.0"]);
}

#[test]
fn a_formula_is_installed_and_an_undo_takes_what_came_along_with_it() {
    let brewery = Brewery::new();
    brewery.brew.has("pyhello");
    let before = brewery.manifest();
    let (code, answer) = brewery.run(&["do", "--dry-run", "brew", "add", "needshello"]);
    assert_eq!((code, brewery.brew.was_told().len()), (0, 0), "{answer:#}");
    let answer = brewery.done(&["do", "--yes", "brew", "add", "needshello"]);
    let program = text(&brewery.brew.program());
    let step: Vec<String> = serde_json::from_value(answer["plan"]["steps"][0]["argv"].clone()).unwrap();
    assert_eq!(step, [&program, "install", "--formula", "needshello"]);
    assert_eq!(brewery.brew.was_told(), ["install --formula needshello"], "what is shown is what is run");
    for variable in [
        "AUTO_UPDATE",
        "ANALYTICS",
        "ENV_HINTS",
        "ASK",
        "COLOR",
        "EMOJI",
        "GITHUB_API",
        "INSTALL_CLEANUP",
        "AUTOREMOVE",
        "INSTALL_UPGRADE",
    ] {
        let wanted = format!("HOMEBREW_NO_{variable}=1");
        assert!(brewery.brew.variables().contains(&wanted), "{wanted}: {:?}", brewery.brew.variables());
    }
    assert_eq!(brewery.brew.kegs(), ["hello/1.0", "needshello/0.1", "pyhello/0.1"]);
    assert!(answer["job"]["checks"].to_string().contains("completely installed `needshello`"), "{answer:#}");

    let undone = brewery.done(&["undo", "--yes"]);
    assert_eq!(undone["plan"]["steps"].as_array().unwrap().len(), 1, "{undone:#}");
    assert_eq!(brewery.brew.was_told()[1], "uninstall --formula hello needshello");
    assert_eq!(differences(&before, &brewery.manifest()), Vec::<String>::new());
    assert!(brewery.brew.all_ended());
    assert_eq!(brewery.last(), ("done".to_owned(), false), "an undo is not undone");
}

#[test]
fn a_formula_is_removed_and_an_undo_installs_it_again() {
    let brewery = Brewery::new();
    brewery.brew.has("hello");
    let before = brewery.manifest();
    let answer = brewery.done(&["do", "--yes", "brew", "remove", "hello"]);
    assert!(answer["plan"]["effects"].to_string().contains("1.0"), "{answer:#}");
    assert_eq!(brewery.brew.kegs(), Vec::<String>::new());
    brewery.done(&["undo", "--yes"]);
    assert_eq!(brewery.brew.was_told(), ["uninstall --formula hello", "install --formula hello"]);
    assert_eq!(differences(&before, &brewery.manifest()), Vec::<String>::new());
}

#[test]
fn a_formula_is_known_by_its_other_names_too() {
    let brewery = Brewery::new();
    let before = brewery.manifest();
    let answer = brewery.done(&["do", "--yes", "brew", "add", "python"]);
    assert!(answer["job"]["checks"].to_string().contains("completely installed `python`"), "{answer:#}");
    assert_eq!(brewery.brew.kegs(), ["python@3.14/3.14.6"]);
    let (there, _) = brewery.refused(&["do", "--yes", "brew", "add", "python"]);
    assert!(there.contains("`python@3.14` installed already, in version 3.14.6"), "{there}");
    brewery.done(&["do", "--yes", "brew", "remove", "python"]);
    assert_eq!(brewery.brew.was_told()[1], "uninstall --formula python@3.14");
    assert_eq!(differences(&before, &brewery.manifest()), Vec::<String>::new());
}

#[test]
fn of_more_than_one_version_all_are_removed_and_what_is_pinned_stays() {
    let brewery = Brewery::new();
    brewery.brew.has("hello").has_older("hello", "0.9");
    let answer = brewery.done(&["do", "--yes", "brew", "remove", "hello"]);
    assert!(answer["plan"]["effects"].to_string().contains("`hello` 0.9 and 1.0"), "{answer:#}");
    assert_eq!(brewery.brew.was_told(), ["uninstall --force --formula hello"]);
    assert_eq!(brewery.brew.kegs(), Vec::<String>::new());
    brewery.brew.has("pyhello").pins("pyhello");
    let (pinned, _) = brewery.refused(&["do", "--yes", "brew", "remove", "pyhello"]);
    assert!(pinned.contains("brew unpin pyhello"), "{pinned}");
    assert_eq!(brewery.brew.was_told(), Vec::<String>::new());
}

#[test]
fn what_comes_from_a_tap_comes_back_from_it() {
    let brewery = Brewery::new();
    brewery.done(&["do", "--yes", "brew", "add", "local/test/tapped"]);
    brewery.done(&["do", "--yes", "brew", "remove", "tapped"]);
    brewery.done(&["undo", "--yes"]);
    // Homebrew trusts a removed formula no more, and knows it by its short name no more.
    assert_eq!(brewery.brew.was_told().last().unwrap(), "install --formula local/test/tapped");
    assert_eq!(brewery.brew.kegs(), ["tapped/0.1"]);
}

#[test]
fn what_was_taken_back_by_hand_is_not_taken_back_again() {
    let brewery = Brewery::new();
    brewery.done(&["do", "--yes", "brew", "add", "needshello"]);
    // Somebody removes one of the two in a terminal.
    assert!(Command::new(brewery.brew.program()).args(["uninstall", "needshello"]).status().unwrap().success());
    brewery.done(&["undo", "--yes"]);
    assert_eq!(brewery.brew.was_told().last().unwrap(), "uninstall --formula hello");
    brewery.done(&["do", "--yes", "brew", "add", "hello"]);
    assert!(Command::new(brewery.brew.program()).args(["uninstall", "hello"]).status().unwrap().success());
    let (reason, _) = brewery.refused(&["undo", "--yes"]);
    assert!(reason.contains("nothing of what it did is left"), "{reason}");
}

#[test]
fn a_whole_name_is_told_as_it_was_typed_and_trust_is_announced() {
    let brewery = Brewery::new();
    brewery.brew.knows(Formula::default());
    let answer = brewery.done(&["do", "--yes", "brew", "add", "local/test/pyhello"]);
    assert!(answer["plan"]["effects"].to_string().contains("trusts"), "{answer:#}");
    assert_eq!(brewery.brew.was_told(), ["install --formula local/test/pyhello"]);
}

#[test]
fn what_is_clear_beforehand_is_refused_and_homebrew_is_not_even_asked() {
    let brewery = Brewery::new();
    brewery.brew.has("needshello");
    let reason = |words: &[&str]| brewery.refused(&[&["do", "--yes", "brew"], words].concat());
    assert!(reason(&["add", "hello"]).0.contains("already, in version 1.0"));
    assert!(reason(&["add", "local/test/hello"]).0.contains("already"));
    assert!(reason(&["remove", "pyhello"]).0.contains("no `pyhello`"));
    let (needed, better) = reason(&["remove", "hello"]);
    assert!(needed.contains("needed by `needshello`"), "{needed}");
    assert_eq!(better, serde_json::json!([["brew", "remove", "needshello"]]));
    let long = "x".repeat(10_000);
    for hostile in ["--force", "-e", ";rm", "a b", "../x", "https://h/x.rb", "x.rb", "./x", "$(id)", long.as_str()] {
        for verb in ["add", "remove"] {
            let (code, answer) = brewery.run(&["do", "--yes", "brew", verb, "--", hostile]);
            assert_eq!(code, 3, "{verb} {hostile}: {answer:#}");
        }
    }
    assert_eq!(brewery.brew.was_told(), Vec::<String>::new());
    assert_eq!(brewery.run(&["history"]).1["jobs"].as_array().unwrap().len(), 0);
}

#[test]
fn without_homebrew_the_ways_without_it_are_named() {
    let bench = Bench::with(Scratch::new(), Vec::new());
    let machine = bench.scratch.machine();
    if !sandbar_engine::find::homebrew::prefixes(&machine).is_empty() {
        println!("SKIPPED: this machine has a Homebrew");
        return;
    }
    let (code, answer) = bench.json(&["do", "--yes", "brew", "add", "wget"]);
    let reason = answer["refused"]["reason"].as_str().unwrap_or_else(|| panic!("{answer:#}"));
    assert_eq!(code, 3);
    for word in ["brew.sh", "python.org", "pipx", "password"] {
        assert!(reason.contains(word), "{word}: {reason}");
    }
}

#[test]
fn it_is_found_by_the_terminals_path_alone() {
    let brewery = Brewery::new();
    let mut command = brewery.command(&["status"]);
    let status = command.env_remove("HOMEBREW_PREFIX").output().unwrap();
    let status: Value = serde_json::from_slice(&status.stdout).unwrap();
    if sandbar_engine::find::homebrew::prefixes(&brewery.bench.scratch.machine()).is_empty() {
        assert_eq!(status["tools"]["brew"]["prefix"], text(brewery.brew.prefix()));
    }
    // Another program of that name is not Homebrew.
    let other = brewery.bench.scratch.path("other/bin");
    fs::create_dir_all(&other).unwrap();
    fs::copy(brewery.brew.program(), other.join("brew")).unwrap();
    let mut command = brewery.command(&["status"]);
    let status = command.env_remove("HOMEBREW_PREFIX").env("PATH", &other).output().unwrap();
    let status: Value = serde_json::from_slice(&status.stdout).unwrap();
    assert_ne!(status["tools"]["brew"]["path"], text(&other.join("brew")));
}

/// The stand-in's pipx says its version whatever it is told, so its `ensurepath` adds nothing.
#[test]
fn pipx_is_set_up_through_homebrew_where_that_is_and_proven_in_a_new_terminal() {
    for is_on_path in [true, false] {
        let brewery = Brewery::new();
        if Machine::this().shell.is_none_or(|shell| !shell.ends_with("bash")) {
            println!("SKIPPED: 1 test of `pipx setup`: the login shell here is not bash");
            return;
        }
        if is_on_path {
            brewery.bench.scratch.file("Users/tester/.profile", "export PATH=\"$PATH:$HOME/.local/bin\"\n");
        }
        let home = brewery.bench.scratch.path("Users/tester");
        fs::create_dir_all(home.join(".local/bin")).unwrap();
        let (before, cellar) = (manifest(&home), brewery.manifest());
        let (code, answer) = brewery.run(&["do", "--yes", "pipx", "setup"]);
        assert_eq!(brewery.brew.was_told(), ["install --formula pipx"], "{answer:#}");
        assert_eq!(code, i32::from(!is_on_path), "{answer:#}");
        let checks = answer["job"]["checks"].to_string();
        let proof = if is_on_path { "A new terminal finds" } else { "does not look into `~/.local/bin` yet" };
        assert!(checks.contains(proof), "{checks}");
        // What Homebrew did stays when the rest came to nothing, and can be undone.
        assert_eq!(brewery.brew.kegs(), ["pipx/1.18.4"]);
        assert_eq!(brewery.last(), (if is_on_path { "done" } else { "failed" }.to_owned(), true));
        brewery.done(&["undo", "--yes"]);
        assert_eq!(differences(&cellar, &brewery.manifest()), Vec::<String>::new());
        let changed = differences(&before, &manifest(&home));
        assert!(changed.iter().all(|one| one.starts_with("sandbar-data")), "{changed:#?}");
    }
}
