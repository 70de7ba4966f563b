//! What Python and pip answer, read: text in, plain values out.

use std::path::PathBuf;

use serde::Deserialize;

use super::ANEW;
use crate::model::{Check, CheckCode};

/// What an interpreter says of itself.
#[derive(Debug, PartialEq, Eq, Deserialize)]
pub(super) struct Own {
    pub(super) prefix: PathBuf,
    pub(super) base_prefix: PathBuf,
    pub(super) version: String,
    /// Where it would import pip from.
    #[serde(default)]
    pub(super) pip: Option<PathBuf>,
}

impl Own {
    /// The last line: a `sitecustomize` may have printed something before it.
    pub(super) fn read(out: &[u8]) -> Option<Self> {
        serde_json::from_str(lines(out).last()?).ok()
    }
}

/// What `pip --version` says.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Pip {
    pub(super) version: String,
    pub(super) folder: PathBuf,
}

impl Pip {
    /// `pip 24.0 from /p/.venv/lib/python3.12/site-packages/pip (python 3.12)`; the path may hold any of these words.
    pub(super) fn read(out: &[u8]) -> Option<Self> {
        let lines = lines(out);
        let (version, rest) = lines.iter().find_map(|line| line.strip_prefix("pip ")?.split_once(" from "))?;
        let (folder, _) = rest.rsplit_once(" (python ")?;
        Some(Self { version: version.to_owned(), folder: PathBuf::from(folder) })
    }
}

/// One package of `pip list --verbose --format=json`.
#[derive(Debug, PartialEq, Eq, Deserialize)]
pub(super) struct Listed {
    pub(super) name: String,
    pub(super) location: PathBuf,
    editable_project_location: Option<String>,
}

impl Listed {
    /// Installed with `-e`: its files stay in its own project, and that is meant.
    pub(super) fn is_editable(&self) -> bool {
        self.editable_project_location.as_ref().is_some_and(|location| !location.is_empty())
    }
}

/// The packages of `pip list`; `None` when it said something else.
pub(super) fn listed(out: &[u8]) -> Option<Vec<Listed>> {
    // Old pips print a warning or two before it; the list is one line.
    lines(out).iter().rev().find_map(|line| serde_json::from_str(line).ok())
}

/// The lines of an answer that are not empty.
pub(super) fn lines(out: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(out);
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// The check about the packages, however they were counted.
pub(super) fn packages_check(count: Option<u32>, includes_outside: bool, outside: &[&str]) -> Check {
    let count_said = match count {
        Some(1) => "1 package".to_owned(),
        Some(count) => format!("{count} packages"),
        None => "Packages that can't be counted".to_owned(),
    };
    let (ok, message, hint) = match outside {
        _ if includes_outside => (
            false,
            "The sandbox also sees the packages of the Python outside: it was made with `--system-site-packages`"
                .to_owned(),
            Some(ANEW.to_owned()),
        ),
        [first, ..] => (
            false,
            format!("{} in the sandbox come from outside, `{first}` for one", outside.len()),
            Some("Look for a `.pth` file in its `site-packages` that leads elsewhere".to_owned()),
        ),
        [] => (true, format!("{count_said}, nobody's but the sandbox's own"), None),
    };
    Check { code: CheckCode::Packages, ok: Some(ok), message, hint }
}

/// What `pip check` complains about.
pub(super) fn conflicts(lines: &[String]) -> Check {
    const SHOWN: usize = 3;
    let first: Vec<&str> = lines.iter().take(SHOWN).map(|line| line.trim_end_matches('.')).collect();
    let more = match lines.len().saturating_sub(SHOWN) {
        0 => String::new(),
        more => format!("; and {more} more"),
    };
    Check {
        code: CheckCode::Dependencies,
        ok: Some(false),
        message: format!("`pip check` complains: {}{more}", first.join("; ")),
        hint: Some("Install what is named, in the version that is named".to_owned()),
    }
}

#[cfg(test)]
mod tests;
