//! Where an interpreter's own files lie, as far as its executable's place tells.

use std::path::{Path, PathBuf};

use super::names;
use crate::machine::Machine;

/// The places that Python's own `getpath` would work out from the executable.
#[derive(Debug)]
pub(super) struct Layout {
    /// The executable itself, no link.
    pub(super) real: PathBuf,
    /// The folder that holds its `bin`.
    pub(super) prefix: PathBuf,
    /// What its folders in `lib` and `include` are called: `python3.13`, `python3.13t`.
    pub(super) library: Option<String>,
    /// The folder of its standard library.
    pub(super) stdlib: Option<PathBuf>,
}

impl Layout {
    /// The layout of the executable that `path` leads to; `None` if there is none that could be run.
    pub(super) fn of(machine: &Machine, path: &Path) -> Option<Self> {
        let real = machine.resolve(path).ok()?;
        if !machine.is_executable(&real) {
            return None;
        }
        let bin = real.parent()?;
        let prefix = if bin.ends_with("bin") { bin.parent()? } else { bin }.to_path_buf();
        let library = real.file_name().and_then(names::library).map(str::to_owned);
        let library = library.or_else(|| only_library(machine, &prefix));
        let stdlib = library.as_deref().and_then(|library| stdlib(machine, &prefix, library));
        Some(Self { real, prefix, library, stdlib })
    }

    /// `X.Y`, if its name or its folders tell.
    pub(super) fn minor(&self) -> Option<&str> {
        self.library.as_deref().map(names::minor)
    }

    /// The name of the macOS framework it is built as (`Python`, `PythonT`, Apple's `Python3`), if it is one.
    pub(super) fn framework(&self) -> Option<&str> {
        self.real.iter().rev().find_map(|name| name.to_str()?.strip_suffix(".framework"))
    }
}

/// An executable called plain `python` or `python3` is told by its library, if there is but one.
fn only_library(machine: &Machine, prefix: &Path) -> Option<String> {
    let entries = machine.list(&prefix.join("lib")).ok()?;
    let mut libraries = entries.iter().filter_map(|entry| names::library(&entry.name));
    let first = libraries.next()?.to_owned();
    libraries.next().is_none().then_some(first)
}

/// `lib/pythonX.Y`, or `lib64/pythonX.Y` where the distribution parts them; `os.py` is Python's own landmark.
fn stdlib(machine: &Machine, prefix: &Path, library: &str) -> Option<PathBuf> {
    let places = ["lib", "lib64"].map(|lib| prefix.join(lib).join(library));
    let landmark = places.iter().find(|place| machine.is_file(&place.join("os.py")));
    landmark.or_else(|| places.iter().find(|place| machine.is_folder(place))).cloned()
}
