//! Whether somebody is at work on something: a held lock, a living process group.

use std::io;
use std::path::Path;

use rustix::fs::{FlockOperation, flock};
use rustix::io::Errno;
use rustix::process::{Pid, test_kill_process_group};

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

    /// True when a process of the group `group` lives. Nothing is sent to it.
    ///
    /// Another machine's tree has no processes.
    pub fn group_lives(&self, group: i32) -> bool {
        // 0 and 1 would mean "my own group" and "everybody".
        if !self.live || group <= 1 {
            return false;
        }
        Pid::from_raw(group).is_some_and(|group| matches!(test_kill_process_group(group), Ok(()) | Err(Errno::PERM)))
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

    #[test]
    fn our_own_group_lives_and_no_tree_has_one() {
        let own = rustix::process::getpgrp().as_raw_nonzero().get();
        let mut machine = Machine::this();
        assert!(machine.group_lives(own));
        assert!(!machine.group_lives(0));
        assert!(!machine.group_lives(-1));
        assert!(!machine.group_lives(i32::MAX));
        machine.live = false;
        assert!(!machine.group_lives(own));
    }
}
