//! Writes what was drawn into a folder, which the caller moves to its place afterwards.
//!
//! The wheels are unpacked by as many threads as the machine has processors, up to four: most of the time goes into
//! the making of some hundred small files. RECORD comes last, so that a package that was cut off never looks whole.
//!
//! No unpacked copy is kept to clone from: to trust one, each of its files would have to be read and summed again, which
//! costs what unpacking costs (pip 23.2: 13 ms against 15 ms of processor time), and the making of the files, which is
//! most of it, stays.

use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::thread;

use thiserror::Error;

use super::record::Record;
use super::wheel::{self, Packed, Wheel};
use super::{Blueprint, Mode, Seed, Seeding, TextFile};
use crate::disk::{self, DiskError};
use crate::failure::{Code, Failure};
use crate::machine::{FileError, Machine, shown};

/// More threads wait for each other in the same folders.
const MOST_THREADS: usize = 4;

/// What pip gives to every command whatever the process masks (its `distlib/util.py`, `set_executable_mode`) ..
const COMMAND: u32 = 0o555;

/// .. and to a program that comes in a wheel (`set_extracted_file_to_default_mode_plus_executable`).
const IN_WHEEL: u32 = 0o111;

/// Why an environment could not be written.
#[derive(Debug, Error)]
pub enum WriteError {
    /// The disk refused.
    #[error(transparent)]
    Disk(#[from] DiskError),
    /// The wheel can't be read any more.
    #[error(transparent)]
    File(#[from] FileError),
    /// The wheel is not what it was, or not whole.
    #[error("Could not unpack `{}`: {reason}", shown(path))]
    Wheel {
        /// The wheel.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
}

impl From<WriteError> for Failure {
    fn from(error: WriteError) -> Self {
        match error {
            WriteError::Disk(error) => error.into(),
            WriteError::File(error) => error.into(),
            WriteError::Wheel { ref path, .. } => Self::new(Code::Malformed, error.to_string()).at(path.as_path()),
        }
    }
}

/// Writes all of `blueprint` into `folder`, which is there and has nothing of it.
///
/// # Errors
/// When the disk refuses, or a wheel has changed. What was written so far stays, for the caller to take away.
pub fn write(machine: &Machine, blueprint: &Blueprint, folder: &Path) -> Result<(), WriteError> {
    for inner in &blueprint.folders {
        disk::make_folders(&folder.join(inner))?;
    }
    for link in &blueprint.links {
        disk::link(&link.to, &folder.join(&link.at))?;
    }
    for file in &blueprint.files {
        write_file(file, folder)?;
    }
    plant(machine, &blueprint.seeding, folder)
}

/// Installs `seeding` into the environment in `folder`, where nothing of it may be.
///
/// # Errors
/// As [`write`].
pub fn plant(machine: &Machine, seeding: &Seeding, folder: &Path) -> Result<(), WriteError> {
    seeding.wheels.iter().try_for_each(|seed| install(machine, seed, &seeding.site_packages, folder))
}

fn install(machine: &Machine, seed: &Seed, site_packages: &Path, folder: &Path) -> Result<(), WriteError> {
    let odd = |reason: String| WriteError::Wheel { path: seed.wheel.clone(), reason };
    let bytes = machine.read(&seed.wheel, wheel::LARGEST)?;
    if u64::try_from(bytes.len()).ok() != Some(seed.size) {
        return Err(odd("it has changed".to_owned()));
    }
    let mut wheel = Wheel::open(&bytes, &seed.name, &seed.version).map_err(odd)?;
    let site = folder.join(site_packages);
    let in_information = |name: &str| format!("{}/{name}", wheel.information);
    let [record_name, installer, requested] = ["RECORD", "INSTALLER", "REQUESTED"].map(in_information);

    let own = wheel.text(&record_name).unwrap_or_default();
    let record = Record::of_wheel(&own, wheel.files.iter().map(|file| file.name.as_str()));
    let mut record = record.ok_or_else(|| odd("its RECORD can't be read".to_owned()))?;
    for inner in wheel.folders() {
        disk::make_folders(&site.join(inner))?;
    }
    let mut files = wheel.files.clone();
    files.retain(|file| file.name != record_name);
    unpack(&wheel, &files, &site, &odd)?;

    let up = "../".repeat(site_packages.components().count());
    for script in &seed.scripts {
        write_file(script, folder)?;
        record.add(format!("{up}{}", script.at.display()), script.content.as_bytes());
    }
    let requested = seed.requested.then_some((requested, ""));
    for (name, content) in [(installer, "pip\n")].into_iter().chain(requested) {
        disk::write_file(&site.join(&name), content.as_bytes(), 0o666)?;
        record.add(name, content.as_bytes());
    }
    Ok(disk::write_file(&site.join(&record_name), record.text().as_bytes(), 0o666)?)
}

/// Unpacks `files` into `site`, whose folders are there.
fn unpack(
    wheel: &Wheel<'_>,
    files: &[Packed],
    site: &Path,
    odd: &(dyn Fn(String) -> WriteError + Sync),
) -> Result<(), WriteError> {
    let threads = thread::available_parallelism().map_or(1, NonZero::get).min(MOST_THREADS);
    let waiting = Mutex::new(files.chunks(16));
    let work = || -> Result<(), WriteError> {
        let mut wheel = wheel.clone();
        loop {
            // Whoever panics ends the process's work on this; the others see an end of the list.
            let Some(next) = waiting.lock().ok().and_then(|mut waiting| waiting.next()) else { return Ok(()) };
            for file in next {
                let (content, path) = (wheel.content(file).map_err(odd)?, site.join(&file.name));
                if file.program {
                    disk::write_program(&path, &content, IN_WHEEL)?;
                } else {
                    disk::write_file(&path, &content, 0o666)?;
                }
            }
        }
    };
    thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(work)).collect();
        let mine = work();
        let ended = others
            .into_iter()
            .map(|other| other.join().unwrap_or_else(|_| Err(odd("the unpacking ended unexpectedly".to_owned()))));
        ended.fold(mine, Result::and)
    })
}

fn write_file(file: &TextFile, folder: &Path) -> Result<(), DiskError> {
    let path = folder.join(&file.at);
    let content = file.content.as_bytes();
    match file.mode {
        Mode::Plain => disk::write_file(&path, content, 0o666),
        Mode::Program => disk::write_program(&path, content, COMMAND),
        Mode::Exactly(mode) => disk::write_file_exactly(&path, content, mode),
    }
}
