//! Noticing that something has changed, without looking all the time.
//!
//! An event is a hint, never a fact: it says only that it is time to look again. Events are gathered until a moment is
//! quiet, and then one look answers them all. What to watch is decided in [`plan`].

pub mod dirty;
pub mod plan;

use std::collections::BTreeSet;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use notify::{RecommendedWatcher, RecursiveMode, Watcher as _};

use dirty::Dirty;
use plan::{Place, Reach};

/// How long it must be quiet before a change is looked at.
const QUIET: Duration = Duration::from_millis(250);
/// A change is looked at after this long even where it never gets quiet: a download into a watched folder.
const PATIENCE: Duration = Duration::from_secs(2);

/// A system's watch and the hints that come from it.
pub struct Watching {
    hints: Receiver<()>,
    watcher: RecommendedWatcher,
    placed: BTreeSet<Place>,
}

impl Watching {
    /// Prepares a watch on nothing yet.
    ///
    /// # Errors
    /// When the system has none left to give (Linux: `fs.inotify.max_user_instances`).
    pub fn new() -> notify::Result<Self> {
        let (wake, hints) = mpsc::channel();
        let watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
            // Reading is no change: without this, our own look would wake us again.
            if !event.is_ok_and(|event| event.kind.is_access()) {
                let _ = wake.send(());
            }
        })?;
        Ok(Self { hints, watcher, placed: BTreeSet::new() })
    }

    /// Watches exactly `wanted` from now on. A folder that can't be watched is left out, and tried again next time.
    pub fn place(&mut self, wanted: &BTreeSet<Place>) {
        for gone in self.placed.difference(wanted) {
            // It may be gone from the disk, and its watch with it.
            let _ = self.watcher.unwatch(&gone.folder);
        }
        let mut placed = BTreeSet::new();
        for place in wanted {
            let watched = match place.reach {
                // A name may stand for another folder by now, and a watch goes with the folder: asking again costs
                // microseconds and changes nothing where it is still the same one.
                Reach::Itself => self.watcher.watch(&place.folder, RecursiveMode::NonRecursive).is_ok(),
                // FSEvents watches by name, and begins anew, deaf for a moment, whenever a root is added.
                Reach::Below => {
                    self.placed.contains(place) || self.watcher.watch(&place.folder, RecursiveMode::Recursive).is_ok()
                }
            };
            if watched {
                placed.insert(place.clone());
            }
        }
        self.placed = placed;
    }

    /// Waits until something has changed and a quiet moment has followed, or until `again` is over; what may have
    /// changed. `None` when nothing can come any more.
    pub fn changed(&self, again: Option<Duration>) -> Option<Dirty> {
        let first = match again {
            Some(again) => self.hints.recv_timeout(again),
            None => self.hints.recv().map_err(|_| RecvTimeoutError::Disconnected),
        };
        match first {
            Ok(()) => {}
            Err(RecvTimeoutError::Timeout) => return Some(Dirty::default()),
            Err(RecvTimeoutError::Disconnected) => return None,
        }
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE {
            match self.hints.recv_timeout(QUIET) {
                Ok(()) => {}
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => return None,
            }
        }
        Some(Dirty::everything())
    }
}
