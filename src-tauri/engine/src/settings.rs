//! What the user has chosen: the watched folders, the interpreters added by hand, and what Sandbar may do unasked.
//!
//! One TOML file in the data folder, replaced in one step. It never holds anything that was found by looking.

use std::fs::File;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::disk;
use crate::failure::{Code, Failure};
use crate::machine::{Machine, Os, shown};
use crate::model::Notify;

/// Longer than any settings file that a person could fill by clicking.
const LIMIT: u64 = 1 << 20;

/// More than that are never put aside.
const MOST_OLD: u32 = 1000;

/// The user's choices.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// The folders whose projects are watched.
    pub folders: Vec<PathBuf>,
    /// Interpreters that the user added to what is found.
    pub interpreters: Vec<PathBuf>,
    /// Which kinds of notices the system may show.
    pub notify: Notify,
    /// Folders and interpreters of which nothing is shown by the system.
    pub muted: Vec<PathBuf>,
    /// The language of the popover; `None` for the system's.
    pub language: Option<String>,
    /// Whether the icon in the menu bar is hidden.
    pub icon_hidden: bool,
    /// Whether the first screens are over.
    pub welcomed: bool,
}

/// Where Sandbar keeps its own things on `machine`, unless told otherwise (`--data`, `SANDBAR_DATA`).
pub fn data_folder(machine: &Machine) -> PathBuf {
    if let Some(folder) = machine.var_path("SANDBAR_DATA") {
        return folder;
    }
    match machine.os {
        Os::Macos => machine.home.join("Library/Application Support/dev.sandbar.Sandbar"),
        Os::Linux => {
            machine.var_path("XDG_DATA_HOME").unwrap_or_else(|| machine.home.join(".local/share")).join("sandbar")
        }
    }
}

impl Settings {
    /// The settings kept in `data`; the defaults when there are none yet.
    ///
    /// # Errors
    /// When the file is there and can't be read or understood: choices are not forgotten in silence.
    pub fn load(machine: &Machine, data: &Path) -> Result<Self, Failure> {
        let path = data.join("settings.toml");
        let text = match machine.read_text(&path, LIMIT) {
            Ok(text) => text,
            Err(error) if error.is_absent() => return Ok(Self::default()),
            Err(error) => return Err(error.into()),
        };
        toml::from_str(&text).map_err(|error| {
            let why = error.message().to_owned();
            Failure::new(Code::Malformed, format!("Could not read the settings in `{}`: {why}", shown(&path)))
                .at(path.as_path())
                .hint("Mend the file, or move it away to start with none")
        })
    }

    /// Keeps everybody else from changing the settings in `data` until the handle is dropped.
    ///
    /// # Errors
    /// When the data folder can't be written.
    pub fn lock(data: &Path) -> Result<File, Failure> {
        disk::create_private_folder(data)?;
        // The settings file itself is replaced by a new one each time, so it can't carry the lock.
        Ok(disk::wait_for_lock(&data.join("settings.lock"))?)
    }

    /// Gives the settings file in `data` another name beside its own, so that there is none; where it is then. It is
    /// not read: it may be what can't be.
    ///
    /// # Errors
    /// When it can't be renamed.
    pub fn put_aside(data: &Path) -> Result<PathBuf, Failure> {
        let path = data.join("settings.toml");
        let mut number = 1_u32;
        loop {
            let aside = data.join(format!("settings.toml.old-{number}"));
            match disk::rename_new(&path, &aside) {
                Ok(()) => return Ok(aside),
                Err(error) if error.source.kind() == ErrorKind::AlreadyExists && number < MOST_OLD => number += 1,
                Err(error) => return Err(error.into()),
            }
        }
    }

    /// Keeps the settings in `data`.
    ///
    /// # Errors
    /// When the data folder or the file can't be written, or a path is not UTF-8, which TOML can't hold.
    pub fn save(&self, data: &Path) -> Result<(), Failure> {
        disk::create_private_folder(data)?;
        let text = toml::to_string_pretty(self).map_err(|_| {
            Failure::new(Code::Usage, "Could not keep a path whose name is not UTF-8 text")
                .hint("Rename the folder, then add it again")
        })?;
        disk::replace(&data.join("settings.toml"), text.as_bytes())?;
        Ok(())
    }
}
