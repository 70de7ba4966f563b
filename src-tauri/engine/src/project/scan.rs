//! The walk through the watched folders: what lies where, by the names alone.
//!
//! One list per folder. Links are never walked through, so the walk can't go in circles or leave the watched folder; a
//! link is followed only to see whether an environment is at its end, as people do who keep theirs elsewhere.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt as _;
use std::path::{Path, PathBuf};

use super::evidence;
use crate::environment::stores;
use crate::environment::{Layout, layout};
use crate::machine::{Entry, Kind, Machine};
use crate::model::{Evidence, FolderState};
use crate::{privacy, pyvenv_cfg, unfinished};

/// Folders below a watched one that are looked into.
const DEEPEST: usize = 6;

/// Folders that hold no projects, but thousands of folders.
const NEVER: [&str; 16] = [
    ".git",
    ".hg",
    ".svn",
    ".tox",
    ".nox",
    ".cache",
    ".Trash",
    ".ipynb_checkpoints",
    ".mypy_cache",
    ".pytest_cache",
    ".ruff_cache",
    "__pycache__",
    "node_modules",
    "site-packages",
    "dist-packages",
    "Library",
];

/// Folders that macOS shows as one thing.
const BUNDLES: [&str; 3] = [".app", ".photoslibrary", ".musiclibrary"];

/// What a walk has met.
#[derive(Debug, Default)]
pub(super) struct Scanned {
    /// The folders that are projects.
    pub(super) candidates: Vec<Candidate>,
    /// Environments that were watched themselves, and so lie in nothing.
    pub(super) loose: Vec<Found>,
    /// The watched folders' canonical paths.
    pub(super) roots: Vec<PathBuf>,
    /// How each watched folder is, in the order they were given.
    pub(super) states: Vec<FolderState>,
}

/// A folder that is a project.
#[derive(Debug)]
pub(super) struct Candidate {
    pub(super) path: PathBuf,
    pub(super) real: PathBuf,
    /// What its files tell, sorted, and their names.
    pub(super) files: Vec<(Evidence, PathBuf)>,
    pub(super) environments: Vec<Found>,
}

/// An environment, not described yet.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) path: PathBuf,
    pub(super) entries: Vec<Entry>,
    pub(super) layout: Layout,
}

impl Candidate {
    /// True when all there is are Python files, such as any folder of a project's code has.
    fn is_loose(&self) -> bool {
        self.environments.is_empty() && self.files.iter().all(|(evidence, _)| evidence::is_loose(*evidence))
    }
}

/// True for a folder that is never walked or watched, though somebody asked for it: the home folder, and what stands
/// for the whole disk or for other people's homes.
pub fn is_too_wide(machine: &Machine, folder: &Path) -> bool {
    let is_wide = |folder: &Path| {
        let fixed = ["/", "/Users", "/home", "/Volumes", "/Library", "/System", "/private"].map(PathBuf::from);
        let homes = [machine.home.clone(), machine.home.join("Library")];
        let is = |other: &PathBuf| privacy::lies_in(machine, folder, other) && privacy::lies_in(machine, other, folder);
        fixed.iter().chain(&homes).any(is)
    };
    is_wide(&privacy::plain(folder))
        || machine.resolve(folder).is_ok_and(|real| is_wide(&real))
        || is_home(machine, folder)
}

/// By its identity: whatever name leads to it.
fn is_home(machine: &Machine, folder: &Path) -> bool {
    let home = machine.stat(&machine.home).map(|stat| stat.id);
    home.is_some() && machine.stat(folder).map(|stat| stat.id) == home
}

/// Walks the watched `folders`.
pub(super) fn walk(machine: &Machine, folders: &[PathBuf]) -> Scanned {
    let states: Vec<FolderState> = folders.iter().map(|folder| state(machine, folder)).collect();
    let walked =
        || folders.iter().zip(&states).filter(|(_, state)| **state == FolderState::Ok).map(|(folder, _)| folder);
    let roots: Vec<PathBuf> = walked().filter_map(|folder| machine.resolve(folder).ok()).collect();
    let mut walk = Walk {
        machine,
        roots: &roots,
        home: machine.resolve(&machine.home).ok(),
        seen: BTreeSet::new(),
        scanned: Scanned::default(),
    };
    for (folder, real) in walked().zip(&roots) {
        let met = walk.visit(folder, real, 0, false);
        walk.scanned.loose.extend(met);
    }
    let mut scanned = walk.scanned;
    drop_loose(&mut scanned.candidates, &roots);
    Scanned { roots, states, ..scanned }
}

fn state(machine: &Machine, folder: &Path) -> FolderState {
    if is_too_wide(machine, folder) {
        return FolderState::TooWide;
    }
    match machine.list(folder) {
        Ok(_) => FolderState::Ok,
        Err(error) if error.is_denied() => FolderState::NoPermission,
        Err(_) if machine.stat(folder).is_some_and(|stat| stat.kind != Kind::Folder) => FolderState::NotAFolder,
        Err(_) => FolderState::Missing,
    }
}

/// A folder with nothing but Python files in it, somewhere in a project, is a part of that project.
fn drop_loose(candidates: &mut Vec<Candidate>, roots: &[PathBuf]) {
    let all: BTreeSet<PathBuf> = candidates.iter().map(|candidate| candidate.real.clone()).collect();
    candidates.retain(|candidate| {
        let is_part = || candidate.real.ancestors().skip(1).any(|around| all.contains(around));
        !candidate.is_loose() || roots.contains(&candidate.real) || !is_part()
    });
}

struct Walk<'a> {
    machine: &'a Machine,
    roots: &'a [PathBuf],
    home: Option<PathBuf>,
    seen: BTreeSet<PathBuf>,
    scanned: Scanned,
}

impl Walk<'_> {
    /// Visits `folder`, whose canonical path is `real`, and gives back the environments in it that belong to the
    /// folder around it.
    ///
    /// `on_shelf`: this is inside a hidden folder that is no project, such as `.pixi` or `.hatch`.
    fn visit(&mut self, folder: &Path, real: &Path, depth: usize, on_shelf: bool) -> Vec<Found> {
        if self.home.as_deref() == Some(real) || !self.seen.insert(real.to_path_buf()) {
            return Vec::new();
        }
        let Ok(entries) = self.machine.list(folder) else { return Vec::new() };
        let is_root = self.roots.iter().any(|root| root == real);
        let depth = if is_root { 0 } else { depth };
        let files: Vec<(Evidence, PathBuf)> = evidence::of(self.machine, folder, &entries)
            .into_iter()
            .map(|(evidence, name)| (evidence, folder.join(name)))
            .collect();
        if let Some(layout) = layout(self.machine, folder, &entries) {
            return self.meet(Found { path: folder.to_path_buf(), entries, layout }, real, files);
        }
        let is_shelf = (on_shelf || is_hidden(folder)) && files.is_empty() && !is_root;
        let mut environments = Vec::new();
        for entry in entries {
            let path = folder.join(&entry.name);
            match entry.kind {
                Kind::Folder if depth < DEEPEST && !self.is_pruned(&entry.name) => {
                    environments.extend(self.visit(&path, &real.join(&entry.name), depth + 1, is_shelf));
                }
                Kind::Link => environments.extend(self.linked(path)),
                _ => {}
            }
        }
        if is_shelf {
            return environments;
        }
        if !files.is_empty() || !environments.is_empty() {
            let (path, real) = (folder.to_path_buf(), real.to_path_buf());
            self.scanned.candidates.push(Candidate { path, real, files, environments });
        }
        Vec::new()
    }

    /// An environment belongs to the folder around it, unless a project's files lie in the environment itself, as
    /// after `python3 -m venv .`.
    fn meet(&mut self, found: Found, real: &Path, files: Vec<(Evidence, PathBuf)>) -> Vec<Found> {
        if stores::is_private(self.machine, real) {
            return Vec::new();
        }
        if files.is_empty() {
            return vec![found];
        }
        let candidate =
            Candidate { path: found.path.clone(), real: real.to_path_buf(), files, environments: vec![found] };
        self.scanned.candidates.push(candidate);
        Vec::new()
    }

    /// The environment that the link at `path` leads to.
    fn linked(&self, path: PathBuf) -> Option<Found> {
        if unfinished::is_set_aside(path.file_name()?) {
            return None;
        }
        let real = privacy::follow(self.machine, &path, self.roots)?;
        let is_one = [pyvenv_cfg::NAME, "conda-meta"].iter().any(|name| self.machine.lstat(&real.join(name)).is_some());
        if !is_one || stores::is_private(self.machine, &real) {
            return None;
        }
        let entries = self.machine.list(&path).ok()?;
        let layout = layout(self.machine, &path, &entries)?;
        Some(Found { path, entries, layout })
    }

    fn is_pruned(&self, name: &OsStr) -> bool {
        let bytes = name.as_bytes();
        NEVER.iter().any(|never| self.machine.same_name(name, OsStr::new(never)))
            || BUNDLES.iter().any(|bundle| bytes.ends_with(bundle.as_bytes()))
            || unfinished::is_set_aside(name)
    }
}

fn is_hidden(folder: &Path) -> bool {
    folder.file_name().is_some_and(|name| name.as_bytes().starts_with(b"."))
}
