//! What a wish would do: a plan with the exact commands, or a refusal that says why and what would be better.
//!
//! Pure: [`Grounds`] in, [`Answer`] out. All that was read, and nothing else, stands in the grounds, and their hash is
//! the plan's fingerprint: when it has changed, the plan is stale.

mod act;
pub mod break_glass;
pub mod brew;
mod expect;
pub mod freeze;
pub mod lock;
pub mod names;
pub mod new;
pub mod open;
pub mod packages;
pub mod pip_conf_clean;
pub mod pip_settings;
mod removal;
pub mod renewal;
pub mod rescue;
pub mod sandbox;
pub mod system_python;
pub mod take_out;
pub mod tool;
pub mod undo;
pub mod venv_create;
pub mod venv_delete;
pub mod venv_discard;
pub mod venv_repair;
pub mod venv_switch;

pub use act::{Act, Copy, Doing, How, Keep, Looked, Making, Receipt, Resource, Run, Then};
pub use expect::{Expect, Pinned, and};

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
    /// Of `venv repair`.
    VenvRepair(venv_repair::Grounds),
    /// Of `venv switch`.
    VenvSwitch(venv_switch::Grounds),
    /// Of `venv delete`.
    VenvDelete(venv_delete::Grounds),
    /// Of `venv discard`.
    VenvDiscard(venv_discard::Grounds),
    /// Of `brew add`.
    BrewAdd(brew::Grounds),
    /// Of `brew remove`.
    BrewRemove(brew::Grounds),
    /// Of `pipx setup`.
    PipxSetup(tool::Grounds),
    /// Of `tool add`: what was typed, and whether the commands of its dependencies are wanted.
    ToolAdd(tool::Grounds, String, bool),
    /// Of `tool remove`: what was typed.
    ToolRemove(tool::Grounds, String),
    /// Of `tool upgrade`: what was typed.
    ToolUpgrade(tool::Grounds, String),
    /// Of `tool repair`: what was typed.
    ToolRepair(tool::Grounds, String),
    /// Of `break-glass`.
    BreakGlass(Box<break_glass::Grounds>),
    /// Of `take-out`.
    TakeOut(take_out::Grounds),
    /// Of `lock`.
    Lock(lock::Grounds),
    /// Of `pip-conf clean`.
    PipConfClean(pip_settings::Grounds),
    /// Of `open`.
    Open(open::Grounds),
    /// Of `rescue`.
    Rescue(rescue::Grounds),
    /// Of `add`, `remove`, `upgrade` and `requirements`.
    Packages(Box<packages::Grounds>),
    /// Of `freeze`.
    Freeze(Box<freeze::Grounds>),
    /// Of `new`.
    New(Box<new::Grounds>),
    /// Of `undo`.
    Undo(undo::Grounds),
}

/// What a wish comes to.
#[derive(Debug, Clone)]
pub enum Decided {
    /// It can be done, like this.
    Plan {
        /// What is shown.
        plan: Box<Plan>,
        /// What is done.
        doing: Box<Doing>,
        /// Whether this only looks, and the plan itself comes after it.
        is_preview: bool,
    },
    /// It is not done, and why.
    Refused(Refusal),
}

/// Decides on a wish.
pub fn decide(grounds: &Grounds) -> Decided {
    let drafted = match grounds {
        Grounds::VenvCreate(grounds) => venv_create::draft(grounds),
        Grounds::VenvRepair(grounds) => venv_repair::draft(grounds),
        Grounds::VenvSwitch(grounds) => venv_switch::draft(grounds),
        Grounds::VenvDelete(grounds) => venv_delete::draft(grounds),
        Grounds::VenvDiscard(grounds) => venv_discard::draft(grounds),
        Grounds::BrewAdd(grounds) => brew::draft_add(grounds),
        Grounds::BrewRemove(grounds) => brew::draft_remove(grounds),
        Grounds::PipxSetup(grounds) => tool::draft_setup(grounds),
        Grounds::ToolAdd(grounds, name, with_dependencies) => tool::draft_add(grounds, name, *with_dependencies),
        Grounds::ToolRemove(grounds, name) => tool::draft_remove(grounds, name),
        Grounds::ToolUpgrade(grounds, name) => tool::draft_upgrade(grounds, name),
        Grounds::ToolRepair(grounds, name) => tool::draft_repair(grounds, name),
        Grounds::TakeOut(grounds) => take_out::draft(grounds),
        Grounds::Lock(grounds) => lock::draft(grounds),
        Grounds::PipConfClean(grounds) => pip_conf_clean::draft(grounds),
        Grounds::Open(grounds) => open::draft(grounds),
        Grounds::BreakGlass(grounds) => break_glass::draft(grounds),
        Grounds::Rescue(grounds) => rescue::draft(grounds),
        Grounds::Packages(grounds) => packages::draft(grounds),
        Grounds::Freeze(grounds) => freeze::draft(grounds),
        Grounds::New(grounds) => new::draft(grounds),
        Grounds::Undo(grounds) => undo::draft(grounds),
    };
    match drafted {
        Ok(draft) => draft.decided(grounds.fingerprint()),
        Err(refusal) => Decided::Refused(refusal),
    }
}

impl Decided {
    /// What is shown of it.
    pub fn answer(self) -> Answer {
        match self {
            Self::Plan { plan, is_preview: false, .. } => Answer::Plan(*plan),
            Self::Plan { plan, is_preview: true, .. } => Answer::Preview(*plan),
            Self::Refused(refusal) => Answer::Refused(refusal),
        }
    }
}

/// Answers a wish: what is shown of what is [decided](decide).
pub fn answer(grounds: &Grounds) -> Answer {
    decide(grounds).answer()
}

/// A plan before it has its fingerprint.
#[derive(Debug, Default)]
struct Draft {
    title: String,
    why: String,
    steps: Vec<Step>,
    effects: Vec<String>,
    undo: Option<String>,
    /// What a person would type for the same, where that is not the steps.
    commands: Vec<Vec<String>>,
    /// What has to be typed, or held, before it may run: only for what is done against better advice.
    confirm: Option<Vec<String>>,
    /// Wishes that do better.
    better: Vec<Vec<String>>,
    /// Whether this only looks.
    is_preview: bool,
    doing: Doing,
}

impl Draft {
    fn decided(self, fingerprint: String) -> Decided {
        let Self { title, why, steps, effects, undo, commands, confirm, better, is_preview, doing } = self;
        let commands = match commands.as_slice() {
            [] => steps.iter().map(|step| pasteable(&step.argv)).collect(),
            commands => commands.iter().map(|argv| pasteable(argv)).collect(),
        };
        let made = doing.acts.iter().flat_map(Act::sentences);
        let mut expects: Vec<String> = Vec::new();
        for sentence in made.chain(doing.expects.iter().flat_map(Expect::sentences)) {
            // What is looked at twice, on the way and at the end, is said once.
            if !expects.contains(&sentence) {
                expects.push(sentence);
            }
        }
        let plan = Plan { title, why, steps, effects, expects, undo, commands, confirm, better, fingerprint };
        Decided::Plan { plan: Box::new(plan), doing: Box::new(doing), is_preview }
    }
}

/// A command as one can paste it into a terminal.
pub fn pasteable(argv: &[String]) -> String {
    // Only a NUL can't be quoted, and no path that got this far has one.
    shlex::try_join(argv.iter().map(String::as_str)).unwrap_or_else(|_| argv.join(" "))
}

/// A sentence's beginning.
fn start(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn refused(reason: impl Into<String>) -> Refusal {
    Refusal { reason: reason.into(), better: Vec::new() }
}

fn refused_but(reason: impl Into<String>, better: impl IntoIterator<Item = Wish>) -> Refusal {
    Refusal { reason: reason.into(), better: better.into_iter().map(|wish| wish.words()).collect() }
}

impl Grounds {
    /// The hash of all that was read: that of a plan that stands on it.
    pub fn fingerprint(&self) -> String {
        // Plain data with text for keys always becomes JSON.
        let text = serde_json::to_vec(self).unwrap_or_default();
        hex(&Sha256::digest(text))
    }
}

/// Bytes as text.
pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a string does not fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
