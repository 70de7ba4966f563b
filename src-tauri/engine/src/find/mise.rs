//! mise's Pythons: `installs/python/VERSION/bin/python` in its data folder.
//!
//! Links beside them (`3`, `3.12`, `latest`) are names of the same.

use std::path::PathBuf;

use super::{Found, installs};
use crate::machine::Machine;
use crate::model::Source;

pub(super) fn find(machine: &Machine) -> Vec<Found> {
    installs::found(machine, Source::Mise, &versions(machine))
}

/// Where its Pythons are.
pub(super) fn versions(machine: &Machine) -> PathBuf {
    let data = machine.var_path("MISE_DATA_DIR").or_else(|| Some(machine.var_path("XDG_DATA_HOME")?.join("mise")));
    data.unwrap_or_else(|| machine.home.join(".local/share/mise")).join("installs/python")
}
