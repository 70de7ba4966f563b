//! `venv switch`: a project's sandbox on another Python.

use serde::Serialize;

use super::renewal::{self, Renewal};
use super::sandbox::Place;
use super::{Draft, names, refused, refused_but, venv_create};
use crate::choose::{self, Candidate, Requests};
use crate::model::{Health, Refusal};
use crate::wish::Wish;

/// What was read for it.
#[derive(Debug, Clone, Serialize)]
pub struct Grounds {
    /// The project and its sandbox.
    pub place: Place,
    /// What was asked for.
    pub requests: Requests,
    /// The Pythons.
    pub candidates: Vec<Candidate>,
    /// For the one that is chosen.
    pub renewal: Renewal,
}

pub(super) fn draft(grounds: &Grounds) -> Result<Draft, Refusal> {
    let place = &grounds.place;
    let sandbox = place.sandbox()?;
    let with = |python: &str| Wish::VenvSwitch { folder: place.folder.clone(), python: python.to_owned() };
    let choice = choose::choose(&grounds.candidates, &grounds.requests)
        .map_err(|no| refused_but(no.reason, no.instead.map(|id| with(&id.0))))?;
    let python = choice.candidate;
    let is_well = sandbox.health == Health::Healthy && !sandbox.is_strangers;
    if is_well && sandbox.interpreter.as_ref() == Some(&python.id) {
        return Err(refused(format!(
            "The sandbox `{}` stands on {} already, and is well",
            sandbox.shown(),
            python.label
        )));
    }
    venv_create::complete(python, || choose::instead(&grounds.candidates, &grounds.requests).map(|id| with(&id.0)))?;
    let was = sandbox.version.as_deref().map(|version| format!(" instead of {}", names::shown(version)));
    let draft = renewal::draft(place, sandbox, python, &grounds.renewal)?;
    Ok(Draft {
        title: format!("Switch the sandbox of `{}` to {}", names::shown(&place.folder_shown), python.label),
        why: format!(
            "{}{}. Packages are built for one minor version, so they are installed anew",
            choice.why,
            was.unwrap_or_default()
        ),
        ..draft
    })
}
