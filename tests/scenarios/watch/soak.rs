//! A day's worth of changes, and a minute of none, in a process of its own.

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::MetadataExt as _;
use std::process::Command;
use std::time::Duration;

use anyhow::{Context as _, Result, ensure};

use super::{World, names, until_watched, watched};

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
    let (mut held, mut count) = (0, 0);
    for round in 0..40_usize {
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
    Ok(())
}
