//! `break-glass`: packages into a Python that is guarded, against its guard.
//!
//! Refused until it is understood: pip looks first (a dry run, of wheels alone, so that nothing is executed), and only
//! then there is a plan that says what comes, what is replaced, and what is put in the shade. It has to be confirmed by
//! the packages' names. What belongs to the interpreter's owner in the place that pip writes is never touched.

use std::path::PathBuf;

use serde::Serialize;

use super::system_python::{Installed, Place, SystemPython};
use super::{Act, Doing, Draft, Expect, How, Pinned, Run, and, refused, refused_but};
use crate::model::Refusal;
use crate::plain::plain;
use crate::tool::pip::ReportTo;
use crate::tool::spec::Spec;
use crate::wish::Wish;

/// What was read for it.
#[derive(Debug, Clone, Serialize)]
pub struct Grounds {
    /// The packages, as they were typed.
    pub packages: Vec<String>,
    /// The Python that is meant.
    pub chosen: Chosen,
    /// Wishes that do better.
    pub better: Vec<Vec<String>>,
    /// What pip has said that it would do; `None` as long as it was not asked.
    pub seen: Option<Seen>,
}

/// The Python that is meant.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Chosen {
    /// This one.
    Python(Box<SystemPython>),
    /// A sandbox's: nothing has to be broken there.
    Sandbox {
        /// Its folder, for a sentence.
        shown: String,
        /// The project it belongs to.
        project: Option<PathBuf>,
    },
    /// None, and why.
    None(String),
}

/// What pip has said.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Seen {
    /// It would install these.
    Coming(Vec<Coming>),
    /// Something that can't be read, and why.
    Unreadable(String),
}

/// A package that would be installed.
#[derive(Debug, Clone, Serialize)]
pub struct Coming {
    /// Its name, as it writes it.
    pub name: String,
    /// As names are compared (PEP 503).
    pub normal: String,
    /// Its version.
    pub version: String,
    /// Whether it was asked for; the others come along.
    pub requested: bool,
    /// Whether it comes as a wheel.
    pub is_wheel: bool,
}

pub(super) fn draft(grounds: &Grounds) -> Result<Draft, Refusal> {
    let specs = specs(&grounds.packages)?;
    let python = match &grounds.chosen {
        Chosen::Python(python) => python,
        Chosen::None(why) => return Err(refused(plain(why))),
        Chosen::Sandbox { shown, project } => {
            let better = project.clone().map(|folder| Wish::Add {
                folder,
                packages: grounds.packages.clone(),
                files: Vec::new(),
            });
            let reason = format!("`{}` is a sandbox: packages go there without breaking anything", plain(shown));
            return Err(refused_but(reason, better));
        }
    };
    let place = place(python)?;
    if place.pip_version.is_none() {
        return Err(refused(format!("{} has no pip", plain(&python.label))));
    }
    let mut draft = match &grounds.seen {
        None => preview(python, place, &specs)?,
        Some(Seen::Coming(coming)) => plan(python, place, &specs, coming)?,
        Some(Seen::Unreadable(why)) => {
            return Err(refused(format!("pip did not say beforehand what it would do: {}", plain(why))));
        }
    };
    draft.confirm = Some(grounds.packages.clone());
    draft.better.clone_from(&grounds.better);
    Ok(draft)
}

/// The packages, if all of them are packages.
fn specs(packages: &[String]) -> Result<Vec<Spec>, Refusal> {
    packages.iter().map(|word| Spec::parse(word).map_err(|no| refused(no.to_string()))).collect()
}

/// Where pip would write: into the Python itself where this account may, else into the user site, as pip does.
fn place(python: &SystemPython) -> Result<&Place, Refusal> {
    let places = [&python.own, &python.users];
    places.into_iter().flatten().find(|place| place.writable).ok_or_else(|| {
        refused(format!("This account may write neither into {} nor into its user site", python.spoken()))
    })
}

/// pip is asked first.
fn preview(python: &SystemPython, place: &Place, specs: &[Spec]) -> Result<Draft, Refusal> {
    let step = place.pip.preview(specs, ReportTo::Output, false).ok_or_else(|| {
        refused(format!(
            "{} has pip {}, which can't say beforehand what it would do (pip 22.2 can). Without that, nothing is \
             installed into it",
            plain(&python.label),
            plain(place.pip_version.as_deref().unwrap_or_default())
        ))
    })?;
    Ok(Draft {
        title: format!("Look what pip would change in {}", python.spoken()),
        why: "Nothing is installed before it is known what that would replace. A dry run changes nothing".to_owned(),
        effects: vec![
            "pip asks the package index, and says what it would install".to_owned(),
            "Only ready-made packages (wheels) are looked at: of a source archive even a dry run executes the \
             `setup.py`, so one without a wheel is not found"
                .to_owned(),
        ],
        steps: vec![step],
        is_preview: true,
        doing: Doing {
            resources: vec![python.resource()],
            acts: vec![Act::Look(Run { step: 0, how: How::Pip })],
            ..Doing::default()
        },
        ..Draft::default()
    })
}

fn plan(python: &SystemPython, place: &Place, specs: &[Spec], coming: &[Coming]) -> Result<Draft, Refusal> {
    if coming.is_empty() {
        return Err(refused(format!("It is all there already: {} has what you ask for", python.spoken())));
    }
    if let Some(source) = coming.iter().find(|coming| !coming.is_wheel) {
        return Err(refused(format!(
            "`{}` has no ready-made package (wheel) for this Python, and building it would execute its `setup.py` here",
            plain(&source.name)
        )));
    }
    if let Some(owners) = owners(python, place, coming) {
        if !owners.complete {
            return Err(refused(format!(
                "{} in `{}` was left half installed, so nobody knows which files are its own. Remove them first",
                owners.shown(),
                plain(&place.shown)
            )));
        }
        return Err(refused(format!(
            "{} in `{}` belongs to {}, and pip would have to replace it. Programs that came with it may stop working",
            owners.shown(),
            plain(&place.shown),
            plain(&python.owner)
        )));
    }
    let names: Vec<String> = coming.iter().map(|coming| coming.normal.clone()).collect();
    let mut pinned: Vec<Pinned> = coming
        .iter()
        .map(|coming| Pinned { name: coming.normal.clone(), version: Some(coming.version.clone()) })
        .collect();
    pinned.sort();
    let asked: Vec<String> = coming.iter().filter(|one| one.requested).map(shown).collect();
    let what = if asked.is_empty() { coming.iter().map(shown).collect() } else { asked };
    Ok(Draft {
        title: format!("Install {} into {}, against its guard", and(&what), python.spoken()),
        why: why(python),
        steps: vec![place.pip.install_wheels(specs)],
        effects: effects(python, place, coming),
        undo: Some(
            "pip removes what came, and what was replaced is put back from copies, byte for byte; no network is needed"
                .to_owned(),
        ),
        doing: Doing {
            resources: vec![python.resource()],
            keeps: python.keeps(place, &names).into(),
            acts: vec![Act::Run(Run { step: 0, how: How::Pip })],
            expects: vec![Expect::Holds { sites: vec![place.site.clone()], place: python.spoken(), packages: pinned }],
        },
        ..Draft::default()
    })
}

fn why(python: &SystemPython) -> String {
    let spoken = python.spoken();
    match (python.marked, python.guarded) {
        (true, _) => format!(
            "{spoken} is marked as {}'s own (PEP 668), because other programs run on it. You asked to pass that guard; \
             a sandbox (virtual environment) is the better place",
            plain(&python.owner)
        ),
        (false, true) => format!(
            "{spoken} carries no marker, so pip would install into it at once, though other programs run on it. \
             A sandbox (virtual environment) is the better place"
        ),
        (false, false) => format!(
            "Nothing guards {spoken}, and what is installed into it is there for every project that has no sandbox \
             (virtual environment)"
        ),
    }
}

/// What of the owner's stands where pip would write.
fn owners<'a>(python: &'a SystemPython, place: &Place, coming: &[Coming]) -> Option<&'a Installed> {
    coming.iter().find_map(|coming| {
        let there = |one: &&Installed| one.site == place.site && one.normal == coming.normal;
        python.installed.iter().find(there).filter(|there| !there.is_stray || !there.has_record)
    })
}

fn effects(python: &SystemPython, place: &Place, coming: &[Coming]) -> Vec<String> {
    let here = |coming: &Coming| {
        python.installed.iter().find(|there| there.site == place.site && there.normal == coming.normal)
    };
    let new: Vec<&Coming> = coming.iter().filter(|coming| here(coming).is_none()).collect();
    let mut effects = Vec::new();
    let list = |requested: bool| -> Vec<String> {
        new.iter().filter(|coming| coming.requested == requested).map(|coming| shown(coming)).collect()
    };
    let (asked, along) = (list(true), list(false));
    let folder = plain(&place.shown);
    match (asked.is_empty(), along.is_empty()) {
        (false, true) => effects.push(format!("Added to `{folder}`: {}", and(&asked))),
        (false, false) => {
            effects.push(format!("Added to `{folder}`: {}; needed by that: {}", and(&asked), and(&along)));
        }
        (true, false) => effects.push(format!("Added to `{folder}`, because it is needed: {}", and(&along))),
        (true, true) => {}
    }
    for coming in coming {
        if let Some(there) = here(coming) {
            effects.push(format!("Replaced: {} by {}", there.shown(), plain(&coming.version)));
        }
    }
    effects.extend(coming.iter().filter_map(|coming| shaded(python, place, coming)));
    effects.push(format!(
        "Their commands go into `{}`; one of the same name that is there is overwritten",
        plain(&place.scripts_shown)
    ));
    if python.users.as_ref().is_some_and(|users| users.site == place.site) {
        let own = python.own.as_ref().map(|own| plain(&own.shown)).unwrap_or_default();
        effects.push(format!(
            "This account may not write into `{own}`, so they go into your user site, which every Python {} of yours \
             reads",
            plain(&python.minor)
        ));
    }
    if python.guarded {
        effects.push(format!(
            "Programs of {}'s that run on this Python find these too; the next minor version of it does not have them",
            plain(&python.owner)
        ));
    }
    effects
}

/// What is read from another folder today, and no longer once pip has written its own; or the other way round.
fn shaded(python: &SystemPython, place: &Place, coming: &Coming) -> Option<String> {
    let there = python.installed.iter().find(|there| there.site != place.site && there.normal == coming.normal)?;
    let (where_it_is, whose) = (plain(&there.site.display().to_string()), plain(&python.owner));
    let is_users = |site: &PathBuf| python.users.as_ref().is_some_and(|users| users.site == *site);
    Some(if is_users(&there.site) {
        format!("Hidden from you: your user site has {}, which goes on being read first", there.shown())
    } else if there.is_stray {
        format!("Put in the shade: {} in `{where_it_is}`, which is there still and no longer read", there.shown())
    } else {
        format!(
            "Put in the shade: {} of {whose}'s in `{where_it_is}`. {whose}'s programs on this Python then get {} instead",
            there.shown(),
            plain(&coming.version)
        )
    })
}

fn shown(coming: &Coming) -> String {
    format!("`{}` {}", plain(&coming.name), plain(&coming.version))
}

#[cfg(test)]
pub(super) mod tests;
