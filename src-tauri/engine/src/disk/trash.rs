//! The Trash of macOS, and of a Linux desktop (the freedesktop.org specification).
//!
//! What is put there can be taken out again by the user. On macOS the system itself is asked, not the Finder, which would
//! need a permission to be asked by a program; on Linux each disk has a Trash of its own, or the home folder's is used.

use std::path::{Path, PathBuf};

use ::trash::TrashContext;
use thiserror::Error;

use crate::failure::{Code, Failure};
use crate::machine::shown;

/// Why something could not be put into the Trash. It is still where it was.
#[derive(Debug, Error)]
#[error("Could not put `{}` into the Trash: {reason}", shown(path))]
pub struct TrashError {
    /// What was to go.
    pub path: PathBuf,
    /// What the system said.
    pub reason: String,
}

impl From<TrashError> for Failure {
    fn from(error: TrashError) -> Self {
        Self::new(Code::NoPermission, error.to_string())
            .at(error.path.as_path())
            .hint("It stays where it is: remove it by hand when you need the room")
    }
}

/// Puts what is at `path` into the Trash; of a link, the link.
///
/// # Errors
/// When there is no Trash that takes it.
pub fn to_trash(path: &Path) -> Result<(), TrashError> {
    context().delete(path).map_err(|error| TrashError { path: path.to_path_buf(), reason: reason(&error) })
}

#[cfg(target_os = "macos")]
fn context() -> TrashContext {
    use ::trash::macos::{DeleteMethod, TrashContextExtMacos as _};
    let mut context = TrashContext::new();
    context.set_delete_method(DeleteMethod::NsFileManager);
    context
}

#[cfg(not(target_os = "macos"))]
fn context() -> TrashContext {
    TrashContext::new()
}

fn reason(error: &::trash::Error) -> String {
    match error {
        #[cfg(not(target_os = "macos"))]
        ::trash::Error::FileSystem { source, .. } => super::reason(source),
        ::trash::Error::CouldNotAccess { .. } | ::trash::Error::CanonicalizePath { .. } => {
            "it can't be reached".to_owned()
        }
        ::trash::Error::Unknown { description } | ::trash::Error::Os { description, .. } => description.clone(),
        _ => "the system refuses it".to_owned(),
    }
}
