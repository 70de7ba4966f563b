//! pyenv-virtualenv: `versions/VERSION/envs/NAME`, and `versions/NAME` as a link to it.
//!
//! A project uses one by naming it in `.python-version`, as `NAME` or as `VERSION/envs/NAME`.
//! (<https://github.com/pyenv/pyenv-virtualenv#readme>)

use std::path::PathBuf;

use super::{Claim, Shelved, folders_in, name_of, shelved};
use crate::machine::Machine;

pub(super) fn store(machine: &Machine) -> PathBuf {
    machine.var_path("PYENV_ROOT").unwrap_or_else(|| machine.home.join(".pyenv")).join("versions")
}

pub(super) fn find(machine: &Machine, watched: &[PathBuf]) -> Vec<Shelved> {
    let mut found = Vec::new();
    let mut by_link = Vec::new();
    for version in folders_in(machine, &store(machine), watched) {
        let name = name_of(&version);
        if machine.link(&version).is_some() {
            by_link.push(version);
            continue;
        }
        for folder in folders_in(machine, &version.join("envs"), watched) {
            let short = name_of(&folder);
            let long = format!("{name}/envs/{short}");
            found.extend(shelved(machine, folder, |_| Claim::PythonVersion(vec![short, long])));
        }
        found.extend(shelved(machine, version, |_| Claim::PythonVersion(vec![name])));
    }
    // Last, so that what a link leads to is known by its own name.
    let of_links =
        by_link.into_iter().filter_map(|link| shelved(machine, link, |link| Claim::PythonVersion(vec![name_of(link)])));
    found.extend(of_links);
    found
}
