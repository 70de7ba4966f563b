//! What a job did to the disk, as far as it has to be known to take it back. Written down before it is done.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::machine::{Machine, Stat};
use crate::plan::Pinned;
use crate::tools;

/// One thing that a job did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "deed", rename_all = "snake_case")]
pub enum Deed {
    /// It made an environment.
    Made(Made),
    /// It renamed something, or was about to.
    Moved(Moved),
    /// It created a folder, or was about to.
    Created {
        /// The folder.
        folder: PathBuf,
    },
    /// It changed files, of which a receipt is kept under the deed's number.
    Files {
        /// Where they are.
        roots: Vec<PathBuf>,
        /// Whether putting the files back is the way to undo it.
        restores: bool,
    },
    /// It let pip change the packages of an interpreter.
    Packages {
        /// The program.
        python: PathBuf,
        /// Its folders of packages.
        sites: Vec<PathBuf>,
        /// What of the packages that it was about was there before.
        before: Vec<Pinned>,
        /// What of them is there since; `None` while it is at work.
        after: Option<Vec<Pinned>>,
        /// The normalised names of the packages that it was about.
        names: Vec<String>,
    },
    /// It let Homebrew change what is installed.
    Formulae {
        /// The program.
        brew: PathBuf,
        /// The folder it installs into.
        prefix: PathBuf,
        /// What was there before.
        before: Vec<String>,
        /// What is there since; `None` while it is at work.
        after: Option<Vec<String>>,
    },
}

/// What a job made, told apart from anything that takes its place later.
///
/// A system gives the number of a deleted folder to the next one, so the folder's number alone would not do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Made {
    /// The environment's folder.
    pub path: PathBuf,
    device: u64,
    inode: u64,
    config_inode: u64,
    config_modified: i64,
}

/// What a job renamed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moved {
    /// Its name before.
    pub from: PathBuf,
    /// Its name since.
    pub to: PathBuf,
    device: u64,
    inode: u64,
}

impl Made {
    /// The environment in `folder`, as it is now.
    pub fn see(machine: &Machine, folder: &Path) -> Option<Self> {
        let Stat { id, .. } = machine.lstat(folder)?;
        let config = machine.lstat(&folder.join("pyvenv.cfg"))?;
        Some(Self {
            path: folder.to_path_buf(),
            device: id.device,
            inode: id.inode,
            config_inode: config.id.inode,
            config_modified: i64::try_from(config.modified).ok()?,
        })
    }

    /// True while it is still the same one.
    pub fn is_there(&self, machine: &Machine) -> bool {
        Self::see(machine, &self.path).as_ref() == Some(self)
    }
}

impl Moved {
    /// What is at `from` and is about to be renamed to `to`.
    pub fn about_to(machine: &Machine, from: &Path, to: &Path) -> Option<Self> {
        let Stat { id, .. } = machine.lstat(from)?;
        Some(Self { from: from.to_path_buf(), to: to.to_path_buf(), device: id.device, inode: id.inode })
    }

    /// Whether it is what now stands at its new name.
    pub fn is_at_its_new_name(&self, machine: &Machine) -> bool {
        self.is_at(machine, &self.to)
    }

    /// Whether it still stands at its old name: the renaming never happened, or was taken back.
    pub fn is_at_its_old_name(&self, machine: &Machine) -> bool {
        self.is_at(machine, &self.from)
    }

    fn is_at(&self, machine: &Machine, path: &Path) -> bool {
        machine.lstat(path).is_some_and(|stat| (stat.id.device, stat.id.inode) == (self.device, self.inode))
    }
}

impl Deed {
    /// Whether somebody has taken away what it made, and put nothing in its place.
    pub fn has_vanished(&self, machine: &Machine) -> bool {
        matches!(self, Self::Made(made) if machine.lstat(&made.path).is_none())
    }

    /// Whether it can be taken back now, as far as a quick look tells.
    pub fn can_be_taken_back(&self, machine: &Machine) -> bool {
        match self {
            Self::Made(made) => made.is_there(machine),
            Self::Moved(moved) => moved.is_at_its_new_name(machine),
            Self::Created { folder } => machine.is_folder(folder),
            Self::Files { restores: false, .. } => true,
            Self::Files { roots, .. } => roots.iter().any(|root| root.parent().is_some_and(|it| machine.is_folder(it))),
            Self::Packages { python, before, after, .. } => {
                after.as_ref().is_none_or(|after| after != before) && machine.is_executable(python)
            }
            Self::Formulae { brew, prefix, before, after } => {
                // Of a job that was cut off only the Cellar can tell whether anything came of it.
                let has_changed = match after {
                    Some(after) => after != before,
                    None => tools::formulae_in_full(machine, prefix) != *before,
                };
                has_changed && machine.is_executable(brew)
            }
        }
    }
}
