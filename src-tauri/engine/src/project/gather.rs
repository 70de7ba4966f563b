//! All environments that were met, each described once.

use std::collections::BTreeMap;
use std::panic::resume_unwind;
use std::thread;

use super::scan::{Candidate, Found};
use crate::environment;
use crate::environment::stores::Shelved;
use crate::machine::{FileId, Kind, Machine, Stat};
use crate::model::{Environment, Interpreter};

/// Where an environment was met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// In a project, or at the end of a link in one.
    Inside,
    /// In a watched folder, and in no project.
    Loose,
    /// In a tool's store.
    Store,
}

/// An environment that was met, and the projects it belongs to.
#[derive(Debug)]
pub(super) struct Listed {
    pub(super) found: Found,
    pub(super) place: Place,
    /// Indexes of the projects.
    pub(super) projects: Vec<usize>,
    /// The one that its tool uses unless told otherwise.
    pub(super) is_default: bool,
}

/// Everything that was met, taken out of the projects, in one list.
pub(super) fn list(
    projects: &mut [(Candidate, Stat)],
    loose: Vec<Found>,
    shelved: Vec<Shelved>,
    owners: Vec<Vec<usize>>,
) -> Vec<Listed> {
    let mut listed = Vec::new();
    for (at, (project, _)) in projects.iter_mut().enumerate() {
        listed.extend(project.environments.drain(..).map(|found| Listed {
            found,
            place: Place::Inside,
            projects: vec![at],
            is_default: false,
        }));
    }
    listed.extend(loose.into_iter().map(|found| Listed {
        found,
        place: Place::Loose,
        projects: Vec::new(),
        is_default: false,
    }));
    listed.extend(shelved.into_iter().zip(owners).map(|(shelved, projects)| Listed {
        is_default: shelved.default,
        found: Found { path: shelved.folder, entries: shelved.entries, layout: shelved.layout },
        place: Place::Store,
        projects,
    }));
    listed
}

/// Describes each environment once, whatever names lead to it, and says which description is each listed one's.
///
/// It is called by its own name in a project, else by a project's link to it, else by its place in a store.
pub(super) fn describe(
    machine: &Machine,
    listed: &[Listed],
    interpreters: &[Interpreter],
) -> (Vec<Environment>, Vec<usize>) {
    let is_link = |listed: &Listed| machine.lstat(&listed.found.path).is_some_and(|stat| stat.kind == Kind::Link);
    let mut order: Vec<usize> = (0..listed.len()).collect();
    order.sort_by_cached_key(|at| (listed[*at].place == Place::Store, is_link(&listed[*at])));
    let mut known: BTreeMap<FileId, usize> = BTreeMap::new();
    let mut distinct: Vec<&Found> = Vec::new();
    let mut of_listed = vec![0; listed.len()];
    for at in order {
        let found = &listed[at].found;
        let next = distinct.len();
        // What has vanished since it was met has no identity, and is nobody's double.
        let id = machine.stat(&found.path).map(|stat| stat.id);
        of_listed[at] = id.map_or(next, |id| *known.entry(id).or_insert(next));
        if of_listed[at] == next {
            distinct.push(found);
        }
    }
    (describe_all(machine, &distinct, interpreters), of_listed)
}

/// Reading packages waits for the disk more than it computes, so a few threads share the work.
fn describe_all(machine: &Machine, found: &[&Found], interpreters: &[Interpreter]) -> Vec<Environment> {
    const THREADS: usize = 4;
    let describe =
        |found: &&Found| environment::describe(machine, &found.path, &found.entries, found.layout, interpreters);
    if found.len() < 2 * THREADS {
        return found.iter().map(describe).collect();
    }
    thread::scope(|scope| {
        let shares = found.chunks(found.len().div_ceil(THREADS));
        let workers: Vec<_> =
            shares.map(|share| scope.spawn(move || share.iter().map(describe).collect::<Vec<_>>())).collect();
        workers.into_iter().flat_map(|worker| worker.join().unwrap_or_else(|panic| resume_unwind(panic))).collect()
    })
}
