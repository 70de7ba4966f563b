//! `remove`: packages out of the sandbox. What came along with them stays, and is named.

use std::collections::BTreeSet;

use super::sandbox::{Installed, Sandbox, usable};
use super::{Grounds, UNDONE_BY, keep, owned, resources, said};
use crate::model::Refusal;
use crate::plain::plain;
use crate::plan::{Act, Copy, Doing, Draft, Expect, Run, and, refused};
use crate::tool::spec::Name;

pub(super) fn draft(grounds: &Grounds, words: &[String]) -> Result<Draft, Refusal> {
    let names = said::names(words)?;
    if let Some(owner) = &grounds.project.owned {
        return owned::remove(grounds, owner, &names);
    }
    let (sandbox, installer) = usable(grounds)?;
    let shown = plain(&sandbox.shown);
    if names.iter().any(|name| name.normal() == "pip") {
        return Err(refused("Without pip nothing could be put into the sandbox any more, so it stays"));
    }
    let mut going: Vec<&Installed> = Vec::new();
    for name in &names {
        let Some(there) = sandbox.holds(&name.normal()) else {
            return Err(refused(format!("`{}` is not in the sandbox `{shown}`", plain(name.as_str()))));
        };
        going.push(there);
    }
    let site = sandbox.site.clone();
    let copies =
        going.iter().filter_map(|one| Some(Copy::Distribution { site: site.clone()?, name: one.normal.clone() }));
    Ok(Draft {
        title: format!("Remove {} from the sandbox of `{}`", and(&quoted(&names)), grounds.project.name()),
        why: format!("Only `{shown}` is changed; the same package in other projects is another one"),
        steps: vec![installer.uninstall(&names)],
        effects: effects(sandbox, &going),
        undo: Some(UNDONE_BY.to_owned()),
        doing: Doing {
            resources: resources(grounds, sandbox),
            keeps: vec![keep(sandbox, copies.collect())],
            acts: vec![Act::Run(Run { step: 0, how: installer.how() })],
            expects: vec![
                Expect::Lacks {
                    sites: sandbox.site.iter().cloned().collect(),
                    place: "the sandbox".to_owned(),
                    packages: names.iter().map(Name::normal).collect(),
                },
                Expect::Fits { folder: sandbox.path.clone() },
            ],
        },
        ..Draft::default()
    })
}

fn quoted(names: &[Name]) -> Vec<String> {
    names.iter().map(|name| format!("`{}`", plain(name.as_str()))).collect()
}

fn effects(sandbox: &Sandbox, going: &[&Installed]) -> Vec<String> {
    let gone: BTreeSet<&str> = going.iter().map(|one| one.normal.as_str()).collect();
    let shown = |one: &&Installed| format!("`{}` {}", plain(&one.name), plain(&one.version));
    let all: Vec<String> = going.iter().map(shown).collect();
    let verb = if all.len() == 1 { "goes" } else { "go" };
    let mut effects = vec![format!("{} {verb}, out of the sandbox `{}`", and(&all), plain(&sandbox.shown))];
    for one in going {
        let needing = sandbox.needing(&one.normal).filter(|other| !gone.contains(other.normal.as_str()));
        let needing: Vec<String> = needing.map(|other| format!("`{}`", plain(&other.name))).collect();
        if !needing.is_empty() {
            let verb = if needing.len() == 1 { "needs" } else { "need" };
            effects.push(format!("{} {verb} `{}`, and may not work without it", and(&needing), plain(&one.name)));
        }
    }
    let left: Vec<String> = left_over(sandbox, &gone).iter().map(shown).collect();
    if !left.is_empty() {
        let verb = if left.len() == 1 {
            "stays, though nothing else needs it"
        } else {
            "stay, though nothing else needs them"
        };
        effects.push(format!("What came along {verb}: {}", and(&left)));
    }
    effects
}

/// What nobody asked for and nothing that stays needs.
fn left_over<'a>(sandbox: &'a Sandbox, gone: &BTreeSet<&str>) -> Vec<&'a Installed> {
    let mut without: BTreeSet<&str> = gone.clone();
    loop {
        let more = sandbox.installed.iter().find(|one| {
            let mut needing = sandbox.needing(&one.normal).peekable();
            !without.contains(one.normal.as_str())
                && one.requested == Some(false)
                && needing.peek().is_some()
                && needing.all(|other| without.contains(other.normal.as_str()))
        });
        match more {
            Some(one) => without.insert(&one.normal),
            None => break,
        };
    }
    let left = sandbox
        .installed
        .iter()
        .filter(|one| without.contains(one.normal.as_str()) && !gone.contains(one.normal.as_str()));
    left.collect()
}
