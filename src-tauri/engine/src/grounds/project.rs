//! What stands in a project's folder: its environments, and what its own files ask for.

use std::path::Path;

use crate::environment;
use crate::machine::{Kind, Machine};
use crate::model::{Environment, Snapshot};
use crate::plan::venv_create::Standing;
use crate::unfinished;

/// Nor is a `pyproject.toml` longer.
const PYPROJECT_LIMIT: u64 = 1 << 20;

/// What stands at `path`, links followed.
pub(super) fn standing(machine: &Machine, path: &Path) -> Standing {
    match (machine.stat(path).map(|stat| stat.kind), machine.lstat(path)) {
        (Some(Kind::Folder), _) => Standing::Folder,
        (Some(_), _) => Standing::Other,
        (None, Some(_)) => Standing::DanglingLink,
        (None, None) => Standing::Nothing,
    }
}

/// `requires-python` of `[project]`; a file that can't be read or understood says nothing about it.
pub(super) fn requires_python(machine: &Machine, folder: &Path) -> Option<String> {
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
pub(super) fn environments_in(machine: &Machine, snapshot: &Snapshot, folder: &Path) -> Vec<Environment> {
    let entries = machine.list(folder).unwrap_or_default();
    let seen = entries.iter().filter(|entry| !unfinished::is_set_aside(&entry.name));
    seen.filter_map(|entry| environment::inspect(machine, &folder.join(&entry.name), &snapshot.interpreters)).collect()
}
