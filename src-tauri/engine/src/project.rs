//! The projects in the watched folders, and every environment there is, in a project or not.
//!
//! A watched folder is walked once, each folder in it listed once and hardly anything else read: what a folder is can
//! be told from the names in it. Then the environments that were met are described, those in the tools' stores are
//! joined to their projects, and each project gets the one that counts.
//!
//! Folders that nobody has shown to Sandbar are not walked, and the home folder never is, even if it was shown.

mod again;
mod evidence;
mod gather;
mod join;
mod scan;
mod tree;
mod walk;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::environment::Layout;
use crate::machine::{FileId, Machine, MachinePath};
use crate::model::{Environment, Evidence, Folder, Interpreter, Project, ProjectEnvironment, Source};
use crate::watch::dirty::Dirty;
use crate::{privacy, unfinished};
use gather::{Described, Listed, Place, Stored};
use scan::Candidate;
use tree::{Found, Tree};

/// What a look at the watched folders and at the stores has found, sorted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Survey {
    /// The projects, by path.
    pub projects: Vec<Project>,
    /// The environments, by path, each once.
    pub environments: Vec<Environment>,
    /// The watched folders, as they were given.
    pub folders: Vec<Folder>,
    /// The environments of conda's and pixi's in the watched folders: each is an interpreter too.
    pub conda_like: Vec<CondaLike>,
    /// The folders that are no projects and lie in none, but may become one.
    pub between: Vec<PathBuf>,
}

/// An environment of conda's or pixi's.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct CondaLike {
    /// Its folder.
    pub folder: PathBuf,
    /// Its canonical path.
    pub real: PathBuf,
    /// Whose it is.
    pub source: Source,
}

/// What was read of the watched folders and the stores, kept for the next look.
#[derive(Debug, Default)]
pub struct Kept {
    folders: Vec<PathBuf>,
    tree: Tree,
    stored: Vec<Stored>,
    described: Described,
    /// The projects' canonical paths.
    projects: BTreeSet<PathBuf>,
}

/// What has to be read again.
#[derive(Debug, Clone, Copy)]
pub struct Again<'a> {
    /// Places that may have changed.
    pub dirty: &'a Dirty,
    /// Whether the stores may hold others.
    pub stores: bool,
    /// Whether the interpreters are others than before.
    pub interpreters: bool,
}

/// Looks at the watched `folders` and at the stores of `machine`.
pub fn survey(machine: &Machine, folders: &[PathBuf], interpreters: &[Interpreter]) -> Survey {
    let everything = Again { dirty: &Dirty::everything(), stores: true, interpreters: true };
    Kept::default().look(machine, folders, interpreters, everything)
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

impl Kept {
    /// The watched folders, as they were given and by their canonical paths.
    pub fn folders(&self) -> impl Iterator<Item = &Path> {
        let roots = self.tree.roots.iter().map(|root| root.real.as_path());
        self.folders.iter().map(PathBuf::as_path).chain(roots)
    }

    /// Reads `again` what has to be, and joins it with what is known. The result is what looking at everything gives.
    pub fn look(
        &mut self,
        machine: &Machine,
        folders: &[PathBuf],
        interpreters: &[Interpreter],
        again: Again<'_>,
    ) -> Survey {
        let folders: Vec<PathBuf> = folders.iter().map(|folder| privacy::plain(folder)).collect();
        let everything = again.dirty.everything || folders != self.folders;
        if everything {
            self.tree = walk::walk(machine, &folders);
            self.folders = folders;
        } else {
            again::again(machine, &mut self.tree, &self.projects, again.dirty);
        }
        let stores_touched = || {
            let founds = self.stored.iter().map(|stored| &stored.found);
            founds.into_iter().any(|found| again.dirty.touches(&found.path) || again.dirty.touches(&found.real))
        };
        if everything || again.stores || stores_touched() {
            let roots = self.tree.roots.iter().map(|root| &root.real);
            self.stored = gather::stored(machine, &roots.chain(&self.folders).cloned().collect::<Vec<_>>());
        }
        let scanned = scan::scan(machine, &self.tree);
        self.projects = scanned.candidates.iter().map(|candidate| candidate.real.to_path_buf()).collect();
        let mut candidates = distinct(scanned.candidates);
        candidates.sort_by(|one, other| one.node.path.cmp(&other.node.path));
        let owners = join::owners(machine, &candidates, &self.stored);
        let listed = gather::list(&candidates, scanned.loose, &self.stored, owners);
        if everything || again.interpreters {
            self.described.clear();
        } else {
            self.described.forget(again.dirty, &listed);
        }
        let (environments, of_listed) = self.described.describe(machine, &listed, interpreters);
        let survey = joined(&candidates, &listed, environments, &of_listed);
        let folders =
            self.tree.states.iter().map(|(path, state)| Folder { path: path.as_path().into(), state: *state });
        Survey { folders: folders.collect(), between: scan::between(&self.tree, &self.projects), ..survey }
    }
}

/// The projects and the environments, with each other's names.
fn joined(
    candidates: &[Candidate<'_>],
    listed: &[Listed<'_>],
    mut environments: Vec<Environment>,
    of_listed: &[usize],
) -> Survey {
    let mut by_project: Vec<Vec<usize>> = vec![Vec::new(); candidates.len()];
    for (at, listed) in listed.iter().enumerate() {
        for project in &listed.projects {
            by_project[*project].push(at);
            environments[of_listed[at]].projects.push(MachinePath::from(candidates[*project].node.path.as_path()));
        }
    }
    let projects = candidates.iter().zip(by_project).map(|(candidate, own)| {
        let chosen = own.iter().map(|at| (&listed[*at], &environments[of_listed[*at]]));
        project(candidate, &chosen.collect::<Vec<_>>())
    });
    let projects = projects.collect();
    for environment in &mut environments {
        environment.projects.sort();
        environment.projects.dedup();
    }
    environments.sort_by(|one, other| one.path.cmp(&other.path));
    Survey { projects, environments, conda_like: conda_like(listed), ..Survey::default() }
}

/// The candidates, each folder once whatever names lead to it.
fn distinct(candidates: Vec<Candidate<'_>>) -> Vec<Candidate<'_>> {
    let mut seen: BTreeSet<FileId> = BTreeSet::new();
    candidates.into_iter().filter(|candidate| candidate.node.stat.is_some_and(|stat| seen.insert(stat.id))).collect()
}

fn project(candidate: &Candidate<'_>, own: &[(&Listed<'_>, &Environment)]) -> Project {
    let node = candidate.node;
    let inside = own.iter().any(|(listed, _)| listed.place == Place::Inside);
    let counting = own.iter().filter(|(listed, _)| !inside || listed.place == Place::Inside);
    let chosen = counting.min_by_key(|(listed, _)| rank(&node.path, listed));
    let mut evidence: Vec<Evidence> = node.files.iter().map(|(evidence, _)| *evidence).collect();
    evidence.extend(inside.then_some(Evidence::Environment));
    evidence.sort_unstable();
    evidence.dedup();
    Project {
        path: MachinePath::from(node.path.as_path()),
        name: node.path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
        evidence,
        environment: chosen.map_or_else(ProjectEnvironment::missing, |(listed, environment)| ProjectEnvironment {
            // A project's own link to an environment is how that project calls it.
            path: Some(MachinePath::from(listed.found.path.as_path())),
            ..ProjectEnvironment::from(*environment)
        }),
        touched: i64::try_from(node.touched / 1_000_000).unwrap_or_default(),
    }
}

/// Which of a project's environments comes first: `.venv`, `venv`, `env`, then by name; what is still being built
/// beside them comes last.
fn rank<'a>(project: &Path, listed: &'a Listed<'_>) -> (u8, bool, &'a Path) {
    let path = listed.found.path.as_path();
    let name = path.file_name().unwrap_or_default();
    let usual = [".venv", "venv", "env"].iter().zip(0..).find(|(usual, _)| name == **usual).map(|(_, rank)| rank);
    let rank = match usual.filter(|_| path.parent() == Some(project)) {
        Some(rank) => rank,
        None if unfinished::is_being_built(name) => 4,
        None => 3,
    };
    let is_default = listed.is_default || (listed.found.layout == Layout::Pixi && name == "default");
    (rank, !is_default, path)
}

fn conda_like(listed: &[Listed<'_>]) -> Vec<CondaLike> {
    let watched = listed.iter().filter(|listed| listed.place != Place::Store).map(|listed| listed.found);
    let like = |found: &Found| {
        let source = match found.layout {
            Layout::Venv => return None,
            Layout::Conda => Source::Conda,
            Layout::Pixi => Source::Pixi,
        };
        Some(CondaLike { folder: found.path.clone(), real: found.real.clone(), source })
    };
    let mut found: Vec<CondaLike> = watched.filter_map(like).collect();
    found.sort();
    found
}
