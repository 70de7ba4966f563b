//! The system's watches, behind what little is asked of them.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::SyncSender;
use std::time::Instant;

use notify::{ErrorKind, RecommendedWatcher, RecursiveMode, Watcher as _};
use rustix::io::Errno;

use super::hear::{Heard, news};
use super::plan::Reach;

/// Why a watch was not given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refused {
    /// The system has none left.
    Full,
    /// The folder is not there, or is nobody's to watch.
    Unwatchable,
}

/// Nothing at all is watched any more, not even what was before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Deaf;

/// Whether each watch that was asked for was given.
pub(super) type Given = Vec<Result<(), Refused>>;

/// Whoever gives watches.
pub(super) trait Watches: Send {
    /// Takes the watches on `gone` away and puts new ones on `new`, all in one step. Says of each new one whether it was
    /// given.
    fn change(&mut self, gone: &[PathBuf], new: &[(PathBuf, Reach)]) -> Result<Given, Deaf>;
}

/// Watches of inotify's or of FSEvents'.
pub(super) struct System(RecommendedWatcher);

impl System {
    /// Watches nothing yet; what is heard goes to `heard`, and `lost` is set when that is full.
    pub(super) fn new(heard: SyncSender<Heard>, lost: Arc<AtomicBool>) -> notify::Result<Self> {
        let watcher = notify::recommended_watcher(move |event| {
            let at = Instant::now();
            for news in news(event) {
                if heard.try_send(Heard { at, news }).is_err() {
                    lost.store(true, Ordering::Release);
                }
            }
        })?;
        Ok(Self(watcher))
    }
}

impl Watches for System {
    fn change(&mut self, gone: &[PathBuf], new: &[(PathBuf, Reach)]) -> Result<Given, Deaf> {
        // FSEvents begins a new stream for each change, deaf for a moment: one for all of them.
        let mut paths = self.0.paths_mut();
        for folder in gone {
            // It may be gone from the disk, and its watch with it.
            let _ = paths.remove(folder);
        }
        let mut given = Vec::with_capacity(new.len());
        for (folder, reach) in new {
            let mode = match reach {
                Reach::Itself => RecursiveMode::NonRecursive,
                Reach::Below => RecursiveMode::Recursive,
            };
            let one = paths.add(folder, mode).map_err(|error| refused(&error));
            given.push(one);
            if one == Err(Refused::Full) {
                break;
            }
        }
        // The old stream is gone: where the new one does not begin, there is none.
        paths.commit().map_err(|_| Deaf)?;
        given.resize(new.len(), Err(Refused::Full));
        Ok(given)
    }
}

fn refused(error: &notify::Error) -> Refused {
    let full = [Errno::NOSPC, Errno::MFILE, Errno::NFILE, Errno::NOMEM];
    match &error.kind {
        ErrorKind::MaxFilesWatch | ErrorKind::Generic(_) => Refused::Full,
        ErrorKind::Io(error) if full.iter().any(|errno| error.raw_os_error() == Some(errno.raw_os_error())) => {
            Refused::Full
        }
        _ => Refused::Unwatchable,
    }
}

/// Whether `folder` may be given to the system: FSEvents' callback stops at a name that is not UTF-8.
pub(super) fn can_be_named(folder: &Path) -> bool {
    folder.to_str().is_some()
}
