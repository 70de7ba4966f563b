//! `sandbar verify`: whether a project's sandbox works.

use std::io::{self, Write};
use std::path::Path;

use sandbar_engine::engine::Engine;
use sandbar_engine::failure::{Code, Failure};
use sandbar_engine::model::{Check, Verification};
use serde_json::json;

use super::exit::{Exit, print_json};
use super::interrupt::{Interrupts, asked, wait_for};
use super::terminal::out;

/// Verifies, and prints what was seen.
pub(super) fn run(engine: &Engine, directory: &Path, trusted: bool, as_json: bool) -> anyhow::Result<Exit> {
    engine.ask_shell();
    let mut answer = verified(engine, directory, trusted)?;
    if let Err(failure) = &answer
        && failure.code == Code::Untrusted
        && !as_json
        && asked(&format!("{}. Run it?", failure.message))? == Some(true)
    {
        answer = verified(engine, directory, true)?;
    }
    let verification = answer?;
    if as_json {
        print_json(&json!(verification))?;
    } else {
        let mut out = out();
        write_checks(&mut out, &verification.checks)?;
        writeln!(
            out,
            "{}",
            match (verification.ok, verification.checks.len()) {
                (true, _) => "The sandbox works",
                // Without a sandbox there is nothing else to check.
                (false, 1) => "There is nothing to verify yet",
                (false, _) => "The sandbox does not work as it should",
            }
        )?;
    }
    Ok(if verification.ok { Exit::Done } else { Exit::Failed })
}

/// Until it is interrupted: what was started ends with the future.
fn verified(engine: &Engine, directory: &Path, trusted: bool) -> io::Result<Result<Verification, Failure>> {
    wait_for(async {
        let mut interrupts = Interrupts::listen()?;
        tokio::select! {
            answer = engine.verify(directory, trusted) => Ok(answer),
            () = interrupts.next() => Ok(Err(Failure::new(Code::Cancelled, "The verification was stopped"))),
        }
    })?
}

/// The checks, for a person: what holds, what does not and what to do, and what is only told.
pub(super) fn write_checks(out: &mut impl Write, checks: &[Check]) -> io::Result<()> {
    for check in checks {
        let mark = match check.ok {
            Some(true) => "ok",
            Some(false) => "x ",
            None => "- ",
        };
        writeln!(out, "  {mark} {}", check.message)?;
        if let Some(hint) = &check.hint {
            writeln!(out, "       {hint}")?;
        }
    }
    Ok(())
}
