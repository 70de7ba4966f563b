//! What the making of a sandbox costs, by Sandbar and by each Python of this machine, in the same run.
//!
//! `cargo run --release -p sandbar-tests --bin measure_venv` prints processor time (user and system) and the ratio.
//! Both are measured from outside, by the shell's `times`; from Sandbar's the finding of the Pythons is taken off.
//!
//! Run it when nothing large was deleted for some minutes: Linux's ext4 passes over the places of files that were
//! deleted a moment ago, one by one, and whoever makes new files pays for that.

use std::ffi::OsStr;
use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result, ensure};
use sandbar_engine::machine::Machine;
use sandbar_engine::venv;
use sandbar_tests::pythons;

/// So many that the shell's clock, which ticks a hundred times a second, is fine enough.
const TURNS: u32 = 20;

fn main() -> Result<()> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match words.as_slice() {
        [] => measure(),
        [python, folder, turns] => make(python, Path::new(folder), turns.parse()?),
        _ => anyhow::bail!("measure_venv takes no arguments"),
    }
}

/// Makes an environment `turns` times, as a job does.
fn make(python: &str, folder: &Path, turns: u32) -> Result<()> {
    let machine = Machine::this();
    let found = pythons::real();
    let python = found.iter().find(|found| found.path.as_os_str() == python).context("no such Python")?;
    for turn in 0..turns {
        let target = folder.join(format!("{turn}/.venv"));
        let beside = target.with_file_name(".venv.sandbar-new-test");
        fs::create_dir_all(&beside)?;
        let drawn = venv::blueprint(&machine, python, &target, Some("shop"))?;
        venv::write(&machine, &drawn, &beside)?;
        fs::rename(&beside, &target)?;
    }
    Ok(())
}

fn measure() -> Result<()> {
    let scratch = tempfile::tempdir()?;
    let ourselves = std::env::current_exe()?;
    println!("{:<20} {:>10} {:>10} {:>8}", "Python", "venv", "Sandbar", "ratio");
    for python in pythons::real().iter().filter(|python| python.minor() >= Some((3, 8))) {
        let folder = |name: &str| scratch.path().join(&python.id.0).join(name);
        let path = python.path.as_os_str();
        let theirs = folder("theirs");
        let Ok(theirs) = seconds(&[path, "-m".as_ref(), "venv".as_ref(), theirs.as_ref()]) else {
            println!("{:<20} has no venv", python.label());
            continue;
        };
        let make = |turns: &str| {
            let folder = folder("ours");
            seconds(&[ourselves.as_os_str(), path, folder.as_ref(), turns.as_ref()])
        };
        let ours = (make(&TURNS.to_string())? - make("0")?) / f64::from(TURNS);
        println!("{:<20} {theirs:>8.3} s {ours:>8.3} s    1/{:.0}", python.label(), theirs / ours);
    }
    Ok(())
}

/// The processor time of a program and all that it starts.
fn seconds(argv: &[&OsStr]) -> Result<f64> {
    let ran = Command::new("/bin/sh").args(["-c", "\"$@\" >/dev/null && times", "sh"]).args(argv).output()?;
    ensure!(ran.status.success(), "{argv:?}: {ran:?}");
    let text = String::from_utf8(ran.stdout)?;
    // The last line is of the children: `0m1.230000s 0m0.120000s`.
    let children = text.lines().last().context("the shell says nothing")?;
    children.split_whitespace().try_fold(0.0, |sum, time| {
        let (minutes, seconds) = time.trim_end_matches('s').split_once('m').context("not a time")?;
        Ok(sum + minutes.parse::<f64>()? * 60.0 + seconds.parse::<f64>()?)
    })
}
