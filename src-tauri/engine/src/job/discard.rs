//! Takes away what interrupted makings have left in a project.

use super::work::Work;
use crate::disk::{Making, remove_if_empty};
use crate::failure::{Code, Failure};
use crate::model::Unfinished;
use crate::unfinished::{self, Remains};

/// Takes away all that is abandoned of `remains`.
pub(super) async fn remains(work: &Work<'_>, remains: &[Remains]) -> Result<(), Failure> {
    for remains in remains.iter().filter(|remains| remains.state == Unfinished::Abandoned).cloned() {
        let path = remains.path.clone();
        let removed = tokio::task::spawn_blocking(move || {
            Making::take_over(&remains.path, remains.job.as_ref())?.map(Making::discard).transpose()
        });
        match removed.await {
            Ok(Ok(Some(()))) => sweep(work, &path),
            Ok(Ok(None)) => {
                let message = format!("Somebody is at work on `{}`", work.machine.tilde(&path));
                return Err(Failure::new(Code::Busy, message).at(path).hint("Wait for it, then look again"));
            }
            Ok(Err(error)) => return Err(error.into()),
            Err(_) => return Err(Failure::new(Code::Internal, "Sandbar met a defect of its own")),
        }
    }
    Ok(())
}

/// A making that was killed before it had written its marker leaves an empty folder, which nothing else would name.
fn sweep(work: &Work<'_>, removed: &std::path::Path) {
    let Some(folder) = removed.parent() else { return };
    for entry in work.machine.list(folder).unwrap_or_default() {
        if unfinished::is_being_built(&entry.name) {
            remove_if_empty(&folder.join(&entry.name));
        }
    }
}
