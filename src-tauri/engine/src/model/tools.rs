//! Homebrew, pipx, uv: the tools that the ways out go through.

use serde::Serialize;
use ts_rs::TS;

use super::Health;
use crate::machine::MachinePath;

/// The tools that are there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Tools {
    /// Homebrew.
    pub brew: Option<Brew>,
    /// pipx, or what it left behind.
    pub pipx: Option<Pipx>,
    /// uv.
    pub uv: Option<Uv>,
}

/// Homebrew.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Brew {
    /// The program.
    pub path: MachinePath,
    /// The folder it installs into.
    pub prefix: MachinePath,
}

/// pipx.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Pipx {
    /// The program; `None` when only its tools are left.
    pub path: Option<MachinePath>,
    /// Its home folder.
    pub home: MachinePath,
    /// Whether the folder of its commands is on the terminal's PATH.
    pub on_path: bool,
    /// What it has installed.
    pub tools: Vec<PipxTool>,
}

/// One tool that pipx installed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct PipxTool {
    /// The package.
    pub name: String,
    /// Its version.
    pub version: String,
    /// The commands it gave.
    pub commands: Vec<String>,
    /// How its environment is.
    pub health: Health,
    /// The home of pipx's that it is in, which need not be the one in use.
    #[serde(skip)]
    #[ts(skip)]
    pub home: MachinePath,
}

/// uv.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Uv {
    /// The program.
    pub path: MachinePath,
}
