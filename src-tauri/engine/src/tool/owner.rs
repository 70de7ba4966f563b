//! A project whose packages are another tool's business: that tool's own commands.
//!
//! pip could install into such a project too, and its lock file would no longer say what is there. Which tool owns a
//! project is decided elsewhere, from its files; whether that tool is here as well. uv has a room of its own.
//!
//! From the tools' own help: Poetry 2.5.1 (`add`, `remove`, `update`, `--no-interaction`, `--no-ansi`), Pipenv 2026.10.3
//! (`install`, `uninstall`, `update`). pixi's are from its manual (`pixi add --pypi`, `pixi remove --pypi`, `pixi
//! update`) and were not tried.

use std::fmt;
use std::path::Path;

use super::spec::{self, Name, Package};
use super::{step, words};
use crate::model::Step;

/// Who looks after a project's packages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Owner {
    /// uv.
    Uv,
    /// Poetry.
    Poetry,
    /// Pipenv.
    Pipenv,
    /// pixi.
    Pixi,
}

/// What is to become of packages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change<'names> {
    /// They are added.
    Add(&'names [Package]),
    /// They are taken away.
    Remove(&'names [Name]),
    /// They are upgraded; all of them when there are none.
    Upgrade(&'names [Name]),
}

impl Owner {
    /// The command's name.
    pub fn command(self) -> &'static str {
        match self {
            Self::Uv => "uv",
            Self::Poetry => "poetry",
            Self::Pipenv => "pipenv",
            Self::Pixi => "pixi",
        }
    }

    /// The owner's own command, as somebody would type it in the project's folder.
    pub fn typed(self, change: Change<'_>) -> Vec<String> {
        let mut argv = vec![self.command().to_owned()];
        argv.extend(self.words(change));
        argv
    }

    /// The same as a step, run by `program` in `folder` on the environment that is meant, with what keeps it from asking.
    ///
    /// Poetry and Pipenv take the environment that is on, whatever its name, and else may make one far from the project.
    /// pixi's is always its own; uv has a room of its own.
    pub fn step(self, program: &Path, folder: &Path, environment: Option<&Path>, change: Change<'_>) -> Step {
        let mut argv = vec![program.to_string_lossy().into_owned()];
        argv.extend(self.words(change));
        if self == Self::Poetry {
            argv.extend(words(["--no-interaction", "--no-ansi"]));
        }
        let mut step = step(argv, folder, self.variables());
        if let (Self::Poetry | Self::Pipenv, Some(environment)) = (self, environment) {
            step.env.insert("VIRTUAL_ENV".to_owned(), environment.to_string_lossy().into_owned());
        }
        step
    }

    fn words(self, change: Change<'_>) -> Vec<String> {
        let mut words: Vec<String> = self.verb(change).iter().map(|word| (*word).to_owned()).collect();
        match (self, change) {
            (_, Change::Add(packages)) => words.extend(packages.iter().map(ToString::to_string)),
            (Self::Uv, Change::Upgrade(names)) => {
                let each = names.iter().flat_map(|name| super::words(["--upgrade-package", name.as_str()]));
                words.extend(each);
                words.extend(names.is_empty().then(|| "--upgrade".to_owned()));
            }
            (_, Change::Remove(names) | Change::Upgrade(names)) => words.extend(spec::names(names)),
        }
        words
    }

    fn verb(self, change: Change<'_>) -> &'static [&'static str] {
        match (self, change) {
            (Self::Uv | Self::Poetry, Change::Add(_)) => &["add"],
            (Self::Uv | Self::Poetry, Change::Remove(_)) => &["remove"],
            (Self::Uv, Change::Upgrade(_)) => &["sync"],
            (Self::Poetry | Self::Pipenv | Self::Pixi, Change::Upgrade(_)) => &["update"],
            (Self::Pipenv, Change::Add(_)) => &["install"],
            (Self::Pipenv, Change::Remove(_)) => &["uninstall"],
            (Self::Pixi, Change::Add(_)) => &["add", "--pypi"],
            (Self::Pixi, Change::Remove(_)) => &["remove", "--pypi"],
        }
    }

    fn variables(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::Uv => &[("UV_PYTHON_DOWNLOADS", "never"), ("UV_NO_PROGRESS", "1"), ("NO_COLOR", "1")],
            // It would tell at length that it takes the environment that is on.
            Self::Pipenv => {
                &[("PIPENV_VERBOSITY", "-1"), ("PIPENV_NOSPIN", "1"), ("PIPENV_YES", "1"), ("NO_COLOR", "1")]
            }
            Self::Poetry | Self::Pixi => &[("NO_COLOR", "1")],
        }
    }
}

impl fmt::Display for Owner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Uv => "uv",
            Self::Poetry => "Poetry",
            Self::Pipenv => "Pipenv",
            Self::Pixi => "pixi",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_owner_says_it_its_own_way() {
        let packages = [Package::parse("requests[socks]>=2.31").expect("a package")];
        let names = [Name::parse("requests").expect("a name")];
        let said = |owner: Owner, change| owner.typed(change).join(" ");
        assert_eq!(said(Owner::Uv, Change::Add(&packages)), "uv add requests[socks]>=2.31");
        assert_eq!(said(Owner::Poetry, Change::Add(&packages)), "poetry add requests[socks]>=2.31");
        assert_eq!(said(Owner::Pipenv, Change::Add(&packages)), "pipenv install requests[socks]>=2.31");
        assert_eq!(said(Owner::Pixi, Change::Add(&packages)), "pixi add --pypi requests[socks]>=2.31");
        assert_eq!(said(Owner::Uv, Change::Remove(&names)), "uv remove requests");
        assert_eq!(said(Owner::Pipenv, Change::Remove(&names)), "pipenv uninstall requests");
        assert_eq!(said(Owner::Pixi, Change::Remove(&names)), "pixi remove --pypi requests");
        assert_eq!(said(Owner::Uv, Change::Upgrade(&names)), "uv sync --upgrade-package requests");
        assert_eq!(said(Owner::Uv, Change::Upgrade(&[])), "uv sync --upgrade");
        assert_eq!(said(Owner::Poetry, Change::Upgrade(&[])), "poetry update");
        assert_eq!(said(Owner::Pixi, Change::Upgrade(&names)), "pixi update requests");
    }

    #[test]
    fn a_step_asks_nothing_and_runs_in_the_project() {
        let names = [Name::parse("six").expect("a name")];
        let (program, folder) = (Path::new("/Users/ada/.local/bin/poetry"), Path::new("/Users/ada/shop"));
        let step = Owner::Poetry.step(program, folder, None, Change::Remove(&names));
        assert_eq!(step.argv.join(" "), "/Users/ada/.local/bin/poetry remove six --no-interaction --no-ansi");
        assert_eq!(step.cwd.as_path(), folder);
        let own = Some(Path::new("/Users/ada/shop/venv"));
        for owner in [Owner::Poetry, Owner::Pipenv] {
            let step = owner.step(program, folder, own, Change::Upgrade(&[]));
            assert_eq!(step.env["VIRTUAL_ENV"], "/Users/ada/shop/venv", "{owner}");
        }
        assert!(!Owner::Pixi.step(program, folder, own, Change::Upgrade(&[])).env.contains_key("VIRTUAL_ENV"));
    }
}
