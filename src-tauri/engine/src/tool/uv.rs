//! uv: what it is told, for environments that it made without a pip, and for projects whose lock file is its own.
//!
//! uv looks for Pythons by running every `python3` on PATH, which opens a dialog on a Mac without developer tools, and
//! fetches one where it finds none. Neither happens when it is told `--python` with an interpreter's path and
//! `UV_PYTHON_DOWNLOADS=never`.
//!
//! `UV_NO_CONFIG` would lose the index and certificates of `uv.toml` and the project's, so both are read. Found out with
//! uv 0.13.9, of `[pip]` in a `uv.toml`: `python` and `system` give way to `--python`; `prefix` gives way to `--prefix` with the
//! environment's folder, which then does what it would without; `target` gives way to nothing but `--no-config`. A
//! `no-index` stays: it is how that network is reached.

pub mod ending;

use std::path::Path;

use super::spec::{self, Name, Package, Spec};
use super::{step, words};
use crate::model::Step;

/// Said in every call: nothing is fetched that was not asked for, and what is printed is lines of text.
const QUIET: [(&str, &str); 3] = [("UV_PYTHON_DOWNLOADS", "never"), ("UV_NO_PROGRESS", "1"), ("NO_COLOR", "1")];

/// Nothing is built.
const WHEELS: [&str; 2] = ["--only-binary", ":all:"];

/// A setting of a `uv.toml` that leads elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Detour<'path> {
    /// `prefix`; the environment's folder undoes it.
    Prefix(&'path Path),
    /// `target`. The file is passed over as a whole, with an index that it may name: a plan has to say so.
    Target,
}

/// uv, for one environment, as pip.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UvPip<'path> {
    /// The program.
    pub program: &'path Path,
    /// The interpreter of the environment.
    pub python: &'path Path,
    /// What is to be undone of its `uv.toml`.
    pub detour: Option<Detour<'path>>,
    /// The project, whose index settings count.
    pub folder: &'path Path,
}

impl UvPip<'_> {
    /// Installs. Nothing that is there is upgraded unless it has to be.
    pub fn install(&self, specs: &[Spec]) -> Step {
        self.call("install", &[], spec::arguments(specs))
    }

    /// As [`UvPip::install`], from wheels alone: nothing of a package is executed.
    pub fn install_wheels(&self, specs: &[Spec]) -> Step {
        self.call("install", &words(WHEELS), spec::arguments(specs))
    }

    /// What [`UvPip::install_wheels`] would install.
    pub fn preview(&self, specs: &[Spec]) -> Step {
        self.call("install", &words(["--dry-run", WHEELS[0], WHEELS[1]]), spec::arguments(specs))
    }

    /// Upgrades these alone.
    pub fn upgrade(&self, packages: &[Package]) -> Step {
        self.call("install", &upgrading(packages), packages.iter().map(ToString::to_string))
    }

    /// As [`UvPip::upgrade`], from wheels alone; or what that would do.
    pub fn upgrade_wheels(&self, packages: &[Package], dry: bool) -> Step {
        let mut options = upgrading(packages);
        options.extend(words(WHEELS));
        options.extend(dry.then(|| "--dry-run".to_owned()));
        self.call("install", &options, packages.iter().map(ToString::to_string))
    }

    /// Removes these. What came along with them stays.
    pub fn uninstall(&self, names: &[Name]) -> Step {
        self.call("uninstall", &[], spec::names(names))
    }

    /// What is installed, as JSON.
    pub fn list(&self) -> Step {
        self.ask(&["list", "--format", "json"])
    }

    /// What is installed, as lines of a requirements file.
    pub fn freeze(&self) -> Step {
        self.ask(&["freeze"])
    }

    /// Whether what is installed fits together.
    pub fn check(&self) -> Step {
        self.ask(&["check"])
    }

    fn ask(&self, command: &[&str]) -> Step {
        let mut argv = vec![said(self.program), "pip".to_owned()];
        argv.extend(command.iter().map(|word| (*word).to_owned()));
        argv.extend(["--python".to_owned(), said(self.python)]);
        step(argv, self.folder, &QUIET)
    }

    fn call(&self, command: &str, options: &[String], what: impl Iterator<Item = String>) -> Step {
        let mut step = self.ask(&[command]);
        match self.detour {
            Some(Detour::Prefix(environment)) => step.argv.extend(["--prefix".to_owned(), said(environment)]),
            Some(Detour::Target) => step.argv.push("--no-config".to_owned()),
            None => {}
        }
        step.argv.extend(options.iter().cloned());
        step.argv.extend(what);
        step
    }
}

/// uv, for a project of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UvProject<'path> {
    /// The program.
    pub program: &'path Path,
    /// The folder of the project.
    pub folder: &'path Path,
    /// The project's environment, whatever its name.
    pub environment: &'path Path,
    /// The interpreter of that. uv replaces an environment that stands on another Python than it is told.
    pub python: &'path Path,
}

impl UvProject<'_> {
    /// Adds these to the project, its lock file and its environment.
    pub fn add(&self, packages: &[Package]) -> Step {
        self.call(&["add"], packages.iter().map(ToString::to_string))
    }

    /// Takes these from the project, its lock file and its environment.
    pub fn remove(&self, names: &[Name]) -> Step {
        self.call(&["remove"], spec::names(names))
    }

    /// Writes the lock file anew where the project has changed.
    pub fn lock(&self) -> Step {
        self.call(&["lock"], std::iter::empty())
    }

    /// Upgrades these, or all of them when there are none, and brings the environment along. What it holds beside the
    /// project's own packages stays.
    pub fn upgrade(&self, names: &[Name]) -> Step {
        let upgraded = names.iter().flat_map(|name| words(["--upgrade-package", name.as_str()]));
        let all = names.is_empty().then(|| "--upgrade".to_owned());
        self.call(&["sync", "--inexact"], upgraded.chain(all))
    }

    /// Brings the environment to what the lock file says.
    pub fn sync(&self) -> Step {
        self.call(&["sync"], std::iter::empty())
    }

    fn call(&self, command: &[&str], what: impl Iterator<Item = String>) -> Step {
        let mut argv = vec![said(self.program)];
        argv.extend(command.iter().map(|word| (*word).to_owned()));
        argv.extend(["--project".to_owned(), said(self.folder), "--python".to_owned(), said(self.python)]);
        argv.extend(what);
        let mut step = step(argv, self.folder, &QUIET);
        step.env.insert("UV_PROJECT_ENVIRONMENT".to_owned(), said(self.environment));
        step
    }
}

fn upgrading(packages: &[Package]) -> Vec<String> {
    packages.iter().flat_map(|package| words(["--upgrade-package", package.name.as_str()])).collect()
}

fn said(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn packages(words: &[&str]) -> Vec<Package> {
        words.iter().map(|word| Package::parse(word).expect("a package")).collect()
    }

    #[test]
    fn an_environment_without_pip_is_named_by_its_interpreter() {
        let python = Path::new("/Users/ada/shop/.venv/bin/python");
        let folder = Path::new("/Users/ada/shop");
        let uv = UvPip { program: Path::new("/Users/ada/.local/bin/uv"), python, detour: None, folder };
        let specs = [Spec::parse("uvicorn[standard]").expect("a package")];
        let step = uv.install(&specs);
        let pip = "/Users/ada/.local/bin/uv pip";
        let here = "--python /Users/ada/shop/.venv/bin/python";
        assert_eq!(step.argv.join(" "), format!("{pip} install {here} uvicorn[standard]"));
        assert_eq!(step.env["UV_PYTHON_DOWNLOADS"], "never");
        assert!(!step.env.contains_key("UV_NO_CONFIG"));
        let upgrade = uv.upgrade(&packages(&["six>=1.16"]));
        assert_eq!(upgrade.argv.join(" "), format!("{pip} install {here} --upgrade-package six six>=1.16"));
        let elsewhere = UvPip { detour: Some(Detour::Prefix(Path::new("/Users/ada/shop/.venv"))), ..uv };
        let removal = elsewhere.uninstall(&[Name::parse("six").expect("a name")]);
        assert_eq!(removal.argv.join(" "), format!("{pip} uninstall {here} --prefix /Users/ada/shop/.venv six"));
        let target = UvPip { detour: Some(Detour::Target), ..uv }.install(&specs);
        assert_eq!(target.argv.join(" "), format!("{pip} install {here} --no-config uvicorn[standard]"));
        assert_eq!(uv.list().argv.join(" "), format!("{pip} list --format json {here}"));
    }

    #[test]
    fn a_project_of_uvs_is_changed_with_its_lock_file() {
        let uv = UvProject {
            program: Path::new("/opt/homebrew/bin/uv"),
            folder: Path::new("/Users/ada/shop"),
            environment: Path::new("/Users/ada/shop/.venv"),
            python: Path::new("/Users/ada/shop/.venv/bin/python"),
        };
        let here = "--project /Users/ada/shop --python /Users/ada/shop/.venv/bin/python";
        let said = |step: Step| step.argv[1..].join(" ");
        assert_eq!(said(uv.add(&packages(&["idna<4"]))), format!("add {here} idna<4"));
        let idna = [Name::parse("idna").expect("a name")];
        assert_eq!(said(uv.remove(&idna)), format!("remove {here} idna"));
        assert_eq!(said(uv.upgrade(&idna)), format!("sync --inexact {here} --upgrade-package idna"));
        assert_eq!(said(uv.upgrade(&[])), format!("sync --inexact {here} --upgrade"));
        assert_eq!(said(uv.lock()), format!("lock {here}"));
    }
}
