//! A virtual environment made by Sandbar itself, as the interpreter's own `venv` and `ensurepip` would make it.
//!
//! `python -m venv` takes seconds, most of them for starting pip twice and compiling it. All that it writes can be
//! known by reading: its own sources say which links, which lines and which wheels. So an environment is drawn first
//! ([`blueprint`]: reads, runs nothing), and then written ([`write`]) into a folder beside its place, with its final
//! paths in it.
//!
//! Where the sources say anything that is not known here, there is no guess but an [`Unfit`], and the caller runs
//! `python -m venv` instead. Compiled files are left to the first run.
//!
//! [`seed`] draws pip alone for an environment without one; [`relink`] and [`moved`] say what to change in one that
//! lost its interpreter or its place. This room writes only into the folder it is given, and starts no program.

mod activate;
mod blueprint;
mod config;
mod ensurepip;
mod moved;
mod recipe;
mod record;
mod relink;
mod script;
mod seed;
mod unfit;
mod wheel;
mod write;

use std::path::PathBuf;

use serde::Serialize;

pub use blueprint::blueprint;
pub use moved::{Rewrite, moved};
pub use relink::{Relinked, relink};
pub use seed::seed;
pub use unfit::Unfit;
pub use write::{WriteError, plant, write};

/// All that makes an environment, by its final path. What is inside is named from its folder on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Blueprint {
    /// Where the environment will stand.
    pub target: PathBuf,
    /// Its folders; whatever is above them is made along with them.
    pub folders: Vec<PathBuf>,
    /// Its links.
    pub links: Vec<Link>,
    /// `pyvenv.cfg`, the activate scripts, `.gitignore`.
    pub files: Vec<TextFile>,
    /// What is installed from the start.
    pub seeding: Seeding,
}

/// A symbolic link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Link {
    /// Where it is, from the environment's folder on.
    pub at: PathBuf,
    /// Where it leads, as it is written in it.
    pub to: PathBuf,
}

/// A file of text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TextFile {
    /// Where it is, from the environment's folder on.
    pub at: PathBuf,
    /// All of it.
    pub content: String,
    /// Its permission bits.
    pub mode: Mode,
}

/// Permission bits of a new file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// What a new file has: `rw-rw-rw-` without what the process masks.
    Plain,
    /// The same, and everybody may read and run it, whatever the process masks: a command as pip makes it.
    Program,
    /// Just these, whatever the process masks: copied from another file.
    Exactly(u32),
}

/// What is installed from the start, and where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Seeding {
    /// The folder for packages, from the environment's folder on.
    pub site_packages: PathBuf,
    /// Just what the interpreter's `ensurepip` names.
    pub wheels: Vec<Seed>,
}

/// A wheel to unpack.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Seed {
    /// The wheel.
    pub wheel: PathBuf,
    /// Its length in bytes, when it was read.
    pub size: u64,
    /// The distribution's name, as the wheel's file name has it.
    pub name: String,
    /// Its version.
    pub version: String,
    /// The commands it brings.
    pub scripts: Vec<TextFile>,
    /// Whether this pip marks what was asked for by name (`REQUESTED`, since pip 20.2).
    pub requested: bool,
}
