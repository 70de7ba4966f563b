//! What is in a folder, file by file, to be compared with what is there later: path, kind, mode, link, content.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

/// All that is under a folder, by path.
pub type Manifest = BTreeMap<PathBuf, String>;

/// The manifest of `folder`. Python's caches of byte code are left aside, and so are times.
///
/// # Panics
/// When something in there can't be read.
pub fn manifest(folder: &Path) -> Manifest {
    let mut found = Manifest::new();
    add(folder, folder, &mut found);
    found
}

/// The paths at which two manifests differ, with what is there in each: what a failing test wants to say.
pub fn differences(before: &Manifest, after: &Manifest) -> Vec<String> {
    let mut paths: Vec<&PathBuf> = before.keys().chain(after.keys()).collect();
    paths.sort();
    paths.dedup();
    let changed = paths.into_iter().filter(|path| before.get(*path) != after.get(*path));
    changed.map(|path| format!("{}: {:?} -> {:?}", path.display(), before.get(path), after.get(path))).collect()
}

fn add(root: &Path, folder: &Path, found: &mut Manifest) {
    let mut entries: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries.into_iter().filter(|path| path.file_name().is_none_or(|name| name != "__pycache__")) {
        let metadata = fs::symlink_metadata(&path).unwrap();
        let mode = metadata.permissions().mode() & 0o7777;
        let what = if metadata.is_symlink() {
            format!("link {}", fs::read_link(&path).unwrap().display())
        } else if metadata.is_dir() {
            format!("folder {mode:o}")
        } else if !metadata.is_file() {
            // Of a pipe nobody knows when it ends.
            format!("other {mode:o}")
        } else {
            format!("file {mode:o} {:?}", Sha256::digest(fs::read(&path).unwrap()))
        };
        found.insert(path.strip_prefix(root).unwrap().to_path_buf(), what);
        if metadata.is_dir() {
            add(root, &path, found);
        }
    }
}
