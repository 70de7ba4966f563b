//! Does what a plan says, act by act, looks at what has come of it, and takes it back when it came to nothing.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::journal::Journal;
use super::work::{Ended, Work};
use super::{discard, making};
use crate::disk;
use crate::failure::{Code, Failure};
use crate::history::History;
use crate::model::Check;
use crate::plan::{Act, Doing, Expect, How};
use crate::receipt::{self, Receipts};
use crate::store;
use crate::venv;
use crate::verify;

/// Carries out `doing`.
pub(super) async fn carry_out(work: &Work<'_>, history: &History, doing: &Doing) -> Ended {
    let mut journal = match Journal::begin(work, history, &doing.keeps) {
        Ok(journal) => journal,
        Err(failure) => {
            forget_fetched(doing);
            return Ended { taken_back: true, ..Ended::failed(failure) };
        }
    };
    let mut ended = Ended::default();
    let done = all(work, doing, &mut journal, &mut ended).await;
    if done.is_err() {
        forget_fetched(doing);
    }
    let closed = match done {
        Ok(()) => journal.close().map(|is_different| ended.taken_back = !is_different),
        Err(failure) => {
            ended.taken_back = journal.take_back();
            Err(if failure.code == Code::Cancelled {
                stopped(failure, ended.taken_back, journal.unwritten)
            } else {
                failure
            })
        }
    };
    ended.failure = closed.err();
    ended
}

/// What is said of a job that was stopped: whether all is as it was.
fn stopped(failure: Failure, taken_back: bool, unwritten: bool) -> Failure {
    let still_there = |hint: &str| {
        let message = "It was stopped; what it had done so far is still there".to_owned();
        Failure { message, ..failure.clone() }.hint(hint)
    };
    match (taken_back, unwritten) {
        (false, _) => still_there("Undo it in the history"),
        (true, true) => still_there("Start it again: it goes on from there"),
        (true, false) => failure,
    }
}

/// What was fetched for a plan that came to nothing may be what has filled the disk.
fn forget_fetched(doing: &Doing) {
    for act in &doing.acts {
        if let Act::Store(folder) | Act::Unstore(folder) = act {
            disk::remove_own_folder(folder);
        }
    }
}

async fn all(work: &Work<'_>, doing: &Doing, journal: &mut Journal<'_>, ended: &mut Ended) -> Result<(), Failure> {
    let before = complaints(work, doing).await?;
    for act in &doing.acts {
        if work.cancel.is_cancelled() {
            return Err(Failure::new(Code::Cancelled, "It was stopped, and everything is as it was before"));
        }
        journal.unwritten |= match act {
            Act::Restore(_) | Act::BringBack(_) | Act::Discard(_) => true,
            Act::Run(run) => doing.keeps.is_empty() && run.how != How::Launch,
            _ => false,
        };
        one(work, act, journal, ended).await?;
    }
    // What only looks has nothing to be verified.
    if doing.expects.is_empty() {
        return Ok(());
    }
    work.tell.verifying();
    for expected in &doing.expects {
        let checks = match expected {
            Expect::Fits { folder } => vec![fits(work, folder, &before).await?],
            expected => verify::expected(work.machine, work.data, work.snapshot, expected, work.cancel).await?,
        };
        ended.checks.extend(checks);
        work.tell.checked(&ended.checks);
    }
    holds(&ended.checks)
}

/// What `pip check` says before the first act, of the environments in which something new would count.
async fn complaints(work: &Work<'_>, doing: &Doing) -> Result<BTreeMap<PathBuf, Vec<String>>, Failure> {
    let mut before = BTreeMap::new();
    for expected in &doing.expects {
        if let Expect::Fits { folder } = expected
            && let Some(lines) = verify::complaints(work.machine, work.snapshot, folder, work.cancel).await?
        {
            before.insert(folder.clone(), lines);
        }
    }
    Ok(before)
}

async fn fits(work: &Work<'_>, folder: &Path, before: &BTreeMap<PathBuf, Vec<String>>) -> Result<Check, Failure> {
    let after = verify::complaints(work.machine, work.snapshot, folder, work.cancel).await?;
    Ok(verify::fits(before.get(folder).map(Vec::as_slice).unwrap_or_default(), after.as_deref()))
}

async fn one(work: &Work<'_>, act: &Act, journal: &mut Journal<'_>, ended: &mut Ended) -> Result<(), Failure> {
    match act {
        Act::Run(run) => work.step(*run, None, Path::new("/")).await,
        Act::Look(run) => {
            ended.looked.push(work.look(*run, false).await?);
            Ok(())
        }
        Act::Try(run) => {
            ended.looked.push(work.look(*run, true).await?);
            Ok(())
        }
        Act::Make(making) => {
            ended.checks.extend(making::environment(work, making, journal).await?);
            Ok(())
        }
        Act::Plant { folder, seeding } => {
            let (machine, folder, seeding) = (work.machine.clone(), folder.clone(), seeding.clone());
            let planted = tokio::task::spawn_blocking(move || venv::plant(&machine, &seeding, &folder)).await;
            let defect = |_| Failure::new(Code::Internal, "Sandbar met a defect of its own while writing files");
            Ok(planted.map_err(defect)??)
        }
        Act::SetAside(path) => {
            let aside = journal.aside(path);
            journal.rename(path, &aside)
        }
        Act::Rename { from, to } => journal.rename(from, to),
        Act::Folder(folder) => journal.folder(folder),
        Act::Write { path, content, replaces } => {
            if let Some(folder) = path.parent() {
                disk::make_folders(folder)?;
            }
            let write = if *replaces { disk::replace_shared } else { disk::write_new };
            Ok(write(path, content.as_bytes())?)
        }
        Act::Shared(folder) => Ok(disk::make_folders(folder)?),
        Act::Own { path, content, is_program } => {
            if let Some(folder) = path.parent() {
                disk::create_private_folder(folder)?;
            }
            Ok(disk::replace_own(path, content.as_bytes(), *is_program)?)
        }
        Act::Store(folder) => Ok(store::make(work.machine, folder)?),
        Act::Unstore(folder) => {
            disk::remove_own_folder(folder);
            Ok(())
        }
        Act::Link { path, target } => {
            if let Some(folder) = path.parent() {
                disk::make_folders(folder)?;
            }
            Ok(disk::place_link(path, target)?)
        }
        Act::Discard(remains) => discard::remains(work, remains).await,
        Act::Restore(id) => {
            let closed = Receipts::new(work.data).changes(work.machine, id)?;
            Ok(receipt::put_back(work.machine, &closed, &Receipts::new(work.data).taken(&id.job))?)
        }
        Act::BringBack(id) => {
            let closed = Receipts::new(work.data).changes(work.machine, id)?;
            Ok(receipt::bring_back_copied(work.machine, &closed)?)
        }
        Act::Check(expected) => {
            let checks = verify::expected(work.machine, work.data, work.snapshot, expected, work.cancel).await?;
            ended.checks.extend(checks);
            work.tell.checked(&ended.checks);
            holds(&ended.checks)
        }
    }
}

fn holds(checks: &[Check]) -> Result<(), Failure> {
    match checks.iter().find(|check| check.ok == Some(false)) {
        None => Ok(()),
        Some(check) => {
            let failure = Failure::new(Code::NotVerified, check.message.clone());
            Err(match &check.hint {
                Some(hint) => failure.hint(hint),
                None => failure,
            })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_stopped_a_job_is_told_whether_all_is_as_it_was() {
        let failure = || Failure::new(Code::Cancelled, "It was stopped, and everything is as it was before");
        let told = |taken_back, unwritten| stopped(failure(), taken_back, unwritten);
        assert_eq!(told(true, false), failure());
        for (taken_back, unwritten) in [(false, false), (false, true), (true, true)] {
            let told = told(taken_back, unwritten);
            assert_eq!(told.code, Code::Cancelled);
            assert!(told.message.contains("is still there") && told.hint.is_some(), "{told:?}");
        }
    }
}
