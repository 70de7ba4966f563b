//! The last step of `rescue`, and all of `take-out`: packages out of a system Python, by its own pip.

use super::system_python::{Beside, Installed, Place, SystemPython};
use super::{Act, Draft, Expect, How, Run, and, pasteable, refused};
use crate::model::Refusal;
use crate::plain::plain;
use crate::tool::spec::Name;

/// Adds to `draft` that `gone` is removed, from each place by itself; `removed` is how its effect begins. A sentence for
/// each place in which this account may not write: what is there stays.
pub(super) fn draft(
    draft: &mut Draft,
    python: &SystemPython,
    gone: &[&Installed],
    removed: &str,
) -> Result<Vec<String>, Refusal> {
    let mut missed = Vec::new();
    for place in [&python.users, &python.own].into_iter().flatten() {
        let gone: Vec<&Installed> = gone.iter().copied().filter(|one| one.site == place.site).collect();
        if gone.is_empty() {
            continue;
        }
        let names: Result<Vec<Name>, _> = gone.iter().map(|one| Name::parse(&one.normal)).collect();
        let names = names.map_err(|no| refused(no.to_string()))?;
        let shown: Vec<String> = gone.iter().map(|one| one.shown()).collect();
        let step = place.pip.uninstall(&names);
        if !place.writable {
            missed.push(without_rights(place, &shown, &step.argv));
            continue;
        }
        draft.effects.push(format!("{removed} from `{}`: {}", plain(&place.shown), and(&shown)));
        draft.doing.acts.push(Act::Run(Run { step: draft.steps.len(), how: How::Pip }));
        draft.steps.push(step);
        let names: Vec<String> = gone.iter().map(|one| one.normal.clone()).collect();
        draft.doing.keeps.extend(python.keeps(place, &names, Beside::default()));
        draft.doing.expects.push(Expect::Lacks {
            sites: vec![place.site.clone()],
            place: format!("`{}`", plain(&place.shown)),
            packages: names,
        });
    }
    Ok(missed)
}

fn without_rights(place: &Place, shown: &[String], argv: &[String]) -> String {
    // On a Mac `sudo` leaves HOME as it is, and with it the lock in the user's own pip.conf.
    let unlocked: Vec<String> =
        ["env", "PIP_REQUIRE_VIRTUALENV=0"].into_iter().map(str::to_owned).chain(argv.iter().cloned()).collect();
    let stay = if shown.len() == 1 { "stays" } else { "stay" };
    format!(
        "{} {stay} in `{}` as well, where this account may not write. An administrator can let pip take away these \
         packages, and nothing else, with `sudo {}`",
        and(shown),
        plain(&place.shown),
        pasteable(&unlocked)
    )
}
