//! One look at everything, put together.
//!
//! The rooms that look are called in the order in which they need each other; what they saw is not changed here, only
//! joined and sorted. Nothing is spawned: the shell's answer comes in from outside.

mod kept;

use std::path::{Path, PathBuf};

use crate::failure::Failure;
use crate::machine::Machine;
use crate::model::{Environment, Interpreter, Project, Snapshot};
use crate::settings::Settings;
use crate::shell::ShellAnswer;
use crate::watch::dirty::Dirty;

pub use kept::Kept;

/// What a look needs to know beforehand.
#[derive(Debug, Clone, Copy)]
pub struct Looking<'a> {
    /// Where to look.
    pub machine: &'a Machine,
    /// The watched folders and the interpreters added by hand.
    pub settings: &'a Settings,
    /// Folders to look into this once, as if they were watched (`--in`).
    pub also: &'a [PathBuf],
    /// What the user's terminal says of itself.
    pub shell: &'a ShellAnswer,
    /// Why the settings could not be read, if they could not.
    pub unreadable: Option<&'a Failure>,
    /// Where Sandbar's own things are: a change there is no change of the machine's.
    pub data: Option<&'a Path>,
    /// Whether some changes are seen only after a minute, since the system has no more watches to give.
    pub blind: bool,
}

/// Looks at everything. The revision is 1; who keeps snapshots counts them.
pub fn take(looking: Looking<'_>) -> Snapshot {
    Kept::default().look(looking, &Dirty::everything())
}

/// A conda or pixi environment stands on the Python inside it, which is known only once the environment is.
fn own_pythons(environments: &mut [Environment], interpreters: &[Interpreter]) {
    for environment in environments.iter_mut().filter(|environment| environment.interpreter.is_none()) {
        let inside = |interpreter: &&Interpreter| interpreter.path.starts_with(&environment.path);
        environment.interpreter = interpreters.iter().find(inside).map(|interpreter| interpreter.id.clone());
    }
}

impl Snapshot {
    /// The project at `path`, or the one that JSON shows as `path`.
    pub fn project(&self, path: &Path) -> Option<&Project> {
        let text = path.to_string_lossy();
        self.projects
            .iter()
            .find(|project| project.path.as_path() == path)
            .or_else(|| self.projects.iter().find(|project| project.path.shows_as(&text)))
    }

    /// The environment in the folder `path`.
    pub fn environment(&self, path: &Path) -> Option<&Environment> {
        self.environments.iter().find(|environment| environment.path.as_path() == path)
    }

    /// The interpreter with that id, path, alias or real path.
    pub fn interpreter_at(&self, path: &Path) -> Option<&Interpreter> {
        self.interpreters.iter().find(|interpreter| {
            interpreter.path.as_path() == path
                || interpreter.real_path.as_path() == path
                || interpreter.aliases.iter().any(|alias| alias.as_path() == path)
        })
    }
}
