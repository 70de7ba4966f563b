//! Small programs that stand on PATH and run another one: what they would run, without running them.
//!
//! pyenv, asdf and mise decide by the current folder. A terminal opens in the home folder, so that is where their
//! files are looked for, and above it.

mod asdf;
mod mise;
mod pyenv;

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use crate::machine::{Machine, Os};
use crate::shell::ShellAnswer;

/// Longer than the head of any shim that is a script.
const HEAD: u64 = 8192;

/// Longer than any file that names versions.
const LIMIT: u64 = 1 << 16;

/// A shim may lead to another manager's shim; more than this is a circle.
const MOST_SHIMS: usize = 4;

/// Where a shim leads.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Leads {
    /// To this program.
    To(PathBuf),
    /// It would say that it does not know what to run.
    Nowhere,
}

/// What running `hit` runs: itself, if it is no shim; `None` where a shim leads nowhere.
pub(super) fn look_through(machine: &Machine, answer: &ShellAnswer, hit: &Path) -> Option<PathBuf> {
    let mut program = hit.to_path_buf();
    for _ in 0..MOST_SHIMS {
        let shim = Shim::at(machine, answer, &program);
        let leads = shim.and_then(|shim| {
            pyenv::follow(&shim)
                .or_else(|| asdf::follow(&shim))
                .or_else(|| mise::follow(&shim))
                .or_else(|| apple(&shim))
        });
        match leads {
            None => return Some(program),
            Some(Leads::Nowhere) => return None,
            Some(Leads::To(next)) => program = next,
        }
    }
    None
}

/// A program that may be a shim.
struct Shim<'a> {
    machine: &'a Machine,
    answer: &'a ShellAnswer,
    path: &'a Path,
    /// The folder it was found in.
    folder: &'a Path,
    /// The word that was typed: its name.
    word: &'a OsStr,
    /// Its first lines, if it is a script.
    text: String,
}

impl<'a> Shim<'a> {
    fn at(machine: &'a Machine, answer: &'a ShellAnswer, path: &'a Path) -> Option<Self> {
        let head = machine.read_head(path, HEAD).unwrap_or_default();
        let text = if head.starts_with(b"#!") { String::from_utf8_lossy(&head).into_owned() } else { String::new() };
        Some(Self { machine, answer, path, folder: path.parent()?, word: path.file_name()?, text })
    }

    /// The shim's command in the version at `folder`.
    fn in_version(&self, folder: &Path) -> Option<PathBuf> {
        Some(folder.join("bin").join(self.word)).filter(|program| self.machine.is_executable(program))
    }

    /// The next program of that name on PATH, the shims' own folder left out.
    fn next_on_path(&self) -> Option<PathBuf> {
        let elsewhere = self.answer.path().into_iter().filter(|folder| folder != self.folder);
        elsewhere.map(|folder| folder.join(self.word)).find(|program| self.machine.is_executable(program))
    }

    /// The file `name` in the home folder and the folders above it, nearest first.
    fn upwards(&self, name: &str) -> impl Iterator<Item = PathBuf> {
        self.machine.home.ancestors().map(move |folder| folder.join(name))
    }

    fn read(&self, file: &Path) -> Option<String> {
        self.machine.read_text(file, LIMIT).ok()
    }

    /// The folder in `versions` that `name` means: the one of that name, else the newest that begins so.
    fn version_folder(&self, versions: &Path, name: &str) -> Option<PathBuf> {
        if name.is_empty() || name.contains('/') || name == ".." {
            return None;
        }
        let exact = versions.join(name);
        if self.machine.is_folder(&exact) {
            return Some(exact);
        }
        let installed = self.machine.list(versions).unwrap_or_default();
        newest(installed.iter().filter_map(|entry| entry.name.to_str()), name).map(|name| versions.join(name))
    }
}

/// The newest final release among `names` that `prefix` is the beginning of: `3.12` means `3.12.8`, never `3.120`.
fn newest<'a>(names: impl Iterator<Item = &'a str>, prefix: &str) -> Option<&'a str> {
    let numbers = |name: &str| name.split('.').map(str::parse).collect::<Result<Vec<u32>, _>>().ok();
    names
        .filter(|name| name.strip_prefix(prefix).is_some_and(|rest| rest.starts_with('.')))
        .filter_map(|name| Some((numbers(name)?, name)))
        .max()
        .map(|(_, name)| name)
}

/// The versions of Python in a `.tool-versions` file, which asdf and mise share: `python 3.12.8 3.11.9 # note`.
fn tool_versions(text: &str) -> Option<Vec<String>> {
    text.lines().find_map(|line| {
        let mut words = line.split('#').next()?.split_whitespace();
        (words.next()? == "python").then(|| words.map(str::to_owned).collect())
    })
}

/// macOS's own: `/usr/bin/python3` and `/usr/bin/pip3` run what the developer folder has, or open Apple's dialog.
fn apple(shim: &Shim<'_>) -> Option<Leads> {
    if shim.machine.os != Os::Macos || shim.folder != Path::new("/usr/bin") {
        return None;
    }
    let program = shim.machine.developer_folder().map(|folder| folder.join("usr/bin").join(shim.word));
    Some(program.filter(|program| shim.machine.is_executable(program)).map_or(Leads::Nowhere, Leads::To))
}

#[cfg(test)]
mod tests;
