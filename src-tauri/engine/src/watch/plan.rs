//! Which folders to watch, from what was seen.
//!
//! Linux watches folder by folder (inotify), so every folder that matters is named. macOS streams whole trees
//! (FSEvents) whether one asks for that or not, so few roots are named, and never the home folder, `~/Library` or
//! `/Users`: watching those makes macOS ask the user about other apps' data.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::machine::{Entry, Kind, Machine, Os};
use crate::model::Snapshot;
use crate::project::is_too_wide;

/// How deep a watch reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reach {
    /// The folder's own names.
    Itself,
    /// All that is below it.
    Below,
}

/// A folder to watch.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The folder.
    pub folder: PathBuf,
    /// How deep.
    pub reach: Reach,
}

/// More roots than this, and macOS runs out of file descriptors for them (its soft limit is 256 for an app).
const MOST_ROOTS: usize = 12;
/// More folders than this are not watched one by one on Linux.
const MOST_FOLDERS: usize = 8_000;

/// The folders that matter for `snapshot`, with `data`, the folder of Sandbar's own settings.
pub fn plan(machine: &Machine, snapshot: &Snapshot, data: Option<&Path>) -> BTreeSet<Place> {
    match machine.os {
        Os::Linux => folders(machine, snapshot, data),
        Os::Macos => roots(machine, snapshot, data),
    }
}

fn folders(machine: &Machine, snapshot: &Snapshot, data: Option<&Path>) -> BTreeSet<Place> {
    let mut wanted: BTreeSet<PathBuf> = BTreeSet::new();
    wanted.extend(data.map(Path::to_path_buf));
    for folder in &snapshot.folders {
        wanted.insert(folder.path.to_path_buf());
        // A folder made a minute ago becomes a project when its first file is saved.
        wanted.extend(plain_folders(machine, &folder.path));
    }
    for project in &snapshot.projects {
        wanted.insert(project.path.to_path_buf());
        // A project may lie some folders below the watched one; the folders between can be renamed.
        let above = project.path.ancestors().skip(1);
        let within = |path: &&Path| snapshot.folders.iter().any(|folder| path.starts_with(&folder.path));
        wanted.extend(above.take_while(within).map(Path::to_path_buf));
    }
    for environment in &snapshot.environments {
        wanted.insert(environment.path.to_path_buf());
        wanted.insert(environment.path.join("bin"));
        if let Some((major, minor)) = environment.version.as_deref().and_then(crate::model::minor_of) {
            wanted.insert(environment.path.join(format!("lib/python{major}.{minor}/site-packages")));
        }
    }
    for interpreter in &snapshot.interpreters {
        wanted.extend(interpreter.site_packages.iter().map(|folder| folder.to_path_buf()));
        wanted.extend(interpreter.path.parent().map(Path::to_path_buf));
    }
    for folder in [".pyenv/versions", ".local/share/uv/python", ".config/pip", ".local/bin"] {
        wanted.insert(machine.home.join(folder));
    }
    let place = |folder| Place { folder, reach: Reach::Itself };
    wanted.into_iter().filter(|folder| machine.is_folder(folder)).take(MOST_FOLDERS).map(place).collect()
}

/// The folders in `folder` that could become projects.
fn plain_folders(machine: &Machine, folder: &Path) -> Vec<PathBuf> {
    let entries = if is_too_wide(machine, folder) { Vec::new() } else { machine.list(folder).unwrap_or_default() };
    let is_plain = |entry: &Entry| entry.kind == Kind::Folder && !entry.name.as_encoded_bytes().starts_with(b".");
    entries.into_iter().filter(is_plain).map(|entry| folder.join(entry.name)).collect()
}

fn roots(machine: &Machine, snapshot: &Snapshot, data: Option<&Path>) -> BTreeSet<Place> {
    let mut wanted: Vec<PathBuf> = data.map(Path::to_path_buf).into_iter().collect();
    wanted.extend(snapshot.folders.iter().map(|folder| folder.path.to_path_buf()));
    if let Some(brew) = &snapshot.tools.brew {
        wanted.extend(["opt", "lib", "Cellar"].map(|name| brew.prefix.join(name)));
    }
    wanted.push(PathBuf::from("/Library/Frameworks/Python.framework/Versions"));
    let below_home = ["Library/Python", ".pyenv/versions", ".local/share/uv", ".local/pipx", ".config/pip"];
    wanted.extend(below_home.map(|folder| machine.home.join(folder)));
    let mut roots: Vec<PathBuf> = Vec::new();
    for folder in wanted {
        let Ok(folder) = machine.resolve(&folder) else { continue };
        let covered = roots.iter().any(|root| folder.starts_with(root));
        let is_wide = is_too_wide(machine, &folder) || machine.home.starts_with(&folder);
        if !covered && !is_wide && roots.len() < MOST_ROOTS {
            roots.push(folder);
        }
    }
    roots.into_iter().map(|folder| Place { folder, reach: Reach::Below }).collect()
}
