//! Why a word is not taken, each as the rest of a sentence that begins with the word.

use crate::failure::{Code, Failure};
use crate::plain::plain;

/// As much of a refused word as a sentence shows.
const SHOWN: usize = 60;

/// Why a word names nothing that can be installed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Objection {
    /// Nothing was written.
    #[error("is empty")]
    Empty,
    /// Nobody has a name like that.
    #[error("is too long for the name of a package")]
    TooLong,
    /// Line breaks, or commands to a terminal.
    #[error("holds characters that can't be seen")]
    Control,
    /// It begins with `-`.
    #[error("is an option, not the name of a package")]
    Option,
    /// A repository or archive on the network.
    #[error("is an address; packages are taken from the package index, by name")]
    Address,
    /// A file or folder, where a name was asked for.
    #[error("is a path, not the name of a package")]
    Path,
    /// A condition after `;`, or another command.
    #[error("has a `;` in it, which no name has")]
    Semicolon,
    /// More than one word.
    #[error("is more than one word")]
    Words,
    /// Other characters than names have.
    #[error("is not a name that a package can have")]
    Name,
    /// What stands in `[]`.
    #[error("has something in `[]` that is not a list of extras")]
    Extras,
    /// conda's `numpy=1.26`.
    #[error("has one `=` before its version; pip wants two")]
    OneEqualsSign,
    /// What follows the name.
    #[error("has something after its name that is not a version")]
    Versions,
    /// Versions or extras, where the name alone was asked for.
    #[error("is more than a name")]
    MoreThanName,
    /// A path that does not begin with `/`.
    #[error("is a path without its beginning")]
    Relative,
    /// A path that would mean something else to pip.
    #[error("has a path that pip would read as something else")]
    Unreadable,
    /// Not a wheel and no archive of source.
    #[error("is not a wheel or an archive of source")]
    NoArchive,
}

impl Objection {
    fn hint(self) -> &'static str {
        match self {
            Self::OneEqualsSign => "Write the version with two, as in `numpy==1.26`",
            Self::Versions => "Write the version as in `requests>=2.31` or `numpy==1.26.4`",
            Self::Extras => "Write extras as in `uvicorn[standard]`",
            Self::Words => "Give one package at a time",
            Self::MoreThanName => "Give the name alone, without version or extras",
            Self::Unreadable | Self::Relative => "Move or rename the file or folder, and choose it again",
            Self::NoArchive => "Choose a file that ends in `.whl` or `.tar.gz`",
            _ => "Give the name of a package, as in `requests` or `uvicorn[standard]==0.30`",
        }
    }
}

/// A word that is not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{word}` {objection}")]
pub struct Refused {
    /// The word, as a sentence can hold it.
    pub word: String,
    /// Why.
    pub objection: Objection,
}

impl Refused {
    pub(super) fn new(word: &str, objection: Objection) -> Self {
        let mut shown: String = plain(word).chars().take(SHOWN).collect();
        if word.chars().nth(SHOWN).is_some() {
            shown.push_str("...");
        }
        Self { word: shown, objection }
    }
}

impl From<Refused> for Failure {
    fn from(refused: Refused) -> Self {
        let message = match refused.objection {
            Objection::Empty => "The name of a package is empty".to_owned(),
            _ => refused.to_string(),
        };
        Self::new(Code::Refused, message).hint(refused.objection.hint())
    }
}

/// Objections to the word as a whole.
pub(super) fn to_whole(word: &str, longest: usize) -> Result<(), Objection> {
    if word.is_empty() {
        return Err(Objection::Empty);
    }
    if word.len() > longest {
        return Err(Objection::TooLong);
    }
    if word.chars().any(|c| !crate::plain::is_plain(c)) {
        return Err(Objection::Control);
    }
    match word.chars().next() {
        Some('-') => Err(Objection::Option),
        Some('.' | '/' | '~' | '\\') => Err(Objection::Path),
        _ => Ok(()),
    }
}

/// Objections to what follows the name.
pub(super) fn to_rest(name: &str, rest: &str) -> Result<(), Objection> {
    let word = rest.trim_start();
    let archive = [".whl", ".tar.gz", ".zip", ".tar.bz2", ".tgz"];
    if word.starts_with('@') || word.contains("://") || (word.starts_with('+') && word.contains(':')) {
        return Err(Objection::Address);
    }
    if word.contains(';') {
        return Err(Objection::Semicolon);
    }
    if word.contains(['/', '\\']) || archive.iter().any(|end| name.ends_with(end)) {
        return Err(Objection::Path);
    }
    let is_word = word.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '-');
    if is_word { Err(Objection::Words) } else { Ok(()) }
}
