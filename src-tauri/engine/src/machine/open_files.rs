//! How many files this process may have open.

use rustix::process::{Resource, getrlimit, setrlimit};

use super::{Machine, Os};

/// More than the watches of twelve trees ever need; macOS refuses to go beyond it (`OPEN_MAX`).
const ENOUGH: u64 = 10_240;

impl Machine {
    /// Allows this process more open files, where the system gives an app too few to watch with: macOS starts apps with
    /// 256, and FSEvents opens every folder on the way to what is watched.
    pub fn raise_open_files(&self) {
        if self.os != Os::Macos || !self.live {
            return;
        }
        let mut limit = getrlimit(Resource::Nofile);
        let most = limit.maximum.map_or(ENOUGH, |hard| hard.min(ENOUGH));
        if limit.current.is_some_and(|soft| soft < most) {
            limit.current = Some(most);
            // What was not granted is not there: then fewer trees are watched.
            let _ = setrlimit(Resource::Nofile, limit);
        }
    }
}
