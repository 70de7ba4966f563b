//! Which changes Sandbar's own jobs make or have made, by its history: also those of another Sandbar, such as one on the
//! command line.
//!
//! Exactly those are silent: the packages that a job was about, in the folders that it changed, as long as they are what
//! the job has left. What somebody else installs at the same moment is told.

use std::path::Path;
use std::time::Duration;

use jiff::Timestamp;

use super::change::{Change, Key};
use crate::history::{History, Touched, TouchedPackages};
use crate::machine::Machine;
use crate::packages;
use crate::plan::Pinned;

/// Clocks of disks and of programs need not agree to the moment.
const GRACE: Duration = Duration::from_secs(2);

/// What the history says of packages.
#[derive(Debug, Default)]
pub(super) struct OwnJobs {
    touched: Vec<Touched>,
    read: Option<(i128, u64)>,
}

/// What Sandbar has to do with a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Own {
    /// Nothing.
    Not,
    /// A job is at it.
    Running,
    /// A job has done it.
    Done,
}

impl OwnJobs {
    /// Reads the history in `data` again, if it has grown, or a job was at work.
    pub(super) fn look(&mut self, machine: &Machine, data: &Path) {
        let read = machine.stat(&data.join("history.jsonl")).map(|stat| (stat.modified, stat.size));
        if read != self.read || self.touched.iter().any(|job| job.running) {
            self.touched = History::new(data).touched(machine).unwrap_or_default();
            self.read = read;
        }
    }

    /// What Sandbar has to do with `change`, which was made between `since` and now.
    pub(super) fn of(&self, key: &Key, change: &Change, since: Timestamp) -> Own {
        let written = change.after.as_ref().and_then(|(_, receipt)| receipt.written());
        let is_later = |job: &Touched| written.zip(job.ended).is_some_and(|(at, ended)| at > ended + GRACE);
        let lately = |job: &&Touched| job.running || (job.ended.unwrap_or(job.at) >= since && !is_later(job));
        let jobs = || self.touched.iter().filter(lately);
        let normal = change.normal();
        let is_about = |it: &&TouchedPackages| it.sites.contains(&key.0) && it.names.contains(&normal);
        let about = || jobs().flat_map(|job| job.packages.iter().filter(is_about).map(move |it| (job, it)));
        if about().any(|(job, _)| job.running) {
            Own::Running
        } else if about().any(|(_, it)| is_what_it_left(it, change, &normal)) {
            Own::Done
        } else {
            Own::Not
        }
    }

    /// Whether a job is at work in the folder of packages `site`: what is there by half is its own until it has ended.
    pub(super) fn is_at_work_in(&self, site: &Path) -> bool {
        let in_site = |it: &TouchedPackages| it.sites.iter().any(|one| one == site);
        self.touched.iter().any(|job| job.running && job.packages.iter().any(in_site))
    }

    /// Whether a job has let Homebrew work since then.
    pub(super) fn let_homebrew_work(&self, since: Timestamp) -> bool {
        self.touched.iter().any(|job| job.formulae && (job.running || job.ended.unwrap_or(job.at) >= since))
    }
}

/// One that was cut off has left anything; one that was taken back, or undone, what was there before.
fn is_what_it_left(it: &TouchedPackages, change: &Change, normal: &str) -> bool {
    let version = change.after.as_ref().map(|(_, receipt)| receipt.version.as_str());
    let pinned = |all: &[Pinned]| {
        let mut named = all.iter().filter(|pinned| packages::normalized(&pinned.name) == normal).peekable();
        match version {
            None => named.peek().is_none(),
            Some(version) => named.any(|pinned| pinned.version.as_deref() == Some(version)),
        }
    };
    it.after.as_ref().is_none_or(|after| pinned(after)) || pinned(&it.before)
}

#[cfg(test)]
mod tests;
