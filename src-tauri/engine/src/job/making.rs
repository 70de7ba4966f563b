//! Makes an environment: marked from its first moment, an environment only once verification has seen it, and gone
//! without a trace if it comes to nothing. [`crate::unfinished`] has the protocol.
//!
//! Where the interpreter's own sources tell all that its `venv` would write, Sandbar writes it, beside its place, and
//! renames it there: the place is empty or holds all of it. Else, and where the writing trips over a wheel that is
//! another one by now, the interpreter's own `venv` runs, at the place.

use std::path::Path;

use super::journal::Journal;
use super::work::Work;
use crate::disk::{self, Making as Folder};
use crate::failure::{Code, Failure};
use crate::model::{Check, CheckCode, Verification};
use crate::plan::{Making, Then};
use crate::venv::{self, Blueprint, WriteError};
use crate::verify;

/// Makes the environment, looks at what has come of it, and writes it down before it counts.
pub(super) async fn environment(
    work: &Work<'_>,
    making: &Making,
    journal: &mut Journal<'_>,
) -> Result<Vec<Check>, Failure> {
    let (mut folder, is_written) = begin(work, making).await?;
    let failure = match make(work, making, &mut folder, is_written).await {
        Ok(verification) if verification.ok => match journal.made(&making.target) {
            Ok(()) => {
                folder.finish()?;
                return Ok(verification.checks);
            }
            Err(failure) => failure,
        },
        Ok(verification) => {
            let first = verification.checks.iter().find(|check| check.ok == Some(false));
            let message = first.map(|check| check.message.clone()).unwrap_or_default();
            Failure::new(Code::NotVerified, message).at(making.target.as_path())
        }
        Err(failure) => failure,
    };
    Err(take_away(folder, failure).await)
}

/// The environment's folder, at its place, and whether all of it is in it already.
async fn begin(work: &Work<'_>, making: &Making) -> Result<(Folder, bool), Failure> {
    let mut folder = Folder::begin(&making.target, work.id)?;
    let mut is_written = false;
    if let Some(blueprint) = &making.native {
        match write(work, blueprint, folder.folder()).await {
            Ok(()) => is_written = true,
            Err(WriteError::Disk(error)) => return Err(take_away(folder, error.into()).await),
            Err(odd) => {
                work.tell.line(odd.to_string());
                folder.discard()?;
                folder = Folder::begin(&making.target, work.id)?;
            }
        }
    }
    if work.cancel.is_cancelled() {
        let stopped = Failure::new(Code::Cancelled, "It was stopped, and everything is as it was before");
        return Err(take_away(folder, stopped).await);
    }
    match folder.place(&making.target) {
        Ok(()) => Ok((folder, is_written)),
        // Somebody else was first, or the disk can't rename like this: in both cases the first word counts.
        Err(error) => Err(take_away(folder, error.into()).await),
    }
}

/// Writing blocks on the disk, so it happens off the threads that listen.
async fn write(work: &Work<'_>, blueprint: &Blueprint, folder: &Path) -> Result<(), WriteError> {
    let (machine, blueprint, place) = (work.machine.clone(), blueprint.clone(), folder.to_path_buf());
    let written = tokio::task::spawn_blocking(move || venv::write(&machine, &blueprint, &place)).await;
    written.unwrap_or_else(|_| {
        let reason = "the writing ended unexpectedly".to_owned();
        Err(WriteError::Wheel { path: folder.to_path_buf(), reason })
    })
}

/// Runs the plan's commands, adds what Python leaves out, and looks at what has come of it.
async fn make(
    work: &Work<'_>,
    making: &Making,
    marked: &mut Folder,
    is_written: bool,
) -> Result<Verification, Failure> {
    let folder = marked.folder().to_path_buf();
    let folder = folder.as_path();
    if !is_written {
        work.step(making.venv, Some(marked.held()?), folder).await?;
        // Since 3.13 venv writes this one itself.
        let ignore = folder.join(".gitignore");
        if work.machine.lstat(&ignore).is_none() {
            disk::write_new(&ignore, b"*\n")?;
        }
    }
    for then in &making.then {
        run(work, *then, marked, folder).await?;
    }
    work.tell.verifying();
    let verified = if making.then.is_empty() {
        verify::fresh(work.machine, work.snapshot, folder, work.cancel).await
    } else {
        verify::made(work.machine, work.snapshot, folder, work.cancel).await
    };
    let mut verification = verified.map_err(|failure| {
        // It was made a moment ago by a Python that is known: that it is not now means that Sandbar met something
        // it does not understand, not that the user has to trust anybody.
        match failure.code {
            Code::Untrusted => Failure::new(Code::NotVerified, failure.message).at(folder),
            _ => failure,
        }
    })?;
    if making.target.starts_with(work.data) {
        verification.checks.retain(|check| !is_for_a_terminal(check));
    }
    work.tell.checked(&verification.checks);
    Ok(verification)
}

/// Sandbar's own environments are turned on by nobody, so no terminal has anything to do with them.
fn is_for_a_terminal(check: &Check) -> bool {
    matches!(check.code, CheckCode::Activate | CheckCode::FreshTerminal)
}

async fn run(work: &Work<'_>, then: Then, marked: &mut Folder, folder: &Path) -> Result<(), Failure> {
    let ran = work.step(then.run, Some(marked.held()?), folder).await;
    match (ran, then.otherwise) {
        (Err(failure), Some(otherwise)) if failure.code == Code::ChildFailed => {
            work.step(otherwise, Some(marked.held()?), folder).await.map(drop)
        }
        (ran, _) => ran.map(drop),
    }
}

/// It never was anything: the project is left as it was before.
async fn take_away(folder: Folder, mut failure: Failure) -> Failure {
    let place = folder.folder().to_path_buf();
    let removed = tokio::task::spawn_blocking(move || folder.discard()).await;
    if let Ok(Err(error)) = removed {
        failure.message = format!("{}. What was made so far is still there: {error}", failure.message);
        failure.path = Some(place.into());
        failure.hint = Some("Remove what is left of the sandbox".to_owned());
    }
    failure
}

#[cfg(test)]
mod tests {
    use super::{Check, CheckCode, is_for_a_terminal};

    #[test]
    fn only_what_a_terminal_is_told_is_left_unsaid_of_sandbars_own() {
        let check = |code| Check { code, ok: None, message: String::new(), hint: None };
        assert!(is_for_a_terminal(&check(CheckCode::Activate)));
        assert!(is_for_a_terminal(&check(CheckCode::FreshTerminal)));
        for code in [CheckCode::Environment, CheckCode::Python, CheckCode::Pip, CheckCode::Packages] {
            assert!(!is_for_a_terminal(&check(code)));
        }
    }
}
