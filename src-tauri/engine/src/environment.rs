//! An environment, as the files in its folder describe it: who made it, for which Python, what is in it, how it is.
//!
//! An environment is somebody's own file tree, perhaps one from the internet. So nothing of it is ever run or imported:
//! its Python is followed as a link, its packages are counted by the records beside them, and every oddity (a cut off
//! `pyvenv.cfg`, a FIFO, links in a circle) is a state with a reason.

mod health;
mod made_at;
mod parts;
pub mod stores;

use std::path::{Path, PathBuf};

use crate::find::conda;
use crate::machine::{Entry, Kind, Machine, MachinePath};
use crate::model::{Environment, Interpreter};
use crate::pyvenv_cfg;
use crate::unfinished;
use parts::Parts;

/// How an environment describes itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// By `pyvenv.cfg` (PEP 405), or by nothing yet, or no more.
    Venv,
    /// By `conda-meta`.
    Conda,
    /// By `conda-meta` with pixi's own file in it.
    Pixi,
}

/// The environment in `folder`; `None` when it is none.
pub fn inspect(machine: &Machine, folder: &Path, interpreters: &[Interpreter]) -> Option<Environment> {
    let entries = machine.list(folder).ok()?;
    let layout = layout(machine, folder, &entries)?;
    Some(describe(machine, folder, &entries, layout, interpreters))
}

/// The places that the environment in `folder` was made at, by its own files; the surest first.
pub fn recorded_places(machine: &Machine, folder: &Path) -> Vec<PathBuf> {
    pyvenv_cfg::read(machine, folder).map(|cfg| made_at::recorded(machine, folder, &cfg)).unwrap_or_default()
}

/// Whether the environment in `folder` was made at another place, by its own files.
pub fn was_moved(machine: &Machine, folder: &Path) -> bool {
    pyvenv_cfg::read(machine, folder).is_ok_and(|cfg| made_at::elsewhere(machine, folder, &cfg).is_some())
}

/// Which kind of environment `folder` is, that holds `entries`; `None` when it is none.
///
/// A Python that stands on its own is none, and neither are conda's base, an environment of conda's without Python,
/// and what a project's author merely named like an environment.
pub fn layout(machine: &Machine, folder: &Path, entries: &[Entry]) -> Option<Layout> {
    let kind = |name: &str| entries.iter().find(|entry| entry.name == name).map(|entry| entry.kind);
    if kind(pyvenv_cfg::NAME).is_some_and(|kind| kind != Kind::Folder) || unfinished::is_marked(entries) {
        return Some(Layout::Venv);
    }
    if kind("conda-meta") == Some(Kind::Folder) {
        let is_installation = ["condabin", "envs"].iter().any(|name| kind(name) == Some(Kind::Folder));
        return if is_installation { None } else { conda_layout(machine, folder) };
    }
    // Older virtualenvs wrote no pyvenv.cfg, and one that was lost leaves an environment that is broken.
    let looks_like_one = kind("bin") == Some(Kind::Folder) && kind("lib") == Some(Kind::Folder);
    (looks_like_one && machine.is_file(&folder.join("bin/activate")) && !parts::libraries(machine, folder).is_empty())
        .then_some(Layout::Venv)
}

/// conda and pixi keep the same books; one without Python, as for R, is no Python environment.
fn conda_layout(machine: &Machine, folder: &Path) -> Option<Layout> {
    if machine.is_file(&folder.join("conda-meta/pixi")) {
        return Some(Layout::Pixi);
    }
    let has_python = machine.lstat(&folder.join("bin/python")).is_some() || conda::version(machine, folder).is_some();
    has_python.then_some(Layout::Conda)
}

/// Describes the environment in `folder`, which holds `entries` and is one of kind `layout`.
pub fn describe(
    machine: &Machine,
    folder: &Path,
    entries: &[Entry],
    layout: Layout,
    interpreters: &[Interpreter],
) -> Environment {
    describe_with_grounds(machine, folder, entries, layout, interpreters).0
}

/// The same, and the places elsewhere that the description leans on: when one of them, or a folder above it, changes,
/// the environment may be another.
pub(crate) fn describe_with_grounds(
    machine: &Machine,
    folder: &Path,
    entries: &[Entry],
    layout: Layout,
    interpreters: &[Interpreter],
) -> (Environment, Vec<PathBuf>) {
    let parts = Parts::read(machine, folder, entries, layout, interpreters);
    let (health, reason) = health::judge(machine, &parts);
    let grounds = parts.grounds(machine);
    let environment = Environment {
        path: MachinePath::from(folder),
        health,
        reason,
        version: parts.version(),
        tool: parts.tool,
        has_pip: parts.has_pip,
        packages: parts.packages,
        interpreter: parts.interpreter.map(|interpreter| interpreter.id.clone()),
        projects: Vec::new(),
        site_packages: parts.site_packages().map(MachinePath::from),
        python: MachinePath::from(parts.python),
        unfinished: parts.unfinished,
    };
    (environment, grounds)
}
