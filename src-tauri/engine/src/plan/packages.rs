//! `add`, `remove`, `upgrade`, `requirements`: what is in a project's sandbox, through the sandbox's own pip.
//!
//! Before anything is installed pip is asked what it would do ([`install`]), from wheels alone, so that nothing of a
//! package is executed by looking; the plan is what it answered. A project whose lock file another tool keeps is changed
//! through that tool ([`owned`]).

mod changes;
mod install;
pub mod list;
mod owned;
mod remove;
mod said;
mod sandbox;
mod unavailable;
mod weigh;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use serde::Serialize;

use super::{Copy, Draft, Keep, Looked, Resource, refused};
use crate::choose::Candidate;
use crate::machine::Os;
use crate::model::Refusal;
use crate::plain::plain;
use crate::tool::owner::Owner;
use crate::wish::Wish;

pub use list::List;
pub use sandbox::{Installed, Sandbox};

/// What was read for it.
#[derive(Debug, Clone, Serialize)]
pub struct Grounds {
    /// The wish.
    pub wish: Wish,
    /// Which system this is.
    pub os: Os,
    /// The project.
    pub project: Project,
    /// Its sandbox, if it has one.
    pub sandbox: Option<Sandbox>,
    /// uv, if it is there.
    pub uv: Option<PathBuf>,
    /// Whether Homebrew is there.
    pub has_brew: bool,
    /// The Pythons that are there.
    pub pythons: Vec<Candidate>,
    /// The requirements files that are meant, with all that they include.
    pub lists: Vec<List>,
    /// What the project's `pyproject.toml` depends on, where that is what is meant.
    pub declared: Option<Vec<String>>,
    /// What programs have answered that were run to look, one after the other.
    pub looks: Vec<Vec<Looked>>,
    /// The sizes of the files on this disk that one of them names.
    pub sizes: BTreeMap<String, u64>,
}

/// The project.
#[derive(Debug, Clone, Serialize)]
pub struct Project {
    /// Its folder, from `/` on.
    pub folder: PathBuf,
    /// The same with the home folder as `~`.
    pub shown: String,
    /// Whether there is such a folder.
    pub is_folder: bool,
    /// Whose business its packages are.
    pub owned: Option<Owned>,
    /// The packages that its own files list, by normalised name.
    pub listed: BTreeSet<String>,
}

/// Whose business a project's packages are.
#[derive(Debug, Clone, Serialize)]
pub struct Owned {
    /// Who.
    pub owner: Owner,
    /// The file that says so.
    pub because: String,
    /// The files that the owner keeps.
    pub files: Vec<PathBuf>,
    /// The program, if it is on the terminal's PATH.
    pub program: Option<PathBuf>,
}

impl Project {
    fn name(&self) -> String {
        plain(&self.folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default())
    }
}

pub(super) fn draft(grounds: &Grounds) -> Result<Draft, Refusal> {
    if !grounds.project.is_folder {
        return Err(refused(format!("There is no folder `{}`", plain(&grounds.project.shown))));
    }
    match &grounds.wish {
        Wish::Remove { packages, .. } => remove::draft(grounds, packages),
        _ => install::draft(grounds),
    }
}

/// What nobody else may work on meanwhile.
fn resources(grounds: &Grounds, sandbox: &Sandbox) -> Vec<Resource> {
    let project = Resource::Folder(grounds.project.folder.clone());
    if sandbox.path.starts_with(&grounds.project.folder) {
        return vec![project];
    }
    vec![project, Resource::Folder(sandbox.path.clone())]
}

/// The sandbox as it is, with copies of what goes. All of it, since a wheel may put files anywhere in it ("data" in
/// `sysconfig`); what lies in it and is somebody else's, the receipt knows to leave alone.
fn keep(sandbox: &Sandbox, mut copies: Vec<Copy>) -> Keep {
    // setuptools' old way of pointing at a project is a line in a file that is no distribution's.
    copies.extend(sandbox.site.iter().map(|site| Copy::All(site.join("easy-install.pth"))));
    Keep::Files { roots: vec![sandbox.real.clone()], copies, restores: true }
}

const UNDONE_BY: &str =
    "Every file of the sandbox is put back as it was, from copies on this disk; no network is needed";

#[cfg(test)]
mod tests;
