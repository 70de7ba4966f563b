//! A Python of its own in a scratch folder, made of one of this machine's: to be strange, to be taken away, to wait.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;

use sandbar_engine::model::Interpreter;

/// Put into the class that makes environments, where Sandbar knows every line: waits, where a file says so, until that
/// file is gone.
const WAITS: &str = "\
\x20   import time as _time\n\
\x20   _strange = shutil.which\n\
\x20   _prefix = os.path.join(os.path.dirname(os.path.realpath(__file__)), '..', '..', '..')\n\
\x20   while os.path.exists(os.path.join(_prefix, 'gate')):\n\
\x20       _time.sleep(0.01)\n\n";

/// Where it is put.
const MAKES: &str = "    def create(self, env_dir):\n";

/// A Python in a folder of its own.
#[derive(Debug)]
pub struct Prefix {
    folder: PathBuf,
    name: String,
}

impl Prefix {
    /// Copies the program of `python` to `folder`, with links to all of its library. `None`, and says so, where such a
    /// copy does not run.
    ///
    /// # Panics
    /// When the disk refuses.
    pub fn of(python: &Interpreter, folder: &Path) -> Option<Self> {
        let (stdlib, real) = (python.stdlib.as_deref()?, python.real_path.as_path());
        let name = format!("python3.{}", python.minor()?.1);
        let own = folder.join("lib").join(stdlib.file_name()?);
        fs::create_dir_all(folder.join("bin")).unwrap();
        fs::create_dir_all(&own).unwrap();
        fs::copy(real, folder.join("bin").join(&name)).unwrap();
        for entry in fs::read_dir(stdlib).unwrap().map(Result::unwrap) {
            let packages = ["site-packages", "dist-packages", "EXTERNALLY-MANAGED", "__pycache__"];
            if !packages.iter().any(|name| entry.file_name() == *name) {
                symlink(entry.path(), own.join(entry.file_name())).unwrap();
            }
        }
        fs::create_dir_all(own.join("site-packages")).unwrap();
        let include = stdlib.parent()?.parent()?.join("include");
        symlink(include, folder.join("include")).unwrap();
        let made = Self { folder: folder.to_path_buf(), name };
        let runs = Command::new(made.python()).args(["-I", "-c", "import zlib, venv"]).output();
        if !runs.as_ref().is_ok_and(|ran| ran.status.success()) {
            println!("SKIPPED: a copy of {} does not run: {runs:?}", python.label());
            return None;
        }
        Some(made)
    }

    /// The same, with a `venv` that Sandbar does not know, so that it has to be run.
    ///
    /// # Panics
    /// When the disk refuses.
    pub fn strange(python: &Interpreter, folder: &Path) -> Option<Self> {
        let made = Self::of(python, folder)?;
        let theirs = python.stdlib.as_deref()?.join("venv");
        let own = folder.join("lib").join(python.stdlib.as_deref()?.file_name()?).join("venv");
        fs::remove_file(&own).unwrap();
        fs::create_dir(&own).unwrap();
        for entry in fs::read_dir(&theirs).unwrap().map(Result::unwrap) {
            if entry.file_name() == "__init__.py" {
                let text = fs::read_to_string(entry.path()).unwrap();
                fs::write(own.join("__init__.py"), text.replace(MAKES, &format!("{WAITS}{MAKES}"))).unwrap();
            } else if entry.file_name() != "__pycache__" {
                symlink(entry.path(), own.join(entry.file_name())).unwrap();
            }
        }
        Some(made)
    }

    /// The program.
    pub fn python(&self) -> PathBuf {
        self.folder.join("bin").join(&self.name)
    }

    /// Its folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// While this file is there, a [strange](Self::strange) one's `venv` waits.
    pub fn gate(&self) -> PathBuf {
        self.folder.join("gate")
    }
}
