use std::fs;
use std::path::Path;
use std::sync::Arc;

use crate::engine::{Engine, Options};
use crate::machine::Machine;
use crate::model::{Job, JobId, JobState, Outcome, Plan};

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
