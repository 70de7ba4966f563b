//! Reads what is wrong with a project's sandbox, and what the smallest mending would be.

use std::path::{Path, PathBuf};

use super::{Reading, parts, renewal, sandbox, venv_create};
use crate::choose::{self, Candidate, Parts, Requests};
use crate::environment;
use crate::machine::Machine;
use crate::model::{EnvironmentTool, Health, Interpreter, minor_of};
use crate::plan::renewal::Renewal;
use crate::plan::sandbox::Sandbox;
use crate::plan::venv_repair::{Grounds, Mending, Text};
use crate::venv::{self, Unfit};

pub(super) fn read(reading: &Reading<'_>, folder: &Path) -> Grounds {
    let place = sandbox::place(reading, folder);
    let candidates = venv_create::candidates(reading);
    let own = place.sandbox.as_ref();
    let requests = requests(reading, folder, own, &candidates);
    let chosen = choose::choose(&candidates, &requests).ok().map(|choice| choice.candidate.clone());
    let mending = own.and_then(|sandbox| mending(reading, sandbox, chosen.as_ref()));
    let renewal = match (&mending, &chosen) {
        (None, Some(chosen)) => renewal::read(reading, &place, chosen),
        _ => Renewal::default(),
    };
    Grounds { place, mending, requests, candidates, renewal }
}

/// A Python of the same minor version, where there is one; else what the project and the terminal say.
fn requests(reading: &Reading<'_>, folder: &Path, own: Option<&Sandbox>, candidates: &[Candidate]) -> Requests {
    let minor = own.and_then(|sandbox| sandbox.version.as_deref()).and_then(minor_of);
    let same = minor.map(|(major, minor)| venv_create::requests(reading, folder, Some(&format!("{major}.{minor}"))));
    let same =
        same.filter(|same| choose::choose(candidates, same).is_ok_and(|choice| choice.candidate.parts == Parts::Whole));
    same.unwrap_or_else(|| venv_create::requests(reading, folder, None))
}

fn mending(reading: &Reading<'_>, sandbox: &Sandbox, chosen: Option<&Candidate>) -> Option<Mending> {
    if sandbox.is_strangers {
        return None;
    }
    let known = |id| reading.snapshot.interpreters.iter().find(|known| Some(&known.id) == id);
    let own = known(sandbox.interpreter.as_ref());
    match sandbox.health {
        // Led to a Python, it would still say that it is at its old place.
        Health::Broken | Health::Stale if environment::was_moved(reading.machine, &sandbox.path) => None,
        Health::Broken | Health::Stale => relinked(reading, sandbox, known(Some(&chosen?.id))?),
        Health::Moved => own.and_then(|_| rewritten(reading, sandbox)),
        Health::NoPip => own.and_then(|own| seeded(reading, sandbox, own)),
        // Whoever types `pip` in one that uv made has another Python's answer. Where uv keeps the project's packages it
        // would take pip out again.
        Health::Healthy if sandbox.tool == EnvironmentTool::Uv && !sandbox.is_uvs => {
            own.and_then(|own| seeded(reading, sandbox, own)).filter(|mending| matches!(mending, Mending::Seed(_)))
        }
        Health::Missing | Health::Mixed | Health::Healthy => None,
    }
}

fn relinked(reading: &Reading<'_>, sandbox: &Sandbox, python: &Interpreter) -> Option<Mending> {
    let relinked = venv::relink(reading.machine, python, &sandbox.path).ok()?;
    Some(Mending::Relink { python: python.path.clone(), label: python.label(), relinked })
}

/// Only where all that it has written down is one other place: else it would say two things afterwards.
fn rewritten(reading: &Reading<'_>, sandbox: &Sandbox) -> Option<Mending> {
    let here = sandbox.path.as_path();
    let places = environment::recorded_places(reading.machine, here);
    let mut others: Vec<_> = places.into_iter().filter(|place| place != here).collect();
    others.sort();
    others.dedup();
    let [from] = others.as_slice() else { return None };
    let rewrites = venv::moved(reading.machine, here, from, here).ok()?;
    let text = |it: venv::Rewrite| Some(Text { path: it.path, content: String::from_utf8(it.content).ok()? });
    let texts: Option<Vec<Text>> = rewrites.into_iter().map(text).collect();
    texts.filter(|texts| !texts.is_empty()).map(Mending::Rewrite)
}

fn seeded(reading: &Reading<'_>, sandbox: &Sandbox, python: &Interpreter) -> Option<Mending> {
    match venv::seed(reading.machine, python, &sandbox.path) {
        Ok(seeding) if !seeding.wheels.is_empty() => Some(Mending::Seed(seeding)),
        // Half of a pip is there, and pip itself would trip over it.
        Ok(_) => None,
        Err(Unfit::Occupied { path }) if !path.starts_with(sandbox.path.join("bin")) => None,
        Err(_) if parts::of(reading.machine, python) != Parts::Whole => None,
        Err(_) => Some(Mending::Ensurepip(commands_of_pip(reading.machine, &sandbox.path.join("bin")))),
    }
}

/// What pip and setuptools have left in `bin` that `ensurepip` writes over.
fn commands_of_pip(machine: &Machine, bin: &Path) -> Vec<PathBuf> {
    let entries = machine.list(bin).unwrap_or_default();
    let is_theirs = |name: &str| name.starts_with("pip") || name.starts_with("easy_install");
    let theirs = entries.iter().filter(|entry| entry.name.to_str().is_some_and(is_theirs));
    theirs.map(|entry| bin.join(&entry.name)).collect()
}
