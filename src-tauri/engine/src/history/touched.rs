//! Which packages Sandbar's own jobs have changed, or are changing: what is not news to anybody.

use std::collections::BTreeMap;
use std::path::PathBuf;

use jiff::{Span, Timestamp};

use super::{Deed, History, Record, undone};
use crate::machine::{FileError, Machine};
use crate::model::JobId;
use crate::plan::Pinned;

/// What one job had to do with packages.
#[derive(Debug, Clone, PartialEq)]
pub struct Touched {
    /// When it began.
    pub at: Timestamp,
    /// When it ended; `None` of one that is at work, and of one that was cut off.
    pub ended: Option<Timestamp>,
    /// It is at work.
    pub running: bool,
    /// The packages of interpreters.
    pub packages: Vec<TouchedPackages>,
    /// It let Homebrew change what is installed.
    pub formulae: bool,
}

/// The packages of one interpreter that a job was about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TouchedPackages {
    /// The folders of packages.
    pub sites: Vec<PathBuf>,
    /// Their normalised names.
    pub names: Vec<String>,
    /// What of them was there before.
    pub before: Vec<Pinned>,
    /// What is there since; `None` while it is at work, and of one that was cut off.
    pub after: Option<Vec<Pinned>>,
}

/// A job, and the one that it undoes.
struct Job {
    touched: Touched,
    undoes: Option<JobId>,
}

impl History {
    /// What the jobs have touched, the first first: also those that have been taken back, or are at work.
    ///
    /// # Errors
    /// When the file is there and can't be read.
    pub fn touched(&self, machine: &Machine) -> Result<Vec<Touched>, FileError> {
        let mut jobs: BTreeMap<JobId, Job> = BTreeMap::new();
        for record in self.records(machine)? {
            match record {
                Record::Began { id, at, wish, .. } => {
                    let running = machine.is_locked(&self.lock_path(&id));
                    let touched = Touched { at, ended: None, running, packages: Vec::new(), formulae: false };
                    jobs.insert(id, Job { touched, undoes: undone(&wish) });
                }
                Record::Deed { id, done: Deed::Packages { sites, names, before, after, .. }, .. } => {
                    if let Some(job) = jobs.get_mut(&id) {
                        // Written again once it is done.
                        job.touched.packages.retain(|known| known.sites != sites || known.names != names);
                        job.touched.packages.push(TouchedPackages { sites, names, before, after });
                    }
                }
                Record::Deed { id, done: Deed::Formulae { .. }, .. } => {
                    if let Some(job) = jobs.get_mut(&id) {
                        job.touched.formulae = true;
                    }
                }
                Record::Ended { id, seconds, .. } => {
                    if let Some(job) = jobs.get_mut(&id) {
                        #[expect(clippy::cast_possible_truncation, reason = "a job takes no million years")]
                        let took = Span::new().milliseconds((seconds * 1000.0).ceil() as i64);
                        job.touched.ended = job.touched.at.checked_add(took).ok();
                        job.touched.running = false;
                    }
                }
                Record::Deed { .. } | Record::GivenUp { .. } => {}
            }
        }
        let undone_ones: Vec<(JobId, Touched)> =
            jobs.iter().filter_map(|(id, job)| Some((id.clone(), first(&jobs, job.undoes.as_ref()?)?))).collect();
        for (id, first) in undone_ones {
            if let Some(job) = jobs.get_mut(&id) {
                job.touched.packages.extend(first.packages);
                job.touched.formulae |= first.formulae;
            }
        }
        let mut all: Vec<Touched> = jobs.into_values().map(|job| job.touched).collect();
        all.sort_by_key(|touched| touched.at);
        Ok(all)
    }
}

/// The job that did what `id` did or undid.
fn first(jobs: &BTreeMap<JobId, Job>, id: &JobId) -> Option<Touched> {
    let mut id = id;
    // A job undoes an earlier one, so this ends; a broken history could lead in a circle.
    for _ in 0..jobs.len() {
        let job = jobs.get(id)?;
        match &job.undoes {
            Some(earlier) => id = earlier,
            None => return Some(job.touched.clone()),
        }
    }
    None
}
