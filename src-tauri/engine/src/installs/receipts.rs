//! What is installed in a folder of packages, as it was last told, and as it is now.
//!
//! Every `*.dist-info` leaves a receipt: who it is, who signed it, whose it is. A cheap stamp of its files says whether
//! it has to be read again, so a look costs what has changed. The receipts as they were last told are kept in the data
//! folder, which is how the next run knows what happened while nobody watched.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::place::Place;
use crate::disk;
use crate::find::{self, Whose};
use crate::machine::{FileError, Machine, Stat};
use crate::packages::{self, Distribution};

/// The file of the receipts, in the data folder: of the app, which tells its user.
const FILE: &str = "installs.json";
/// The same of a `sandbar watch`: what is printed there has not been told to the user of the app.
const WATCHED: &str = "installs-watched.json";

/// Receipts of some hundred thousand distributions.
const LIMIT: u64 = 64 << 20;

/// When a file was last written, and how long it is.
type Mark = Option<(i64, u64)>;

/// What tells cheaply that a distribution's records are as they were.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct Stamp([Mark; 4]);

/// One distribution, as its records describe it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Receipt {
    /// Its name, as its METADATA writes it.
    pub(super) name: String,
    /// Its version.
    pub(super) version: String,
    /// What INSTALLER says.
    pub(super) installer: Option<String>,
    /// REQUESTED is there.
    pub(super) requested: bool,
    /// Its installation has ended.
    pub(super) complete: bool,
    /// Whose it is.
    pub(super) whose: Whose,
    /// The account that wrote it.
    pub(super) by: u32,
    /// Its RECORD, else its METADATA: a new one means that it was installed anew.
    mark: Mark,
    /// What tells that nothing of this has changed.
    pub(super) stamp: Stamp,
}

/// The receipts of one folder, by the names of the `.dist-info` folders.
pub(super) type Receipts = BTreeMap<String, Receipt>;

impl Receipt {
    /// Its name, as the index compares names.
    pub(super) fn normal(&self) -> String {
        packages::normalized(&self.name)
    }

    /// When its last record was written; of files that were put back, when they were first.
    pub(super) fn written(&self) -> Option<Timestamp> {
        Timestamp::from_nanosecond(i128::from(self.mark?.0)).ok()
    }

    /// Whether `other`, of the same `.dist-info`, is the same installation.
    pub(super) fn is_same_install(&self, other: &Self) -> bool {
        self.mark == other.mark && self.version == other.version && self.installer == other.installer
    }

    fn new(distribution: Distribution, whose: Whose, stamp: Stamp, by: u32) -> Self {
        let Distribution { name, version, installer, requested, complete, .. } = distribution;
        let mark = stamp.0[1].or(stamp.0[2]);
        Self { name, version, installer, requested, complete, whose, by, mark, stamp }
    }

    /// One that a test makes up.
    #[cfg(test)]
    pub(super) fn made_up(name: &str, version: &str, installer: &str, serial: i64) -> Self {
        let distribution = Distribution {
            name: name.to_owned(),
            version: version.to_owned(),
            installer: Some(installer.to_owned()),
            requested: false,
            complete: true,
            path: PathBuf::new(),
        };
        Self::new(distribution, Whose::Other, Stamp([None, Some((serial, 0)), None, None]), 0)
    }
}

/// Reads the receipts of `place` again: those whose stamp is not the one in `known`.
///
/// # Errors
/// When the folder is there and can't be listed. One that is not there is empty.
pub(super) fn read(machine: &Machine, place: &Place, known: &Receipts) -> Result<Receipts, FileError> {
    let paths = match packages::list(machine, &place.folder) {
        Ok(paths) => paths,
        Err(error) if error.is_absent() => Vec::new(),
        Err(error) => return Err(error),
    };
    let mut receipts = Receipts::new();
    let mut changed = Vec::new();
    for path in paths {
        // pip's name for what it puts aside.
        let Some(name) = path.file_name().and_then(OsStr::to_str).filter(|name| !name.starts_with('~')) else {
            continue;
        };
        let Some((stamp, by)) = stamp(machine, &path) else { continue };
        match known.get(name) {
            Some(receipt) if receipt.stamp == stamp => {
                receipts.insert(name.to_owned(), receipt.clone());
            }
            _ => changed.push((name.to_owned(), path, stamp, by)),
        }
    }
    // The stamp was taken before the reading: what changes in between is read again.
    let read: Vec<Distribution> =
        changed.iter().filter_map(|(_, path, ..)| packages::read_one(machine, path)).collect();
    let whose = whose(machine, place, &read);
    for (((name, _, stamp, by), distribution), whose) in changed.into_iter().zip(read).zip(whose) {
        receipts.insert(name, Receipt::new(distribution, whose, stamp, by));
    }
    Ok(receipts)
}

/// Whose the distributions in `place` are. Nobody owns a user site but the user.
pub(super) fn whose(machine: &Machine, place: &Place, distributions: &[Distribution]) -> Vec<Whose> {
    if place.shared {
        return vec![Whose::Other; distributions.len()];
    }
    find::whose(machine, &place.interpreter, &place.folder, distributions)
}

fn stamp(machine: &Machine, path: &Path) -> Option<(Stamp, u32)> {
    let itself = machine.lstat(path)?;
    let mark = |stat: Stat| Some((i64::try_from(stat.modified).ok()?, stat.size));
    let file = |name: &str| machine.stat(&path.join(name)).and_then(mark);
    // Homebrew's METADATA is a link, and another one after an upgrade.
    let metadata = machine.lstat(&path.join("METADATA"));
    let by = metadata.map_or(itself.owner, |stat| stat.owner);
    let folder = mark(itself).map(|(modified, _)| (modified, 0));
    Some((Stamp([folder, file("RECORD"), metadata.and_then(mark), file("INSTALLER")]), by))
}

/// What was last told of one folder.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Told {
    /// The version of its interpreter, and the file that ran.
    pub(super) interpreter: String,
    /// Its finished distributions.
    pub(super) receipts: Receipts,
    /// What is there by half, by the names of the files, each with its stamp where it has one: told, or found there on
    /// the first look.
    pub(super) unfinished: BTreeMap<String, Option<Stamp>>,
    /// When it was last known to be so, in milliseconds since 1970.
    pub(super) at: i64,
}

/// What was last told of every folder.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Books {
    /// By folder.
    pub(super) folders: BTreeMap<PathBuf, Told>,
}

impl Books {
    /// The books kept in `file`; none where there are none, or none that can be read.
    pub(super) fn load(machine: &Machine, file: &Path) -> Option<Self> {
        serde_json::from_slice(&machine.read(file, LIMIT).ok()?).ok()
    }

    /// Keeps them in `file`, in one step. What can't be kept is told again after the next start, and that is all.
    pub(super) fn save(&self, file: &Path) {
        if let (Ok(content), Some(data)) = (serde_json::to_vec(self), file.parent()) {
            let kept = disk::create_private_folder(data).and_then(|()| disk::replace(file, &content));
            drop(kept);
        }
    }
}

/// The file of the books in `data`: of the one who tells the user, or of another.
pub(super) fn file(data: &Path, tells: bool) -> PathBuf {
    data.join(if tells { FILE } else { WATCHED })
}
