//! The requirements files that a wish is about, with all that they include, and a project's own list.

use std::path::{Path, PathBuf};

use super::LIST_LIMIT;
use crate::machine::Machine;
use crate::plan::packages::List;
use crate::plan::packages::list::{Line, Unread, decoded, lines};
use crate::privacy;
use crate::wish::Wish;

/// More files than anybody includes.
const MOST: usize = 32;

/// What is asked for.
#[derive(Debug, Default)]
pub(super) struct Asked {
    pub(super) files: Vec<List>,
    /// The dependencies of `pyproject.toml`, where they are what is meant.
    pub(super) declared: Option<Vec<String>>,
}

pub(super) fn of(machine: &Machine, wish: &Wish, folder: &Path) -> Asked {
    let usual = folder.join("requirements.txt");
    match wish {
        Wish::Add { files, .. } => Asked { files: with_included(machine, files), declared: None },
        Wish::Requirements { .. } if machine.lstat(&usual).is_some() => {
            Asked { files: with_included(machine, &[usual]), declared: None }
        }
        Wish::Requirements { .. } => Asked { files: Vec::new(), declared: declared(machine, folder) },
        _ => Asked::default(),
    }
}

/// `[project] dependencies`; `None` without such a table.
fn declared(machine: &Machine, folder: &Path) -> Option<Vec<String>> {
    let text = machine.read_text(&folder.join("pyproject.toml"), LIST_LIMIT).ok()?;
    let table: toml::Table = text.parse().ok()?;
    let dependencies = table.get("project")?.get("dependencies")?.as_array()?;
    Some(dependencies.iter().filter_map(|entry| entry.as_str().map(str::to_owned)).collect())
}

/// `named`, and what they include, each once.
fn with_included(machine: &Machine, named: &[PathBuf]) -> Vec<List> {
    let mut lists: Vec<List> = Vec::new();
    let mut open: Vec<(PathBuf, bool)> = named.iter().rev().map(|file| (file.clone(), true)).collect();
    while let Some((path, is_named)) = open.pop() {
        if lists.len() >= MOST {
            // What is not read is not passed on either.
            lists.push(List { shown: machine.tilde(&path), path, text: Err(Unread::Absent), is_named });
            break;
        }
        if lists.iter().any(|list| list.path == path) {
            continue;
        }
        if !is_named && is_address(&path) {
            lists.push(List { shown: path.to_string_lossy().into(), path, text: Err(Unread::Address), is_named });
            continue;
        }
        let text = read(machine, &path);
        let included = text.iter().flat_map(|text| lines(text)).filter_map(|line| match line {
            Line::Include(file) if is_address(Path::new(&file)) => Some(PathBuf::from(file)),
            Line::Include(file) => Some(privacy::plain(&path.parent()?.join(file))),
            _ => None,
        });
        open.extend(included.map(|file| (file, false)));
        lists.push(List { shown: machine.tilde(&path), path, text, is_named });
    }
    lists
}

/// What is in a list.
pub(super) fn read(machine: &Machine, path: &Path) -> Result<String, Unread> {
    let bytes = machine.read(path, LIST_LIMIT).map_err(|_error| Unread::Absent)?;
    decoded(&bytes).ok_or(Unread::NotText)
}

/// Whether pip would take the name of a list for an address (`pip._internal.req.req_file.get_file_content`).
fn is_address(path: &Path) -> bool {
    let scheme = path.to_str().and_then(|text| text.split_once(':')).map(|(scheme, _)| scheme.to_lowercase());
    scheme.is_some_and(|scheme| ["http", "https", "file"].contains(&scheme.as_str()))
}
