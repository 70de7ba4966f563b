//! Changes pip's configuration files line by line: what was not meant stays as it is, comments, order and line ends
//! included. Pure; a text at which pip itself would stop is not changed.

use std::ops::Range;

use super::{PipOption, SECTIONS, spellings};
use crate::ini::Ini;

/// The section whose entries every other one has as well (`configparser`).
const EVERY_SECTION: &str = "DEFAULT";

/// A line that says something about an option.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The section it stands in.
    pub section: String,
    /// The option, as it is spelled there.
    pub key: String,
    /// What it says.
    pub value: String,
    lines: Range<usize>,
}

/// The entries of `option`, in their order in the file.
///
/// `user` has a meaning of its own for `pip list` and its like, so it counts where `pip install` reads it.
///
/// # Errors
/// The line, counted from 1, at which pip would stop.
pub fn entries(text: &str, option: PipOption) -> Result<Vec<Entry>, usize> {
    let only_install = option == PipOption::User;
    let counts = |section: &str| !only_install || section == EVERY_SECTION || SECTIONS.contains(&section);
    found(text, option.names(), counts)
}

/// The entries of the option called `name` that `pip install` reads.
///
/// # Errors
/// As [`entries`].
pub fn entries_named(text: &str, name: &str) -> Result<Vec<Entry>, usize> {
    found(text, &[name], |section| section == EVERY_SECTION || SECTIONS.contains(&section))
}

fn found(text: &str, names: &[&str], counts: impl Fn(&str) -> bool) -> Result<Vec<Entry>, usize> {
    let ini = Ini::read(text)?;
    let mut entries = Vec::new();
    for section in ini.sections().filter(|section| counts(section)) {
        for key in names.iter().flat_map(|name| spellings(name)) {
            if let (Some(value), Some(lines)) = (ini.get(section, &key), ini.lines(section, &key)) {
                entries.push(Entry { section: section.to_owned(), key, value: value.to_owned(), lines });
            }
        }
    }
    entries.sort_by_key(|entry| entry.lines.start);
    // `user` has no `_` in it, so two of its spellings are one.
    entries.dedup_by(|one, other| one.lines == other.lines);
    Ok(entries)
}

/// `text` without `entries` of it.
pub fn without(text: &str, entries: &[Entry]) -> String {
    let goes = |number: usize| entries.iter().any(|entry| entry.lines.contains(&number));
    lines(text).into_iter().enumerate().filter(|(number, _)| !goes(*number)).map(|(_, line)| line).collect()
}

/// `text` with `option` on in `[global]`, and nowhere said to be off.
///
/// # Errors
/// As [`entries`].
pub fn with(text: &str, option: PipOption) -> Result<String, usize> {
    let ini = Ini::read(text)?;
    let old = entries(text, option)?;
    let lines = lines(text);
    let end = if lines.iter().any(|line| line.ends_with("\r\n")) { "\r\n" } else { "\n" };
    let own = old.iter().find(|entry| entry.section == "global").map(|entry| entry.lines.start);
    let at = own.or_else(|| ini.line("global").map(|line| line + 1));
    let mut changed = String::with_capacity(text.len() + 40);
    let neighbour = |at: usize| lines[at..].iter().find(|line| !is_blank_or_comment(line));
    let line = |changed: &mut String, indent: &str| {
        changed.extend([indent, option.name(), " = true", end]);
    };
    for (number, old_line) in lines.iter().enumerate() {
        if at == Some(number) {
            // A line that is indented deeper than the one before continues it, so the new one is as deep as its neighbour.
            line(&mut changed, neighbour(number).map_or("", |line| indent(line)));
        }
        if !old.iter().any(|entry| entry.lines.contains(&number)) {
            changed.push_str(old_line);
        }
    }
    if at.is_none_or(|at| at >= lines.len()) {
        if !changed.is_empty() && !changed.ends_with(['\n', '\r']) {
            changed.push_str(end);
        }
        if at.is_none() {
            changed.extend(["[global]", end]);
        }
        line(&mut changed, "");
    }
    Ok(changed)
}

fn indent(line: &str) -> &str {
    &line[..line.len() - line.trim_start().len()]
}

fn is_blank_or_comment(line: &str) -> bool {
    let line = line.trim();
    line.is_empty() || line.starts_with(['#', ';'])
}

/// The lines with their ends, as Python parts them: at `\n`, `\r\n` and `\r`.
fn lines(text: &str) -> Vec<&str> {
    let mut lines = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(['\n', '\r']) {
        let end = if rest[at..].starts_with("\r\n") { at + 2 } else { at + 1 };
        let (line, after) = rest.split_at(end);
        lines.push(line);
        rest = after;
    }
    if !rest.is_empty() {
        lines.push(rest);
    }
    lines
}

#[cfg(test)]
mod tests;
