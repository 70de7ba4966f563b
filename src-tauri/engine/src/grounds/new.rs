//! Reads what `new` depends on: the place, and all that a sandbox in it will depend on.

use std::path::Path;

use super::{Reading, project, venv_create};
use crate::plan::new::Grounds;

pub(super) fn read(reading: &Reading<'_>, folder: &Path) -> Grounds {
    let machine = reading.machine;
    let parent = folder.parent().unwrap_or(folder);
    Grounds {
        sandbox: venv_create::read(reading, folder, None),
        is_empty: machine.list(folder).is_ok_and(|entries| entries.is_empty()),
        parent_shown: machine.tilde(parent),
        parent: project::standing(machine, parent),
        parent_writable: machine.is_writable(parent),
        has_room: machine.room(parent).is_none_or(|room| room >= crate::plan::venv_create::ROOM),
    }
}
