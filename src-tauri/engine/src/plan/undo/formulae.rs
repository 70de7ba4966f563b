//! Takes back what Homebrew did to its formulae: through it, and in one call each way, so that it can see for itself
//! what needs what.

use std::path::Path;

use crate::model::Refusal;
use crate::plain::plain;
use crate::plan::{Act, Draft, Expect, How, Run, and, refused};
use crate::tool::brew::{self, Formula};

/// What Homebrew had installed, and has.
pub(super) struct Cellar<'a> {
    /// The program.
    pub(super) brew: &'a Path,
    /// The folder it installs into.
    pub(super) prefix: &'a Path,
    /// Before the job.
    pub(super) before: &'a [String],
    /// After it; `None` when it was cut off.
    pub(super) after: Option<&'a [String]>,
    /// Now.
    pub(super) now: &'a [String],
}

/// Adds to `draft` what brings Homebrew's formulae back to what they were before the job with this `wish`. What has gone,
/// or is back, already needs nothing.
pub(super) fn take_back(draft: &mut Draft, cellar: &Cellar<'_>, wish: &[String]) -> Result<(), Refusal> {
    let Cellar { before, after, now, .. } = *cellar;
    let then = after.unwrap_or(now);
    // What has changed since a job was cut off may be somebody else's work, but for what the job was about.
    let is_its_own = |name: &&String| after.is_some() || is_about(wish, name);
    // What was noted by an older Sandbar has no taps.
    let has = |list: &[String], name: &str| list.iter().any(|one| own(one) == own(name));
    let added = then.iter().filter(|name| !has(before, name) && has(now, name)).filter(is_its_own);
    let removed = before.iter().filter(|name| !has(then, name) && !has(now, name)).filter(is_its_own);
    let (added, removed) = (formulae(added)?, formulae(removed)?);
    if added.is_empty() && removed.is_empty() {
        return Ok(());
    }
    if !added.is_empty() {
        draft.effects.push(format!("Homebrew removes {} again", named(&added)));
        run(draft, brew::uninstall(cellar.brew, &added));
    }
    for formula in &removed {
        draft.effects.push(format!(
            "Homebrew installs {} again, in the version it has now",
            named(std::slice::from_ref(formula))
        ));
        run(draft, brew::install(cellar.brew, formula));
    }
    if after.is_none() {
        draft.effects.push("What came along with it stays: Homebrew was cut off, and nobody noted it".to_owned());
    }
    let expected = |formula: &Formula, present| Expect::Formula {
        prefix: cellar.prefix.to_path_buf(),
        name: formula.name().to_owned(),
        present,
    };
    draft.doing.expects.extend(added.iter().map(|formula| expected(formula, false)));
    draft.doing.expects.extend(removed.iter().map(|formula| expected(formula, true)));
    if draft.why.is_empty() {
        "Homebrew's list of before was kept".clone_into(&mut draft.why);
    }
    Ok(())
}

/// Whether a wish names the formula: as its own word, with or without a tap, or as the pipx that it sets up.
fn is_about(wish: &[String], name: &str) -> bool {
    wish.iter().any(|word| own(word) == own(name))
}

/// A formula's name without its tap.
fn own(name: &str) -> &str {
    name.rsplit('/').next().unwrap_or(name)
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
