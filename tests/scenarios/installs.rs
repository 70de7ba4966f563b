//! Who installed what into a protected Python: exactly the expected events, with real installers on real Pythons.

mod at_once;
mod broken_off;
mod fake_mac;
mod missed;
mod own_jobs;
mod pip;
mod quiet;
mod system;
mod uv;

use std::path::PathBuf;
use std::process::Command;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use sandbar_engine::engine::{Engine, Options};
use sandbar_engine::machine::Machine;
use sandbar_engine::model::{ChangeKind, Happening, Interpreter, InterpreterChange, InterpreterId, PackageChange};
use sandbar_engine::settings::Settings;
use sandbar_tests::guarded::Guarded;
use sandbar_tests::pythons::real;
use sandbar_tests::scratch::Scratch;
use sandbar_tests::wheel::{self, Said};

/// Only something that hangs takes so long.
const AGES: Duration = Duration::from_mins(2);
/// A run is told within a second of its end; a machine that has other things to do may take longer. The figures are
/// printed.
const SOON: Duration = Duration::from_secs(5);

/// A home that is followed, with a guarded Python in it that nobody needs.
struct Followed {
    engine: Arc<Engine>,
    heard: Receiver<(Instant, Happening)>,
    /// The interpreters whose events are heard: this machine's own Pythons are others' to install into.
    ids: Vec<InterpreterId>,
}

/// What is followed.
struct Bench {
    scratch: Scratch,
    guarded: Guarded,
    wheels: PathBuf,
    python: Interpreter,
}

impl Bench {
    /// `None`, and that was said, where there is no Python to make a guarded one of.
    fn new() -> Option<Self> {
        let scratch = Scratch::new();
        // One of today's, whose pip knows the marker; the oldest of them, which most have.
        let python = real().into_iter().filter(|it| it.minor() >= Some((3, 12))).min_by_key(Interpreter::minor);
        let Some(python) = python else {
            println!("SKIPPED: no Python 3.12 or newer to make a guarded one of");
            return None;
        };
        let guarded = Guarded::of(&python, &scratch.path("guarded"))?;
        let wheels = scratch.path("wheels");
        for (name, version, needs) in [
            ("tide", "1.0", &[][..]),
            ("tide", "2.0", &[]),
            ("shore", "1.0", &["tide"]),
            ("gull", "1.0", &[]),
            ("reef", "1.0", &[]),
        ] {
            wheel::put(&wheels, name, version, Said { needs, ..Said::default() }, &python.path).unwrap();
        }
        let settings = Settings { interpreters: vec![guarded.python()], ..Settings::default() };
        let bench = Self { scratch, guarded, wheels, python };
        settings.save(&bench.data()).unwrap();
        Some(bench)
    }

    fn data(&self) -> PathBuf {
        self.scratch.path("Users/tester/sandbar-data")
    }

    /// A wheel of so many files that pip takes a while.
    fn slow_wheel(&self, name: &str, needs: &[&str]) {
        wheel::put_large(&self.wheels, name, needs, 3_000, &self.python.path).unwrap();
    }

    /// Follows it from now on; everything is watched when this returns.
    fn follow(&self) -> Followed {
        Followed::new(self.scratch.machine(), self.data(), |interpreter| {
            interpreter.path.as_path() == self.guarded.python()
        })
    }

    /// pip, with these words and the wheels.
    fn pip(&self, words: &[&str]) -> Command {
        let mut pip = self.guarded.pip();
        pip.args(words);
        if words[0] == "install" {
            pip.args(["--no-index", "--find-links"]).arg(&self.wheels);
        }
        pip.args(["--quiet", "--break-system-packages"]);
        pip
    }
}

impl Followed {
    fn new(machine: Machine, data: PathBuf, is_heard: impl Fn(&Interpreter) -> bool) -> Self {
        let engine = Engine::open(machine, Options { data: Some(data), also: Vec::new(), ask_shell: false });
        let mut witness = engine.happenings();
        let (tell, heard) = channel();
        std::thread::spawn(move || {
            while let Some(happened) = witness.blocking_recv() {
                if tell.send((Instant::now(), happened.happening)).is_err() {
                    return;
                }
            }
        });
        engine.follow();
        let (_, ready) = heard.recv_timeout(AGES).expect("everything is watched");
        assert_eq!(ready, Happening::Ready);
        let snapshot = engine.snapshot();
        let ids = snapshot.interpreters.iter().filter(|it| is_heard(it)).map(|it| it.id.clone()).collect();
        Self { engine, heard, ids }
    }

    /// The next event of the interpreter's packages.
    fn next(&self) -> (Instant, String) {
        loop {
            match self.heard.recv_timeout(AGES) {
                Ok((at, happening)) => {
                    if let Some(told) = told(&happening, &self.ids) {
                        return (at, told);
                    }
                }
                Err(RecvTimeoutError::Timeout) => panic!("nothing was told within {AGES:?}"),
                Err(RecvTimeoutError::Disconnected) => panic!("the engine has ended"),
            }
        }
    }

    /// Runs `command` to its end; the next event is `told`, soon after that.
    fn expect(&self, command: &mut Command, told: &str) {
        run(command);
        self.expect_after(Instant::now(), told);
    }

    /// The next event is `told`, soon after `end`.
    fn expect_after(&self, end: Instant, expected: &str) {
        let (at, told) = self.next();
        let took = at.saturating_duration_since(end);
        println!("MEASURED: told {:>4} ms after the end: {told}", took.as_millis());
        assert_eq!(told, expected);
        assert!(took < SOON, "{took:?}");
    }

    /// Nothing was told but what was expected: the event of one more install is the next.
    fn expect_nothing_else(&self, bench: &Bench) {
        self.expect(&mut bench.pip(&["install", "gull"]), "pip +gull 1.0!");
    }
}

/// Runs it to its end, which has to be a good one.
fn run(command: &mut Command) {
    let done = command.output().unwrap();
    assert!(done.status.success(), "{command:?}: {done:?}");
}

/// An event in one line, if it is about the packages of one of `ids`: `+` added, `^` upgraded, `-` removed, `!` asked for
/// by name, `?` nobody knows.
fn told(happening: &Happening, ids: &[InterpreterId]) -> Option<String> {
    let package = |it: &PackageChange| {
        let sign = match it.change {
            ChangeKind::Added => "+",
            ChangeKind::Upgraded => "^",
            ChangeKind::Removed => "-",
        };
        let from = it.from.as_deref().map(|from| format!("{from}>")).unwrap_or_default();
        let asked_for = match it.requested {
            Some(true) => "!",
            Some(false) => "",
            None => "?",
        };
        format!("{sign}{} {from}{}{asked_for}", it.name, it.version)
    };
    match happening {
        Happening::SystemInstall { interpreter, installer, packages, missed } if ids.contains(interpreter) => {
            let packages: Vec<String> = packages.iter().map(package).collect();
            let missed = if *missed { " missed" } else { "" };
            Some(format!("{installer}{missed} {}", packages.join(", ")))
        }
        Happening::InstallUnfinished { interpreter, packages } if ids.contains(interpreter) => {
            Some(format!("unfinished {}", packages.join(", ")))
        }
        Happening::InterpreterChanged { interpreter, change: InterpreterChange::Packages }
            if ids.contains(interpreter) =>
        {
            Some("its owner".to_owned())
        }
        _ => None,
    }
}
