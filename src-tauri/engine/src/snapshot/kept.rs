//! A look that reads again what has changed, and joins it with what is known of the rest.
//!
//! A change in a project reads that project again; a change anywhere else reads again all that is the same for all
//! projects: interpreters, stores, tools, the terminal, pip's configuration. What a look reads outside the watched
//! folders does not grow with their number. Anything unclear reads everything, and either way the result is the same.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::{Looking, own_pythons};
use crate::environment::stores;
use crate::find;
use crate::machine::{Machine, MachinePath};
use crate::model::{Interpreter, PipSettings, SCHEMA, Snapshot, Terminal, Tools};
use crate::pip_config::{self, PipOption};
use crate::problems::{self, Evidence, Traces};
use crate::project::{self, Again, CondaLike, Survey};
use crate::shell::ShellAnswer;
use crate::terminal;
use crate::tools;
use crate::watch::dirty::Dirty;

/// What the last look has seen, part by part.
#[derive(Debug, Default)]
pub struct Kept {
    /// What it was told; `None` before the first.
    told: Option<Told>,
    /// The interpreters, without those in the watched folders.
    found: Vec<Interpreter>,
    /// Those in the watched folders, by their environments.
    conda_like: BTreeMap<CondaLike, Option<Interpreter>>,
    /// All of them, sorted.
    interpreters: Vec<Interpreter>,
    project: project::Kept,
    around: Option<Around>,
    /// Places in the watched folders that are no project's alone: a folder of PATH, an interpreter's, a store.
    shared: Vec<PathBuf>,
    between: Vec<PathBuf>,
}

/// What a look was told beforehand.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Told {
    folders: Vec<PathBuf>,
    interpreters: Vec<PathBuf>,
    shell: ShellAnswer,
}

/// What is the same for all projects.
#[derive(Debug)]
struct Around {
    terminal: Terminal,
    tools: Tools,
    traces: Traces,
}

impl Kept {
    /// Looks again at what is `dirty`; at everything the first time, and when something else was told than before.
    pub fn look(&mut self, looking: Looking<'_>, dirty: &Dirty) -> Snapshot {
        let machine = &looking.machine.with_variables(&looking.shell.variables);
        let told = Told::of(looking);
        let everything = Dirty::everything();
        let dirty = if self.told.as_ref() == Some(&told) { dirty } else { &everything };
        let outside = dirty.everything || dirty.places.iter().any(|place| self.is_outside(looking, place));

        let before = if outside {
            std::mem::replace(&mut self.found, find::interpreters(machine, &looking.settings.interpreters))
        } else {
            self.found.clone()
        };
        let again = Again { dirty, stores: outside, interpreters: !same_names(&before, &self.found) };
        let mut survey = self.project.look(machine, &told.folders, &self.found, again);
        let is_new = self.join_interpreters(machine, &survey, dirty);
        own_pythons(&mut survey.environments, &self.interpreters);
        let around = match self.around.take().filter(|_| !outside && !is_new) {
            Some(around) => around,
            None => Around {
                terminal: terminal::view(machine, looking.shell, &self.interpreters),
                tools: tools::read(machine, looking.shell),
                traces: Traces::look(machine, looking.shell, &self.interpreters),
            },
        };
        if outside || is_new {
            self.shared = self.shared_places(machine, looking);
        }
        self.between = std::mem::take(&mut survey.between);
        let snapshot = self.snapshot(looking, machine, survey, &around);
        (self.told, self.around) = (Some(told), Some(around));
        snapshot
    }

    /// The folders in the watched ones that are no projects and lie in none, as the last look has seen them.
    pub fn between(&self) -> &[PathBuf] {
        &self.between
    }

    /// True for a place that more than one project may depend on.
    fn is_outside(&self, looking: Looking<'_>, place: &Path) -> bool {
        let is_own = self.project.folders().chain(looking.data).any(|folder| place.starts_with(folder));
        !is_own || self.shared.iter().any(|shared| place.starts_with(shared) || shared.starts_with(place))
    }

    /// Adds the interpreters that environments of conda's in the watched folders are. True when any is not what it was.
    fn join_interpreters(&mut self, machine: &Machine, survey: &Survey, dirty: &Dirty) -> bool {
        let is_touched = |like: &CondaLike| dirty.touches(&like.folder) || dirty.touches(&like.real);
        let mut conda_like = BTreeMap::new();
        for like in &survey.conda_like {
            let known = self.conda_like.remove(like).filter(|_| !is_touched(like));
            let read = || find::conda_like(machine, &like.folder, like.source);
            conda_like.insert(like.clone(), known.unwrap_or_else(read));
        }
        self.conda_like = conda_like;
        let mut interpreters = self.found.clone();
        for (like, interpreter) in &self.conda_like {
            let bin = like.folder.join("bin");
            if !interpreters.iter().any(|known| known.path.starts_with(&bin)) {
                interpreters.extend(interpreter.clone());
            }
        }
        find::sort(&mut interpreters);
        let touched = self.conda_like.keys().any(is_touched);
        let is_new = interpreters != self.interpreters;
        self.interpreters = interpreters;
        is_new || touched
    }

    /// The places that lie in a watched folder or in Sandbar's own, and are no project's alone.
    fn shared_places(&self, machine: &Machine, looking: Looking<'_>) -> Vec<PathBuf> {
        let mut places: Vec<PathBuf> = looking.shell.path();
        places.extend(looking.settings.interpreters.iter().cloned());
        places.extend(find::haunts(machine));
        places.extend(stores::haunts(machine));
        places.extend(tools::haunts(machine, looking.shell));
        places.extend(pip_config::all(machine).into_iter().map(|(file, _)| file));
        places.extend(looking.shell.var("PIP_CONFIG_FILE").map(|file| machine.absolute(Path::new(file))));
        for known in &self.found {
            let files = [Some(&known.path), Some(&known.real_path), known.stdlib.as_ref()].into_iter().flatten();
            places.extend(files.chain(&known.site_packages).map(|path| path.to_path_buf()));
        }
        let watched: Vec<&Path> = self.project.folders().chain(looking.data).collect();
        places.retain(|place| watched.iter().any(|folder| place.starts_with(folder)));
        places
    }

    fn snapshot(&self, looking: Looking<'_>, machine: &Machine, survey: Survey, around: &Around) -> Snapshot {
        let problems = problems::find(&Evidence {
            machine,
            terminal: &around.terminal,
            interpreters: &self.interpreters,
            environments: &survey.environments,
            projects: &survey.projects,
            tools: &around.tools,
            folders: &survey.folders,
            traces: &around.traces,
            settings: looking.unreadable,
            blind: looking.blind,
        });
        let require_virtualenv = around.traces.pip.everywhere(PipOption::RequireVirtualenv).is_some();
        Snapshot {
            schema: SCHEMA,
            revision: 1,
            os: machine.os,
            home: MachinePath::from(machine.home.as_path()),
            headline: problems::headline(&problems),
            terminal: around.terminal.clone(),
            interpreters: self.interpreters.clone(),
            environments: survey.environments,
            projects: survey.projects,
            tools: around.tools.clone(),
            pip: PipSettings { require_virtualenv },
            problems,
            folders: survey.folders,
        }
    }
}

impl Told {
    fn of(looking: Looking<'_>) -> Self {
        let mut folders = looking.settings.folders.clone();
        folders.extend(looking.also.iter().filter(|folder| !looking.settings.folders.contains(folder)).cloned());
        Self { folders, interpreters: looking.settings.interpreters.clone(), shell: looking.shell.clone() }
    }
}

/// Whether an environment finds the same interpreters in both: what is installed in them is nothing to it.
fn same_names(one: &[Interpreter], other: &[Interpreter]) -> bool {
    let names = |known: &Interpreter| {
        (known.id.clone(), known.path.clone(), known.real_path.clone(), known.aliases.clone(), known.version.clone())
    };
    one.iter().map(names).eq(other.iter().map(names))
}

#[cfg(test)]
mod tests;
