//! `sandbar diagnose`: a report to paste for a teacher or into an issue.

use std::io::Write as _;

use sandbar_engine::diagnosis;
use sandbar_engine::engine::Engine;

use super::exit::{Exit, print_json};
use super::terminal::out;

/// Looks, and prints the report.
pub(super) fn run(engine: &Engine, as_json: bool) -> anyhow::Result<Exit> {
    engine.ask_shell();
    let snapshot = engine.look();
    if as_json {
        print_json(&diagnosis::redacted(engine.machine(), &snapshot))?;
    } else {
        write!(out(), "{}", engine.diagnosis())?;
    }
    Ok(Exit::Done)
}
