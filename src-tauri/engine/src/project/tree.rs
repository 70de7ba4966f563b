//! What a walk through the watched folders has read, folder by folder, kept for the next look. Plain data.
//!
//! Links are never walked through, so a folder's canonical path is its place in the tree.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use crate::environment::Layout;
use crate::machine::{Entry, FileId, Kind, Machine, Stat};
use crate::model::{Evidence, FolderState};

/// The folders that were listed.
#[derive(Debug, Default)]
pub(super) struct Tree {
    /// By their canonical paths.
    pub(super) nodes: BTreeMap<PathBuf, Node>,
    /// The watched folders that can be walked, in the order they were given.
    pub(super) roots: Vec<Root>,
    /// Every watched folder, as it was given, and how it is.
    pub(super) states: Vec<(PathBuf, FolderState)>,
}

/// A watched folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Root {
    pub(super) given: PathBuf,
    pub(super) real: PathBuf,
}

/// A folder that was listed.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) path: PathBuf,
    /// Folders between it and the watched one.
    pub(super) depth: usize,
    /// `None` when it vanished while it was read.
    pub(super) stat: Option<Stat>,
    /// What its files tell, sorted, and their names.
    pub(super) files: Vec<(Evidence, PathBuf)>,
    /// The latest change of one of these files or of the folder, in nanoseconds since 1970.
    pub(super) touched: i128,
    pub(super) content: Content,
    /// The links in it, and where they lead.
    pub(super) links: Vec<(OsString, Vec<PathBuf>)>,
    pub(super) claims: super::join::Claims,
}

/// What a listed folder is.
#[derive(Debug)]
pub(super) enum Content {
    /// It can't be listed.
    Closed,
    /// An environment, which is not walked.
    Environment(Found),
    /// A folder like any other, and what in it matters, in the order of the names.
    Folder(Vec<Inside>),
}

/// What lies in a folder.
#[derive(Debug)]
pub(super) enum Inside {
    /// A folder that was walked too.
    Folder(OsString),
    /// An environment at the end of a link.
    Linked(Found),
}

/// An environment, not described yet.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) path: PathBuf,
    pub(super) real: PathBuf,
    pub(super) entries: Vec<Entry>,
    pub(super) layout: Layout,
    /// What has vanished since it was met has no identity, and is nobody's double.
    pub(super) id: Option<FileId>,
    /// Whether its name is that of a link.
    pub(super) is_link: bool,
}

impl Found {
    pub(super) fn new(machine: &Machine, path: PathBuf, real: PathBuf, entries: Vec<Entry>, layout: Layout) -> Self {
        let is_link = machine.lstat(&path).is_some_and(|stat| stat.kind == Kind::Link);
        let id = machine.stat(&path).map(|stat| stat.id);
        Self { path, real, entries, layout, id, is_link }
    }
}

impl Tree {
    /// Forgets `real` and all below it.
    pub(super) fn forget(&mut self, real: &Path) {
        let below: Vec<PathBuf> = self.below(real).map(|(path, _)| path.clone()).collect();
        for path in below {
            self.nodes.remove(&path);
        }
    }

    /// The nodes at `real` and below it.
    pub(super) fn below<'a>(&'a self, real: &'a Path) -> impl Iterator<Item = (&'a PathBuf, &'a Node)> {
        self.nodes.range(real.to_path_buf()..).take_while(move |(path, _)| path.starts_with(real))
    }

    /// Whether a watched folder's canonical path is `real`.
    pub(super) fn is_root(&self, real: &Path) -> bool {
        self.roots.iter().any(|root| root.real == real)
    }

    /// `path`, which may be written as a watched folder was given, as the canonical path of something in one; `None`
    /// when it lies in none.
    pub(super) fn inside(&self, path: &Path) -> Option<PathBuf> {
        let by_name = |root: &Root| Some(root.real.join(path.strip_prefix(&root.given).ok()?));
        let is_real = || self.roots.iter().any(|root| path.starts_with(&root.real));
        self.roots.iter().find_map(by_name).or_else(|| is_real().then(|| path.to_path_buf()))
    }
}
