//! Reads what `venv create` depends on.

use std::path::Path;

use super::{Reading, parts, project};
use crate::choose::{self, Candidate, Requests};
use crate::environment;
use crate::machine::{Kind, MachinePath};
use crate::model::Interpreter;
use crate::plan::venv_create::{Existing, Grounds, ROOM, Standing, prompt, target};
use crate::venv::{self, Blueprint};

/// No `.python-version` that a person wrote is longer.
const PYTHON_VERSION_LIMIT: u64 = 4096;

pub(super) fn read(reading: &Reading<'_>, folder: &Path, python: Option<&str>) -> Grounds {
    let Reading { machine, snapshot, .. } = *reading;
    let target = target(folder);
    let (requests, candidates) = (requests(reading, folder, python), candidates(reading));
    let is_sandbox = |folder: &&Path| environment::inspect(machine, folder, &snapshot.interpreters).is_some();
    let chosen = choose::choose(&candidates, &requests).ok().map(|choice| choice.candidate.clone());
    Grounds {
        folder: folder.to_path_buf(),
        folder_shown: machine.tilde(folder),
        home: machine.home.clone(),
        standing: project::standing(machine, folder),
        inside: folder.ancestors().find(is_sandbox).map(|sandbox| machine.tilde(sandbox)),
        writable: machine.is_writable(folder),
        has_room: machine.room(folder).is_none_or(|room| room >= ROOM),
        target: match machine.lstat(&target).map(|stat| stat.kind) {
            Some(Kind::Link) if machine.stat(&target).is_none() => Standing::DanglingLink,
            Some(Kind::Folder) => Standing::Folder,
            Some(Kind::Link | Kind::File | Kind::Other) => Standing::Other,
            None => Standing::Nothing,
        },
        environments: project::environments(machine, snapshot, folder).iter().map(Existing::of).collect(),
        requests,
        candidates,
        native: chosen.and_then(|chosen| native(reading, &chosen, folder, &target)),
    }
}

/// All that the `venv` of `chosen` would write for the project in `folder`; `None` where reading does not tell.
pub(super) fn native(
    reading: &Reading<'_>,
    chosen: &Candidate,
    folder: &Path,
    target: &Path,
) -> Option<Box<Blueprint>> {
    let interpreter = reading.snapshot.interpreters.iter().find(|interpreter| interpreter.id == chosen.id)?;
    venv::blueprint(reading.machine, interpreter, target, prompt(folder).as_deref()).ok().map(Box::new)
}

/// What was asked for, and where.
pub(super) fn requests(reading: &Reading<'_>, folder: &Path, python: Option<&str>) -> Requests {
    let Reading { machine, snapshot, .. } = *reading;
    let leads_to = python.filter(|word| word.contains('/')).and_then(|word| machine.resolve(Path::new(word)).ok());
    Requests {
        python: python.map(str::to_owned),
        python_leads_to: leads_to.map(MachinePath::from),
        python_version: machine.read_text(&folder.join(".python-version"), PYTHON_VERSION_LIMIT).ok(),
        requires_python: project::requires_python(machine, folder),
        terminal: snapshot.terminal.python3.as_ref().and_then(|meaning| meaning.interpreter.clone()),
    }
}

/// The Pythons to choose from.
pub(super) fn candidates(reading: &Reading<'_>) -> Vec<Candidate> {
    let candidate = |interpreter: &Interpreter| {
        let present = reading.machine.is_executable(&interpreter.path);
        Candidate::of(interpreter, present, parts::of(reading.machine, interpreter))
    };
    reading.snapshot.interpreters.iter().map(candidate).collect()
}
