use std::fs;
use std::path::Path;
use std::sync::Arc;

use crate::disk;
use crate::engine::{Engine, Options};
use crate::machine::Machine;
use crate::model::{Job, JobId, JobState, Outcome, Plan};
use crate::settings::Settings;

fn engine(home: &Path) -> Arc<Engine> {
    let mut machine = Machine::this();
    machine.home = home.to_path_buf();
    Engine::open(machine, Options { data: Some(home.join("data")), also: Vec::new(), ask_shell: false })
}

fn made(folder: &Path, outcome: Outcome) -> Job {
    Job {
        id: JobId("20261125T101530.123-3f9c2a".to_owned()),
        wish: vec!["new".to_owned(), folder.to_string_lossy().into_owned()],
        plan: nothing(),
        state: JobState::Ended,
        step: 0,
        progress: None,
        waiting: None,
        outcome: Some(outcome),
        failure: None,
        checks: Vec::new(),
        output: Vec::new(),
    }
}

fn nothing() -> Plan {
    Plan {
        title: String::new(),
        why: String::new(),
        steps: Vec::new(),
        effects: Vec::new(),
        expects: Vec::new(),
        undo: None,
        commands: Vec::new(),
        confirm: None,
        better: Vec::new(),
        fingerprint: String::new(),
    }
}

#[test]
fn what_was_made_here_is_watched_once_and_only_where_nobody_watches_yet() {
    let scratch = tempfile::tempdir().unwrap();
    let home = Machine::this().resolve(scratch.path()).unwrap();
    let engine = engine(&home);
    let practice = home.join("sandbar-practice");
    fs::create_dir_all(&practice).unwrap();

    engine.watch_made(&made(&practice, Outcome::Failed)).unwrap();
    assert!(engine.settings().unwrap().folders.is_empty());

    engine.watch_made(&made(&practice, Outcome::Done)).unwrap();
    engine.watch_made(&made(&practice, Outcome::Done)).unwrap();
    assert_eq!(engine.settings().unwrap().folders, std::slice::from_ref(&practice));

    let inside = practice.join("below");
    fs::create_dir(&inside).unwrap();
    engine.watch_made(&made(&inside, Outcome::Done)).unwrap();
    assert_eq!(engine.settings().unwrap().folders, [practice]);
}

#[test]
fn damaged_settings_are_put_aside_and_whole_ones_are_not() {
    let home = tempfile::tempdir().unwrap();
    let engine = engine(home.path());
    let file = |name: &str| home.path().join("data").join(name);
    for (number, damaged) in ["folders = 3\n", "\u{0}\u{0}"].iter().enumerate() {
        disk::create_private_folder(&home.path().join("data")).unwrap();
        disk::replace(&file("settings.toml"), damaged.as_bytes()).unwrap();
        assert!(engine.settings().is_err());
        engine.begin_settings_anew().unwrap();
        assert_eq!(engine.settings().unwrap(), Settings::default());
        let kept = Machine::this().read_text(&file(&format!("settings.toml.old-{}", number + 1)), 1 << 10).unwrap();
        assert_eq!(kept, *damaged, "not a byte is lost");
    }
    engine.change_settings(|settings| settings.welcomed = true).unwrap();
    engine.begin_settings_anew().unwrap();
    assert!(engine.settings().unwrap().welcomed, "what can be read stays");
}
