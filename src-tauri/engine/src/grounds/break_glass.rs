//! Reads what `break-glass` depends on: the Python, what is in it, and, once pip has looked, what pip would do, and, once
//! that was fetched, which files it would write.

mod wheels;

use std::path::{Path, PathBuf};

use super::{Reading, system_python, venv_create};
use crate::advise::{Verdict, advise, world};
use crate::choose::{self, Requests};
use crate::find;
use crate::model::{Interpreter, Source};
use crate::plan::break_glass::{Chosen, Coming, Fetched, Grounds, Seen};
use crate::plan::{self, Looked};
use crate::store;
use crate::tool::pip::cause::Cause;
use crate::tool::pip::ending::{self, Allowed};
use crate::tool::pip::report::{Form, Report};
use crate::wish::Wish;

pub(super) fn read(reading: &Reading<'_>, python: Option<&str>, packages: &[String], builds: bool) -> Grounds {
    let mut grounds = Grounds {
        packages: packages.to_vec(),
        named: python.map(str::to_owned),
        builds,
        chosen: chosen(reading, python),
        better: better(reading, packages),
        store: None,
        seen: None,
        fetched: None,
    };
    let Some(looked) = looked(reading, &grounds) else { return grounds };
    grounds.seen = Some(seen(&looked, builds));
    let Some(data) = reading.data else { return grounds };
    let folder = store::folder(data, &fingerprint(&grounds));
    grounds.store = Some(folder.clone());
    if let (Some(Seen::Coming(coming)), Chosen::Python(python), Some(_)) =
        (&grounds.seen, &grounds.chosen, self::looked(reading, &grounds))
    {
        grounds.fetched = Some(match wheels::read(reading.machine, reading.shell, python, coming, &folder) {
            Ok(brought) => Fetched::Wheels(brought),
            Err(why) => Fetched::Unreadable(why),
        });
    }
    grounds
}

/// What a program has answered on these grounds. It counts for as long as all is as it was when it was asked.
fn looked(reading: &Reading<'_>, grounds: &Grounds) -> Option<Looked> {
    let Grounds { named, packages, builds, .. } = grounds;
    let wish = Wish::BreakGlass { python: named.clone(), packages: packages.clone(), builds: *builds };
    let fingerprint = fingerprint(grounds);
    let mut previews = reading.previews.get(&wish.words()).into_iter().flatten();
    let preview = previews.find(|preview| preview.fingerprint == fingerprint && preview.is_believed());
    preview.and_then(|preview| preview.answers.first()).cloned()
}

fn fingerprint(grounds: &Grounds) -> String {
    plan::Grounds::BreakGlass(Box::new(grounds.clone())).fingerprint()
}

fn seen(looked: &Looked, builds: bool) -> Seen {
    let allowed = if builds { Allowed::Anything } else { Allowed::Wheels };
    match ending::read(looked.code, &looked.lines, allowed) {
        Err(Cause::NoWheel { what }) => Seen::NoWheel(what),
        Err(cause) => Seen::No(match cause.hint() {
            Some(hint) => format!("{}. {hint}", cause.sentence()),
            None => cause.sentence(),
        }),
        Ok(_) => match Report::parse(&looked.out) {
            Ok(report) => Seen::Coming(report.packages.into_iter().map(coming).collect()),
            Err(error) => Seen::Unreadable(error.to_string()),
        },
    }
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
    let world = world(machine, snapshot, project.as_deref());
    let advice = advise(&plan::pasteable(&command), &world);
    // A guess at what else may have been meant is no better way to what was asked for.
    if advice.items.iter().any(|item| item.verdict == Verdict::Ask) {
        let begins = project.is_none() && !world.fresh.is_there;
        let folder = project.unwrap_or_else(|| PathBuf::from(&world.fresh.path));
        let new = begins.then(|| Wish::New { folder: folder.clone() });
        let add = Wish::Add { folder, packages: packages.to_vec(), files: Vec::new() };
        return new.into_iter().chain([add]).map(|wish| wish.words()).collect();
    }
    advice.wishes.into_iter().filter(|words| words.first().is_none_or(|word| word != "break-glass")).collect()
}
