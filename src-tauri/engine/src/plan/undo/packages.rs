//! Takes back what pip did to an interpreter's packages: through pip.

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
