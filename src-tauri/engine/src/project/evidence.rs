//! What makes a folder a Python project, by the names in it.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt as _;
use std::path::Path;

use crate::machine::{Entry, Kind, Machine};
use crate::model::Evidence;

/// Files that nobody has by accident.
const NAMED: [(&str, Evidence); 12] = [
    ("pyproject.toml", Evidence::Pyproject),
    ("setup.py", Evidence::SetupPy),
    ("setup.cfg", Evidence::SetupCfg),
    ("Pipfile", Evidence::Pipfile),
    ("environment.yml", Evidence::CondaFile),
    ("environment.yaml", Evidence::CondaFile),
    ("uv.lock", Evidence::UvLock),
    ("poetry.lock", Evidence::PoetryLock),
    ("pixi.toml", Evidence::Pixi),
    ("pixi.lock", Evidence::Pixi),
    (".python-version", Evidence::PythonVersion),
    ("requirements.txt", Evidence::Requirements),
];

/// The evidence that the files among `entries` are, with the files' names, sorted.
///
/// A folder is none of these, nor is a FIFO; a link is one if it leads to a file.
pub(super) fn of<'a>(machine: &Machine, folder: &Path, entries: &'a [Entry]) -> Vec<(Evidence, &'a OsStr)> {
    let is_file = |entry: &Entry| match entry.kind {
        Kind::File => true,
        Kind::Link => machine.is_file(&folder.join(&entry.name)),
        Kind::Folder | Kind::Other => false,
    };
    let named = entries.iter().filter_map(|entry| Some((by_name(&entry.name)?, entry)));
    let mut evidence: Vec<(Evidence, &OsStr)> =
        named.filter(|(_, entry)| is_file(entry)).map(|(evidence, entry)| (evidence, entry.name.as_os_str())).collect();
    evidence.sort();
    evidence
}

/// True for what lies in any folder of a project's code: alone, it makes no project of a folder in a project.
pub(super) fn is_loose(evidence: Evidence) -> bool {
    matches!(evidence, Evidence::PythonFiles | Evidence::Notebooks)
}

fn by_name(name: &OsStr) -> Option<Evidence> {
    let bytes = name.as_bytes();
    if let Some((_, evidence)) = NAMED.iter().find(|(file, _)| bytes == file.as_bytes()) {
        return Some(*evidence);
    }
    // `._x.py` is what macOS leaves on a foreign disk beside `x.py`.
    if bytes.starts_with(b".") {
        return None;
    }
    let lower = bytes.to_ascii_lowercase();
    if lower.starts_with(b"requirements") && lower.ends_with(b".txt") {
        return Some(Evidence::Requirements);
    }
    match Path::new(name).extension()?.as_bytes() {
        b"py" => Some(Evidence::PythonFiles),
        b"ipynb" => Some(Evidence::Notebooks),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::ffi::OsStr;

    use super::by_name;
    use crate::model::Evidence;

    #[test]
    fn names_tell_what_a_file_is() {
        let of = |name: &str| by_name(OsStr::new(name));
        assert_eq!(of("requirements-dev.txt"), Some(Evidence::Requirements));
        assert_eq!(of("Requirements.txt"), Some(Evidence::Requirements));
        assert_eq!(of("setup.py"), Some(Evidence::SetupPy));
        assert_eq!(of("main.py"), Some(Evidence::PythonFiles));
        assert_eq!(of("notes.ipynb"), Some(Evidence::Notebooks));
        assert_eq!(of(".python-version"), Some(Evidence::PythonVersion));
        for name in ["._main.py", ".py", "py", "notes.txt", "main.pyc", "pipfile", "my-requirements.md"] {
            assert_eq!(of(name), None, "{name}");
        }
    }
}
