//! `take-out`: packages that pip or uv has put into a system Python, out of it again.
//!
//! By that Python's own pip, and never what belongs to its owner. What something else there still needs stays, unless it
//! is taken out too; so does what pip can't remove because nobody knows which files are its own.

use serde::Serialize;

use super::break_glass::Chosen;
use super::system_python::{Installed, SystemPython};
use super::{Draft, and, refused, refused_but, removal};
use crate::model::Refusal;
use crate::plain::plain;
use crate::tool::spec::Name;
use crate::wish::Wish;

/// What was read for it.
#[derive(Debug, Clone, Serialize)]
pub struct Grounds {
    /// The packages, as they were typed.
    pub packages: Vec<String>,
    /// The Python that is meant.
    pub chosen: Chosen,
}

pub(super) fn draft(grounds: &Grounds) -> Result<Draft, Refusal> {
    let names: Result<Vec<Name>, _> = grounds.packages.iter().map(|word| Name::parse(word)).collect();
    let names = names.map_err(|no| refused(no.to_string()))?;
    let python = match &grounds.chosen {
        Chosen::Python(python) => python,
        Chosen::None(why) => return Err(refused(plain(why))),
        Chosen::Sandbox { shown, project } => {
            let packages = grounds.packages.clone();
            let better = project.clone().map(|folder| Wish::Remove { folder, packages });
            return Err(refused_but(format!("`{}` is a sandbox: it has a way of its own", plain(shown)), better));
        }
    };
    if [&python.own, &python.users].into_iter().flatten().all(|place| place.pip_version.is_none()) {
        return Err(refused(format!("{} has no pip that could take something out of it", plain(&python.label))));
    }
    let mut absent = Vec::new();
    let mut meant: Vec<&Installed> = Vec::new();
    for name in &names {
        let found = strays(python, name)?;
        if found.is_empty() {
            absent.push(format!("`{}`", plain(name.as_str())));
        }
        meant.extend(found.into_iter().filter(|one| !meant.contains(one)).collect::<Vec<_>>());
    }
    let (gone, stays) = without_the_needed(python, meant);
    if gone.is_empty() {
        return Err(refused(nothing_to_do(python, &absent, &stays)));
    }
    plan(python, &gone, &absent, &stays)
}

/// The packages of that name that its owner did not put there.
fn strays<'a>(python: &'a SystemPython, name: &Name) -> Result<Vec<&'a Installed>, Refusal> {
    let normal = name.normal();
    if normal == "pip" {
        return Err(refused("pip is what takes packages out: it does not go itself"));
    }
    let there: Vec<&Installed> = python.installed.iter().filter(|one| one.normal == normal).collect();
    let (strays, owners): (Vec<&Installed>, Vec<&Installed>) = there.into_iter().partition(|one| one.is_stray);
    if strays.is_empty()
        && let Some(owners) = owners.first()
    {
        let whose = if owners.complete { belongs(python) } else { "was left half installed".to_owned() };
        return Err(refused(format!("{} in {} {whose}, and is not taken out", owners.shown(), python.spoken())));
    }
    let places: Vec<_> = [&python.users, &python.own].into_iter().flatten().map(|place| &place.site).collect();
    if let Some(stray) = strays.iter().find(|stray| !stray.has_record) {
        return Err(refused(format!("{} does not say which files are its own, so pip can't remove it", stray.shown())));
    }
    if let Some(stray) = strays.iter().find(|stray| !places.contains(&&stray.site)) {
        let site = plain(&stray.site.display().to_string());
        return Err(refused(format!("{} is in `{site}`, where pip does not work", stray.shown())));
    }
    Ok(strays)
}

fn belongs(python: &SystemPython) -> String {
    match plain(&python.owner).as_str() {
        "Python" => "came with it".to_owned(),
        owner => format!("belongs to {owner}"),
    }
}

/// What can go of `meant`; and what stays, with what needs it.
fn without_the_needed<'a>(
    python: &'a SystemPython,
    mut meant: Vec<&'a Installed>,
) -> (Vec<&'a Installed>, Vec<(&'a Installed, String)>) {
    let mut stays = Vec::new();
    while let Some((at, who)) = still_needed(python, &meant) {
        stays.push((meant.remove(at), who));
    }
    (meant, stays)
}

/// The first of `gone` that something needs which stays, and that is there no second time.
fn still_needed(python: &SystemPython, gone: &[&Installed]) -> Option<(usize, String)> {
    let staying: Vec<&Installed> = python.installed.iter().filter(|one| !gone.contains(one)).collect();
    gone.iter().enumerate().find_map(|(at, one)| {
        let is_there_still = staying.iter().any(|other| other.normal == one.normal);
        let who = staying.iter().find(|other| other.normal != one.normal && other.needs.contains(&one.normal))?;
        (!is_there_still).then(|| (at, who.name.clone()))
    })
}

fn nothing_to_do(python: &SystemPython, absent: &[String], stays: &[(&Installed, String)]) -> String {
    match stays.first() {
        Some((one, who)) => format!(
            "{} stays in {}: `{}` needs it. Take that out as well, and both can go",
            one.shown(),
            python.spoken(),
            plain(who)
        ),
        None if absent.len() == 1 => format!("{} is not in {}", and(absent), python.spoken()),
        None => format!("{} are not in {}", and(absent), python.spoken()),
    }
}

fn plan(
    python: &SystemPython,
    gone: &[&Installed],
    absent: &[String],
    stays: &[(&Installed, String)],
) -> Result<Draft, Refusal> {
    let spoken = python.spoken();
    let shown: Vec<String> = gone.iter().map(|one| one.shown()).collect();
    let mut draft = Draft {
        title: format!("Take {} out of {spoken}", and(&shown)),
        why: if python.guarded {
            format!("Other programs run on {spoken}, and this is none of what they came with")
        } else {
            format!("What is in {spoken} is found by every project that has no sandbox (virtual environment)")
        },
        undo: Some("What was removed is put back from copies, byte for byte; no network is needed".to_owned()),
        ..Draft::default()
    };
    draft.doing.resources.push(python.resource());
    let missed = removal::draft(&mut draft, python, gone, "Removed")?;
    if draft.steps.is_empty() {
        return Err(refused(missed.join(". ")));
    }
    draft.effects.extend(missed);
    draft
        .effects
        .extend(stays.iter().map(|(one, who)| format!("{} stays in {spoken}: `{}` needs it", one.shown(), plain(who))));
    if !absent.is_empty() {
        let are = if absent.len() == 1 { "is" } else { "are" };
        draft.effects.push(format!("{} {are} not there any more", and(absent)));
    }
    Ok(draft)
}

#[cfg(test)]
mod tests;
