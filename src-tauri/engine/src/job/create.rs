//! Makes an environment: marked from its first moment, an environment only once verification has seen it, and gone
//! without a trace if it comes to nothing. [`crate::unfinished`] has the protocol.

use std::path::Path;

use super::work::{Ended, Work};
use crate::disk::{self, DiskError, Making};
use crate::failure::{Code, Failure};
use crate::history::Made;
use crate::model::Verification;
use crate::verify;

/// Makes the environment at `target`.
pub(super) async fn environment(work: &Work<'_>, target: &Path) -> Ended {
    let mut making = match begin(work, target) {
        Ok(making) => making,
        Err(error) => return Ended::failed(error.into()),
    };
    let mut ended = Ended::default();
    match make(work, &mut making).await {
        Ok(verification) => {
            ended.checks = verification.checks;
            if verification.ok {
                return finish(work, making, target, ended);
            }
            let first = ended.checks.iter().find(|check| check.ok == Some(false));
            let message = first.map(|check| check.message.clone()).unwrap_or_default();
            ended.failure = Some(Failure::new(Code::NotVerified, message).at(target));
        }
        Err(failure) => ended.failure = Some(failure),
    }
    take_away(making, ended).await
}

fn begin(work: &Work<'_>, target: &Path) -> Result<Making, DiskError> {
    let mut making = Making::begin(target, work.id)?;
    match making.place(target) {
        Ok(()) => Ok(making),
        // Somebody else was first, or the disk can't rename like this: in both cases the first word counts.
        Err(error) => {
            let _ = making.discard();
            Err(error)
        }
    }
}

/// Runs the plan's commands, adds what Python leaves out, and looks at what has come of it.
async fn make(work: &Work<'_>, making: &mut Making) -> Result<Verification, Failure> {
    let folder = making.folder().to_path_buf();
    let folder = folder.as_path();
    work.steps(folder, making.held()?).await?;
    // Since 3.13 venv writes this one itself.
    let ignore = folder.join(".gitignore");
    if work.machine.lstat(&ignore).is_none() {
        disk::write_new(&ignore, b"*\n")?;
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

fn finish(work: &Work<'_>, making: Making, target: &Path, mut ended: Ended) -> Ended {
    match making.finish() {
        Ok(()) => ended.made = Made::see(work.machine, target),
        Err(error) => ended.failure = Some(error.into()),
    }
    ended
}

/// It never was anything: the project is left as it was before.
async fn take_away(making: Making, mut ended: Ended) -> Ended {
    let place = making.folder().to_path_buf();
    let removed = tokio::task::spawn_blocking(move || making.discard()).await;
    if let (Ok(Err(error)), Some(failure)) = (removed, &mut ended.failure) {
        failure.message = format!("{}. What was made so far is still there: {error}", failure.message);
        failure.path = Some(place.into());
        failure.hint = Some("Remove what is left of the sandbox".to_owned());
    }
    ended
}
