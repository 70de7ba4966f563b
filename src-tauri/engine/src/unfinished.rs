//! What a making of an environment leaves behind when it is cut off, and how everybody recognises it.
//!
//! From its first moment to its last check, an environment that Sandbar makes holds a marker file, and the marker is
//! locked by everything that works on it: Sandbar itself, and the programs it has started, which hold it as their
//! standard input. Whatever is killed in between, what stays is either marked or whole. A marker that is locked means
//! that somebody is at work; one that is not, that nobody is and nobody will be.
//!
//! Here are the names and the reading; `job` writes, and `disk` takes away.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::machine::{Kind, Machine};
use crate::model::{JobId, Unfinished};

/// The file in an environment whose making has not ended.
pub const MARKER: &str = ".sandbar-unfinished";

/// Stands between an environment's name and a job's in the name of a folder that is not yet at its place:
/// `.venv.sandbar-new-JOB`.
pub const NEW: &str = ".sandbar-new-";

/// The same for a folder that was put aside: `.venv.sandbar-old-JOB`. Discovery skips both.
pub const OLD: &str = ".sandbar-old-";

/// A marker is one short line.
const LIMIT: u64 = 4096;

/// What a marker says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marker {
    /// The job that makes, or was making, the environment.
    pub job: JobId,
}

/// A folder that holds a marker.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Remains {
    /// The folder.
    pub path: PathBuf,
    /// The job named by the marker; `None` when its line never reached the disk.
    pub job: Option<JobId>,
    /// Whether somebody is still at work on it.
    pub state: Unfinished,
}

/// `.venv` and a job's name as `.venv.sandbar-new-JOB`, beside it.
pub fn beside(environment: &Path, infix: &str, job: &JobId) -> PathBuf {
    let mut name = environment.file_name().unwrap_or_default().to_owned();
    name.push(infix);
    name.push(&job.0);
    environment.with_file_name(name)
}

/// True for the names that [`beside`] makes: such a folder is nobody's environment.
pub fn is_beside(name: &OsStr) -> bool {
    let name = name.to_string_lossy();
    name.contains(NEW) || name.contains(OLD)
}

/// Whether the making of the environment in `folder` is unfinished, and whose it was.
pub fn remains(machine: &Machine, folder: &Path) -> Option<Remains> {
    let marker = folder.join(MARKER);
    if machine.lstat(folder)?.kind != Kind::Folder || machine.lstat(&marker)?.kind != Kind::File {
        return None;
    }
    let job = machine
        .read(&marker, LIMIT)
        .ok()
        .and_then(|content| serde_json::from_slice::<Marker>(&content).ok())
        .map(|marker| marker.job);
    let state = if machine.is_locked(&marker) { Unfinished::Running } else { Unfinished::Abandoned };
    Some(Remains { path: folder.to_path_buf(), job, state })
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;
    use crate::disk;

    #[test]
    fn a_marker_is_running_while_it_is_locked_and_abandoned_afterwards() {
        let folder = tempfile::tempdir().unwrap();
        let machine = Machine::this();
        assert_eq!(remains(&machine, folder.path()), None);

        let marker = folder.path().join(MARKER);
        disk::write_new(&marker, br#"{"job":"7"}"#).unwrap();
        let lock = disk::lock(&marker).unwrap().unwrap();
        let running = remains(&machine, folder.path()).unwrap();
        assert_eq!(running.state, Unfinished::Running);
        assert_eq!(running.job, Some(JobId("7".to_owned())));

        drop(lock);
        assert_eq!(remains(&machine, folder.path()).unwrap().state, Unfinished::Abandoned);
    }

    #[test]
    fn a_torn_marker_is_still_a_marker() {
        let folder = tempfile::tempdir().unwrap();
        disk::write_new(&folder.path().join(MARKER), b"{\"jo").unwrap();
        let torn = remains(&Machine::this(), folder.path()).unwrap();
        assert_eq!(torn.job, None);
        assert_eq!(torn.state, Unfinished::Abandoned);
    }

    #[test]
    fn names_beside_an_environment_are_recognised() {
        let job = JobId("x1".to_owned());
        let new = beside(Path::new("/p/.venv"), NEW, &job);
        assert_eq!(new, PathBuf::from("/p/.venv.sandbar-new-x1"));
        assert!(is_beside(new.file_name().unwrap()));
        assert!(!is_beside(OsStr::new(".venv")));
    }
}
