//! pixi's Pythons: `PROJECT/.pixi/envs/NAME/bin/python`, made like conda's and marked by `conda-meta/pixi`.
//!
//! They lie in projects, so whoever looks at the watched folders comes across them and asks here.

use std::path::Path;

use super::conda_like;
use crate::machine::Machine;
use crate::model::{Interpreter, Source};

/// The Python of the pixi environment `folder`, if it is one and has a Python.
pub fn interpreter(machine: &Machine, folder: &Path) -> Option<Interpreter> {
    machine.is_file(&folder.join("conda-meta/pixi")).then(|| conda_like(machine, folder, Source::Pixi))?
}
