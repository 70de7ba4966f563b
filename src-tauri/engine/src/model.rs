//! Plain data: what a machine holds, as `sandbar status --json` and the popover show it.
//!
//! Field names are the contract (schema 1): fields may be added beside them, none is renamed without a new schema.
//! Nothing here reads a file or decides anything.

mod action;
mod environment;
mod happening;
mod interpreter;
mod notice;
mod problem;
mod terminal;
mod tools;

pub use action::{
    Answer, Check, CheckCode, Job, JobId, JobState, Outcome, PastJob, Plan, Progress, Refusal, Step, Verification,
};
pub use environment::{
    Environment, EnvironmentTool, Evidence, Health, Package, Project, ProjectEnvironment, Unfinished,
};
pub use happening::{ChangeKind, Happened, Happening, InterpreterChange, PackageChange};
pub use interpreter::{Interpreter, InterpreterId, Managed, Protection, Source, Stray, minor_of};
pub use notice::{Notice, NoticeAction, NoticeId, NoticeKind, NotificationAccess, Notify, Practice, Preferences};
pub use problem::{Headline, Level, Problem, ProblemCode};
pub use terminal::{Meaning, PathStep, Setting, Terminal, TerminalFrom};
pub use tools::{Brew, Pipx, PipxTool, Tools, Uv};

use serde::Serialize;
use ts_rs::TS;

use crate::machine::{MachinePath, Os};

/// The version of the JSON that Sandbar prints and sends.
pub const SCHEMA: u32 = 1;

/// All that was seen in one look, sorted, so that two looks at the same machine are equal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Snapshot {
    /// [`SCHEMA`].
    pub schema: u32,
    /// Counts the looks of this engine that found something new; starts at 1.
    pub revision: u32,
    /// Which system this is.
    pub os: Os,
    /// The user's home folder.
    pub home: MachinePath,
    /// The one sentence.
    pub headline: Headline,
    /// What the words `python3`, `python`, `pip3`, `pip` mean in the user's terminal.
    pub terminal: Terminal,
    /// Every Python that can stand on its own.
    pub interpreters: Vec<Interpreter>,
    /// Every environment that was found, in a project or not.
    pub environments: Vec<Environment>,
    /// The projects in the watched folders.
    pub projects: Vec<Project>,
    /// Homebrew, pipx, uv.
    pub tools: Tools,
    /// What pip's configuration says about where it installs.
    pub pip: PipSettings,
    /// What is wrong, worst first.
    pub problems: Vec<Problem>,
    /// The watched folders themselves.
    pub folders: Vec<Folder>,
}

/// Where pip may install, as its configuration has it for every Python.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, TS)]
pub struct PipSettings {
    /// Whether it installs into sandboxes only (`require-virtualenv`): the lock.
    pub require_virtualenv: bool,
}

/// A folder that the user asked Sandbar to watch.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Folder {
    /// The folder.
    pub path: MachinePath,
    /// Whether it can be watched.
    pub state: FolderState,
}

/// Whether a watched folder can be looked into.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FolderState {
    /// It is there and can be listed.
    Ok,
    /// Nothing is there: renamed, deleted, or a disk that is not plugged in.
    Missing,
    /// The system keeps Sandbar out.
    NoPermission,
    /// It is there and is not a folder.
    NotAFolder,
    /// The home folder itself, or one that holds whole homes: it is never walked.
    TooWide,
}
