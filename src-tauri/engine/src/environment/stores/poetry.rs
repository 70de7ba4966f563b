//! poetry's environments: `NAME-HASH-pyX.Y` in its cache.
//!
//! NAME is the project's, in lower case, cut to 42 characters and without what a shell would trip over; HASH is of the
//! project's path. (<https://python-poetry.org/docs/managing-environments/>)

use std::path::PathBuf;

use super::claim::split_hash;
use super::{Claim, Shelved, folders_in, name_of, shelved};
use crate::machine::{Machine, Os};

pub(super) fn find(machine: &Machine, watched: &[PathBuf]) -> Vec<Shelved> {
    let folders = folders_in(machine, &store(machine), watched);
    folders.into_iter().filter_map(|folder| shelved(machine, folder, |folder| claim(&name_of(folder)))).collect()
}

pub(super) fn store(machine: &Machine) -> PathBuf {
    machine.var_path("POETRY_VIRTUALENVS_PATH").unwrap_or_else(|| {
        let cache = machine.var_path("POETRY_CACHE_DIR").unwrap_or_else(|| match machine.os {
            Os::Macos => machine.home.join("Library/Caches/pypoetry"),
            Os::Linux => {
                machine.var_path("XDG_CACHE_HOME").unwrap_or_else(|| machine.home.join(".cache")).join("pypoetry")
            }
        });
        cache.join("virtualenvs")
    })
}

fn claim(name: &str) -> Claim {
    match name.rsplit_once("-py").and_then(|(stem, _)| split_hash(stem)) {
        Some((name, hash)) => Claim::Pyproject { name: name.to_owned(), hash: hash.to_owned() },
        None => Claim::Unknown,
    }
}

/// A project's name as poetry writes it into an environment's.
pub(super) fn sanitized(name: &str) -> String {
    const AWKWARD: &str = " $`!*@\"\\\r\n\t";
    name.to_lowercase().chars().map(|char| if AWKWARD.contains(char) { '_' } else { char }).take(42).collect()
}
