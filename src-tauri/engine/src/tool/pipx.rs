//! pipx: what it is told.
//!
//! pipx asks nothing and has no colour when nobody looks; what is left to switch off are its emoji (`USE_EMOJI`, and
//! `PIPX_USE_EMOJI` since 1.8). It runs pip, so what would bend pip's plans bends its own, and is switched off as there.
//!
//! `--python` is always said: without it pipx takes the Python that it runs on itself, for a `reinstall` too, so that a
//! tool on 3.11 comes back on 3.12 (seen with 1.4 to 1.18). `--force` is never said: it takes over environments and
//! commands that are there; a command of somebody else's is reported instead, by [`outcome`].

pub mod outcome;

use std::path::Path;

use super::pip::NEUTRAL;
use super::release::Release;
use super::spec::{Name, Package, Refused};
use super::{step, words};
use crate::model::Step;

/// The first pipx with `repair` and `health`; 1.15 has neither.
const HAS_REPAIR: Release = Release(1, 16, 0);

/// What pipx calls a tool: its package, and what tells a second installation apart (`black@22`, by its `--suffix`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToolName(String);

impl ToolName {
    /// Reads a name.
    ///
    /// # Errors
    /// [`Refused`] when it is anything else: an option, a path, an address, a command.
    pub fn parse(word: &str) -> Result<Self, Refused> {
        const LONGEST_SUFFIX: usize = 60;
        let (package, suffix) = word.split_at(word.find(['@', '+']).unwrap_or(word.len()));
        let is_suffix = |c: char| c.is_ascii_alphanumeric() || "-_.@+".contains(c);
        let is_one = !suffix.is_empty() && suffix.len() <= LONGEST_SUFFIX && suffix.chars().all(is_suffix);
        Name::parse(if is_one { package } else { word }).map(|_| Self(word.to_owned()))
    }
}

/// Whether the commands of a package's dependencies are wanted too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Commands {
    /// The package's own.
    Own,
    /// Those of all that it needs as well: `ansible`.
    WithDependencies,
}

/// One pipx.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pipx {
    /// Its command, from `/` on.
    pub program: String,
    /// Its version; `None` when nobody knows, and then it is told only what every pipx understands.
    pub release: Option<Release>,
}

impl Pipx {
    /// Installs a tool on `python`.
    pub fn install(&self, package: &Package, python: &Path, commands: Commands) -> Step {
        let mut words = words(["install"]);
        if commands == Commands::WithDependencies {
            words.push("--include-deps".to_owned());
        }
        words.extend(on(python));
        words.push(package.to_string());
        self.call(words)
    }

    /// Removes a tool, with its environment and its commands.
    pub fn uninstall(&self, name: &ToolName) -> Step {
        self.call(words(["uninstall", &name.0]))
    }

    /// Upgrades a tool. Not for one whose interpreter is gone: pipx before 1.16 stumbles over it.
    pub fn upgrade(&self, name: &ToolName) -> Step {
        self.call(words(["upgrade", &name.0]))
    }

    /// Makes a tool's environment anew, on `python`.
    fn reinstall(&self, name: &ToolName, python: &Path) -> Step {
        let mut words = words(["reinstall"]);
        words.extend(on(python));
        words.push(name.0.clone());
        self.call(words)
    }

    /// Mends a tool whose interpreter is gone: by `repair` where there is one, else by making it anew.
    pub fn mend(&self, name: &ToolName, python: &Path) -> Step {
        if !self.is_at_least(HAS_REPAIR) {
            return self.reinstall(name, python);
        }
        let mut words = words(["repair"]);
        words.extend(on(python));
        words.push(name.0.clone());
        self.call(words)
    }

    /// Whether a tool's Python runs, by pipx's own look; `None` where pipx can't say.
    pub fn health(&self, name: &ToolName) -> Option<Step> {
        self.is_at_least(HAS_REPAIR).then(|| self.call(words(["health", &name.0])))
    }

    /// Puts the folder of its commands on PATH, in the shell's own files.
    pub fn ensure_path(&self) -> Step {
        self.call(words(["ensurepath"]))
    }

    fn call(&self, command: Vec<String>) -> Step {
        let argv = std::iter::once(self.program.clone()).chain(command).collect();
        let mut variables = NEUTRAL.to_vec();
        variables.extend([("USE_EMOJI", "0"), ("PIPX_USE_EMOJI", "0"), ("NO_COLOR", "1")]);
        step(argv, Path::new("/"), &variables)
    }

    fn is_at_least(&self, release: Release) -> bool {
        self.release.is_some_and(|own| own >= release)
    }
}

fn on(python: &Path) -> [String; 2] {
    ["--python".to_owned(), python.to_string_lossy().into_owned()]
}

#[cfg(test)]
mod tests {
    use super::*;

    const PYTHON: &str = "/opt/homebrew/opt/python@3.13/bin/python3.13";

    fn pipx(release: Option<Release>) -> Pipx {
        Pipx { program: "/opt/homebrew/bin/pipx".to_owned(), release }
    }

    fn said(step: &Step) -> String {
        step.argv[1..].join(" ")
    }

    #[test]
    fn a_tool_stands_on_the_python_that_was_chosen() {
        let pipx = pipx(Some(Release(1, 7, 1)));
        let package = Package::parse("ansible>=9").expect("a package");
        let install = pipx.install(&package, Path::new(PYTHON), Commands::WithDependencies);
        assert_eq!(said(&install), format!("install --include-deps --python {PYTHON} ansible>=9"));
        let own = pipx.install(&package, Path::new(PYTHON), Commands::Own);
        assert_eq!(said(&own), format!("install --python {PYTHON} ansible>=9"));
        let ansible = ToolName::parse("ansible").expect("a name");
        assert_eq!(said(&pipx.reinstall(&ansible, Path::new(PYTHON))), format!("reinstall --python {PYTHON} ansible"));
        assert_eq!(said(&pipx.uninstall(&ansible)), "uninstall ansible");
        assert_eq!(said(&pipx.upgrade(&ansible)), "upgrade ansible");
        for step in [install, own] {
            assert_eq!((step.env["USE_EMOJI"].as_str(), step.env["PIP_USER"].as_str()), ("0", "0"));
            assert!(!step.argv.contains(&"--force".to_owned()));
        }
    }

    #[test]
    fn what_an_old_pipx_has_not_is_not_asked_of_it() {
        let black = ToolName::parse("black").expect("a name");
        for release in [None, Some(Release(1, 4, 3)), Some(Release(1, 13, 0))] {
            let old = pipx(release);
            assert_eq!(old.health(&black), None);
            assert_eq!(said(&old.mend(&black, Path::new(PYTHON))), format!("reinstall --python {PYTHON} black"));
        }
        let new = pipx(Some(Release(1, 16, 0)));
        assert_eq!(said(&new.mend(&black, Path::new(PYTHON))), format!("repair --python {PYTHON} black"));
        assert_eq!(new.health(&black).map(|step| said(&step)), Some("health black".to_owned()));
    }

    #[test]
    fn a_second_installation_has_a_name_and_nothing_hostile_has() {
        for name in ["black", "black@22", "black_x@3.11-dev", "zope.interface+a"] {
            assert_eq!(ToolName::parse(name).map(|name| name.0), Ok(name.to_owned()));
        }
        let long = format!("black@{}", "x".repeat(10_000));
        for hostile in
            ["", "-e", "--global", "@1", "-e@1", "black@1 x", "black@;rm", "a/b@1", "black@../x", "x==1", &long]
        {
            assert!(ToolName::parse(hostile).is_err(), "{hostile}");
        }
    }
}
