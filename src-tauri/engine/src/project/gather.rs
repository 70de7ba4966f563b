//! All environments that were met, each described once, and again only when something in it has changed.

use std::collections::BTreeMap;
use std::panic::resume_unwind;
use std::path::PathBuf;
use std::thread;

use super::scan::Candidate;
use super::tree::Found;
use crate::environment::stores::{Claim, Shelved};
use crate::environment::{self, stores};
use crate::machine::{FileId, Machine};
use crate::model::{Environment, Interpreter};
use crate::watch::dirty::Dirty;

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

/// An environment in a tool's store.
#[derive(Debug)]
pub(super) struct Stored {
    pub(super) found: Found,
    pub(super) claim: Claim,
    pub(super) default: bool,
}

/// An environment that was met, and the projects it belongs to.
#[derive(Debug)]
pub(super) struct Listed<'a> {
    pub(super) found: &'a Found,
    pub(super) place: Place,
    /// Indexes of the projects.
    pub(super) projects: Vec<usize>,
    /// The one that its tool uses unless told otherwise.
    pub(super) is_default: bool,
}

/// What was read of an environment.
#[derive(Debug)]
struct Description {
    environment: Environment,
    /// Places elsewhere that it leans on.
    grounds: Vec<PathBuf>,
    id: Option<FileId>,
}

/// The environments that were described, by their folders.
#[derive(Debug, Default)]
pub(super) struct Described(BTreeMap<PathBuf, Description>);

/// What lies in the stores of `machine`.
pub(super) fn stored(machine: &Machine, watched: &[PathBuf]) -> Vec<Stored> {
    let store = |shelved: Shelved| {
        let real = machine.resolve(&shelved.folder).unwrap_or_else(|_| shelved.folder.clone());
        let found = Found::new(machine, shelved.folder, real, shelved.entries, shelved.layout);
        Stored { found, claim: shelved.claim, default: shelved.default }
    };
    stores::find(machine, watched).into_iter().map(store).collect()
}

/// Everything that was met, in one list.
pub(super) fn list<'a>(
    projects: &[Candidate<'a>],
    loose: Vec<&'a Found>,
    stored: &'a [Stored],
    owners: Vec<Vec<usize>>,
) -> Vec<Listed<'a>> {
    let mut listed = Vec::new();
    for (at, project) in projects.iter().enumerate() {
        listed.extend(project.environments.iter().map(|found| Listed {
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
    listed.extend(stored.iter().zip(owners).map(|(stored, projects)| Listed {
        is_default: stored.default,
        found: &stored.found,
        place: Place::Store,
        projects,
    }));
    listed
}

impl Described {
    /// Forgets all.
    pub(super) fn clear(&mut self) {
        self.0.clear();
    }

    /// Forgets what `dirty` may have changed.
    pub(super) fn forget(&mut self, dirty: &Dirty, listed: &[Listed<'_>]) {
        for found in listed.iter().map(|listed| listed.found) {
            // Whoever makes one may end without a trace on the disk.
            let fades = |one: &Description| one.environment.unfinished.is_some() || one.id != found.id;
            let leans = |one: &Description| one.grounds.iter().any(|ground| dirty.covers(ground));
            if self.0.get(&found.path).is_some_and(|one| fades(one) || leans(one))
                || dirty.touches(&found.path)
                || dirty.touches(&found.real)
            {
                self.0.remove(&found.path);
            }
        }
    }

    /// Describes each environment once, whatever names lead to it, and says which description is each listed one's.
    ///
    /// It is called by its own name in a project, else by a project's link to it, else by its place in a store.
    pub(super) fn describe(
        &mut self,
        machine: &Machine,
        listed: &[Listed<'_>],
        interpreters: &[Interpreter],
    ) -> (Vec<Environment>, Vec<usize>) {
        let mut order: Vec<usize> = (0..listed.len()).collect();
        order.sort_by_key(|at| (listed[*at].place == Place::Store, listed[*at].found.is_link));
        let mut known: BTreeMap<FileId, usize> = BTreeMap::new();
        let mut distinct: Vec<&Found> = Vec::new();
        let mut of_listed = vec![0; listed.len()];
        for at in order {
            let found = listed[at].found;
            let next = distinct.len();
            of_listed[at] = found.id.map_or(next, |id| *known.entry(id).or_insert(next));
            if of_listed[at] == next {
                distinct.push(found);
            }
        }
        let unknown: Vec<&Found> = distinct.iter().filter(|found| !self.0.contains_key(&found.path)).copied().collect();
        let new = describe_all(machine, &unknown, interpreters);
        self.0.extend(unknown.iter().map(|found| found.path.clone()).zip(new));
        let environments = distinct.iter().filter_map(|found| Some(self.0.get(&found.path)?.environment.clone()));
        let environments: Vec<Environment> = environments.collect();
        if self.0.len() > distinct.len() {
            let there: std::collections::BTreeSet<&PathBuf> = distinct.iter().map(|found| &found.path).collect();
            self.0.retain(|path, _| there.contains(path));
        }
        (environments, of_listed)
    }
}

/// Reading packages waits for the disk more than it computes, so a few threads share the work.
fn describe_all(machine: &Machine, found: &[&Found], interpreters: &[Interpreter]) -> Vec<Description> {
    const THREADS: usize = 4;
    let describe = |found: &&Found| {
        let (environment, grounds) =
            environment::describe_with_grounds(machine, &found.path, &found.entries, found.layout, interpreters);
        Description { environment, grounds, id: found.id }
    };
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
