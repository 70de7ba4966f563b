//! Settings of pip's files that lead what is installed elsewhere, and that have to be undone by whoever runs pip.
//!
//! Only files count: the variables do not reach what Sandbar runs ([`crate::run::environment`]).

use std::path::Path;

use super::files::shared;
use super::{File, SECTIONS};
use crate::machine::Machine;
use crate::shell::ShellAnswer;
use crate::tool::pip::Detour;

/// What the files that the pip of the environment at `prefix` reads say of where it installs.
pub fn detours(machine: &Machine, answer: &ShellAnswer, prefix: &Path) -> Vec<Detour> {
    let own: Vec<File> = File::read(machine, &prefix.join("pip.conf")).into_iter().collect();
    let shared = shared(machine, answer);
    let files = shared.in_order(&own);
    let says = |name: &str| SECTIONS.iter().any(|section| files.iter().any(|file| file.value(section, name).is_some()));
    let all =
        [("target", Detour::Target), ("prefix", Detour::Prefix), ("root", Detour::Root), ("python", Detour::Python)];
    all.into_iter().filter(|(name, _)| says(name)).map(|(_, detour)| detour).collect()
}
