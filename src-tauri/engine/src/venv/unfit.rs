//! Why an environment is better made by the interpreter's own `venv`.

use std::path::PathBuf;

use serde::Serialize;
use thiserror::Error;

use crate::machine::shown;

/// What is not known well enough to be done without asking the interpreter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Error)]
#[serde(rename_all = "snake_case", tag = "unfit")]
pub enum Unfit {
    /// Its owner changes what `venv` means, in ways that files do not tell.
    #[error("{owner}'s Python has ways of its own")]
    Owner {
        /// Whose it is.
        owner: String,
    },
    /// Its version, its standard library or its name is not as usual.
    #[error("the Python at `{}` is not laid out as usual", shown(path))]
    Layout {
        /// The interpreter, or the folder that was looked for.
        path: PathBuf,
    },
    /// A file that is needed is not there or can't be read.
    #[error("`{}` can't be read", shown(path))]
    Missing {
        /// The file.
        path: PathBuf,
    },
    /// Its `venv` or `ensurepip` does something that is not known here.
    #[error("`{}` does something unknown: {line}", shown(path))]
    Unknown {
        /// The source.
        path: PathBuf,
        /// The first thing that is not known, on one line.
        line: String,
    },
    /// The wheel that `ensurepip` names is not there.
    #[error("there is no wheel `{}`", shown(path))]
    NoWheel {
        /// Where it should be.
        path: PathBuf,
    },
    /// A wheel that has something no wheel of pip has.
    #[error("the wheel `{}` is not as usual: {reason}", shown(path))]
    Wheel {
        /// The wheel.
        path: PathBuf,
        /// What it is.
        reason: String,
    },
    /// The path holds something that ends a word or a line in scripts and settings.
    #[error("`{}` can't be written into scripts as it is", shown(path))]
    Path {
        /// The path.
        path: PathBuf,
    },
    /// The prompt holds something that Python would write in a way of its own.
    #[error("this prompt can't be written as it is")]
    Prompt,
    /// Something is there already that would be in the way.
    #[error("`{}` is there already", shown(path))]
    Occupied {
        /// What is there.
        path: PathBuf,
    },
    /// The environment was made for another minor version.
    #[error("the sandbox is for another version of Python")]
    OtherMinor,
    /// The environment holds a copy of its interpreter, not a link.
    #[error("`{}` is not a link", shown(path))]
    Copied {
        /// The copy.
        path: PathBuf,
    },
}
