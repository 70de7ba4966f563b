//! What may be done with a file, and who is at work on it, asked without doing anything to it.

use std::fs::OpenOptions;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;

use rustix::fs::{Access, FlockOperation, OFlags, flock};
use rustix::io::Errno;

use super::Machine;

impl Machine {
    /// True when this account may create files in the folder at `path`.
    ///
    /// The system is asked, so that access lists and read-only disks count, not mode bits alone.
    pub fn is_writable(&self, path: &Path) -> bool {
        rustix::fs::access(self.on_disk(path).as_path(), Access::WRITE_OK | Access::EXEC_OK).is_ok()
    }

    /// True when some process holds a lock (`flock`) on the file at `path`.
    ///
    /// The lock is tried shared and given back at once. Whoever takes such a lock for good tries again when it meets
    /// a look like this one.
    pub fn is_locked(&self, path: &Path) -> bool {
        let flags = (OFlags::NONBLOCK | OFlags::NOFOLLOW).bits().cast_signed();
        let Ok(file) = OpenOptions::new().read(true).custom_flags(flags).open(self.on_disk(path)) else {
            return false;
        };
        flock(&file, FlockOperation::NonBlockingLockShared) == Err(Errno::WOULDBLOCK)
    }
}
