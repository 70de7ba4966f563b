//! A folder in which somebody works.

use std::fs;

use anyhow::Result;
use sandbar_engine::engine::{Engine, Options};
use sandbar_engine::machine::Machine;
use sandbar_engine::model::{Health, Snapshot};

use super::{Following, World};

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
