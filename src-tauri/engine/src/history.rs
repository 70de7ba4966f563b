//! What was done: one line when a job begins, one when it ends, in a file that only grows.
//!
//! A line that was cut off spoils itself alone. A job that began and has not ended is at work for as long as its lock
//! is held; once that is free, whoever was at work is gone, and the job has failed. Time is passed in.

use std::collections::BTreeMap;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::disk;
use crate::failure::Failure;
use crate::machine::{FileError, Machine, Stat};
use crate::model::{JobId, Outcome, PastJob};

/// Some hundred thousand jobs; more than a life of clicking.
const LIMIT: u64 = 64 << 20;

/// What a job made, told apart from anything that takes its place later.
///
/// A system gives the number of a deleted folder to the next one, so the folder's number alone would not do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Made {
    /// The environment's folder.
    pub path: PathBuf,
    device: u64,
    inode: u64,
    config_inode: u64,
    config_modified: i64,
}

impl Made {
    /// The environment in `folder`, as it is now.
    pub fn see(machine: &Machine, folder: &Path) -> Option<Self> {
        let Stat { id, .. } = machine.lstat(folder)?;
        let config = machine.lstat(&folder.join("pyvenv.cfg"))?;
        Some(Self {
            path: folder.to_path_buf(),
            device: id.device,
            inode: id.inode,
            config_inode: config.id.inode,
            config_modified: i64::try_from(config.modified).ok()?,
        })
    }

    /// True while it is still the same one.
    pub fn is_there(&self, machine: &Machine) -> bool {
        Self::see(machine, &self.path).as_ref() == Some(self)
    }
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "record", rename_all = "snake_case")]
enum Record {
    Began { id: JobId, at: Timestamp, wish: Vec<String> },
    Ended { id: JobId, outcome: Outcome, seconds: f64, made: Option<Made> },
}

/// The history in a data folder.
#[derive(Debug, Clone)]
pub struct History {
    data: PathBuf,
}

/// A job that is at work: held until it has ended.
#[derive(Debug)]
pub struct Began {
    id: JobId,
    /// What tells others that somebody is at work.
    _lock: Option<File>,
    lock_path: PathBuf,
}

/// A job of the past, with what it left.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Its name.
    pub id: JobId,
    /// When it began.
    pub at: Timestamp,
    /// Its wish.
    pub wish: Vec<String>,
    /// How it ended.
    pub outcome: Outcome,
    /// How long it took, in seconds.
    pub seconds: f64,
    /// What it made.
    pub made: Option<Made>,
}

impl Entry {
    /// Whether what it did can be taken back now.
    pub fn is_undoable(&self, machine: &Machine) -> bool {
        self.outcome == Outcome::Done && self.made.as_ref().is_some_and(|made| made.is_there(machine))
    }
}

impl History {
    /// The history kept in `data`. Reads nothing yet.
    pub fn new(data: &Path) -> Self {
        Self { data: data.to_path_buf() }
    }

    /// Writes down that a job begins, before it does anything.
    ///
    /// # Errors
    /// When the data folder can't be written: what can't be written down is not done.
    pub fn began(&self, id: &JobId, at: Timestamp, wish: &[String]) -> Result<Began, Failure> {
        disk::create_private_folder(&self.locks())?;
        let lock_path = self.lock_path(id);
        let lock = disk::lock(&lock_path)?;
        let written = self.append(&Record::Began { id: id.clone(), at, wish: wish.to_vec() });
        written.inspect_err(|_| disk::remove_own_file(&lock_path))?;
        Ok(Began { id: id.clone(), _lock: lock, lock_path })
    }

    /// Writes down that a job has ended.
    ///
    /// # Errors
    /// When the data folder can't be written. The job then counts as cut off.
    pub fn ended(&self, began: Began, outcome: Outcome, took: Duration, made: Option<Made>) -> Result<(), Failure> {
        let Began { id, _lock, lock_path } = began;
        let written = self.append(&Record::Ended { id, outcome, seconds: took.as_secs_f64(), made });
        disk::remove_own_file(&lock_path);
        written
    }

    /// The jobs that have ended, the last first.
    ///
    /// # Errors
    /// When the file is there and can't be read.
    pub fn entries(&self, machine: &Machine) -> Result<Vec<Entry>, FileError> {
        let content = match machine.read(&self.file(), LIMIT) {
            Ok(content) => content,
            Err(error) if error.is_absent() => return Ok(Vec::new()),
            Err(error) => return Err(error),
        };
        let mut entries: Vec<Entry> = Vec::new();
        let mut open: BTreeMap<JobId, usize> = BTreeMap::new();
        // A line that was cut off, or that a later Sandbar wrote in words of its own, is passed over.
        for record in content.split(|byte| *byte == b'\n').filter_map(|line| serde_json::from_slice(line).ok()) {
            match record {
                Record::Began { id, at, wish } => {
                    open.insert(id.clone(), entries.len());
                    entries.push(Entry { id, at, wish, outcome: Outcome::Failed, seconds: 0.0, made: None });
                }
                Record::Ended { id, outcome, seconds, made } => {
                    if let Some(entry) = open.remove(&id).and_then(|index| entries.get_mut(index)) {
                        (entry.outcome, entry.seconds, entry.made) = (outcome, seconds, made);
                    }
                }
            }
        }
        entries.retain(|entry| !(open.contains_key(&entry.id) && machine.is_locked(&self.lock_path(&entry.id))));
        entries.reverse();
        Ok(entries)
    }

    /// The same, as it is shown.
    ///
    /// # Errors
    /// As [`History::entries`].
    pub fn list(&self, machine: &Machine) -> Result<Vec<PastJob>, FileError> {
        let shown = |entry: Entry| PastJob {
            undoable: entry.is_undoable(machine),
            id: entry.id,
            at: entry.at.to_string(),
            wish: entry.wish,
            outcome: entry.outcome,
            seconds: entry.seconds,
        };
        Ok(self.entries(machine)?.into_iter().map(shown).collect())
    }

    fn append(&self, record: &Record) -> Result<(), Failure> {
        let line = serde_json::to_string(record).map_err(|error| {
            Failure::new(crate::failure::Code::Internal, format!("Could not write the history: {error}"))
        })?;
        Ok(disk::append_line(&self.file(), &line)?)
    }

    fn file(&self) -> PathBuf {
        self.data.join("history.jsonl")
    }

    fn locks(&self) -> PathBuf {
        self.data.join("jobs")
    }

    fn lock_path(&self, id: &JobId) -> PathBuf {
        self.locks().join(format!("{}.lock", id.0))
    }
}

#[cfg(test)]
mod tests;
