//! The projects in the watched folders, and every environment there is, in a project or not.
//!
//! A watched folder is walked once, each folder in it listed once and hardly anything else read: what a folder is can
//! be told from the names in it. Then the environments that were met are described, those in the tools' stores are
//! joined to their projects, and each project gets the one that counts.
//!
//! Folders that nobody has shown to Sandbar are not walked, and the home folder never is, even if it was shown.

mod evidence;
mod gather;
mod join;
mod scan;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::environment::{Layout, stores};
use crate::machine::{FileId, Machine, MachinePath, Stat};
use crate::model::{Environment, Evidence, Folder, Interpreter, Project, ProjectEnvironment, Source};
use crate::{privacy, unfinished};
use gather::{Listed, Place};
use scan::Candidate;

pub use scan::is_too_wide;

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
    pub conda_like: Vec<(PathBuf, Source)>,
}

/// Looks at the watched `folders` and at the stores of `machine`.
pub fn survey(machine: &Machine, folders: &[PathBuf], interpreters: &[Interpreter]) -> Survey {
    let folders: Vec<PathBuf> = folders.iter().map(|folder| privacy::plain(folder)).collect();
    let scanned = scan::walk(machine, &folders);
    let watched: Vec<PathBuf> = scanned.roots.iter().chain(&folders).cloned().collect();
    let shelved = stores::find(machine, &watched);
    let mut candidates = distinct(machine, scanned.candidates);
    candidates.sort_by(|(one, _), (other, _)| one.path.cmp(&other.path));
    let owners = join::owners(machine, &candidates, &shelved);
    let listed = gather::list(&mut candidates, scanned.loose, shelved, owners);
    let (mut environments, of_listed) = gather::describe(machine, &listed, interpreters);

    let mut by_project: Vec<Vec<usize>> = vec![Vec::new(); candidates.len()];
    for (at, listed) in listed.iter().enumerate() {
        for project in &listed.projects {
            by_project[*project].push(at);
            environments[of_listed[at]].projects.push(MachinePath::from(candidates[*project].0.path.as_path()));
        }
    }
    let projects = candidates.iter().zip(by_project).map(|((candidate, stat), own)| {
        let chosen = own.iter().map(|at| (&listed[*at], &environments[of_listed[*at]]));
        project(machine, candidate, *stat, &chosen.collect::<Vec<_>>())
    });
    let projects = projects.collect();
    for environment in &mut environments {
        environment.projects.sort();
        environment.projects.dedup();
    }
    environments.sort_by(|one, other| one.path.cmp(&other.path));
    let states = folders.iter().map(|folder| MachinePath::from(folder.as_path())).zip(scanned.states);
    let folders = states.map(|(path, state)| Folder { path, state }).collect();
    Survey { projects, environments, folders, conda_like: conda_like(&listed) }
}

/// The candidates, each folder once whatever names lead to it, with what the system says of it.
fn distinct(machine: &Machine, candidates: Vec<Candidate>) -> Vec<(Candidate, Stat)> {
    let mut seen: BTreeSet<FileId> = BTreeSet::new();
    let stated = candidates.into_iter().filter_map(|candidate| {
        let stat = machine.stat(&candidate.path)?;
        Some((candidate, stat))
    });
    stated.filter(|(_, stat)| seen.insert(stat.id)).collect()
}

fn project(machine: &Machine, candidate: &Candidate, stat: Stat, own: &[(&Listed, &Environment)]) -> Project {
    let inside = own.iter().any(|(listed, _)| listed.place == Place::Inside);
    let counting = own.iter().filter(|(listed, _)| !inside || listed.place == Place::Inside);
    let chosen = counting.min_by_key(|(listed, _)| rank(&candidate.path, listed));
    let mut evidence: Vec<Evidence> = candidate.files.iter().map(|(evidence, _)| *evidence).collect();
    evidence.extend(inside.then_some(Evidence::Environment));
    evidence.sort_unstable();
    evidence.dedup();
    let files = candidate.files.iter().filter_map(|(_, file)| machine.stat(file));
    let touched = files.map(|stat| stat.modified).chain([stat.modified]).max().unwrap_or_default() / 1_000_000;
    Project {
        path: MachinePath::from(candidate.path.as_path()),
        name: candidate.path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
        evidence,
        environment: chosen.map_or_else(ProjectEnvironment::missing, |(listed, environment)| ProjectEnvironment {
            // A project's own link to an environment is how that project calls it.
            path: Some(MachinePath::from(listed.found.path.as_path())),
            ..ProjectEnvironment::from(*environment)
        }),
        touched: i64::try_from(touched).unwrap_or_default(),
    }
}

/// Which of a project's environments comes first: `.venv`, `venv`, `env`, then by name; what is still being built
/// beside them comes last.
fn rank<'a>(project: &Path, listed: &'a Listed) -> (u8, bool, &'a Path) {
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

fn conda_like(listed: &[Listed]) -> Vec<(PathBuf, Source)> {
    let watched = listed.iter().filter(|listed| listed.place != Place::Store);
    let mut found: Vec<(PathBuf, Source)> = watched
        .filter_map(|listed| match listed.found.layout {
            Layout::Venv => None,
            Layout::Conda => Some((listed.found.path.clone(), Source::Conda)),
            Layout::Pixi => Some((listed.found.path.clone(), Source::Pixi)),
        })
        .collect();
    found.sort();
    found
}
