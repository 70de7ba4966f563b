//! A wheel, as far as it is unpacked here: pure Python, without data folders, as pip and setuptools are.
//!
//! The wheels are the interpreter's own. All the same nothing in one decides where something is written: a name has to
//! stay in the folder, a link is refused, and what it says of its sizes is held to.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read as _};
use std::path::{Component, Path, PathBuf};

use zip::ZipArchive;

use crate::plain::plain;

/// pip's has 2 MB and 10 MB unpacked; setuptools' has fewer.
pub(super) const LARGEST: u64 = 64 << 20;
const LARGEST_UNPACKED: u64 = 256 << 20;
const MOST_FILES: usize = 20_000;

/// A wheel that is open.
#[derive(Clone)]
pub(super) struct Wheel<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    pub(super) files: Vec<Packed>,
    /// `pip-24.2.dist-info`.
    pub(super) information: String,
}

/// A file in it.
#[derive(Debug, Clone)]
pub(super) struct Packed {
    index: usize,
    /// From the folder of packages on, as RECORD writes it.
    pub(super) name: String,
    pub(super) size: u64,
    pub(super) program: bool,
}

impl<'a> Wheel<'a> {
    /// Opens the wheel that `bytes` are, of the distribution `name` and `version`. `Err` is what is odd about it.
    pub(super) fn open(bytes: &'a [u8], name: &str, version: &str) -> Result<Self, String> {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| error.to_string())?;
        if archive.len() > MOST_FILES {
            return Err("it holds too many files".to_owned());
        }
        let mut files = Vec::with_capacity(archive.len());
        let mut total = 0u64;
        for index in 0..archive.len() {
            let file = archive.by_index_raw(index).map_err(|error| error.to_string())?;
            let name = file.name().map_err(|error| error.to_string())?.into_owned();
            if file.is_dir() {
                continue;
            }
            if file.is_symlink() || file.encrypted() || !is_inside(&name) {
                return Err(format!("`{}` does not belong into one", plain(&name)));
            }
            total = total.saturating_add(file.size());
            let program = file.unix_mode().is_some_and(|mode| mode & 0o111 != 0);
            files.push(Packed { index, name, size: file.size(), program });
        }
        if total > LARGEST_UNPACKED {
            return Err("it is too large unpacked".to_owned());
        }
        let information = format!("{name}-{version}.dist-info");
        let is_other = |file: &&Packed| {
            let top = file.name.split('/').next().unwrap_or_default();
            let kind = Path::new(top).extension();
            kind.is_some_and(|kind| kind == "data" || (kind == "dist-info" && top != information))
        };
        if let Some(other) = files.iter().find(is_other) {
            return Err(format!("`{}` is not expected in it", plain(&other.name)));
        }
        Ok(Self { archive, files, information })
    }

    /// The content of a file; its checksum and its length are those that the wheel says.
    pub(super) fn content(&mut self, packed: &Packed) -> Result<Vec<u8>, String> {
        let error = |error: &dyn std::fmt::Display| format!("`{}`: {error}", plain(&packed.name));
        let mut file = self.archive.by_index(packed.index).map_err(|it| error(&it))?;
        let mut content = Vec::with_capacity(usize::try_from(packed.size).unwrap_or_default() + 1);
        file.by_ref().take(packed.size + 1).read_to_end(&mut content).map_err(|it| error(&it))?;
        if u64::try_from(content.len()).is_ok_and(|length| length == packed.size) {
            Ok(content)
        } else {
            Err(error(&"it has another length than the wheel says"))
        }
    }

    /// The text of the file called `name`; `None` when there is none.
    pub(super) fn text(&mut self, name: &str) -> Option<String> {
        let packed = self.files.iter().find(|file| file.name == name)?.clone();
        String::from_utf8(self.content(&packed).ok()?).ok()
    }

    /// The folders that its files are in, each before what is in it.
    pub(super) fn folders(&self) -> Vec<PathBuf> {
        let parents = self.files.iter().flat_map(|file| Path::new(&file.name).ancestors().skip(1));
        let folders: BTreeSet<&Path> = parents.filter(|it| !it.as_os_str().is_empty()).collect();
        folders.into_iter().map(Path::to_path_buf).collect()
    }
}

/// A name that can't lead out of the folder it is unpacked in.
fn is_inside(name: &str) -> bool {
    let parts = || Path::new(name).components();
    !name.contains(['\\', '\0', '\n', '\r'])
        && parts().all(|part| matches!(part, Component::Normal(_)))
        && parts().count() == name.split('/').count()
}

/// The commands that a wheel brings: name and entry point, as pip derives them from `[console_scripts]`.
///
/// pip and the old `easy_install` are named after the Python they are for, not after the one that built the wheel.
pub(super) fn commands(entry_points: &str, minor: (u32, u32)) -> Result<Vec<(String, String)>, String> {
    let mut section = "";
    let mut commands = BTreeMap::new();
    for line in entry_points.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with(['#', ';'])) {
        if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            section = name;
        } else if section == "console_scripts" {
            let (name, entry) = line.split_once('=').ok_or("a line of `entry_points.txt` says nothing")?;
            commands.insert(name.trim().to_owned(), entry.trim().to_owned());
        } else if section == "gui_scripts" {
            return Err("it brings programs with windows".to_owned());
        }
    }
    for (name, versions) in
        [("pip", vec!["3".to_owned(), format!("3.{}", minor.1)]), ("easy_install", vec![format!("-3.{}", minor.1)])]
    {
        let Some(entry) = commands.get(name).cloned() else { continue };
        commands.retain(|other, _| !is_version_of(name, other));
        commands.insert(name.to_owned(), entry.clone());
        commands.extend(versions.into_iter().map(|version| (format!("{name}{version}"), entry.clone())));
    }
    let is_name = |name: &String| {
        !name.is_empty()
            && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'))
            && !name.starts_with(['.', '-'])
    };
    if commands.keys().all(is_name) {
        Ok(commands.into_iter().collect())
    } else {
        Err("a command has an odd name".to_owned())
    }
}

/// `pip3.9` of `pip`, `easy_install-3.8` of `easy_install`.
fn is_version_of(name: &str, other: &str) -> bool {
    other
        .strip_prefix(name)
        .is_some_and(|rest| rest.trim_start_matches('-').bytes().all(|byte| byte.is_ascii_digit() || byte == b'.'))
}

#[cfg(test)]
mod tests;
