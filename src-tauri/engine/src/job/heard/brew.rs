//! Homebrew, listened to: its headings are phases, and nothing is counted when nobody looks.

use crate::failure::Failure;
use crate::model::Progress;
use crate::plain::plain;
use crate::tool::brew::ending::{self, Cause};
use crate::tool::brew::phase::Phase;
use crate::wish::Wish;

/// What Homebrew is at.
pub(super) fn told(line: &str) -> Option<Progress> {
    Phase::read(line).map(|phase| Progress { phase: plain(&phase.sentence()), done: None, of: None })
}

/// Why Homebrew did not do it. Its code says no more than that: it is 1 for all of them.
pub(super) fn failure(lines: &[String]) -> Failure {
    let cause = ending::read(lines);
    let names = match &cause {
        Cause::Untrusted { formula } => std::slice::from_ref(formula),
        Cause::Unknown(similar) => similar,
        _ => &[],
    };
    let meant: Vec<Wish> = names.iter().map(|name| Wish::BrewAdd { name: name.clone() }).collect();
    meant.iter().fold(cause.into(), Failure::better)
}
