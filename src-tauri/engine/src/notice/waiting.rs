//! Things that are told only once nothing more of their kind has happened for a moment.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use crate::machine::MachinePath;

/// Whoever makes a folder for a project has made its sandbox by then, if they make one; and an upgrade that breaks one
/// sandbox has broken the others.
pub(super) const QUIET: Duration = Duration::from_secs(3);

/// Longer than this nothing waits, however much goes on.
const PATIENCE: Duration = Duration::from_mins(1);

/// What waits.
#[derive(Debug, Default)]
pub(super) struct Waiting {
    waiting: BTreeSet<MachinePath>,
    /// When the first of them came, and when they are looked at.
    times: Option<(Instant, Instant)>,
}

impl Waiting {
    /// One more; the moment begins anew for all.
    pub(super) fn add(&mut self, path: MachinePath, now: Instant) {
        self.waiting.insert(path);
        let (since, _) = self.times.unwrap_or((now, now));
        self.times = Some((since, now + QUIET));
    }

    pub(super) fn remove(&mut self, path: &MachinePath) {
        self.waiting.remove(path);
        if self.waiting.is_empty() {
            self.times = None;
        }
    }

    pub(super) fn due(&self) -> Option<Instant> {
        self.times.map(|(_, due)| due)
    }

    /// All of them, once the moment is over. As long as one of them `goes_on`, all wait another moment.
    pub(super) fn ripe(&mut self, now: Instant, goes_on: impl Fn(&MachinePath) -> bool) -> Vec<MachinePath> {
        let Some((since, due)) = self.times else { return Vec::new() };
        if now < due {
            return Vec::new();
        }
        if now.duration_since(since) < PATIENCE && self.waiting.iter().any(goes_on) {
            self.times = Some((since, now + QUIET));
            return Vec::new();
        }
        self.times = None;
        std::mem::take(&mut self.waiting).into_iter().collect()
    }
}
