//! A person's home folder, and the variables that they have in their terminal.

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::Result;
use tempfile::TempDir;

use super::{GLANCE, MANNERS};

/// A home that vanishes with the value, or the real one.
pub struct Home {
    path: PathBuf,
    variables: BTreeMap<OsString, OsString>,
    scratch: Option<TempDir>,
}

impl Drop for Home {
    /// The web view's processes end a moment after their window, and tidy up where there is nothing any more.
    fn drop(&mut self) {
        let asked = Instant::now();
        while self.scratch.is_some() && asked.elapsed() < MANNERS {
            // What can't be removed yet is tried again.
            let _ = fs::remove_dir_all(&self.path);
            std::thread::sleep(GLANCE);
            if !self.path.exists() {
                return;
            }
        }
    }
}

impl Home {
    /// An empty home, with the system's own Pythons in PATH and nobody else's. Its owner has met Sandbar before: the
    /// first screens are over.
    ///
    /// # Errors
    /// When there is no room for it.
    pub fn empty() -> Result<Self> {
        let home = Self::newcomer()?;
        home.file(".sandbar/settings.toml", "welcomed = true\n")?;
        Ok(home)
    }

    /// The same, of somebody who has never opened Sandbar.
    ///
    /// # Errors
    /// When there is no room for it.
    pub fn newcomer() -> Result<Self> {
        let scratch = TempDir::with_prefix("sandbar-home-")?;
        let path = scratch.path().to_owned();
        let runtime = path.join(".runtime");
        fs::create_dir_all(&runtime)?;
        let variables = [
            ("HOME", path.as_os_str()),
            ("PATH", OsStr::new("/usr/local/bin:/usr/bin:/bin")),
            ("LANG", OsStr::new("C.UTF-8")),
            ("XDG_RUNTIME_DIR", runtime.as_os_str()),
            ("SANDBAR_DATA", path.join(".sandbar").as_os_str()),
        ]
        .map(|(name, value)| (name.into(), value.to_owned()))
        .into();
        Ok(Self { path, variables, scratch: Some(scratch) })
    }

    /// The home and the variables of whoever runs this.
    pub fn real() -> Self {
        let variables: BTreeMap<OsString, OsString> = std::env::vars_os().collect();
        let path = variables.get(OsStr::new("HOME")).map_or_else(|| PathBuf::from("/"), PathBuf::from);
        Self { path, variables, scratch: None }
    }

    /// The same, with one more variable.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.variables.insert(name.into(), value.as_ref().to_owned());
        self
    }

    /// The folder.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The variables.
    pub fn variables(&self) -> &BTreeMap<OsString, OsString> {
        &self.variables
    }

    /// Makes a folder below it.
    ///
    /// # Errors
    /// When it can't be made.
    pub fn folder(&self, name: &str) -> Result<PathBuf> {
        let path = self.path.join(name);
        fs::create_dir_all(&path)?;
        Ok(path)
    }

    /// Removes a folder below it, and all in it.
    ///
    /// # Errors
    /// When it can't be removed.
    pub fn remove(&self, name: &str) -> Result<()> {
        Ok(fs::remove_dir_all(self.path.join(name))?)
    }

    /// Writes a file below it, and the folders above the file.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn file(&self, name: &str, text: &str) -> Result<PathBuf> {
        let path = self.path.join(name);
        fs::create_dir_all(path.parent().unwrap_or(&self.path))?;
        fs::write(&path, text)?;
        Ok(path)
    }
}
