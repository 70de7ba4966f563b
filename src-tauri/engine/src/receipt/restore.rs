//! Whether what a job has changed still is as it left it, and the way back.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt as _;
use std::path::{Path, PathBuf};

use super::Closed;
use super::tree::Facts;
use crate::disk::{self, DiskError};
use crate::machine::{Kind, Machine};
use crate::pyvenv_cfg;

/// Whether a receipt can be put back.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Standing {
    /// What somebody has changed since.
    pub touched: Vec<PathBuf>,
    /// Files that were changed or removed and of which there is no copy.
    pub lost: Vec<PathBuf>,
}

impl Standing {
    /// True when it can be put back, all of it.
    pub fn is_whole(&self) -> bool {
        self.touched.is_empty() && self.lost.is_empty()
    }
}

/// Compares what is there with what the job has left. What was put back already does not count as touched.
pub fn standing(machine: &Machine, closed: &Closed) -> Standing {
    let mut standing = Standing::default();
    for (root, place) in &closed.places {
        if super::number(machine, root) != Some(*place) {
            standing.touched.push(root.clone());
        }
    }
    standing.touched.extend(detours(machine, closed));
    let now = |path: &PathBuf| Facts::of(machine, path);
    for (path, after) in &closed.changes.added {
        if now(path).is_some_and(|now| now != *after) {
            standing.touched.push(path.clone());
        }
    }
    for (path, (before, after)) in &closed.changes.changed {
        let now = now(path);
        if now.as_ref() != Some(after) && now.as_ref() != Some(before) {
            standing.touched.push(path.clone());
        }
    }
    for (path, before) in &closed.changes.removed {
        if now(path).is_some_and(|now| now != *before) {
            standing.touched.push(path.clone());
        }
    }
    let files = closed.changes.removed.iter().chain(closed.changes.changed.iter().map(|(path, both)| (path, &both.0)));
    for (path, before) in files {
        let is_there = || Facts::of(machine, path).as_ref() == Some(before);
        if matches!(before, Facts::File { .. }) && !closed.copies.contains_key(path) && !is_there() {
            standing.lost.push(path.clone());
        }
    }
    standing
}

/// Folders on the way to what was changed that are links by now: behind them lies somebody else's.
fn detours(machine: &Machine, closed: &Closed) -> BTreeSet<PathBuf> {
    let changes = &closed.changes;
    let paths = changes.added.keys().chain(changes.changed.keys()).chain(changes.removed.keys());
    let parents: BTreeSet<&Path> = paths.filter_map(|path| path.parent()).collect();
    let mut seen = BTreeSet::new();
    for parent in parents {
        let Some(root) = closed.roots.iter().find(|root| parent.starts_with(root)) else { continue };
        let inside = parent.ancestors().take_while(|folder| folder.starts_with(root));
        seen.extend(inside.map(Path::to_path_buf));
    }
    seen.retain(|folder| machine.lstat(folder).is_some_and(|stat| stat.kind == Kind::Link));
    seen
}

/// Puts everything back as it was before: takes away what was added, brings back what was changed or removed.
///
/// What lies where only installers write in an environment and is as the job has left it, is removed. All else is moved
/// into the folder `taken`, under the path that it had: a folder that others write to as well may hold something of theirs
/// by now, and so may any, where nobody knows when the job came to its end.
///
/// # Errors
/// At the first file that can't be put back. What was put back so far stays, and the rest can be tried again.
pub fn put_back(machine: &Machine, closed: &Closed, taken: &Path) -> Result<(), DiskError> {
    let removes = |path: &Path| {
        let root = closed.roots.iter().find(|root| path.starts_with(root));
        let is_ours = root.is_some_and(|root| lies_in_an_environment(machine, root));
        is_ours && !closed.cut_off && super::is_installed(machine, &closed.roots, path)
    };
    // What lies deeper comes later in order, and has to go first.
    for (path, facts) in closed.changes.added.iter().rev() {
        match facts {
            Facts::Folder { .. } => disk::remove_emptied_folder(path)?,
            Facts::File { .. } | Facts::Link { .. } if removes(path) => disk::remove_added(path)?,
            Facts::File { .. } | Facts::Link { .. } => disk::take(path, taken)?,
        }
    }
    for (path, (before, _)) in &closed.changes.changed {
        if Facts::of(machine, path).as_ref() != Some(before) && !removes(path) {
            disk::take(path, taken)?;
        }
    }
    for (path, before) in &closed.changes.removed {
        if Facts::of(machine, path).as_ref() != Some(before) {
            bring_back(closed, path, before)?;
        }
    }
    for (path, (before, _)) in &closed.changes.changed {
        if Facts::of(machine, path).as_ref() != Some(before) {
            bring_back(closed, path, before)?;
        }
    }
    Ok(())
}

fn lies_in_an_environment(machine: &Machine, root: &Path) -> bool {
    root.ancestors().take(2).any(|folder| machine.is_file(&folder.join(pyvenv_cfg::NAME)))
}

fn bring_back(closed: &Closed, path: &PathBuf, before: &Facts) -> Result<(), DiskError> {
    match before {
        Facts::Folder { mode } => disk::bring_back_folder(path, *mode),
        Facts::Link { target } => {
            path.parent().map_or(Ok(()), disk::make_folders)?;
            disk::place_link(path, target)
        }
        Facts::File { mode, modified, .. } => match closed.copies.get(path) {
            Some(copy) => {
                // A folder that pip has emptied is gone, and only those inside of the roots are known.
                path.parent().map_or(Ok(()), disk::make_folders)?;
                disk::bring_back(copy, path, *mode, *modified)
            }
            // Nobody has a copy: what is left there is better than nothing.
            None => Ok(()),
        },
    }
}

/// Puts back what there are copies of, and links; takes away folders that were added and are empty by now. What else was
/// added stays.
///
/// # Errors
/// As [`put_back`].
pub fn bring_back_copied(machine: &Machine, closed: &Closed) -> Result<(), DiskError> {
    for (path, facts) in closed.changes.added.iter().rev() {
        if matches!(facts, Facts::File { .. }) && is_put_aside_by_pip(closed, path) {
            disk::remove_added(path)?;
        }
        if matches!(facts, Facts::Folder { .. }) && holds_only_caches(machine, path) {
            disk::remove_emptied_folder(path)?;
        }
    }
    // pip takes away a folder that it has emptied, such as one of commands that held nothing before.
    for (root, mode) in closed.folders.iter().filter(|(root, _)| machine.lstat(root).is_none()) {
        disk::bring_back_folder(root, *mode)?;
    }
    let changed = closed.changes.changed.iter().map(|(path, both)| (path, &both.0));
    for (path, before) in closed.changes.removed.iter().chain(changed) {
        if !is_as_before(machine, closed, path, before) {
            bring_back(closed, path, before)?;
        }
    }
    Ok(())
}

/// pip renames `shore-1.0.dist-info` to `~hore-1.0.dist-info` while it removes it, and leaves that when it is cut off:
/// files of which the receipt holds copies under their own name, and caches.
fn is_put_aside_by_pip(closed: &Closed, path: &Path) -> bool {
    let parts: Vec<&OsStr> = path.iter().collect();
    // Of Python's caches nobody keeps copies, and nobody misses them.
    if parts.contains(&OsStr::new("~_pycache__")) {
        return true;
    }
    let aside = |one: &OsStr, other: &OsStr| {
        let (one, other) = (one.as_bytes(), other.as_bytes());
        one.first() == Some(&b'~') && one.len() == other.len() && one.get(1..) == other.get(1..)
    };
    closed.copies.keys().any(|copied| {
        copied.iter().count() == parts.len()
            && copied.iter().zip(&parts).all(|(own, part)| own == *part || aside(part, own))
    })
}

fn holds_only_caches(machine: &Machine, folder: &Path) -> bool {
    machine.list(folder).is_ok_and(|entries| entries.iter().all(|entry| entry.name == "__pycache__"))
}

/// The same kind and permissions with the same content. Its time is its installer's affair.
fn is_as_before(machine: &Machine, closed: &Closed, path: &Path, before: &Facts) -> bool {
    let now = Facts::of(machine, path);
    if now.as_ref() == Some(before) {
        return true;
    }
    let (Some(Facts::File { mode, size, .. }), Facts::File { mode: mode_before, size: size_before, .. }) =
        (now, before)
    else {
        return false;
    };
    let same = || {
        let copy = closed.copies.get(path)?;
        let limit = size.saturating_add(1);
        Some(machine.read(path, limit).ok()? == machine.read(copy, limit).ok()?)
    };
    mode == *mode_before && size == *size_before && same() == Some(true)
}

/// What is not as it was before the job. A time alone makes no difference.
pub fn different(machine: &Machine, closed: &Closed) -> Vec<PathBuf> {
    let now = |path: &PathBuf| Facts::of(machine, path);
    let differs = |path: &PathBuf, before: &Facts| !is_as_before(machine, closed, path, before);
    let added = closed.changes.added.keys().filter(|path| now(path).is_some());
    let removed = closed.changes.removed.iter().filter(|(path, before)| differs(path, before));
    let changed = closed.changes.changed.iter().filter(|(path, (before, _))| differs(path, before));
    let roots = closed.folders.keys().filter(|root| machine.lstat(root).is_none());
    roots.chain(added).chain(removed.map(|(path, _)| path)).chain(changed.map(|(path, _)| path)).cloned().collect()
}
