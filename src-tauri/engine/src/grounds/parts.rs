//! Has an interpreter all that `venv` needs? By its files.
//!
//! Debian and Ubuntu ship `python3` without `ensurepip`; it comes with the package `python3.N-venv`, and the wheels it
//! installs come from `/usr/share/python-wheels` (Debian's Python policy, "Modules split from the interpreter").

use std::path::Path;

use crate::choose::Parts;
use crate::machine::Machine;
use crate::model::{Interpreter, Source};

/// Where Debian's own Pythons keep their library.
const DEBIAN_LIBRARY: &str = "/usr/lib";

/// What only a system with Debian's packages has.
const DEBIAN_PACKAGES: &str = "/var/lib/dpkg/status";

/// Where Debian's `ensurepip` finds pip.
const DEBIAN_WHEELS: &str = "/usr/share/python-wheels";

/// What is missing of `interpreter`. Without its library's place nobody can tell, and it is taken for whole.
pub(super) fn of(machine: &Machine, interpreter: &Interpreter) -> Parts {
    let Some(library) = interpreter.stdlib.as_deref().filter(|library| machine.is_folder(library)) else {
        return Parts::Whole;
    };
    let debian = interpreter.source == Source::Linux
        && library.starts_with(DEBIAN_LIBRARY)
        && machine.is_file(Path::new(DEBIAN_PACKAGES));
    let ensurepip = library.join("ensurepip");
    if !machine.is_file(&ensurepip.join("__init__.py")) {
        // Elsewhere a library without it may be one that is packed, or that keeps its parts apart in a way of its own.
        let is_whole_otherwise = machine.is_file(&library.join("venv/__init__.py"));
        return match (debian, is_whole_otherwise) {
            (true, _) => Parts::DebianVenv,
            (false, true) => Parts::NoEnsurepip,
            (false, false) => Parts::Whole,
        };
    }
    let has_wheel = |folder: &Path| {
        let entries = machine.list(folder).unwrap_or_default();
        entries.iter().any(|entry| entry.name.to_string_lossy().starts_with("pip-"))
    };
    if debian && !has_wheel(&ensurepip.join("_bundled")) && !has_wheel(Path::new(DEBIAN_WHEELS)) {
        return Parts::DebianVenv;
    }
    Parts::Whole
}
