//! What is watched, and that a change is seen without anybody asking.

mod again;
mod follow;
mod heal;
mod soak;

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, symlink};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use sandbar_engine::engine::{Engine, Options};
use sandbar_engine::machine::{Machine, Os};
use sandbar_engine::model::{Happening, Snapshot};
use sandbar_engine::wire::Event;
use tempfile::TempDir;
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::TryRecvError;

/// Generous: the machine may have other things to do.
const PATIENCE: Duration = Duration::from_mins(1);

/// How often something is asked that tells nobody when it is so.
const MOMENT: Duration = Duration::from_millis(10);

const HOME: &str = "/home/ada";

/// A made machine with one watched folder.
struct World {
    root: TempDir,
}

impl World {
    fn new() -> Result<Self> {
        let world = Self { root: tempfile::tempdir()? };
        fs::create_dir_all(world.code())?;
        Ok(world)
    }

    /// Where a path of the machine is on the disk.
    fn place(&self, path: &str) -> PathBuf {
        self.root.path().join(path.trim_start_matches('/'))
    }

    fn code(&self) -> PathBuf {
        self.place("/home/ada/code")
    }

    fn machine(&self) -> Result<Machine> {
        Ok(Machine::tree(self.root.path(), Os::Linux, Some(HOME.into()), None)?)
    }

    fn interpreter(&self, version: &str) -> Result<()> {
        let bin = self.place(&format!("{HOME}/.pyenv/versions/{version}/bin"));
        fs::create_dir_all(&bin)?;
        fs::write(bin.join("python"), "#!/nowhere\nexit 97\n")?;
        Ok(fs::set_permissions(bin.join("python"), fs::Permissions::from_mode(0o755))?)
    }

    /// A project, perhaps with a sandbox.
    fn project(&self, name: &str, with_sandbox: bool) -> Result<()> {
        let project = self.code().join(name);
        fs::create_dir_all(&project)?;
        fs::write(project.join("main.py"), "")?;
        if with_sandbox {
            let sandbox = project.join(".venv");
            fs::create_dir_all(sandbox.join("bin"))?;
            fs::create_dir_all(sandbox.join("lib/python3.12/site-packages"))?;
            symlink("/home/ada/.pyenv/versions/3.12.1/bin/python", sandbox.join("bin/python"))?;
            let cfg = "home = /home/ada/.pyenv/versions/3.12.1/bin\nversion = 3.12.1\n";
            fs::write(sandbox.join("pyvenv.cfg"), cfg)?;
        }
        Ok(())
    }

    /// Follows it from now on; everything is watched.
    fn follow(&self) -> Result<Following> {
        let options = Options { data: None, also: vec![format!("{HOME}/code").into()], ask_shell: false };
        Following::new(self.machine()?, options)
    }
}

/// An engine that follows its machine.
struct Following {
    engine: Arc<Engine>,
    events: Receiver<Event>,
}

impl Following {
    fn new(machine: Machine, options: Options) -> Result<Self> {
        let engine = Engine::open(machine, options);
        let mut following = Self { events: engine.events(), engine };
        following.engine.follow();
        following.wait(
            "ready",
            |event| matches!(event, Event::Happened { happened } if happened.happening == Happening::Ready),
        )?;
        Ok(following)
    }

    /// Waits for an event.
    fn wait(&mut self, what: &str, is_it: impl Fn(&Event) -> bool) -> Result<()> {
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE {
            match self.events.try_recv() {
                Ok(event) if is_it(&event) => return Ok(()),
                Ok(_) | Err(TryRecvError::Lagged(_)) => {}
                Err(TryRecvError::Empty) => std::thread::sleep(MOMENT),
                Err(TryRecvError::Closed) => bail!("the engine has ended"),
            }
        }
        bail!("not told within {PATIENCE:?}: {what}")
    }

    /// Waits until the machine is known to be so.
    fn until(&self, what: &str, holds: impl Fn(&Snapshot) -> bool) -> Result<()> {
        let begun = Instant::now();
        while !holds(&self.engine.snapshot()) {
            if begun.elapsed() > PATIENCE {
                let projects = names(&self.engine.snapshot());
                bail!("not seen within {PATIENCE:?}: {what}; the projects are {projects:?}");
            }
            std::thread::sleep(MOMENT);
        }
        Ok(())
    }

    /// Waits until these and no others are the projects.
    fn until_projects(&self, wanted: &[&str]) -> Result<()> {
        let wanted: BTreeSet<String> = wanted.iter().map(|name| (*name).to_owned()).collect();
        self.until(&format!("{wanted:?}"), |snapshot| names(snapshot) == wanted)
    }
}

fn names(snapshot: &Snapshot) -> BTreeSet<String> {
    snapshot.projects.iter().map(|project| project.name.clone()).collect()
}

/// The inodes that the inotify of this process watches that has a watch on `folder`.
fn watched(folder: &Path) -> Result<Vec<u64>> {
    let inode = fs::metadata(folder)?.ino();
    for entry in fs::read_dir("/proc/self/fdinfo")? {
        let text = fs::read_to_string(entry?.path()).unwrap_or_default();
        let lines = text.lines().filter_map(|line| line.strip_prefix("inotify wd:"));
        let inodes = lines.filter_map(|line| line.split_whitespace().find_map(|word| word.strip_prefix("ino:")));
        let inodes: Vec<u64> = inodes.filter_map(|inode| u64::from_str_radix(inode, 16).ok()).collect();
        if inodes.contains(&inode) {
            return Ok(inodes);
        }
    }
    bail!("nobody watches `{}`", folder.display())
}

/// Waits until so many folders are watched, `folder` among them.
fn until_watched(folder: &Path, count: usize) -> Result<()> {
    let begun = Instant::now();
    loop {
        let now = watched(folder).map(|watched| watched.len());
        if now.as_ref().is_ok_and(|now| *now == count) {
            return Ok(());
        }
        if begun.elapsed() > PATIENCE {
            return now.map(drop).and_then(|()| bail!("{:?} are watched, not {count}", watched(folder)?.len()));
        }
        std::thread::sleep(MOMENT);
    }
}
