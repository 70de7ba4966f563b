//! What is under a few folders, and how two such trees differ.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::machine::{Kind, Machine};

/// Deeper than any package lies.
const DEEPEST: usize = 64;

/// What a file, a folder or a link is like.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Facts {
    /// An ordinary file.
    File {
        /// Permission bits.
        mode: u32,
        /// Its length in bytes.
        size: u64,
        /// Last change of its content, in nanoseconds since 1970.
        modified: i64,
    },
    /// A folder.
    Folder {
        /// Permission bits.
        mode: u32,
    },
    /// A link.
    Link {
        /// What it leads to, as it is written.
        target: PathBuf,
    },
}

/// All that is under a few roots, the roots included.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Tree(BTreeMap<PathBuf, Facts>);

/// How two trees differ.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changes {
    /// What is new, as it is now.
    pub added: BTreeMap<PathBuf, Facts>,
    /// What is another one now: before, after.
    pub changed: BTreeMap<PathBuf, (Facts, Facts)>,
    /// What is gone, as it was.
    pub removed: BTreeMap<PathBuf, Facts>,
}

impl Facts {
    /// What is at `path`, links not followed; `None` for nothing, and for what is neither file, folder nor link.
    pub fn of(machine: &Machine, path: &Path) -> Option<Self> {
        let stat = machine.lstat(path)?;
        let mode = stat.mode & 0o7777;
        match stat.kind {
            Kind::File => {
                Some(Self::File { mode, size: stat.size, modified: i64::try_from(stat.modified).unwrap_or(i64::MAX) })
            }
            Kind::Folder => Some(Self::Folder { mode }),
            Kind::Link => Some(Self::Link { target: machine.link(path)? }),
            Kind::Other => None,
        }
    }
}

impl Tree {
    /// Reads what is under `roots`.
    pub fn read(machine: &Machine, roots: &[PathBuf]) -> Self {
        let mut tree = Self::default();
        for root in roots {
            tree.add(machine, root, DEEPEST);
        }
        tree
    }

    fn add(&mut self, machine: &Machine, path: &Path, deeper: usize) {
        let is_cache = path.file_name() == Some(OsStr::new("__pycache__"));
        let Some(facts) = Facts::of(machine, path).filter(|_| !is_cache && path.to_str().is_some()) else { return };
        let is_folder = matches!(facts, Facts::Folder { .. });
        self.0.insert(path.to_path_buf(), facts);
        if is_folder && deeper > 0 {
            for entry in machine.list(path).unwrap_or_default() {
                self.add(machine, &path.join(entry.name), deeper - 1);
            }
        }
    }

    /// Whether an ordinary file is known at `path`.
    pub fn is_file(&self, path: &Path) -> bool {
        matches!(self.0.get(path), Some(Facts::File { .. }))
    }

    /// The permission bits of the folder known at `path`.
    pub fn folder(&self, path: &Path) -> Option<u32> {
        match self.0.get(path) {
            Some(Facts::Folder { mode }) => Some(*mode),
            _ => None,
        }
    }

    /// What has become of this tree in `after`.
    pub fn changed_to(&self, after: &Self) -> Changes {
        let mut changes = Changes::default();
        for (path, now) in &after.0 {
            match self.0.get(path) {
                None => {
                    changes.added.insert(path.clone(), now.clone());
                }
                Some(before) if before != now => {
                    changes.changed.insert(path.clone(), (before.clone(), now.clone()));
                }
                Some(_) => {}
            }
        }
        let gone = self.0.iter().filter(|(path, _)| !after.0.contains_key(*path));
        changes.removed.extend(gone.map(|(path, before)| (path.clone(), before.clone())));
        changes
    }
}

impl Changes {
    /// Whether nothing is different.
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.changed.is_empty() && self.removed.is_empty()
    }

    /// Leaves out what is gone or another one by now and is none that `counts`.
    pub(super) fn leave_out(&mut self, counts: impl Fn(&Path) -> bool) {
        self.changed.retain(|path, _| counts(path));
        self.removed.retain(|path, _| counts(path));
    }

    /// Whether something that was there is gone or another one.
    pub fn loses_something(&self) -> bool {
        !self.changed.is_empty() || !self.removed.is_empty()
    }

    /// Whether the file that was at `path` is gone or another one.
    pub fn has_lost(&self, path: &Path) -> bool {
        self.removed.contains_key(path) || self.changed.contains_key(path)
    }
}
