//! Reading files without being fooled by them: bounded, never blocking on a FIFO, never leaving the machine's root.

use std::ffi::OsString;
use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Read as _};
use std::os::unix::fs::{FileTypeExt as _, MetadataExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};

use thiserror::Error;

use super::path::shown;
use super::{Machine, Os, counted, resolve};

/// The system that this program was built for.
pub(super) const THIS_OS: Os = if cfg!(target_os = "macos") { Os::Macos } else { Os::Linux };

/// What a name in a folder is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// An ordinary file.
    File,
    /// A folder.
    Folder,
    /// A symbolic link, whatever it leads to.
    Link,
    /// A FIFO, a socket or a device: never opened.
    Other,
}

/// A file's identity, whatever names lead to it: device and inode.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId {
    /// The device's number.
    pub device: u64,
    /// The inode's number on it.
    pub inode: u64,
}

/// What `stat` or `lstat` says, as far as anybody here needs it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stat {
    /// What it is.
    pub kind: Kind,
    /// Which file it is.
    pub id: FileId,
    /// Its length in bytes.
    pub size: u64,
    /// Its owner's number; 0 is root.
    pub owner: u32,
    /// Permission bits.
    pub mode: u32,
    /// Last change of its content, in nanoseconds since 1970.
    pub modified: i128,
}

/// One name in a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The name alone.
    pub name: OsString,
    /// What stands there, links not followed.
    pub kind: Kind,
}

/// Why a file could not be read.
#[derive(Debug, Error)]
pub enum FileError {
    /// The system refused.
    #[error("Could not read `{}`: {}", shown(path), reason(source))]
    Io {
        /// The machine's path.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Larger than anything that belongs there.
    #[error("Could not read `{}`: the file is larger than {limit} bytes", shown(path))]
    TooLarge {
        /// The machine's path.
        path: PathBuf,
        /// The limit, in bytes.
        limit: u64,
    },
    /// A folder, a FIFO, a socket or a device where a file is expected.
    #[error("Could not read `{}`: it is not a file", shown(path))]
    NotAFile {
        /// The machine's path.
        path: PathBuf,
    },
    /// Not UTF-8 where text is expected.
    #[error("Could not read `{}`: the file is not UTF-8 text", shown(path))]
    NotText {
        /// The machine's path.
        path: PathBuf,
    },
}

impl FileError {
    /// The path that could not be read.
    pub fn path(&self) -> &Path {
        match self {
            Self::Io { path, .. } | Self::TooLarge { path, .. } | Self::NotAFile { path } | Self::NotText { path } => {
                path
            }
        }
    }

    /// True when there is nothing at that path.
    pub fn is_absent(&self) -> bool {
        matches!(self, Self::Io { source, .. }
            if matches!(source.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory))
    }

    /// True when the system keeps us out: mode bits, or macOS's privacy settings (`EPERM`).
    pub fn is_denied(&self) -> bool {
        matches!(self, Self::Io { source, .. } if source.kind() == io::ErrorKind::PermissionDenied)
    }
}

/// What went wrong, in words that a person knows.
fn reason(error: &io::Error) -> String {
    if error.raw_os_error() == Some(rustix::io::Errno::LOOP.raw_os_error()) {
        return "its links lead in a circle".to_owned();
    }
    match error.kind() {
        io::ErrorKind::NotFound => "there is nothing at that path".to_owned(),
        io::ErrorKind::PermissionDenied => "this account has no permission".to_owned(),
        io::ErrorKind::NotADirectory => "a part of the path is not a folder".to_owned(),
        io::ErrorKind::StorageFull => "the disk is full".to_owned(),
        _ => error.to_string(),
    }
}

impl Machine {
    /// The canonical path of `path`: every link followed, `..` resolved.
    ///
    /// # Errors
    /// When nothing is there, a link is broken or goes in a circle, or a folder on the way can't be entered.
    pub fn resolve(&self, path: &Path) -> Result<PathBuf, FileError> {
        let found = if self.is_rooted() { resolve::within(&self.root, path, true) } else { canonicalize_raw(path) };
        found.map_err(|source| self.io_error(path, source))
    }

    /// What stands at `path` itself: a link is a link. `None` when nothing can be seen there.
    pub fn lstat(&self, path: &Path) -> Option<Stat> {
        let real = self.real(path, false).ok()?;
        lstat_raw(&real).ok().map(|metadata| stat_of(&metadata))
    }

    /// What `path` leads to, links followed. `None` when nothing can be seen there.
    pub fn stat(&self, path: &Path) -> Option<Stat> {
        let real = self.real(path, true).ok()?;
        stat_raw(&real).ok().map(|metadata| stat_of(&metadata))
    }

    /// True when `path` leads to an ordinary file.
    pub fn is_file(&self, path: &Path) -> bool {
        self.stat(path).is_some_and(|stat| stat.kind == Kind::File)
    }

    /// True when `path` leads to a folder.
    pub fn is_folder(&self, path: &Path) -> bool {
        self.stat(path).is_some_and(|stat| stat.kind == Kind::Folder)
    }

    /// True when `path` leads to an ordinary file that somebody may execute.
    pub fn is_executable(&self, path: &Path) -> bool {
        self.stat(path).is_some_and(|stat| stat.kind == Kind::File && stat.mode & 0o111 != 0)
    }

    /// Where the link at `path` points, as it is written there but for the tree's own root; `None` if it is no link.
    pub fn link(&self, path: &Path) -> Option<PathBuf> {
        let real = self.real(path, false).ok()?;
        let target = read_link_raw(&real).ok()?;
        Some(if self.is_rooted() { resolve::unrooted(&self.root, &target) } else { target })
    }

    /// The names in the folder `path`, sorted.
    ///
    /// # Errors
    /// When it is not a folder, or can't be listed.
    pub fn list(&self, path: &Path) -> Result<Vec<Entry>, FileError> {
        let entries = self.real(path, true).and_then(|real| list_raw(&real));
        entries.map_err(|source| self.io_error(path, source))
    }

    /// The content of the file at `path`, links followed, if it is no longer than `limit` bytes.
    ///
    /// # Errors
    /// When it is absent, unreadable, not an ordinary file, or longer than `limit`.
    pub fn read(&self, path: &Path, limit: u64) -> Result<Vec<u8>, FileError> {
        let io = |source| self.io_error(path, source);
        let real = self.real(path, true).map_err(io)?;
        if !stat_raw(&real).map_err(io)?.is_file() {
            return Err(FileError::NotAFile { path: path.to_path_buf() });
        }
        let (metadata, content) = read_raw(&real, limit).map_err(io)?;
        if !metadata.is_file() {
            return Err(FileError::NotAFile { path: path.to_path_buf() });
        }
        match u64::try_from(content.len()) {
            Ok(length) if length <= limit => Ok(content),
            _ => Err(FileError::TooLarge { path: path.to_path_buf(), limit }),
        }
    }

    /// The file at `path`, links followed, for what is too large to be held and is read here and there.
    ///
    /// # Errors
    /// When it is absent, unreadable or not an ordinary file.
    pub fn open(&self, path: &Path) -> Result<File, FileError> {
        let io = |source| self.io_error(path, source);
        let file = open_raw(&self.real(path, true).map_err(io)?).map_err(io)?;
        if file.metadata().map_err(io)?.is_file() {
            Ok(file)
        } else {
            Err(FileError::NotAFile { path: path.to_path_buf() })
        }
    }

    /// The first `length` bytes of the file at `path`, or all of it if it is shorter.
    ///
    /// # Errors
    /// When it is absent, unreadable or not an ordinary file.
    pub fn read_head(&self, path: &Path, length: u64) -> Result<Vec<u8>, FileError> {
        let io = |source| self.io_error(path, source);
        let real = self.real(path, true).map_err(io)?;
        if !stat_raw(&real).map_err(io)?.is_file() {
            return Err(FileError::NotAFile { path: path.to_path_buf() });
        }
        let (_, mut content) = read_raw(&real, length).map_err(io)?;
        content.truncate(usize::try_from(length).unwrap_or(usize::MAX));
        Ok(content)
    }

    /// As [`Machine::read`], as UTF-8 text.
    ///
    /// # Errors
    /// As [`Machine::read`], and when it is not UTF-8.
    pub fn read_text(&self, path: &Path, limit: u64) -> Result<String, FileError> {
        String::from_utf8(self.read(path, limit)?).map_err(|_| FileError::NotText { path: path.to_path_buf() })
    }

    /// Where `path` lies on the disk that is really here, for what has to be given to the kernel: a watch, a program.
    pub fn on_disk(&self, path: &Path) -> PathBuf {
        if self.is_rooted() { resolve::under(&self.root, path) } else { path.to_path_buf() }
    }

    /// True when this is a tree under a root of its own, not `/`.
    pub fn is_rooted(&self) -> bool {
        self.root != Path::new("/")
    }

    pub(super) fn real(&self, path: &Path, last: bool) -> io::Result<PathBuf> {
        if self.is_rooted() {
            Ok(resolve::under(&self.root, &resolve::within(&self.root, path, last)?))
        } else {
            Ok(path.to_path_buf())
        }
    }

    #[expect(clippy::unused_self, reason = "reads as what it is: this machine's error")]
    fn io_error(&self, path: &Path, source: io::Error) -> FileError {
        FileError::Io { path: path.to_path_buf(), source }
    }
}

pub(super) fn real_root(root: &Path) -> Result<PathBuf, FileError> {
    let real = canonicalize_raw(root).map_err(|source| FileError::Io { path: root.to_path_buf(), source })?;
    if stat_raw(&real).is_ok_and(|metadata| metadata.is_dir()) {
        Ok(real)
    } else {
        Err(FileError::Io { path: root.to_path_buf(), source: io::Error::from(io::ErrorKind::NotADirectory) })
    }
}

fn stat_of(metadata: &Metadata) -> Stat {
    Stat {
        kind: kind_of(metadata.file_type()),
        id: FileId { device: metadata.dev(), inode: metadata.ino() },
        size: metadata.size(),
        owner: metadata.uid(),
        mode: metadata.mode() & 0o7777,
        modified: i128::from(metadata.mtime()) * 1_000_000_000 + i128::from(metadata.mtime_nsec()),
    }
}

fn kind_of(kind: fs::FileType) -> Kind {
    if kind.is_symlink() {
        Kind::Link
    } else if kind.is_dir() {
        Kind::Folder
    } else if kind.is_fifo() || kind.is_socket() || kind.is_block_device() || kind.is_char_device() {
        Kind::Other
    } else {
        Kind::File
    }
}

#[expect(clippy::disallowed_methods, reason = "the one place that looks at files")]
pub(super) fn lstat_raw(real: &Path) -> io::Result<Metadata> {
    counted::one();
    fs::symlink_metadata(real)
}

#[expect(clippy::disallowed_methods, reason = "the one place that looks at files")]
fn stat_raw(real: &Path) -> io::Result<Metadata> {
    counted::one();
    fs::metadata(real)
}

#[expect(clippy::disallowed_methods, reason = "the one place that looks at files")]
pub(super) fn read_link_raw(real: &Path) -> io::Result<PathBuf> {
    counted::one();
    fs::read_link(real)
}

#[expect(clippy::disallowed_methods, reason = "the one place that looks at files")]
fn canonicalize_raw(real: &Path) -> io::Result<PathBuf> {
    counted::one();
    fs::canonicalize(real)
}

#[expect(clippy::disallowed_methods, reason = "the one place that looks at files")]
fn list_raw(real: &Path) -> io::Result<Vec<Entry>> {
    counted::one();
    let mut entries = Vec::new();
    for entry in fs::read_dir(real)? {
        let entry = entry?;
        entries.push(Entry { name: entry.file_name(), kind: kind_of(entry.file_type()?) });
    }
    entries.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(entries)
}

/// Opens a file to read. `O_NONBLOCK`: whoever swaps it for a FIFO between the look and the opening does not stop us.
pub(super) fn open_raw(real: &Path) -> io::Result<File> {
    counted::one();
    let flags = rustix::fs::OFlags::NONBLOCK.bits().cast_signed();
    OpenOptions::new().read(true).custom_flags(flags).open(real)
}

/// At most `limit + 1` bytes, so that the caller can tell "just as long" from "longer".
pub(super) fn read_raw(real: &Path, limit: u64) -> io::Result<(Metadata, Vec<u8>)> {
    let file = open_raw(real)?;
    let metadata = file.metadata()?;
    let mut content = Vec::new();
    if metadata.is_file() {
        // Room for all of it and one byte more: two reads for a file of any size instead of one per doubling.
        let room = metadata.len().min(limit).saturating_add(1);
        content.reserve_exact(usize::try_from(room).unwrap_or_default());
        file.take(limit.saturating_add(1)).read_to_end(&mut content)?;
    }
    Ok((metadata, content))
}
