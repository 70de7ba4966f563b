//! Environments that a tool keeps for itself. They are the tool's business, and nobody's to work in.

use std::path::{Path, PathBuf};

use crate::machine::Machine;

/// True when the environment in `folder` belongs to a tool: Homebrew, pipx, uv, pixi, poetry.
pub(crate) fn is_private(machine: &Machine, folder: &Path) -> bool {
    let names: Vec<_> = folder.iter().collect();
    // PREFIX/Cellar/FORMULA/VERSION/libexec.
    let of_homebrew = names.iter().position(|name| *name == "Cellar").is_some_and(|at| names.len() > at + 3);
    of_homebrew || stores(machine).iter().any(|store| folder.starts_with(store))
}

fn stores(machine: &Machine) -> Vec<PathBuf> {
    let home = &machine.home;
    let data = machine.var_path("XDG_DATA_HOME").unwrap_or_else(|| home.join(".local/share"));
    let support = home.join("Library/Application Support");
    let given = [("PIPX_HOME", "venvs"), ("UV_TOOL_DIR", "")];
    let mut stores: Vec<PathBuf> =
        given.iter().filter_map(|(name, below)| Some(machine.var_path(name)?.join(below))).collect();
    stores.extend([home.join(".local/pipx"), data.join("pipx"), support.join("pipx"), PathBuf::from("/opt/pipx")]);
    stores.extend([data.join("uv/tools"), support.join("uv/tools"), home.join(".pixi")]);
    stores.extend([data.join("pypoetry/venv"), support.join("pypoetry/venv")]);
    stores
}
