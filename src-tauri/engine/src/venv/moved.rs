//! What an environment that was moved has to say anew.
//!
//! An environment holds its own path in the first lines of the scripts in `bin`, in the activate scripts, and in what
//! `pyvenv.cfg` remembers of its making. Only those are changed, and only where the old path stands as a whole: a
//! script that mentions it elsewhere is somebody's own affair. RECORD keeps the old checksums, which pip never asks.

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::blueprint::plain_path;
use super::{Unfit, activate, script};
use crate::machine::{FileError, Kind, Machine};
use crate::pyvenv_cfg;

/// Scripts of pip have some hundred bytes; a larger text is somebody's program.
const LIMIT: u64 = 1 << 20;

/// A `bin` with more names than this is read no further.
const MOST_FILES: usize = 10_000;

/// A file and what it has to say; its permission bits stay as they are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Rewrite {
    /// The file.
    pub path: PathBuf,
    /// All of its new content.
    pub content: Vec<u8>,
}

/// What to write anew in the environment that lies in `folder`, calls itself `from`, and shall call itself `to`.
///
/// # Errors
/// [`Unfit::Path`] when one of the paths can't stand in scripts, [`Unfit::Missing`] when `bin` can't be read.
pub fn moved(machine: &Machine, folder: &Path, from: &Path, to: &Path) -> Result<Vec<Rewrite>, Unfit> {
    let (from, to) = (plain_path(from)?, plain_path(to)?);
    let bin = folder.join("bin");
    let entries = machine.list(&bin).map_err(|_| Unfit::Missing { path: bin.clone() })?;
    let mut rewrites = Vec::new();
    for entry in entries.into_iter().filter(|entry| entry.kind == Kind::File).take(MOST_FILES) {
        let path = bin.join(&entry.name);
        let is_activate = entry.name.to_str().is_some_and(|name| name.to_lowercase().starts_with("activate"));
        let new = match text(machine, &path) {
            Ok(Some(text)) if is_activate => activated(&text, from, to),
            Ok(Some(text)) => restarted(machine, &text, from, to),
            Ok(None) => None,
            Err(error) if error.is_absent() => None,
            Err(_) => return Err(Unfit::Missing { path }),
        };
        rewrites.extend(new.map(|content| Rewrite { path, content: content.into_bytes() }));
    }
    let config = folder.join(pyvenv_cfg::NAME);
    if let Ok(Some(text)) = text(machine, &config) {
        let new = remembered(&text, from, to);
        rewrites.extend(new.map(|content| Rewrite { path: config, content: content.into_bytes() }));
    }
    Ok(rewrites)
}

/// The text of a file; `None` for one that is too long or not text. Of a program of many megabytes only the head is
/// read.
fn text(machine: &Machine, path: &Path) -> Result<Option<String>, FileError> {
    if machine.stat(path).is_some_and(|stat| stat.size > LIMIT) {
        return Ok(None);
    }
    Ok(String::from_utf8(machine.read(path, LIMIT)?).ok())
}

/// A script with its start said anew; `None` when it is not one that names this environment's interpreter.
fn restarted(machine: &Machine, text: &str, from: &str, to: &str) -> Option<String> {
    let (python, options, rest) = script::split(text)?;
    let inner = python.strip_prefix(from).filter(|inner| inner.starts_with("/bin/"))?;
    let python = format!("{to}{inner}");
    // What the options meant, a trampoline can't be given in the same words.
    if !options.is_empty() {
        return (!script::start(machine.os, &python).starts_with("#!/bin/sh"))
            .then(|| format!("#!{python}{options}\n{rest}"));
    }
    Some(script::start(machine.os, &python) + rest)
}

/// An activate script with the path said anew, in quotes of its own kind; `None` when it does not have it.
fn activated(text: &str, from: &str, to: &str) -> Option<String> {
    let plainly = activate::quote(from);
    let pairs = [
        (format!("\"{from}\""), format!("\"{to}\"")),
        (format!("'{from}'"), if to.contains('\'') { activate::quote(to) } else { format!("'{to}'") }),
        (plainly, activate::quote(to)),
    ];
    let lines = text.split_inclusive('\n').map(|line| {
        let found = pairs.iter().find_map(|(old, new)| replaced(line, old, new));
        found.unwrap_or_else(|| line.to_owned())
    });
    let new: String = lines.collect();
    (new != text).then_some(new)
}

/// `line` with the word `old` as `new`; `None` when it is not there as a word of its own.
fn replaced(line: &str, old: &str, new: &str) -> Option<String> {
    let at = line.find(old)?;
    let (before, after) = (&line[..at], &line[at + old.len()..]);
    let ends = |c: char| c.is_whitespace() || matches!(c, ')' | ';');
    let begins = |c: char| c.is_whitespace() || matches!(c, '=' | '(');
    let alone = before.chars().next_back().is_none_or(begins) && after.chars().next().is_none_or(ends);
    alone.then(|| format!("{before}{new}{after}"))
}

/// `pyvenv.cfg` with its `command` said anew; `None` when it has none that ends with the old path.
fn remembered(text: &str, from: &str, to: &str) -> Option<String> {
    let line = |line: &str| {
        let (body, end) = line.strip_suffix('\n').map_or((line, ""), |body| (body, "\n"));
        let is_command = body.split_once('=').is_some_and(|(key, _)| key.trim().eq_ignore_ascii_case("command"));
        let start = body.strip_suffix(from).filter(|start| is_command && start.ends_with(' '));
        start.map_or_else(|| line.to_owned(), |start| format!("{start}{to}{end}"))
    };
    let new: String = text.split_inclusive('\n').map(line).collect();
    (new != text).then_some(new)
}

#[cfg(test)]
mod tests;
