//! What is watched, and that a change is seen without anybody asking.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};
use sandbar_engine::engine::{Engine, Options};
use sandbar_engine::machine::Machine;
use sandbar_engine::model::{Health, Snapshot};
use sandbar_engine::watch::plan::{Place, Reach, plan};
use sandbar_engine::wire::Event;
use sandbar_tests::fake_mac::{Chip, FakeMac};
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::TryRecvError;

/// Generous: the machine may have other things to do.
const PATIENCE: Duration = Duration::from_mins(1);

fn seen(machine: Machine, folder: &Path) -> Arc<Snapshot> {
    let options = Options { data: None, also: vec![folder.to_path_buf()], ask_shell: false };
    Engine::open(machine, options).look()
}

#[test]
fn a_mac_is_watched_by_few_roots_and_never_at_home() {
    for chip in [Chip::Arm64, Chip::Intel] {
        let mac = FakeMac::shared(chip);
        let machine = mac.machine();
        let code = machine.home.join("code");
        let snapshot = seen(mac.machine(), &code);
        let places = plan(&machine, &snapshot, Some(&machine.home.join("Library/Application Support/Sandbar")));
        assert!((1..=12).contains(&places.len()), "{places:#?}");
        for Place { folder, reach } in &places {
            assert_eq!(*reach, Reach::Below);
            assert!(!machine.home.starts_with(folder), "macOS would ask about everything: {}", folder.display());
            assert_ne!(*folder, machine.home.join("Library"));
        }
        assert!(places.iter().any(|place| code.starts_with(&place.folder)), "{places:#?}");
    }
}

/// A machine of one's own, with a watched folder; what is told of it from now on.
fn followed(home: &Path) -> Result<(Arc<Engine>, Receiver<Event>, PathBuf)> {
    let code = home.join("code");
    std::fs::create_dir(&code)?;
    let mut machine = Machine::this();
    machine.home = home.to_path_buf();
    let engine = Engine::open(machine, Options { data: Some(home.join("data")), also: Vec::new(), ask_shell: false });
    engine.add_folder(&code)?;
    let events = engine.events();
    engine.follow();
    Ok((engine, events, code))
}

/// Waits for a snapshot in which `holds`.
fn wait_for(events: &mut Receiver<Event>, holds: impl Fn(&Snapshot) -> bool) -> Result<()> {
    let begun = Instant::now();
    while begun.elapsed() < PATIENCE {
        match events.try_recv() {
            Ok(Event::Snapshot { snapshot }) if holds(&snapshot) => return Ok(()),
            Ok(_) | Err(TryRecvError::Lagged(_)) => {}
            Err(TryRecvError::Empty) => std::thread::sleep(Duration::from_millis(10)),
            Err(TryRecvError::Closed) => bail!("the engine has ended"),
        }
    }
    bail!("nothing of the kind was told within {PATIENCE:?}")
}

#[test]
fn a_project_that_grows_is_followed() -> Result<()> {
    let home = tempfile::tempdir()?;
    let home = home.path().canonicalize()?;
    std::fs::create_dir(home.join("machine"))?;
    let (_engine, mut events, code) = followed(&home.join("machine"))?;
    wait_for(&mut events, |snapshot| snapshot.folders.len() == 1).context("the watched folder")?;

    let project = code.join("weather-bot");
    std::fs::create_dir(&project)?;
    std::fs::write(project.join("main.py"), "print('rain')\n")?;
    let is_there = |snapshot: &Snapshot| snapshot.projects.iter().any(|found| *found.path == *project);
    wait_for(&mut events, is_there).context("the project")?;

    // A folder that a project will be in only later.
    let later = code.join("later");
    std::fs::create_dir(&later)?;
    std::fs::write(project.join("requirements.txt"), "requests\n")?;
    wait_for(&mut events, |snapshot| snapshot.projects.iter().any(|found| found.evidence.len() == 2))?;
    std::fs::write(later.join("main.py"), "")?;
    wait_for(&mut events, |snapshot| snapshot.projects.len() == 2).context("the later project")?;

    // An environment that breaks.
    std::fs::create_dir_all(project.join(".venv/bin"))?;
    std::fs::write(project.join(".venv/pyvenv.cfg"), "home = /nowhere\nversion = 3.12.1\n")?;
    let is_broken = |snapshot: &Snapshot| {
        snapshot.projects.iter().any(|found| *found.path == *project && found.environment.health == Health::Broken)
    };
    wait_for(&mut events, is_broken).context("the broken sandbox")?;

    // One that is made anew under its old name is another folder, and is watched again.
    let cfg = project.join(".venv/pyvenv.cfg");
    let is_for = |version: &'static str| {
        move |snapshot: &Snapshot| {
            snapshot.projects.iter().any(|found| found.environment.version.as_deref() == Some(version))
        }
    };
    std::fs::remove_dir_all(project.join(".venv"))?;
    std::fs::create_dir_all(project.join(".venv/bin"))?;
    std::fs::write(&cfg, "home = /nowhere\nversion = 3.12.2\n")?;
    wait_for(&mut events, is_for("3.12.2")).context("the sandbox made anew")?;
    std::fs::write(&cfg, "home = /nowhere\nversion = 3.12.3\n")?;
    wait_for(&mut events, is_for("3.12.3")).context("a change in the sandbox made anew")?;

    std::fs::rename(&project, code.join("renamed"))?;
    let is_renamed = |snapshot: &Snapshot| snapshot.projects.iter().any(|found| found.name == "renamed");
    wait_for(&mut events, is_renamed).context("the new name")
}
