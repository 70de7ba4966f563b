//! What this account may do with a place, and how much room there is, asked without doing anything.

use std::path::Path;

use rustix::fs::Access;

use super::Machine;

impl Machine {
    /// True when this account may create files in the folder at `path`.
    ///
    /// The system is asked, so that access lists and read-only disks count, not mode bits alone.
    pub fn is_writable(&self, path: &Path) -> bool {
        self.real(path, true)
            .is_ok_and(|real| rustix::fs::access(real.as_path(), Access::WRITE_OK | Access::EXEC_OK).is_ok())
    }

    /// How many bytes this account may still write on the disk that `path` is on; `None` where nobody can tell.
    ///
    /// A disk that has no room for another file's name is full, however many bytes are free.
    pub fn room(&self, path: &Path) -> Option<u64> {
        let disk = rustix::fs::statvfs(&self.real(path, true).ok()?).ok()?;
        if disk.f_files > 0 && disk.f_favail == 0 {
            return Some(0);
        }
        Some(disk.f_bavail.saturating_mul(disk.f_frsize))
    }
}
