//! Writing: whole or not at all, replacing nothing by accident, deleting nothing.
//!
//! Everything here works on this machine's real disk; a machine that is only looked at is never written to. What may
//! be removed after all is Sandbar's own: its small files, a [`Scratch`], and the folder of a [`Making`] that came to
//! nothing.

mod bringing_back;
mod files;
mod making;
mod scratch;
mod trash;

pub use bringing_back::{
    bring_back, bring_back_folder, copy, place_link, remove_added, remove_byte_code, remove_emptied_folder, take,
};
pub use files::{link, make_folders, write_file, write_file_exactly, write_program};
pub use making::{Making, remove_if_empty};
pub use scratch::Scratch;
pub use trash::{TrashError, to_trash};

use std::fs::{self, DirBuilder, File, OpenOptions, Permissions};
use std::io::{self, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};

use thiserror::Error;

use crate::failure::{Code, Failure};
use crate::machine::shown;

/// Why something could not be written.
#[derive(Debug, Error)]
#[error("Could not {what} `{}`: {}", shown(path), reason(source))]
pub struct DiskError {
    /// What was tried, as a verb: "write", "create the folder".
    pub what: &'static str,
    /// Where.
    pub path: PathBuf,
    /// What the system said.
    pub source: io::Error,
}

impl From<DiskError> for Failure {
    fn from(error: DiskError) -> Self {
        let (code, hint) = match error.source.kind() {
            io::ErrorKind::StorageFull => (Code::DiskFull, Some("Free some space on that disk, then try again")),
            io::ErrorKind::PermissionDenied => (
                Code::NoPermission,
                Some("Choose a folder that belongs to you, or change its permissions in the Finder"),
            ),
            io::ErrorKind::NotFound => (Code::NotFound, None),
            io::ErrorKind::ReadOnlyFilesystem => {
                (Code::NoPermission, Some("Choose a folder on a disk that can be written to"))
            }
            // Something in the way is the user's to move, not a defect.
            io::ErrorKind::AlreadyExists | io::ErrorKind::NotADirectory => (Code::Refused, None),
            _ => (Code::Internal, None),
        };
        let failure = Self::new(code, error.to_string()).at(error.path.as_path());
        match hint {
            Some(hint) => failure.hint(hint),
            None => failure,
        }
    }
}

fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::StorageFull => "the disk is full".to_owned(),
        io::ErrorKind::PermissionDenied => "this account has no permission".to_owned(),
        io::ErrorKind::ReadOnlyFilesystem => "the disk can only be read".to_owned(),
        io::ErrorKind::AlreadyExists => "something of that name is there already".to_owned(),
        io::ErrorKind::NotFound => "the folder it belongs into is not there".to_owned(),
        _ => error.to_string(),
    }
}

fn at<'a>(what: &'static str, path: &'a Path) -> impl FnOnce(io::Error) -> DiskError + 'a {
    move |source| DiskError { what, path: path.to_path_buf(), source }
}

/// Creates `folder` and its parents, for the user alone where they are new.
///
/// One that is there keeps its permissions: `--data` may name a folder that others need too.
pub fn create_private_folder(folder: &Path) -> Result<(), DiskError> {
    DirBuilder::new().recursive(true).mode(0o700).create(folder).map_err(at("create the folder", folder))
}

/// Creates `folder`; its parent must be there and nothing of its name.
pub fn create_folder(folder: &Path) -> Result<(), DiskError> {
    fs::create_dir(folder).map_err(at("create the folder", folder))
}

/// Replaces the file at `path` by `content` in one step: a reader, or a power cut, sees the old file or the new one.
///
/// The new one is for the user alone, whatever folder it is in.
pub fn replace(path: &Path, content: &[u8]) -> Result<(), DiskError> {
    replace_own(path, content, false)
}

/// As [`replace`], for a file that this account may run.
pub fn replace_own(path: &Path, content: &[u8], is_program: bool) -> Result<(), DiskError> {
    replace_by(path, |beside| write(beside, content, if is_program { 0o700 } else { 0o600 }))
}

/// As [`replace`], for a file that is not Sandbar's own: it keeps its permissions, and a new one gets the usual ones.
pub fn replace_shared(path: &Path, content: &[u8]) -> Result<(), DiskError> {
    #[expect(clippy::disallowed_methods, reason = "looks at what it is about to replace, nothing else")]
    let old = fs::metadata(path).map(|old| old.permissions().mode() & 0o7777);
    replace_by(path, |beside| {
        write(beside, content, *old.as_ref().unwrap_or(&0o644))?;
        // What the process masks is for new files.
        old.map_or(Ok(()), |mode| {
            fs::set_permissions(beside, Permissions::from_mode(mode)).map_err(at("write", beside))
        })
    })
}

/// Renames over `path` what `write` has written beside it. Nobody else knows of that file: what goes wrong with it is told
/// of `path`.
fn replace_by(path: &Path, write: impl FnOnce(&Path) -> Result<(), DiskError>) -> Result<(), DiskError> {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.new", std::process::id()));
    let beside = path.with_file_name(name);
    write(&beside).and_then(|()| rename_over(&beside, path)).map_err(|error| {
        remove_own_file(&beside);
        DiskError { path: path.to_path_buf(), ..error }
    })
}

/// Writes a file that must not be there yet.
pub fn write_new(path: &Path, content: &[u8]) -> Result<(), DiskError> {
    write(path, content, 0o644)
}

fn write(path: &Path, content: &[u8], mode: u32) -> Result<(), DiskError> {
    let mut file = OpenOptions::new().write(true).create_new(true).mode(mode).open(path).map_err(at("write", path))?;
    file.write_all(content).and_then(|()| file.sync_all()).map_err(at("write", path))
}

/// Appends one line to a file of lines, and makes sure that it has reached the disk.
///
/// A line cut off by a power failure is ended first, so that it spoils only itself.
pub fn append_line(path: &Path, line: &str) -> Result<(), DiskError> {
    use std::io::{Read as _, Seek as _, SeekFrom};
    let mut file =
        OpenOptions::new().read(true).append(true).create(true).mode(0o600).open(path).map_err(at("write", path))?;
    let mut append = || -> io::Result<()> {
        let mut text = String::with_capacity(line.len() + 2);
        if file.seek(SeekFrom::End(0))? > 0 {
            file.seek(SeekFrom::End(-1))?;
            let mut last = [0];
            file.read_exact(&mut last)?;
            if last != *b"\n" {
                text.push('\n');
            }
        }
        text.push_str(line);
        text.push('\n');
        file.write_all(text.as_bytes())?;
        file.sync_data()
    };
    append().map_err(at("write", path))
}

/// Renames `from` to `to`, and refuses if anything is there: never overwrites, not even an empty folder.
pub fn rename_new(from: &Path, to: &Path) -> Result<(), DiskError> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE).map_err(|error| at("rename to", to)(error.into()))
}

/// Opens, or creates, the file at `path` and takes its lock for as long as the handle lives.
///
/// `Ok(None)` when another process holds it.
pub fn lock(path: &Path) -> Result<Option<File>, DiskError> {
    use rustix::fs::{FlockOperation, flock};
    let file = open_lock(path)?;
    match flock(&file, FlockOperation::NonBlockingLockExclusive) {
        Ok(()) => Ok(Some(file)),
        Err(rustix::io::Errno::WOULDBLOCK) => Ok(None),
        Err(error) => Err(at("lock", path)(error.into())),
    }
}

/// Writes a word into a file of Sandbar's own whose lock is held: it counts only as long as this system runs.
pub fn write_own_note(path: &Path, word: &str) -> Result<(), DiskError> {
    #[expect(
        clippy::disallowed_methods,
        reason = "torn by a power cut it names nobody, and nobody is left to be named"
    )]
    fs::write(path, word).map_err(at("write", path))
}

/// Removes a small file that Sandbar itself wrote.
pub fn remove_own_file(path: &Path) {
    #[expect(clippy::disallowed_methods, reason = "Sandbar's own markers and temporary files")]
    let _ = fs::remove_file(path);
}

/// Removes a folder in Sandbar's data folder, with what Sandbar has put into it.
pub fn remove_own_folder(path: &Path) {
    #[expect(clippy::disallowed_methods, reason = "copies and notes of Sandbar's own that nobody needs any more")]
    let _ = fs::remove_dir_all(path);
}

/// As [`lock`], and waits until nobody else holds it.
pub fn wait_for_lock(path: &Path) -> Result<File, DiskError> {
    use rustix::fs::{FlockOperation, flock};
    let file = open_lock(path)?;
    flock(&file, FlockOperation::LockExclusive).map_err(|error| at("lock", path)(error.into()))?;
    Ok(file)
}

fn open_lock(path: &Path) -> Result<File, DiskError> {
    OpenOptions::new().read(true).append(true).create(true).mode(0o600).open(path).map_err(at("open", path))
}

fn rename_over(from: &Path, to: &Path) -> Result<(), DiskError> {
    #[expect(clippy::disallowed_methods, reason = "the one place that replaces a file of Sandbar's own")]
    fs::rename(from, to).map_err(at("write", to))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::machine::Machine;

    #[test]
    fn what_is_replaced_keeps_its_permissions_whatever_the_mask() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("script");
        write_new(&path, b"old").unwrap();
        fs::set_permissions(&path, Permissions::from_mode(0o777)).unwrap();
        replace_shared(&path, b"new").unwrap();
        assert_eq!(Machine::this().stat(&path).unwrap().mode & 0o7777, 0o777);
    }

    #[test]
    fn what_goes_wrong_is_told_of_the_file_that_is_meant() {
        let path = Path::new("/nowhere/at all/script");
        assert_eq!(replace_shared(path, b"new").unwrap_err().path, path);
    }
}
