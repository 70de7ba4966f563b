//! pyenv's Pythons: `$PYENV_ROOT/versions/VERSION/bin/python`.
//!
//! Its `shims` are scripts that ask pyenv which Python is meant; they are no Pythons. pyenv-virtualenv keeps its
//! environments in `versions/VERSION/envs`, with links beside the versions: environments, and listed as such.

use std::path::PathBuf;

use super::{Found, installs};
use crate::machine::Machine;
use crate::model::Source;

/// Where its Pythons are.
pub(super) fn versions(machine: &Machine) -> PathBuf {
    machine.var_path("PYENV_ROOT").unwrap_or_else(|| machine.home.join(".pyenv")).join("versions")
}

pub(super) fn find(machine: &Machine) -> Vec<Found> {
    installs::found(machine, Source::Pyenv, &versions(machine))
}
