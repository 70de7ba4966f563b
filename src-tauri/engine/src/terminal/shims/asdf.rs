//! asdf: a script per command that lists the versions which have it (`# asdf-plugin: python 3.12.8`) and runs
//! `asdf exec`.
//!
//! Which version (<https://asdf-vm.com/manage/configuration.html>): `ASDF_PYTHON_VERSION`, else the nearest
//! `.tool-versions` that names Python, else, where `~/.asdfrc` says `legacy_version_file = yes`, the nearest
//! `.python-version`. Of several the first that has the command. With none, asdf runs nothing.

use std::path::PathBuf;

use super::{Leads, Shim, tool_versions};

pub(super) fn follow(shim: &Shim<'_>) -> Option<Leads> {
    let plugins: Vec<&str> = shim.text.lines().filter_map(|line| line.strip_prefix("# asdf-plugin: ")).collect();
    if plugins.is_empty() {
        return None;
    }
    let having: Vec<&str> = plugins.iter().filter_map(|plugin| plugin.strip_prefix("python ").map(str::trim)).collect();
    if having.is_empty() {
        // A command of something else, such as Node.
        return Some(Leads::Nowhere);
    }
    let installs = data(shim)?.join("installs/python");
    let command = chosen(shim).into_iter().find_map(|version| match version.as_str() {
        "system" => shim.next_on_path(),
        version => match version.strip_prefix("path:") {
            Some(folder) => shim.in_version(&PathBuf::from(folder)),
            None if having.contains(&version) => shim.in_version(&installs.join(version.replacen(':', "-", 1))),
            None => None,
        },
    });
    Some(command.map_or(Leads::Nowhere, Leads::To))
}

fn data(shim: &Shim<'_>) -> Option<PathBuf> {
    let named = shim.answer.var_path("ASDF_DATA_DIR");
    named.or_else(|| shim.folder.parent().map(PathBuf::from))
}

fn chosen(shim: &Shim<'_>) -> Vec<String> {
    if let Some(versions) = shim.answer.var("ASDF_PYTHON_VERSION") {
        return versions.split_whitespace().map(str::to_owned).collect();
    }
    let named = shim.upwards(".tool-versions").find_map(|file| tool_versions(&shim.read(&file)?));
    named.or_else(|| legacy(shim)).unwrap_or_default()
}

fn legacy(shim: &Shim<'_>) -> Option<Vec<String>> {
    let settings = shim.read(&shim.machine.home.join(".asdfrc"))?;
    let is_on = |line: &str| {
        line.split_once('=').is_some_and(|(key, value)| key.trim() == "legacy_version_file" && value.trim() == "yes")
    };
    settings.lines().any(is_on).then_some(())?;
    let text = shim.upwards(".python-version").find_map(|file| shim.read(&file))?;
    Some(text.split_whitespace().map(str::to_owned).collect())
}
