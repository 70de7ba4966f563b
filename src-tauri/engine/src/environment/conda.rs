//! What conda, mamba and pixi write about an environment: `conda-meta`, one JSON file for each package.
//!
//! A package's file is named `NAME-VERSION-BUILD.json`, so the folder's list tells Python's version.
//! (<https://docs.conda.io/projects/conda/en/stable/dev-guide/api/conda/core/prefix_data/index.html>)

use std::path::Path;

use super::Layout;
use crate::machine::{Entry, Machine};

/// Years of upgrades fit into a tenth of that.
const MOST_HISTORY: u64 = 8 << 20;

/// Whether the folder with this `conda-meta` is an environment with Python in it, and whose.
///
/// An installation's own prefix, the base, has `condabin`; it is an interpreter that stands on its own.
pub(super) fn layout(machine: &Machine, folder: &Path, entries: &[Entry]) -> Option<Layout> {
    if is_base(entries) {
        return None;
    }
    let inside = machine.list(&folder.join("conda-meta")).ok()?;
    if inside.iter().any(|entry| entry.name == "pixi") {
        return Some(Layout::Pixi);
    }
    let python = || machine.lstat(&folder.join("bin/python")).is_some();
    (version(machine, folder).is_some() || python()).then_some(Layout::Conda)
}

/// True for a conda installation's own prefix.
pub(super) fn is_base(entries: &[Entry]) -> bool {
    entries.iter().any(|entry| entry.name == "condabin")
}

/// The version of Python in the environment, as `conda-meta` tells it.
pub(super) fn version(machine: &Machine, folder: &Path) -> Option<String> {
    let folder = folder.join("conda-meta");
    let inside = machine.list(&folder).ok()?;
    let named = inside.iter().find_map(|entry| python_of(entry.name.to_str()?.strip_suffix(".json")?));
    named.or_else(|| last_in_history(machine, &folder.join("history")))
}

/// `3.12.11` of `python-3.12.11-hc22306f_0_cpython`.
fn python_of(package: &str) -> Option<String> {
    let version = package.strip_prefix("python-")?.split('-').next()?;
    version.starts_with(|first: char| first.is_ascii_digit()).then(|| version.to_owned())
}

/// Of the lines `+CHANNEL::python-VERSION-BUILD`, the last one tells what was installed last.
fn last_in_history(machine: &Machine, path: &Path) -> Option<String> {
    let history = machine.read_text(path, MOST_HISTORY).ok()?;
    let installed = history.lines().rev().filter_map(|line| line.strip_prefix('+'));
    installed.filter_map(|line| line.rsplit("::").next()).find_map(python_of)
}

#[cfg(test)]
mod tests {
    use super::python_of;

    #[test]
    fn only_the_package_python_tells_the_version_of_python() {
        assert_eq!(python_of("python-3.12.11-hc22306f_0_cpython"), Some("3.12.11".to_owned()));
        assert_eq!(python_of("python-dateutil-2.9.0-pyhd8ed1ab_0"), None);
        assert_eq!(python_of("python_abi-3.12-5_cp312"), None);
    }
}
