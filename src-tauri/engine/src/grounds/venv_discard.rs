//! Reads what interrupted makings have left in a project.

use std::ffi::OsStr;
use std::path::Path;

use super::{Reading, project};
use crate::machine::Kind;
use crate::plan::venv_create::target;
use crate::plan::venv_discard::Grounds;
use crate::unfinished;

pub(super) fn read(reading: &Reading<'_>, folder: &Path) -> Grounds {
    let Reading { machine, snapshot, .. } = *reading;
    let entries = machine.list(folder).unwrap_or_default();
    // Only under the names that Sandbar itself gives.
    let ours = |name: &OsStr| unfinished::is_being_built(name) || folder.join(name) == target(folder);
    let folders = entries.iter().filter(|entry| entry.kind == Kind::Folder && ours(&entry.name));
    let remains = folders.filter_map(|entry| unfinished::remains(machine, &folder.join(&entry.name)));
    let environments = project::environments_in(machine, snapshot, folder);
    Grounds {
        folder: folder.to_path_buf(),
        folder_shown: machine.tilde(folder),
        is_folder: machine.is_folder(folder),
        writable: machine.is_writable(folder),
        has_environment: environments.iter().any(|one| one.unfinished.is_none()),
        remains: remains.collect(),
    }
}
