//! A Python that is worked on itself, behind its guard: what is in it, whose that is, and how its pip is told.
//!
//! What `break-glass` and `rescue` share.

use std::path::PathBuf;

use serde::Serialize;

use super::{Copy, Keep, Resource};
use crate::model::InterpreterId;
use crate::plain::plain;
use crate::tool::pip::Pip;

/// One such Python.
#[derive(Debug, Clone, Serialize)]
pub struct SystemPython {
    /// Its name.
    pub id: InterpreterId,
    /// Its owner and version, for a sentence: "Homebrew 3.13.5".
    pub label: String,
    /// Its owner, for a sentence.
    pub owner: String,
    /// The path to run.
    pub path: PathBuf,
    /// The file that really runs.
    pub real_path: PathBuf,
    /// `3.13`
    pub minor: String,
    /// Whether it carries the marker of PEP 668.
    pub marked: bool,
    /// Whether other programs depend on it.
    pub guarded: bool,
    /// Its own place for packages; `None` when nobody knows it.
    pub own: Option<Place>,
    /// The user site, which every Python of this minor version reads.
    pub users: Option<Place>,
    /// Folders of packages that it reads and that pip does not write.
    pub others: Vec<PathBuf>,
    /// What is in all of them.
    pub installed: Vec<Installed>,
}

/// Where pip puts packages.
#[derive(Debug, Clone, Serialize)]
pub struct Place {
    /// The packages.
    pub site: PathBuf,
    /// The same with the home folder as `~`.
    pub shown: String,
    /// The outermost folder around the packages that is not there yet; their folder itself when it is there.
    pub site_root: PathBuf,
    /// Their commands.
    pub scripts: PathBuf,
    /// As `site_root`.
    pub scripts_root: PathBuf,
    /// The same with the home folder as `~`.
    pub scripts_shown: String,
    /// Whether this account may write there.
    pub writable: bool,
    /// pip, told to work there.
    pub pip: Pip,
    /// The first pip that is found, as it says its version; `None` without one.
    pub pip_version: Option<String>,
}

/// Something that is installed there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Installed {
    /// Its name, as its METADATA writes it.
    pub name: String,
    /// As names are compared (PEP 503).
    pub normal: String,
    /// Its version.
    pub version: String,
    /// The folder of packages it is in.
    pub site: PathBuf,
    /// Whether somebody else than the interpreter's owner put it there.
    pub is_stray: bool,
    /// Whether its installation has ended.
    pub complete: bool,
    /// Whether it lists its files, so that pip can take it away.
    pub has_record: bool,
    /// Whether it was asked for by name; `None` where nobody knows.
    pub requested: Option<bool>,
    /// The normalised names of what it needs.
    pub needs: Vec<String>,
    /// Its files outside of the folders of packages and commands: manual pages, settings of Jupyter's.
    pub elsewhere: Vec<PathBuf>,
    /// Where it came from, if that was no package index: a folder or an address, for a sentence.
    pub origin: Option<String>,
}

/// Files beside the packages of a job that are changed with them.
#[derive(Debug, Default)]
pub(super) struct Beside {
    /// All of them, there or not.
    pub(super) roots: Vec<PathBuf>,
    /// Those of which a copy is kept.
    pub(super) copies: Vec<Copy>,
}

impl Installed {
    /// "`httpx` 0.28.1"
    pub(super) fn shown(&self) -> String {
        format!("`{}` {}", plain(&self.name), plain(&self.version))
    }
}

impl SystemPython {
    /// "Homebrew's Python 3.13", as a sentence names it.
    pub(super) fn spoken(&self) -> String {
        let owner = plain(&self.owner);
        match owner.as_str() {
            "Python" => format!("this Python {}", plain(&self.minor)),
            _ => format!("{owner}'s Python {}", plain(&self.minor)),
        }
    }

    /// Where pip would write: into the Python itself where this account may, else into the user site, as pip does.
    pub(crate) fn place(&self) -> Option<&Place> {
        [&self.own, &self.users].into_iter().flatten().find(|place| place.writable)
    }

    /// What nobody else may work on meanwhile.
    pub(super) fn resource(&self) -> Resource {
        Resource::Python(self.real_path.clone())
    }

    /// What is kept before the packages called `names` are changed in `place`, and what is `beside` them.
    pub(super) fn keeps(&self, place: &Place, names: &[String], beside: Beside) -> [Keep; 2] {
        let is_here = |one: &&Installed| one.site == place.site && names.contains(&one.normal);
        let here: Vec<&Installed> = self.installed.iter().filter(is_here).collect();
        let mut roots = vec![place.site_root.clone(), place.scripts_root.clone()];
        roots.extend(here.iter().flat_map(|one| one.elsewhere.iter().cloned()).chain(beside.roots));
        let copies = here.iter().map(|one| Copy::Distribution { site: one.site.clone(), name: one.normal.clone() });
        [
            Keep::Files { roots, copies: copies.chain(beside.copies).collect(), restores: false },
            Keep::Packages { python: self.path.clone(), sites: vec![place.site.clone()], names: names.to_vec() },
        ]
    }
}
