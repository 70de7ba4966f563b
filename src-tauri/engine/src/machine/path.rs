//! A path as the machine in question writes it, on its way to JSON.

use std::fmt;
use std::ops::Deref;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use ts_rs::TS;

use crate::plain::plain;

/// A path of the machine that is looked at, never `ROOT/...`.
///
/// Names on a Unix disk are bytes. In JSON they become text, a byte that is not UTF-8 becoming U+FFFD; so a path that
/// came back from JSON is looked up among the known ones ([`MachinePath::shows_as`]) before it is used.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, TS)]
#[ts(as = "String")]
pub struct MachinePath(PathBuf);

impl MachinePath {
    /// Wraps a path.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self(path.into())
    }

    /// The path itself.
    pub fn as_path(&self) -> &Path {
        &self.0
    }

    /// True when `text` is what JSON shows of this path.
    pub fn shows_as(&self, text: &str) -> bool {
        self.0.to_string_lossy() == text
    }
}

impl Deref for MachinePath {
    type Target = Path;

    fn deref(&self) -> &Path {
        &self.0
    }
}

impl AsRef<Path> for MachinePath {
    fn as_ref(&self) -> &Path {
        &self.0
    }
}

impl From<PathBuf> for MachinePath {
    fn from(path: PathBuf) -> Self {
        Self(path)
    }
}

impl From<&Path> for MachinePath {
    fn from(path: &Path) -> Self {
        Self(path.to_path_buf())
    }
}

impl fmt::Debug for MachinePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// For sentences: one line, whatever the name.
impl fmt::Display for MachinePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        shown(&self.0).fmt(f)
    }
}

/// `path` as a sentence can hold it.
pub(crate) fn shown(path: &Path) -> String {
    plain(&path.to_string_lossy())
}

/// `path` with the home folder written as `~`, for sentences and reports; plain, whatever is in it.
pub(crate) fn tilde(home: &Path, path: &Path) -> String {
    match path.strip_prefix(home) {
        Ok(rest) if rest.as_os_str().is_empty() => "~".to_owned(),
        Ok(rest) if home != Path::new("/") => format!("~/{}", shown(rest)),
        _ => shown(path),
    }
}

impl Serialize for MachinePath {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0.to_string_lossy())
    }
}

impl<'de> Deserialize<'de> for MachinePath {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self(PathBuf::from(String::deserialize(deserializer)?)))
    }
}
