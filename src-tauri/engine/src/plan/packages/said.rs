//! The words that somebody typed: packages, or a reason not to take them.

use std::collections::BTreeSet;

use super::Grounds;
use crate::advise::{Objection, objection};
use crate::model::Refusal;
use crate::plan::{refused, refused_but};
use crate::tool::spec::{Name, Package, Refused, Spec};
use crate::wish::Wish;

/// The packages that were typed.
pub(super) fn packages(words: &[String]) -> Result<Vec<Package>, Refusal> {
    words.iter().map(|word| Package::parse(word).map_err(|no| not_taken(&no))).collect()
}

/// The bare names that were typed, each once.
pub(super) fn names(words: &[String]) -> Result<Vec<Name>, Refusal> {
    let mut seen = BTreeSet::new();
    let names: Result<Vec<Name>, Refusal> =
        words.iter().map(|word| Name::parse(word).map_err(|no| not_taken(&no))).collect();
    Ok(names?.into_iter().filter(|name| seen.insert(name.normal())).collect())
}

/// Looks at each name before it is asked for in the index: what is only a slip away from a famous one, an import name or
/// a part of Python is asked about first. What the project's own files list, and what is installed already, is meant.
pub(super) fn guard(grounds: &Grounds, packages: &[Package]) -> Result<(), Refusal> {
    for (at, package) in packages.iter().enumerate() {
        let normal = package.name.normal();
        let is_there = || grounds.sandbox.as_ref().is_some_and(|sandbox| sandbox.holds(&normal).is_some());
        if grounds.project.listed.contains(&normal) || is_there() {
            continue;
        }
        if let Some(objection) = objection(package.name.as_str(), grounds.os) {
            return Err(objected(grounds, packages, at, objection));
        }
    }
    Ok(())
}

fn objected(grounds: &Grounds, packages: &[Package], at: usize, objection: Objection) -> Refusal {
    let Objection { mut reason, instead, formula } = objection;
    let mut better = Vec::new();
    if let Some(instead) = instead {
        let said = |(number, package): (usize, &Package)| {
            let typed = package.to_string();
            let behind = &typed[package.name.as_str().len()..];
            if number == at { format!("{instead}{behind}") } else { typed }
        };
        let words: Vec<String> = packages.iter().enumerate().map(said).collect();
        match &grounds.wish {
            Wish::Add { folder, files, .. } => {
                better.push(Wish::Add { folder: folder.clone(), packages: words, files: files.clone() });
            }
            Wish::Upgrade { folder, .. } => better.push(Wish::Upgrade { folder: folder.clone(), packages: words }),
            _ => {}
        }
        let end = if reason.ends_with('?') { "" } else { "." };
        reason.push_str(end);
        reason.push_str(" If it is meant as it stands, write it into the project's `requirements.txt` first");
    }
    better.extend(formula.filter(|_| grounds.has_brew).map(|name| Wish::BrewAdd { name }));
    refused_but(reason, better)
}

pub(super) fn not_taken(no: &Refused) -> Refusal {
    refused(crate::failure::Failure::from(no.clone()).message)
}

/// The packages as what is to be installed.
pub(super) fn specs(packages: Vec<Package>) -> Vec<Spec> {
    packages.into_iter().map(Spec::Package).collect()
}
