//! Homebrew's Pythons, on macOS and on Linux.
//!
//! ```text
//! stable    PREFIX/opt/python@3.13/bin/python3.13
//! keg       PREFIX/Cellar/python@3.13/3.13.5_1/             opt/python@3.13 leads here
//! real      .../Frameworks/Python.framework/Versions/3.13/bin/python3.13    (macOS; on Linux .../bin/python3.13)
//! packages  PREFIX/lib/python3.13/site-packages
//! names     PREFIX/bin, and .../libexec/bin for plain `python`
//! ```
//!
//! A keg that `opt` does not lead to is an old one waiting for `brew cleanup`, or one that is being poured: it is not a
//! Python to offer. Formulae with a private environment in `libexec` (pipx, poetry) are not looked at.

use std::path::{Path, PathBuf};

use super::{Found, Packages, names};
use crate::machine::{Machine, Os};
use crate::model::{Protection, Source};

/// Where Homebrew lives, the one for this kind of Mac first.
const MACOS_PREFIXES: [&str; 2] = ["/opt/homebrew", "/usr/local"];
const LINUX_PREFIXES: [&str; 1] = ["/home/linuxbrew/.linuxbrew"];

/// The prefixes of the Homebrews that are here: `HOMEBREW_PREFIX`, then the usual ones.
///
/// A prefix has a `Cellar`; `/usr/local` alone is just a folder.
pub fn prefixes(machine: &Machine) -> Vec<PathBuf> {
    let mut prefixes: Vec<PathBuf> = machine.var_path("HOMEBREW_PREFIX").into_iter().collect();
    match machine.os {
        Os::Macos => prefixes.extend(MACOS_PREFIXES.map(PathBuf::from)),
        Os::Linux => {
            prefixes.extend(LINUX_PREFIXES.map(PathBuf::from));
            prefixes.push(machine.home.join(".linuxbrew"));
        }
    }
    let mut here: Vec<PathBuf> = Vec::new();
    for prefix in prefixes {
        if !here.contains(&prefix) && machine.is_folder(&prefix.join("Cellar")) {
            here.push(prefix);
        }
    }
    here
}

pub(super) fn find(machine: &Machine) -> Vec<Found> {
    prefixes(machine).iter().flat_map(|prefix| in_prefix(machine, prefix)).collect()
}

/// `opt` holds a link for every formula, and more for its aliases (`python`, `python3`, `python@3`).
fn in_prefix(machine: &Machine, prefix: &Path) -> Vec<Found> {
    let opt = prefix.join("opt");
    let entries = machine.list(&opt).unwrap_or_default();
    let mut formulae: Vec<&str> = entries.iter().filter_map(|entry| entry.name.to_str()).collect();
    formulae.retain(|name| name.starts_with("python") && !name.starts_with("python-tk"));
    // The longest name is the most exact: `python@3.14` before its aliases.
    formulae.sort_by_key(|name| (std::cmp::Reverse(name.len()), *name));
    formulae.iter().flat_map(|formula| in_keg(machine, prefix, &opt.join(formula))).collect()
}

fn in_keg(machine: &Machine, prefix: &Path, keg: &Path) -> Vec<Found> {
    let bin = keg.join("bin");
    let entries = machine.list(&bin).unwrap_or_default();
    let pythons = entries.iter().filter(|entry| names::is_python(&entry.name) && names::library(&entry.name).is_some());
    let real = machine.resolve(keg).ok();
    let poured = real.as_deref().and_then(Path::file_name).and_then(|name| name.to_str());
    pythons
        .map(|entry| Found {
            protection: Protection::Hard,
            packages: Packages::Homebrew(prefix.to_path_buf()),
            version: poured.map(|version| version.split('_').next().unwrap_or(version).to_owned()),
            folders: folders(prefix, keg, real.as_deref()),
            ..Found::new(Source::Homebrew, bin.join(&entry.name))
        })
        .collect()
}

/// Where Homebrew puts names for a Python: the prefix's `bin`, the keg's two, by its stable path and its real one.
fn folders(prefix: &Path, keg: &Path, real: Option<&Path>) -> Vec<PathBuf> {
    let versions = prefix.join("Frameworks/Python.framework/Versions");
    let minor = keg.file_name().and_then(|name| name.to_str()?.strip_prefix("python@"));
    let frameworks = ["Current"].into_iter().chain(minor).map(|version| versions.join(version).join("bin"));
    let mut folders = vec![prefix.join("bin"), keg.join("libexec/bin")];
    folders.extend(real.into_iter().flat_map(|real| [real.join("bin"), real.join("libexec/bin")]));
    folders.extend(frameworks);
    folders
}
