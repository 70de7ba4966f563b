//! What a program of a step says: which of it is shown, how far it is, and, when it ends badly, why.

use std::path::Path;

use crate::failure::{Code, Failure};
use crate::machine::Machine;
use crate::model::Progress;
use crate::plan::How;
use crate::run::{Ending, Stream};

/// A disk with less room than this is one on which a file did not fit.
const FULL: u64 = 1 << 20;

/// As much as is read of what a program answers.
const LONGEST_ANSWER: usize = 32 << 20;

/// The lines that are kept to find out why a program ended badly.
const LINES_KEPT: usize = 400;

/// One program, listened to.
pub(super) struct Heard {
    how: How,
    lines: Vec<String>,
    answer: Vec<u8>,
}

impl Heard {
    pub(super) fn of(how: How) -> Self {
        Self { how, lines: Vec::new(), answer: Vec::new() }
    }

    /// Takes a line; what it tells about how far the program is.
    pub(super) fn line(&mut self, stream: Stream, line: &str) -> Option<Progress> {
        if stream == Stream::Out && self.answer.len() + line.len() < LONGEST_ANSWER {
            self.answer.extend_from_slice(line.as_bytes());
            self.answer.push(b'\n');
        }
        if !line.trim().is_empty() {
            self.lines.push(line.to_owned());
            self.lines.drain(..self.lines.len().saturating_sub(LINES_KEPT));
        }
        None
    }

    /// Whether a person wants to see the line among a job's output.
    pub(super) fn is_shown(&self, stream: Stream, line: &str) -> bool {
        // What pip counts is a bar, and its report an answer.
        let is_pips = self.how == How::Pip && stream == Stream::Out;
        !(is_pips && (line.starts_with("Progress ") || line.starts_with('{')))
    }

    pub(super) fn into_answer(self) -> Vec<u8> {
        self.answer
    }

    /// What to say of a step that ended badly. Its last line is the best reason there is; two of the system's own
    /// reasons are told apart, for they say what to do.
    pub(super) fn failure(&self, machine: &Machine, place: &Path, argv: &[String], ending: &Ending) -> Failure {
        let last = self.lines.last();
        let program = argv.first().map(String::as_str).unwrap_or_default();
        let said = last.map(|line| format!(": {}", line.trim())).unwrap_or_default();
        let message = format!("`{program}` {ending}{said}");
        // The system's words for EACCES; programs are started so that they say them in English.
        let denied = last.is_some_and(|line| line.contains("Permission denied"));
        match ending {
            Ending::Cancelled => Failure::new(Code::Cancelled, "It was stopped, and everything is as it was before"),
            Ending::Deadline(_) => Failure::new(Code::Deadline, message),
            Ending::NotFound => Failure::new(Code::ToolMissing, message),
            Ending::NotLive => Failure::new(Code::NotLive, message),
            // venv swallows what pip says of a full disk, so the disk is asked.
            _ if machine.room(place).is_some_and(|room| room < FULL) => {
                let message = format!("The disk that `{}` is on is full", machine.tilde(place));
                Failure::new(Code::DiskFull, message).at(place).hint("Free some space on that disk, then try again")
            }
            _ if denied => Failure::new(Code::NoPermission, message).hint("Choose a folder that belongs to you"),
            _ => Failure::new(Code::ChildFailed, message),
        }
    }
}
