//! Reads what `venv switch` depends on.

use std::path::Path;

use super::{Reading, renewal, sandbox, venv_create};
use crate::choose;
use crate::plan::venv_switch::Grounds;

pub(super) fn read(reading: &Reading<'_>, folder: &Path, python: &str) -> Grounds {
    let place = sandbox::place(reading, folder);
    let (requests, candidates) =
        (venv_create::requests(reading, folder, Some(python)), venv_create::candidates(reading));
    let chosen = choose::choose(&candidates, &requests).ok().map(|choice| choice.candidate.clone());
    let renewal = chosen.map(|chosen| renewal::read(reading, &place, &chosen)).unwrap_or_default();
    Grounds { place, requests, candidates, renewal }
}
