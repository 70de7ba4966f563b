//! Makes an environment: marked from its first moment, an environment only once verification has seen it, and gone
//! without a trace if it comes to nothing. [`crate::unfinished`] has the protocol.

use super::work::Work;
use crate::disk::{self, DiskError, Making as Folder};
use crate::failure::{Code, Failure};
use crate::history::Made;
use crate::model::{Check, Verification};
use crate::plan::Making;
use crate::verify;

/// Makes the environment, and looks at what has come of it.
pub(super) async fn environment(work: &Work<'_>, making: &Making) -> Result<(Vec<Check>, Option<Made>), Failure> {
    let mut folder = begin(work, making)?;
    let failure = match make(work, making, &mut folder).await {
        Ok(verification) if verification.ok => {
            folder.finish()?;
            return Ok((verification.checks, Made::see(work.machine, &making.target)));
        }
        Ok(verification) => {
            let first = verification.checks.iter().find(|check| check.ok == Some(false));
            let message = first.map(|check| check.message.clone()).unwrap_or_default();
            Failure::new(Code::NotVerified, message).at(making.target.as_path())
        }
        Err(failure) => failure,
    };
    Err(take_away(folder, failure).await)
}

fn begin(work: &Work<'_>, making: &Making) -> Result<Folder, DiskError> {
    let mut folder = Folder::begin(&making.target, work.id)?;
    match folder.place(&making.target) {
        Ok(()) => Ok(folder),
        // Somebody else was first, or the disk can't rename like this: in both cases the first word counts.
        Err(error) => {
            let _ = folder.discard();
            Err(error)
        }
    }
}

/// Runs the plan's commands, adds what Python leaves out, and looks at what has come of it.
async fn make(work: &Work<'_>, making: &Making, marked: &mut Folder) -> Result<Verification, Failure> {
    let folder = marked.folder().to_path_buf();
    let folder = folder.as_path();
    work.step(making.venv, Some(marked.held()?), folder).await?;
    // Since 3.13 venv writes this one itself.
    let ignore = folder.join(".gitignore");
    if work.machine.lstat(&ignore).is_none() {
        disk::write_new(&ignore, b"*\n")?;
    }
    for run in &making.then {
        work.step(*run, Some(marked.held()?), folder).await?;
    }
    work.tell.verifying();
    let verification = verify::made(work.machine, work.snapshot, folder, work.cancel).await.map_err(|failure| {
        // It was made a moment ago by a Python that is known: that it is not now means that Sandbar met something
        // it does not understand, not that the user has to trust anybody.
        match failure.code {
            Code::Untrusted => Failure::new(Code::NotVerified, failure.message).at(folder),
            _ => failure,
        }
    })?;
    work.tell.checked(&verification.checks);
    Ok(verification)
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
