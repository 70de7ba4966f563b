//! What a job changes on the disk, file by file, so that it can be taken back: what was there before, copies of what
//! goes, and what has become of it.
//!
//! A receipt is taken before the first act, with copies of all that the act may replace or remove, and closed after the
//! last one, when it shrinks to what is different. It compares kinds, sizes, times and modes, and never what is in a
//! file: an installer gives every file it writes a new time. Byte code that Python caches (`__pycache__`) does not
//! count, and a file whose name is not UTF-8 is left alone.
//!
//! The copies are copies, and never links: nothing that happens to a file afterwards may reach its copy. (On APFS and
//! Btrfs a copy takes no room until one of the two is changed.)

mod copies;
mod restore;
mod shared;
mod tree;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::disk;
use crate::failure::{Code, Failure};
use crate::machine::{Kind, Machine};
use crate::model::JobId;
use crate::plan::{Copy, Receipt};
use crate::pyvenv_cfg;

pub(crate) use copies::recorded_in;
pub use restore::{Standing, bring_back_copied, different, put_back, standing};
pub use shared::put_back_own;
pub use tree::{Changes, Facts, Tree};

/// A receipt of an environment with a hundred thousand files.
const LIMIT: u64 = 256 << 20;

/// The receipts in a data folder.
#[derive(Debug, Clone)]
pub struct Receipts {
    data: PathBuf,
}

/// What is known before a job begins.
#[derive(Debug, Serialize, Deserialize)]
struct Before {
    roots: Vec<PathBuf>,
    tree: Tree,
    /// The copy of each file, by its number.
    copies: BTreeMap<PathBuf, usize>,
    /// Which folders the roots were: another one may take a root's name.
    places: BTreeMap<PathBuf, FileNumber>,
}

/// A file's device and inode.
type FileNumber = (u64, u64);

/// What a job has changed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Closed {
    /// What the receipt is about.
    pub roots: Vec<PathBuf>,
    /// Those of them that were folders before, with their permission bits.
    #[serde(default)]
    pub folders: BTreeMap<PathBuf, u32>,
    /// What is different.
    pub changes: Changes,
    /// The copy of each file that was changed or removed.
    pub copies: BTreeMap<PathBuf, PathBuf>,
    /// Which folders the roots were: another one may take a root's name.
    #[serde(default)]
    places: BTreeMap<PathBuf, FileNumber>,
    /// Whether the job was cut off, so that what others have done since can't be told from what it did.
    #[serde(skip)]
    pub cut_off: bool,
}

impl Receipts {
    /// The receipts kept in `data`. Reads nothing yet.
    pub fn new(data: &Path) -> Self {
        Self { data: data.to_path_buf() }
    }

    /// Notes what is under `roots`, and copies what may go.
    ///
    /// # Errors
    /// When the data folder can't be written, or a file can't be copied: what can't be kept is not put at risk.
    pub fn take(&self, machine: &Machine, id: &Receipt, roots: &[PathBuf], wanted: &[Copy]) -> Result<(), Failure> {
        let folder = self.folder(id);
        disk::create_private_folder(&folder.join("copies"))?;
        let tree = Tree::read(machine, roots);
        let mut copies = BTreeMap::new();
        for path in copies::named(machine, wanted) {
            if tree.is_file(&path) {
                let number = copies.len();
                disk::copy(&path, &folder.join("copies").join(number.to_string()))?;
                copies.insert(path, number);
            }
        }
        let place = |root: &PathBuf| Some((root.clone(), number(machine, root)?));
        let places = roots.iter().filter_map(place).collect();
        let before = Before { roots: roots.to_vec(), tree, copies, places };
        Self::write(&folder.join("before.json"), &before)
    }

    /// Compares what is there now with what was, and keeps the difference.
    ///
    /// # Errors
    /// When the receipt can't be read or written.
    pub fn close(&self, machine: &Machine, id: &Receipt) -> Result<Closed, Failure> {
        let folder = self.folder(id);
        let before: Before = Self::read(machine, &folder.join("before.json"))?;
        let closed = Self::compared(machine, &folder, before);
        Self::write(&folder.join("changes.json"), &closed)?;
        disk::remove_own_file(&folder.join("before.json"));
        for copy in Self::superfluous(machine, &folder, &closed) {
            disk::remove_own_file(&copy);
        }
        Ok(closed)
    }

    /// What the job has changed; of one that was cut off, what is different by now.
    ///
    /// # Errors
    /// When there is no such receipt, or it can't be read.
    pub fn changes(&self, machine: &Machine, id: &Receipt) -> Result<Closed, Failure> {
        let folder = self.folder(id);
        let closed = folder.join("changes.json");
        if machine.lstat(&closed).is_some() {
            return Self::read(machine, &closed);
        }
        let before: Before = Self::read(machine, &folder.join("before.json"))?;
        Ok(Closed { cut_off: true, ..Self::compared(machine, &folder, before) })
    }

    /// The folder of all of a job's receipts.
    pub fn of_job(&self, job: &JobId) -> PathBuf {
        self.data.join("receipts").join(&job.0)
    }

    /// The folder for what is taken away when a job is undone, and is not a sandbox's own.
    pub fn taken(&self, job: &JobId) -> PathBuf {
        self.of_job(job).join("taken")
    }

    fn folder(&self, id: &Receipt) -> PathBuf {
        self.of_job(&id.job).join(id.number.to_string())
    }

    fn compared(machine: &Machine, folder: &Path, before: Before) -> Closed {
        let mut changes = before.tree.changed_to(&Tree::read(machine, &before.roots));
        // What somebody else has changed meanwhile has no copy, and is not this job's.
        changes.leave_out(|path| before.copies.contains_key(path) || is_installed(machine, &before.roots, path));
        let folder_of = |root: &PathBuf| Some((root.clone(), before.tree.folder(root)?));
        let folders = before.roots.iter().filter_map(folder_of).collect();
        let place = |number: usize| folder.join("copies").join(number.to_string());
        let copies = before.copies.into_iter().filter(|(path, _)| changes.has_lost(path));
        Closed {
            copies: copies.map(|(path, number)| (path, place(number))).collect(),
            folders,
            roots: before.roots,
            places: before.places,
            cut_off: false,
            changes,
        }
    }

    /// The copies of files that were left as they are.
    fn superfluous(machine: &Machine, folder: &Path, closed: &Closed) -> Vec<PathBuf> {
        let copies = folder.join("copies");
        let kept: BTreeSet<&PathBuf> = closed.copies.values().collect();
        let all = machine.list(&copies).unwrap_or_default();
        all.into_iter().map(|entry| copies.join(entry.name)).filter(|copy| !kept.contains(copy)).collect()
    }

    fn read<T: for<'de> Deserialize<'de>>(machine: &Machine, path: &Path) -> Result<T, Failure> {
        let content = machine.read(path, LIMIT)?;
        serde_json::from_slice(&content).map_err(|error| {
            Failure::new(Code::Malformed, format!("Could not read the receipt `{}`: {error}", machine.tilde(path)))
                .at(path)
        })
    }

    fn write(path: &Path, content: &impl Serialize) -> Result<(), Failure> {
        let content = serde_json::to_vec(content)
            .map_err(|error| Failure::new(Code::Internal, format!("Could not write a receipt: {error}")).at(path))?;
        Ok(disk::replace(path, &content)?)
    }
}

/// The folders of an environment that installers alone write to ("venv" in `sysconfig`, and pip's `src` for what is
/// edited in place). A wheel may put files anywhere in it, but so may anybody.
const INSTALLED_INTO: [&str; 8] = ["bin", "etc", "include", "lib", "lib64", "man", "share", "src"];

/// False for a path in an environment that is one of the roots, where others than installers write as well.
fn is_installed(machine: &Machine, roots: &[PathBuf], path: &Path) -> bool {
    let Some(root) = roots.iter().find(|root| path.starts_with(root)) else { return true };
    let is_environment = machine.is_file(&root.join(pyvenv_cfg::NAME));
    !is_environment || INSTALLED_INTO.iter().any(|folder| path.starts_with(root.join(folder)))
}

/// Which folder is at `path`; `None` for none. A link is none: what it leads to may change.
fn number(machine: &Machine, path: &Path) -> Option<FileNumber> {
    let stat = machine.lstat(path).filter(|stat| stat.kind == Kind::Folder)?;
    Some((stat.id.device, stat.id.inode))
}

#[cfg(test)]
mod tests;
