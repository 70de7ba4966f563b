//! `sandbar interpreters`: the interpreters that the user adds to what is found.

use std::io::Write as _;

use sandbar_engine::engine::Engine;
use serde_json::json;

use super::arguments::Listing;
use super::exit::{Exit, print_json};
use super::terminal::out;

/// Lists, adds or removes.
pub(super) fn run(engine: &Engine, what: Option<&Listing>, as_json: bool) -> anyhow::Result<Exit> {
    let told = match what {
        None | Some(Listing::List) => None,
        Some(Listing::Add { path }) => {
            let path = engine.add_interpreter(&engine.machine().absolute(path))?;
            Some(format!("Sandbar now knows `{}`", engine.machine().tilde(&path)))
        }
        Some(Listing::Remove { path }) => {
            engine.remove_interpreter(&engine.machine().absolute(path))?;
            Some(format!("Sandbar has forgotten `{}`; the file itself was not touched", engine.machine().tilde(path)))
        }
    };
    let added = engine.settings()?.interpreters;
    let snapshot = engine.look();
    if as_json {
        let added: Vec<_> = added.iter().map(|path| path.to_string_lossy()).collect();
        print_json(&json!({ "interpreters": snapshot.interpreters, "added": added }))?;
        return Ok(Exit::Done);
    }
    let mut out = out();
    match told {
        Some(told) => writeln!(out, "{told}")?,
        None => {
            for interpreter in &snapshot.interpreters {
                let path = engine.machine().tilde(&interpreter.path);
                writeln!(out, "{:<22} {:<26} {path}", interpreter.label(), interpreter.id)?;
            }
        }
    }
    Ok(Exit::Done)
}
