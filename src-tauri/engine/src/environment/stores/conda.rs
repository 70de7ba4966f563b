//! conda's and mamba's named environments: `envs/NAME` of an installation, of `~/.conda` and of mamba's root, and what
//! `~/.conda/environments.txt` lists.
//!
//! A project's `environment.yml` names the one it uses.
//! (<https://docs.conda.io/projects/conda/en/stable/user-guide/tasks/manage-environments.html>)

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::{Claim, Shelved, folders_in, name_of, shelved};
use crate::machine::Machine;
use crate::model::{Interpreter, Source};
use crate::privacy;

/// A line for each environment that was ever made.
const MOST_LIST: u64 = 1 << 20;

pub(super) fn find(machine: &Machine, watched: &[PathBuf], interpreters: &[Interpreter]) -> Vec<Shelved> {
    let named = shelves(machine, interpreters);
    let in_shelves = named.iter().flat_map(|shelf| folders_in(machine, shelf, watched));
    let listed = listed(machine).into_iter().filter(|folder| privacy::real_path(machine, folder, watched).is_some());
    let folders: BTreeSet<PathBuf> = in_shelves.chain(listed).collect();
    folders.into_iter().filter_map(|folder| shelved(machine, folder, claim)).collect()
}

fn claim(folder: &Path) -> Claim {
    if folder.parent().is_some_and(|parent| parent.ends_with("envs")) {
        Claim::CondaName(name_of(folder))
    } else {
        Claim::Unknown
    }
}

/// The folders whose sub-folders are named environments.
fn shelves(machine: &Machine, interpreters: &[Interpreter]) -> BTreeSet<PathBuf> {
    let mut shelves = BTreeSet::from([
        machine.home.join(".conda/envs"),
        machine.home.join("micromamba/envs"),
        machine.home.join(".local/share/mamba/envs"),
    ]);
    shelves.extend(machine.var_path("MAMBA_ROOT_PREFIX").map(|root| root.join("envs")));
    for name in ["CONDA_ENVS_PATH", "CONDA_ENVS_DIRS"] {
        let folders = machine.var(name).unwrap_or_default().split(':').map(PathBuf::from);
        shelves.extend(folders.filter(|folder| folder.is_absolute()));
    }
    let own = interpreters.iter().filter(|interpreter| interpreter.source == Source::Conda);
    // PREFIX/bin/python3.12, where PREFIX may itself be BASE/envs/NAME.
    let prefixes = own.filter_map(|interpreter| interpreter.real_path.parent()?.parent().map(Path::to_path_buf));
    shelves.extend(prefixes.map(|prefix| match prefix.parent() {
        Some(shelf) if shelf.ends_with("envs") => shelf.to_path_buf(),
        _ => prefix.join("envs"),
    }));
    shelves
}

/// The folders that conda has written down.
fn listed(machine: &Machine) -> Vec<PathBuf> {
    let text = machine.read(&machine.home.join(".conda/environments.txt"), MOST_LIST).unwrap_or_default();
    let text = String::from_utf8_lossy(&text);
    text.lines().map(|line| PathBuf::from(line.trim())).filter(|folder| folder.is_absolute()).collect()
}
