//! Environments whose making has begun and not ended: how they are marked, and how they are told from finished ones.
//!
//! Whoever makes an environment puts a marker file into its folder first, holds the file's lock while at work, and
//! takes the marker away last. The programs that work on it hold the marker as their input, so the lock lasts as long
//! as any of them, even when Sandbar does not: a marker that nobody has locked is one that nobody will come back to.
//! Whatever is killed in between, what stays is marked or whole, and nothing half-made is ever called healthy.
//!
//! This room only reads; the names are public for the one that writes ([`crate::disk::Making`]).

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt as _;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::machine::{Entry, Kind, Machine};
use crate::model::{JobId, Unfinished};
use crate::pyvenv_cfg;

/// The marker's name, in the environment's folder.
pub const MARKER: &str = ".sandbar-unfinished";

/// Stands in the names of folders in which an environment is being built: `.venv.sandbar-new-XXXX`.
pub const NEW: &str = ".sandbar-new-";

/// Stands in the names of environments that were renamed aside; discovery skips them.
pub const OLD: &str = ".sandbar-old-";

/// A marker is one line of JSON.
const LIMIT: u64 = 4 << 10;

/// All that `venv`, virtualenv and uv put at an environment's top, the marker, and what the Finder adds.
const OWN_NAMES: [&str; 13] = [
    "bin",
    "include",
    "lib",
    "lib64",
    "share",
    "man",
    "etc",
    pyvenv_cfg::NAME,
    ".gitignore",
    "CACHEDIR.TAG",
    ".lock",
    ".DS_Store",
    MARKER,
];

/// What a marker holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marker {
    /// The job that is making the environment.
    pub job: JobId,
}

/// A folder whose making is unfinished.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Remains {
    /// The folder.
    pub path: PathBuf,
    /// The job named by the marker; `None` when its line never reached the disk.
    pub job: Option<JobId>,
    /// Whether somebody is still at work on it.
    pub state: Unfinished,
    /// Whether nothing stands at its top but what makers of environments put there. Only then may it be removed.
    pub pure: bool,
}

/// Whether the environment in `folder`, which holds `entries`, is unfinished, and whether somebody is at work on it.
pub fn read(machine: &Machine, folder: &Path, entries: &[Entry]) -> Option<Unfinished> {
    if !is_marked(entries) {
        return None;
    }
    let locked = machine.live && machine.is_locked(&folder.join(MARKER));
    Some(if locked { Unfinished::Running } else { Unfinished::Abandoned })
}

/// What an unfinished making has left in `folder`, with the job's name; `None` when `folder` is nothing of the kind.
pub fn remains(machine: &Machine, folder: &Path) -> Option<Remains> {
    let entries = machine.list(folder).ok()?;
    let state = read(machine, folder, &entries)?;
    let marker = machine.read(&folder.join(MARKER), LIMIT).ok();
    let marker = marker.and_then(|json| serde_json::from_slice::<Marker>(&json).ok());
    let pure = entries.iter().all(|entry| is_own(&entry.name));
    Some(Remains { path: folder.to_path_buf(), job: marker.map(|marker| marker.job), state, pure })
}

/// The name beside `environment` that `job` may use: `.venv.sandbar-new-JOB`.
pub fn beside(environment: &Path, part: &str, job: &JobId) -> PathBuf {
    let mut name = environment.file_name().unwrap_or_default().to_owned();
    name.push(part);
    name.push(&job.0);
    environment.with_file_name(name)
}

/// True for the name of an environment that was renamed aside.
pub fn is_set_aside(name: &OsStr) -> bool {
    holds(name, OLD)
}

/// True for the name of a folder in which an environment is being built.
pub fn is_being_built(name: &OsStr) -> bool {
    holds(name, NEW)
}

fn holds(name: &OsStr, part: &str) -> bool {
    name.as_bytes().windows(part.len()).any(|window| window == part.as_bytes())
}

/// True when `entries` are those of an unfinished environment.
///
/// Beside a `pyvenv.cfg` a marker always counts, else only in a folder that holds nothing but an environment's parts:
/// one that came with somebody's project must not make that project look like rubbish.
pub fn is_marked(entries: &[Entry]) -> bool {
    let has = |name: &str| entries.iter().any(|entry| entry.name == name && entry.kind == Kind::File);
    has(MARKER) && (has(pyvenv_cfg::NAME) || entries.iter().all(|entry| is_own(&entry.name)))
}

/// True for a name that makers of environments put at an environment's top.
pub fn is_own(name: &OsStr) -> bool {
    OWN_NAMES.iter().any(|own| name == *own)
}

#[cfg(test)]
mod tests {
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
        assert_eq!((running.job, running.state), (Some(JobId("7".to_owned())), Unfinished::Running));

        drop(lock);
        assert_eq!(remains(&machine, folder.path()).unwrap().state, Unfinished::Abandoned);
    }

    #[test]
    fn a_torn_marker_is_still_a_marker() {
        let folder = tempfile::tempdir().unwrap();
        disk::write_new(&folder.path().join(MARKER), b"{\"jo").unwrap();
        let torn = remains(&Machine::this(), folder.path()).unwrap();
        assert_eq!((torn.job, torn.state), (None, Unfinished::Abandoned));
    }

    #[test]
    fn names_beside_an_environment_are_recognised() {
        let job = JobId("x1".to_owned());
        let new = beside(Path::new("/p/.venv"), NEW, &job);
        assert_eq!(new, PathBuf::from("/p/.venv.sandbar-new-x1"));
        assert!(is_being_built(new.file_name().unwrap()) && !is_set_aside(new.file_name().unwrap()));
        assert!(is_set_aside(beside(Path::new("/p/.venv"), OLD, &job).file_name().unwrap()));
    }
}
