//! What is different between two snapshots, as events. Pure.
//!
//! Packages in a protected Python are not its business: a snapshot does not know when a run of an installer has ended
//! (see [`crate::installs`]). What is not looked at any more is not said to be gone: a folder may have been taken off the
//! list, or a disk unplugged.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::machine::MachinePath;
use crate::model::{
    Environment, FolderState, Happening, Health, Interpreter, InterpreterChange, ProblemCode, Snapshot, Unfinished,
};

/// What happened between two looks, in the order of the snapshot.
pub fn between(old: &Snapshot, new: &Snapshot) -> Vec<Happening> {
    let mut happened = interpreters(old, new);
    happened.extend(environments(old, new));
    happened.extend(projects(old, new));
    if old.tools != new.tools {
        happened.push(Happening::ToolsChanged);
    }
    happened.extend(guards(old, new));
    happened
}

fn interpreters(old: &Snapshot, new: &Snapshot) -> Vec<Happening> {
    let told = |interpreter: &Interpreter, change| Happening::InterpreterChanged {
        interpreter: interpreter.id.clone(),
        change,
    };
    // The path is the name that survives an upgrade; the id has the version in it.
    let known: BTreeMap<&Path, &Interpreter> = by_path(&old.interpreters);
    let mut happened = Vec::new();
    for interpreter in &new.interpreters {
        let Some(before) = known.get(interpreter.path.as_path()) else {
            happened.push(told(interpreter, InterpreterChange::Appeared));
            continue;
        };
        if (&before.version, &before.real_path) != (&interpreter.version, &interpreter.real_path) {
            happened.push(told(interpreter, InterpreterChange::Upgraded));
        }
        if before.managed.is_some() != interpreter.managed.is_some() {
            happened.push(told(interpreter, InterpreterChange::Guard));
        }
    }
    let still = by_path(&new.interpreters);
    let gone = old.interpreters.iter().filter(|interpreter| !still.contains_key(interpreter.path.as_path()));
    happened.extend(gone.map(|interpreter| told(interpreter, InterpreterChange::Vanished)));
    happened
}

fn by_path(interpreters: &[Interpreter]) -> BTreeMap<&Path, &Interpreter> {
    interpreters.iter().map(|interpreter| (interpreter.path.as_path(), interpreter)).collect()
}

fn environments(old: &Snapshot, new: &Snapshot) -> Vec<Happening> {
    let known: BTreeMap<&Path, &Environment> =
        old.environments.iter().map(|environment| (environment.path.as_path(), environment)).collect();
    let old_projects: BTreeSet<&MachinePath> = old.projects.iter().map(|project| &project.path).collect();
    let comes_alone = |environment: &Environment| {
        environment.projects.is_empty() || environment.projects.iter().any(|project| old_projects.contains(project))
    };
    // Whoever is making it has not finished: what it is to be shows when they have.
    let made = |environment: &&Environment| environment.unfinished != Some(Unfinished::Running);
    let mut happened = Vec::new();
    for environment in new.environments.iter().filter(made) {
        let is_told = known.get(environment.path.as_path()).map_or_else(
            // One that came with its project is what makes that a project.
            || comes_alone(environment) && !comes_into_view(old, new, &environment.path),
            |before| is_another(before, environment),
        );
        if is_told {
            happened.push(changed(environment, environment.health));
        }
    }
    let still: BTreeSet<&Path> = new.environments.iter().map(|environment| environment.path.as_path()).collect();
    let gone = old.environments.iter().filter(|environment| {
        !still.contains(environment.path.as_path())
            && made(environment)
            && !comes_into_view(new, old, &environment.path)
    });
    happened.extend(gone.map(|environment| changed(environment, Health::Missing)));
    happened
}

fn is_another(before: &Environment, after: &Environment) -> bool {
    let told = |environment: &Environment| (environment.health, environment.tool, environment.version.clone());
    before.unfinished == Some(Unfinished::Running) || told(before) != told(after)
}

fn changed(environment: &Environment, health: Health) -> Happening {
    let project = match environment.projects.as_slice() {
        [only] => Some(only.clone()),
        _ => None,
    };
    Happening::EnvironmentChanged { project, path: environment.path.clone(), health }
}

/// Whether `path` lies in a folder that is looked into in `one` and was not in `other`.
fn comes_into_view(other: &Snapshot, one: &Snapshot, path: &Path) -> bool {
    is_in_view(one, path) && !is_in_view(other, path)
}

fn is_in_view(snapshot: &Snapshot, path: &Path) -> bool {
    snapshot.folders.iter().any(|folder| folder.state == FolderState::Ok && path.starts_with(&folder.path))
}

fn projects(old: &Snapshot, new: &Snapshot) -> Vec<Happening> {
    let known: BTreeSet<&MachinePath> = old.projects.iter().map(|project| &project.path).collect();
    let found = new.projects.iter().filter(|project| !known.contains(&project.path));
    found.map(|found| Happening::ProjectFound { path: found.path.clone(), evidence: found.evidence.clone() }).collect()
}

fn guards(old: &Snapshot, new: &Snapshot) -> Vec<Happening> {
    let (before, now) = (switched_off_by(old), switched_off_by(new));
    let told = |path: &&MachinePath, on| Happening::PipGuard { path: (*path).clone(), on };
    let mut happened: Vec<Happening> = now.difference(&before).map(|path| told(path, false)).collect();
    // Of two files that switch it off, the one with the last word is known: when that is another one now, the guard is
    // no less off than before.
    if happened.is_empty() {
        happened.extend(before.difference(&now).map(|path| told(path, true)));
    }
    happened
}

/// The files that switch pip's guard off.
fn switched_off_by(snapshot: &Snapshot) -> BTreeSet<&MachinePath> {
    let guard_off = snapshot.problems.iter().filter(|problem| problem.code == ProblemCode::GuardOff);
    guard_off.filter_map(|problem| problem.path.as_ref()).collect()
}

#[cfg(test)]
mod tests;
