//! Homebrew, listened to: its headings are phases, and nothing is counted when nobody looks.

use crate::failure::Failure;
use crate::model::Progress;
use crate::plain::plain;
use crate::tool::brew::ending;
use crate::tool::brew::phase::Phase;

/// What Homebrew is at.
pub(super) fn told(line: &str) -> Option<Progress> {
    Phase::read(line).map(|phase| Progress { phase: plain(&phase.sentence()), done: None, of: None })
}

/// Why Homebrew did not do it. Its code says no more than that: it is 1 for all of them.
pub(super) fn failure(lines: &[String]) -> Failure {
    ending::read(lines).into()
}
