//! Homebrew: what it is told.
//!
//! It gets no terminal and asks nothing, but says more than anybody wants to read and does more than it was asked to: so
//! its variables keep it quiet, and keep it from upgrading and removing other things on the way. Every one is in
//! `brew(1)`, "ENVIRONMENT". `bin/brew` cleans its own environment and passes `HOMEBREW_*` on; it needs `HOME`, and a
//! folder to stand in that it can read.
//!
//! It is stopped by one TERM to itself and patience: with INT alone it goes on, and after KILL a build goes on without
//! it (recorded with Homebrew 6.0.18).

pub mod ending;
pub mod phase;

use std::fmt;
use std::path::Path;

use super::{step, words};
use crate::model::Step;
use crate::tool::spec::{Objection, Refused};

/// Longer than any formula's name with its tap.
const LONGEST: usize = 120;

/// What every call is told, and why.
const QUIET: &[(&str, &str)] = &[
    // Nothing was asked of the network but this; the user's own `brew update` is theirs.
    ("HOMEBREW_NO_AUTO_UPDATE", "1"),
    ("HOMEBREW_NO_ANALYTICS", "1"),
    ("HOMEBREW_NO_ENV_HINTS", "1"),
    // 6.0 asks before it installs; without a terminal it would not, but says so first.
    ("HOMEBREW_NO_ASK", "1"),
    // Without it escape codes are printed even into a pipe.
    ("HOMEBREW_NO_COLOR", "1"),
    ("HOMEBREW_NO_EMOJI", "1"),
    ("HOMEBREW_NO_GITHUB_API", "1"),
    ("HOMEBREW_NO_UPDATE_REPORT_NEW", "1"),
    // Cleaning up takes away the kegs that sandboxes stand on, and so does removing what nobody needs.
    ("HOMEBREW_NO_INSTALL_CLEANUP", "1"),
    ("HOMEBREW_NO_AUTOREMOVE", "1"),
    // "Install" is not "upgrade".
    ("HOMEBREW_NO_INSTALL_UPGRADE", "1"),
];

/// A formula's name: `wget`, `python@3.13`, `user/tap/name`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Formula(String);

impl Formula {
    /// Reads a name.
    ///
    /// # Errors
    /// [`Refused`] when it is anything else: an option, a path, an address, a command.
    pub fn parse(word: &str) -> Result<Self, Refused> {
        match objection(word) {
            None => Ok(Self(word.to_owned())),
            Some(objection) => Err(Refused::new(word, objection)),
        }
    }

    /// The name with its tap, as it was written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The name alone, as its keg is called.
    pub fn name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or(&self.0)
    }

    /// Whether it comes from a tap that is not Homebrew's own.
    pub fn tap(&self) -> Option<&str> {
        self.0.rsplit_once('/').map(|(tap, _)| tap).filter(|tap| !tap.starts_with("homebrew/"))
    }
}

impl fmt::Display for Formula {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn objection(word: &str) -> Option<Objection> {
    let parts: Vec<&str> = word.split('/').collect();
    let is_name = |part: &str| {
        let mut characters = part.chars();
        characters.next().is_some_and(|first| first.is_ascii_alphanumeric())
            && characters.all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '+' | '@'))
    };
    match word {
        "" => Some(Objection::Empty),
        word if word.len() > LONGEST => Some(Objection::TooLong),
        word if word.starts_with('-') => Some(Objection::Option),
        word if word.contains(char::is_control) => Some(Objection::Control),
        word if word.contains("://") => Some(Objection::Address),
        word if word.contains(char::is_whitespace) => Some(Objection::Words),
        word if word.contains(';') => Some(Objection::Semicolon),
        word if word.starts_with(['/', '.', '~']) || is_ruby(word) => Some(Objection::Path),
        _ if !matches!(parts.len(), 1 | 3) || !parts.iter().all(|part| is_name(part)) => Some(Objection::Name),
        _ => None,
    }
}

/// Homebrew takes a Ruby file for a formula, and runs it.
fn is_ruby(word: &str) -> bool {
    Path::new(word).extension().is_some_and(|extension| extension.eq_ignore_ascii_case("rb"))
}

/// Installs a formula.
pub fn install(brew: &Path, formula: &Formula) -> Step {
    call(brew, words(["install", "--formula", formula.as_str()]))
}

/// Removes formulae; Homebrew refuses where another one needs them.
pub fn uninstall(brew: &Path, formulae: &[Formula]) -> Step {
    let mut said = words(["uninstall", "--formula"]);
    said.extend(formulae.iter().map(ToString::to_string));
    call(brew, said)
}

/// Removes a formula with all its versions. Of more than one Homebrew takes only the linked one otherwise; what another
/// formula needs it keeps all the same.
pub fn uninstall_all_versions(brew: &Path, formula: &Formula) -> Step {
    call(brew, words(["uninstall", "--force", "--formula", formula.as_str()]))
}

fn call(brew: &Path, said: Vec<String>) -> Step {
    let argv = std::iter::once(brew.to_string_lossy().into_owned()).chain(said).collect();
    step(argv, Path::new("/"), QUIET)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_formula_is_a_name_and_nothing_else() {
        for name in ["wget", "python@3.13", "local/test/hello", "gtk+3", "c++", "7zip"] {
            // `c++` and the like are names of Homebrew's too.
            assert_eq!(Formula::parse(name).map(|formula| formula.to_string()), Ok(name.to_owned()));
        }
        for hostile in [
            "",
            "--force",
            "-e",
            "a b",
            ";rm",
            "../x",
            "/etc/passwd",
            "./x.rb",
            "x.rb",
            "https://host/x.rb",
            "a/b",
            "a//b",
            "a/b/c/d",
            "x\ny",
            "$(id)",
            "a/-b/c",
            &"x".repeat(10_000),
        ] {
            assert!(Formula::parse(hostile).is_err(), "{hostile}");
        }
        let tapped = Formula::parse("local/test/hello").unwrap();
        assert_eq!((tapped.name(), tapped.tap()), ("hello", Some("local/test")));
        assert_eq!(Formula::parse("homebrew/core/wget").unwrap().tap(), None);
    }

    #[test]
    fn it_is_quiet_and_does_no_more_than_it_was_asked() {
        let brew = Path::new("/opt/homebrew/bin/brew");
        let step = install(brew, &Formula::parse("wget").unwrap());
        assert_eq!(step.argv, ["/opt/homebrew/bin/brew", "install", "--formula", "wget"]);
        assert_eq!(step.cwd.to_string_lossy(), "/");
        for variable in ["HOMEBREW_NO_AUTO_UPDATE", "HOMEBREW_NO_INSTALL_CLEANUP", "HOMEBREW_NO_AUTOREMOVE"] {
            assert_eq!(step.env[variable], "1");
        }
        let formulae = ["a", "b"].map(|name| Formula::parse(name).unwrap());
        let step = uninstall(brew, &formulae);
        assert_eq!(step.argv[1..], ["uninstall", "--formula", "a", "b"]);
    }
}
