//! The parts of an environment, read once, before anybody judges them.

use std::cell::OnceCell;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use super::{Layout, health, made_at};
use crate::find::conda;
use crate::machine::{Entry, FileError, Kind, Machine};
use crate::model::{EnvironmentTool, Interpreter, Unfinished, minor_of};
use crate::packages;
use crate::privacy;
use crate::pyvenv_cfg::{self, PyvenvCfg};
use crate::unfinished;

/// What lies in an environment's folder.
pub(super) struct Parts<'a> {
    pub(super) folder: &'a Path,
    pub(super) layout: Layout,
    pub(super) tool: EnvironmentTool,
    /// What `pyvenv.cfg` says; for conda and pixi nothing, and that is no defect.
    pub(super) cfg: Result<PyvenvCfg, FileError>,
    /// `bin/python`, whatever that is.
    pub(super) python: PathBuf,
    /// The file that `bin/python` leads to in the end, if it leads to a file.
    pub(super) real_python: Option<PathBuf>,
    pub(super) interpreter: Option<&'a Interpreter>,
    /// The `lib/pythonX.Y` folders.
    pub(super) libraries: Vec<Library>,
    pub(super) packages: Option<u32>,
    /// A whole pip.
    pub(super) has_pip: bool,
    /// Something of pip, whole or not.
    pub(super) has_some_pip: bool,
    pub(super) unfinished: Option<Unfinished>,
    conda_version: Option<String>,
    recorded: OnceCell<Vec<PathBuf>>,
}

/// One `lib/pythonX.Y`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Library {
    pub(super) minor: (u32, u32),
    pub(super) folder: PathBuf,
}

impl<'a> Parts<'a> {
    pub(super) fn read(
        machine: &Machine,
        folder: &'a Path,
        entries: &[Entry],
        layout: Layout,
        interpreters: &'a [Interpreter],
    ) -> Self {
        let cfg = match layout {
            Layout::Venv => pyvenv_cfg::read(machine, folder),
            Layout::Conda | Layout::Pixi => Ok(PyvenvCfg::default()),
        };
        let python = folder.join("bin/python");
        let real_python = machine.resolve(&python).ok().filter(|real| machine.is_file(real));
        let libraries = libraries(machine, folder);
        let mut parts = Self {
            folder,
            layout,
            tool: tool(layout, &cfg),
            conda_version: (layout != Layout::Venv).then(|| conda::version(machine, folder)).flatten(),
            cfg,
            python,
            real_python,
            interpreter: None,
            libraries,
            packages: None,
            has_pip: false,
            has_some_pip: false,
            unfinished: unfinished::read(machine, folder, entries),
            recorded: OnceCell::new(),
        };
        parts.interpreter = parts.find_interpreter(machine, interpreters);
        parts.count_packages(machine);
        parts
    }

    /// The version of Python that it was made for, as exactly as its files tell.
    pub(super) fn version(&self) -> Option<String> {
        let written = self.cfg.as_ref().ok().and_then(PyvenvCfg::version).or_else(|| self.conda_version.clone());
        written.or_else(|| {
            let (major, minor) = self.library()?.minor;
            Some(format!("{major}.{minor}"))
        })
    }

    /// The minor version of the Python that `bin/python` leads to.
    pub(super) fn python_minor(&self) -> Option<(u32, u32)> {
        let named = || minor_of_name(self.real_python.as_deref()?.file_name()?);
        self.interpreter.and_then(Interpreter::minor).or_else(named)
    }

    /// True when something is installed in `library`.
    pub(super) fn holds_packages(machine: &Machine, library: &Library) -> bool {
        let entries = machine.list(&library.folder.join("site-packages")).unwrap_or_default();
        entries.iter().any(|entry| entry.name != "__pycache__")
    }

    /// The places that it was made at, by all that tell, read when somebody first asks.
    pub(super) fn recorded(&self, machine: &Machine) -> &[PathBuf] {
        let read = || self.cfg.as_ref().map(|cfg| made_at::recorded(machine, self.folder, cfg)).unwrap_or_default();
        self.recorded.get_or_init(read)
    }

    /// The places elsewhere that were looked at: the home, the places it was made at, the links on the way to its Python.
    pub(super) fn grounds(&self, machine: &Machine) -> Vec<PathBuf> {
        let home = self.cfg.as_ref().ok().and_then(|cfg| cfg.home.clone());
        let recorded = self.recorded.get().cloned().unwrap_or_default();
        let mut grounds: Vec<PathBuf> = home.into_iter().chain(recorded).chain(self.real_python.clone()).collect();
        let mut here = self.python.clone();
        for _ in 0..health::MOST_LINKS {
            let Some(next) = machine.link(&here).and_then(|target| Some(here.parent()?.join(target))) else { break };
            here = privacy::plain(&next);
            grounds.push(here.clone());
        }
        grounds
    }

    /// The folder of packages that its Python reads.
    pub(super) fn site_packages(&self) -> Option<PathBuf> {
        self.library().map(|library| library.folder.join("site-packages"))
    }

    /// The library that its Python reads.
    fn library(&self) -> Option<&Library> {
        let minor = self.python_minor().or_else(|| minor_of(&self.cfg.as_ref().ok()?.version()?));
        self.libraries.iter().find(|library| Some(library.minor) == minor).or_else(|| self.libraries.last())
    }

    /// The known interpreter that the environment stands on.
    ///
    /// For a venv that is the one its `bin/python` leads to; a copied `bin/python` leads nowhere, and then it is the one
    /// whose folder `pyvenv.cfg` names. An environment of conda's or pixi's is its own interpreter.
    fn find_interpreter(&self, machine: &Machine, interpreters: &'a [Interpreter]) -> Option<&'a Interpreter> {
        if self.layout != Layout::Venv {
            let folder = machine.resolve(self.folder).ok()?;
            return interpreters.iter().find(|interpreter| interpreter.real_path.starts_with(&folder));
        }
        let cfg = self.cfg.as_ref().ok();
        let minor = cfg.and_then(PyvenvCfg::version).as_deref().and_then(minor_of);
        let real = self.real_python.as_deref()?;
        interpreter_at(real, interpreters)
            .or_else(|| interpreter_in(machine, cfg?.home.as_deref()?, minor?, interpreters))
    }

    fn count_packages(&mut self, machine: &Machine) {
        let Some(site) = self.site_packages() else { return };
        let Ok(found) = packages::read(machine, &site) else { return };
        let is_pip = |name: &str| packages::normalized(name) == "pip";
        let whole_pip = found.iter().any(|distribution| distribution.complete && is_pip(&distribution.name));
        self.packages = u32::try_from(found.iter().filter(|distribution| distribution.complete).count()).ok();
        self.has_pip = whole_pip && machine.is_file(&site.join("pip/__init__.py"));
        self.has_some_pip =
            found.iter().any(|distribution| is_pip(&distribution.name)) || machine.is_folder(&site.join("pip"));
    }
}

fn tool(layout: Layout, cfg: &Result<PyvenvCfg, FileError>) -> EnvironmentTool {
    match layout {
        Layout::Conda => EnvironmentTool::Conda,
        Layout::Pixi => EnvironmentTool::Pixi,
        Layout::Venv => match cfg {
            Ok(cfg) => cfg.tool(),
            // Only virtualenv ever did without.
            Err(error) if error.is_absent() => EnvironmentTool::Virtualenv,
            Err(_) => EnvironmentTool::Venv,
        },
    }
}

/// The `lib/pythonX.Y` folders of the environment in `folder`, sorted.
pub(super) fn libraries(machine: &Machine, folder: &Path) -> Vec<Library> {
    let lib = folder.join("lib");
    let entries = machine.list(&lib).unwrap_or_default();
    let folders = entries.iter().filter(|entry| entry.kind == Kind::Folder);
    let mut libraries: Vec<Library> = folders
        .filter_map(|entry| Some(Library { minor: minor_of_name(&entry.name)?, folder: lib.join(&entry.name) }))
        .collect();
    libraries.sort_by_key(|library| library.minor);
    libraries
}

/// The interpreter whose own file, or one of whose names, is `real`.
fn interpreter_at<'a>(real: &Path, interpreters: &'a [Interpreter]) -> Option<&'a Interpreter> {
    let named = |interpreter: &&Interpreter| interpreter.aliases.iter().any(|alias| alias.as_path() == real);
    interpreters
        .iter()
        .find(|interpreter| interpreter.real_path.as_path() == real || interpreter.path.as_path() == real)
        .or_else(|| interpreters.iter().find(named))
}

/// The interpreter of the given minor version that has a name in the folder `home`.
fn interpreter_in<'a>(
    machine: &Machine,
    home: &Path,
    minor: (u32, u32),
    interpreters: &'a [Interpreter],
) -> Option<&'a Interpreter> {
    let real_home = machine.resolve(home).ok()?;
    let lies_there = |path: &Path| path.parent().is_some_and(|parent| parent == home || parent == real_home);
    interpreters.iter().filter(|interpreter| interpreter.minor() == Some(minor)).find(|interpreter| {
        lies_there(&interpreter.path)
            || lies_there(&interpreter.real_path)
            || interpreter.aliases.iter().any(|alias| lies_there(alias))
    })
}

/// `3` and `13` of `python3.13` and `python3.13t`; nothing else, such as `python3.13-config`, is a version.
fn minor_of_name(name: &OsStr) -> Option<(u32, u32)> {
    let name = name.to_str()?;
    let version = name.strip_prefix("python").or_else(|| name.strip_prefix("pypy"))?;
    let (major, minor) = version.strip_suffix('t').unwrap_or(version).split_once('.')?;
    Some((major.parse().ok()?, minor.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use std::ffi::OsStr;

    use super::minor_of_name;

    #[test]
    fn a_minor_version_is_all_that_follows_the_name() {
        let minor = |name: &str| minor_of_name(OsStr::new(name));
        assert_eq!(minor("python3.13"), Some((3, 13)));
        assert_eq!(minor("python3.13t"), Some((3, 13)));
        assert_eq!(minor("pypy3.10"), Some((3, 10)));
        for name in ["python3", "python", "python3.13-config", "python3.x", "node18.1"] {
            assert_eq!(minor(name), None, "{name}");
        }
    }
}
