//! Environments that do not lie in a project: where each tool keeps them, and how each tells whose they are.
//!
//! One file for each tool. A store's environments are found by listing the store; whose they are is a [`Claim`] that
//! follows from the tool's own rule for naming them, and is matched against the projects elsewhere.
//!
//! What tools keep for themselves is not listed: Homebrew's `libexec`, pipx's and uv's applications, pixi's global
//! tools, poetry's own environment.

mod claim;
mod conda;
mod hatch;
mod poetry;
mod private;
mod pyenv;
mod wrapper;

use std::path::{Path, PathBuf};

pub(crate) use claim::is_written_as;
pub use claim::{Claim, hash_of};
pub(crate) use private::is_private;

use crate::environment::{Layout, layout};
use crate::machine::{Entry, Kind, Machine};
use crate::privacy;

/// An environment in a store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shelved {
    /// Its folder.
    pub folder: PathBuf,
    /// What its folder holds.
    pub entries: Vec<Entry>,
    /// Which kind it is.
    pub layout: Layout,
    /// Whose it is.
    pub claim: Claim,
    /// True where a tool makes several for one project, and this is the one it uses unless told otherwise.
    pub default: bool,
}

/// All environments in all stores; one may be named more than once.
///
/// `watched` are the folders that the user has added.
pub fn find(machine: &Machine, watched: &[PathBuf]) -> Vec<Shelved> {
    let mut found = pyenv::find(machine, watched);
    found.extend(conda::find(machine));
    found.extend(wrapper::find(machine, watched));
    found.extend(poetry::find(machine, watched));
    found.extend(hatch::find(machine, watched));
    found.retain(|shelved| !is_private(machine, &shelved.folder));
    found
}

/// The folders in which stores keep their environments, there or not; conda's are known to [`crate::find`].
pub(crate) fn haunts(machine: &Machine) -> Vec<PathBuf> {
    let mut haunts = wrapper::stores(machine);
    haunts.extend([pyenv::store(machine), poetry::store(machine), hatch::store(machine)]);
    haunts
}

/// The folders in `store`, and the links to folders, that may be looked into.
fn folders_in(machine: &Machine, store: &Path, watched: &[PathBuf]) -> Vec<PathBuf> {
    if privacy::real_path(machine, store, watched).is_none() {
        return Vec::new();
    }
    let entries = machine.list(store).unwrap_or_default();
    let may_enter = |entry: &Entry| match entry.kind {
        Kind::Folder => true,
        Kind::Link => privacy::follow(machine, &store.join(&entry.name), watched).is_some(),
        Kind::File | Kind::Other => false,
    };
    entries.iter().filter(|entry| may_enter(entry)).map(|entry| store.join(&entry.name)).collect()
}

/// The environment in `folder`, if there is one.
fn shelved(machine: &Machine, folder: PathBuf, claim: impl FnOnce(&Path) -> Claim) -> Option<Shelved> {
    let entries = machine.list(&folder).ok()?;
    let layout = layout(machine, &folder, &entries)?;
    Some(Shelved { claim: claim(&folder), folder, entries, layout, default: false })
}

/// The last name of `folder` as text.
fn name_of(folder: &Path) -> String {
    folder.file_name().unwrap_or_default().to_string_lossy().into_owned()
}
