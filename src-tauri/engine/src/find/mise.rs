//! mise's Pythons: `installs/python/VERSION/bin/python` in its data folder.
//!
//! Links beside them (`3`, `3.12`, `latest`) are names of the same.

use super::{Found, installs};
use crate::machine::Machine;
use crate::model::Source;

pub(super) fn find(machine: &Machine) -> Vec<Found> {
    let data = machine.var_path("MISE_DATA_DIR").or_else(|| Some(machine.var_path("XDG_DATA_HOME")?.join("mise")));
    let data = data.unwrap_or_else(|| machine.home.join(".local/share/mise"));
    installs::found(machine, Source::Mise, &data.join("installs/python"))
}
