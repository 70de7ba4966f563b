//! A whole Mac in a scratch folder: every way in which people get Pythons, as their installers leave them.
//!
//! Nothing in it can be run to any good: every executable is a script that leaves a witness behind
//! ([`FakeMac::was_run`]), because looking at a machine must not run anything on it. Where a test needs to know the
//! processor, the executable is the head of a Mach-O file instead.
//!
//! Absolute links are written as a Mac has them (`/opt/homebrew/...`), so they lead nowhere on the disk that is really
//! here; only whoever knows the tree's root can follow them.

mod apple;
mod conda;
mod homebrew;
mod installers;
mod package;
mod projects;
mod traps;
mod tree;
mod version_managers;

pub use package::Package;
pub use projects::Projects;

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, Weak};

use sandbar_engine::machine::{Machine, Os};
use tempfile::TempDir;

/// The short name of the person whose Mac it is.
pub const USER: &str = "robin";

/// That person's home folder.
pub const HOME: &str = "/Users/robin";

/// Which kind of Mac.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chip {
    /// Apple Silicon: Homebrew in `/opt/homebrew`.
    Arm64,
    /// Intel: Homebrew in `/usr/local`, which python.org shares.
    Intel,
}

/// A Mac's files in a scratch folder that vanishes with it.
#[derive(Debug)]
pub struct FakeMac {
    /// Which kind of Mac it is.
    pub chip: Chip,
    scratch: TempDir,
}

impl FakeMac {
    /// A Mac with everything: each source of Pythons, and projects with environments of every kind.
    pub fn new(chip: Chip) -> Self {
        let mac = Self::bare(chip);
        mac.add_apple();
        mac.add_homebrew();
        mac.add_python_org();
        mac.add_macports();
        mac.add_nix();
        mac.add_conda();
        mac.add_pyenv();
        mac.add_uv();
        mac.add_mise();
        mac.add_asdf();
        mac.add_user_sites();
        mac.add_pipx();
        mac.add_projects();
        mac
    }

    /// [`FakeMac::new`], shared by the tests that only look and run at the same time; it vanishes with the last of them.
    ///
    /// A Mac is five hundred files, which takes a busy disk a second.
    pub fn shared(chip: Chip) -> Arc<Self> {
        static SHARED: Mutex<[Weak<FakeMac>; 2]> = Mutex::new([Weak::new(), Weak::new()]);
        let mut shared = SHARED.lock().unwrap_or_else(PoisonError::into_inner);
        let place = &mut shared[usize::from(chip == Chip::Intel)];
        place.upgrade().unwrap_or_else(|| {
            let mac = Arc::new(Self::new(chip));
            *place = Arc::downgrade(&mac);
            mac
        })
    }

    /// A Mac as it comes out of the box: no developer tools, `/usr/bin/python3` only a launcher for them.
    pub fn bare(chip: Chip) -> Self {
        let scratch = tempfile::Builder::new().prefix("fake mac ").tempdir().expect("a scratch folder");
        let mac = Self { chip, scratch };
        for folder in ["etc", "tmp", "var"] {
            mac.folder(format!("/private/{folder}"));
            mac.link(format!("/{folder}"), format!("private/{folder}"));
        }
        mac.folder("/Applications");
        mac.folder(HOME);
        let paths = "/usr/local/bin\n/System/Cryptexes/App/usr/bin\n/usr/bin\n/bin\n/usr/sbin\n/sbin\n";
        mac.file("/private/etc/paths", paths);
        mac.add_launchers();
        mac
    }

    /// The tree's root on the disk that is really here.
    pub fn root(&self) -> PathBuf {
        self.scratch.path().join("root")
    }

    /// Where the Mac's `path` really lies, links not followed.
    pub fn real(&self, path: impl AsRef<Path>) -> PathBuf {
        self.root().join(path.as_ref().strip_prefix("/").expect("a Mac's path is absolute"))
    }

    /// The machine that the engine looks at.
    pub fn machine(&self) -> Machine {
        Machine::tree(&self.root(), Os::Macos, None, Some(USER.to_owned())).expect("the tree is there")
    }

    /// Homebrew's prefix on this kind of Mac.
    pub fn prefix(&self) -> &'static str {
        match self.chip {
            Chip::Arm64 => "/opt/homebrew",
            Chip::Intel => "/usr/local",
        }
    }

    /// What Rust and uv call the processor.
    pub fn processor(&self) -> &'static str {
        match self.chip {
            Chip::Arm64 => "aarch64",
            Chip::Intel => "x86_64",
        }
    }

    /// True when any of the Mac's executables was run.
    pub fn was_run(&self) -> bool {
        self.witness().is_file()
    }

    fn witness(&self) -> PathBuf {
        self.scratch.path().join("was-run")
    }
}
