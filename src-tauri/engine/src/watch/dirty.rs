//! What may have changed: the places that a watch has hinted at.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Places to be read again.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Dirty {
    /// Nobody knows what: hints were lost, or the machine slept.
    pub everything: bool,
    /// Folders and files of which something was hinted.
    pub places: BTreeSet<PathBuf>,
}

impl Dirty {
    /// Everything.
    pub fn everything() -> Self {
        Self { everything: true, places: BTreeSet::new() }
    }

    /// Whether something at `folder`, or anywhere below it, may have changed.
    pub fn reaches(&self, folder: &Path) -> bool {
        self.everything || self.places.range(folder.to_path_buf()..).next().is_some_and(|at| at.starts_with(folder))
    }
}
