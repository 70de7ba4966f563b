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
    /// One place.
    pub fn at(place: impl Into<PathBuf>) -> Self {
        Self { everything: false, places: BTreeSet::from([place.into()]) }
    }

    /// Everything.
    pub fn everything() -> Self {
        Self { everything: true, places: BTreeSet::new() }
    }

    /// Whether something at `folder`, or anywhere below it, may have changed.
    pub fn reaches(&self, folder: &Path) -> bool {
        self.everything || self.places.range(folder.to_path_buf()..).next().is_some_and(|at| at.starts_with(folder))
    }

    /// Whether something at `path`, or at a folder above it, may have changed: it may be another file by now.
    pub fn covers(&self, path: &Path) -> bool {
        self.everything || path.ancestors().any(|above| self.places.contains(above))
    }

    /// Whether something at `path`, above it or below it may have changed.
    pub fn touches(&self, path: &Path) -> bool {
        self.covers(path) || self.reaches(path)
    }

    /// True when there is nothing to look at.
    pub fn is_empty(&self) -> bool {
        !self.everything && self.places.is_empty()
    }

    /// What is dirty by either of the two.
    pub fn join(&mut self, other: Self) {
        self.everything |= other.everything;
        self.places.extend(other.places);
    }
}
