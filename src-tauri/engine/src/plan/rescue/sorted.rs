//! Sorts the packages of a system Python: which were asked for, which came along, and which have to stay.

use std::collections::BTreeSet;

use crate::plain::plain;
use crate::plan::system_python::{Installed, SystemPython};

/// What `ensurepip` seeds: pip itself is no stray that somebody misses, wherever it stands.
const SEEDED: [&str; 3] = ["pip", "setuptools", "wheel"];

/// The packages, sorted.
pub(super) struct Sorted<'a> {
    /// What gets a new place: asked for by name, or needed by nothing. One of each name.
    pub(super) asked: Vec<&'a Installed>,
    /// What is taken away: the same, and what came along and nothing else needs.
    pub(super) removed: Vec<&'a Installed>,
    /// What is left where it is, and why, for a sentence.
    pub(super) stays: Vec<(&'a Installed, String)>,
}

impl<'a> Sorted<'a> {
    pub(super) fn of(python: &'a SystemPython) -> Self {
        let (strays, others): (Vec<&Installed>, Vec<&Installed>) =
            python.installed.iter().partition(|one| one.is_stray && !SEEDED.contains(&one.normal.as_str()));
        let needed: BTreeSet<&str> = strays
            .iter()
            .flat_map(|one| one.needs.iter().filter(|need| **need != one.normal))
            .map(String::as_str)
            .collect();
        let is_asked = |one: &Installed| one.requested == Some(true) || !needed.contains(one.normal.as_str());
        let mut asked: Vec<&Installed> = Vec::new();
        // The user site is read first, so its version is the one in use.
        let users = python.users.as_ref().map(|users| &users.site);
        let in_use = |one: &&&Installed| Some(&one.site) == users;
        let is_to_be_had = |one: &&&Installed| one.origin.is_none();
        for one in strays.iter().filter(in_use).chain(strays.iter().filter(|one| !in_use(one))).filter(is_to_be_had) {
            if is_asked(one) && !asked.iter().any(|asked| asked.normal == one.normal) {
                asked.push(one);
            }
        }
        asked.sort_by(|one, other| one.normal.cmp(&other.normal));
        let (mut removed, mut left) = (Vec::new(), Vec::new());
        for one in strays {
            if let Some(origin) = &one.origin {
                // The index may have another package of that name, which is somebody else's.
                left.push((one, format!("it came from `{}`, and not from a package index", plain(origin))));
            } else if one.has_record {
                removed.push(one);
            } else {
                left.push((one, "it does not say which files are its own, so pip can't remove it".to_owned()));
            }
        }
        while let Some((at, who)) = still_needed(&removed, &others, &left) {
            left.push((removed.remove(at), format!("`{}` needs it", plain(&who))));
        }
        Self { asked, removed, stays: left }
    }
}

/// The first of `removed` that something needs which stays.
fn still_needed(
    removed: &[&Installed],
    others: &[&Installed],
    stays: &[(&Installed, String)],
) -> Option<(usize, String)> {
    let staying = || others.iter().copied().chain(stays.iter().map(|(one, _)| *one));
    removed.iter().enumerate().find_map(|(at, one)| {
        let who = staying().find(|other| other.normal != one.normal && other.needs.contains(&one.normal))?;
        Some((at, who.name.clone()))
    })
}
