//! What the environment of the user's own terminal is.
//!
//! An app that the Finder starts has launchd's PATH (`/usr/bin:/bin:/usr/sbin:/sbin`), which says nothing about the
//! user's terminal. Only the login shell knows what its start-up files make of PATH, so it is asked, once: it starts
//! as a terminal would start it, runs Sandbar's own hidden command ([`print_environment`]) and is gone. This is the
//! one program that Sandbar starts without a click.
//!
//! Start-up files are the user's, and they do everything: print, wait for an answer, become another shell, never end.
//! So the shell has no input, no terminal, a session of its own and a deadline, and nothing of that session is alive
//! when [`ask`] returns. The answer is kept, and trusted until a start-up file changes.
//!
//! Of the environment only PATH and the variables that bend Python, pip and their tools are ever taken; passwords and
//! tokens are left behind at the source.

mod answer;
mod cache;
mod dialect;
mod session;

pub use answer::print_environment;

use std::collections::BTreeMap;
use std::hash::{BuildHasher as _, RandomState};
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::find::homebrew;
use crate::machine::{Machine, Os};
use crate::model::TerminalFrom;

/// The hidden command of Sandbar's own programs that the login shell is told to run, followed by a mark.
pub const PRINT_ENVIRONMENT: &str = "print-environment";

/// What the terminal's environment is, and how that became known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShellAnswer {
    /// How it became known.
    pub from: TerminalFrom,
    /// PATH, and the variables that bend Python, pip and their tools. No password is among them.
    pub variables: BTreeMap<String, String>,
}

impl ShellAnswer {
    /// The value of a variable, if it is set and not empty.
    pub fn var(&self, name: &str) -> Option<&str> {
        self.variables.get(name).map(String::as_str).filter(|value| !value.is_empty())
    }

    /// The value of a variable that names an absolute path.
    pub fn var_path(&self, name: &str) -> Option<PathBuf> {
        self.var(name).map(PathBuf::from).filter(|path| path.is_absolute())
    }

    /// The folders of PATH in order, each once. Relative ones are left out: they mean another place in every folder.
    pub fn path(&self) -> Vec<PathBuf> {
        let mut folders: Vec<PathBuf> = Vec::new();
        for folder in self.var("PATH").unwrap_or_default().split(':').map(PathBuf::from) {
            if folder.is_absolute() && !folders.contains(&folder) {
                folders.push(folder);
            }
        }
        folders
    }

    /// The first file on PATH that would run when `word` is typed.
    pub fn which(&self, machine: &Machine, word: &str) -> Option<PathBuf> {
        self.path().into_iter().map(|folder| folder.join(word)).find(|path| machine.is_executable(path))
    }
}

/// How long the login shell may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    /// As an interactive login shell, which is what a terminal starts.
    pub interactive: Duration,
    /// As a login shell only: the second try, for start-up files that wait for somebody to type.
    pub login: Duration,
}

impl Default for Patience {
    /// nvm and conda take two to three seconds on a slow disk; whoever waits longer for a prompt has noticed.
    fn default() -> Self {
        Self { interactive: Duration::from_secs(5), login: Duration::from_secs(3) }
    }
}

/// Asks the login shell, or the answer that it gave before, kept in the folder `cache`.
///
/// Blocks until the shell has answered, [`Patience`] at most. Where it may not be asked, or does not answer,
/// [`assume`] stands in.
pub fn ask(machine: &Machine, cache: Option<&Path>) -> ShellAnswer {
    cache.and_then(|folder| cache::recall(machine, folder)).unwrap_or_else(|| ask_anew(machine, cache))
}

/// Asks the login shell whatever it said before, and keeps the answer in the folder `cache`.
pub fn ask_anew(machine: &Machine, cache: Option<&Path>) -> ShellAnswer {
    ask_within(machine, cache, Patience::default())
}

/// As [`ask_anew`], with a patience of the caller's choice.
pub fn ask_within(machine: &Machine, cache: Option<&Path>, patience: Patience) -> ShellAnswer {
    let Some(variables) = spoken(machine, patience) else { return assume(machine) };
    let answer = ShellAnswer { from: TerminalFrom::Shell, variables };
    if let Some(folder) = cache {
        cache::keep(machine, folder, &answer);
    }
    answer
}

/// What the terminal's environment is likely to be, without starting anything.
///
/// - macOS: `/etc/paths`, then the files of `/etc/paths.d` in order, as `path_helper` puts them together for every
///   login shell. On this machine the folders that the usual installers ask the user to add follow, where they exist.
/// - Linux: the PATH of this process, which was started from a session; for another machine's tree the plain one.
pub fn assume(machine: &Machine) -> ShellAnswer {
    let mut variables = answer::kept(&machine.env);
    let inherited = variables.remove("PATH");
    let path = match machine.os {
        Os::Linux => inherited.unwrap_or_else(|| "/usr/local/bin:/usr/bin:/bin".to_owned()),
        Os::Macos => {
            let mut folders = paths_files(machine);
            if machine.live {
                folders.extend(usual_folders(machine));
            }
            folders.join(":")
        }
    };
    variables.insert("PATH".to_owned(), path);
    ShellAnswer { from: TerminalFrom::Paths, variables }
}

/// The lines of `/etc/paths` and of the files in `/etc/paths.d` (`path_helper(8)`).
fn paths_files(machine: &Machine) -> Vec<String> {
    const LIMIT: u64 = 1 << 16;
    let extra = Path::new("/etc/paths.d");
    let files = machine.list(extra).unwrap_or_default().into_iter().map(|entry| extra.join(entry.name));
    std::iter::once(PathBuf::from("/etc/paths"))
        .chain(files)
        .filter_map(|file| machine.read_text(&file, LIMIT).ok())
        .flat_map(|text| text.lines().map(|line| line.trim().to_owned()).collect::<Vec<_>>())
        .filter(|line| line.starts_with('/'))
        .collect()
}

/// The folders that installers on a Mac ask the user to put on PATH, where they exist.
fn usual_folders(machine: &Machine) -> impl Iterator<Item = String> {
    let own = [".local/bin", ".pyenv/shims", ".cargo/bin"].map(|folder| machine.home.join(folder));
    homebrew::prefixes(machine)
        .into_iter()
        .flat_map(|prefix| [prefix.join("bin"), prefix.join("sbin")])
        .chain([PathBuf::from("/opt/local/bin")])
        .chain(own)
        .filter(|folder| machine.is_folder(folder))
        .map(|folder| folder.to_string_lossy().into_owned())
}

/// What the login shell said, if it may be asked and has answered.
fn spoken(machine: &Machine, patience: Patience) -> Option<BTreeMap<String, String>> {
    if !may_ask(machine) {
        return None;
    }
    let program = machine.program.as_deref()?;
    let shell = login_shell(machine)?;
    [(true, patience.interactive), (false, patience.login)].into_iter().find_map(|(interactive, patience)| {
        let mark = mark();
        let call = dialect::call(&shell, program, &mark, interactive)?;
        let json = session::hear(machine, &shell, &call, &mark, patience)?;
        answer::parse(&json)
    })
}

/// Only on this very machine; and on a Mac only where a developer folder is, for a start-up file that runs
/// `/usr/bin/python3` or `git` would otherwise open Apple's install dialog in Sandbar's name.
fn may_ask(machine: &Machine) -> bool {
    machine.live && (machine.os != Os::Macos || machine.developer_folder().is_some())
}

/// The shell that the user's terminal starts: the user record's, else the system's own default.
fn login_shell(machine: &Machine) -> Option<PathBuf> {
    let usual: &[&str] = match machine.os {
        Os::Macos => &["/bin/zsh", "/bin/bash"],
        Os::Linux => &["/bin/bash", "/bin/sh"],
    };
    machine
        .shell
        .iter()
        .cloned()
        .chain(usual.iter().map(PathBuf::from))
        .find(|shell| machine.is_executable(shell) && !dialect::is_no_shell(shell))
}

/// A word that no start-up file prints by accident: 128 bits from the random keys of the standard library's hasher.
fn mark() -> String {
    format!("{:016x}{:016x}", RandomState::new().hash_one(1), RandomState::new().hash_one(2))
}

#[cfg(test)]
mod tests;
