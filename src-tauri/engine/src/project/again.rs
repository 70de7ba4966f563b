//! Reads again what a hint reaches of a tree, and no more.
//!
//! A folder that is hinted at itself is walked anew; a name in it lists the folder again. In a project that counts for
//! the whole project, whose inner folders nobody watches, but for the projects inside it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::tree::Tree;
use super::walk::{Walk, state, walk};
use crate::machine::Machine;
use crate::model::FolderState;
use crate::watch::dirty::Dirty;

/// What a folder is can depend on what lies in these folders in it.
const TELLING: [&str; 3] = ["bin", "lib", "conda-meta"];

/// Reads again what is `dirty` of `tree`; `projects` are the canonical paths of the projects in it.
pub(super) fn again(machine: &Machine, tree: &mut Tree, projects: &BTreeSet<PathBuf>, dirty: &Dirty) {
    if everything_counts(machine, tree, dirty) {
        let folders: Vec<PathBuf> = tree.states.iter().map(|(folder, _)| folder.clone()).collect();
        *tree = walk(machine, &folders);
        return;
    }
    let hit = hit(tree, dirty);
    let mut shallow: BTreeSet<PathBuf> = BTreeSet::new();
    for place in &hit.places {
        shallow.extend(lists_of(tree, projects, place));
    }
    for real in &hit.places {
        tree.forget(real);
    }
    // What was forgotten is walked anew from above.
    shallow.retain(|real| tree.nodes.contains_key(real));
    if shallow.is_empty() {
        return;
    }
    let is_in_project = |real: &Path| real.ancestors().any(|around| projects.contains(around));
    let holds_project =
        |real: &Path| projects.range(real.to_path_buf()..).next().is_some_and(|at| at.starts_with(real));
    let mut walk = Walk::on(machine, std::mem::take(tree));
    for real in &shallow {
        let whole = is_in_project(real);
        walk.revisit(real, |_, child| !whole || holds_project(child));
    }
    *tree = walk.tree;
}

/// A watched folder may be another one, or be there again, or be no longer.
fn everything_counts(machine: &Machine, tree: &Tree, dirty: &Dirty) -> bool {
    let is_back = |folder: &Path, before: FolderState| before != FolderState::Ok && state(machine, folder) != before;
    dirty.everything
        || tree.roots.iter().any(|root| dirty.covers(&root.given) || dirty.covers(&root.real))
        || tree.states.iter().any(|(folder, before)| is_back(folder, *before))
}

/// The hinted places in the tree, by their canonical paths, with the links that lead to one.
fn hit(tree: &Tree, dirty: &Dirty) -> Dirty {
    let mut all = dirty.clone();
    all.places.extend(dirty.places.iter().filter_map(|place| tree.inside(place)));
    let links: Vec<(PathBuf, &[PathBuf])> = tree
        .nodes
        .iter()
        .flat_map(|(real, node)| node.links.iter().map(|(name, targets)| (real.join(name), targets.as_slice())))
        .collect();
    loop {
        let known = all.places.len();
        for (link, targets) in &links {
            if !all.places.contains(link) && targets.iter().any(|target| all.touches(target)) {
                all.places.insert(link.clone());
            }
        }
        if all.places.len() == known {
            break;
        }
    }
    all.places.retain(|place| tree.inside(place).as_ref() == Some(place));
    all
}

/// The folders that are listed again for a change at `place`.
fn lists_of(tree: &Tree, projects: &BTreeSet<PathBuf>, place: &Path) -> Vec<PathBuf> {
    let Some(nearest) = place.ancestors().skip(1).find(|above| tree.nodes.contains_key(*above)) else {
        return Vec::new();
    };
    let mut lists = vec![nearest.to_path_buf()];
    if nearest.file_name().is_some_and(|name| TELLING.iter().any(|telling| name == *telling)) {
        lists.extend(nearest.parent().map(Path::to_path_buf));
    }
    lists.extend(nearest.ancestors().find(|around| projects.contains(*around)).map(Path::to_path_buf));
    lists
}
