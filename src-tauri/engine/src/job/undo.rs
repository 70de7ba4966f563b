//! Takes back what a job made: puts it aside, whole.

use super::work::{Ended, Work};
use crate::disk;
use crate::failure::{Code, Failure};
use crate::plan::undo::Grounds;
use crate::unfinished::{OLD, beside};

/// Puts aside what the job in `grounds` made.
pub(super) fn made(work: &Work<'_>, grounds: &Grounds) -> Ended {
    let past = grounds.past.as_ref().and_then(|past| Some((past, past.made.as_ref()?)));
    let Some((past, made)) = past.filter(|(_, made)| made.is_there(work.machine)) else {
        return Ended::failed(Failure::new(Code::Stale, "What was made is no longer there"));
    };
    let ended = Ended::from(disk::rename_new(&made.path, &beside(&made.path, OLD, &past.id)));
    work.tell.verifying();
    if ended.failure.is_none() && work.machine.lstat(&made.path).is_some() {
        let message = format!("Something is at `{}` again", work.machine.tilde(&made.path));
        return Ended::failed(Failure::new(Code::NotVerified, message).at(made.path.as_path()));
    }
    ended
}
