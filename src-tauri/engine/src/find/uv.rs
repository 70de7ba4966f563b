//! The Pythons that uv downloaded.
//!
//! ```text
//! real      ~/.local/share/uv/python/cpython-3.13.5-macos-aarch64-none/bin/python3.13
//! stable    ~/.local/share/uv/python/cpython-3.13-macos-aarch64-none -> the newest patch version
//! names     ~/.local/bin/python3.13
//! ```
//!
//! uv replaces them as it likes and marks them as managed (PEP 668): nothing should be installed into one.

use std::path::{Path, PathBuf};

use super::{Found, names, version};
use crate::machine::{Entry, Kind, Machine, Os};
use crate::model::{Protection, Source};

pub(super) fn find(machine: &Machine) -> Vec<Found> {
    roots(machine).iter().flat_map(|root| in_root(machine, root)).collect()
}

/// `UV_PYTHON_INSTALL_DIR`, else the data folder; on macOS also where older versions of uv had it.
pub(super) fn roots(machine: &Machine) -> Vec<PathBuf> {
    if let Some(root) = machine.var_path("UV_PYTHON_INSTALL_DIR") {
        return vec![root];
    }
    let data = machine.var_path("XDG_DATA_HOME").unwrap_or_else(|| machine.home.join(".local/share"));
    let mut roots = vec![data.join("uv/python")];
    if machine.os == Os::Macos {
        roots.push(machine.home.join("Library/Application Support/uv/python"));
    }
    roots
}

fn in_root(machine: &Machine, root: &Path) -> Vec<Found> {
    let entries = machine.list(root).unwrap_or_default();
    let (links, folders): (Vec<&Entry>, Vec<&Entry>) = entries
        .iter()
        .filter(|entry| matches!(entry.kind, Kind::Folder | Kind::Link) && named(entry).is_some())
        .partition(|entry| entry.kind == Kind::Link);
    let links: Vec<(PathBuf, PathBuf)> = links
        .into_iter()
        .filter_map(|entry| Some((root.join(&entry.name), machine.resolve(&root.join(&entry.name)).ok()?)))
        .collect();
    folders.into_iter().filter_map(|entry| in_install(machine, &root.join(&entry.name), named(entry), &links)).collect()
}

/// The version in `cpython-3.13.5+freethreaded-macos-aarch64-none`; `None` for `.lock`, `.temp` and the like.
fn named(entry: &Entry) -> Option<&str> {
    let mut parts = entry.name.to_str()?.split('-');
    let implementation = parts.next()?;
    let version = parts.next()?;
    (implementation.bytes().all(|byte| byte.is_ascii_lowercase()) && !implementation.is_empty())
        .then(|| version.split('+').next().unwrap_or(version))
}

fn in_install(machine: &Machine, install: &Path, named: Option<&str>, links: &[(PathBuf, PathBuf)]) -> Option<Found> {
    let real = machine.resolve(install).ok()?;
    let bins: Vec<PathBuf> =
        links.iter().filter(|(_, leads)| *leads == real).map(|(link, _)| link.join("bin")).collect();
    let entries = machine.list(&install.join("bin")).ok()?;
    let python = entries.iter().rev().find(|entry| names::is_python(&entry.name))?;
    let stable = bins.first().cloned().unwrap_or_else(|| install.join("bin"));
    Some(Found {
        protection: Protection::Hard,
        version: named.and_then(version::plain),
        folders: bins.into_iter().chain([machine.home.join(".local/bin")]).collect(),
        ..Found::new(Source::Uv, stable.join(&python.name))
    })
}
