//! What has happened to the Pythons of a machine, whoever did it: the events of `sandbar watch`.

use serde::Serialize;
use ts_rs::TS;

use super::environment::{Evidence, Health};
use super::interpreter::InterpreterId;
use crate::machine::MachinePath;

/// Something that happened, and when it was seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Happened {
    /// RFC 3339, with the machine's own offset.
    pub at: String,
    /// What.
    #[serde(flatten)]
    pub happening: Happening,
}

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum Happening {
    /// Everything is watched: the first of all.
    Ready,
    /// A run of an installer into a protected Python has ended.
    SystemInstall {
        /// Into which.
        interpreter: InterpreterId,
        /// `pip`, `uv`, `conda`, `poetry`; `unknown` where nobody has signed.
        installer: String,
        /// What it changed, by name.
        packages: Vec<PackageChange>,
        /// Told from what the last run of Sandbar knew: it happened while nobody watched.
        missed: bool,
    },
    /// A run of an installer into a protected Python broke off.
    InstallUnfinished {
        /// Into which.
        interpreter: InterpreterId,
        /// What is there by half, by name.
        packages: Vec<String>,
    },
    /// An environment is not what it was.
    EnvironmentChanged {
        /// The project it belongs to; `None` for one that belongs to none, or to several.
        project: Option<MachinePath>,
        /// The environment.
        path: MachinePath,
        /// How it is now; [`Health::Missing`] when it is gone.
        health: Health,
    },
    /// A folder has become a project.
    ProjectFound {
        /// The folder.
        path: MachinePath,
        /// Why it is one.
        evidence: Vec<Evidence>,
    },
    /// An interpreter came, went, or was worked on by its owner.
    InterpreterChanged {
        /// Which.
        interpreter: InterpreterId,
        /// How.
        change: InterpreterChange,
    },
    /// pip's guard was switched off, or on again, in a file of its configuration.
    PipGuard {
        /// The file.
        path: MachinePath,
        /// Whether it guards now.
        on: bool,
    },
    /// Homebrew, pipx or uv, or what they have installed.
    ToolsChanged,
}

/// How an interpreter changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum InterpreterChange {
    /// It was not there before.
    Appeared,
    /// It is there no longer.
    Vanished,
    /// It is another version, or another file, than before.
    Upgraded,
    /// Its owner changed its packages.
    Packages,
    /// Its marker came or went.
    Guard,
}

/// What a run of an installer did to one package.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, TS)]
pub struct PackageChange {
    /// Its name, as its METADATA writes it.
    pub name: String,
    /// Its version now; of a removed one, its last.
    pub version: String,
    /// The version before, of one that was upgraded (or downgraded).
    pub from: Option<String>,
    /// What was done.
    pub change: ChangeKind,
    /// Whether it was asked for by name; `None` where nobody knows (uv marks everything).
    pub requested: Option<bool>,
}

/// What was done to a package.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    /// It was not there before.
    Added,
    /// It is there in another version, or anew in the same.
    Upgraded,
    /// It is gone.
    Removed,
}
