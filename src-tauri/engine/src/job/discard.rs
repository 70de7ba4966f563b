//! Takes away what interrupted makings have left in a project.

use super::work::{Ended, Work};
use crate::disk::{Making, remove_if_empty};
use crate::failure::{Code, Failure};
use crate::model::Unfinished;
use crate::plan::venv_discard::Grounds;
use crate::unfinished;

/// Takes away all that is abandoned there.
pub(super) async fn remains(work: &Work<'_>, grounds: &Grounds) -> Ended {
    let abandoned: Vec<_> =
        grounds.remains.iter().filter(|remains| remains.state == Unfinished::Abandoned).cloned().collect();
    for remains in abandoned {
        let path = remains.path.clone();
        let removed = tokio::task::spawn_blocking(move || {
            Making::take_over(&remains.path, remains.job.as_ref())?.map(Making::discard).transpose()
        });
        match removed.await {
            Ok(Ok(Some(()))) => {}
            Ok(Ok(None)) => {
                let message = format!("Somebody is at work on `{}`", work.machine.tilde(&path));
                return Ended::failed(Failure::new(Code::Busy, message).at(path).hint("Wait for it, then look again"));
            }
            Ok(Err(error)) => return Ended::failed(error.into()),
            Err(_) => return Ended::failed(Failure::new(Code::Internal, "Sandbar met a defect of its own")),
        }
    }
    sweep(work, grounds);
    work.tell.verifying();
    match grounds.remains.iter().find(|remains| work.machine.lstat(&remains.path).is_some()) {
        None => Ended::default(),
        Some(left) => {
            let message = format!("`{}` is still there", work.machine.tilde(&left.path));
            Ended::failed(Failure::new(Code::NotVerified, message).at(left.path.as_path()))
        }
    }
}

/// A making that was killed before it had written its marker leaves an empty folder, which nothing else would name.
fn sweep(work: &Work<'_>, grounds: &Grounds) {
    let entries = work.machine.list(&grounds.folder).unwrap_or_default();
    for entry in entries.iter().filter(|entry| unfinished::is_being_built(&entry.name)) {
        remove_if_empty(&grounds.folder.join(&entry.name));
    }
}
