//! What is different between two snapshots, as events. Pure.
//!
//! Packages in a protected Python are not its business: a snapshot does not know when a run of an installer has ended
//! (see [`crate::installs`]).

use crate::model::{Happening, Snapshot};

/// What happened between two looks, in the order of the snapshot.
pub fn between(_old: &Snapshot, _new: &Snapshot) -> Vec<Happening> {
    Vec::new()
}
