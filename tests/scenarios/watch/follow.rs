//! A folder in which somebody works.

use std::fs;
use std::os::unix::fs::{PermissionsExt as _, chown};

use anyhow::Result;
use sandbar_engine::engine::{Engine, Options};
use sandbar_engine::machine::Machine;
use sandbar_engine::model::{Health, ProblemCode, Snapshot};

use super::{Following, HOME, World};

#[test]
fn a_project_that_grows_is_followed() -> Result<()> {
    let world = World::new()?;
    let following = world.follow()?;
    let code = world.code();

    let project = code.join("weather-bot");
    fs::create_dir(&project)?;
    fs::write(project.join("main.py"), "print('rain')\n")?;
    following.until_projects(&["weather-bot"])?;

    // A folder that a project will be in only later.
    let later = code.join("later");
    fs::create_dir(&later)?;
    fs::write(project.join("requirements.txt"), "requests\n")?;
    following.until("its requirements", |seen| seen.projects.iter().any(|found| found.evidence.len() == 2))?;
    fs::write(later.join("main.py"), "")?;
    following.until_projects(&["later", "weather-bot"])?;

    // An environment that breaks.
    let cfg = project.join(".venv/pyvenv.cfg");
    fs::create_dir_all(project.join(".venv/bin"))?;
    fs::write(&cfg, "home = /nowhere\nversion = 3.12.1\n")?;
    let is_broken = |seen: &Snapshot| seen.projects.iter().any(|found| found.environment.health == Health::Broken);
    following.until("the broken sandbox", is_broken)?;

    // One that is made anew under its old name is another folder, and is watched again.
    let is_for = |version: &'static str| {
        move |seen: &Snapshot| seen.projects.iter().any(|found| found.environment.version.as_deref() == Some(version))
    };
    fs::remove_dir_all(project.join(".venv"))?;
    fs::create_dir_all(project.join(".venv/bin"))?;
    fs::write(&cfg, "home = /nowhere\nversion = 3.12.2\n")?;
    following.until("the sandbox made anew", is_for("3.12.2"))?;
    fs::write(&cfg, "home = /nowhere\nversion = 3.12.3\n")?;
    following.until("a change in the sandbox made anew", is_for("3.12.3"))?;

    fs::rename(&project, code.join("renamed"))?;
    following.until_projects(&["later", "renamed"])
}

#[test]
fn a_project_that_is_made_at_one_stroke_is_seen() -> Result<()> {
    let world = World::new()?;
    let following = world.follow()?;
    // Folder after folder, faster than any of them can be watched.
    let mut wanted = Vec::new();
    for number in 0..20 {
        let name = format!("p{number}");
        let inner = world.code().join(format!("term{number}/week/{name}"));
        fs::create_dir_all(&inner)?;
        fs::write(inner.join("main.py"), "")?;
        wanted.push(name);
    }
    following.until_projects(&wanted.iter().map(String::as_str).collect::<Vec<_>>())
}

#[test]
fn an_interpreter_that_comes_and_goes_is_noticed() -> Result<()> {
    let world = World::new()?;
    world.interpreter("3.12.1")?;
    world.project("bot", true)?;
    let following = world.follow()?;
    let health = |wanted: Health| {
        move |seen: &Snapshot| seen.projects.iter().any(|project| project.environment.health == wanted)
    };
    following.until("a Python", |seen| seen.interpreters.len() == 1)?;
    world.interpreter("3.13.1")?;
    following.until("another one", |seen| seen.interpreters.len() == 2)?;
    // Whose Python is gone, is broken; nothing in the project has changed.
    let versions = world.place("/home/ada/.pyenv/versions");
    fs::rename(versions.join("3.12.1"), world.place("/home/ada/old"))?;
    following.until("the broken sandbox", health(Health::Broken))?;
    fs::rename(world.place("/home/ada/old"), versions.join("3.12.1"))?;
    following.until("the mended sandbox", health(Health::NoPip))?;
    // All of pyenv.
    fs::remove_dir_all(world.place("/home/ada/.pyenv"))?;
    following.until("no Python", |seen| seen.interpreters.is_empty())?;
    world.interpreter("3.12.1")?;
    following.until("the Python that is back", |seen| seen.interpreters.len() == 1)
}

#[test]
fn settings_that_somebody_else_changes_count() -> Result<()> {
    let home = tempfile::tempdir()?;
    let home = home.path().canonicalize()?;
    let mut machine = Machine::this();
    machine.home = home.join("home");
    let folder = machine.home.join("code/bot");
    fs::create_dir_all(&folder)?;
    fs::write(folder.join("main.py"), "")?;
    let options = || Options { data: Some(home.join("data")), also: Vec::new(), ask_shell: false };
    let other = Engine::open(machine.clone(), options());
    let following = Following::new(machine.clone(), options())?;
    other.add_folder(&machine.home.join("code"))?;
    following.until_projects(&["bot"])?;
    fs::create_dir(machine.home.join("code/next"))?;
    fs::write(machine.home.join("code/next/main.py"), "")?;
    following.until_projects(&["bot", "next"])
}

#[test]
fn a_python_that_may_not_be_started_any_more_is_noticed() -> Result<()> {
    let world = World::new()?;
    world.interpreter("3.12.1")?;
    world.project("bot", true)?;
    let following = world.follow()?;
    let python = world.place(&format!("{HOME}/.pyenv/versions/3.12.1/bin/python"));
    for (mode, wanted) in [(0o644, Health::Broken), (0o755, Health::NoPip), (0o644, Health::Broken)] {
        fs::set_permissions(&python, fs::Permissions::from_mode(mode))?;
        let is_so = |seen: &Snapshot| seen.projects.iter().any(|found| found.environment.health == wanted);
        following.until(&format!("its permissions {mode:o}"), is_so)?;
    }
    Ok(())
}

#[test]
fn files_that_root_gives_back_are_no_problem_any_more() -> Result<()> {
    let world = World::new()?;
    let cache = world.place(&format!("{HOME}/.cache/pip"));
    fs::create_dir_all(cache.join("http-v2"))?;
    fs::create_dir_all(cache.join("wheels"))?;
    for own in [world.place(HOME), world.code(), world.place(&format!("{HOME}/.cache"))] {
        if chown(own, Some(1000), None).is_err() {
            println!("SKIPPED: only root can give files away");
            return Ok(());
        }
    }
    let following = world.follow()?;
    let of_root = |seen: &Snapshot| seen.problems.iter().any(|problem| problem.code == ProblemCode::RootOwned);
    following.until("that they are root's", of_root)?;
    chown(&cache, Some(1000), None)?;
    chown(cache.join("http-v2"), Some(1000), None)?;
    // The last of them tells.
    following.until("that one still is", of_root)?;
    chown(cache.join("wheels"), Some(1000), None)?;
    following.until("that none is any more", |seen| !of_root(seen))
}
