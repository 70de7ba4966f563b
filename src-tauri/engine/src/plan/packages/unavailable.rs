//! What was asked for can't be had as a wheel for this Python: another Python, the source, or a no.
//!
//! pip says "no matching distribution" where there is no such package as well as where there is one for other Pythons,
//! and where there is only its source. One look more tells them apart: it asks the index for any form of the package,
//! and for wheels for up to four other Pythons that are here.

use std::path::Path;

use pep440_rs::{Version, VersionSpecifiers};

use super::install::Order;
use super::resources;
use super::sandbox::Installer;
use crate::choose::Candidate;
use crate::model::{Refusal, Step, minor_of};
use crate::plain::plain;
use crate::plan::{Act, Doing, Draft, How, Looked, Run, refused, refused_but};
use crate::tool::pip::Pip;
use crate::tool::pip::cause::Cause;
use crate::tool::pip::ending::{self, Allowed};
use crate::tool::spec::Package;
use crate::wish::Wish;

/// As many other Pythons are asked about.
const MOST_OTHERS: usize = 4;

pub(super) fn draft(order: &Order<'_>, cause: &Cause) -> Result<Draft, Refusal> {
    let Installer::Pip(pip) = &order.installer else { return Err(no(cause)) };
    match cause {
        Cause::OtherPython { what, wants: Some(wants) } => Err(for_others(order, what, wants)),
        Cause::OtherPython { what, wants: None } | Cause::NoWheel { what } | Cause::NoPackage { what } => {
            match (asked_about(what), order.grounds.looks.get(1)) {
                (Some(package), None) => preview(order, pip, &package).ok_or_else(|| no(cause)),
                (Some(package), Some(answers)) => judged(order, &package, answers),
                (None, _) => Err(no(cause)),
            }
        }
        _ => Err(no(cause)),
    }
}

fn no(cause: &Cause) -> Refusal {
    refused(match cause.hint() {
        Some(hint) => format!("{}. {hint}", cause.sentence()),
        None => cause.sentence(),
    })
}

/// `numpy==2 (from shop)`: the package that could not be had.
fn asked_about(what: &str) -> Option<Package> {
    Package::parse(what.split(" (from ").next().unwrap_or_default().split(';').next().unwrap_or_default()).ok()
}

/// The metadata says for which Pythons it is.
fn for_others(order: &Order<'_>, what: &str, wants: &str) -> Refusal {
    let (shown, label) = (plain(what), order.sandbox.label());
    let other = others(order).into_iter().find(|python| fits(wants, python));
    let reason = format!("`{shown}` is not for {label}: it needs Python {}", plain(wants));
    match other {
        Some(python) => {
            refused_but(format!("{reason}. {} is here and would do", python.label), [switch(order, python)])
        }
        None => refused(format!("{reason}, and no such Python is here. Install one, for example with Homebrew")),
    }
}

fn switch(order: &Order<'_>, python: &Candidate) -> Wish {
    Wish::VenvSwitch { folder: order.grounds.project.folder.clone(), python: python.id.0.clone() }
}

/// The other Pythons that a sandbox can stand on, one of each minor version, the best first.
fn others<'a>(order: &Order<'a>) -> Vec<&'a Candidate> {
    let own = order.sandbox.version.as_deref().and_then(minor_of);
    let fit = order.grounds.pythons.iter().filter(|python| python.is_unobjectionable());
    let mut others: Vec<((u32, u32), &Candidate)> =
        fit.filter_map(|python| Some((minor_of(&python.version)?, python))).collect();
    others.retain(|(minor, _)| Some(*minor) != own);
    others.sort_by_key(|(minor, _)| std::cmp::Reverse(*minor));
    others.dedup_by_key(|(minor, _)| *minor);
    // The newest first, if it is newer at all; a package may not be ready for it, and then the one before is.
    let (newer, before): (Vec<_>, Vec<_>) = others.into_iter().partition(|(minor, _)| Some(*minor) > own);
    let newer = newer.into_iter().take(MOST_OTHERS - 1);
    newer.chain(before).take(MOST_OTHERS).map(|(_, python)| python).collect()
}

fn preview(order: &Order<'_>, pip: &Pip, package: &Package) -> Option<Draft> {
    let mut steps: Vec<Step> = vec![pip.versions(&package.name)?];
    let nowhere = Path::new(&pip.prefix).join("sandbar-looks-and-puts-nothing-here");
    steps.extend(
        others(order)
            .into_iter()
            .filter_map(|python| pip.preview_for(&order.asked.specs, minor_of(&python.version)?, &nowhere)),
    );
    Some(Draft {
        title: format!("See for which Python `{}` is ready-made", plain(package.name.as_str())),
        why: format!("There is no ready-made `{}` (wheel) for {}", plain(package.name.as_str()), order.sandbox.label()),
        effects: vec!["Nothing is changed: pip only looks, and runs nothing of any package".to_owned()],
        is_preview: true,
        doing: Doing {
            resources: resources(order.grounds, order.sandbox),
            acts: (0..steps.len()).map(|step| Act::Try(Run { step, how: How::Pip })).collect(),
            ..Doing::default()
        },
        steps,
        ..Draft::default()
    })
}

/// What the second look has found: first of the index, then of each other Python.
fn judged(order: &Order<'_>, package: &Package, answers: &[Looked]) -> Result<Draft, Refusal> {
    let (name, label) = (plain(package.name.as_str()), order.sandbox.label());
    let found = answers.iter().skip(1).zip(others(order)).find(|(answer, python)| is_for(answer, python));
    if let Some((_, python)) = found {
        return Err(refused_but(
            format!(
                "There is no ready-made `{name}` (wheel) for {label}, but there is one for {}, which is here",
                python.label
            ),
            [switch(order, python)],
        ));
    }
    let versions = answers.first().filter(|answer| answer.code == 0).map(|answer| versions(&answer.out));
    match versions.as_deref() {
        None | Some([]) => Err(refused(format!(
            "The package index has no `{name}` for {label} or any other Python here. \
             Check the spelling; a package's name can differ from the name to import"
        ))),
        Some(versions @ [first, ..]) if !is_among(package, versions) => Err(refused(format!(
            "There is no `{}`; the newest that there is has version {}",
            plain(&package.to_string()),
            plain(versions.iter().find(|version| is_final(version)).unwrap_or(first))
        ))),
        Some(_) => Ok(order.unseen(
            vec![
                format!(
                    "There is no ready-made `{name}` (wheel) for any Python here: it is built from its source, \
                     for which its build program is run, with all that this account may do"
                ),
                "Nobody can say beforehand which packages come along: to find that out would run it as well".to_owned(),
            ],
            false,
        )),
    }
}

/// Whether pip has found all of it for `python`.
///
/// A pip before 24 asks about another Python's wheels, and then compares `Requires-Python` with its own version.
fn is_for(answer: &Looked, python: &Candidate) -> bool {
    match ending::read(answer.code, &answer.lines, Allowed::Wheels) {
        Ok(_) => true,
        Err(Cause::OtherPython { wants: Some(wants), .. }) => fits(&wants, python),
        Err(_) => false,
    }
}

fn fits(wants: &str, python: &Candidate) -> bool {
    let (wants, version) = (wants.parse::<VersionSpecifiers>(), python.version.parse());
    wants.is_ok_and(|wants| version.is_ok_and(|version| wants.contains(&version)))
}

/// `Available versions: 2.0, 1.0` of `pip index versions`, the newest first.
fn versions(out: &str) -> Vec<String> {
    let line = out.lines().find_map(|line| line.trim().strip_prefix("Available versions:"));
    line.into_iter().flat_map(|list| list.split(',')).map(|version| version.trim().to_owned()).collect()
}

fn is_final(version: &str) -> bool {
    version.parse::<Version>().is_ok_and(|version| !version.any_prerelease())
}

fn is_among(package: &Package, versions: &[String]) -> bool {
    let Ok(wanted) = package.versions.parse::<VersionSpecifiers>() else { return true };
    package.versions.is_empty()
        || versions.iter().filter_map(|version| version.parse().ok()).any(|version| wanted.contains(&version))
}
