//! Exit codes, and how a failure is printed.

use std::io::{self, Write as _};
use std::process::ExitCode;

use sandbar_engine::failure::{Code, Failure};
use sandbar_engine::model::SCHEMA;
use serde_json::json;

use super::terminal::err;

/// What the program ends with; the numbers are the contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Exit {
    /// Done.
    Done,
    /// Failed, or a verification that does not hold.
    Failed,
    /// Wrong usage, or an unknown wish.
    Usage,
    /// The plan says no.
    Refused,
    /// The user stopped it.
    Cancelled,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Done => 0,
            Exit::Failed => 1,
            Exit::Usage => 2,
            Exit::Refused => 3,
            Exit::Cancelled => 130,
        })
    }
}

impl From<Code> for Exit {
    fn from(code: Code) -> Self {
        match code {
            Code::Usage | Code::UnknownWish => Self::Usage,
            Code::Refused => Self::Refused,
            Code::Cancelled => Self::Cancelled,
            _ => Self::Failed,
        }
    }
}

/// Prints a failure: as JSON on standard output, as text on standard error.
pub(super) fn print_failure(failure: &Failure, as_json: bool) -> io::Result<Exit> {
    if as_json {
        let error = json!({
            "code": failure.code,
            "message": failure.message,
            "path": failure.path,
            "hint": failure.hint.as_deref().unwrap_or_default(),
        });
        print_json(&json!({ "schema": SCHEMA, "error": error }))?;
    } else {
        let mut err = err();
        writeln!(err, "{}", failure.message)?;
        if let Some(hint) = &failure.hint {
            writeln!(err, "{hint}")?;
        }
    }
    Ok(failure.code.into())
}

/// Prints one JSON document.
pub(super) fn print_json(value: &serde_json::Value) -> io::Result<()> {
    let mut out = io::stdout().lock();
    serde_json::to_writer_pretty(&mut out, value)?;
    writeln!(out)
}
