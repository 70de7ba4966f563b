//! `sandbar history`: what was done.

use sandbar_engine::engine::Engine;

use super::exit::Exit;

/// Prints the history, the last first.
pub(super) fn run(engine: &Engine, _as_json: bool) -> anyhow::Result<Exit> {
    engine.history()?;
    Ok(Exit::Done)
}
