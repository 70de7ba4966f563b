//! What a Python may be called, and how an environment is told from one.

use std::ffi::OsStr;
use std::path::Path;

use crate::machine::Machine;

/// True for `python`, `python3`, `python3.13`, `python3.13t`: the names that a person types.
///
/// `pythonw`, `python3-config`, `python3.13-intel64` and the `𝜋thon` of 3.14's environments are not.
pub(super) fn is_python(name: &OsStr) -> bool {
    let Some(text) = name.to_str() else { return false };
    matches!(text, "python" | "python3") || (text.starts_with("python3.") && library(name) == Some(text))
}

/// The name that says which Python it is, as its library folder is called: `python3.13t` of `python3.13t`.
///
/// It is the folder in `lib/` and in `include/`. Python 3.7 and older have executables with an ABI flag (`python3.7m`).
pub(super) fn library(name: &OsStr) -> Option<&str> {
    let name = name.to_str()?;
    let plain = name.strip_suffix('m').unwrap_or(name);
    let version = plain.strip_prefix("python").or_else(|| plain.strip_prefix("pypy"))?;
    let (major, minor) = version.strip_suffix('t').unwrap_or(version).split_once('.')?;
    let digits = |text: &str| !text.is_empty() && text.len() <= 3 && text.bytes().all(|byte| byte.is_ascii_digit());
    (digits(major) && digits(minor)).then_some(plain)
}

/// `X.Y` of a [`library`] name: `3.13` of `python3.13t`.
pub(super) fn minor(library: &str) -> &str {
    library.trim_start_matches(|character: char| !character.is_ascii_digit()).trim_end_matches('t')
}

/// True when `folder` is a virtual environment: Python itself asks for nothing but its `pyvenv.cfg` (PEP 405).
///
/// An environment's `bin/python` leads to its base, so this has to be asked before links are followed.
pub fn is_environment(machine: &Machine, folder: &Path) -> bool {
    machine.lstat(&folder.join("pyvenv.cfg")).is_some()
}

/// True when `bin` is an environment's: the names in it are that environment's, whatever they lead to.
pub(super) fn is_environments_bin(machine: &Machine, bin: &Path) -> bool {
    bin.parent().is_some_and(|folder| is_environment(machine, folder)) || is_environment(machine, bin)
}

#[cfg(test)]
mod tests {
    use std::ffi::OsStr;

    use super::{is_python, library, minor};

    #[test]
    fn only_names_that_people_type_are_names() {
        for name in ["python", "python3", "python3.9", "python3.13", "python3.13t"] {
            assert!(is_python(OsStr::new(name)), "{name}");
        }
        for name in [
            "",
            "pythonw",
            "python3-config",
            "python3.13-intel64",
            "\u{1d70b}thon",
            "python2",
            "python2.7",
            "python3.",
            "python3.13tt",
            "python3.x",
            "python3.13.1",
            "Python3",
            "pypy3.9",
            "python3.7m",
            "python3.7m-config",
        ] {
            assert!(!is_python(OsStr::new(name)), "{name}");
        }
    }

    #[test]
    fn a_library_is_called_after_the_minor_version() {
        assert_eq!(library(OsStr::new("python3.7m")), Some("python3.7"));
        assert_eq!(library(OsStr::new("pypy3.10")), Some("pypy3.10"));
        assert_eq!(library(OsStr::new("python3")), None);
        assert_eq!(minor("python3.14t"), "3.14");
    }
}
