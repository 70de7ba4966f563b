//! virtualenvwrapper's and pipenv's environments, which share their folders.
//!
//! Both write the project's path into the file `.project` of the environment. pipenv also names it `NAME-HASH`, by the
//! path of the project's `Pipfile`.
//! (<https://virtualenvwrapper.readthedocs.io/en/latest/projects.html>,
//! <https://pipenv.pypa.io/en/latest/virtualenv.html>)

use std::path::{Path, PathBuf};

use super::claim::split_hash;
use super::{Claim, Shelved, folders_in, name_of, shelved};
use crate::machine::Machine;

/// One path.
const MOST_PATH: u64 = 16 << 10;

pub(super) fn find(machine: &Machine, watched: &[PathBuf]) -> Vec<Shelved> {
    let folders = stores(machine).into_iter().flat_map(|store| folders_in(machine, &store, watched));
    folders.filter_map(|folder| shelved(machine, folder, |folder| claim(machine, folder))).collect()
}

pub(super) fn stores(machine: &Machine) -> Vec<PathBuf> {
    let usual = [".virtualenvs", ".local/share/virtualenvs", ".venvs"].map(|name| machine.home.join(name));
    machine.var_path("WORKON_HOME").into_iter().chain(usual).collect()
}

fn claim(machine: &Machine, folder: &Path) -> Claim {
    let written = machine.read_text(&folder.join(".project"), MOST_PATH).ok();
    let project = written.as_deref().and_then(|text| text.lines().next()).map(|line| PathBuf::from(line.trim()));
    if let Some(project) = project.filter(|project| project.is_absolute()) {
        return Claim::Project(project);
    }
    match split_hash(&name_of(folder)) {
        Some((_, hash)) => Claim::Pipfile { hash: hash.to_owned() },
        None => Claim::Unknown,
    }
}
