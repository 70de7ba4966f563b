//! What the tools are told, and what their answers mean: pip, pipx, uv, and the owners of a project.
//!
//! Each tool has a room that builds its commands and one that reads what it printed. All of it is pure: text and plain
//! data in, plain data out. Nothing here looks at a disk, starts a program or decides whether something should be done;
//! what is on the machine is for [`crate::tools`], what is done about it for [`crate::plan`].
//!
//! A name that somebody typed becomes an argument only as a [`spec::Spec`] or a [`spec::Name`], which nothing hostile
//! can be. What a tool prints is compared with `samples/`, recorded from the real tools of the versions they name.

pub mod owner;
pub mod pip;
pub mod pipx;
pub mod release;
pub mod spec;
pub mod uv;

use std::collections::BTreeMap;
use std::path::Path;

use crate::model::Step;

#[cfg(test)]
mod samples;

/// A step from its words, in `folder`, with these variables.
fn step(argv: Vec<String>, folder: &Path, variables: &[(&str, &str)]) -> Step {
    let env: BTreeMap<String, String> =
        variables.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    Step { argv, cwd: folder.into(), env }
}

/// These words as a command's.
fn words<const N: usize>(words: [&str; N]) -> Vec<String> {
    words.map(str::to_owned).to_vec()
}

/// What stands in a line after `start`, without the spaces around it.
fn after<'line>(line: &'line str, start: &str) -> Option<&'line str> {
    line.trim().strip_prefix(start).map(str::trim)
}

/// What stands in a line after `start` and before `end`.
fn between<'line>(line: &'line str, start: &str, end: &str) -> Option<&'line str> {
    let (_, rest) = line.split_once(start)?;
    rest.split_once(end).map(|(inside, _)| inside.trim())
}
