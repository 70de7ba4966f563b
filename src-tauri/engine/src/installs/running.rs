//! Which processes install something at this moment, and into which Python. Pure, but for the list of processes, which
//! [`list`] reads.
//!
//! A process counts while it installs or uninstalls: a pip that lists packages, or a server that `uv run` started hours
//! ago, changes nothing. pip works for the Python it runs on, unless that is an environment's; uv and its like may work
//! for any.

mod arguments;
pub(super) mod list;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use crate::model::Source;
use arguments::Role;

/// One process, as far as it can be seen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Process {
    /// Its number.
    pub(super) pid: u32,
    /// Who started it.
    pub(super) parent: Option<u32>,
    /// When it started: a number is given again.
    pub(super) started: u64,
    /// The file that runs; `None` where the system does not say.
    pub(super) exe: Option<PathBuf>,
    /// Its arguments; empty where the system does not say.
    pub(super) args: Vec<String>,
    /// Its Python is an environment's, which runs the same file; or it is uv, and works for one.
    pub(super) environments: bool,
    /// The Python that uv was told to work for, if that is known.
    pub(super) target: Option<PathBuf>,
}

/// Which run of an installer: its first process and when that started.
pub(super) type RunId = (u32, u64);

/// What kind of installer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Pip,
    Uv,
    Conda,
    Poetry,
    Pdm,
}

/// A run of an installer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Run {
    /// By what.
    pub(super) kind: Kind,
    /// The packages that its command line names.
    pub(super) names: BTreeSet<String>,
}

/// How much of the processes is seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Sight {
    /// None: it is another machine's tree.
    #[default]
    None,
    /// This account's: what others do shows only in what they write (macOS).
    Own,
    /// Everybody's.
    All,
}

/// Who is at work.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct AtWork {
    /// The runs that live.
    pub(super) runs: BTreeMap<RunId, Run>,
    /// Whether an owner of Pythons lives: Homebrew, dpkg, conda.
    pub(super) owner: bool,
    /// How much is seen.
    pub(super) sight: Sight,
}

impl Kind {
    /// As it is told.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Pip => "pip",
            Self::Uv => "uv",
            Self::Conda => "conda",
            Self::Poetry => "poetry",
            Self::Pdm => "pdm",
        }
    }

    /// Whether it may have installed what `installer` has signed, or have removed what is gone.
    pub(super) fn may_sign(self, installer: Option<&str>) -> bool {
        installer
            .and_then(|installer| installer.split_whitespace().next())
            .is_none_or(|it| it.eq_ignore_ascii_case(self.name()))
    }

    /// Whether it is known to work for the Python in question, and does not only may.
    pub(super) fn is_close(self) -> bool {
        matches!(self, Self::Pip | Self::Uv)
    }
}

/// Who of `processes`, which are [`kept`] ones, is at work on the packages of an interpreter of `source`, which runs one
/// of `programs`.
///
/// What an installer starts is part of its run, and what an owner starts is the owner's work.
pub(super) fn at_work(processes: &[Process], sight: Sight, source: Source, programs: &BTreeSet<PathBuf>) -> AtWork {
    let roles: BTreeMap<u32, Role> =
        processes.iter().filter_map(|it| Some((it.pid, arguments::role(it, source, programs)?))).collect();
    let parents: BTreeMap<u32, u32> = processes.iter().filter_map(|it| Some((it.pid, it.parent?))).collect();
    let mut found = AtWork { sight, ..AtWork::default() };
    for process in processes {
        match roles.get(&process.pid) {
            Some(Role::Owner) => found.owner = true,
            Some(Role::Installer(run)) if !ancestors(process.pid, &parents).any(|it| leads(roles.get(&it))) => {
                found.runs.insert((process.pid, process.started), run.clone());
            }
            _ => {}
        }
    }
    found
}

/// Poetry and its like let pip work, for a Python that pip's own process tells.
fn leads(role: Option<&Role>) -> bool {
    match role {
        Some(Role::Installer(run)) => run.kind.is_close(),
        Some(Role::Owner) => true,
        None => false,
    }
}

/// Those of `all` that count for some Python, each with the nearest of them that it descends from as its parent.
fn kept(all: Vec<Process>) -> Vec<Process> {
    let counts: BTreeSet<u32> = all.iter().filter(|it| arguments::counts(it)).map(|it| it.pid).collect();
    let parents: BTreeMap<u32, u32> = all.iter().filter_map(|it| Some((it.pid, it.parent?))).collect();
    let mut kept: Vec<Process> = all.into_iter().filter(|it| counts.contains(&it.pid)).collect();
    for process in &mut kept {
        process.parent = ancestors(process.pid, &parents).find(|it| counts.contains(it));
    }
    kept.sort_by_key(|process| process.pid);
    kept
}

fn ancestors(pid: u32, parents: &BTreeMap<u32, u32>) -> impl Iterator<Item = u32> {
    /// Deeper than processes nest; numbers that are given again could lead in a circle.
    const DEEPEST: usize = 64;
    let parent = |pid: u32| parents.get(&pid).copied().filter(|parent| *parent > 1);
    std::iter::successors(parent(pid), move |pid| parent(*pid)).take(DEEPEST)
}

#[cfg(test)]
mod tests;
