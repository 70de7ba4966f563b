//! Takes back what Homebrew did to its formulae: through it, and in one call each way, so that it can see for itself
//! what needs what.

use std::path::Path;

use crate::model::Refusal;
use crate::plain::plain;
use crate::plan::{Act, Draft, Expect, How, Resource, Run, and, refused};
use crate::tool::brew::{self, Formula};

/// Adds to `draft` what brings Homebrew's formulae from `after` back to `before`.
pub(super) fn take_back(
    draft: &mut Draft,
    program: &Path,
    prefix: &Path,
    before: &[String],
    after: Option<&[String]>,
) -> Result<(), Refusal> {
    let Some(after) = after else {
        return Err(refused(
            "What Homebrew was doing when it was cut off is its own to tidy up. Look at what `brew list` shows",
        ));
    };
    let added = formulae(after.iter().filter(|name| !before.contains(name)))?;
    let removed = formulae(before.iter().filter(|name| !after.contains(name)))?;
    if !added.is_empty() {
        draft.effects.push(format!("Homebrew removes {} again", named(&added)));
        run(draft, brew::uninstall(program, &added));
    }
    for formula in &removed {
        draft.effects.push(format!(
            "Homebrew installs {} again, in the version it has now",
            named(std::slice::from_ref(formula))
        ));
        run(draft, brew::install(program, formula));
    }
    let expected = |formula: &Formula, present| Expect::Formula {
        prefix: prefix.to_path_buf(),
        name: formula.name().to_owned(),
        present,
    };
    draft.doing.expects.extend(added.iter().map(|formula| expected(formula, false)));
    draft.doing.expects.extend(removed.iter().map(|formula| expected(formula, true)));
    draft.doing.resources.push(Resource::Brew);
    if draft.why.is_empty() {
        "Homebrew's list of before was kept".clone_into(&mut draft.why);
    }
    Ok(())
}

fn run(draft: &mut Draft, step: crate::model::Step) {
    draft.doing.acts.push(Act::Run(Run { step: draft.steps.len(), how: How::Brew }));
    draft.steps.push(step);
}

fn formulae<'a>(names: impl Iterator<Item = &'a String>) -> Result<Vec<Formula>, Refusal> {
    names.map(|name| Formula::parse(name).map_err(|no| refused(no.to_string()))).collect()
}

fn named(formulae: &[Formula]) -> String {
    let names: Vec<String> = formulae.iter().map(|formula| format!("`{}`", plain(formula.name()))).collect();
    and(&names)
}
