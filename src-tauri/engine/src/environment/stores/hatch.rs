//! hatch's environments: `PROJECT/HASH/NAME` in its data folder.
//!
//! HASH is of the project's path; the environment that is used unless told otherwise has the project's own name.
//! (<https://hatch.pypa.io/latest/plugins/environment/virtual/#location>)

use std::path::PathBuf;

use super::{Claim, Shelved, folders_in, name_of, shelved};
use crate::machine::{Machine, Os};

pub(super) fn find(machine: &Machine, watched: &[PathBuf]) -> Vec<Shelved> {
    let mut found = Vec::new();
    for project in folders_in(machine, &store(machine), watched) {
        let name = name_of(&project);
        for hashed in folders_in(machine, &project, watched) {
            let hash = name_of(&hashed);
            let claim = || Claim::Pyproject { name: name.clone(), hash: hash.clone() };
            let folders = folders_in(machine, &hashed, watched).into_iter();
            found.extend(folders.filter_map(|folder| {
                let default = name_of(&folder) == name;
                Some(Shelved { default, ..shelved(machine, folder, |_| claim())? })
            }));
        }
    }
    found
}

pub(super) fn store(machine: &Machine) -> PathBuf {
    let data = machine.var_path("HATCH_DATA_DIR").unwrap_or_else(|| match machine.os {
        Os::Macos => machine.home.join("Library/Application Support/hatch"),
        Os::Linux => {
            machine.var_path("XDG_DATA_HOME").unwrap_or_else(|| machine.home.join(".local/share")).join("hatch")
        }
    });
    data.join("env/virtual")
}
