//! What a program of a step says: which of it is shown, how far it is, and, when it ends badly, why.
//!
//! Each kind of program has a room that knows what its lines mean; a program that nobody knows is judged by its last
//! line. What the lines themselves look like is [`crate::tool`]'s to know.

mod brew;
mod pip;
mod pipx;
mod uv;

use std::path::Path;

use rustix::process::Signal;

use crate::failure::{Code, Failure};
use crate::machine::Machine;
use crate::model::Progress;
use crate::plan::How;
use crate::run::Ending;
use crate::tool::pip::cause::Cause;
use crate::tool::pip::progress::Reader;

/// A disk with less room than this is one on which a file did not fit.
const FULL: u64 = 1 << 20;

/// The signal that nothing can catch; what has no memory left is ended by it.
const KILL: i32 = Signal::KILL.as_raw();

/// The lines that are kept to find out why a program ended badly.
const LINES_KEPT: usize = 400;

/// One program, listened to.
pub(super) struct Heard {
    how: How,
    pip: Reader,
    lines: Vec<String>,
}

impl Heard {
    pub(super) fn of(how: How) -> Self {
        Self { how, pip: Reader::default(), lines: Vec::new() }
    }

    /// Takes a line; what it tells about how far the program is.
    pub(super) fn line(&mut self, line: &str) -> Option<Progress> {
        if !line.trim().is_empty() && self.is_shown(line) {
            self.lines.push(line.to_owned());
            self.lines.drain(..self.lines.len().saturating_sub(LINES_KEPT));
        }
        match self.how {
            How::Pip => self.pip.line(line).and_then(pip::told),
            How::Uv => uv::told(line),
            How::Pipx => pipx::told(line),
            How::Brew => brew::told(line),
            How::Plain | How::Launch => None,
        }
    }

    /// Whether a person wants to see the line among a job's output.
    pub(super) fn is_shown(&self, line: &str) -> bool {
        // What pip counts is a bar.
        !(self.how == How::Pip && line.starts_with("Progress "))
    }

    /// Whether a program that ended with `code` has answered "no", and would say so again.
    pub(super) fn is_an_answer(&self, code: i32, argv: &[String]) -> bool {
        self.cause(code, argv).is_some_and(|cause| {
            matches!(
                cause,
                Cause::Conflict { .. }
                    | Cause::OtherPython { .. }
                    | Cause::NoPackage { .. }
                    | Cause::NoVersion { .. }
                    | Cause::NoWheel { .. }
            )
        })
    }

    /// Why a look that went well was none all the same.
    pub(super) fn saw_nothing(&self, out: &str) -> Option<Failure> {
        (self.how == How::Pip && pip::saw_no_index(&self.lines, out)).then(|| Cause::NoNetwork.into())
    }

    /// The last lines of both outputs.
    pub(super) fn into_lines(self) -> Vec<String> {
        self.lines
    }

    /// What to say of a program of a known kind that ended with `code`.
    fn reason(&self, machine: &Machine, code: i32, argv: &[String]) -> Option<Failure> {
        match self.how {
            How::Pipx => pipx::failure(machine, code, &self.lines, argv),
            How::Brew => Some(brew::failure(&self.lines)),
            How::Plain | How::Launch | How::Pip | How::Uv => self.cause(code, argv).map(Failure::from),
        }
    }

    /// Why a program that packages come from ended with `code`.
    fn cause(&self, code: i32, argv: &[String]) -> Option<Cause> {
        match self.how {
            How::Pip => pip::cause(code, &self.lines, argv),
            How::Uv => uv::cause(code, &self.lines),
            How::Plain | How::Launch | How::Pipx | How::Brew => None,
        }
    }

    /// What to say of a step that ended badly. Its last line is the best reason there is where nobody knows the
    /// program; two of the system's own reasons are told apart, for they say what to do.
    pub(super) fn failure(&self, machine: &Machine, place: &Path, argv: &[String], ending: &Ending) -> Failure {
        let last = self.lines.last();
        let program = argv.first().map(String::as_str).unwrap_or_default();
        let said = last.map(|line| format!(": {}", line.trim())).unwrap_or_default();
        let message = format!("`{program}` {ending}{said}");
        // The system's words for EACCES; programs are started so that they say them in English.
        let denied = last.is_some_and(|line| line.contains("Permission denied"));
        let reason = match ending {
            Ending::Exited(code) => self.reason(machine, *code, argv),
            _ => None,
        };
        match (ending, reason) {
            (Ending::Cancelled, _) => {
                Failure::new(Code::Cancelled, "It was stopped, and everything is as it was before")
            }
            (Ending::Deadline(_), _) => Failure::new(Code::Deadline, message),
            (Ending::NotFound, _) => Failure::new(Code::ToolMissing, message),
            (Ending::NotLive, _) => Failure::new(Code::NotLive, message),
            // venv swallows what pip says of a full disk, so the disk is asked.
            _ if machine.room(place).is_some_and(|room| room < FULL) => {
                let message = format!("The disk that `{}` is on is full", machine.tilde(place));
                Failure::new(Code::DiskFull, message).at(place).hint("Free some space on that disk, then try again")
            }
            (_, Some(failure)) => failure,
            (Ending::Signalled(KILL), _) => Failure::new(Code::ChildFailed, message).hint(
                "Close other programs, then try again: a computer that runs out of memory ends programs like this",
            ),
            _ if denied => Failure::new(Code::NoPermission, message).hint("Choose a folder that belongs to you"),
            _ => Failure::new(Code::ChildFailed, message),
        }
    }
}
