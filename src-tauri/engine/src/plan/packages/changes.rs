//! What a look has found that an installation would change, and the sentences about it.

use std::collections::BTreeMap;

use pep440_rs::Version;

use super::sandbox::{Installer, Sandbox};
use crate::advise::names::normalise;
use crate::plain::plain;
use crate::plan::{Copy, Looked, Pinned, and};
use crate::tool::pip::report::Report;
use crate::tool::uv;

/// One package that would be installed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Change {
    pub(super) name: String,
    pub(super) normal: String,
    pub(super) version: String,
    /// The version that it replaces.
    pub(super) from: Option<String>,
    /// Whether it was asked for; the others come along.
    pub(super) requested: bool,
    /// Whether its makers have taken it back.
    pub(super) is_yanked: bool,
    /// The size of its file, where that is known.
    pub(super) size: Option<u64>,
    /// Where its file is, where that is known.
    pub(super) address: Option<String>,
}

/// Reads what a look has found; `None` when its answer can't be read.
pub(super) fn read(
    installer: &Installer<'_>,
    sandbox: &Sandbox,
    looked: &Looked,
    sizes: &BTreeMap<String, u64>,
    asked: &[String],
) -> Option<Vec<Change>> {
    let from = |normal: &str, version: &str| {
        sandbox.holds(normal).map(|there| there.version.clone()).filter(|there| there != version)
    };
    match installer {
        Installer::Pip(_) => {
            let report = Report::parse(&looked.out).ok()?;
            let change = |planned: crate::tool::pip::report::Planned| Change {
                from: from(&planned.normal, &planned.version),
                size: planned.file.as_ref().and_then(|file| sizes.get(file).copied()),
                is_yanked: planned.is_yanked.unwrap_or(false),
                requested: planned.requested,
                address: planned.address,
                name: planned.name,
                normal: planned.normal,
                version: planned.version,
            };
            Some(report.packages.into_iter().map(change).collect())
        }
        Installer::Uv(_) => {
            let summary = uv::ending::read(looked.code, &looked.lines).ok()?;
            let change = |one: crate::tool::pip::summary::Versioned| {
                let normal = normalise(&one.name);
                Change {
                    from: from(&normal, &one.version),
                    requested: asked.contains(&normal),
                    is_yanked: false,
                    size: None,
                    address: None,
                    name: one.name,
                    normal,
                    version: one.version,
                }
            };
            Some(summary.installed.into_iter().map(change).collect())
        }
    }
}

/// What is copied before these are replaced.
pub(super) fn copies(sandbox: &Sandbox, changes: &[Change]) -> Vec<Copy> {
    let there = changes.iter().filter(|change| sandbox.holds(&change.normal).is_some());
    let site = sandbox.site.as_ref();
    there.filter_map(|change| Some(Copy::Distribution { site: site?.clone(), name: change.normal.clone() })).collect()
}

/// What has to be there afterwards.
pub(super) fn pinned(changes: &[Change]) -> Vec<Pinned> {
    let pin = |change: &Change| Pinned { name: change.normal.clone(), version: Some(change.version.clone()) };
    changes.iter().map(pin).collect()
}

/// What will be different, in words.
pub(super) fn effects(sandbox: &Sandbox, changes: &[Change]) -> Vec<String> {
    let place = format!("the sandbox `{}` ({})", plain(&sandbox.shown), sandbox.label());
    let shown = |change: &Change| format!("`{}` {}", plain(&change.name), plain(&change.version));
    let named = |new: bool| -> Vec<String> {
        changes.iter().filter(|it| it.from.is_none() && it.requested == new).map(shown).collect()
    };
    let (asked, along) = (named(true), named(false));
    let mut effects = Vec::new();
    if !asked.is_empty() {
        effects.push(format!("{} {} into {place}", and(&asked), if asked.len() == 1 { "goes" } else { "go" }));
    }
    effects.extend(changes.iter().filter_map(|change| replaced(change, &place, asked.is_empty())));
    if !along.is_empty() {
        let (verb, need) = if along.len() == 1 { ("comes", "it is") } else { ("come", "they are") };
        let count = if along.len() > 1 {
            format!("{} packages {verb} along", along.len())
        } else {
            format!("1 package {verb} along")
        };
        effects.push(format!("{count}, because {need} needed: {}", and(&along)));
    }
    let yanked = changes.iter().filter(|change| change.is_yanked);
    effects.extend(
        yanked.map(|change| format!("The makers of {} have taken it back; it still can be had", shown(change))),
    );
    effects.extend(size(changes));
    effects.push("Nothing outside of that folder is changed".to_owned());
    effects
}

fn replaced(change: &Change, place: &str, names_place: bool) -> Option<String> {
    let from = change.from.as_ref()?;
    let version = |text: &str| text.parse::<Version>().ok();
    let is_older = version(&change.version).zip(version(from)).is_some_and(|(new, old)| new < old);
    let what = if is_older { "goes back" } else { "is replaced" };
    let place = if names_place { format!(" in {place}") } else { String::new() };
    Some(format!("`{}` {what}{place}: {} becomes {}", plain(&change.name), plain(from), plain(&change.version)))
}

fn size(changes: &[Change]) -> Option<String> {
    let known: Vec<u64> = changes.iter().filter_map(|change| change.size).collect();
    if known.is_empty() {
        return None;
    }
    let least = if known.len() < changes.len() { "at least " } else { "" };
    let files = if known.len() == 1 { "The file has".to_owned() } else { format!("The {} files have", known.len()) };
    Some(format!("{files} {least}{}", bytes(known.iter().sum())))
}

/// A size for people, in thousands as pip counts.
fn bytes(count: u64) -> String {
    match count {
        0..1000 => format!("{count} bytes"),
        1000..1_000_000 => format!("{} kB", count.div_ceil(1000)),
        _ => format!("{}.{} MB", count / 1_000_000, count % 1_000_000 / 100_000),
    }
}
