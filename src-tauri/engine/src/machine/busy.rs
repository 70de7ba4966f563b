//! Whether somebody is at work on something: a held lock.

use std::io;
use std::path::Path;

use rustix::fs::{FlockOperation, flock};
use rustix::io::Errno;

use super::Machine;
use super::files::open_raw;

impl Machine {
    /// True when a process holds the exclusive `flock` of the file at `path`.
    ///
    /// `flock` can't be asked, only taken: the test takes it shared for a moment and gives it back. So whoever takes
    /// it for good must wait for it rather than give up at once.
    pub fn is_locked(&self, path: &Path) -> bool {
        let opened = self.real(path, true).and_then(|real| open_raw(&real));
        opened.and_then(|file| held(&file)).unwrap_or(false)
    }
}

fn held(file: &std::fs::File) -> io::Result<bool> {
    if !file.metadata()?.is_file() {
        return Ok(false);
    }
    match flock(file, FlockOperation::NonBlockingLockShared) {
        Ok(()) => {
            flock(file, FlockOperation::Unlock)?;
            Ok(false)
        }
        Err(Errno::WOULDBLOCK) => Ok(true),
        Err(error) => Err(error.into()),
    }
}

#[cfg(test)]
mod tests {
    use std::fs::File;

    use super::{FlockOperation, Machine, flock};

    #[test]
    fn a_lock_is_seen_while_it_is_held() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("marker");
        let machine = Machine::this();
        assert!(!machine.is_locked(&path), "there is no file");
        let file = File::create(&path).unwrap();
        assert!(!machine.is_locked(&path));
        flock(&file, FlockOperation::LockExclusive).unwrap();
        assert!(machine.is_locked(&path));
        drop(file);
        assert!(!machine.is_locked(&path));
    }
}
