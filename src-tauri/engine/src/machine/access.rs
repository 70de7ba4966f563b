//! What this account may do with a place, asked without doing it.

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
}
