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
use super::spec::{Name, Package};
use super::{step, words};
use crate::model::Step;

/// The first pipx with `repair` and `health`; 1.15 has neither.
const HAS_REPAIR: Release = Release(1, 16, 0);
/// A pipx with `ensurepath --dry-run`; 1.13 has none.
const HAS_PATH_PREVIEW: Release = Release(1, 15, 0);

/// How pipx is started.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Program {
    /// By its own command, from `/` on.
    Command(String),
    /// As a module of this Python.
    Module(String),
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
    /// How it is started.
    pub program: Program,
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
    pub fn uninstall(&self, name: &Name) -> Step {
        self.call(words(["uninstall", name.as_str()]))
    }

    /// Upgrades a tool. Not for one whose interpreter is gone: pipx before 1.16 stumbles over it.
    pub fn upgrade(&self, name: &Name) -> Step {
        self.call(words(["upgrade", name.as_str()]))
    }

    /// Makes a tool's environment anew, on `python`.
    pub fn reinstall(&self, name: &Name, python: &Path) -> Step {
        let mut words = words(["reinstall"]);
        words.extend(on(python));
        words.push(name.as_str().to_owned());
        self.call(words)
    }

    /// Mends a tool whose interpreter is gone: by `repair` where there is one, else by making it anew.
    pub fn mend(&self, name: &Name, python: &Path) -> Step {
        if !self.is_at_least(HAS_REPAIR) {
            return self.reinstall(name, python);
        }
        let mut words = words(["repair"]);
        words.extend(on(python));
        words.push(name.as_str().to_owned());
        self.call(words)
    }

    /// How all its tools are; `None` where pipx can't say.
    pub fn health(&self) -> Option<Step> {
        self.is_at_least(HAS_REPAIR).then(|| self.call(words(["health"])))
    }

    /// Puts the folder of its commands on PATH, in the shell's own files.
    pub fn ensure_path(&self) -> Step {
        self.call(words(["ensurepath"]))
    }

    /// What [`Pipx::ensure_path`] would do; `None` where pipx can't say.
    pub fn preview_path(&self) -> Option<Step> {
        self.is_at_least(HAS_PATH_PREVIEW).then(|| self.call(words(["ensurepath", "--dry-run"])))
    }

    /// Its folders.
    pub fn environment(&self) -> Step {
        self.call(words(["environment"]))
    }

    fn call(&self, command: Vec<String>) -> Step {
        let mut argv = match &self.program {
            Program::Command(path) => vec![path.clone()],
            Program::Module(python) => words([python, "-I", "-m", "pipx"]),
        };
        argv.extend(command);
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
        Pipx { program: Program::Command("/opt/homebrew/bin/pipx".to_owned()), release }
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
        let ansible = Name::parse("ansible").expect("a name");
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
        let black = Name::parse("black").expect("a name");
        for release in [None, Some(Release(1, 4, 3)), Some(Release(1, 13, 0))] {
            let old = pipx(release);
            assert_eq!((old.health(), old.preview_path()), (None, None));
            assert_eq!(said(&old.mend(&black, Path::new(PYTHON))), format!("reinstall --python {PYTHON} black"));
        }
        let new = pipx(Some(Release(1, 16, 0)));
        assert_eq!(said(&new.mend(&black, Path::new(PYTHON))), format!("repair --python {PYTHON} black"));
        assert_eq!(new.health().map(|step| said(&step)), Some("health".to_owned()));
        assert_eq!(new.preview_path().map(|step| said(&step)), Some("ensurepath --dry-run".to_owned()));
    }

    #[test]
    fn as_a_module_it_is_isolated() {
        let module = Pipx { program: Program::Module("/Users/ada/pipx/bin/python".to_owned()), release: None };
        assert_eq!(module.environment().argv.join(" "), "/Users/ada/pipx/bin/python -I -m pipx environment");
    }
}
