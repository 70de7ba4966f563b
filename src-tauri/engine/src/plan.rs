//! What a wish would do: a plan with the exact commands, or a refusal that says why and what would be better.
//!
//! Pure: [`Grounds`] in, [`Answer`] out. All that was read, and nothing else, stands in the grounds, and their hash is
//! the plan's fingerprint: when it has changed, the plan is stale.

pub mod names;
pub mod undo;
pub mod venv_create;
pub mod venv_discard;

use serde::Serialize;
use sha2::{Digest as _, Sha256};

use crate::model::{Answer, Plan, Refusal, Step};
use crate::wish::Wish;

/// All that an answer is made from.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Grounds {
    /// Of `venv create`.
    VenvCreate(venv_create::Grounds),
    /// Of `venv discard`.
    VenvDiscard(venv_discard::Grounds),
    /// Of `undo`.
    Undo(undo::Grounds),
}

/// Answers a wish.
pub fn answer(grounds: &Grounds) -> Answer {
    let drafted = match grounds {
        Grounds::VenvCreate(grounds) => venv_create::draft(grounds),
        Grounds::VenvDiscard(grounds) => venv_discard::draft(grounds),
        Grounds::Undo(grounds) => undo::draft(grounds),
    };
    match drafted {
        Ok(draft) => Answer::Plan(draft.into_plan(fingerprint(grounds))),
        Err(refusal) => Answer::Refused(refusal),
    }
}

/// A plan before it has its fingerprint.
#[derive(Debug)]
struct Draft {
    title: String,
    why: String,
    steps: Vec<Step>,
    effects: Vec<String>,
    expects: Vec<String>,
    undo: Option<String>,
    /// What a person would type for the same, where that is more than the steps.
    commands: Vec<Vec<String>>,
}

impl Draft {
    fn into_plan(self, fingerprint: String) -> Plan {
        let Self { title, why, steps, effects, expects, undo, commands } = self;
        let commands = commands.iter().map(|argv| pasteable(argv)).collect();
        Plan { title, why, steps, effects, expects, undo, commands, fingerprint }
    }
}

/// A command as one can paste it into a terminal.
pub fn pasteable(argv: &[String]) -> String {
    // Only a NUL can't be quoted, and no path that got this far has one.
    shlex::try_join(argv.iter().map(String::as_str)).unwrap_or_else(|_| argv.join(" "))
}

fn refused(reason: impl Into<String>) -> Refusal {
    Refusal { reason: reason.into(), better: Vec::new() }
}

fn refused_but(reason: impl Into<String>, better: impl IntoIterator<Item = Wish>) -> Refusal {
    Refusal { reason: reason.into(), better: better.into_iter().map(|wish| wish.words()).collect() }
}

fn fingerprint(grounds: &Grounds) -> String {
    // Plain data with text for keys always becomes JSON.
    let text = serde_json::to_vec(grounds).unwrap_or_default();
    hex(&Sha256::digest(text))
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a string does not fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
