//! `sandbar folders`: the watched project folders.

use std::io::Write as _;

use sandbar_engine::engine::Engine;
use sandbar_engine::model::{Folder, FolderState};
use serde_json::json;

use super::arguments::Listing;
use super::exit::{Exit, print_json};
use super::terminal::out;

/// Lists, adds or removes.
pub(super) fn run(engine: &Engine, what: Option<&Listing>, as_json: bool) -> anyhow::Result<Exit> {
    let told = match what {
        None | Some(Listing::List) => None,
        Some(Listing::Add { path }) => {
            let folder = engine.add_folder(&engine.machine().absolute(path))?;
            Some(format!("Sandbar now watches `{}`", engine.machine().tilde(&folder)))
        }
        Some(Listing::Remove { path }) => {
            engine.remove_folder(&engine.machine().absolute(path))?;
            Some(format!("Sandbar no longer watches `{}`; nothing in it was touched", engine.machine().tilde(path)))
        }
    };
    // A damaged settings file is an error here, not an empty list.
    engine.settings()?;
    let snapshot = engine.look();
    if as_json {
        let folders: Vec<_> =
            snapshot.folders.iter().map(|folder| json!({ "path": folder.path, "state": folder.state })).collect();
        print_json(&json!({ "folders": folders }))?;
        return Ok(Exit::Done);
    }
    let mut out = out();
    match told {
        Some(told) => writeln!(out, "{told}")?,
        None if snapshot.folders.is_empty() => writeln!(out, "No folder is watched yet: `sandbar folders add DIR`")?,
        None => {
            for folder in &snapshot.folders {
                writeln!(out, "{}{}", engine.machine().tilde(&folder.path), state(folder))?;
            }
        }
    }
    Ok(Exit::Done)
}

fn state(folder: &Folder) -> &'static str {
    match folder.state {
        FolderState::Ok => "",
        FolderState::Missing => "  (not there)",
        FolderState::NoPermission => "  (no permission)",
        FolderState::NotAFolder => "  (not a folder)",
        FolderState::TooWide => "  (holds far more than projects)",
    }
}
