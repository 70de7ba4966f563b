//! What is known beforehand, as plain text tables under `tables/`: one row a line, sorted by their first column, columns
//! apart by one space, `-` for none. `tests` holds them to that.
//!
//! | table | columns |
//! | --- | --- |
//! | `stdlib.txt` | name · version that no longer has it · a package that brings it back · `private` for one with a `_` before it |
//! | `aliases.txt` | import name or misnomer · the package's name · `windows` for one that exists only there |
//! | `applications.txt` | package · Homebrew formula · flags |
//! | `overrides.txt` | package · `library` or `either` · Homebrew formula · flags |
//! | `programs.txt` | name of a program that is no Python package · Homebrew formula |
//! | `commands.txt` | command · the package that it comes with |
//! | `wrappers.txt` | a program that runs the command behind it · `root` for one that does so as root |
//! | `sentence.txt` | a word of a sentence, in the languages that people ask in |
//! | `everyday.txt` | a package's name that is an everyday word as well |
//! | `names.txt` | `PyPI`'s most-downloaded projects, November 2026 |
//! | `popular.txt` | the first 2,500 of them by downloads: what a typo is measured against |
//!
//! Flags: `brew` Homebrew is the better source, because: `major` `PyPI` carries another major version, `native` it needs
//! programs that pip can't bring, `vendor` its makers ship it for Mac that way, `tool` it is pipx itself; `deps` its
//! commands live in a dependency, so pipx needs `--include-deps`. A formula is named only where Homebrew counts it among
//! the applications (`include Language::Python::Virtualenv`) or ships the same program; never for a library.

use std::cmp::Ordering;

/// A table that was compiled in.
#[derive(Debug, Clone, Copy)]
pub(super) struct Table(&'static str);

pub(super) const STDLIB: Table = Table(include_str!("tables/stdlib.txt"));
pub(super) const ALIASES: Table = Table(include_str!("tables/aliases.txt"));
pub(super) const APPLICATIONS: Table = Table(include_str!("tables/applications.txt"));
pub(super) const OVERRIDES: Table = Table(include_str!("tables/overrides.txt"));
pub(super) const PROGRAMS: Table = Table(include_str!("tables/programs.txt"));
pub(super) const COMMANDS: Table = Table(include_str!("tables/commands.txt"));
pub(super) const WRAPPERS: Table = Table(include_str!("tables/wrappers.txt"));
pub(super) const SENTENCE: Table = Table(include_str!("tables/sentence.txt"));
pub(super) const EVERYDAY: Table = Table(include_str!("tables/everyday.txt"));
pub(super) const NAMES: Table = Table(include_str!("tables/names.txt"));
pub(super) const POPULAR: Table = Table(include_str!("tables/popular.txt"));

impl Table {
    /// The row of `key`, by bisection of the text itself.
    pub(super) fn row(self, key: &str) -> Option<Row> {
        let text = self.0;
        let (mut low, mut high) = (0, text.len());
        while low < high {
            let middle = low + (high - low) / 2;
            let start = text.as_bytes()[..middle].iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
            let line = text[start..].lines().next().unwrap_or_default();
            match first_column(line).cmp(key) {
                Ordering::Equal => return Some(Row(line)),
                Ordering::Less => low = start + line.len() + 1,
                Ordering::Greater => high = start,
            }
        }
        None
    }

    /// True when `key` has a row.
    pub(super) fn has(self, key: &str) -> bool {
        self.row(key).is_some()
    }

    /// All rows, in order.
    pub(super) fn rows(self) -> impl Iterator<Item = Row> {
        self.0.lines().map(Row)
    }
}

/// One line of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Row(&'static str);

impl Row {
    /// Its first column.
    pub(super) fn key(self) -> &'static str {
        first_column(self.0)
    }

    /// A later column, counted from 0; `None` where the table says `-` or nothing.
    pub(super) fn column(self, index: usize) -> Option<&'static str> {
        self.0.split(' ').nth(index).filter(|column| !column.is_empty() && *column != "-")
    }

    /// True when the comma-separated list in a column holds `flag`.
    pub(super) fn has_flag(self, column: usize, flag: &str) -> bool {
        self.column(column).is_some_and(|flags| flags.split(',').any(|one| one == flag))
    }
}

fn first_column(line: &str) -> &str {
    line.split(' ').next().unwrap_or_default()
}
