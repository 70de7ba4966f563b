//! asdf's Pythons: `installs/python/VERSION/bin/python` in its data folder. Its `shims` are scripts.

use std::path::PathBuf;

use super::{Found, installs};
use crate::machine::Machine;
use crate::model::Source;

pub(super) fn find(machine: &Machine) -> Vec<Found> {
    installs::found(machine, Source::Asdf, &versions(machine))
}

/// Where its Pythons are.
pub(super) fn versions(machine: &Machine) -> PathBuf {
    machine.var_path("ASDF_DATA_DIR").unwrap_or_else(|| machine.home.join(".asdf")).join("installs/python")
}
