//! The name guard: names that are not to be installed as they stand.

use super::super::advice::{Confidence, Verdict};
use super::super::names::{is_known, meant_by, normalise};
use super::super::parse::requirement::is_shared;
use super::super::parse::{Asked, Package};
use super::super::tables::{ALIASES, PROGRAMS, Row, STDLIB};
use super::super::world::World;
use super::{Finding, Way, belongs, sentence};
use crate::machine::Os;

/// What is in every sandbox, or is Python's own way to make one.
const COMES_ALONG: &[&str] = &[
    "pip",
    "pip3",
    "setuptools",
    "wheel",
    "venv",
    "ensurepip",
    "pkg-resources",
    "python-venv",
    "python3-venv",
    "python-pip",
    "python3-pip",
];

/// The names under which people look for Tcl/Tk.
const TKINTER: &[&str] = &["tkinter", "tk", "python-tk", "python3-tk", "python-tkinter", "py-tkinter"];

/// Homebrew formulae that are libraries for Homebrew's own Python, and the packages they stand for.
const LIBRARY_FORMULAE: &[(&str, &str)] = &[
    ("certifi", "certifi"),
    ("cffi", "cffi"),
    ("cryptography", "cryptography"),
    ("cython", "cython"),
    ("numpy", "numpy"),
    ("pillow", "pillow"),
    ("pybind11", "pybind11"),
    ("pydantic", "pydantic"),
    ("pygments", "pygments"),
    ("pyqt", "pyqt6"),
    ("pyside", "pyside6"),
    ("python-certifi", "certifi"),
    ("python-cryptography", "cryptography"),
    ("python-matplotlib", "matplotlib"),
    ("python-packaging", "packaging"),
    ("python-setuptools", "setuptools"),
    ("python-tabulate", "tabulate"),
    ("pytorch", "torch"),
    ("pyyaml", "pyyaml"),
    ("rpds-py", "rpds-py"),
    ("scipy", "scipy"),
    ("six", "six"),
    ("torchvision", "torchvision"),
    ("wxpython", "wxpython"),
];

/// Library names that Homebrew uses for programs of their own.
const ALSO_PROGRAMS: &[&str] = &[
    "docker",
    "duckdb",
    "elasticsearch",
    "graphviz",
    "grpcio",
    "invoke",
    "keyring",
    "neo4j",
    "ollama",
    "protobuf",
    "redis",
    "schedule",
    "wget",
];

/// Step 1. `None` for a name that is a package's own.
pub(in crate::advise) fn guard(package: &Package, asked: Asked, world: &World) -> Option<Finding> {
    let name = package.name.as_str();
    let by_code = matches!(asked, Asked::NotFound | Asked::Imported);
    if let Some(finding) = tkinter(name, world) {
        return Some(finding);
    }
    if asked == Asked::NotFound && world.project.as_ref().is_some_and(|project| project.own.contains(&package.written))
    {
        return Some(Finding {
            verdict: Verdict::Fix,
            package: None,
            reason: format!(
                "`{}` is a file of this project, and Python finds it when it starts in the project's folder",
                package.written
            ),
            confidence: Confidence::Likely,
            way: Way::Nothing,
        });
    }
    if !by_code && COMES_ALONG.contains(&name) {
        return Some(Finding {
            verdict: Verdict::Nothing,
            package: None,
            reason: format!("`{name}` comes with Python or with every sandbox, so there is nothing to install"),
            confidence: Confidence::Certain,
            way: Way::Nothing,
        });
    }
    if by_code && is_shared(&package.written) {
        return Some(shared(&package.written));
    }
    // `_zstd` is a part of Python, and `zstd` is a package.
    let is_meant = |row: &Row| row.column(3) != Some("private") || package.written.starts_with('_');
    if let Some(row) = STDLIB.row(name).filter(is_meant) {
        return Some(part_of_python(&package.written, row, asked, world));
    }
    if let Some(row) = ALIASES.row(name) {
        return Some(renamed(&package.written, row, by_code, world));
    }
    if let Some(formula) = PROGRAMS.row(name).and_then(|row| row.column(1)).filter(|_| !by_code) {
        return Some(program(name, formula));
    }
    if let Some(plain) = debian_name(name) {
        return Some(rename_to(&package.written, plain, world));
    }
    if is_known(name) {
        return None;
    }
    if let Some(finding) = part_of_a_module(package, asked, world) {
        return Some(finding);
    }
    meant_by(name).map(|meant| misspelt(name, meant, world))
}

/// tkinter: part of Python that Homebrew (and Debian) ship apart from it.
pub(super) fn tkinter(name: &str, world: &World) -> Option<Finding> {
    if !TKINTER.contains(&name) {
        return None;
    }
    let homebrew = |minor: &(u32, u32)| world.pythons.iter().any(|python| python.homebrew && python.minor == *minor);
    let wanted = world.project.as_ref().and_then(|project| project.minor).or(world.terminal).filter(homebrew);
    let formula = wanted.map_or_else(|| "python-tk".to_owned(), |(major, minor)| format!("python-tk@{major}.{minor}"));
    let reason = match world.os {
        Os::Macos => format!("tkinter is part of Python, but Homebrew ships it apart, as `{formula}`; pip has nothing of that name"),
        Os::Linux => "tkinter is part of Python, but comes apart from it: as `python-tk` from Homebrew, as `python3-tk` from Debian".to_owned(),
    };
    Some(Finding {
        verdict: Verdict::Brew,
        package: Some("python-tk".to_owned()),
        reason,
        confidence: Confidence::Certain,
        way: Way::Brew(formula),
    })
}

fn part_of_python(written: &str, row: Row, asked: Asked, world: &World) -> Finding {
    let finding =
        |reason, way| Finding { verdict: Verdict::Stdlib, package: None, reason, confidence: Confidence::Certain, way };
    let Some(removed) = row.column(1) else {
        let reason =
            if asked == Asked::NotFound { sentence::stdlib_missing(written) } else { sentence::stdlib(written) };
        return finding(reason, Way::Nothing);
    };
    let in_use = world.project.as_ref().and_then(|project| project.minor).or(world.terminal);
    let still_there = crate::model::minor_of(removed).zip(in_use).is_some_and(|(removed, in_use)| in_use < removed);
    if still_there && asked != Asked::NotFound {
        return finding(format!("{}, until version {removed}", sentence::stdlib(written)), Way::Nothing);
    }
    if removed == "3.0" {
        return finding(sentence::of_python_2(written), Way::Nothing);
    }
    match row.column(2) {
        Some(replacement) => {
            let reason = format!(
                "`{written}` was part of Python until version {removed}; the package `{replacement}` brings it back"
            );
            finding(reason, Way::Add(replacement.to_owned()))
        }
        None => finding(
            format!("`{written}` was part of Python until version {removed}, and nothing brings it back"),
            Way::Nothing,
        ),
    }
}

fn renamed(written: &str, row: Row, by_code: bool, world: &World) -> Finding {
    let package = row.column(1).unwrap_or_default();
    if row.column(2) == Some("windows") {
        return Finding {
            verdict: Verdict::Rename,
            package: Some(package.to_owned()),
            reason: format!("`{written}` comes with the package `{package}`, which exists only for Windows"),
            confidence: Confidence::Certain,
            way: Way::Nothing,
        };
    }
    let mut finding = rename_to(written, package, world);
    if by_code {
        finding.reason = format!("`import {written}` comes from the package `{package}`; the two names differ");
    }
    finding
}

fn rename_to(written: &str, package: &str, world: &World) -> Finding {
    let way = Package::named(package).map_or(Way::Nothing, |package| belongs(&package, Asked::Named, world).way);
    Finding {
        verdict: Verdict::Rename,
        package: Some(package.to_owned()),
        reason: format!(
            "The package is called `{package}`; `{written}` is another name for it, not what pip installs it by"
        ),
        confidence: Confidence::Certain,
        way,
    }
}

fn program(name: &str, formula: &str) -> Finding {
    Finding {
        verdict: Verdict::Brew,
        package: Some(formula.to_owned()),
        reason: format!("`{name}` is a program and no Python package: Homebrew carries it"),
        confidence: Confidence::Likely,
        way: Way::Brew(formula.to_owned()),
    }
}

/// `python3-requests` is what Debian calls `requests`.
fn debian_name(name: &str) -> Option<&str> {
    let plain = name.strip_prefix("python3-")?;
    (!is_known(name) && is_known(plain)).then_some(plain)
}

/// `xml.etree`, `matplotlib.pyplot`: what is imported, and not what is installed.
fn part_of_a_module(package: &Package, asked: Asked, world: &World) -> Option<Finding> {
    let top = Package::named(package.written.split_once('.')?.0)?;
    if is_shared(&top.written) {
        return Some(shared(&top.written));
    }
    let known = is_known(&top.name) || STDLIB.has(&top.name) || ALIASES.has(&top.name);
    let own = || rename_to(&package.written, &top.name, world);
    known.then(|| guard(&top, asked, world).unwrap_or_else(own))
}

/// `google`, `azure`: the beginning of many packages' names.
fn shared(module: &str) -> Finding {
    Finding {
        verdict: Verdict::Ask,
        package: None,
        reason: sentence::shared(module),
        confidence: Confidence::Low,
        way: Way::Nothing,
    }
}

fn misspelt(name: &str, meant: &'static str, world: &World) -> Finding {
    let package = ALIASES.row(meant).and_then(|row| row.column(1)).unwrap_or(meant);
    let way = Package::named(package).map_or(Way::Nothing, |package| belongs(&package, Asked::Named, world).way);
    Finding {
        verdict: Verdict::Ask,
        package: Some(package.to_owned()),
        reason: format!(
            "Sandbar does not know `{name}`, and it is a slip of the finger away from `{package}`: which one is meant?"
        ),
        confidence: Confidence::Low,
        way,
    }
}

/// Whether `brew install NAME` is about a Python library.
pub(super) fn is_library_formula(name: &str) -> bool {
    let library = super::OVERRIDES.row(name).is_some_and(|row| row.column(1) == Some("library"));
    // `python-requests` and its like were formulae once.
    let prefixed = name
        .strip_prefix("python-")
        .is_some_and(|plain| is_known(plain) && !is_known(name) && !super::is_application(plain));
    LIBRARY_FORMULAE.iter().any(|(formula, _)| *formula == name)
        || prefixed
        || (library && !ALSO_PROGRAMS.contains(&name))
}

/// The package that a library's formula stands for.
pub(super) fn library_of_formula(name: &str) -> &str {
    let found = LIBRARY_FORMULAE.iter().find(|(formula, _)| *formula == name);
    let plain = || name.strip_prefix("python-").filter(|plain| !is_known(name) && is_known(plain)).unwrap_or(name);
    found.map_or_else(plain, |(_, package)| package)
}

/// The packages that a module may come from: by its own name, and by the table of import names.
pub(in crate::advise) fn provided_by(module: &str) -> Vec<String> {
    let name = normalise(module);
    let alias = ALIASES.row(&name).and_then(|row| row.column(1)).map(str::to_owned);
    std::iter::once(name).chain(alias).collect()
}

/// False for names that pip has no package of its own for: parts of Python, import names, misspelt ones.
pub(in crate::advise) fn is_a_packages_own_name(package: &Package) -> bool {
    let name = package.name.as_str();
    let other = TKINTER.contains(&name) || STDLIB.has(name) || ALIASES.has(name) || PROGRAMS.has(name);
    !other && (is_known(name) || meant_by(name).is_none())
}
