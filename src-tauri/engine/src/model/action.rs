//! What can be done, what would be done, what was done: plans, jobs, checks, history.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::failure::Failure;
use crate::machine::MachinePath;

/// One command of a plan, exactly as it will run: no shell stands between.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Step {
    /// Program and arguments.
    pub argv: Vec<String>,
    /// The folder it runs in.
    pub cwd: MachinePath,
    /// The variables that are set for it on top of the cleaned environment.
    pub env: BTreeMap<String, String>,
}

/// What would be done, shown before it runs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Plan {
    /// What it does, as a button would say it.
    pub title: String,
    /// Why this and not something else, one or two sentences.
    pub why: String,
    /// The commands, in order.
    pub steps: Vec<Step>,
    /// What will be different afterwards, and where, in words.
    pub effects: Vec<String>,
    /// What is checked afterwards, in words.
    pub expects: Vec<String>,
    /// How it is undone, in words; `None` when it can't be.
    pub undo: Option<String>,
    /// The commands as one can paste them.
    pub commands: Vec<String>,
    /// Words that have to be said again before it runs: the packages of `break-glass`.
    pub confirm: Option<Vec<String>>,
    /// Wishes that do better, best first: shown before this one.
    #[serde(default)]
    pub better: Vec<Vec<String>>,
    /// A hash of what the plan was made from. A plan whose grounds have changed is stale and is not run.
    pub fingerprint: String,
}

/// Why there is no plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Refusal {
    /// One sentence.
    pub reason: String,
    /// Wishes that would be answered with a plan.
    pub better: Vec<Vec<String>>,
}

/// The answer to a wish.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// It can be done, like this.
    Plan(Plan),
    /// A program has to look first, like this; run it, then ask again.
    Preview(Plan),
    /// It is not done, and why.
    Refused(Refusal),
}

/// One check of a verification.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Check {
    /// Which check it is.
    pub code: CheckCode,
    /// Whether it holds; `None` for information that does not count.
    pub ok: Option<bool>,
    /// What was found.
    pub message: String,
    /// What to do, when it does not hold.
    pub hint: Option<String>,
}

/// The checks of a verification, one sentence each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CheckCode {
    /// There is an environment, and its files are whole.
    Environment,
    /// Its interpreter answers, and its prefix differs from its base.
    Python,
    /// pip belongs to the project.
    Pip,
    /// The environment holds its own packages and nobody else's.
    Packages,
    /// Nothing is missing or in conflict.
    Dependencies,
    /// What a fresh terminal in the project would say (does not count).
    FreshTerminal,
    /// The line that turns the environment on (does not count).
    Activate,
    /// What was asked for is installed.
    Installed,
    /// What was to go is gone.
    Absent,
    /// A file or folder is where it should be, or no longer where it was.
    Place,
    /// pipx has the tool.
    Tool,
    /// Homebrew has the formula.
    Formula,
    /// A new terminal finds the commands.
    Path,
    /// Files are as they were before.
    Restored,
    /// A file holds what it should.
    Text,
    /// A tool's own settings say what they should.
    Setting,
}

/// The guide's verification of a project.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Verification {
    /// True when every check that counts holds.
    pub ok: bool,
    /// The checks, in the guide's order.
    pub checks: Vec<Check>,
}

/// A job's name: sortable, and unique on this machine.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(transparent)]
pub struct JobId(pub String);

/// How a job ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It did what it promised; verification saw it.
    Done,
    /// It did not.
    Failed,
    /// The user stopped it.
    Cancelled,
}

/// Where a job is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum JobState {
    /// It waits for another one.
    Queued,
    /// A step runs.
    Running,
    /// The steps have ended; the result is being looked at.
    Verifying,
    /// It has ended.
    Ended,
}

/// A job, as the popover shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Job {
    /// Its name.
    pub id: JobId,
    /// The wish it answers.
    pub wish: Vec<String>,
    /// The plan that is being run.
    pub plan: Plan,
    /// Where it is.
    pub state: JobState,
    /// The step that runs or ran last, counted from 0.
    pub step: u32,
    /// How far the step is, where its program tells.
    pub progress: Option<Progress>,
    /// Whom it waits for, one sentence, while it waits for another Sandbar.
    pub waiting: Option<String>,
    /// How it ended, once it has.
    pub outcome: Option<Outcome>,
    /// Why it failed.
    pub failure: Option<Failure>,
    /// What verification saw.
    pub checks: Vec<Check>,
    /// The last lines of its output.
    pub output: Vec<String>,
}

/// How far a program is, in its own words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Progress {
    /// What it does, for people: "Downloading `pandas`".
    pub phase: String,
    /// How much of it is done, where it is counted.
    #[ts(type = "number | null")]
    pub done: Option<u64>,
    /// How much there is to do, where that is known.
    #[ts(type = "number | null")]
    pub of: Option<u64>,
}

/// One line of the history.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct PastJob {
    /// Its name.
    pub id: JobId,
    /// When it began, RFC 3339.
    pub at: String,
    /// The wish.
    pub wish: Vec<String>,
    /// What it did, as a button would say it; empty for one of an older Sandbar.
    pub title: String,
    /// Its commands, as one can paste them.
    pub commands: Vec<String>,
    /// The last lines of its output.
    pub output: Vec<String>,
    /// How it ended; one that was cut off has failed.
    pub outcome: Outcome,
    /// How long it took.
    pub seconds: f64,
    /// Whether it can be undone now.
    pub undoable: bool,
    /// How it would be undone, in words.
    pub undo: Option<String>,
}
