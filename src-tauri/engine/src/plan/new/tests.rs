use std::path::Path;

use super::*;
use crate::choose::{Candidate, Parts, Requests};
use crate::model::{Answer, InterpreterId, Plan, Source};
use crate::plan::{self, answer};

fn grounds() -> Grounds {
    let python = Candidate {
        id: InterpreterId("homebrew-3.12".to_owned()),
        path: Path::new("/opt/homebrew/opt/python/bin/python3").into(),
        real_path: Path::new("/opt/homebrew/Cellar/python/bin/python3").into(),
        aliases: Vec::new(),
        version: "3.12.4".to_owned(),
        source: Source::Homebrew,
        label: "Homebrew 3.12.4".to_owned(),
        private: false,
        free_threaded: false,
        present: true,
        parts: Parts::Whole,
    };
    Grounds {
        sandbox: venv_create::Grounds {
            folder: PathBuf::from("/Users/ada/weather"),
            folder_shown: "~/weather".to_owned(),
            home: PathBuf::from("/Users/ada"),
            standing: Standing::Nothing,
            writable: false,
            has_room: true,
            inside: None,
            target: Standing::Nothing,
            environments: Vec::new(),
            requests: Requests::default(),
            candidates: vec![python],
            native: None,
        },
        is_empty: false,
        parent_shown: "~".to_owned(),
        parent: Standing::Folder,
        parent_writable: true,
        has_room: true,
    }
}

fn answered(change: impl FnOnce(&mut Grounds)) -> Answer {
    let mut grounds = grounds();
    change(&mut grounds);
    answer(&plan::Grounds::New(Box::new(grounds)))
}

fn planned(change: impl FnOnce(&mut Grounds)) -> Plan {
    match answered(change) {
        Answer::Plan(plan) => plan,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_first_file_is_run_by_the_sandbox_that_is_made() {
    let plan = planned(|_| {});
    assert_eq!(plan.steps.len(), 2, "{:?}", plan.steps);
    assert_eq!(plan.steps[1].argv, ["/Users/ada/weather/.venv/bin/python", "-I", "/Users/ada/weather/main.py"]);
    assert!(plan.effects[0].contains("~/weather"), "{:?}", plan.effects);
    let taken = planned(|grounds| {
        grounds.sandbox.standing = Standing::Folder;
        grounds.sandbox.writable = true;
        grounds.is_empty = true;
    });
    assert!(taken.effects[0].contains("empty folder"), "{:?}", taken.effects);
}

/// What the refusal says, and what makes it necessary.
type Case = (&'static str, fn(&mut Grounds));

#[test]
fn a_place_that_is_none_is_refused() {
    let cases: [Case; 7] = [
        ("not empty", |grounds| grounds.sandbox.standing = Standing::Folder),
        ("not a folder", |grounds| grounds.sandbox.standing = Standing::Other),
        ("no folder", |grounds| grounds.parent = Standing::Nothing),
        ("may not write", |grounds| grounds.parent_writable = false),
        ("inside the sandbox", |grounds| grounds.sandbox.inside = Some("~/x/.venv".to_owned())),
        ("can't be a project", |grounds| grounds.sandbox.folder = grounds.sandbox.home.clone()),
        ("split PATH", |grounds| grounds.sandbox.folder = PathBuf::from("/Users/ada/a:b")),
    ];
    for (expected, change) in cases {
        let Answer::Refused(refusal) = answered(change) else { panic!("{expected}") };
        assert!(refusal.reason.contains(expected), "{expected}: {}", refusal.reason);
    }
}
