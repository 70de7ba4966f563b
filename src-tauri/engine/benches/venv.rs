//! What the making of a sandbox costs: by Sandbar, and by each Python of this machine itself, in the same run.
//!
//! `make bench` prints processor time (user and system), and which part of `python3 -m venv` that is; uv and virtualenv
//! stand beside it where they are on PATH and have what they need. All are measured from outside, by the shell's
//! `times`, with their caches warm. Nothing is judged here: a number depends on the machine, a ratio less so.
//!
//! Run it when nothing large was deleted for some minutes: Linux's ext4 passes over the places of files that were
//! deleted a moment ago, one by one, and whoever makes new files pays for that.
#![expect(clippy::print_stdout, reason = "the table is what it is for")]
#![expect(clippy::disallowed_methods, reason = "it measures from outside: starts the peers, and makes their folders")]

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, ensure};
use sandbar_engine::find;
use sandbar_engine::machine::Machine;
use sandbar_engine::model::{Interpreter, Source};
use sandbar_engine::settings::Settings;
use sandbar_engine::venv;

/// The command line, as it was built for this.
const SANDBAR: &str = env!("CARGO_BIN_EXE_sandbar");

/// So many that the shell's clock, which ticks a hundred times a second, is fine enough.
const MANY: u32 = 20;

/// Of what takes longer.
const FEW: u32 = 5;

fn main() -> Result<()> {
    // Cargo adds a word of its own.
    let words: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    match words.as_slice() {
        [] => measure(),
        [python, folders @ ..] => make(python, folders),
    }
}

/// Makes an environment in each of `folders`, as a job does.
fn make(python: &str, folders: &[String]) -> Result<()> {
    let machine = Machine::this();
    let found = pythons();
    let python = found.iter().find(|found| found.path.as_os_str() == python).context("no such Python")?;
    for folder in folders {
        let target = Path::new(folder).join(".venv");
        let beside = target.with_file_name(".venv.sandbar-new-bench");
        fs::create_dir(&beside)?;
        let drawn = venv::blueprint(&machine, python, &target, Some("shop"))?;
        venv::write(&machine, &drawn, &beside)?;
        fs::rename(&beside, &target)?;
    }
    Ok(())
}

fn measure() -> Result<()> {
    let scratch = tempfile::tempdir()?;
    let ourselves = std::env::current_exe()?;
    println!("Processor time for one sandbox with pip, and which part of `python -m venv` that is\n");
    println!(
        "{:<20} {:>9} {:>18} {:>18} {:>18} {:>18}",
        "", "venv", "Sandbar writes it", "and its whole job", "uv venv --seed", "virtualenv"
    );
    let mut dearest = f64::INFINITY;
    for python in pythons() {
        let bench = Bench { folder: scratch.path().join(&python.id.0), python: python.path.to_path_buf() };
        let path = python.path.as_os_str();
        let Ok(theirs) = bench.each("venv", 1, &[path, "-I".as_ref(), "-m".as_ref(), "venv".as_ref()]) else {
            println!("{:<20} has no venv", python.label());
            continue;
        };
        let part = |cost: Result<f64>| {
            cost.map_or_else(|_| "-".to_owned(), |cost| format!("{cost:.3} s  1/{:<4.0}", theirs / cost))
        };
        // Finding the Pythons is done before and for all, so it is taken off.
        let none = bench.all("none", 0, &[ourselves.as_os_str(), path])?;
        let ours = (bench.all("ours", MANY, &[ourselves.as_os_str(), path])? - none) / f64::from(MANY);
        dearest = dearest.min(theirs / ours);
        let (job, uv, virtualenv) = (bench.job(), bench.uv(), bench.virtualenv());
        println!(
            "{:<20} {theirs:>7.3} s {:>18} {:>18} {:>18} {:>18}",
            python.label(),
            part(Ok(ours)),
            part(job),
            part(uv),
            part(virtualenv)
        );
    }
    println!("\nThe dearest that Sandbar writes costs 1/{dearest:.0}; what is wanted is 1/20 at most");
    Ok(())
}

/// A folder to make environments of one Python in.
struct Bench {
    folder: PathBuf,
    python: PathBuf,
}

impl Bench {
    /// What `sandbar do --yes venv create` costs, from its start to the verified end.
    fn job(&self) -> Result<f64> {
        let settings = Settings { interpreters: vec![self.python.clone()], ..Settings::default() };
        settings.save(&self.folder.join("data"))?;
        let data = self.folder.join("data");
        let words = ["--no-shell", "do", "--yes", "venv", "create", "--data"].map(OsStr::new);
        let python = [data.as_os_str(), OsStr::new("--python"), self.python.as_os_str()];
        self.each_in("job", FEW, &[&[OsStr::new(SANDBAR)], &words[..], &python[..]].concat(), ".")
    }

    fn uv(&self) -> Result<f64> {
        let words = ["uv", "venv", "--quiet", "--no-config", "--seed", "--python"].map(OsStr::new);
        let argv = [&words[..], &[self.python.as_os_str()]].concat();
        self.each("uv-cold", 1, &argv)?;
        self.each("uv", FEW, &argv)
    }

    fn virtualenv(&self) -> Result<f64> {
        let words = ["virtualenv", "--quiet", "--python"].map(OsStr::new);
        let argv = [&words[..], &[self.python.as_os_str()]].concat();
        self.each("virtualenv-cold", 1, &argv)?;
        self.each("virtualenv", FEW, &argv)
    }

    /// What one run of `argv` costs that makes the environment that it is told last.
    fn each(&self, name: &str, turns: u32, argv: &[&OsStr]) -> Result<f64> {
        self.each_in(name, turns, argv, ".venv")
    }

    /// As [`Bench::each`], and it is told `last`, from its project on.
    fn each_in(&self, name: &str, turns: u32, argv: &[&OsStr], last: &str) -> Result<f64> {
        let script = format!(
            "for project in {name}/*; do (cd \"$project\" && \"$@\" {last}) >/dev/null 2>&1 || exit 1; done; times"
        );
        Ok(self.seconds(name, turns, &script, argv)? / f64::from(turns))
    }

    /// What one run of `argv` costs that makes all of them.
    fn all(&self, name: &str, turns: u32, argv: &[&OsStr]) -> Result<f64> {
        let script = match turns {
            0 => "\"$@\" >/dev/null && times".to_owned(),
            _ => format!("\"$@\" \"$PWD/{name}\"/* >/dev/null && times"),
        };
        self.seconds(name, turns, &script, argv)
    }

    /// The processor time of all that `script` starts, in a folder with `turns` projects below `name`.
    fn seconds(&self, name: &str, turns: u32, script: &str, argv: &[&OsStr]) -> Result<f64> {
        for turn in 0..turns {
            fs::create_dir_all(self.folder.join(name).join(turn.to_string()))?;
        }
        fs::create_dir_all(&self.folder)?;
        // What the peers keep to be faster the next time is kept here.
        let (uv, virtualenv) = (self.folder.join("uv-cache"), self.folder.join("virtualenv-data"));
        let mut shell = Command::new("/bin/sh");
        shell.args(["-c", script, "sh"]).args(argv).current_dir(&self.folder);
        shell.env("UV_CACHE_DIR", uv).env("VIRTUALENV_OVERRIDE_APP_DATA", virtualenv);
        let ran = shell.output()?;
        ensure!(ran.status.success(), "{argv:?}: {ran:?}");
        let text = String::from_utf8(ran.stdout)?;
        // The last line is of the children: `0m1.230000s 0m0.120000s`.
        let children = text.lines().last().context("the shell says nothing")?;
        children.split_whitespace().try_fold(0.0, |sum, time| {
            let (minutes, seconds) = time.trim_end_matches('s').split_once('m').context("not a time")?;
            Ok(sum + minutes.parse::<f64>()? * 60.0 + seconds.parse::<f64>()?)
        })
    }
}

/// The Pythons that Sandbar writes environments for. Apple's are not for anybody to run unasked.
fn pythons() -> Vec<Interpreter> {
    let mut found = find::interpreters(&Machine::this(), &[]);
    found.retain(|found| {
        !found.private
            && !matches!(found.source, Source::AppleClt | Source::Xcode)
            && found.minor().is_some_and(|minor| minor >= (3, 8))
    });
    found
}
