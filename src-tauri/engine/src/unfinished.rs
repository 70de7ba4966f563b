//! Environments whose making has begun and not ended: how they are marked, and how they are told from finished ones.
//!
//! Whoever makes an environment puts a marker file into its folder first, holds the file's lock while at work, and
//! takes the marker away last. So a Sandbar that was killed leaves a marker that nobody holds, and nothing half-made
//! is ever called healthy. This room only reads; the names are public for the one that writes.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt as _;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::machine::{Entry, Kind, Machine};
use crate::model::Unfinished;
use crate::pyvenv_cfg;

/// The marker's name, in the environment's folder.
pub const MARKER: &str = ".sandbar-unfinished";

/// Stands in the names of folders in which an environment is being built: `.venv.sandbar-new-XXXX`.
pub const NEW: &str = ".sandbar-new-";

/// Stands in the names of environments that were renamed aside; discovery skips them.
pub const OLD: &str = ".sandbar-old-";

/// A marker is one line of JSON.
const LIMIT: u64 = 4 << 10;

/// All that `venv`, virtualenv and uv put at an environment's top, and the marker.
const OWN_NAMES: [&str; 12] = [
    "bin",
    "include",
    "lib",
    "lib64",
    "share",
    "man",
    "etc",
    pyvenv_cfg::NAME,
    ".gitignore",
    "CACHEDIR.TAG",
    ".lock",
    MARKER,
];

/// What a marker holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marker {
    /// The job that is making the environment.
    pub job: String,
    /// The process group that works for it: it may outlive the Sandbar that started it.
    pub group: Option<i32>,
}

/// Whether the environment in `folder`, which holds `entries`, is unfinished, and whether somebody is at work on it.
///
/// A marker counts in a folder that holds nothing but an environment's parts: one that came with somebody's project
/// must not make that project look like rubbish.
pub fn read(machine: &Machine, folder: &Path, entries: &[Entry]) -> Option<Unfinished> {
    if !is_marked(entries) {
        return None;
    }
    let path = folder.join(MARKER);
    let marker = machine.read(&path, LIMIT).ok().and_then(|json| serde_json::from_slice::<Marker>(&json).ok());
    let lives = || marker.and_then(|marker| marker.group).is_some_and(|group| machine.group_lives(group));
    Some(if machine.live && (machine.is_locked(&path) || lives()) {
        Unfinished::Running
    } else {
        Unfinished::Abandoned
    })
}

/// True for the name of an environment that was renamed aside.
pub fn is_set_aside(name: &OsStr) -> bool {
    holds(name, OLD)
}

/// True for the name of a folder in which an environment is being built.
pub fn is_being_built(name: &OsStr) -> bool {
    holds(name, NEW)
}

fn holds(name: &OsStr, part: &str) -> bool {
    name.as_bytes().windows(part.len()).any(|window| window == part.as_bytes())
}

/// True when `entries` are those of an unfinished environment.
pub fn is_marked(entries: &[Entry]) -> bool {
    let is_own = |entry: &Entry| OWN_NAMES.iter().any(|name| entry.name == *name);
    entries.iter().any(|entry| entry.name == MARKER && entry.kind == Kind::File) && entries.iter().all(is_own)
}
