//! conda's and mamba's named environments, wherever conda keeps them; its base is an interpreter, not one of them.
//!
//! A project's `environment.yml` names the one it uses.
//! (<https://docs.conda.io/projects/conda/en/stable/user-guide/tasks/manage-environments.html>)

use std::path::Path;

use super::{Claim, Shelved, name_of, shelved};
use crate::find::conda;
use crate::machine::Machine;

pub(super) fn find(machine: &Machine) -> Vec<Shelved> {
    let named = conda::folders(machine).into_iter().filter(|folder| !folder.base);
    named.filter_map(|folder| shelved(machine, folder.path, claim)).collect()
}

/// An environment that was made by `--prefix` has a place and no name.
fn claim(folder: &Path) -> Claim {
    if folder.parent().is_some_and(|parent| parent.ends_with("envs")) {
        Claim::CondaName(name_of(folder))
    } else {
        Claim::Unknown
    }
}
