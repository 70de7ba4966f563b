//! Every fact about the operating system, in one value.
//!
//! All other rooms take a [`Machine`] and ask it; none of them reads the environment, the home folder or
//! `cfg!(target_os)`. That is what lets a Mac be looked at from Linux (`--root R --os macos`), and what makes a
//! test hermetic.
//!
//! This room only looks. It never writes, and it never starts a program.

mod access;
mod busy;
pub(crate) mod counted;
mod developer;
mod files;
mod open_files;
mod path;
mod resolve;
mod user;

pub use files::{Entry, FileError, FileId, Kind, Stat};
pub use path::MachinePath;
pub(crate) use path::{shown, tilde};

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::path::{Component, Path, PathBuf};

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The two systems that Sandbar runs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Os {
    /// macOS 13 or newer, Apple Silicon or Intel.
    Macos,
    /// Linux, with Debian's layout or another's.
    Linux,
}

/// One machine: this one, or a file tree that is looked at as if it were one.
///
/// There is no `Default`: a fact that somebody forgot to set must not be guessed.
#[derive(Debug, Clone)]
pub struct Machine {
    /// Which system's conventions hold.
    pub os: Os,
    /// The user's home folder, as that machine calls it.
    pub home: PathBuf,
    /// The user's short name.
    pub user: String,
    /// The user's login shell from the user record (`getpwuid`), if there is one.
    pub shell: Option<PathBuf>,
    /// The environment of this process; empty for another machine's tree.
    pub env: BTreeMap<OsString, OsString>,
    /// True where programs may be started: this machine, and not merely its files (`--root /`).
    pub live: bool,
    /// The folder that relative paths start from; `/` for another machine's tree.
    pub cwd: PathBuf,
    /// This program's own file, to be run again by the login shell; `None` for another machine's tree.
    pub program: Option<PathBuf>,
    /// Where the tree lies on the disk that is really here; `/` for this machine.
    root: PathBuf,
}

impl Machine {
    /// The machine that this process runs on.
    ///
    /// The home folder is `HOME`, else the user record's; the user is the record's name.
    pub fn this() -> Self {
        let record = user::user_record();
        let env = user::environment();
        let home = env
            .get(OsStr::new("HOME"))
            .filter(|home| Path::new(home).is_absolute())
            .map(PathBuf::from)
            .or_else(|| record.as_ref().map(|record| record.home.clone()))
            .unwrap_or_else(|| PathBuf::from("/"));
        Self {
            os: files::THIS_OS,
            home,
            user: record.as_ref().map_or_else(|| "user".to_owned(), |record| record.name.clone()),
            shell: record.and_then(|record| record.shell),
            env,
            live: true,
            cwd: user::current_folder(),
            program: user::own_program(),
            root: PathBuf::from("/"),
        }
    }

    /// A file tree under `root`, looked at as if it were a machine running `os`.
    ///
    /// Its environment is empty and nothing can be started on it. The home folder defaults to `/Users/NAME` or
    /// `/home/NAME`; without a name, to the only home folder there is, and for `/` to this user's.
    ///
    /// # Errors
    /// [`FileError`] when `root` can't be resolved to a folder.
    pub fn tree(root: &Path, os: Os, home: Option<PathBuf>, user: Option<String>) -> Result<Self, FileError> {
        let root = files::real_root(root)?;
        let homes = PathBuf::from(match os {
            Os::Macos => "/Users",
            Os::Linux => "/home",
        });
        let mut tree = Self {
            os,
            home: PathBuf::new(),
            user: String::new(),
            shell: None,
            env: BTreeMap::new(),
            live: false,
            cwd: PathBuf::from("/"),
            program: None,
            root,
        };
        let (home, user) = match (home, user) {
            (Some(home), user) => (home, user),
            (None, Some(user)) => (homes.join(&user), Some(user)),
            (None, None) if !tree.is_rooted() => (Self::this().home, None),
            (None, None) => (tree.only_home(&homes), None),
        };
        tree.user = user.unwrap_or_else(|| {
            home.file_name().map_or_else(|| "user".to_owned(), |name| name.to_string_lossy().into_owned())
        });
        tree.home = home;
        Ok(tree)
    }

    /// The one home folder in a tree that has just one; a stranger's name for it otherwise.
    fn only_home(&self, homes: &Path) -> PathBuf {
        let people: Vec<OsString> = self
            .list(homes)
            .unwrap_or_default()
            .into_iter()
            .filter(|entry| entry.kind == Kind::Folder && entry.name != "Shared")
            .map(|entry| entry.name)
            .collect();
        match people.as_slice() {
            [only] => homes.join(only),
            _ => homes.join("user"),
        }
    }

    /// What the clock says.
    ///
    /// For the rim, which passes it in: nothing that decides reads a clock.
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the clock")]
    pub fn now(&self) -> jiff::Timestamp {
        jiff::Timestamp::now()
    }

    /// This machine as a terminal on it would see it: with `variables` over this process's own.
    ///
    /// An app that the Finder starts knows nothing of the `PYENV_ROOT` that a start-up file sets.
    #[must_use]
    pub fn with_variables(&self, variables: &BTreeMap<String, String>) -> Self {
        let mut seen = self.clone();
        seen.env.extend(variables.iter().map(|(name, value)| (name.into(), value.into())));
        seen
    }

    /// `path` from the current folder, with `.` and `..` taken out as text; a leading `~` is the home folder.
    pub fn absolute(&self, path: &Path) -> PathBuf {
        let path = match path.strip_prefix("~") {
            Ok(rest) => self.home.join(rest),
            Err(_) => self.cwd.join(path),
        };
        let mut clean = PathBuf::from("/");
        for part in path.components() {
            match part {
                Component::ParentDir => {
                    clean.pop();
                }
                Component::Normal(name) => clean.push(name),
                Component::RootDir | Component::CurDir | Component::Prefix(_) => {}
            }
        }
        clean
    }

    /// The value of an environment variable of this process, if it is set, not empty, and UTF-8.
    pub fn var(&self, name: &str) -> Option<&str> {
        self.env.get(OsStr::new(name)).and_then(|value| value.to_str()).filter(|value| !value.is_empty())
    }

    /// The value of an environment variable that names an absolute path.
    pub fn var_path(&self, name: &str) -> Option<PathBuf> {
        self.env.get(OsStr::new(name)).map(PathBuf::from).filter(|path| path.is_absolute())
    }

    /// True on macOS, where file names differ from Linux's only in case by accident, never on purpose.
    ///
    /// APFS compares names without case by default; compare two paths with [`Machine::same_name`].
    pub fn same_name(&self, one: &OsStr, other: &OsStr) -> bool {
        match self.os {
            Os::Linux => one == other,
            Os::Macos => one.to_string_lossy().to_lowercase() == other.to_string_lossy().to_lowercase(),
        }
    }

    /// `path` with the home folder written as `~`, for sentences and reports; plain, whatever is in it.
    pub fn tilde(&self, path: &Path) -> String {
        tilde(&self.home, path)
    }
}
