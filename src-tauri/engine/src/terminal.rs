//! What `python3`, `python`, `pip3` and `pip` mean in the user's terminal.
//!
//! A word is looked up on PATH as a shell does it, and what is found is followed to what would run in the end: links,
//! the shims of version managers and of Apple, a pip script to the Python that its first line names. All of that by
//! reading; a shim is never run.

mod script;
mod shims;

use std::path::{Path, PathBuf};

use crate::machine::Machine;
use crate::model::{Interpreter, InterpreterId, Meaning, PathStep, Setting, Terminal};
use crate::shell::ShellAnswer;
use script::Runner;

/// The terminal view.
pub fn view(machine: &Machine, answer: &ShellAnswer, interpreters: &[Interpreter]) -> Terminal {
    let look = Look { machine, answer, interpreters };
    let find = |word, kind| answer.which(machine, word).map(|hit| look.at(kind, &hit));
    let (python3, python) = (find("python3", Kind::Python), find("python", Kind::Python));
    let (pip3, pip) = (find("pip3", Kind::Pip), find("pip", Kind::Pip));
    let three = python3.as_ref().map(|found| ("python3", found));
    let bare = python.as_ref().map(|found| ("python", found)).or(three);
    let mismatch = [("pip3", &pip3, three), ("pip", &pip, bare)]
        .into_iter()
        .find_map(|(word, pip, python)| look.mismatch((word, pip.as_ref()?), python?));
    let meaning = |found: Option<Found>| found.map(|found| found.meaning);
    Terminal {
        from: answer.from,
        python3: meaning(python3),
        python: meaning(python),
        pip3: meaning(pip3),
        pip: meaning(pip),
        mismatch,
        path: look.steps(),
        settings: settings(answer),
    }
}

/// The variables that decide, but for the two that say where to look.
fn settings(answer: &ShellAnswer) -> Vec<Setting> {
    answer
        .variables
        .iter()
        .filter(|(name, _)| !matches!(name.as_str(), "PATH" | "ZDOTDIR"))
        .map(|(name, value)| Setting { name: name.clone(), value: value.clone() })
        .collect()
}

/// What a word is the name of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Python,
    Pip,
}

/// What does the work behind a word.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Worker {
    /// A known interpreter.
    Known(InterpreterId),
    /// The Python of the environment in this folder.
    Environment(PathBuf),
    /// A Python that is not among the known ones.
    Unknown(PathBuf),
    /// Nothing that can be told by reading.
    Untold,
}

/// A word's meaning, and what does the work.
#[derive(Debug, Clone)]
struct Found {
    meaning: Meaning,
    worker: Worker,
}

/// What all look-ups share.
struct Look<'a> {
    machine: &'a Machine,
    answer: &'a ShellAnswer,
    interpreters: &'a [Interpreter],
}

impl Look<'_> {
    /// What running the file `hit` means.
    fn at(&self, kind: Kind, hit: &Path) -> Found {
        let Some(program) = shims::look_through(self.machine, self.answer, hit) else {
            return Found::new(hit, hit, Worker::Untold);
        };
        let resolved = self.machine.resolve(&program).unwrap_or_else(|_| program.clone());
        let worker = match kind {
            Kind::Python => self.python(&program, &resolved),
            Kind::Pip => self.behind_pip(&resolved),
        };
        Found::new(hit, &resolved, worker)
    }

    /// Whose the Python is that is started as `program`.
    ///
    /// An environment is looked for before links are followed, as Python itself does it: the file behind the link is
    /// the interpreter's own.
    fn python(&self, program: &Path, resolved: &Path) -> Worker {
        if let Some(environment) = environment_of(self.machine, program) {
            return Worker::Environment(environment);
        }
        let known = self.interpreters.iter().find(|interpreter| {
            let names = interpreter.aliases.iter().chain([&interpreter.path, &interpreter.real_path]);
            names.into_iter().any(|name| name.as_path() == program || name.as_path() == resolved)
        });
        known.map_or_else(|| Worker::Unknown(resolved.to_path_buf()), |known| Worker::Known(known.id.clone()))
    }

    /// The Python that the pip script `pip` runs on.
    fn behind_pip(&self, pip: &Path) -> Worker {
        let python = match script::runner(self.machine, pip) {
            Some(Runner::Program(path)) => Some(path),
            Some(Runner::Word(word)) => self.answer.which(self.machine, &word),
            // Not a script that tells: what lies in an interpreter's own folder of programs is that interpreter's.
            None => self.interpreters.iter().map(|known| &known.real_path).find_map(|python| {
                (python.parent().is_some() && python.parent() == pip.parent()).then(|| python.to_path_buf())
            }),
        };
        let python = python.filter(|python| self.machine.is_executable(python));
        python.map_or(Worker::Untold, |python| self.at(Kind::Python, &python).worker)
    }

    /// One sentence when `pip` installs for another Python than `python` is.
    fn mismatch(&self, (pip_word, pip): (&str, &Found), (python_word, python): (&str, &Found)) -> Option<String> {
        if pip.worker == python.worker {
            return None;
        }
        let (installs, runs) = (self.name(&pip.worker)?, self.name(&python.worker)?);
        Some(format!("`{pip_word}` installs for {installs}, but `{python_word}` runs {runs}"))
    }

    fn name(&self, worker: &Worker) -> Option<String> {
        match worker {
            Worker::Known(id) => {
                let known = self.interpreters.iter().find(|interpreter| interpreter.id == *id)?;
                Some(format!("{} Python {}", known.owner, known.version).trim_end().to_owned())
            }
            Worker::Environment(folder) => Some(format!("the sandbox `{}`", self.machine.tilde(folder))),
            Worker::Unknown(path) => Some(format!("the Python at `{}`", self.machine.tilde(path))),
            Worker::Untold => None,
        }
    }

    /// PATH, folder by folder, with the `python3` in each.
    fn steps(&self) -> Vec<PathStep> {
        let mut found = false;
        let step = |folder: PathBuf| {
            let file = folder.join("python3");
            let python3 = self.machine.is_executable(&file).then(|| self.at(Kind::Python, &file).meaning);
            let hit = python3.is_some() && !found;
            found |= hit;
            PathStep { folder: folder.into(), python3, hit }
        };
        self.answer.path().into_iter().map(step).collect()
    }
}

impl Found {
    fn new(path: &Path, resolved: &Path, worker: Worker) -> Self {
        let interpreter = match &worker {
            Worker::Known(id) => Some(id.clone()),
            Worker::Environment(_) | Worker::Unknown(_) | Worker::Untold => None,
        };
        Self { meaning: Meaning { path: path.into(), resolved: resolved.into(), interpreter }, worker }
    }
}

/// The environment that `python` belongs to: `pyvenv.cfg` lies beside it or one folder up (PEP 405).
fn environment_of(machine: &Machine, python: &Path) -> Option<PathBuf> {
    let folder = python.parent()?;
    [Some(folder), folder.parent()]
        .into_iter()
        .flatten()
        .find(|folder| machine.is_file(&folder.join("pyvenv.cfg")))
        .map(Path::to_path_buf)
}

#[cfg(test)]
mod tests;
