//! What `break-glass` says of itself: why not, and what will change.

use std::collections::BTreeSet;
use std::path::PathBuf;

use super::{Brought, Coming, Taken, Whose, shown};
use crate::plain::plain;
use crate::plan::system_python::{Place, SystemPython};
use crate::plan::{and, start};

/// What building from source comes to.
pub(super) fn built() -> Vec<String> {
    vec!["What comes as source is built here: its build program is run, with all that this account may do".to_owned()]
}

/// Why a sandbox would be better.
pub(super) fn why(python: &SystemPython) -> String {
    let spoken = start(&python.spoken());
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
            "Nothing guards {}, and what is installed into it is there for every project that has no sandbox \
             (virtual environment)",
            python.spoken()
        ),
    }
}

/// What will change, one sentence each.
pub(super) fn effects(python: &SystemPython, place: &Place, coming: &[Coming], brought: &Brought) -> Vec<String> {
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
    if !brought.commands.is_empty() {
        let commands: Vec<String> = brought.commands.iter().map(|name| format!("`{}`", plain(name))).collect();
        effects.push(format!("Commands in `{}`: {}", plain(&place.scripts_shown), and(&commands)));
    }
    let shaded = brought
        .shaded
        .iter()
        .map(|program| format!("Put in the shade: `{}`, which your terminal finds by that name today", plain(program)));
    effects.extend(shaded);
    effects.extend(overwritten(&brought.taken));
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

/// The files of others that go; copies of them are kept.
fn overwritten(taken: &[Taken]) -> impl Iterator<Item = String> {
    let shown = |taken: &Taken| format!("`{}`", plain(&taken.shown));
    let packages: BTreeSet<&String> = taken
        .iter()
        .filter_map(|taken| match &taken.whose {
            Whose::Package(name) => Some(name),
            _ => None,
        })
        .collect();
    let of = move |name: &String| {
        let files: Vec<String> =
            taken.iter().filter(|one| one.whose == Whose::Package(name.clone())).map(shown).collect();
        format!("Overwritten, though it belongs to `{}`: {}", plain(name), and(&files))
    };
    let unknown: Vec<String> = taken.iter().filter(|taken| taken.whose == Whose::Unknown).map(shown).collect();
    let unknown = (!unknown.is_empty()).then(|| format!("Overwritten, whoever put it there: {}", and(&unknown)));
    packages.into_iter().map(of).chain(unknown)
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
