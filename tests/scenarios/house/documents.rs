//! What the documents promise is there, and what is there is in the documents.

use std::collections::BTreeSet;

use anyhow::{Context as _, ensure};

use super::{exists, files, is_kind, nothing, text};

const DOCUMENTS: [&str; 4] = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "SECURITY.md"];

/// The parts of a document that are set as code, in a line or as a block, word by word.
fn code(document: &str) -> Vec<Vec<String>> {
    let mut block = false;
    let mut found = Vec::new();
    for line in document.lines() {
        if line.starts_with("```") {
            block = !block;
        } else if block {
            found.push(line.to_owned());
        } else {
            found.extend(line.split('`').skip(1).step_by(2).map(str::to_owned));
        }
    }
    found.iter().map(|code| code.split_whitespace().map(str::to_owned).collect()).collect()
}

#[test]
fn commands_in_the_documents_exist() -> anyhow::Result<()> {
    let makefile = text("Makefile")?;
    let targets: BTreeSet<_> =
        makefile.lines().filter_map(|line| line.split_once(':')).map(|(target, _)| target).collect();
    let mut found = Vec::new();
    for document in DOCUMENTS {
        for words in code(&text(document)?) {
            if let [command, target, ..] = &words[..]
                && command == "make"
                && !targets.contains(target.as_str())
            {
                found.push(format!("{document}: make {target}"));
            }
        }
    }
    nothing("The Makefile has no such target", &found)
}

#[test]
fn paths_in_the_documents_exist() -> anyhow::Result<()> {
    const FOLDERS: [&str; 7] = ["src-tauri/", "ui/", "icons/", "tests/", ".ci/", ".github/", "LICENSE"];
    let mut found = Vec::new();
    for document in DOCUMENTS {
        let document_text = text(document)?;
        let after = |start: &'static str, end: char| {
            document_text.split(start).skip(1).filter_map(move |rest| rest.split(end).next())
        };
        let local = after("](", ')')
            .chain(after(" src=\"", '"'))
            .filter(|link| !link.contains("://") && !link.starts_with('#'))
            .map(str::to_owned);
        let named = code(&document_text)
            .into_iter()
            .flatten()
            .filter(|word| FOLDERS.iter().any(|folder| word.starts_with(folder)));
        let missing = local.chain(named).filter(|path| !path.contains(['*', '<']) && !exists(path));
        found.extend(missing.map(|path| format!("{document}: {path}")));
    }
    nothing("These are not there", &found)
}

/// The map in `ARCHITECTURE.md` has every room of the engine, and no room that was torn down.
#[test]
fn the_map_is_complete() -> anyhow::Result<()> {
    let map = text("ARCHITECTURE.md")?;
    let engine = text("src-tauri/engine/src/lib.rs")?;
    let rooms = engine.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'));
    let rooms: Vec<_> = rooms.filter(|room| !map.contains(&format!("`{room}.rs`"))).map(str::to_owned).collect();
    nothing("ARCHITECTURE.md does not show these rooms of the engine", &rooms)?;

    let named = code(&map).into_iter().flatten().filter(|word| is_kind(word, &["rs"]) && !word.contains('/'));
    let all = files()?;
    let gone: Vec<_> = named.filter(|name| !all.iter().any(|path| path.ends_with(&format!("/{name}")))).collect();
    nothing("ARCHITECTURE.md shows rooms that are not there", &gone)
}

#[test]
fn the_top_stays_tidy() -> anyhow::Result<()> {
    const FOLDERS: [&str; 6] = ["src-tauri", "ui", "icons", "tests", ".ci", ".github"];
    let all = files()?;
    let folders: BTreeSet<_> =
        all.iter().filter_map(|path| path.split_once('/')).map(|(folder, _)| folder.to_owned()).collect();
    let others: Vec<_> = folders.into_iter().filter(|folder| !FOLDERS.contains(&folder.as_str())).collect();
    nothing("Folders at the top that have no reason to be there", &others)
}

/// The window may call the engine through the one command, and nothing else of Tauri's.
#[test]
fn the_window_may_do_one_thing() -> anyhow::Result<()> {
    // `ipc:` is the one command, under its name on macOS and on Linux.
    const ALLOWED: [&str; 5] = ["'none'", "'self'", "data:", "ipc:", "http://ipc.localhost"];

    let capabilities: Vec<_> =
        files()?.into_iter().filter(|path| path.starts_with("src-tauri/capabilities/")).collect();
    ensure!(!capabilities.is_empty(), "No capability file under src-tauri/capabilities");
    for path in capabilities {
        let capability: serde_json::Value = serde_json::from_str(&text(&path)?).with_context(|| path.clone())?;
        let permissions = capability["permissions"].as_array().with_context(|| format!("{path} has no permissions"))?;
        ensure!(
            permissions.as_slice() == ["allow-rpc"],
            "{path} grants {permissions:?}, the rule is `allow-rpc` alone"
        );
    }
    let config: serde_json::Value = serde_json::from_str(&text("src-tauri/tauri.conf.json")?)?;
    ensure!(config["app"]["withGlobalTauri"].as_bool() != Some(true), "Tauri's functions are global in the page");
    let policy = &config["app"]["security"]["csp"];
    let sources = policy.as_object().context("The content security policy is not a table")?;
    ensure!(sources.contains_key("default-src"), "The content security policy allows what it does not name");
    let words = sources.values().filter_map(|value| value.as_str()).flat_map(str::split_whitespace);
    let found: Vec<_> = words.filter(|word| !ALLOWED.contains(word)).map(str::to_owned).collect();
    nothing("The content security policy allows", &found)
}
