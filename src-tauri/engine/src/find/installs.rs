//! A folder with one installed Python per sub-folder, as pyenv, mise and asdf keep it.

use std::path::{Path, PathBuf};

use super::{Found, conda, names};
use crate::machine::{Kind, Machine};
use crate::model::Source;

/// The Pythons under `folder`, each by its own `bin/python`.
///
/// Links (`3.12 -> 3.12.8`) come last: where they lead to a sibling they only add a name, and where they lead out of
/// the folder they add a Python that the tool manages without owning its files.
pub(super) fn found(machine: &Machine, source: Source, folder: &Path) -> Vec<Found> {
    let mut entries = machine.list(folder).unwrap_or_default();
    entries.sort_by_key(|entry| entry.kind == Kind::Link);
    let mut all = Vec::new();
    for entry in entries.into_iter().filter(|entry| matches!(entry.kind, Kind::Folder | Kind::Link)) {
        let install = folder.join(&entry.name);
        if names::is_environment(machine, &install) || conda::is_conda(machine, &install) {
            continue;
        }
        if let Some(path) = python(machine, &install.join("bin")) {
            let version = entry.name.to_str().and_then(super::version::plain);
            all.push(Found { version, ..Found::new(source, path) });
        }
    }
    all
}

/// The plainest name of the Python in `bin`: the folder above it already says which it is.
pub(super) fn python(machine: &Machine, bin: &Path) -> Option<PathBuf> {
    ["python", "python3"].iter().map(|name| bin.join(name)).find(|path| machine.is_executable(path)).or_else(|| {
        let entries = machine.list(bin).ok()?;
        let versioned = entries.iter().rev().find(|entry| names::is_python(&entry.name))?;
        Some(bin.join(&versioned.name))
    })
}
