//! The walk through the watched folders: one list per folder, and hardly anything else read.
//!
//! Links are never walked through, so the walk can't go in circles or leave the watched folder; a link is followed only
//! to see whether an environment is at its end, as people do who keep theirs elsewhere.

use std::ffi::{OsStr, OsString};
use std::os::unix::ffi::OsStrExt as _;
use std::path::{Path, PathBuf};

use super::tree::{Content, Found, Inside, Node, Root, Tree};
use super::{evidence, is_too_wide, join};
use crate::environment::{layout, stores};
use crate::machine::{Entry, Kind, Machine};
use crate::model::FolderState;
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

/// Walks the watched `folders`.
pub(super) fn walk(machine: &Machine, folders: &[PathBuf]) -> Tree {
    let states: Vec<_> = folders.iter().map(|folder| (folder.clone(), state(machine, folder))).collect();
    let walked = states.iter().filter(|(_, state)| *state == FolderState::Ok);
    let roots: Vec<Root> = walked
        .filter_map(|(given, _)| Some(Root { given: given.clone(), real: machine.resolve(given).ok()? }))
        .collect();
    let mut walk = Walk::on(machine, Tree { roots: roots.clone(), states, ..Tree::default() });
    for root in roots {
        walk.visit(&root.given, &root.real, 0);
    }
    walk.tree
}

/// pip unpacks into any folder that it is told (`--target`): what lies beside its records are packages, and no projects.
fn is_a_record(entry: &Entry) -> bool {
    entry.kind == Kind::Folder && entry.name.as_bytes().ends_with(b".dist-info")
}

/// How a watched folder is.
pub(super) fn state(machine: &Machine, folder: &Path) -> FolderState {
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

/// A walk, or a part of one.
pub(super) struct Walk<'a> {
    machine: &'a Machine,
    home: Option<PathBuf>,
    watched: Vec<PathBuf>,
    pub(super) tree: Tree,
}

impl<'a> Walk<'a> {
    /// A walk that adds to `tree`.
    pub(super) fn on(machine: &'a Machine, tree: Tree) -> Self {
        let watched = tree.roots.iter().map(|root| root.real.clone()).collect();
        Self { machine, home: machine.resolve(&machine.home).ok(), watched, tree }
    }

    /// Visits `folder`, whose canonical path is `real`, and all below it that is not known yet.
    pub(super) fn visit(&mut self, folder: &Path, real: &Path, depth: usize) {
        if self.home.as_deref() == Some(real) || self.tree.nodes.contains_key(real) {
            return;
        }
        let depth = if self.tree.is_root(real) { 0 } else { depth };
        let node = self.read(folder, real, depth);
        let below: Vec<OsString> = folders_in(&node).map(ToOwned::to_owned).collect();
        self.tree.nodes.insert(real.to_path_buf(), node);
        for name in below {
            self.visit(&folder.join(&name), &real.join(&name), depth + 1);
        }
    }

    /// Lists the known folder `real` again. What is below it is kept where `keep` says so.
    pub(super) fn revisit(&mut self, real: &Path, keep: impl Fn(&Tree, &Path) -> bool) {
        let Some(old) = self.tree.nodes.remove(real) else { return };
        let node = self.read(&old.path, real, old.depth);
        let names: Vec<OsString> = folders_in(&node).map(ToOwned::to_owned).collect();
        for gone in folders_in(&old).map(|name| real.join(name)) {
            let is_there = gone.file_name().is_some_and(|name| names.iter().any(|there| there == name));
            if !is_there || !keep(&self.tree, &gone) {
                self.tree.forget(&gone);
            }
        }
        self.tree.nodes.insert(real.to_path_buf(), node);
        for name in names {
            self.visit(&old.path.join(&name), &real.join(&name), old.depth + 1);
        }
    }

    fn read(&self, folder: &Path, real: &Path, depth: usize) -> Node {
        let machine = self.machine;
        let stat = machine.stat(folder);
        let mut node = Node {
            path: folder.to_path_buf(),
            depth,
            stat,
            files: Vec::new(),
            touched: stat.map(|stat| stat.modified).unwrap_or_default(),
            content: Content::Closed,
            links: Vec::new(),
            claims: join::Claims::default(),
        };
        let Ok(entries) = machine.list(folder) else { return node };
        let holds_packages = !self.tree.is_root(real) && entries.iter().any(is_a_record);
        let evidence = evidence::of(machine, folder, &entries).into_iter();
        let counts = evidence.filter(|(evidence, _)| !holds_packages || !evidence::is_loose(*evidence));
        node.files = counts.map(|(evidence, name)| (evidence, folder.join(name))).collect();
        let changed = node.files.iter().filter_map(|(_, file)| Some(machine.stat(file)?.modified));
        node.touched = changed.fold(node.touched, i128::max);
        if let Some(layout) = layout(machine, folder, &entries) {
            let (path, real) = (folder.to_path_buf(), real.to_path_buf());
            node.content = Content::Environment(Found::new(machine, path, real, entries, layout));
            return node;
        }
        let mut inside = Vec::new();
        for entry in entries {
            match entry.kind {
                Kind::Folder if depth < DEEPEST && !holds_packages && !self.is_pruned(&entry.name) => {
                    inside.push(Inside::Folder(entry.name));
                }
                Kind::Link => {
                    let path = folder.join(&entry.name);
                    let next = machine.link(&path).map(|target| privacy::plain(&folder.join(target)));
                    let end = next.as_ref().and_then(|next| privacy::real_path(machine, next, &self.watched));
                    node.links.push((entry.name, next.into_iter().chain(end.clone()).collect()));
                    inside.extend(end.and_then(|end| self.linked(path, end)).map(Inside::Linked));
                }
                _ => {}
            }
        }
        node.content = Content::Folder(inside);
        node
    }

    /// The environment that the link at `path` leads to.
    fn linked(&self, path: PathBuf, real: PathBuf) -> Option<Found> {
        if unfinished::is_set_aside(path.file_name()?) {
            return None;
        }
        let is_one = [pyvenv_cfg::NAME, "conda-meta"].iter().any(|name| self.machine.lstat(&real.join(name)).is_some());
        if !is_one || stores::is_private(self.machine, &real) {
            return None;
        }
        let entries = self.machine.list(&path).ok()?;
        let layout = layout(self.machine, &path, &entries)?;
        Some(Found::new(self.machine, path, real, entries, layout))
    }

    fn is_pruned(&self, name: &OsStr) -> bool {
        let bytes = name.as_bytes();
        NEVER.iter().any(|never| self.machine.same_name(name, OsStr::new(never)))
            || BUNDLES.iter().any(|bundle| bytes.ends_with(bundle.as_bytes()))
            || unfinished::is_set_aside(name)
    }
}

fn folders_in(node: &Node) -> impl Iterator<Item = &OsStr> {
    let inside: &[Inside] = match &node.content {
        Content::Folder(inside) => inside,
        Content::Closed | Content::Environment(_) => &[],
    };
    inside.iter().filter_map(|inside| match inside {
        Inside::Folder(name) => Some(name.as_os_str()),
        Inside::Linked(_) => None,
    })
}
