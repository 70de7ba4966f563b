//! A scratch folder in which a test lays out what it needs, and the machines that look at it.

use std::fs;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::{Path, PathBuf};

use sandbar_engine::machine::{Machine, Os};
use tempfile::TempDir;

/// A program that says, by a file, that somebody ran it.
const WITNESS: &str = "#!/bin/sh\n: > \"$(dirname \"$0\")/it-was-run\"\nexit 97\n";

/// A folder that vanishes with the test.
#[derive(Debug)]
pub struct Scratch {
    _folder: TempDir,
    root: PathBuf,
}

impl Scratch {
    /// An empty one.
    ///
    /// # Panics
    /// When the disk has no room for a folder.
    #[expect(clippy::new_without_default, reason = "it makes a folder")]
    pub fn new() -> Self {
        let folder = tempfile::Builder::new().prefix("sandbar").tempdir().unwrap();
        // On macOS the temporary folder is reached through a link.
        let root = folder.path().canonicalize().unwrap();
        fs::create_dir_all(root.join("Users/tester")).unwrap();
        Self { _folder: folder, root }
    }

    /// Where `name` is, on the real disk; `name` may be that path already.
    pub fn path(&self, name: impl AsRef<Path>) -> PathBuf {
        let name = name.as_ref();
        if name.starts_with(&self.root) {
            return name.to_path_buf();
        }
        self.root.join(name.strip_prefix("/").unwrap_or(name))
    }

    /// This machine, at home in the folder `Users/tester` of this one, and with an empty environment.
    pub fn machine(&self) -> Machine {
        let mut machine = Machine::this();
        machine.home = self.path("Users/tester");
        machine.env.clear();
        machine
    }

    /// A Mac whose files are in this folder.
    ///
    /// # Panics
    /// Never: the folder is there.
    pub fn mac(&self) -> Machine {
        Machine::tree(&self.root, Os::Macos, None, Some("tester".to_owned())).unwrap()
    }

    /// Puts a file there, with the folders around it.
    ///
    /// # Panics
    /// When it can't be written.
    pub fn file(&self, name: impl AsRef<Path>, content: impl AsRef<[u8]>) -> &Self {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
        self
    }

    /// Puts a folder there.
    ///
    /// # Panics
    /// When it can't be made.
    pub fn folder(&self, name: impl AsRef<Path>) -> &Self {
        fs::create_dir_all(self.path(name)).unwrap();
        self
    }

    /// Puts a program there that must not be run: it leaves a witness, see [`Scratch::was_run`].
    ///
    /// # Panics
    /// When it can't be written.
    pub fn program(&self, name: impl AsRef<Path>) -> &Self {
        self.file(&name, WITNESS);
        fs::set_permissions(self.path(name), fs::Permissions::from_mode(0o755)).unwrap();
        self
    }

    /// Puts a link there; an absolute target is meant as it stands.
    ///
    /// # Panics
    /// When it can't be made.
    pub fn link(&self, name: impl AsRef<Path>, target: impl AsRef<Path>) -> &Self {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        symlink(target, path).unwrap();
        self
    }

    /// Puts an environment there as `venv` makes it: its Python a link to `python`, with a whole pip.
    ///
    /// `at` is what the environment's own files call its folder.
    ///
    /// # Panics
    /// When it can't be written, or `python` is not named `python3.X`.
    pub fn venv(&self, name: impl AsRef<Path>, at: &Path, python: &Path) -> &Self {
        let name = name.as_ref();
        let (home, file) = (python.parent().unwrap(), python.file_name().unwrap().to_str().unwrap());
        let minor = file.strip_prefix("python").unwrap();
        let cfg = format!(
            "home = {}\ninclude-system-site-packages = false\nversion = {minor}.1\ncommand = {} -m venv {}\n",
            home.display(),
            python.display(),
            at.display()
        );
        self.link(name.join("bin/python"), file).link(name.join("bin").join(file), python);
        self.file(name.join("pyvenv.cfg"), cfg);
        self.distribution(name.join("lib").join(file).join("site-packages"), "pip", "25.1")
    }

    /// Puts a completely installed distribution into the folder `site`.
    ///
    /// # Panics
    /// When it can't be written.
    pub fn distribution(&self, site: impl AsRef<Path>, name: &str, version: &str) -> &Self {
        let site = site.as_ref();
        let record = format!("{name}-{version}.dist-info");
        self.file(site.join(name).join("__init__.py"), "")
            .file(
                site.join(&record).join("METADATA"),
                format!("Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"),
            )
            .file(site.join(&record).join("INSTALLER"), "pip\n")
            .file(site.join(&record).join("RECORD"), format!("{record}/INSTALLER,,\n{record}/RECORD,,\n"))
    }

    /// True when a program of [`Scratch::program`] has been run.
    pub fn was_run(&self) -> bool {
        found(&self.root, "it-was-run")
    }
}

fn found(folder: &Path, name: &str) -> bool {
    fs::read_dir(folder).into_iter().flatten().flatten().any(|entry| {
        entry.file_name() == name || (entry.file_type().is_ok_and(|kind| kind.is_dir()) && found(&entry.path(), name))
    })
}
