//! Reads all that the answer to a wish is made from. It decides nothing: that is [`crate::plan`]'s.

mod parts;

use std::ffi::OsStr;
use std::path::Path;

use crate::choose::{Candidate, Requests};
use crate::environment;
use crate::failure::Failure;
use crate::history::{Entry, History};
use crate::machine::{Kind, Machine, MachinePath};
use crate::model::{Environment, JobId, Snapshot};
use crate::plan::venv_create::{Existing, ROOM, Standing, target};
use crate::plan::{Grounds, undo, venv_create, venv_discard};
use crate::unfinished;
use crate::wish::Wish;

/// No `.python-version` that a person wrote is longer.
const PYTHON_VERSION_LIMIT: u64 = 4096;

/// Nor a `pyproject.toml`.
const PYPROJECT_LIMIT: u64 = 1 << 20;

/// Reads what the answer to `wish` depends on. Its paths are [absolute](Wish::absolute) already.
///
/// # Errors
/// When Sandbar's own history is there and can't be read.
pub fn read(machine: &Machine, data: Option<&Path>, snapshot: &Snapshot, wish: &Wish) -> Result<Grounds, Failure> {
    Ok(match wish {
        Wish::VenvCreate { folder, python } => {
            Grounds::VenvCreate(create(machine, snapshot, folder, python.as_deref()))
        }
        Wish::VenvDiscard { folder } => Grounds::VenvDiscard(discard(machine, snapshot, folder)),
        Wish::Undo { job } => Grounds::Undo(past(machine, data, job.as_ref())?),
    })
}

fn create(machine: &Machine, snapshot: &Snapshot, folder: &Path, python: Option<&str>) -> venv_create::Grounds {
    let target = target(folder);
    let leads_to = python.filter(|word| word.contains('/')).and_then(|word| machine.resolve(Path::new(word)).ok());
    let candidates = snapshot.interpreters.iter().map(|interpreter| {
        Candidate::of(interpreter, machine.is_executable(&interpreter.path), parts::of(machine, interpreter))
    });
    venv_create::Grounds {
        folder: folder.to_path_buf(),
        folder_shown: machine.tilde(folder),
        home: machine.home.clone(),
        standing: standing(machine, folder),
        writable: machine.is_writable(folder),
        has_room: machine.room(folder).is_none_or(|room| room >= ROOM),
        target: match machine.lstat(&target).map(|stat| stat.kind) {
            Some(Kind::Link) if machine.stat(&target).is_none() => Standing::DanglingLink,
            Some(Kind::Folder) => Standing::Folder,
            Some(Kind::Link | Kind::File | Kind::Other) => Standing::Other,
            None => Standing::Nothing,
        },
        environments: environments(machine, snapshot, folder).iter().map(Existing::of).collect(),
        requests: Requests {
            python: python.map(str::to_owned),
            python_leads_to: leads_to.map(MachinePath::from),
            python_version: machine.read_text(&folder.join(".python-version"), PYTHON_VERSION_LIMIT).ok(),
            requires_python: requires_python(machine, folder),
            terminal: snapshot.terminal.python3.as_ref().and_then(|meaning| meaning.interpreter.clone()),
        },
        candidates: candidates.collect(),
    }
}

fn standing(machine: &Machine, path: &Path) -> Standing {
    match (machine.stat(path).map(|stat| stat.kind), machine.lstat(path)) {
        (Some(Kind::Folder), _) => Standing::Folder,
        (Some(_), _) => Standing::Other,
        (None, Some(_)) => Standing::DanglingLink,
        (None, None) => Standing::Nothing,
    }
}

/// `requires-python` of `[project]`; a file that can't be read or understood says nothing about it.
fn requires_python(machine: &Machine, folder: &Path) -> Option<String> {
    let text = machine.read_text(&folder.join("pyproject.toml"), PYPROJECT_LIMIT).ok()?;
    let table: toml::Table = text.parse().ok()?;
    table.get("project")?.get("requires-python")?.as_str().map(str::to_owned)
}

/// The environments of the project in `folder`, the one that is meant by "its environment" first: those that lie in
/// it, and those that the snapshot joins to it from elsewhere.
pub fn environments(machine: &Machine, snapshot: &Snapshot, folder: &Path) -> Vec<Environment> {
    let own = machine.stat(folder).map(|stat| stat.id);
    let is_it = |path: &Path| path == folder || (own.is_some() && machine.stat(path).map(|stat| stat.id) == own);
    let joined = snapshot.environments.iter().filter(|environment| {
        environment.path.parent() != Some(folder) && environment.projects.iter().any(|project| is_it(project))
    });
    // What the snapshot knows may be older than what is there, and need not have looked here at all.
    let mut all = environments_in(machine, snapshot, folder);
    all.extend(joined.cloned());
    all.sort_by_cached_key(|environment| (rank(&environment.path, folder), environment.path.clone()));
    all
}

/// Which of several is meant: `.venv`, `venv`, `env`, then by name.
fn rank(environment: &Path, folder: &Path) -> usize {
    let usual = [".venv", "venv", "env"];
    usual.iter().position(|name| environment == folder.join(name)).unwrap_or(usual.len())
}

/// The environments whose folders lie in `folder`. What was put aside by an undo is none any more.
fn environments_in(machine: &Machine, snapshot: &Snapshot, folder: &Path) -> Vec<Environment> {
    let entries = machine.list(folder).unwrap_or_default();
    let seen = entries.iter().filter(|entry| !unfinished::is_set_aside(&entry.name));
    seen.filter_map(|entry| environment::inspect(machine, &folder.join(&entry.name), &snapshot.interpreters)).collect()
}

fn discard(machine: &Machine, snapshot: &Snapshot, folder: &Path) -> venv_discard::Grounds {
    let entries = machine.list(folder).unwrap_or_default();
    // Only under the names that Sandbar itself gives.
    let ours = |name: &OsStr| unfinished::is_being_built(name) || folder.join(name) == target(folder);
    let folders = entries.iter().filter(|entry| entry.kind == Kind::Folder && ours(&entry.name));
    let remains = folders.filter_map(|entry| unfinished::remains(machine, &folder.join(&entry.name)));
    venv_discard::Grounds {
        folder: folder.to_path_buf(),
        folder_shown: machine.tilde(folder),
        is_folder: machine.is_folder(folder),
        writable: machine.is_writable(folder),
        has_environment: environments_in(machine, snapshot, folder).iter().any(|one| one.unfinished.is_none()),
        remains: remains.collect(),
    }
}

fn past(machine: &Machine, data: Option<&Path>, named: Option<&JobId>) -> Result<undo::Grounds, Failure> {
    let entries = match data {
        Some(data) => History::new(data).entries(machine)?,
        None => Vec::new(),
    };
    let wanted = |entry: &Entry| match named {
        Some(id) => entry.id == *id,
        None => entry.is_undoable(machine),
    };
    let past = entries.into_iter().find(wanted).map(|entry| undo::Past {
        is_there: entry.is_undoable(machine),
        id: entry.id,
        wish: entry.wish,
        made: entry.made,
    });
    Ok(undo::Grounds { named: named.cloned(), past })
}
