//! What is installed in a folder of packages, as the files beside the packages tell it.
//!
//! One folder is listed, and of every `*.dist-info` (and of the older `*.egg-info`) only the few small files that
//! matter are read: the head of METADATA, INSTALLER, whether REQUESTED is there, and RECORD for one line. Nothing is
//! imported, nothing is run, and a package whose files are strange is described as far as they go.
//!
//! The format is the [recording installed projects] specification (PEP 376, PEP 627); what pip and uv make of it was
//! read in their sources.
//!
//! [recording installed projects]: https://packaging.python.org/en/latest/specifications/recording-installed-packages/

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt as _;
use std::path::{Path, PathBuf};

use memchr::memmem;

use crate::machine::{Entry, FileError, Kind, Machine, Os};

mod wanted;

pub use wanted::{Origin, Wanted, origin, wanted};

mod needs;
#[cfg(test)]
mod tests;

pub use needs::needs;

/// Name and version stand in the first lines of METADATA; what follows may be a whole README.
const HEAD: u64 = 4 << 10;

/// As far as anybody looks into METADATA whose first lines are something else.
const LONG_HEAD: u64 = 256 << 10;

/// The largest RECORDs that exist are a few MB. A folder may hold any number of them, so this bounds a look's time.
const MOST_RECORD: u64 = 16 << 20;

/// INSTALLERs of those who keep no RECORD, or keep their own lists elsewhere.
///
/// Homebrew deletes RECORD so that pip does not touch what is its own, Fedora's macros do the same, and conda keeps
/// its lists in `conda-meta`.
const OWN_LISTS: [&str; 5] = ["brew", "conda", "rpm", "apt", "dpkg"];

/// One installed distribution: what the index calls a package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Distribution {
    /// Its name as its METADATA writes it, else as its folder does.
    pub name: String,
    /// Its version, by the same rule; empty when neither tells.
    pub version: String,
    /// What INSTALLER says, trimmed; `None` without one.
    pub installer: Option<String>,
    /// REQUESTED is there: somebody named it on a command line. uv writes it for everything (`installer` tells).
    pub requested: bool,
    /// Its installation has ended. pip and uv both write RECORD last, and INSTALLER is among what it lists.
    pub complete: bool,
    /// The `.dist-info` folder, or the `.egg-info` file or folder.
    pub path: PathBuf,
}

/// The distributions in `folder`, sorted by their folders' names.
///
/// # Errors
/// When `folder` is not a folder or can't be listed. A single distribution never is an error.
pub fn read(machine: &Machine, folder: &Path) -> Result<Vec<Distribution>, FileError> {
    let entries = machine.list(folder)?;
    Ok(entries.iter().filter(|entry| is_record(entry)).map(|entry| describe(machine, folder, &entry.name)).collect())
}

/// The folders (or files) in `folder` that each describe one distribution, sorted, none of them read.
///
/// # Errors
/// As [`read`].
pub fn list(machine: &Machine, folder: &Path) -> Result<Vec<PathBuf>, FileError> {
    let entries = machine.list(folder)?;
    Ok(entries.iter().filter(|entry| is_record(entry)).map(|entry| folder.join(&entry.name)).collect())
}

/// The distribution described by one of [`list`]'s paths.
pub fn read_one(machine: &Machine, path: &Path) -> Option<Distribution> {
    Some(describe(machine, path.parent()?, path.file_name()?))
}

/// A name as the index compares names: lower case, runs of `-`, `_` and `.` as one `-` (PEP 503).
pub fn normalized(name: &str) -> String {
    let mut normal = String::with_capacity(name.len());
    for character in name.chars() {
        if !matches!(character, '-' | '_' | '.') {
            normal.extend(character.to_lowercase());
        } else if !normal.ends_with('-') {
            normal.push('-');
        }
    }
    normal
}

/// `NAME` of `NAME-VERSION.dist-info` and `NAME-VERSION-py3.9.egg-info`, and `VERSION` if it is there.
pub fn named(folder: &OsStr) -> (String, String) {
    let name = folder.to_string_lossy();
    let stem = name.strip_suffix(".dist-info").or_else(|| name.strip_suffix(".egg-info")).unwrap_or(&name);
    let mut parts = stem.split('-');
    let name = parts.next().unwrap_or_default().to_owned();
    (name, parts.next().unwrap_or_default().to_owned())
}

fn is_record(entry: &Entry) -> bool {
    let name = entry.name.as_bytes();
    match entry.kind {
        Kind::Folder | Kind::Link => name.ends_with(b".dist-info") || name.ends_with(b".egg-info"),
        Kind::File => name.ends_with(b".egg-info"),
        Kind::Other => false,
    }
}

fn describe(machine: &Machine, folder: &Path, name: &OsStr) -> Distribution {
    let path = folder.join(name);
    let modern = name.as_bytes().ends_with(b".dist-info");
    let head = if modern { head(machine, &path.join("METADATA")) } else { egg_head(machine, &path) };
    let parsed = head.is_some();
    let (name_there, version_there) = named(name);
    let (name_said, version_said) = head.unwrap_or_default();
    let installer = if modern { installer(machine, &path) } else { None };
    let ended = !modern || has_ended(machine, &path, name, installer.as_deref());
    Distribution {
        name: if parsed { name_said } else { name_there },
        version: if parsed { version_said } else { version_there },
        requested: modern && machine.is_file(&path.join("REQUESTED")),
        complete: parsed && ended && !name.as_bytes().starts_with(b"~"),
        installer,
        path,
    }
}

/// Name and version from the head of a METADATA or PKG-INFO file; `None` unless both are there.
fn head(machine: &Machine, file: &Path) -> Option<(String, String)> {
    let first = machine.read_head(file, HEAD).ok()?;
    let cut_off = u64::try_from(first.len()).is_ok_and(|length| length == HEAD);
    match parse_head(&first) {
        None if cut_off => parse_head(&machine.read_head(file, LONG_HEAD).ok()?),
        found => found,
    }
}

/// The fields of an e-mail header: a name, a colon, a value, until the first empty line.
fn parse_head(bytes: &[u8]) -> Option<(String, String)> {
    let text = String::from_utf8_lossy(bytes);
    let field = |wanted: &str| {
        let lines = text.lines().take_while(|line| !line.trim().is_empty());
        let mut fields = lines.filter_map(|line| line.split_once(':'));
        let value = fields.find(|(name, _)| name.trim_end().eq_ignore_ascii_case(wanted))?.1.trim();
        let plain = !value.is_empty() && value.len() <= 256 && !value.contains(char::is_control);
        plain.then(|| value.to_owned())
    };
    Some((field("Name")?, field("Version")?))
}

/// setuptools leaves `NAME.egg-info/PKG-INFO`, distutils a file that is the PKG-INFO itself.
fn egg_head(machine: &Machine, path: &Path) -> Option<(String, String)> {
    head(machine, &path.join("PKG-INFO")).or_else(|| head(machine, path))
}

fn installer(machine: &Machine, path: &Path) -> Option<String> {
    let bytes = machine.read_head(&path.join("INSTALLER"), 256).ok()?;
    let text = String::from_utf8_lossy(&bytes);
    let first = text.lines().next().unwrap_or_default().trim();
    (!first.is_empty() && !first.contains(char::is_control)).then(|| first.to_owned())
}

/// Whether the installation has ended: RECORD lists the distribution's own INSTALLER.
///
/// pip writes the wheel's own RECORD early, which has no such line, and puts the final one in place last; uv writes it
/// last as well.
fn has_ended(machine: &Machine, path: &Path, name: &OsStr, installer: Option<&str>) -> bool {
    match installer {
        Some(installer) if OWN_LISTS.contains(&installer) => true,
        Some(_) => {
            let own = [name.as_bytes(), b"/INSTALLER,"].concat();
            let record = machine.read_head(&path.join("RECORD"), MOST_RECORD).unwrap_or_default();
            let starts_a_line = |at: usize| at == 0 || record.get(at - 1) == Some(&b'\n');
            memmem::find_iter(&record, &own).any(starts_a_line)
        }
        None => is_the_systems(machine, path),
    }
}

/// True in the folders that only a system's package manager writes to; its packages often have no INSTALLER.
///
/// pip never writes to `/usr/lib` on Debian and Fedora (both send it to `/usr/local`), and nobody to the Nix store.
fn is_the_systems(machine: &Machine, path: &Path) -> bool {
    let theirs: &[&str] = match machine.os {
        Os::Linux => &["/usr/lib", "/usr/lib64", "/nix/store"],
        Os::Macos => &["/nix/store"],
    };
    theirs.iter().any(|folder| path.starts_with(folder))
}
