//! The answer, as `sandbar advise --json` prints it. Field names are the contract.

use serde::Serialize;
use ts_rs::TS;

use super::errors::ErrorCode;

/// What to do with a package, or about an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// It belongs in a project's sandbox (virtual environment).
    Venv,
    /// It is an application: pipx gives it a sandbox of its own.
    Pipx,
    /// Homebrew is the better source.
    Brew,
    /// The package is called something else.
    Rename,
    /// It is part of Python.
    Stdlib,
    /// Only the person can tell.
    Ask,
    /// There is nothing to do.
    Nothing,
    /// What was asked for takes the protection off a Python.
    BreakGlass,
    /// Something else has to be put right first.
    Fix,
}

/// How sure a verdict is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// A rule or a table says so.
    Certain,
    /// All that is known points there.
    Likely,
    /// A guess on the safe side.
    Low,
}

/// The verdict on one package, or on one error.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Item {
    /// What was typed or pasted, shortened if it is very long.
    pub input: String,
    /// The package to install, by its normalised name (PEP 503); `None` where there is none.
    pub package: Option<String>,
    /// What to do.
    pub verdict: Verdict,
    /// Why, in one sentence.
    pub reason: String,
    /// How sure that is.
    pub confidence: Confidence,
}

/// What to do about a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Advice {
    /// One verdict for each thing that the text names.
    pub items: Vec<Item>,
    /// Which error the text shows, if it shows a known one.
    pub error: Option<ErrorCode>,
    /// The first item's.
    pub verdict: Verdict,
    /// The first item's.
    pub package: Option<String>,
    /// The first item's.
    pub reason: String,
    /// The first item's.
    pub confidence: Confidence,
    /// What can be clicked on this machine, the best first.
    pub wishes: Vec<Vec<String>>,
    /// Lines for a terminal of the user's own: what helps, and what Sandbar does not run. Absent where there are none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<String>>")]
    pub commands: Vec<String>,
}

impl Advice {
    /// An answer whose verdict is the first item's.
    pub(super) fn new(wishes: Vec<Vec<String>>, items: impl Iterator<Item = Item>, error: Option<ErrorCode>) -> Self {
        let items: Vec<Item> = items.collect();
        let first = items.first().cloned().unwrap_or_else(|| Item {
            input: String::new(),
            package: None,
            verdict: Verdict::Ask,
            reason: String::new(),
            confidence: Confidence::Low,
        });
        Self { items, error, wishes, ..Self::bare(first, Vec::new()) }
    }

    /// An answer without items.
    pub(super) fn bare(first: Item, wishes: Vec<Vec<String>>) -> Self {
        Self {
            items: Vec::new(),
            error: None,
            verdict: first.verdict,
            package: first.package,
            reason: first.reason,
            confidence: first.confidence,
            wishes,
            commands: Vec::new(),
        }
    }
}
