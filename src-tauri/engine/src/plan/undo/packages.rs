//! Takes back what pip did to an interpreter's packages, and what Homebrew did to its formulae: through them.

use std::path::{Path, PathBuf};

use crate::model::Refusal;
use crate::plan::{Draft, Pinned, refused};

/// Adds to `draft` what brings the packages in `sites` from `after` back to `before`.
pub(super) fn take_back(
    _draft: &mut Draft,
    _python: &Path,
    _sites: &[PathBuf],
    _before: &[Pinned],
    _after: Option<&[Pinned]>,
) -> Result<(), Refusal> {
    Err(refused("This can't be undone yet"))
}

/// Adds to `draft` what brings Homebrew's formulae from `after` back to `before`.
pub(super) fn take_back_formulae(
    _draft: &mut Draft,
    _brew: &Path,
    _prefix: &Path,
    _before: &[String],
    _after: Option<&[String]>,
) -> Result<(), Refusal> {
    Err(refused("This can't be undone yet"))
}
