//! The Pythons themselves: none at all, packages where they do harm, pip and python that disagree.

use std::collections::{BTreeMap, BTreeSet};

use super::words::{count, count_was, list};
use super::{Evidence, at, problem};
use crate::machine::{MachinePath, Os};
use crate::model::{Interpreter, Level, Problem, ProblemCode, Protection};

/// The first Python 3 with `venv` and pip together (PEP 453).
const FIRST: (u32, u32) = (3, 4);

pub(super) fn find(evidence: &Evidence<'_>) -> Vec<Problem> {
    let strays = evidence.interpreters.iter().filter_map(strays);
    no_python(evidence).into_iter().chain(strays).chain(user_sites(evidence)).chain(mismatch(evidence)).collect()
}

fn no_python(evidence: &Evidence<'_>) -> Option<Problem> {
    let usable = |known: &Interpreter| !known.private && known.minor().is_none_or(|minor| minor >= FIRST);
    if evidence.interpreters.iter().any(usable) {
        return None;
    }
    let hint = match (evidence.machine.os, &evidence.tools.brew) {
        (Os::Macos, Some(_)) => "Install one with `brew install python`",
        (Os::Macos, None) => "Install the one from python.org, or Homebrew and with it Python",
        (Os::Linux, _) => "Install `python3` with your system's package manager",
    };
    Some(problem(ProblemCode::NoPython, Level::Problem, "There is no Python here that a sandbox could stand on", hint))
}

/// Packages that somebody installed into a Python that other programs run on.
fn strays(interpreter: &Interpreter) -> Option<Problem> {
    if interpreter.protection != Protection::Hard {
        return None;
    }
    let names: Vec<&str> = interpreter.strays.iter().filter(|one| !one.shared).map(|one| one.name.as_str()).collect();
    if names.is_empty() {
        return None;
    }
    let message = format!(
        "{} installed into {}, which other programs run on: {}",
        count_was(names.len(), "package"),
        full_name(interpreter),
        list(&names),
    );
    let hint = "Move what you need into a sandbox (virtual environment), then remove the rest";
    Some(at(interpreter.path.clone(), problem(ProblemCode::Strays, Level::Attention, message, hint)))
}

/// What lies in one user site.
#[derive(Default)]
struct UserSite<'a> {
    names: BTreeSet<&'a str>,
    place: Option<MachinePath>,
}

/// The user site: one folder for every Python of a minor version, read before each one's own packages.
fn user_sites(evidence: &Evidence<'_>) -> Vec<Problem> {
    let mut sites: BTreeMap<(u32, u32), UserSite<'_>> = BTreeMap::new();
    for interpreter in evidence.interpreters {
        let shared = interpreter.strays.iter().filter(|stray| stray.shared).map(|stray| stray.name.as_str());
        let names: BTreeSet<&str> = shared.collect();
        let Some(minor) = interpreter.minor().filter(|_| !names.is_empty()) else { continue };
        let site = sites.entry(minor).or_default();
        site.names.extend(names);
        site.place = site.place.take().or_else(|| user_site(evidence, interpreter));
    }
    sites.into_iter().map(|(minor, site)| in_user_site(minor, site)).collect()
}

fn in_user_site((major, minor): (u32, u32), site: UserSite<'_>) -> Problem {
    let names: Vec<&str> = site.names.into_iter().collect();
    let come = if names.len() == 1 { "comes" } else { "come" };
    let message = format!(
        "{} in your user site {come} before those of every Python {major}.{minor}: {}",
        count(names.len(), "package"),
        list(&names),
    );
    let hint = "Install what you need into each project's sandbox, then remove it from the user site";
    Problem { path: site.place, ..problem(ProblemCode::UserSite, Level::Attention, message, hint) }
}

/// The user site among the folders that an interpreter takes packages from: the one in the home folder that is not
/// inside the interpreter itself.
fn user_site(evidence: &Evidence<'_>, interpreter: &Interpreter) -> Option<MachinePath> {
    let home = evidence.machine.home.as_path();
    let own = |folder: &MachinePath| {
        interpreter
            .stdlib
            .as_ref()
            .and_then(|stdlib| stdlib.parent())
            .is_some_and(|library| folder.starts_with(library))
    };
    interpreter.site_packages.iter().find(|folder| folder.starts_with(home) && !own(folder)).cloned()
}

fn mismatch(evidence: &Evidence<'_>) -> Option<Problem> {
    let message = evidence.terminal.mismatch.clone()?;
    let hint = "Type `python3 -m pip` instead, or work in a sandbox (virtual environment)";
    Some(problem(ProblemCode::PipMismatch, Level::Attention, message, hint))
}

/// "Homebrew's Python 3.13.5".
fn full_name(interpreter: &Interpreter) -> String {
    format!("{}'s Python {}", interpreter.owner, interpreter.version).trim_end().to_owned()
}
