//! Whose files are and who may use them, as it was when the system last told of it. Pure.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::machine::{FileId, Stat};

/// So many files are remembered; of the ones beyond, a change of their permissions is not heard.
const MOST: usize = 1 << 14;

/// Whose a file is, and who may use it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Permissions {
    id: FileId,
    owner: u32,
    mode: u32,
}

impl Permissions {
    pub(super) fn of(stat: &Stat) -> Self {
        Self { id: stat.id, owner: stat.owner, mode: stat.mode }
    }
}

/// Those of the files that were told of.
#[derive(Debug, Default)]
pub(super) struct Remembered(BTreeMap<PathBuf, Permissions>);

impl Remembered {
    /// Whether the file at `path` was another's, or for others, when it was last told of, or else when it was `planned`.
    /// What is told of for the first time may be.
    pub(super) fn is_other(&mut self, path: &Path, now: Permissions, planned: Option<Permissions>) -> bool {
        if let Some(before) = self.0.get_mut(path) {
            return std::mem::replace(before, now) != now;
        }
        if self.0.len() >= MOST {
            // To forget instead would have the same files told of again and again.
            return planned.is_some_and(|planned| planned != now);
        }
        self.0.insert(path.to_path_buf(), now);
        planned != Some(now)
    }

    /// Forgets what is at `path` and below it: another file stands there now.
    pub(super) fn forget(&mut self, path: &Path) {
        let below = self.0.range(path.to_path_buf()..).map(|(known, _)| known);
        let gone: Vec<PathBuf> = below.take_while(|known| known.starts_with(path)).cloned().collect();
        for path in gone {
            self.0.remove(&path);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::machine::Os;
    use crate::made::Made;

    fn permissions(mode: u32) -> Permissions {
        let machine = Made::new().folder("/p").machine(Os::Linux);
        Permissions { mode, ..Permissions::of(&machine.stat(Path::new("/p")).unwrap()) }
    }

    #[test]
    fn what_is_told_twice_is_heard_once() {
        let (mut known, open) = (Remembered::default(), permissions(0o755));
        let closed = Permissions { mode: 0o700, ..open };
        assert!(known.is_other(Path::new("/p/x"), open, None), "nobody knows how it was");
        assert!(!known.is_other(Path::new("/p/x"), open, None));
        assert!(known.is_other(Path::new("/p/x"), closed, None));
        assert!(known.is_other(Path::new("/p/x"), Permissions { owner: open.owner + 1, ..closed }, None));
        assert!(!known.is_other(Path::new("/p"), open, Some(open)));
        assert!(known.is_other(Path::new("/p"), closed, Some(open)));
        known.forget(Path::new("/p"));
        assert!(known.is_other(Path::new("/p/x"), open, None), "another file stands there");
    }

    #[test]
    fn no_more_are_remembered_than_there_is_room_for() {
        let (mut known, open) = (Remembered::default(), permissions(0o755));
        for number in 0..MOST {
            assert!(known.is_other(&PathBuf::from(format!("/p/{number}")), open, None));
        }
        for _ in 0..2 {
            assert!(!known.is_other(Path::new("/p/one/more"), open, None));
            assert!(!known.is_other(Path::new("/p/7"), open, None));
        }
        assert!(known.is_other(Path::new("/p"), open, Some(permissions(0o700))), "what was planned is known by itself");
    }
}
