//! A day's worth of changes, and a minute of none, in a process of its own.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::os::unix::fs::{MetadataExt as _, symlink};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail, ensure};
use sandbar_engine::model::{Happened, Happening, Health, Snapshot};
use tokio::sync::mpsc::UnboundedReceiver;

use super::{MOMENT, PATIENCE, World, names, until_watched, watched};

/// How often the day's work is done.
const ROUNDS: usize = 40;

/// So many sandboxes break in each.
const BREAKING: usize = 4;

/// Runs the ignored test `name` alone, so that memory, watches and processor time are its own.
fn alone(name: &str) -> Result<()> {
    let run = Command::new(std::env::current_exe()?)
        .args(["--exact", &format!("watch::soak::{name}"), "--ignored", "--nocapture"])
        .output()
        .context("the tests could not be started")?;
    let said = String::from_utf8_lossy(&run.stdout);
    ensure!(run.status.success() && said.contains("1 passed"), "{said}\n{}", String::from_utf8_lossy(&run.stderr));
    Ok(())
}

/// Pages of memory that this process holds.
fn pages() -> Result<usize> {
    let text = fs::read_to_string("/proc/self/statm")?;
    text.split_whitespace().nth(1).context("no second number")?.parse().context("no number")
}

/// Hundredths of a second that this process has computed.
fn ticks() -> Result<u64> {
    let text = fs::read_to_string("/proc/self/stat")?;
    let (_, after) = text.rsplit_once(')').context("no name")?;
    let numbers: Vec<&str> = after.split_whitespace().collect();
    Ok(numbers[11].parse::<u64>()? + numbers[12].parse::<u64>()?)
}

fn with_projects(count: usize) -> Result<World> {
    let world = World::new()?;
    for number in 0..10 {
        world.interpreter(&format!("3.12.{number}"))?;
    }
    for number in 0..count {
        world.project(&format!("p{number}"), true)?;
    }
    Ok(world)
}

#[test]
fn two_hundred_projects_need_five_hundred_watches() -> Result<()> {
    let world = with_projects(200)?;
    let _following = world.follow()?;
    let watched = watched(&world.code())?;
    ensure!((450..=500).contains(&watched.len()), "{} folders are watched", watched.len());
    let matters = |path: &str| watched.contains(&fs::metadata(world.place(path)).unwrap().ino());
    for path in ["/home/ada/code/p199", "/home/ada/code/p199/.venv", "/home/ada/.pyenv/versions"] {
        ensure!(matters(path), "nobody watches {path}");
    }
    Ok(())
}

/// Five seconds in which nothing happens hold no beat of the minute: what that costs is not measured here.
#[test]
fn nothing_is_done_while_nothing_happens() -> Result<()> {
    alone("idle")
}

#[test]
#[ignore = "alone in a process of its own, by the test above"]
fn idle() -> Result<()> {
    let world = with_projects(200)?;
    let _following = world.follow()?;
    let before = ticks()?;
    std::thread::sleep(Duration::from_secs(5));
    let computed = ticks()? - before;
    ensure!(computed <= 1, "{computed} hundredths of a second for nothing");
    Ok(())
}

#[test]
fn a_day_of_changes_leaves_nothing_behind() -> Result<()> {
    alone("day")
}

#[test]
#[ignore = "alone in a process of its own, by the test above"]
fn day() -> Result<()> {
    let world = with_projects(20)?;
    let following = world.follow()?;
    let code = world.code();
    let mut heard = following.engine.happenings();
    let (mut held, mut count) = (0, 0);
    for round in 0..ROUNDS {
        // A project is made, gets a sandbox, is renamed; one loses its sandbox; one is deleted; folders come and go.
        for number in 0..20 {
            let name = format!("r{number}");
            world.project(&name, number % 2 == 0)?;
            fs::write(code.join(&name).join("requirements.txt"), format!("{round}"))?;
            if number % 3 == 0 {
                fs::rename(code.join(&name), code.join(format!("renamed{number}")))?;
            }
            if number % 4 == 0 {
                let name = if number % 3 == 0 { format!("renamed{number}") } else { name };
                fs::remove_dir_all(code.join(name).join(".venv"))?;
            }
            fs::create_dir_all(code.join(format!("plain{number}/inner")))?;
        }
        let there = |entries: fs::ReadDir| -> BTreeSet<String> {
            let folders = entries.flatten().filter(|entry| entry.path().join("main.py").exists());
            folders.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
        };
        let wanted = there(fs::read_dir(&code)?);
        following.until("a round's projects", |seen| {
            names(seen) == wanted && seen.projects.len() == wanted.len() && seen.environments.len() == 20 + 5
        })?;
        // Sandboxes that have long been there break, and are mended.
        for number in 0..BREAKING {
            fs::remove_file(python_of(&code, number))?;
        }
        let broken = |seen: &Snapshot| count_of(seen, Health::Broken);
        following.until("the broken sandboxes", |seen| broken(seen) == BREAKING)?;
        for number in 0..BREAKING {
            symlink("/home/ada/.pyenv/versions/3.12.1/bin/python", python_of(&code, number))?;
        }
        following.until("the mended sandboxes", |seen| broken(seen) == 0)?;
        for number in 0..20 {
            for name in [format!("r{number}"), format!("renamed{number}"), format!("plain{number}")] {
                let _ = fs::remove_dir_all(code.join(name));
            }
        }
        following.until("the end of a round", |seen| seen.projects.len() == 20 && seen.environments.len() == 20)?;
        if round == 9 {
            held = pages()?;
            count = watched(&code)?.len();
        }
    }
    until_watched(&code, count)?;
    let grown = pages()?.saturating_sub(held);
    ensure!(grown < 2048, "{grown} pages more than after a quarter of the day");
    let seen = following.engine.snapshot();
    let mut all = (*following.engine.look()).clone();
    all.revision = seen.revision;
    ensure!(*seen == all, "something was missed");
    world.project("last", false)?;
    let told = Told::until_found(&mut heard, &world.code().join("last"))?;
    for number in 0..20 {
        let name = if number % 3 == 0 { format!("renamed{number}") } else { format!("r{number}") };
        let found = told.found.get(&name).copied().unwrap_or_default();
        ensure!(found == ROUNDS, "`{name}` was found {found} times in {ROUNDS} rounds");
        // It may have been renamed before anybody saw it.
        let before = told.found.get(&format!("r{number}")).copied().unwrap_or_default();
        ensure!(before <= ROUNDS, "`r{number}` was found {before} times in {ROUNDS} rounds");
        let (wanted, name) = (if number < BREAKING { ROUNDS } else { 0 }, format!("p{number}"));
        for (what, told) in [("broken", &told.broken), ("mended", &told.mended)] {
            let times = told.get(&name).copied().unwrap_or_default();
            ensure!(times == wanted, "`{name}` was told to be {what} {times} times, not {wanted}");
        }
        ensure!(!told.found.contains_key(&name), "`{name}` was found, and it was there all day");
    }
    Ok(())
}

fn python_of(code: &Path, number: usize) -> PathBuf {
    code.join(format!("p{number}/.venv/bin/python"))
}

fn count_of(seen: &Snapshot, health: Health) -> usize {
    seen.environments.iter().filter(|environment| environment.health == health).count()
}

/// How often what was told, by the names of the projects.
#[derive(Default)]
struct Told {
    found: BTreeMap<String, usize>,
    broken: BTreeMap<String, usize>,
    mended: BTreeMap<String, usize>,
}

impl Told {
    /// Everything up to the finding of `last`: what happens is told in its order.
    fn until_found(heard: &mut UnboundedReceiver<Happened>, last: &Path) -> Result<Self> {
        let mut told = Self::default();
        let begun = Instant::now();
        let name = |path: &Path| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        while begun.elapsed() < PATIENCE {
            let Ok(happened) = heard.try_recv() else {
                std::thread::sleep(MOMENT);
                continue;
            };
            let (counts, name) = match &happened.happening {
                Happening::ProjectFound { path, .. } if name(path) == name(last) => return Ok(told),
                Happening::ProjectFound { path, .. } => (&mut told.found, name(path)),
                Happening::EnvironmentChanged { project: Some(project), health: Health::Broken, .. } => {
                    (&mut told.broken, name(project))
                }
                Happening::EnvironmentChanged { project: Some(project), .. } => (&mut told.mended, name(project)),
                _ => continue,
            };
            *counts.entry(name).or_default() += 1;
        }
        bail!("not told within {PATIENCE:?}: the last project")
    }
}
