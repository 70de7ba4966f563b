//! pip: what it is told, so that it does what a plan says and nothing else.
//!
//! It is always run as `PYTHON -I -m pip`, in `/`: `-I` and a folder that is nobody's keep a project's own `pip.py` or
//! `logging.py` from being imported. `-I` also hides the user site, so what stands there is reached with `-E` instead, and
//! with neither where `PYTHONUSERBASE` moves it: no other variable of that kind reaches what Sandbar runs.
//!
//! **pip.conf.** `--isolated` would lose the index, proxies and certificates, and with them often the only network that
//! works. So the user's files are read, and what would bend a plan is switched off. Found out with pip 19.2, 20.3, 21.2,
//! 22.3, 23.0, 24.1 and 26.3, each setting in a file of its own:
//!
//! - a variable beats every file, and `0` is a no: `PIP_USER=0`, `PIP_NO_INDEX=0`, `PIP_NO_DEPS=0` and their like;
//! - an *empty* variable is passed over, so `PIP_TARGET=` changes nothing; the option `--target=` does;
//! - `PIP_ROOT=/` is no root, and `PIP_PREFIX=` with the environment's own folder is no detour. An empty `--prefix=` is
//!   one: from 24.1 on (Python 3.12) it installs into `lib/pythonX.Y/site-packages` of the current folder, so into `/`;
//! - `PIP_PYTHON` (22.3 and later) with the interpreter itself brings pip back from another one;
//! - a pip.conf's `requirement`, `constraint` and `editable` can be added to, but not taken back: pip stops at a file
//!   that is not there, which is shown.
//!
//! A variable that an older pip has no option for is passed over by it.

pub mod cause;
pub mod ending;
pub mod entry_points;
mod look;
pub mod progress;
pub mod report;
mod size;
pub mod summary;

use std::path::Path;

use super::release::Release;
use super::spec::{self, Name, Spec};
use super::{step, words};
use crate::model::Step;

pub use look::ReportTo;

/// The first pip that looks at the marker of PEP 668, and so the first that can be told to pass it.
const HAS_BREAK: Release = Release(23, 0, 1);
/// The first pip whose progress is lines that can be read.
const HAS_RAW_PROGRESS: Release = Release(24, 1, 0);

/// Switches that a pip.conf may hold and that a plan decides itself.
///
/// What the command line says beats them, so they stand in every call.
pub(super) const NEUTRAL: [(&str, &str); 11] = [
    ("PIP_NO_INPUT", "1"),
    ("PIP_USER", "0"),
    ("PIP_NO_INDEX", "0"),
    ("PIP_NO_DEPS", "0"),
    ("PIP_UPGRADE", "0"),
    ("PIP_FORCE_REINSTALL", "0"),
    ("PIP_IGNORE_INSTALLED", "0"),
    ("PIP_DRY_RUN", "0"),
    ("PIP_BREAK_SYSTEM_PACKAGES", "0"),
    ("PIP_QUIET", "0"),
    ("PIP_VERBOSE", "0"),
];

/// Where pip works.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// A virtual environment. pip is told to refuse anything else.
    Environment,
    /// An environment of conda's or pixi's, which is none by pip's own test (`sys.prefix`).
    Conda,
    /// A Python itself: behind glass.
    System {
        /// Whether it is externally managed (PEP 668).
        marked: bool,
    },
    /// The user site of a Python: behind glass as well.
    UserSite {
        /// Whether that Python is externally managed (PEP 668).
        marked: bool,
    },
}

/// A setting of a pip.conf that leads elsewhere and that no neutral variable switches off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Detour {
    /// `target`
    Target,
    /// `prefix`
    Prefix,
    /// `root`
    Root,
    /// `python`
    Python,
    /// No setting of pip's: `PYTHONUSERBASE`, which moves the user site, and which `-E` would hide.
    UserBase,
}

/// One pip.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Pip {
    /// The interpreter that runs it, from `/` on.
    pub python: String,
    /// The folder of the environment, the Python's own prefix, or the folder around the user site.
    pub prefix: String,
    /// Its version; `None` when nobody knows, and then it is told only what every pip understands.
    pub release: Option<Release>,
    /// Where it works.
    pub place: Place,
    /// What is to be undone of its pip.conf.
    pub detours: Vec<Detour>,
}

impl Pip {
    /// Installs. Nothing that is there is upgraded unless it has to be.
    pub fn install(&self, specs: &[Spec]) -> Step {
        self.change("install", self.place_options(), spec::arguments(specs))
    }

    /// Installs, from wheels alone: nothing of a package is executed.
    pub fn install_wheels(&self, specs: &[Spec]) -> Step {
        let mut options = self.place_options();
        options.extend(words(["--only-binary", ":all:"]));
        self.change("install", options, spec::arguments(specs))
    }

    /// As [`Pip::install_wheels`], of those that [`Pip::fetch`] has put into `from`, and of no other index.
    pub fn install_fetched(&self, specs: &[Spec], from: &Path) -> Step {
        let mut options = self.place_options();
        options.extend(words(["--only-binary", ":all:", "--no-index"]));
        options.push(format!("--find-links={}", from.to_string_lossy()));
        self.change("install", options, spec::arguments(specs))
    }

    /// As [`Pip::upgrade`], from wheels alone.
    pub fn upgrade_wheels(&self, specs: &[Spec]) -> Step {
        let mut options = self.place_options();
        options.extend(words(["--only-binary", ":all:", "--upgrade", "--upgrade-strategy", "only-if-needed"]));
        self.change("install", options, spec::arguments(specs))
    }

    /// Upgrades these, and what they need only where it has to be.
    ///
    /// The strategy is said because a pip.conf may say `eager`.
    pub fn upgrade(&self, specs: &[Spec]) -> Step {
        let mut options = self.place_options();
        options.extend(words(["--upgrade", "--upgrade-strategy", "only-if-needed"]));
        self.change("install", options, spec::arguments(specs))
    }

    /// Removes these. What came along with them stays.
    pub fn uninstall(&self, names: &[Name]) -> Step {
        let mut options = words(["--yes"]);
        options.extend(self.break_glass());
        self.change("uninstall", options, spec::names(names))
    }

    /// What is installed, as JSON.
    pub fn list(&self) -> Step {
        self.call(words(["list", "--format", "json"]))
    }

    /// What is installed, as lines of a requirements file.
    pub fn freeze(&self) -> Step {
        self.call(words(["freeze"]))
    }

    /// Whether what is installed fits together.
    pub fn check(&self) -> Step {
        self.call(words(["check"]))
    }

    fn change(&self, command: &str, options: Vec<String>, what: impl Iterator<Item = String>) -> Step {
        self.call([command.to_owned()].into_iter().chain(options).chain(what).collect())
    }

    fn call(&self, command: Vec<String>) -> Step {
        let isolation = match self.place {
            Place::UserSite { .. } if self.detours.contains(&Detour::UserBase) => None,
            Place::UserSite { .. } => Some("-E".to_owned()),
            _ => Some("-I".to_owned()),
        };
        let mut argv: Vec<String> = [self.python.clone()].into_iter().chain(isolation).collect();
        argv.extend(words(["-m", "pip", "--disable-pip-version-check", "--no-input", "--no-color"]));
        argv.extend(command);
        step(argv, Path::new("/"), &self.variables())
    }

    fn variables(&self) -> Vec<(&str, &str)> {
        let mut variables = NEUTRAL.to_vec();
        let only_environments = matches!(self.place, Place::Environment);
        variables.push(("PIP_REQUIRE_VIRTUALENV", if only_environments { "1" } else { "0" }));
        if !matches!(self.place, Place::UserSite { .. }) {
            // For what pip starts itself: a build does not see the user site either.
            variables.push(("PYTHONNOUSERSITE", "1"));
        }
        if self.detours.contains(&Detour::UserBase) {
            variables.push(("PYTHONUSERBASE", &self.prefix));
        }
        if self.detours.contains(&Detour::Prefix) {
            variables.push(("PIP_PREFIX", &self.prefix));
        }
        if self.detours.contains(&Detour::Root) {
            variables.push(("PIP_ROOT", "/"));
        }
        if self.detours.contains(&Detour::Python) {
            variables.push(("PIP_PYTHON", &self.python));
        }
        variables
    }

    /// The options of a real install.
    fn place_options(&self) -> Vec<String> {
        let mut options = self.progress();
        options.extend(self.break_glass());
        options.extend(self.no_target());
        if matches!(self.place, Place::UserSite { .. }) {
            options.push("--user".to_owned());
        }
        options
    }

    fn progress(&self) -> Vec<String> {
        words(["--progress-bar", if self.is_at_least(HAS_RAW_PROGRESS) { "raw" } else { "off" }])
    }

    fn no_target(&self) -> Option<String> {
        self.detours.contains(&Detour::Target).then(|| "--target=".to_owned())
    }

    fn break_glass(&self) -> Option<String> {
        let marked = matches!(self.place, Place::System { marked: true } | Place::UserSite { marked: true });
        (marked && self.is_at_least(HAS_BREAK)).then(|| "--break-system-packages".to_owned())
    }

    fn is_at_least(&self, release: Release) -> bool {
        self.release.is_some_and(|own| own >= release)
    }
}

#[cfg(test)]
mod tests;
