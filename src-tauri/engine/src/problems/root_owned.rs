//! Files in the user's own folders that belong to root: what `sudo pip` leaves behind.

use std::path::PathBuf;

use super::{Evidence, at, by, problem};
use crate::machine::{Machine, Os};
use crate::model::{Level, Problem, ProblemCode};

/// Where pip writes in a home folder on macOS.
const MACOS: &[&str] = &["Library/Caches/pip", "Library/Python", ".cache/pip", ".local/bin", ".local/lib"];

/// Where pip writes in a home folder on Linux.
const LINUX: &[&str] = &[".cache/pip", ".local/bin", ".local/lib"];

const ROOT: u32 = 0;

/// The folders that pip writes to in which something belongs to root, unless the user is root.
///
/// Only these folders and what lies directly in them is looked at: whoever ran `sudo pip` once has it there.
pub(super) fn look(machine: &Machine) -> Vec<PathBuf> {
    if machine.stat(&machine.home).is_none_or(|home| home.owner == ROOT) {
        return Vec::new();
    }
    let places = match machine.os {
        Os::Macos => MACOS,
        Os::Linux => LINUX,
    };
    let belongs_to_root = |path: &PathBuf| machine.lstat(path).is_some_and(|stat| stat.owner == ROOT);
    let has_roots = |folder: &PathBuf| {
        let entries = machine.list(folder).unwrap_or_default();
        belongs_to_root(folder) || entries.iter().any(|entry| belongs_to_root(&folder.join(&entry.name)))
    };
    places.iter().map(|place| machine.home.join(place)).filter(has_roots).collect()
}

pub(super) fn find(evidence: &Evidence<'_>) -> Vec<Problem> {
    let said = |folder: &PathBuf| {
        let place = evidence.machine.tilde(folder);
        let message =
            format!("Files in `{place}` belong to root since somebody ran `sudo pip`, so pip can't write there");
        let line = format!("sudo chown -R \"$USER\" {place}");
        let hint = format!("Give them back to yourself in a terminal: `{line}`");
        at(folder.as_path(), by(line, problem(ProblemCode::RootOwned, Level::Attention, message, hint)))
    };
    evidence.traces.root_owned.iter().map(said).collect()
}
