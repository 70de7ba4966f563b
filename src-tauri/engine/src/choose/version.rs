//! A version as people ask for it: `3.12`, `3.12.4`, `python3.12`, `3.13t`.

use std::fmt;

use pep440_rs::Version;

use super::Candidate;

/// A version that somebody asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    version: Version,
    free_threaded: bool,
}

impl Wanted {
    /// Reads one, `None` when the word is no version of `CPython`'s.
    ///
    /// The forms are pyenv's (`3.12.4`, `3.13t`, `3.14-dev`), uv's (`cpython@3.12`) and a command's name (`python3.12`).
    pub fn parse(word: &str) -> Option<Self> {
        let word = word.strip_prefix("cpython").or_else(|| word.strip_prefix("python")).unwrap_or(word);
        let word = word.strip_prefix(['-', '@']).unwrap_or(word);
        let word = word.strip_suffix("-dev").unwrap_or(word);
        let (word, free_threaded) = match word.strip_suffix('t') {
            Some(rest) => (rest, true),
            None => (word, false),
        };
        // PEP 440 also reads `v3`, `1!3` and more, which nobody means here.
        let plain = word.starts_with(|c: char| c.is_ascii_digit())
            && word.chars().all(|c| c.is_ascii_alphanumeric() || c == '.')
            && word.len() <= 20;
        let version = plain.then(|| word.parse::<Version>().ok()).flatten()?;
        (!version.is_local() && !version.is_post()).then_some(Self { version, free_threaded })
    }

    /// The first usable version in a `.python-version`: pyenv reads several, one a line or a few on it; names of
    /// environments, other implementations and comments may stand between. Python 2 is passed over.
    pub fn first_in(text: &str) -> Option<Self> {
        let words = text.lines().filter(|line| !line.trim_start().starts_with('#')).flat_map(str::split_whitespace);
        words.filter_map(Self::parse).find(|wanted| wanted.version.release().first() >= Some(&3))
    }

    /// True when `version` is one of those that were asked for: `3.12` means each 3.12, `3.12.4` that one alone.
    pub(super) fn is_met_by(&self, version: &Version, candidate: &Candidate) -> bool {
        if self.free_threaded != candidate.free_threaded {
            return false;
        }
        if self.version.any_prerelease() {
            return *version == self.version;
        }
        let asked = self.version.release();
        version.release().len() >= asked.len() && version.release().iter().zip(asked).all(|(one, other)| one == other)
    }
}

impl fmt::Display for Wanted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.version, if self.free_threaded { "t" } else { "" })
    }
}
