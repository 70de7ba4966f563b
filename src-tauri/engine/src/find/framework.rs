//! The `Versions` of a Python framework, as python.org's installer and MacPorts lay them out.

use std::path::{Path, PathBuf};

use super::Found;
use crate::machine::{Kind, Machine};
use crate::model::Source;

/// The Pythons in `framework`, each by its name in `linked` if that leads to it.
///
/// `Versions/Current` is a link to one of them and so not another.
pub(super) fn versions(machine: &Machine, source: Source, framework: &Path, linked: &Path) -> Vec<Found> {
    let versions = framework.join("Versions");
    let entries = machine.list(&versions).unwrap_or_default();
    let folders = entries.into_iter().filter(|entry| entry.kind == Kind::Folder);
    let free_threaded = framework.ends_with("PythonT.framework");
    let mut found = Vec::new();
    for minor in folders.filter_map(|entry| entry.name.into_string().ok()) {
        let bin = versions.join(&minor).join("bin");
        let name = format!("python{minor}{}", if free_threaded { "t" } else { "" });
        found.push(Found {
            version: Some(minor),
            folders: vec![linked.to_path_buf(), versions.join("Current/bin")],
            ..Found::new(source, stable(machine, linked.join(&name), bin.join(&name)))
        });
    }
    found
}

/// The name in the folder that is on everybody's PATH, unless another Python has taken it.
fn stable(machine: &Machine, linked: PathBuf, own: PathBuf) -> PathBuf {
    match (machine.resolve(&linked), machine.resolve(&own)) {
        (Ok(one), Ok(other)) if one == other => linked,
        _ => own,
    }
}
