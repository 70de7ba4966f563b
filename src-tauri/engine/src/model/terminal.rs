//! What words mean in the user's terminal.

use serde::Serialize;
use ts_rs::TS;

use super::InterpreterId;
use crate::machine::MachinePath;

/// How the terminal's PATH became known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum TerminalFrom {
    /// The user's own login shell was asked just now.
    Shell,
    /// It was asked before, and none of its start-up files has changed.
    Cache,
    /// It was not asked; `/etc/paths` and the usual folders stand in.
    Paths,
}

/// What one word, such as `python3`, means there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Meaning {
    /// The first hit on PATH.
    pub path: MachinePath,
    /// What that runs in the end: links followed, shims looked through. For a pip, the pip script.
    pub resolved: MachinePath,
    /// The interpreter that does the work, if it is a known one.
    pub interpreter: Option<InterpreterId>,
}

/// One folder of PATH, for the picture of how a word is looked up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct PathStep {
    /// The folder.
    pub folder: MachinePath,
    /// Whether it holds a `python3`, and whose that is.
    pub python3: Option<Meaning>,
    /// True for the folder where the search ends.
    pub hit: bool,
}

/// A variable of the terminal that bends what pip and Python do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Setting {
    /// `PIP_USER`, `PYTHONPATH`, `VIRTUAL_ENV` ...
    pub name: String,
    /// Its value; that of an address has its password taken out.
    pub value: String,
}

/// The terminal view.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Terminal {
    /// How this became known.
    pub from: TerminalFrom,
    /// What `python3` means.
    pub python3: Option<Meaning>,
    /// What `python` means.
    pub python: Option<Meaning>,
    /// What `pip3` means.
    pub pip3: Option<Meaning>,
    /// What `pip` means.
    pub pip: Option<Meaning>,
    /// One sentence when pip installs into another Python than the one that runs.
    pub mismatch: Option<String>,
    /// PATH, folder by folder.
    pub path: Vec<PathStep>,
    /// The variables that decide.
    pub settings: Vec<Setting>,
}
