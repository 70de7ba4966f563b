//! asdf's Pythons: `installs/python/VERSION/bin/python` in its data folder. Its `shims` are scripts.

use super::{Found, installs};
use crate::machine::Machine;
use crate::model::Source;

pub(super) fn find(machine: &Machine) -> Vec<Found> {
    let data = machine.var_path("ASDF_DATA_DIR").unwrap_or_else(|| machine.home.join(".asdf"));
    installs::found(machine, Source::Asdf, &data.join("installs/python"))
}
