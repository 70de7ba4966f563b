//! What the user chooses: folders to watch, interpreters to know. Checked, then kept.

use std::path::{Path, PathBuf};

use super::Engine;
use crate::failure::{Code, Failure};
use crate::find;
use crate::machine::{Kind, shown};
use crate::model::{Job, Outcome};
use crate::project;
use crate::settings::Settings;
use crate::wish::Wish;

impl Engine {
    /// Watches `folder` from now on; its canonical path.
    ///
    /// # Errors
    /// When it is not a folder that can be watched, or the choice can't be kept.
    pub fn add_folder(&self, folder: &Path) -> Result<PathBuf, Failure> {
        let folder = self.watchable(folder)?;
        self.change_settings(|settings| {
            if !settings.folders.contains(&folder) {
                settings.folders.push(folder.clone());
            }
        })?;
        Ok(folder)
    }

    /// Stops watching `folder`. The folder itself is left alone.
    ///
    /// # Errors
    /// When it is not watched, or the choice can't be kept.
    pub fn remove_folder(&self, folder: &Path) -> Result<(), Failure> {
        let text = folder.to_string_lossy().into_owned();
        let real = self.machine.resolve(folder).ok();
        let mut found = false;
        self.change_settings(|settings| {
            settings.folders.retain(|kept| {
                let same = kept == folder || Some(kept) == real.as_ref() || kept.to_string_lossy() == text;
                found |= same;
                !same
            });
        })?;
        if found {
            return Ok(());
        }
        Err(Failure::new(Code::NotFound, format!("`{}` is not a watched folder", shown(folder)))
            .at(folder)
            .hint("See `sandbar folders list` for those that are"))
    }

    /// Watches the project that a job has just made, unless it lies in a watched folder: what somebody made here is to
    /// be found here. Once that job is taken back, the folder is no longer watched.
    ///
    /// # Errors
    /// When the choice can't be kept.
    pub fn watch_made(&self, job: &Job) -> Result<(), Failure> {
        if job.outcome != Some(Outcome::Done) {
            return Ok(());
        }
        match Wish::parse(&job.wish) {
            Ok(Wish::New { folder }) => {
                let folder = self.canonical(&folder);
                let is_watched = self.settings()?.folders.iter().any(|kept| folder.starts_with(kept));
                if is_watched { Ok(()) } else { self.add_folder(&folder).map(drop) }
            }
            Ok(Wish::Undo { job: Some(id) }) => {
                let undone = self.history()?.into_iter().find(|past| past.id == id);
                match undone.map(|past| Wish::parse(&past.wish)) {
                    Some(Ok(Wish::New { folder })) if self.machine.lstat(&folder).is_none() => {
                        let folder = self.canonical(&folder);
                        self.change_settings(|settings| settings.folders.retain(|kept| *kept != folder))
                    }
                    _ => Ok(()),
                }
            }
            _ => Ok(()),
        }
    }

    /// The canonical path of a folder that may not be there.
    fn canonical(&self, folder: &Path) -> PathBuf {
        let folder = self.machine.absolute(folder);
        let parent = folder.parent().and_then(|parent| self.machine.resolve(parent).ok());
        match (parent, folder.file_name()) {
            (Some(parent), Some(name)) => parent.join(name),
            _ => folder,
        }
    }

    fn watchable(&self, folder: &Path) -> Result<PathBuf, Failure> {
        let real = self.machine.resolve(folder)?;
        let refuse = |why: &str, hint: &str| {
            let message = format!("Could not watch `{}`: {why}", shown(folder));
            Err(Failure::new(Code::Refused, message).at(folder).hint(hint))
        };
        if self.machine.stat(&real).is_none_or(|stat| stat.kind != Kind::Folder) {
            return refuse("it is not a folder", "Choose the folder that your projects are in");
        }
        // Watching these would make the system ask the user about everything they own.
        if project::is_too_wide(&self.machine, &real) {
            return refuse(
                "it holds far more than projects",
                "Choose a folder inside your home folder, such as the one your projects are in",
            );
        }
        self.machine.list(&real)?;
        Ok(real)
    }

    /// Adds the interpreter at `path` to what is found; its path as it will be looked at.
    ///
    /// # Errors
    /// When no Python is there, or the choice can't be kept.
    pub fn add_interpreter(&self, path: &Path) -> Result<PathBuf, Failure> {
        let real = self.machine.resolve(path)?;
        let objection = if !self.machine.is_executable(&real) {
            Some("it is not a program")
        } else if !find::can_be_added(&self.machine, path) {
            Some("it is no Python, or one that stands for another")
        } else {
            None
        };
        if let Some(why) = objection {
            return Err(Failure::new(Code::Refused, format!("Could not add `{}`: {why}", shown(path)))
                .at(path)
                .hint("Name the interpreter itself, such as `/opt/python/bin/python3.13`"));
        }
        let path = path.to_path_buf();
        self.change_settings(|settings| {
            if !settings.interpreters.contains(&path) {
                settings.interpreters.push(path.clone());
            }
        })?;
        Ok(path)
    }

    /// Forgets the interpreter at `path`. The file itself is left alone.
    ///
    /// # Errors
    /// When it was not added, or the choice can't be kept.
    pub fn remove_interpreter(&self, path: &Path) -> Result<(), Failure> {
        if !self.settings()?.interpreters.iter().any(|kept| kept == path) {
            return Err(Failure::new(Code::NotFound, format!("`{}` was not added by hand", shown(path)))
                .at(path)
                .hint("Sandbar found it by looking; what is found can't be taken off the list"));
        }
        self.change_settings(|settings| settings.interpreters.retain(|kept| kept != path))
    }

    /// Puts settings that can't be read aside, and begins with none. Those that can be read stay.
    ///
    /// # Errors
    /// When the file can't be renamed.
    pub fn begin_settings_anew(&self) -> Result<(), Failure> {
        let Some(data) = &self.data else { return Ok(()) };
        let _alone = Settings::lock(data)?;
        if self.settings().is_ok() {
            return Ok(());
        }
        Settings::put_aside(data).map(drop)
    }

    /// Changes the settings and keeps them.
    ///
    /// # Errors
    /// When they can't be read or kept.
    pub fn change_settings(&self, change: impl FnOnce(&mut Settings)) -> Result<(), Failure> {
        let Some(data) = &self.data else {
            return Err(Failure::new(Code::NotLive, "A machine that is only looked at has no settings of its own")
                .hint("Name a folder for them with `--data DIR`"));
        };
        // Whoever reads, changes and writes at the same time would undo this.
        let _alone = Settings::lock(data)?;
        let mut settings = self.settings()?;
        change(&mut settings);
        settings.save(data)
    }
}

#[cfg(test)]
mod tests;
