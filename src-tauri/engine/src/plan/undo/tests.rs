use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::json;

use super::{Grounds, Past, State, draft};
use crate::history::Deed;
use crate::model::JobId;

/// A deletion of a sandbox, which put it aside.
fn deletion(title: &str, closed: bool) -> Grounds {
    let moved = json!({
        "from": "/Users/anna/code/app/.venv", "to": "/Users/anna/code/app/.venv.sandbar-old-1", "device": 1, "inode": 2,
    });
    let moved = Deed::Moved(serde_json::from_value(moved).unwrap());
    Grounds {
        home: PathBuf::from("/Users/anna"),
        named: None,
        past: Some(Past {
            id: JobId("1".to_owned()),
            wish: ["venv", "delete", "/Users/anna/code/app"].map(str::to_owned).to_vec(),
            title: title.to_owned(),
            at_work: false,
            resources: Vec::new(),
            deeds: BTreeMap::from([(0, moved)]),
            states: BTreeMap::from([(0, State::Stands)]),
            closed,
        }),
    }
}

#[test]
fn an_undo_is_called_by_what_was_done_and_not_by_its_words() {
    for (done, title) in [
        ("Delete the sandbox of `app`", "Undo: Delete the sandbox of `app`"),
        ("Undo: Delete the sandbox of `app`", "Do again: Delete the sandbox of `app`"),
        ("Do again: Delete the sandbox of `app`", "Undo: Delete the sandbox of `app`"),
        ("", "Undo: venv delete /Users/anna/code/app"),
    ] {
        assert_eq!(draft(&deletion(done, false)).unwrap().title, title);
    }
    let refusal = draft(&deletion("Delete the sandbox of `app`", true)).unwrap_err();
    assert_eq!(refusal.reason, "“Delete the sandbox of `app`” was undone already, or its undo was given up");
}

#[test]
fn what_is_still_at_work_is_not_undone_under_its_hands() {
    let mut grounds = deletion("Delete the sandbox of `app`", false);
    grounds.past.as_mut().unwrap().at_work = true;
    assert!(draft(&grounds).unwrap_err().reason.contains("still at work"));
}

#[test]
fn its_sentences_write_the_home_folder_short_and_its_commands_whole() {
    let draft = draft(&deletion("Delete the sandbox of `app`", false)).unwrap();
    assert_eq!(draft.why, "`~/code/app/.venv.sandbar-old-1` is what was put aside, unchanged");
    assert_eq!(draft.effects, ["`~/code/app/.venv.sandbar-old-1` gets its name back: `~/code/app/.venv`"]);
    let back = Path::new("/Users/anna/code/app/.venv").display().to_string();
    assert_eq!(draft.commands[0].last(), Some(&back));
}
