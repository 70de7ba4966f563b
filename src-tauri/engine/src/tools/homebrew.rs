//! Where Homebrew's program is.
//!
//! It says by its place which prefix it installs into (<https://docs.brew.sh/Installation>): `PREFIX/bin/brew`, on an
//! Intel Mac a link to `../Homebrew/bin/brew`.

use std::path::{Path, PathBuf};

use crate::find::homebrew;
use crate::machine::Machine;
use crate::model::Brew;
use crate::shell::ShellAnswer;

/// Homebrew: in the first of its usual prefixes, else the one that the terminal finds.
pub(super) fn read(machine: &Machine, answer: &ShellAnswer) -> Option<Brew> {
    let has_brew = |prefix: &PathBuf| machine.is_executable(&prefix.join("bin/brew"));
    let prefix = homebrew::prefixes(machine).into_iter().find(has_brew).or_else(|| {
        let program = answer.which(machine, "brew")?;
        Some(program.parent()?.parent()?.to_path_buf()).filter(|prefix| is_homebrew(machine, prefix))
    })?;
    Some(Brew { path: prefix.join("bin/brew").into(), prefix: prefix.into() })
}

/// True when Homebrew's own code is there: another program called `brew` has none. A new Homebrew has no Cellar yet.
fn is_homebrew(machine: &Machine, prefix: &Path) -> bool {
    ["Library/Homebrew", "Homebrew/Library/Homebrew"].iter().any(|code| machine.is_folder(&prefix.join(code)))
}

/// What is completely installed: a keg is being poured or built until its receipt is there, which is written last.
pub(super) fn formulae(machine: &Machine, prefix: &Path) -> Vec<String> {
    let cellar = prefix.join("Cellar");
    let kegs = |name: &std::ffi::OsStr| {
        let rack = cellar.join(name);
        let versions = machine.list(&rack).unwrap_or_default();
        versions.iter().any(|keg| machine.is_file(&rack.join(&keg.name).join("INSTALL_RECEIPT.json")))
    };
    let racks = machine.list(&cellar).unwrap_or_default();
    let mut names: Vec<String> =
        racks.iter().filter(|rack| kegs(&rack.name)).map(|rack| rack.name.to_string_lossy().into_owned()).collect();
    names.sort();
    names
}
