//! Who installed what into a protected Python, from whichever terminal.
//!
//! It reads the folders of packages of the guarded interpreters when something in them has changed, remembers what was
//! there, and tells of a run of an installer once it has ended. It never asks an installer, and starts nothing.

use std::path::Path;
use std::time::{Duration, Instant};

use crate::machine::Machine;
use crate::model::{Happening, Snapshot};
use crate::watch::dirty::Dirty;

/// What is known of the guarded interpreters' packages, and of the runs that have not ended yet.
#[derive(Debug, Default)]
pub struct Installs {}

/// What came of a look.
#[derive(Debug, Default)]
pub struct Seen {
    /// What is to be told.
    pub happenings: Vec<Happening>,
    /// When to look again although nothing is hinted: something is pending, and a process ends without a trace on the
    /// disk. `None` while nothing is.
    pub again: Option<Duration>,
}

impl Installs {
    /// Begins to know them, and tells what happened since Sandbar last ran, by what it kept in `data`.
    pub fn begin(_machine: &Machine, _snapshot: &Snapshot, _data: Option<&Path>) -> (Self, Seen) {
        (Self::default(), Seen::default())
    }

    /// Reads again what is `dirty`, and what is pending.
    pub fn see(&mut self, _machine: &Machine, _snapshot: &Snapshot, _dirty: &Dirty, _now: Instant) -> Seen {
        Seen::default()
    }
}
