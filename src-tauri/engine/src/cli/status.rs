//! `sandbar status`: the snapshot, for a person or as JSON.

use std::io::Write as _;

use sandbar_engine::diagnosis;
use sandbar_engine::engine::Engine;

use super::exit::{Exit, print_json};
use super::terminal::out;

/// Looks, and prints what was seen.
pub(super) fn run(engine: &Engine, as_json: bool) -> anyhow::Result<Exit> {
    engine.ask_shell();
    let snapshot = engine.look();
    if as_json {
        print_json(&serde_json::to_value(&*snapshot)?)?;
    } else {
        write!(out(), "{}", diagnosis::status(engine.machine(), &snapshot))?;
    }
    Ok(Exit::Done)
}
