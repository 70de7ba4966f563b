//! Reads what `freeze` depends on: what is in the sandbox, where it came from, and what the file says so far.

use std::path::Path;

use super::{Reading, packages, project};
use crate::machine::{Kind, Machine};
use crate::packages as installed;
use crate::plan::freeze::{Came, Frozen, Grounds, Old};
use crate::plan::packages::list::decoded;

/// No list that a person wrote is longer.
const LIST_LIMIT: u64 = 1 << 20;

/// Nor is a `direct_url.json`.
const ORIGIN_LIMIT: u64 = 1 << 16;

pub(super) fn read(reading: &Reading<'_>, folder: &Path) -> Grounds {
    let Reading { machine, snapshot, .. } = *reading;
    let environment = project::environments(machine, snapshot, folder).into_iter().next();
    let sandbox = environment.map(|environment| packages::sandbox(reading, folder, &environment));
    let site = sandbox.as_ref().and_then(|sandbox| sandbox.site.clone());
    let found = site.and_then(|site| installed::read(machine, &site).ok()).unwrap_or_default();
    let frozen = found.iter().filter(|one| one.complete).map(|one| Frozen {
        name: one.name.clone(),
        normal: installed::normalized(&one.name),
        version: one.version.clone(),
        came: came(machine, &one.path),
    });
    let file = folder.join("requirements.txt");
    Grounds {
        folder: folder.to_path_buf(),
        shown: machine.tilde(folder),
        is_folder: machine.is_folder(folder),
        writable: machine.is_writable(folder),
        frozen: frozen.collect(),
        sandbox,
        old: match machine.lstat(&file).map(|stat| stat.kind) {
            None => Old::Nothing,
            Some(Kind::File) => {
                let text = machine.read(&file, LIST_LIMIT).ok().and_then(|bytes| decoded(&bytes));
                text.map_or(Old::Unreadable, Old::Text)
            }
            Some(_) => Old::Other,
        },
    }
}

/// Where a distribution came from, if not from the index (PEP 610, "Recording the Direct URL Origin").
fn came(machine: &Machine, record: &Path) -> Option<Came> {
    let text = machine.read_text(&record.join("direct_url.json"), ORIGIN_LIMIT).ok()?;
    Came::parse(&text)
}
