//! mise: every shim is a link to mise itself, which looks at the name it was started under.
//!
//! Which version (<https://mise.jdx.dev/configuration.html>): `MISE_PYTHON_VERSION`, else the nearest file that names
//! Python, else the user's own configuration, else the machine's. Of several the first that has the command; where
//! none has, mise goes on along PATH.

use std::path::{Path, PathBuf};

use toml::{Table, Value};

use super::{Leads, Shim, newest, tool_versions};

/// The files that a folder may hold, the strongest first.
const NAMES: &[&str] =
    &["mise.local.toml", ".mise.local.toml", "mise.toml", ".mise.toml", ".config/mise.toml", ".tool-versions"];

pub(super) fn follow(shim: &Shim<'_>) -> Option<Leads> {
    let target = shim.machine.link(shim.path)?;
    if target.file_name()? != "mise" {
        return None;
    }
    let installs = data(shim).join("installs/python");
    let command = chosen(shim).iter().find_map(|version| installed(shim, &installs, version));
    Some(command.or_else(|| shim.next_on_path()).map_or(Leads::Nowhere, Leads::To))
}

fn data(shim: &Shim<'_>) -> PathBuf {
    let shared = || shim.machine.var_path("XDG_DATA_HOME").map(|folder| folder.join("mise"));
    let named = shim.answer.var_path("MISE_DATA_DIR").or_else(shared);
    named.unwrap_or_else(|| shim.machine.home.join(".local/share/mise"))
}

/// The shim's command in the version that a configuration calls `version`.
fn installed(shim: &Shim<'_>, installs: &Path, version: &str) -> Option<PathBuf> {
    if version == "system" {
        return shim.next_on_path();
    }
    if let Some(folder) = version.strip_prefix("path:") {
        return shim.in_version(&shim.machine.absolute(Path::new(folder)));
    }
    let version = version.strip_prefix("prefix:").unwrap_or(version);
    let folder = shim.version_folder(installs, version).or_else(|| {
        let names = shim.machine.list(installs).unwrap_or_default();
        let names = names.iter().filter_map(|entry| entry.name.to_str());
        (version == "latest").then(|| newest(names, "3")).flatten().map(|name| installs.join(name))
    });
    shim.in_version(&folder?)
}

fn chosen(shim: &Shim<'_>) -> Vec<String> {
    if let Some(versions) = shim.answer.var("MISE_PYTHON_VERSION") {
        return versions.split_whitespace().map(str::to_owned).collect();
    }
    let home = &shim.machine.home;
    let near = home.ancestors().flat_map(|folder| NAMES.iter().map(|name| folder.join(name)));
    let config = shim.machine.var_path("XDG_CONFIG_HOME").unwrap_or_else(|| home.join(".config"));
    let own = shim.answer.var_path("MISE_GLOBAL_CONFIG_FILE").unwrap_or_else(|| {
        shim.answer.var_path("MISE_CONFIG_DIR").unwrap_or_else(|| config.join("mise")).join("config.toml")
    });
    near.chain([own, PathBuf::from("/etc/mise/config.toml")]).find_map(|file| named_in(shim, &file)).unwrap_or_default()
}

fn named_in(shim: &Shim<'_>, file: &Path) -> Option<Vec<String>> {
    let text = shim.read(file)?;
    if file.extension().is_none() {
        return tool_versions(&text);
    }
    let python = text.parse::<Table>().ok()?.get("tools")?.get("python")?.clone();
    let versions = match python {
        Value::Array(several) => several,
        one => vec![one],
    };
    Some(versions.iter().filter_map(version).collect())
}

/// `"3.12"`, `3.12`, or `{ version = "3.12", .. }`.
fn version(value: &Value) -> Option<String> {
    match value {
        Value::String(version) => Some(version.clone()),
        Value::Float(_) | Value::Integer(_) => Some(value.to_string()),
        Value::Table(table) => table.get("version").and_then(version),
        _ => None,
    }
}
