//! Every way a program can end, each with the rest of a sentence that begins with its name.

use std::io;
use std::os::unix::process::ExitStatusExt as _;
use std::process::ExitStatus;
use std::time::Duration;

use rustix::io::Errno;
use rustix::process::Signal;

/// Every way a call can end.
#[derive(Debug, thiserror::Error)]
pub enum Ending {
    /// By itself, with this code.
    #[error("ended with code {0}")]
    Exited(i32),
    /// By a signal that Sandbar did not send.
    #[error("{} (signal {signal})", if is_crash(*.0) { "crashed" } else { "was ended from outside" }, signal = .0)]
    Signalled(i32),
    /// By the user, through Sandbar.
    #[error("was stopped")]
    Cancelled,
    /// By Sandbar, because it took too long.
    #[error("was stopped because it took longer than {}", spoken(*.0))]
    Deadline(Duration),
    /// It never began: the program, or the one its first line names, is not there.
    #[error("could not be started: it is not there")]
    NotFound,
    /// It never began: it may not be executed.
    #[error("could not be started: this account may not run it")]
    NoPermission,
    /// It never began: it is no program, or one for another processor.
    #[error("could not be started: it is not a program for this computer")]
    BadFormat,
    /// It never began, because nothing is run on a machine that is only looked at.
    #[error("was not started: nothing is run on a machine that is only looked at")]
    NotLive,
    /// The system failed in between.
    #[error("could not be followed: {0}")]
    Io(io::Error),
}

/// Whether a signal is one that the system sends to a program for what that has done itself.
fn is_crash(signal: i32) -> bool {
    let crashes = [Signal::SEGV, Signal::BUS, Signal::ILL, Signal::FPE, Signal::ABORT, Signal::TRAP, Signal::SYS];
    crashes.iter().any(|crash| crash.as_raw() == signal)
}

fn spoken(deadline: Duration) -> String {
    const HOUR: u64 = 60 * 60;
    match deadline.as_secs() {
        HOUR => "1 hour".to_owned(),
        seconds if seconds > HOUR => format!("{} hours", seconds / HOUR),
        seconds => format!("{seconds} seconds"),
    }
}

impl Ending {
    /// True when the program says that all went well. What really happened is for verification to see.
    pub fn is_success(&self) -> bool {
        matches!(self, Self::Exited(0))
    }

    pub(super) fn of(status: ExitStatus) -> Self {
        match (status.code(), status.signal()) {
            (Some(code), _) => Self::Exited(code),
            (None, Some(signal)) => Self::Signalled(signal),
            (None, None) => Self::Io(io::Error::other("it ended without a code")),
        }
    }

    /// Why a program could not be started.
    pub(super) fn never_began(error: io::Error) -> Self {
        // Darwin's number for "Bad CPU type in executable"; Linux never says its own 86 to this question.
        const EBADARCH: i32 = 86;
        match (error.kind(), error.raw_os_error()) {
            (io::ErrorKind::NotFound, _) => Self::NotFound,
            (io::ErrorKind::PermissionDenied, _) => Self::NoPermission,
            (_, Some(number)) if number == EBADARCH || number == Errno::NOEXEC.raw_os_error() => Self::BadFormat,
            _ => Self::Io(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_ending_is_said_in_words() {
        let said = |ending: Ending| format!("pip {ending}");
        assert_eq!(said(Ending::Exited(2)), "pip ended with code 2");
        assert_eq!(said(Ending::Signalled(9)), "pip was ended from outside (signal 9)");
        assert_eq!(said(Ending::Signalled(11)), "pip crashed (signal 11)");
        let took = |seconds| said(Ending::Deadline(Duration::from_secs(seconds)));
        assert_eq!(took(30), "pip was stopped because it took longer than 30 seconds");
        assert_eq!(took(3600), "pip was stopped because it took longer than 1 hour");
        assert_eq!(took(3 * 3600), "pip was stopped because it took longer than 3 hours");
    }
}
