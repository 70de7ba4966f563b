//! Copies of files, and their way back to where they were.

use std::ffi::OsStr;
use std::fs::{self, FileTimes, OpenOptions, Permissions};
use std::io;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::Path;
use std::time::{Duration, UNIX_EPOCH};

use super::{DiskError, at, remove_own_file, rename_over};

/// Copies the file at `from` to `to`, which must not be there.
///
/// macOS clones the file, and Linux does where the disk can: the copy then takes no room, and is a copy all the same.
pub fn copy(from: &Path, to: &Path) -> Result<(), DiskError> {
    fs::copy(from, to).map_err(at("copy", from))?;
    Ok(())
}

/// Puts `copy` back at `path` in one step, with the permissions and the time that the file had.
pub fn bring_back(copy: &Path, path: &Path, mode: u32, modified: i64) -> Result<(), DiskError> {
    let beside = beside(path);
    let written = || -> io::Result<()> {
        fs::copy(copy, &beside)?;
        fs::set_permissions(&beside, Permissions::from_mode(mode | 0o200))?;
        let file = OpenOptions::new().write(true).open(&beside)?;
        let nanoseconds = u64::try_from(modified).unwrap_or_default();
        file.set_times(FileTimes::new().set_modified(UNIX_EPOCH + Duration::from_nanos(nanoseconds)))?;
        fs::set_permissions(&beside, Permissions::from_mode(mode))
    };
    forget_byte_code(path);
    written().map_err(at("bring back", path)).and_then(|()| rename_over(&beside, path)).inspect_err(|_| {
        remove_own_file(&beside);
    })
}

/// Removes what Python has cached of the module at `path`.
///
/// Python knows stale byte code by its source's size and its time in whole seconds (PEP 552): a module that comes back
/// with the size and within the second of the one it replaces would go on running as that one.
fn forget_byte_code(path: &Path) {
    let (Some(folder), Some(stem)) = (path.parent(), path.file_stem()) else { return };
    if path.extension() != Some(OsStr::new("py")) {
        return;
    }
    let stem = [stem.as_bytes(), b"."].concat();
    #[expect(clippy::disallowed_methods, reason = "looks for what it is about to remove, nothing else")]
    let cached = fs::read_dir(folder.join("__pycache__")).into_iter().flatten();
    for file in cached.filter_map(Result::ok).filter(|file| file.file_name().as_bytes().starts_with(&stem)) {
        remove_byte_code(&file.path());
    }
}

/// Removes a file of Python's cache.
pub fn remove_byte_code(path: &Path) {
    #[expect(clippy::disallowed_methods, reason = "byte code that Python writes anew whenever it needs it")]
    let _ = fs::remove_file(path);
}

/// Creates the folder at `path` again, or gives it back its permissions.
pub fn bring_back_folder(path: &Path, mode: u32) -> Result<(), DiskError> {
    match fs::create_dir(path) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(at("bring back", path)(error)),
        _ => {}
    }
    fs::set_permissions(path, Permissions::from_mode(mode)).map_err(at("bring back", path))
}

/// Places a link at `path` in one step, in place of another link or file.
pub fn place_link(path: &Path, target: &Path) -> Result<(), DiskError> {
    let beside = beside(path);
    symlink(target, &beside).map_err(at("write", path))?;
    rename_over(&beside, path).inspect_err(|_| remove_own_file(&beside))
}

/// Removes a file or a link that a job of Sandbar's has added. That it is gone already is no error.
pub fn remove_added(path: &Path) -> Result<(), DiskError> {
    #[expect(clippy::disallowed_methods, reason = "takes back what a receipt says was added, unchanged since")]
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(at("remove", path)(error)),
        _ => Ok(()),
    }
}

/// Moves a file or a link out of the way, into the folder `taken`, under the path that it had. That nothing is there is no
/// error.
pub fn take(path: &Path, taken: &Path) -> Result<(), DiskError> {
    let to = taken.join(path.strip_prefix("/").unwrap_or(path));
    #[expect(clippy::disallowed_methods, reason = "looks at what it is about to move, nothing else")]
    let Ok(there) = fs::symlink_metadata(path) else { return Ok(()) };
    if let Some(folder) = to.parent() {
        super::create_private_folder(folder)?;
    }
    // Taken before, in a try that was cut off: the newer one is the user's.
    remove_added(&to)?;
    match super::rename_new(path, &to) {
        Err(error) if error.source.kind() == io::ErrorKind::CrossesDevices && !there.is_symlink() => {
            copy(path, &to)?;
            remove_added(path)
        }
        // A link can be made again from what it says; it holds nothing.
        Err(error) if error.source.kind() == io::ErrorKind::CrossesDevices => remove_added(path),
        other => other,
    }
}

/// Removes a folder that a job of Sandbar's has added, if nothing but Python's own caches is left in it.
pub fn remove_emptied_folder(path: &Path) -> Result<(), DiskError> {
    #[expect(clippy::disallowed_methods, reason = "byte code that Python writes anew whenever it needs it")]
    let _ = fs::remove_dir_all(path.join("__pycache__"));
    match fs::remove_dir(path) {
        // Somebody has put something of theirs into it: it stays.
        Err(error)
            if matches!(
                error.kind(),
                io::ErrorKind::NotFound | io::ErrorKind::DirectoryNotEmpty | io::ErrorKind::NotADirectory
            ) =>
        {
            Ok(())
        }
        other => other.map_err(at("remove", path)),
    }
}

fn beside(path: &Path) -> std::path::PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".sandbar-{}.new", std::process::id()));
    path.with_file_name(name)
}
