//! Gives up the undo of jobs: what they put aside goes to the Trash, and so does what an undo has taken away and may be
//! somebody else's; the copies that were kept go.
//!
//! What was put aside goes first, then the history is told, then the rest goes: cut off in between, nothing is lost and it
//! can be done again.

use std::path::Path;
use std::time::Duration;

use jiff::Timestamp;

use crate::disk;
use crate::failure::{Code, Failure};
use crate::history::{Deed, Entry, History};
use crate::machine::Machine;
use crate::model::JobId;
use crate::receipt::Receipts;
use crate::store;
use crate::unfinished;

/// How long what was put aside is kept, for whoever does not say otherwise.
pub const KEPT: Duration = Duration::from_hours(30 * 24);

/// Gives up the undo of the job `id`.
///
/// # Errors
/// [`Code::NotFound`] when the history has no such job, [`Code::NoPermission`] when what it put aside stays where it is, and
/// what keeps the history from being read or written.
pub fn give_up(machine: &Machine, data: &Path, id: &JobId) -> Result<(), Failure> {
    let history = History::new(data);
    let found = history.entries(machine)?.into_iter().find(|entry| entry.id == *id);
    let entry = found.ok_or_else(|| {
        Failure::new(Code::NotFound, format!("There is no job `{}` in the history", crate::plain::plain(&id.0)))
            .hint("See `sandbar history` for those that there are")
    })?;
    one(machine, data, &history, &entry)
}

/// Gives up the undo of all jobs that are older than [`KEPT`]. One for which that fails is left as it is.
///
/// # Errors
/// What keeps the history from being read.
pub fn give_up_old(machine: &Machine, data: &Path, now: Timestamp) -> Result<(), Failure> {
    store::sweep(machine, data);
    let history = History::new(data);
    let is_old = |entry: &Entry| now.duration_since(entry.at).unsigned_abs() > KEPT && entry.at < now;
    for entry in history.entries(machine)?.into_iter().filter(is_old) {
        // Where there is no Trash it stays aside, and is tried again the next time.
        let _ = if entry.closed || entry.deeds.is_empty() {
            forget(machine, data, &entry)
        } else {
            one(machine, data, &history, &entry)
        };
    }
    Ok(())
}

fn one(machine: &Machine, data: &Path, history: &History, entry: &Entry) -> Result<(), Failure> {
    for deed in entry.deeds.values() {
        if let Deed::Moved(moved) = deed
            && moved.to.file_name().is_some_and(unfinished::is_set_aside)
            && moved.is_at_its_new_name(machine)
        {
            disk::to_trash(&moved.to)?;
        }
    }
    if !entry.closed {
        history.given_up(&entry.id)?;
    }
    forget(machine, data, entry)
}

/// What was kept for a job that nobody can undo any more.
fn forget(machine: &Machine, data: &Path, entry: &Entry) -> Result<(), Failure> {
    let receipts = Receipts::new(data);
    let taken = receipts.taken(&entry.id);
    if machine.is_folder(&taken) {
        disk::to_trash(&taken)?;
    }
    disk::remove_own_folder(&receipts.of_job(&entry.id));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::history::{End, Told};
    use crate::model::Outcome;

    #[test]
    fn what_is_a_month_old_is_given_up_and_what_is_younger_is_kept() {
        let folder = tempfile::tempdir().unwrap();
        let (machine, data) = (Machine::this(), folder.path());
        let history = History::new(data);
        let now: Timestamp = "2026-06-30T12:00:00Z".parse().unwrap();
        for (id, at) in [("old", "2026-05-30T12:00:00Z"), ("young", "2026-06-01T12:00:00Z")] {
            let id = JobId(id.to_owned());
            let began = history.began(&id, at.parse().unwrap(), &[], Told::default(), &[]).unwrap();
            history.deed(&id, 0, Deed::Files { roots: vec![data.to_path_buf()], restores: true }).unwrap();
            disk::create_private_folder(&Receipts::new(data).of_job(&id)).unwrap();
            let took = Duration::from_secs(1);
            let end = End { outcome: Outcome::Done, took, taken_back: false, output: Vec::new() };
            history.ended(began, end).unwrap();
        }
        give_up_old(&machine, data, now).unwrap();
        let entries = history.entries(&machine).unwrap();
        let closed: Vec<(&str, bool)> = entries.iter().map(|entry| (entry.id.0.as_str(), entry.closed)).collect();
        assert_eq!(closed, [("young", false), ("old", true)]);
        let there = |id: &str| machine.is_folder(&Receipts::new(data).of_job(&JobId(id.to_owned())));
        assert!(there("young") && !there("old"));
    }
}
