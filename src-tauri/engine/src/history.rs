//! What was done: one line when a job begins, one for each thing it does to the disk, one when it ends, in a file that
//! only grows.
//!
//! A line that was cut off spoils itself alone. A job that began and has not ended is at work for as long as its lock
//! is held; once that is free, whoever was at work is gone, and the job has failed, with its deeds as they stand. Time
//! is passed in.

mod deed;
mod touched;

use std::collections::BTreeMap;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::disk;
use crate::failure::{Code, Failure};
use crate::machine::{FileError, Machine};
use crate::model::{JobId, Outcome, PastJob, Plan};
use crate::plan::Resource;

pub use deed::{Deed, Made, Moved};
pub use touched::{Touched, TouchedPackages};

/// Some hundred thousand jobs; more than a life of clicking.
const LIMIT: u64 = 64 << 20;

#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "record", rename_all = "snake_case")]
enum Record {
    Began {
        id: JobId,
        at: Timestamp,
        wish: Vec<String>,
        told: Told,
        #[serde(default)]
        resources: Vec<Resource>,
    },
    /// A deed that is written again under its number takes the place of the first.
    Deed {
        id: JobId,
        number: usize,
        done: Deed,
    },
    Ended {
        id: JobId,
        outcome: Outcome,
        seconds: f64,
        taken_back: bool,
        output: Vec<String>,
    },
    /// The undo of a job was given up: what it had put aside is in the Trash.
    GivenUp {
        id: JobId,
    },
}

/// What a person was told beforehand.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Told {
    /// The plan's title.
    pub title: String,
    /// Its commands.
    pub commands: Vec<String>,
    /// How it is undone.
    pub undo: Option<String>,
}

impl Told {
    /// What `plan` tells.
    pub fn of(plan: &Plan) -> Self {
        Self { title: plan.title.clone(), commands: plan.commands.clone(), undo: plan.undo.clone() }
    }
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

/// How a job ended.
#[derive(Debug, Clone)]
pub struct End {
    /// How.
    pub outcome: Outcome,
    /// How long it took.
    pub took: Duration,
    /// Whether what it had done was taken back again.
    pub taken_back: bool,
    /// The last lines of its output.
    pub output: Vec<String>,
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
    /// What was told beforehand.
    pub told: Told,
    /// What nobody else worked on meanwhile, and nobody else may while it is undone.
    pub resources: Vec<Resource>,
    /// How it ended.
    pub outcome: Outcome,
    /// How long it took, in seconds.
    pub seconds: f64,
    /// The last lines of its output.
    pub output: Vec<String>,
    /// What it did, by number. Empty once that was taken back.
    pub deeds: BTreeMap<usize, Deed>,
    /// Whether a later job has undone it, or its undo was given up.
    pub closed: bool,
}

impl Entry {
    /// Whether what it did can be taken back now.
    pub fn is_undoable(&self, machine: &Machine) -> bool {
        let mut left = self.deeds.values().filter(|deed| !deed.has_vanished(machine)).peekable();
        !self.closed && left.peek().is_some() && left.all(|deed| deed.can_be_taken_back(machine))
    }
}

impl History {
    /// The history kept in `data`. Reads nothing yet.
    pub fn new(data: &Path) -> Self {
        Self { data: data.to_path_buf() }
    }

    /// Writes down that a job begins on `resources`, before it does anything.
    ///
    /// # Errors
    /// When the data folder can't be written: what can't be written down is not done.
    pub fn began(
        &self,
        id: &JobId,
        at: Timestamp,
        wish: &[String],
        told: Told,
        resources: &[Resource],
    ) -> Result<Began, Failure> {
        disk::create_private_folder(&self.locks())?;
        let lock_path = self.lock_path(id);
        let lock = disk::lock(&lock_path)?;
        let (wish, resources) = (wish.to_vec(), resources.to_vec());
        let written = self.append(&Record::Began { id: id.clone(), at, wish, told, resources });
        written.inspect_err(|_| disk::remove_own_file(&lock_path))?;
        Ok(Began { id: id.clone(), _lock: lock, lock_path })
    }

    /// Writes down what the job is about to do, or has done.
    ///
    /// # Errors
    /// When the data folder can't be written.
    pub fn deed(&self, id: &JobId, number: usize, done: Deed) -> Result<(), Failure> {
        self.append(&Record::Deed { id: id.clone(), number, done })
    }

    /// Writes down that a job has ended.
    ///
    /// # Errors
    /// When the data folder can't be written. The job then counts as cut off.
    pub fn ended(&self, began: Began, end: End) -> Result<(), Failure> {
        let Began { id, _lock, lock_path } = began;
        let End { outcome, took, taken_back, output } = end;
        let written = self.append(&Record::Ended { id, outcome, seconds: took.as_secs_f64(), taken_back, output });
        disk::remove_own_file(&lock_path);
        written
    }

    /// Writes down that a job can't be undone any more.
    ///
    /// # Errors
    /// When the data folder can't be written.
    pub fn given_up(&self, id: &JobId) -> Result<(), Failure> {
        self.append(&Record::GivenUp { id: id.clone() })
    }

    /// The jobs that have ended, the last first.
    ///
    /// # Errors
    /// When the file is there and can't be read.
    pub fn entries(&self, machine: &Machine) -> Result<Vec<Entry>, FileError> {
        let mut read = Read::default();
        for record in self.records(machine)? {
            read.take(record);
        }
        let Read { mut entries, open, .. } = read;
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
            title: entry.told.title,
            commands: entry.told.commands,
            undo: entry.told.undo,
            output: entry.output,
            outcome: entry.outcome,
            seconds: entry.seconds,
        };
        Ok(self.entries(machine)?.into_iter().map(shown).collect())
    }

    fn records(&self, machine: &Machine) -> Result<Vec<Record>, FileError> {
        let content = match machine.read(&self.file(), LIMIT) {
            Ok(content) => content,
            Err(error) if error.is_absent() => return Ok(Vec::new()),
            Err(error) => return Err(error),
        };
        // A line that was cut off, or that a later Sandbar wrote in words of its own, is passed over.
        Ok(content.split(|byte| *byte == b'\n').filter_map(|line| serde_json::from_slice(line).ok()).collect())
    }

    fn append(&self, record: &Record) -> Result<(), Failure> {
        let line = serde_json::to_string(record)
            .map_err(|error| Failure::new(Code::Internal, format!("Could not write the history: {error}")))?;
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

/// The records, put together.
#[derive(Default)]
struct Read {
    entries: Vec<Entry>,
    places: BTreeMap<JobId, usize>,
    open: BTreeMap<JobId, usize>,
}

impl Read {
    fn take(&mut self, record: Record) {
        match record {
            Record::Began { id, at, wish, told, resources } => {
                self.open.insert(id.clone(), self.entries.len());
                self.places.insert(id.clone(), self.entries.len());
                self.entries.push(Entry {
                    id,
                    at,
                    wish,
                    told,
                    resources,
                    outcome: Outcome::Failed,
                    seconds: 0.0,
                    output: Vec::new(),
                    deeds: BTreeMap::new(),
                    closed: false,
                });
            }
            Record::Deed { id, number, done } => {
                if let Some(entry) = self.entry(&id) {
                    entry.deeds.insert(number, done);
                }
            }
            Record::Ended { id, outcome, seconds, taken_back, output } => {
                if self.open.remove(&id).is_none() {
                    return;
                }
                let Some(entry) = self.entry(&id) else { return };
                (entry.outcome, entry.seconds, entry.output) = (outcome, seconds, output);
                if taken_back {
                    entry.deeds.clear();
                }
                if let Some(job) = (outcome == Outcome::Done).then(|| undone(&entry.wish)).flatten() {
                    self.close(&job);
                }
            }
            Record::GivenUp { id } => {
                if let Some(entry) = self.entry(&id) {
                    entry.closed = true;
                }
            }
        }
    }

    /// The job was undone. If that was an undo itself, what it had undone stands again.
    fn close(&mut self, job: &JobId) {
        let Some(entry) = self.entry(job) else { return };
        entry.closed = true;
        if let Some(entry) = undone(&entry.wish.clone()).and_then(|first| self.entry(&first)) {
            entry.closed = false;
        }
    }

    fn entry(&mut self, id: &JobId) -> Option<&mut Entry> {
        self.entries.get_mut(*self.places.get(id)?)
    }
}

/// The job that a wish to undo has named.
fn undone(wish: &[String]) -> Option<JobId> {
    match wish {
        [undo, job] if undo == "undo" => Some(JobId(job.clone())),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
