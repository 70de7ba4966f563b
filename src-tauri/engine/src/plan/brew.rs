//! `brew add|remove`: formulae, through Homebrew.

use std::path::Path;

use super::{Draft, refused};
use crate::model::Refusal;

/// Adds to `draft` what installs `formula`.
pub(super) fn install(_draft: &mut Draft, _brew: &Path, _prefix: &Path, _formula: &str) -> Result<(), Refusal> {
    Err(refused("Homebrew is not told anything yet"))
}
