//! Gathers hints until a place is quiet. Pure: time comes in from outside.
//!
//! Each folder waits for its own quiet moment, so that a storm in one does not keep another's news back, and none waits
//! longer than [`PATIENCE`]. Hints may come twice, late, and in any order.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::dirty::Dirty;

/// How long it must be quiet before a change is looked at.
pub const QUIET: Duration = Duration::from_millis(250);
/// A change is looked at after this long even where it never gets quiet: a download into a watched folder.
pub const PATIENCE: Duration = Duration::from_secs(2);
/// More names than this in one folder are the folder itself.
const MOST_NAMES: usize = 256;
/// More folders than this are everything.
const MOST_FOLDERS: usize = 4096;

/// The hints that nobody has looked at yet.
#[derive(Debug, Default)]
pub struct Gathered {
    folders: BTreeMap<PathBuf, Group>,
    /// Since when everything may have changed.
    everything: Option<Group>,
}

/// The hints in one folder.
#[derive(Debug, Clone)]
struct Group {
    names: BTreeSet<OsString>,
    first: Instant,
    last: Instant,
}

impl Group {
    fn at(now: Instant) -> Self {
        Self { names: BTreeSet::new(), first: now, last: now }
    }

    fn hear(&mut self, now: Instant) {
        self.first = self.first.min(now);
        self.last = self.last.max(now);
    }

    /// When it is to be looked at.
    fn due(&self) -> Instant {
        (self.last + QUIET).min(self.first + PATIENCE)
    }
}

impl Gathered {
    /// Something at `path` has changed.
    pub fn hint(&mut self, path: &Path, now: Instant) {
        if self.everything.is_some() {
            return self.hint_everything(now);
        }
        let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else { return self.hint_everything(now) };
        if !self.folders.contains_key(folder) && self.folders.len() >= MOST_FOLDERS {
            return self.hint_everything(now);
        }
        let group = self.folders.entry(folder.to_path_buf()).or_insert_with(|| Group::at(now));
        group.hear(now);
        if group.names.len() <= MOST_NAMES {
            group.names.insert(name.to_owned());
        }
    }

    /// Nobody knows what has changed.
    pub fn hint_everything(&mut self, now: Instant) {
        // What was gathered is a part of everything, and has waited longer.
        let first = self.folders.values().map(|group| group.first).min().unwrap_or(now);
        self.folders.clear();
        let group = self.everything.get_or_insert_with(|| Group::at(now));
        group.first = group.first.min(first);
        group.hear(now);
    }

    /// When something is to be looked at; `None` while nothing waits.
    pub fn due(&self) -> Option<Instant> {
        self.folders.values().chain(&self.everything).map(Group::due).min()
    }

    /// What is to be looked at `now`, and is waited for no longer; `None` while nothing is due.
    pub fn take(&mut self, now: Instant) -> Option<Dirty> {
        if self.everything.as_ref().is_some_and(|group| group.due() <= now) {
            *self = Self::default();
            return Some(Dirty::everything());
        }
        if self.due().is_none_or(|due| due > now) {
            return None;
        }
        // What has been quiet for half the time goes along: one look instead of two.
        let mut dirty = Dirty::default();
        self.folders.retain(|folder, group| {
            let goes = group.due() <= now || group.last + QUIET / 2 <= now;
            if goes && group.names.len() > MOST_NAMES {
                dirty.places.insert(folder.clone());
            } else if goes {
                dirty.places.extend(group.names.iter().map(|name| folder.join(name)));
            }
            !goes
        });
        Some(dirty)
    }
}

#[cfg(test)]
mod tests;
