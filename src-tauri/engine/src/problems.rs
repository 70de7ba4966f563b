//! What is wrong, in sentences, worst first.
//!
//! [`find`] is pure: it judges what others have read. What only this room asks for is read by [`Traces::look`]. What
//! does not work is a problem; what would be better otherwise wants attention; a PEP 668 marker is neither, for it is
//! how things should be.
//!
//! A message says what is wrong and where, a hint says what to do about it. Nothing is done here.

mod conda_base;
mod environments;
mod interpreters;
mod pip;
mod root_owned;
mod sandbar;
mod tools;
mod words;

use std::path::PathBuf;

use crate::failure::Failure;
use crate::machine::{Machine, MachinePath};
use crate::model::{Environment, Folder, Headline, Interpreter, Level, Problem, ProblemCode, Project, Terminal, Tools};
use crate::pip_config::{self, PipConfig};
use crate::shell::ShellAnswer;
use words::count;

/// All that is judged.
#[derive(Debug, Clone, Copy)]
pub struct Evidence<'a> {
    /// For its names alone: nothing is read from it any more.
    pub machine: &'a Machine,
    /// The terminal view.
    pub terminal: &'a Terminal,
    /// Every Python that can stand on its own.
    pub interpreters: &'a [Interpreter],
    /// Every environment.
    pub environments: &'a [Environment],
    /// The projects in the watched folders.
    pub projects: &'a [Project],
    /// Homebrew, pipx, uv.
    pub tools: &'a Tools,
    /// The watched folders.
    pub folders: &'a [Folder],
    /// What only this room asks for.
    pub traces: &'a Traces,
    /// Why Sandbar's own settings could not be read.
    pub settings: Option<&'a Failure>,
    /// Whether some changes are seen only after a minute, since the system has no more watches to give.
    pub blind: bool,
}

/// What is read for the problems alone.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Traces {
    /// pip's configuration.
    pub pip: PipConfig,
    /// The user's own folders in which files belong to root.
    pub root_owned: Vec<PathBuf>,
    /// The start-up file through which conda turns its base environment on in every terminal.
    pub conda_base: Option<PathBuf>,
}

impl Traces {
    /// Reads them.
    pub fn look(machine: &Machine, answer: &ShellAnswer, interpreters: &[Interpreter]) -> Self {
        Self {
            pip: pip_config::read(machine, answer, interpreters),
            root_owned: root_owned::look(machine),
            conda_base: conda_base::look(machine, answer),
        }
    }
}

/// Every problem, worst first, then always in the same order.
pub fn find(evidence: &Evidence<'_>) -> Vec<Problem> {
    let rooms = [interpreters::find, pip::find, root_owned::find, environments::find, tools::find, sandbar::find];
    let mut problems: Vec<Problem> = rooms.iter().flat_map(|find| find(evidence)).collect();
    problems.sort_by(|one, other| {
        let order = |problem: &Problem| (std::cmp::Reverse(problem.level), problem.code);
        order(one).cmp(&order(other)).then_with(|| (&one.path, &one.message).cmp(&(&other.path, &other.message)))
    });
    problems.dedup();
    problems
}

/// The sentence that leads.
pub fn headline(problems: &[Problem]) -> Headline {
    let level = problems.iter().map(|problem| problem.level).max().unwrap_or(Level::Good);
    let text = match level {
        Level::Good => "You're good to go".to_owned(),
        Level::Attention | Level::Problem => format!("{} to fix", count(problems.len(), "thing")),
    };
    Headline { level, text }
}

/// A problem about no place in particular.
fn problem(code: ProblemCode, level: Level, message: impl Into<String>, hint: impl Into<String>) -> Problem {
    Problem { code, level, message: message.into(), hint: hint.into(), path: None, command: None }
}

/// The same, at a place.
fn at(path: impl Into<MachinePath>, problem: Problem) -> Problem {
    Problem { path: Some(path.into()), ..problem }
}

/// The same, with the line that its hint names.
fn by(command: impl Into<String>, problem: Problem) -> Problem {
    Problem { command: Some(command.into()), ..problem }
}

#[cfg(test)]
mod tests;
