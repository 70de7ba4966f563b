//! Reads what Homebrew has installed, and who needs it.

use std::path::Path;

use super::Reading;
use crate::machine::Machine;
use crate::plan::brew::{Brew, Grounds};
use crate::tools;

/// No receipt that Homebrew writes is longer.
const RECEIPT_LIMIT: u64 = 1 << 20;

pub(super) fn read(reading: &Reading<'_>, name: &str) -> Grounds {
    let machine = reading.machine;
    let own = name.rsplit('/').next().unwrap_or(name);
    let brew = reading.snapshot.tools.brew.as_ref().map(|brew| {
        let installed = tools::formulae(machine, &brew.prefix);
        let needed = installed.iter().filter(|formula| *formula != own && needs(machine, &brew.prefix, formula, own));
        Brew {
            path: brew.path.to_path_buf(),
            prefix: brew.prefix.to_path_buf(),
            version: installed.iter().any(|formula| formula == own).then(|| version(machine, &brew.prefix, own)),
            needed_by: needed.cloned().collect(),
            writable: machine.is_writable(&brew.prefix.join("Cellar")) || machine.is_writable(&brew.prefix),
        }
    });
    Grounds { name: name.to_owned(), brew }
}

/// The newest keg of a formula.
fn version(machine: &Machine, prefix: &Path, formula: &str) -> String {
    let kegs = machine.list(&prefix.join("Cellar").join(formula)).unwrap_or_default();
    kegs.last().map(|keg| keg.name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// Whether `formula` was installed with a need for `wanted`, as its receipt says.
fn needs(machine: &Machine, prefix: &Path, formula: &str, wanted: &str) -> bool {
    let rack = prefix.join("Cellar").join(formula);
    machine.list(&rack).unwrap_or_default().iter().any(|keg| {
        let receipt = machine.read(&rack.join(&keg.name).join("INSTALL_RECEIPT.json"), RECEIPT_LIMIT);
        let receipt: Option<serde_json::Value> = receipt.ok().and_then(|text| serde_json::from_slice(&text).ok());
        let needed = receipt.as_ref().and_then(|receipt| receipt["runtime_dependencies"].as_array());
        needed
            .into_iter()
            .flatten()
            .any(|one| one["full_name"].as_str().is_some_and(|name| name.rsplit('/').next() == Some(wanted)))
    })
}
