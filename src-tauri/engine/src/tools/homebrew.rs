//! Where Homebrew is.
//!
//! It installs into one of a few prefixes and says which by the place of its program
//! (<https://docs.brew.sh/Installation>): `PREFIX/bin/brew`, on Intel a link to `../Homebrew/bin/brew`.

use std::path::{Path, PathBuf};

use crate::machine::{Machine, Os};
use crate::model::Brew;
use crate::shell::ShellAnswer;

/// The prefixes on a Mac: Apple Silicon's first, because a Mac that has both also has an Intel one left over.
const MACOS: &[&str] = &["/opt/homebrew", "/usr/local"];

/// The prefix on Linux.
const LINUX: &[&str] = &["/home/linuxbrew/.linuxbrew"];

/// The prefixes that have a `bin/brew`: the usual ones, then the one that `brew shellenv` has set.
pub fn prefixes(machine: &Machine) -> Vec<PathBuf> {
    let usual = match machine.os {
        Os::Macos => MACOS,
        Os::Linux => LINUX,
    };
    let own = (machine.os == Os::Linux).then(|| machine.home.join(".linuxbrew"));
    let mut prefixes: Vec<PathBuf> = Vec::new();
    for prefix in usual.iter().map(PathBuf::from).chain(own).chain(machine.var_path("HOMEBREW_PREFIX")) {
        if !prefixes.contains(&prefix) && machine.is_executable(&prefix.join("bin/brew")) {
            prefixes.push(prefix);
        }
    }
    prefixes
}

/// Homebrew: the first of [`prefixes`], else the one that the terminal finds.
pub(super) fn read(machine: &Machine, answer: &ShellAnswer) -> Option<Brew> {
    let prefix = prefixes(machine).into_iter().next().or_else(|| {
        let program = answer.which(machine, "brew")?;
        Some(program.parent()?.parent()?.to_path_buf()).filter(|prefix| is_homebrew(machine, prefix))
    })?;
    Some(Brew { path: prefix.join("bin/brew").into(), prefix: prefix.into() })
}

/// True when Homebrew's own code is there: another program called `brew` has none.
fn is_homebrew(machine: &Machine, prefix: &Path) -> bool {
    ["Library/Homebrew", "Homebrew/Library/Homebrew"].iter().any(|code| machine.is_folder(&prefix.join(code)))
}
