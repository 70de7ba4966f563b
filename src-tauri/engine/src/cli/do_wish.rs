//! `sandbar do`: a wish.

use sandbar_engine::engine::Engine;

use super::arguments::DoArguments;
use super::exit::Exit;

/// Plans, shows, asks, runs.
pub(super) fn run(engine: &Engine, wish: &DoArguments, _as_json: bool) -> anyhow::Result<Exit> {
    engine.plan(&wish.wish())?;
    Ok(Exit::Done)
}
