//! Whether a name that somebody typed, to have it installed, is a package's own: the name guard alone.
//!
//! No machine is looked at. What is only advice elsewhere is here a reason to ask first: a name that nobody knows and
//! that is one slip away from a famous one is how malicious packages are installed.

use super::advice::Verdict;
use super::judge::{Way, guard};
use super::parse::{Asked, Package};
use super::project::{listed_in_pyproject, listed_in_requirements};
use super::world::World;
use crate::machine::Os;

/// Why a name is not to be installed as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Objection {
    /// One sentence.
    pub reason: String,
    /// The package that is meant, if there is one.
    pub instead: Option<String>,
    /// The formula of Homebrew's that is meant, if it is a program and no package.
    pub formula: Option<String>,
}

/// What is to be said against installing `name` into a sandbox on `os`; `None` for a package's own name.
pub fn objection(name: &str, os: Os) -> Option<Objection> {
    const IN_EVERY_SANDBOX: [&str; 3] = ["pip", "setuptools", "wheel"];
    let package = Package::named(name)?;
    if IN_EVERY_SANDBOX.contains(&package.name.as_str()) {
        return None;
    }
    let found = guard(&package, Asked::Named, &World::empty(os, "/"))?;
    let (instead, formula) = match (found.verdict, found.way) {
        (_, Way::Brew(formula)) => (None, Some(formula)),
        (Verdict::Stdlib, Way::Add(package)) => (Some(package), None),
        // What exists only elsewhere is named, and is no way.
        (Verdict::Rename | Verdict::Ask, way) => (found.package.filter(|_| way != Way::Nothing), None),
        _ => (None, None),
    };
    Some(Objection { reason: found.reason, instead, formula })
}

/// The normalised names of the packages that a project's file lists; none for a file of another kind.
pub fn listed_in(file: &str, text: &str) -> Vec<String> {
    match file {
        "pyproject.toml" => listed_in_pyproject(text),
        name if name.starts_with("requirements") && name.rsplit('.').next() == Some("txt") => {
            listed_in_requirements(text)
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn instead(name: &str) -> Option<String> {
        objection(name, Os::Macos).unwrap_or_else(|| panic!("{name} is let through")).instead
    }

    #[test]
    fn a_packages_own_name_is_let_through() {
        for name in
            ["requests", "Django", "scikit-learn", "pip", "setuptools", "some-name-of-our-own", "zope.interface"]
        {
            assert_eq!(objection(name, Os::Macos), None, "{name}");
        }
    }

    #[test]
    fn what_is_meant_is_offered() {
        assert_eq!(instead("sklearn").as_deref(), Some("scikit-learn"));
        assert_eq!(instead("cv2").as_deref(), Some("opencv-python"));
        assert_eq!(instead("reqeusts").as_deref(), Some("requests"));
        assert_eq!(instead("python3-requests").as_deref(), Some("requests"));
        assert_eq!(instead("json"), None);
        assert_eq!(instead("venv"), None);
    }

    #[test]
    fn a_program_is_homebrews() {
        let found = objection("ffmpeg", Os::Macos);
        assert!(found.is_none_or(|found| found.formula.as_deref() == Some("ffmpeg")));
        assert!(objection("tkinter", Os::Macos).is_some_and(|found| found.formula.is_some()));
    }
}
