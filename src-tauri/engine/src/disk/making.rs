//! An environment whose making has not ended: begun, put at its place, and then finished or taken away.
//!
//! This is the one place where Sandbar deletes a folder, and it deletes only what never was anything: a folder with a
//! marker, locked by us, that names the job in question, and with nothing at its top but an environment's parts
//! ([`crate::unfinished`] has the protocol).

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::os::unix::fs::{MetadataExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};

use rustix::fs::{FlockOperation, OFlags, flock};

use super::{DiskError, at, remove_own_file, rename_new};
use crate::model::JobId;
use crate::unfinished::{self, MARKER, Marker, NEW};

/// An unfinished environment, held by its marker's lock until this is dropped.
#[derive(Debug)]
pub struct Making {
    folder: PathBuf,
    marker: File,
    job: JobId,
}

impl Making {
    /// Makes a folder of a name of its own beside `environment`, with a marker in it.
    pub fn begin(environment: &Path, job: &JobId) -> Result<Self, DiskError> {
        let folder = unfinished::beside(environment, NEW, job);
        fs::create_dir(&folder).map_err(at("create the folder", &folder))?;
        Self::mark(&folder, job).inspect_err(|_| {
            remove_own_file(&folder.join(MARKER));
            remove_if_empty(&folder);
        })
    }

    fn mark(folder: &Path, job: &JobId) -> Result<Self, DiskError> {
        let path = folder.join(MARKER);
        let written = || -> io::Result<File> {
            let mut marker = OpenOptions::new().read(true).append(true).create_new(true).mode(0o600).open(&path)?;
            // Locked before it says anything; only a look, which is over at once, can be in the way.
            flock(&marker, FlockOperation::LockExclusive)?;
            marker.write_all(&serde_json::to_vec(&Marker { job: job.clone() })?)?;
            marker.sync_all()?;
            Ok(marker)
        };
        Ok(Self { folder: folder.to_path_buf(), marker: written().map_err(at("write", &path))?, job: job.clone() })
    }

    /// Takes over what `job` has left in `folder`. `Ok(None)` while somebody is still at work on it, or when its
    /// marker is another's.
    pub fn take_over(folder: &Path, job: Option<&JobId>) -> Result<Option<Self>, DiskError> {
        let path = folder.join(MARKER);
        let flags = (OFlags::NOFOLLOW | OFlags::NONBLOCK).bits().cast_signed();
        let mut marker =
            OpenOptions::new().read(true).append(true).custom_flags(flags).open(&path).map_err(at("open", &path))?;
        if flock(&marker, FlockOperation::NonBlockingLockExclusive).is_err() {
            return Ok(None);
        }
        let mut text = String::new();
        // A line that never reached the disk is no error: the marker alone says that this is unfinished.
        let _ = (&mut marker).take(4096).read_to_string(&mut text);
        let said = serde_json::from_str::<Marker>(&text).ok().map(|marker| marker.job);
        if said.as_ref() != job {
            return Ok(None);
        }
        let job = said.unwrap_or_else(|| JobId("unnamed".to_owned()));
        Ok(Some(Self { folder: folder.to_path_buf(), marker, job }))
    }

    /// Moves it to `place`, where nothing may be: not even an empty folder is replaced.
    pub fn place(&mut self, place: &Path) -> Result<(), DiskError> {
        rename_new(&self.folder, place)?;
        place.clone_into(&mut self.folder);
        Ok(())
    }

    /// The folder, wherever it is by now.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The marker, at its end: for whatever works on the folder, so that the lock lasts as long as the work.
    pub fn held(&mut self) -> Result<&File, DiskError> {
        self.marker.seek(SeekFrom::End(0)).map_err(at("read", &self.folder))?;
        Ok(&self.marker)
    }

    /// It is whole: from now on it is an environment like any other.
    pub fn finish(self) -> Result<(), DiskError> {
        let path = self.folder.join(MARKER);
        #[expect(clippy::disallowed_methods, reason = "Sandbar's own marker")]
        fs::remove_file(&path).map_err(at("remove", &path))
    }

    /// Takes it off its place, so that the project is at once as it was before, and removes it, the marker last:
    /// whenever this is cut off, what is left is still marked, and still named as unfinished.
    pub fn discard(mut self) -> Result<(), DiskError> {
        self.parts()?;
        if !self
            .folder
            .file_name()
            .is_some_and(|name| unfinished::is_being_built(name) || unfinished::is_set_aside(name))
        {
            let aside = unfinished::beside(&self.folder, NEW, &self.job);
            self.place(&aside)?;
        }
        self.check_marker()?;
        for entry in self.parts()?.iter().filter(|entry| !entry.ends_with(MARKER)) {
            remove_tree(entry).map_err(at("remove", entry))?;
        }
        remove_own_file(&self.folder.join(MARKER));
        fs::remove_dir(&self.folder).map_err(at("remove", &self.folder))
    }

    /// What stands at its top; an error if anything there is no environment's part.
    fn parts(&self) -> Result<Vec<PathBuf>, DiskError> {
        let parts = entries(&self.folder).map_err(at("remove", &self.folder))?;
        match parts.iter().find(|part| !part.file_name().is_some_and(unfinished::is_own)) {
            None => Ok(parts),
            Some(other) => Err(at("remove", other)(io::Error::other("it does not belong to the sandbox around it"))),
        }
    }

    /// The marker in the folder has to be the very file that is locked here: else the folder is another one by now.
    fn check_marker(&self) -> Result<(), DiskError> {
        let path = self.folder.join(MARKER);
        let ours = self.marker.metadata().map_err(at("read", &path))?;
        let there = symlink_metadata(&path).map_err(at("read", &path))?;
        if (ours.dev(), ours.ino()) == (there.dev(), there.ino())
            && symlink_metadata(&self.folder).is_ok_and(|it| it.is_dir())
        {
            return Ok(());
        }
        Err(at("remove", &self.folder)(io::Error::other("it is not the folder that it was")))
    }
}

/// Removes the folder if nothing is in it; what a making leaves that was killed before its marker was written.
pub fn remove_if_empty(folder: &Path) {
    let _ = fs::remove_dir(folder);
}

#[expect(clippy::disallowed_methods, reason = "looks at what it is about to remove, nothing else")]
fn symlink_metadata(path: &Path) -> io::Result<fs::Metadata> {
    fs::symlink_metadata(path)
}

#[expect(clippy::disallowed_methods, reason = "looks at what it is about to remove, nothing else")]
fn entries(folder: &Path) -> io::Result<Vec<PathBuf>> {
    fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect()
}

/// A link is removed, never what it leads to; `remove_dir_all` holds to that even if somebody swaps a folder for a
/// link meanwhile.
#[expect(clippy::disallowed_methods, reason = "the one place that deletes, behind the marker that was just checked")]
fn remove_tree(path: &Path) -> io::Result<()> {
    if fs::symlink_metadata(path)?.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) }
}

#[cfg(test)]
mod tests;
