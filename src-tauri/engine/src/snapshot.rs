//! One look at everything, put together.
//!
//! The rooms that look are called in the order in which they need each other; what they saw is not changed here, only
//! joined and sorted. Nothing is spawned: the shell's answer comes in from outside.

use std::path::{Path, PathBuf};

use crate::failure::Failure;
use crate::find;
use crate::machine::Machine;
use crate::model::{Environment, Interpreter, PipSettings, Project, SCHEMA, Snapshot};
use crate::pip_config::PipOption;
use crate::problems::{self, Evidence, Traces};
use crate::project;
use crate::settings::Settings;
use crate::shell::ShellAnswer;
use crate::terminal;
use crate::tools;

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
}

/// Looks at everything. The revision is 1; who keeps snapshots counts them.
pub fn take(looking: Looking<'_>) -> Snapshot {
    let machine = &looking.machine.with_variables(&looking.shell.variables);
    let mut folders = looking.settings.folders.clone();
    folders.extend(looking.also.iter().filter(|folder| !looking.settings.folders.contains(folder)).cloned());

    let mut interpreters = find::interpreters(machine, &looking.settings.interpreters);
    let mut survey = project::survey(machine, &folders, &interpreters);
    for (folder, source) in &survey.conda_like {
        let known = |interpreter: &Interpreter| interpreter.path.starts_with(folder.join("bin"));
        if !interpreters.iter().any(known) {
            interpreters.extend(find::conda_like(machine, folder, *source));
        }
    }
    find::sort(&mut interpreters);
    own_pythons(&mut survey.environments, &interpreters);

    let terminal = terminal::view(machine, looking.shell, &interpreters);
    let tools = tools::read(machine, looking.shell);
    let traces = Traces::look(machine, looking.shell, &interpreters);
    let problems = problems::find(&Evidence {
        machine,
        terminal: &terminal,
        interpreters: &interpreters,
        environments: &survey.environments,
        projects: &survey.projects,
        tools: &tools,
        folders: &survey.folders,
        traces: &traces,
        settings: looking.unreadable,
    });
    Snapshot {
        schema: SCHEMA,
        revision: 1,
        os: machine.os,
        home: machine.home.as_path().into(),
        headline: problems::headline(&problems),
        terminal,
        interpreters,
        environments: survey.environments,
        projects: survey.projects,
        tools,
        pip: PipSettings { require_virtualenv: traces.pip.everywhere(PipOption::RequireVirtualenv).is_some() },
        problems,
        folders: survey.folders,
    }
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
