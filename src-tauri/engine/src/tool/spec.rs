//! What is to be installed, as a person may type it, and as a tool may be told it.
//!
//! A [`Spec`] is the only way from somebody's words to a tool's arguments. One that was typed is a package with extras
//! and versions (PEP 508, PEP 440) and nothing else: no option, no address, no path, no marker. Files and folders come
//! from a caller who was asked for exactly that, and stand in an argument from `/` on, so that none of them begins with
//! a `-`.

mod objection;

use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr as _;

use pep440_rs::VersionSpecifiers;

use crate::advise::names::normalise;
use crate::advise::parse::requirement::is_name;

pub use objection::{Objection, Refused};

/// Longer than any requirement that somebody types.
const LONGEST: usize = 300;

/// A package's name, and nothing else.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Name(String);

impl Name {
    /// Reads a name.
    ///
    /// # Errors
    /// [`Refused`] when it is anything but a name.
    pub fn parse(word: &str) -> Result<Self, Refused> {
        let package = Package::parse(word)?;
        let is_bare = package.extras.is_empty() && package.versions.is_empty();
        if is_bare { Ok(package.name) } else { Err(Refused::new(word, Objection::MoreThanName)) }
    }

    /// As it was written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// As names are compared (PEP 503).
    pub fn normal(&self) -> String {
        normalise(&self.0)
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A package with what is asked of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Package {
    /// Its name.
    pub name: Name,
    /// The extras, as they were written.
    pub extras: Vec<String>,
    /// The versions, as pip takes them: `>=1,<2`; empty when any will do.
    pub versions: String,
}

impl Package {
    /// Reads a word: `requests`, `uvicorn[standard]`, `numpy >=1.26, <3`.
    ///
    /// # Errors
    /// [`Refused`] with why it is none.
    pub fn parse(word: &str) -> Result<Self, Refused> {
        read(word.trim()).map_err(|objection| Refused::new(word, objection))
    }
}

impl fmt::Display for Package {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name.0)?;
        if !self.extras.is_empty() {
            write!(f, "[{}]", self.extras.join(","))?;
        }
        f.write_str(&self.versions)
    }
}

/// What is to be installed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Spec {
    /// A package from the index.
    Package(Package),
    /// A package with a condition, as a project's own list writes it (PEP 508).
    Conditional {
        /// The package.
        package: Package,
        /// The condition, without the `;` in front.
        marker: String,
    },
    /// The packages that a requirements file lists.
    Requirements(PathBuf),
    /// A wheel or an archive with a package's source.
    Archive(PathBuf),
    /// A folder with a project of its own.
    Project {
        /// The folder.
        folder: PathBuf,
        /// Whether it stays where it is and is only pointed at.
        editable: bool,
    },
}

impl Spec {
    /// Reads what was typed: a package, never a path.
    ///
    /// # Errors
    /// [`Refused`] with why it is none.
    pub fn parse(word: &str) -> Result<Self, Refused> {
        Package::parse(word).map(Self::Package)
    }

    /// Reads an entry of a project's own list, `name[extra]>=1; python_version < "3.11"`: never a path or an address.
    ///
    /// # Errors
    /// [`Refused`] with why it is none.
    pub fn listed(entry: &str) -> Result<Self, Refused> {
        let Some((package, marker)) = entry.split_once(';') else { return Self::parse(entry) };
        let (package, marker) = (Package::parse(package)?, marker.trim());
        // All that PEP 508 has in a marker: names, quoted texts, comparisons, parentheses.
        let is_marker = |c: char| c.is_ascii_alphanumeric() || " ._-+*!'\"<>=~()".contains(c);
        if marker.is_empty() || marker.len() > LONGEST || !marker.chars().all(is_marker) {
            return Err(Refused::new(entry, Objection::Semicolon));
        }
        Ok(Self::Conditional { package, marker: marker.to_owned() })
    }

    /// `-r FILE`, where a file was asked for.
    ///
    /// # Errors
    /// [`Refused`] when the path can't be said to pip unmistakably.
    pub fn requirements(file: &Path) -> Result<Self, Refused> {
        sayable(file).map(Self::Requirements)
    }

    /// A wheel or source archive, where one was asked for.
    ///
    /// # Errors
    /// [`Refused`] when the path can't be said to pip unmistakably, or is no archive by its name.
    pub fn archive(file: &Path) -> Result<Self, Refused> {
        let path = sayable(file)?;
        let name = path.to_string_lossy();
        let ends = [".whl", ".tar.gz", ".zip", ".tar.bz2", ".tgz", ".tar.xz"];
        if ends.iter().any(|end| name.ends_with(end)) {
            return Ok(Self::Archive(path));
        }
        Err(Refused::new(&name, Objection::NoArchive))
    }

    /// `.` or `-e .`, where a folder was asked for.
    ///
    /// # Errors
    /// [`Refused`] when the path can't be said to pip unmistakably.
    pub fn project(folder: &Path, editable: bool) -> Result<Self, Refused> {
        Ok(Self::Project { folder: sayable(folder)?, editable })
    }

    /// The package, if it is one from the index.
    pub fn package(&self) -> Option<&Package> {
        match self {
            Self::Package(package) | Self::Conditional { package, .. } => Some(package),
            _ => None,
        }
    }

    /// As pip and `uv pip` are told it.
    pub fn arguments(&self) -> Vec<String> {
        let path = |path: &Path| path.to_string_lossy().into_owned();
        match self {
            Self::Package(package) => vec![package.to_string()],
            Self::Conditional { package, marker } => vec![format!("{package}; {marker}")],
            Self::Requirements(file) => vec!["-r".to_owned(), path(file)],
            Self::Archive(file) => vec![path(file)],
            Self::Project { folder, editable: false } => vec![path(folder)],
            Self::Project { folder, editable: true } => vec!["-e".to_owned(), path(folder)],
        }
    }
}

/// The arguments of them all.
pub(super) fn arguments(specs: &[Spec]) -> impl Iterator<Item = String> {
    specs.iter().flat_map(Spec::arguments)
}

/// The names as arguments.
pub(super) fn names(names: &[Name]) -> impl Iterator<Item = String> {
    names.iter().map(|name| name.0.clone())
}

fn read(word: &str) -> Result<Package, Objection> {
    objection::to_whole(word, LONGEST)?;
    let end = word.find(|c: char| !(c.is_ascii_alphanumeric() || "-_.".contains(c))).unwrap_or(word.len());
    let (name, rest) = word.split_at(end);
    // Before the form of the name: `./x` and `a/b` are better called paths.
    objection::to_rest(name, rest)?;
    if !is_name(name) {
        return Err(Objection::Name);
    }
    let (extras, versions) = extras(rest.trim())?;
    Ok(Package { name: Name(name.to_owned()), extras, versions: read_versions(versions)? })
}

/// `[a, b]` in front, and what follows.
fn extras(text: &str) -> Result<(Vec<String>, &str), Objection> {
    let Some(inside) = text.strip_prefix('[') else { return Ok((Vec::new(), text)) };
    let (inside, rest) = inside.split_once(']').ok_or(Objection::Extras)?;
    let extras: Vec<String> = inside.split(',').map(|extra| extra.trim().to_owned()).collect();
    let are_names = extras.iter().all(|extra| is_name(extra));
    if are_names { Ok((extras, rest.trim())) } else { Err(Objection::Extras) }
}

fn read_versions(text: &str) -> Result<String, Objection> {
    if text.is_empty() {
        return Ok(String::new());
    }
    // conda's way to write a version, and the most common slip.
    if text.starts_with('=') && !text.starts_with("==") {
        return Err(Objection::OneEqualsSign);
    }
    let versions = VersionSpecifiers::from_str(text).map_err(|_error| Objection::Versions)?;
    Ok(versions.to_string().replace(' ', ""))
}

/// A path that pip takes for this path and for nothing else.
///
/// pip reads `[extra]` at the end of a path as extras, and what follows `; ` as a marker; an address has a scheme.
fn sayable(path: &Path) -> Result<PathBuf, Refused> {
    let shown = path.to_string_lossy();
    let refused = |objection| Err(Refused::new(&shown, objection));
    let Some(text) = path.to_str() else { return refused(Objection::Unreadable) };
    if text.chars().any(char::is_control) {
        return refused(Objection::Control);
    }
    if !path.is_absolute() {
        return refused(Objection::Relative);
    }
    let is_misread = text.ends_with(']') || ["; ", "://", "${"].iter().any(|part| text.contains(part));
    if is_misread { refused(Objection::Unreadable) } else { Ok(path.to_path_buf()) }
}

#[cfg(test)]
mod tests;
