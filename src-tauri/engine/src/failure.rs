//! An error as the person in front of the screen meets it.
//!
//! The rooms have typed errors of their own; at the rim they become a [`Failure`]: what failed, which path, why, and,
//! apart from that, what to do. A code is stable and exists where somebody branches on it.

use serde::Serialize;
use ts_rs::TS;

use crate::machine::{FileError, MachinePath};
use crate::wish::Wish;

/// The stable codes, one sentence each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Code {
    /// The command line, or a request, was not understood.
    Usage,
    /// No such wish.
    UnknownWish,
    /// The plan says no, and why.
    Refused,
    /// What the plan was made from has changed since.
    Stale,
    /// A file or folder that is needed is not there.
    NotFound,
    /// The system keeps Sandbar out.
    NoPermission,
    /// The disk is full.
    DiskFull,
    /// A file holds something else than it should.
    Malformed,
    /// A program that is needed is not there.
    ToolMissing,
    /// Somebody else is at work on the same thing.
    Busy,
    /// The user cancelled.
    Cancelled,
    /// It took longer than it may.
    Deadline,
    /// A program that was run ended badly.
    ChildFailed,
    /// What was to be a tool has no commands of its own.
    NoCommands,
    /// Afterwards, not everything was as it should be.
    NotVerified,
    /// Running it would execute a program that is not a known interpreter; the user has to say so.
    Untrusted,
    /// Nothing is run on a machine that is only looked at.
    NotLive,
    /// Anything else: a defect in Sandbar.
    Internal,
}

/// An error with its advice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS, thiserror::Error)]
#[error("{message}")]
pub struct Failure {
    /// Which kind it is.
    pub code: Code,
    /// What failed, which path, why. No full stop.
    pub message: String,
    /// The path it is about.
    pub path: Option<MachinePath>,
    /// What to do. No full stop.
    pub hint: Option<String>,
    /// Wishes that lead on from here, best first. Absent where there are none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<Vec<String>>>")]
    pub better: Vec<Vec<String>>,
}

impl Failure {
    /// A failure without path or hint.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), path: None, hint: None, better: Vec::new() }
    }

    /// The same, about a path.
    #[must_use]
    pub fn at(mut self, path: impl Into<MachinePath>) -> Self {
        self.path = Some(path.into());
        self
    }

    /// The same, with advice.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// The same, with a wish that leads on.
    #[must_use]
    pub fn better(mut self, wish: &Wish) -> Self {
        self.better.push(wish.words());
        self
    }
}

impl From<FileError> for Failure {
    fn from(error: FileError) -> Self {
        let code = match &error {
            _ if error.is_absent() => Code::NotFound,
            _ if error.is_denied() => Code::NoPermission,
            FileError::Io { .. } => Code::Internal,
            _ => Code::Malformed,
        };
        Self::new(code, error.to_string()).at(error.path())
    }
}
