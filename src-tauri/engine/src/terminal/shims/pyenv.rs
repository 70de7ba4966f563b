//! pyenv: one script under many names, run through `pyenv exec`.
//!
//! Which version, in pyenv's order (`pyenv version-name`, `pyenv which`): `PYENV_VERSION`, the nearest
//! `.python-version`, `version` in pyenv's root; of several the first that has the command; then the rest of PATH,
//! which pyenv calls `system`. A version may be a beginning (`3.12`) and may be written `python-3.12`.

use std::path::PathBuf;

use super::{Leads, Shim};

pub(super) fn follow(shim: &Shim<'_>) -> Option<Leads> {
    let is_pyenv = |line: &str| {
        line.trim_start().starts_with("exec ") && (line.contains("pyenv\" exec ") || line.contains("pyenv exec "))
    };
    if !shim.text.lines().any(is_pyenv) {
        return None;
    }
    let root = root(shim)?;
    let versions = root.join("versions");
    let command = chosen(shim, &root).iter().find_map(|version| {
        if version == "system" {
            return shim.next_on_path();
        }
        let folder = shim
            .version_folder(&versions, version)
            .or_else(|| shim.version_folder(&versions, version.strip_prefix("python-")?))?;
        shim.in_version(&folder)
    });
    Some(command.or_else(|| shim.next_on_path()).map_or(Leads::Nowhere, Leads::To))
}

/// pyenv's root as the shim itself has it; older shims leave it to the variable, or to the place where they are.
fn root(shim: &Shim<'_>) -> Option<PathBuf> {
    let written = shim.text.lines().find_map(|line| {
        let value = line.trim().strip_prefix("export PYENV_ROOT=")?;
        shlex::split(value)?.into_iter().next().map(PathBuf::from)
    });
    written
        .or_else(|| shim.answer.var_path("PYENV_ROOT"))
        .filter(|root| shim.machine.is_folder(root))
        .or_else(|| shim.folder.parent().map(PathBuf::from))
}

/// The versions that are turned on.
fn chosen(shim: &Shim<'_>, root: &std::path::Path) -> Vec<String> {
    if let Some(versions) = shim.answer.var("PYENV_VERSION") {
        return versions.split(':').map(str::to_owned).collect();
    }
    let local = shim.upwards(".python-version").find(|file| shim.machine.is_file(file));
    let text = shim.read(&local.unwrap_or_else(|| root.join("version"))).unwrap_or_default();
    // The first word of every line, but for comments.
    let words = text.lines().filter_map(|line| line.split_whitespace().next());
    words.filter(|word| !word.starts_with('#')).map(str::to_owned).collect()
}
