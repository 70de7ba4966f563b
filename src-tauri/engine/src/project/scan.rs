//! What lies where in the watched folders, by what a walk has read. Pure.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt as _;
use std::path::{Path, PathBuf};

use super::evidence;
use super::tree::{Content, Found, Inside, Node, Tree};
use crate::environment::stores;
use crate::machine::Machine;

/// What is in the watched folders.
#[derive(Debug, Default)]
pub(super) struct Scanned<'a> {
    /// The folders that are projects.
    pub(super) candidates: Vec<Candidate<'a>>,
    /// Environments that were watched themselves, and so lie in nothing.
    pub(super) loose: Vec<&'a Found>,
}

/// A folder that is a project.
#[derive(Debug)]
pub(super) struct Candidate<'a> {
    pub(super) node: &'a Node,
    pub(super) real: &'a Path,
    pub(super) environments: Vec<&'a Found>,
}

impl Candidate<'_> {
    /// True when all there is are Python files, such as any folder of a project's code has.
    fn is_loose(&self) -> bool {
        self.environments.is_empty() && self.node.files.iter().all(|(evidence, _)| evidence::is_loose(*evidence))
    }
}

/// The projects in `tree`, each folder once whatever names lead to it, in the order of the walk.
pub(super) fn scan<'a>(machine: &Machine, tree: &'a Tree) -> Scanned<'a> {
    let mut scan = Scan { machine, tree, seen: BTreeSet::new(), scanned: Scanned::default() };
    for root in &tree.roots {
        let met = scan.visit(&root.real, false);
        scan.scanned.loose.extend(met);
    }
    let mut scanned = scan.scanned;
    drop_loose(&mut scanned.candidates, tree);
    scanned
}

/// A folder with nothing but Python files in it, somewhere in a project, is a part of that project.
fn drop_loose(candidates: &mut Vec<Candidate<'_>>, tree: &Tree) {
    let all: BTreeSet<&Path> = candidates.iter().map(|candidate| candidate.real).collect();
    candidates.retain(|candidate| {
        let is_part = || candidate.real.ancestors().skip(1).any(|around| all.contains(around));
        !candidate.is_loose() || tree.is_root(candidate.real) || !is_part()
    });
}

/// The folders in the watched ones that are no projects, lie in none, and may become one.
pub(super) fn between(tree: &Tree, projects: &BTreeSet<PathBuf>) -> Vec<PathBuf> {
    let is_part = |real: &Path| real.ancestors().any(|around| projects.contains(around));
    let folders = tree.nodes.iter().filter(|(_, node)| matches!(node.content, Content::Folder(_)));
    folders.filter(|(real, _)| !is_part(real)).map(|(_, node)| node.path.clone()).collect()
}

struct Scan<'a, 'm> {
    machine: &'m Machine,
    tree: &'a Tree,
    seen: BTreeSet<&'a Path>,
    scanned: Scanned<'a>,
}

impl<'a> Scan<'a, '_> {
    /// Visits `real`, and gives back the environments in it that belong to the folder around it.
    ///
    /// `on_shelf`: this is inside a hidden folder that is no project, such as `.pixi` or `.hatch`.
    fn visit(&mut self, real: &Path, on_shelf: bool) -> Vec<&'a Found> {
        let Some((real, node)) = self.tree.nodes.get_key_value(real) else { return Vec::new() };
        if !self.seen.insert(real) {
            return Vec::new();
        }
        let inside = match &node.content {
            Content::Closed => return Vec::new(),
            Content::Environment(found) => return self.meet(found, real, node),
            Content::Folder(inside) => inside,
        };
        let is_shelf = (on_shelf || is_hidden(&node.path)) && node.files.is_empty() && !self.tree.is_root(real);
        let mut environments = Vec::new();
        for inside in inside {
            match inside {
                Inside::Folder(name) => environments.extend(self.visit(&real.join(name), is_shelf)),
                Inside::Linked(found) => environments.push(found),
            }
        }
        if is_shelf {
            return environments;
        }
        if !node.files.is_empty() || !environments.is_empty() {
            self.scanned.candidates.push(Candidate { node, real, environments });
        }
        Vec::new()
    }

    /// An environment belongs to the folder around it, unless a project's files lie in the environment itself, as
    /// after `python3 -m venv .`.
    fn meet(&mut self, found: &'a Found, real: &'a Path, node: &'a Node) -> Vec<&'a Found> {
        if stores::is_private(self.machine, real) {
            return Vec::new();
        }
        if node.files.is_empty() {
            return vec![found];
        }
        self.scanned.candidates.push(Candidate { node, real, environments: vec![found] });
        Vec::new()
    }
}

fn is_hidden(folder: &Path) -> bool {
    folder.file_name().is_some_and(|name: &OsStr| name.as_bytes().starts_with(b"."))
}
