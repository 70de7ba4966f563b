//! The folders that a plan needs and that no snapshot names, because there may be nothing in them yet.

use std::path::{Path, PathBuf};

use crate::environment::stores;
use crate::machine::Machine;
use crate::model::{Health, Snapshot};
use crate::shell::ShellAnswer;
use crate::{find, pip_config, tools};

/// Folders in which something may appear.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Surroundings {
    /// Interpreters, tools, stores of environments.
    pub haunts: Vec<PathBuf>,
    /// pip's configuration.
    pub pip_folders: Vec<PathBuf>,
    /// The user's own packages.
    pub user_sites: Vec<PathBuf>,
}

impl Surroundings {
    /// Those of `machine`, as the user's terminal sees it.
    pub fn of(machine: &Machine, shell: &ShellAnswer, snapshot: &Snapshot) -> Self {
        let machine = &machine.with_variables(&shell.variables);
        let mut haunts = find::haunts(machine);
        haunts.extend(stores::haunts(machine));
        haunts.extend(tools::haunts(machine, shell));
        // A Python that can't be started is no interpreter, and may be started again one day.
        let broken = snapshot.environments.iter().filter(|environment| environment.health == Health::Broken);
        let pythons = broken.filter_map(|environment| machine.resolve(&environment.python).ok());
        haunts.extend(pythons.filter_map(|python| python.parent().map(Path::to_path_buf)));
        let files =
            pip_config::all(machine).into_iter().map(|(file, _)| file).chain(pip_config::stands_in(machine, shell));
        let own = snapshot.interpreters.iter().filter_map(|known| known.stdlib.as_ref()?.parent()?.parent());
        let brewed = snapshot.tools.brew.iter().map(|brew| brew.prefix.join("share/pip"));
        let pip_folders = files
            .filter_map(|file| file.parent().map(Path::to_path_buf))
            .chain(own.map(Path::to_path_buf))
            .chain(brewed);
        let user_sites = snapshot.interpreters.iter().filter_map(|known| find::user_site(machine, known));
        Self { haunts: distinct(haunts), pip_folders: distinct(pip_folders), user_sites: distinct(user_sites) }
    }
}

fn distinct(folders: impl IntoIterator<Item = PathBuf>) -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> = folders.into_iter().collect();
    folders.sort();
    folders.dedup();
    folders
}
