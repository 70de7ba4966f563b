//! Reads what `break-glass` depends on: the Python, what is in it, and, once pip has looked, what pip would do.

use std::path::Path;

use super::{Reading, system_python, venv_create};
use crate::advise::{advise, world};
use crate::choose::{self, Requests};
use crate::find;
use crate::model::{Interpreter, Source};
use crate::plan::break_glass::{Chosen, Coming, Grounds, Seen};
use crate::plan::{self};
use crate::tool::pip::report::{Form, Report};
use crate::wish::Wish;

pub(super) fn read(reading: &Reading<'_>, python: Option<&str>, packages: &[String]) -> Grounds {
    let mut grounds = Grounds {
        packages: packages.to_vec(),
        chosen: chosen(reading, python),
        better: better(reading, packages),
        seen: None,
    };
    let wish = Wish::BreakGlass { python: python.map(str::to_owned), packages: packages.to_vec() };
    // What pip said counts for as long as all is as it was when it was asked.
    let fingerprint = plan::Grounds::BreakGlass(grounds.clone()).fingerprint();
    let mut previews = reading.previews.get(&wish.words()).into_iter().flatten();
    let preview = previews.find(|preview| preview.fingerprint == fingerprint && preview.is_believed());
    grounds.seen = preview.and_then(|preview| preview.answers.first()).map(|looked| match Report::parse(&looked.out) {
        Ok(report) => Seen::Coming(report.packages.into_iter().map(coming).collect()),
        Err(error) => Seen::Unreadable(error.to_string()),
    });
    grounds
}

fn coming(planned: crate::tool::pip::report::Planned) -> Coming {
    Coming {
        is_wheel: planned.form == Form::Wheel,
        name: planned.name,
        normal: planned.normal,
        version: planned.version,
        requested: planned.requested,
    }
}

/// The Python that was named, else the terminal's.
pub(super) fn chosen(reading: &Reading<'_>, python: Option<&str>) -> Chosen {
    let snapshot = reading.snapshot;
    let Some(word) = python else {
        let meaning = snapshot.terminal.python3.as_ref();
        let terminals = meaning.and_then(|meaning| meaning.interpreter.as_ref());
        let found = terminals.and_then(|id| snapshot.interpreters.iter().find(|one| one.id == *id));
        return found
            .map_or(Chosen::None("Say with `--python` which Python is meant".to_owned()), |one| of(reading, one));
    };
    // A path into a sandbox leads to the interpreter behind it, so it is asked for first.
    if word.contains('/') {
        let path = reading.machine.absolute(Path::new(word));
        if let Some(sandbox) = path.ancestors().skip(1).find(|folder| find::is_environment(reading.machine, folder)) {
            let known = snapshot.environments.iter().find(|one| *one.path == *sandbox);
            let project = known.and_then(|one| one.projects.first()).map(|project| project.to_path_buf());
            return Chosen::Sandbox {
                shown: reading.machine.tilde(sandbox),
                project: project.or_else(|| sandbox.parent().map(Path::to_path_buf)),
            };
        }
    }
    let named = venv_create::requests(reading, &reading.machine.cwd, Some(word));
    let requests = Requests { python_version: None, requires_python: None, ..named };
    let candidates = venv_create::candidates(reading);
    match choose::choose(&candidates, &requests) {
        Ok(choice) => {
            let found = snapshot.interpreters.iter().find(|one| one.id == choice.candidate.id);
            found.map_or(Chosen::None(choice.why), |one| of(reading, one))
        }
        Err(no) => Chosen::None(no.reason),
    }
}

fn of(reading: &Reading<'_>, interpreter: &Interpreter) -> Chosen {
    match interpreter.source {
        Source::Conda | Source::Pixi => Chosen::None(format!(
            "{} is an environment of its own, and {} looks after what is in it",
            interpreter.label(),
            interpreter.owner
        )),
        Source::Nix => Chosen::None(format!("{} can't be written to: it is in the Nix store", interpreter.label())),
        _ => Chosen::Python(Box::new(system_python::read(reading, interpreter))),
    }
}

/// What would be better, by the same judgement that a pasted command gets.
fn better(reading: &Reading<'_>, packages: &[String]) -> Vec<Vec<String>> {
    let Reading { machine, snapshot, .. } = *reading;
    let project = snapshot.project(&machine.cwd).map(|project| project.path.to_path_buf());
    let command: Vec<String> =
        ["pip", "install"].into_iter().map(str::to_owned).chain(packages.iter().cloned()).collect();
    let advice = advise(&plan::pasteable(&command), &world(machine, snapshot, project.as_deref()));
    advice.wishes.into_iter().filter(|words| words.first().is_none_or(|word| word != "break-glass")).collect()
}
