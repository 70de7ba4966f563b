//! What an event of the system is worth: a hint, or nothing.
//!
//! Reading is no change: without this, our own look would wake us again. Nor is what Python compiles for itself.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt as _;
use std::path::{Path, PathBuf};
use std::time::Instant;

use notify::event::{EventKind, MetadataKind, ModifyKind, RenameMode};

/// Something that was heard, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Heard {
    pub(super) at: Instant,
    pub(super) news: News,
}

/// What was heard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum News {
    /// Of a file or folder.
    Of(PathBuf, Change),
    /// Events were lost.
    Lost,
    /// Somebody else has looked.
    Nudge,
    /// Nobody listens any more.
    End,
}

/// What happened to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Change {
    /// Its content.
    Content,
    /// It came, went, or is another one by that name.
    Name,
    /// Its owner, its permissions, or its times: neither system says which.
    Metadata,
}

/// What `event` tells; nothing when it tells of no change.
pub(super) fn news(event: notify::Result<notify::Event>) -> Vec<News> {
    let Ok(event) = event else { return vec![News::Lost] };
    if event.need_rescan() {
        return vec![News::Lost];
    }
    let change = match event.kind {
        // Of a renaming each half is told by itself, too.
        // The others are the Finder's colours, what a download is marked with, and times that are named as such.
        EventKind::Access(_)
        | EventKind::Modify(
            ModifyKind::Name(RenameMode::Both)
            | ModifyKind::Metadata(
                MetadataKind::AccessTime | MetadataKind::WriteTime | MetadataKind::Extended | MetadataKind::Other,
            ),
        ) => return Vec::new(),
        EventKind::Modify(ModifyKind::Metadata(_)) => Change::Metadata,
        EventKind::Modify(ModifyKind::Name(_)) | EventKind::Create(_) | EventKind::Remove(_) => Change::Name,
        EventKind::Any | EventKind::Other | EventKind::Modify(_) => Change::Content,
    };
    let paths = event.paths.into_iter().filter(|path| !is_byte_code(path));
    paths.map(|path| News::Of(path, change)).collect()
}

/// `__pycache__`, and what lies in it. Python writes `x.cpython-313.pyc.140312` first and renames it.
fn is_byte_code(path: &Path) -> bool {
    let is_cache = |name: &OsStr| name == "__pycache__";
    let is_compiled = |name: &OsStr| name.as_bytes().windows(4).any(|part| part == b".pyc");
    path.iter().any(is_cache) || path.file_name().is_some_and(is_compiled)
}

#[cfg(test)]
mod tests {
    use notify::Event;
    use notify::event::{AccessKind, AccessMode, CreateKind, DataChange, Flag, RemoveKind};

    use super::*;

    fn told(kind: EventKind, path: &str) -> Vec<News> {
        news(Ok(Event::new(kind).add_path(path.into())))
    }

    fn of(path: &str, change: Change) -> Vec<News> {
        vec![News::Of(path.into(), change)]
    }

    #[test]
    fn reading_is_no_change() {
        assert_eq!(told(EventKind::Access(AccessKind::Open(AccessMode::Any)), "/p/x"), []);
        assert_eq!(told(EventKind::Access(AccessKind::Close(AccessMode::Write)), "/p/x"), []);
        let written = EventKind::Modify(ModifyKind::Data(DataChange::Any));
        assert_eq!(told(written, "/p/x"), of("/p/x", Change::Content));
        assert_eq!(told(EventKind::Create(CreateKind::Any), "/p/x"), of("/p/x", Change::Name));
        assert_eq!(told(EventKind::Remove(RemoveKind::Folder), "/p/x"), of("/p/x", Change::Name));
        let renamed = |mode| EventKind::Modify(ModifyKind::Name(mode));
        assert_eq!(told(renamed(RenameMode::From), "/p/x"), of("/p/x", Change::Name));
        assert_eq!(told(renamed(RenameMode::Both), "/p/x"), []);
        let touched = |kind| EventKind::Modify(ModifyKind::Metadata(kind));
        for kind in [MetadataKind::Any, MetadataKind::Permissions, MetadataKind::Ownership] {
            assert_eq!(told(touched(kind), "/p/x"), of("/p/x", Change::Metadata));
        }
        for kind in [MetadataKind::AccessTime, MetadataKind::Extended, MetadataKind::Other] {
            assert_eq!(told(touched(kind), "/p/x"), []);
        }
    }

    #[test]
    fn what_python_compiles_is_no_change() {
        for path in ["/p/__pycache__", "/p/__pycache__/x", "/p/x.pyc", "/p/x.cpython-313.pyc.140312"] {
            assert_eq!(told(EventKind::Create(CreateKind::Any), path), [], "{path}");
        }
        assert_eq!(told(EventKind::Any, "/p/x.py").len(), 1);
    }

    #[test]
    fn lost_events_are_told_as_such() {
        assert_eq!(news(Ok(Event::new(EventKind::Other).set_flag(Flag::Rescan))), [News::Lost]);
        assert_eq!(news(Err(notify::Error::generic("x"))), [News::Lost]);
    }
}
