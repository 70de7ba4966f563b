//! An externally managed Python that may be broken: a copy of one of this machine's in a scratch folder, with the marker
//! of PEP 668 and a site of its own; and Debian's own, seen from where nothing of it can be changed.

use std::fs;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::{Path, PathBuf};
use std::process::Command;

use sandbar_engine::model::Interpreter;

/// The text of the marker.
const MARKER: &str = "[externally-managed]\nError=This Python belongs to the tests\n";

/// A guarded Python.
#[derive(Debug)]
pub struct Guarded {
    folder: PathBuf,
    name: String,
}

impl Guarded {
    /// Copies `python` and its packages to `folder`; the rest of its library is links. `None`, and says so, where the
    /// copy does not run, or its pip is not stopped by the marker.
    ///
    /// # Panics
    /// When the disk refuses.
    pub fn of(python: &Interpreter, folder: &Path) -> Option<Self> {
        let library = python.stdlib.as_deref()?;
        let name = library.file_name()?.to_str()?.to_owned();
        let own = folder.join("lib").join(&name);
        fs::create_dir_all(folder.join("bin")).unwrap();
        fs::create_dir_all(own.join("site-packages")).unwrap();
        for entry in fs::read_dir(library).unwrap().map(|entry| entry.unwrap()) {
            let kept_apart = ["site-packages", "__pycache__", "EXTERNALLY-MANAGED"];
            if kept_apart.iter().all(|name| entry.file_name() != *name) {
                symlink(entry.path(), own.join(entry.file_name())).unwrap();
            }
        }
        for entry in fs::read_dir(library.join("site-packages")).unwrap().map(|entry| entry.unwrap()) {
            // pip, and nothing that somebody has put there.
            if entry.file_name().to_string_lossy().starts_with("pip") {
                copy(&entry.path(), &own.join("site-packages").join(entry.file_name()));
            }
        }
        fs::write(own.join("EXTERNALLY-MANAGED"), MARKER).unwrap();
        fs::copy(&python.real_path, folder.join("bin").join(&name)).unwrap();
        let guarded = Self { folder: folder.to_path_buf(), name };
        let tried = guarded.pip().args(["install", "--no-index", "nothing"]).output();
        match &tried {
            Ok(tried) if String::from_utf8_lossy(&tried.stderr).contains("externally-managed-environment") => {
                Some(guarded)
            }
            _ => {
                println!(
                    "SKIPPED: a copy of {} does not run here, or nothing stops its pip: {tried:?}",
                    python.label()
                );
                None
            }
        }
    }

    /// The program.
    pub fn python(&self) -> PathBuf {
        self.folder.join("bin").join(&self.name)
    }

    /// Its packages.
    pub fn site(&self) -> PathBuf {
        self.folder.join("lib").join(&self.name).join("site-packages")
    }

    /// The folder of its commands.
    pub fn scripts(&self) -> PathBuf {
        self.folder.join("bin")
    }

    /// All of it.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Its pip, away from this machine's own settings.
    pub fn pip(&self) -> Command {
        let mut command = Command::new(self.python());
        command.env_clear().env("HOME", &self.folder).env("PATH", "/usr/bin:/bin").current_dir("/");
        command.args(["-I", "-m", "pip", "--disable-pip-version-check"]);
        command
    }

    /// Installs a wheel the way somebody does who has found out about the flag.
    ///
    /// # Panics
    /// When pip does not do it.
    pub fn break_into(&self, wheels: &Path, words: &[&str]) {
        let mut pip = self.pip();
        pip.args(["install", "--no-index", "--break-system-packages", "--quiet", "--find-links"]).arg(wheels);
        let done = pip.args(words).output().unwrap();
        assert!(done.status.success(), "{done:?}");
    }
}

fn copy(from: &Path, to: &Path) {
    if !from.is_dir() {
        fs::copy(from, to).unwrap();
        return;
    }
    fs::create_dir_all(to).unwrap();
    fs::set_permissions(to, fs::Permissions::from_mode(0o755)).unwrap();
    for entry in fs::read_dir(from).unwrap().map(|entry| entry.unwrap()) {
        if entry.file_name() != "__pycache__" {
            copy(&entry.path(), &to.join(entry.file_name()));
        }
    }
}

/// `command`, run where `/usr/local` is the folder `local`: Debian's pip installs nowhere else. `None`, and says so,
/// where this account can't have such a view.
pub fn with_local(local: &Path, command: &Command) -> Option<Command> {
    const ENTER: &str = "mount --make-rprivate / && mount --bind \"$0\" /usr/local && exec \"$@\"";
    let mut tried = Command::new("unshare");
    let tried = tried.args(["-m", "sh", "-c", ENTER]).arg(local).arg("true").output();
    if !tried.as_ref().is_ok_and(|tried| tried.status.success()) {
        println!("SKIPPED: this account can't see /usr/local as another folder: {tried:?}");
        return None;
    }
    let mut inside = Command::new("unshare");
    inside.args(["-m", "sh", "-c", ENTER]).arg(local).arg(command.get_program()).args(command.get_args());
    inside.env_clear();
    for (name, value) in command.get_envs() {
        if let Some(value) = value {
            inside.env(name, value);
        }
    }
    if let Some(folder) = command.get_current_dir() {
        inside.current_dir(folder);
    }
    Some(inside)
}
