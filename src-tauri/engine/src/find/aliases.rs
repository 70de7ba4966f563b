//! All names that reach an interpreter, by what they resolve to.
//!
//! Only folders are listed that Pythons are likely to be named in: those of the sources, the PATH, and the two that every
//! installer writes to. A name counts when the file behind it is an interpreter's own; a script that would start one
//! (a shim) is another file.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use super::{consent, names};
use crate::machine::{FileId, Machine, Os};
use crate::model::Interpreter;

/// As many links in a row as macOS follows.
const MOST_LINKS: usize = 32;

/// Adds to every interpreter the names in `folders`, on the PATH and in the usual places.
pub(super) fn attach(machine: &Machine, mut folders: BTreeSet<PathBuf>, interpreters: &mut [Interpreter]) {
    folders.extend(path_folders(machine));
    folders.extend([PathBuf::from("/usr/local/bin"), machine.home.join(".local/bin")]);
    folders.retain(|folder| !consent::needed(machine, folder));
    attach_within(machine, folders, interpreters);
}

/// Adds to every interpreter the names in `folders` alone.
pub(super) fn attach_within(machine: &Machine, folders: BTreeSet<PathBuf>, interpreters: &mut [Interpreter]) {
    let mut known: BTreeMap<FileId, Vec<usize>> = BTreeMap::new();
    for (index, interpreter) in interpreters.iter().enumerate() {
        if let Some(stat) = machine.stat(&interpreter.real_path) {
            known.entry(stat.id).or_default().push(index);
        }
    }
    let mut listed: BTreeMap<FileId, Vec<OsString>> = BTreeMap::new();
    for folder in folders {
        let Some(stat) = machine.stat(&folder) else { continue };
        if names::is_environments_bin(machine, &folder) {
            continue;
        }
        // `/bin` and `/usr/bin` are one folder on many systems: two names for each Python in it, one listing.
        let names = listed.entry(stat.id).or_insert_with(|| pythons(machine, &folder));
        for path in names.iter().map(|name| folder.join(name)) {
            let Some(indices) = machine.stat(&path).and_then(|stat| known.get(&stat.id)) else { continue };
            if leads_through_an_environment(machine, &path) {
                continue;
            }
            if let Some(interpreter) =
                owner(machine, &path, indices, interpreters).and_then(|index| interpreters.get_mut(index))
            {
                interpreter.aliases.push(path.into());
            }
        }
    }
    for interpreter in interpreters {
        let Interpreter { path, aliases, .. } = interpreter;
        aliases.sort();
        aliases.dedup();
        aliases.retain(|alias| *alias != *path);
    }
}

fn pythons(machine: &Machine, folder: &Path) -> Vec<OsString> {
    let entries = machine.list(folder).unwrap_or_default();
    entries.into_iter().map(|entry| entry.name).filter(|name| names::is_python(name)).collect()
}

/// Which of the interpreters with one and the same executable is meant.
///
/// Package caches hard-link, so the Pythons of two conda environments can be one file; then only the path tells.
fn owner(machine: &Machine, path: &Path, indices: &[usize], interpreters: &[Interpreter]) -> Option<usize> {
    if let [only] = indices {
        return Some(*only);
    }
    let real = machine.resolve(path).ok()?;
    indices.iter().copied().find(|index| interpreters.get(*index).is_some_and(|known| *known.real_path == *real))
}

/// True when a link on the way to the executable lies in a virtual environment: then it is that environment's name.
fn leads_through_an_environment(machine: &Machine, path: &Path) -> bool {
    let mut path = path.to_path_buf();
    for _ in 0..MOST_LINKS {
        let Some(target) = machine.link(&path) else { return false };
        let Some(bin) = path.parent().map(|folder| folder.join(&target)) else { return false };
        path = bin;
        if target.components().count() > 1 && path.parent().is_some_and(|bin| names::is_environments_bin(machine, bin))
        {
            return true;
        }
    }
    true
}

/// The folders of the PATH: this process's, or on another machine's tree what a login shell would start from.
///
/// macOS's `path_helper(8)` reads `/etc/paths`, then the files in `/etc/paths.d` by name.
fn path_folders(machine: &Machine) -> Vec<PathBuf> {
    let folders: Vec<PathBuf> = match (machine.var("PATH"), machine.os) {
        (Some(path), _) => path.split(':').map(PathBuf::from).collect(),
        (None, Os::Linux) => ["/usr/local/bin", "/usr/bin", "/bin"].map(PathBuf::from).to_vec(),
        (None, Os::Macos) => {
            let more = machine.list(Path::new("/etc/paths.d")).unwrap_or_default();
            let more = more.iter().map(|entry| Path::new("/etc/paths.d").join(&entry.name));
            let files = [PathBuf::from("/etc/paths")].into_iter().chain(more);
            let texts = files.filter_map(|file| machine.read_text(&file, 64 << 10).ok());
            texts.flat_map(|text| text.lines().map(PathBuf::from).collect::<Vec<_>>()).collect()
        }
    };
    folders.into_iter().filter(|folder| folder.is_absolute()).collect()
}
