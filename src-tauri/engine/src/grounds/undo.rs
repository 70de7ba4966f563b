//! Reads what a job of the past did, and whether it still stands.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::{Reading, system_python};
use crate::failure::Failure;
use crate::history::{Deed, Entry, History};
use crate::job;
use crate::machine::Machine;
use crate::model::JobId;
use crate::packages::{self, Distribution};
use crate::plan::undo::packages::Now;
use crate::plan::undo::{Files, Grounds, Past, State};
use crate::plan::{Pinned, Receipt, Resource};
use crate::receipt::{self, Closed, Facts, Receipts};
use crate::{tools, unfinished};

pub(super) fn read(reading: &Reading<'_>, named: Option<&JobId>) -> Result<Grounds, Failure> {
    let machine = reading.machine;
    let entries = match reading.data {
        Some(data) => History::new(data).entries(machine)?,
        None => Vec::new(),
    };
    let wanted = |entry: &Entry| match named {
        Some(id) => entry.id == *id,
        None => entry.is_undoable(machine),
    };
    let mut pasts = entries.into_iter().filter(wanted).map(|entry| Past {
        states: entry.deeds.iter().map(|(number, deed)| (*number, state(reading, &entry.id, *number, deed))).collect(),
        at_work: reading.data.is_some_and(|data| job::is_at_work(machine, data, &entry.id)),
        id: entry.id,
        wish: entry.wish,
        title: entry.told.title,
        resources: resources(machine, entry.resources, &entry.deeds),
        deeds: entry.deeds,
        closed: entry.closed,
    });
    // One that was cut off before it had changed anything is not in the way of those before it.
    let past = if named.is_some() { pasts.next() } else { pasts.find(Past::has_left_something) };
    Ok(Grounds { home: machine.home.clone(), named: named.cloned(), past })
}

/// What nobody else may work on: what the job had for itself, and the Python that runs with those packages by now, which a
/// package manager may have replaced.
fn resources(machine: &Machine, mut had: Vec<Resource>, deeds: &BTreeMap<usize, Deed>) -> Vec<Resource> {
    for deed in deeds.values() {
        if let Deed::Packages { python, .. } = deed {
            let runs = Resource::Python(machine.resolve(python).unwrap_or_else(|_| python.clone()));
            had.extend((!had.contains(&runs)).then_some(runs));
        }
    }
    had
}

fn state(reading: &Reading<'_>, id: &JobId, number: usize, deed: &Deed) -> State {
    let machine = reading.machine;
    match deed {
        Deed::Made(made) if made.is_there(machine) => State::Stands,
        // Somebody has thrown it away: what it had replaced can come back all the same.
        Deed::Made(made) if machine.lstat(&made.path).is_none() => State::NeverWas,
        Deed::Moved(moved) if moved.is_at_its_old_name(machine) => State::NeverWas,
        Deed::Moved(moved) if !moved.is_at_its_new_name(machine) => State::Gone,
        Deed::Moved(moved) => match machine.lstat(&moved.from) {
            None => State::Stands,
            Some(_) => unfinished::remains(machine, &moved.from).map_or(State::Occupied, State::Remains),
        },
        Deed::Created { folder } if machine.is_folder(folder) => State::Stands,
        Deed::Made(_) | Deed::Created { .. } => State::Gone,
        Deed::Files { restores: false, .. } => {
            let id = Receipt { job: id.clone(), number };
            let closed = reading.data.and_then(|data| Receipts::new(data).changes(machine, &id).ok());
            closed.map_or(State::Gone, |closed| State::Compared { copies: closed.changes.loses_something() })
        }
        Deed::Files { .. } => files(reading, &Receipt { job: id.clone(), number }),
        Deed::Packages { python, sites, names, .. } => State::Packages(packages_now(reading, python, sites, names)),
        Deed::Formulae { prefix, .. } => State::Formulae(tools::formulae_in_full(machine, prefix)),
    }
}

fn packages_now(reading: &Reading<'_>, python: &Path, sites: &[PathBuf], names: &[String]) -> Now {
    let machine = reading.machine;
    let interpreter = reading.snapshot.interpreters.iter().find(|one| *one.path == *python);
    let place = interpreter.map(|interpreter| system_python::read(reading, interpreter)).and_then(|python| {
        let places = [python.own, python.users].into_iter().flatten();
        places.into_iter().find(|place| sites.contains(&place.site))
    });
    let found: Vec<Distribution> =
        sites.iter().flat_map(|site| packages::read(machine, site).unwrap_or_default()).collect();
    let others = found.iter().filter(|found| !names.contains(&packages::normalized(&found.name)));
    let needs =
        others.flat_map(|other| packages::needs(machine, other).into_iter().map(|need| (need, other.name.clone())));
    let needed = needs.filter(|(need, _)| names.contains(need)).collect();
    let mut there: Vec<Pinned> = found
        .into_iter()
        .map(|found| Pinned { name: packages::normalized(&found.name), version: Some(found.version) })
        .collect();
    there.retain(|package| names.contains(&package.name));
    there.sort();
    there.dedup();
    Now { pip: place.filter(|place| place.pip_version.is_some()).map(|place| place.pip), there, needed }
}

fn files(reading: &Reading<'_>, id: &Receipt) -> State {
    let Some(data) = reading.data else { return State::Gone };
    let Ok(closed) = Receipts::new(data).changes(reading.machine, id) else { return State::Gone };
    if closed.changes.is_empty() {
        return State::NeverWas;
    }
    let standing = receipt::standing(reading.machine, &closed);
    let folders: BTreeMap<_, _> = closed.roots.iter().map(|root| (root.clone(), reading.machine.tilde(root))).collect();
    State::Files(Files {
        roots: folders.into_values().collect(),
        added: closed.changes.added.len(),
        named: named(reading, &closed),
        cut_off: closed.cut_off,
        brought_back: closed.changes.removed.len() + closed.changes.changed.len(),
        touched: standing.touched.iter().map(|path| shown(reading, path)).collect(),
        lost: standing.lost.iter().map(|path| shown(reading, path)).collect(),
    })
}

/// The files that were added, those that lie nearest first.
fn named(reading: &Reading<'_>, closed: &Closed) -> Vec<String> {
    let files = closed.changes.added.iter().filter(|(_, facts)| !matches!(facts, Facts::Folder { .. }));
    let mut paths: Vec<&PathBuf> = files.map(|(path, _)| path).collect();
    paths.sort_by_key(|path| path.components().count());
    paths.into_iter().map(|path| shown(reading, path)).collect()
}

fn shown(reading: &Reading<'_>, path: &Path) -> String {
    reading.machine.tilde(path)
}
