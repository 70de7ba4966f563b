//! A machine to have trouble on: this one's Python, pip and login shell, at a home of its own, with an index of packages
//! that needs no network.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::{Path, PathBuf};
use std::process::Stdio;

use anyhow::{Context as _, Result, anyhow, bail, ensure};
use sandbar_engine::machine::Machine;
use sandbar_engine::settings::Settings;
use sandbar_tests::desktop::{Home, PATIENCE};
use sandbar_tests::index::Index;
use sandbar_tests::prefix::Prefix;
use sandbar_tests::pythons;
use sandbar_tests::wheel::Said;
use tokio::process::Command;
use tokio::time::timeout;

use crate::terminal::{SYSTEM_PYTHON, run};

/// The start-up files of bash and zsh that a new terminal reads, whether it takes questions or not.
const START_UP: [&str; 3] = [".bash_profile", ".zprofile", ".zshrc"];

/// Pythons older than this are nobody's any more.
const OLDEST: (u32, u32) = (3, 9);

/// The machine of somebody who has one project.
pub(super) struct Made {
    /// The home, until the popover's desktop has it.
    home: Option<Home>,
    /// Where it is.
    pub(super) folder: PathBuf,
    /// The project, in a folder that Sandbar watches.
    pub(super) project: PathBuf,
    /// The minor version of the system's Python.
    pub(super) minor: (u32, u32),
    index: Index,
    shell: PathBuf,
}

impl Made {
    /// One on which the terminal's `python3` is the one that the system came with. `None`, and that is said, where that
    /// one makes no environments, or the login shell is none whose start-up files are known here.
    pub(super) async fn new() -> Result<Option<Self>> {
        let python = ["-c", "import ensurepip, pip, venv, sys; print(sys.version_info[1])"];
        let minor = match run(Path::new(SYSTEM_PYTHON), python).await {
            Ok(minor) => (3, minor.trim().parse()?),
            Err(why) => {
                println!("SKIPPED: this machine's own Python makes no environments, or has no pip: {why:#}");
                return Ok(None);
            }
        };
        let shell = Machine::this().shell.filter(|shell| shell.ends_with("bash") || shell.ends_with("zsh"));
        let Some(shell) = shell else {
            println!("SKIPPED: the login shell here is neither bash nor zsh");
            return Ok(None);
        };
        let home = Home::empty()?;
        let folder = home.path().to_owned();
        let project = home.folder("code/weather-bot")?;
        let index = Index::at(&home.folder("index")?, SYSTEM_PYTHON.as_ref());
        let home = home.with("PIP_INDEX_URL", index.url()).with("PIP_DISABLE_PIP_VERSION_CHECK", "1");
        let settings = Settings { folders: vec![folder.join("code")], welcomed: true, ..Settings::default() };
        settings.save(&folder.join(".sandbar")).map_err(|failure| anyhow!("{}", failure.message))?;
        let made = Self { home: Some(home), folder, project, minor, index, shell };
        made.starts_with("export PATH=/usr/bin:/bin")?;
        Ok(Some(made))
    }

    /// From now on, `lines` are what a terminal begins with.
    pub(super) fn starts_with(&self, lines: &str) -> Result<()> {
        let index = self.index.url();
        let text = format!("export PIP_INDEX_URL='{index}' PIP_DISABLE_PIP_VERSION_CHECK=1\n{lines}\n");
        START_UP.iter().try_for_each(|name| Ok(fs::write(self.folder.join(name), &text)?))
    }

    /// The index has a package, without a command.
    pub(super) fn offers(&self, name: &str, version: &str, needs: &[&str]) -> Result<()> {
        self.index.put(name, version, Said { needs, requires_python: None })?;
        Ok(())
    }

    /// The index has a package whose module has another name, and no command.
    pub(super) fn offers_module(&self, name: &str, version: &str, module: &str) -> Result<()> {
        self.index.put_module(name, version, module)
    }

    /// The index has a copy of a wheel.
    pub(super) fn offers_file(&self, wheel: &Path) -> Result<()> {
        let name = wheel.file_name().and_then(OsStr::to_str).and_then(|name| name.split('-').next());
        let name = name.context("A wheel has a name")?.to_lowercase().replace('_', "-");
        self.index.put_file(&name, wheel)
    }

    /// The index has a package that is for some Pythons only.
    pub(super) fn offers_for(&self, pythons: &str, name: &str, version: &str) -> Result<()> {
        self.index.put(name, version, Said { needs: &[], requires_python: Some(pythons) })?;
        Ok(())
    }

    /// Puts a copy of another Python of this machine where pyenv would have it: the newest whose minor version `fits`.
    /// `None`, and that is said, where there is none.
    pub(super) fn another(&self, fits: impl Fn((u32, u32)) -> bool) -> Result<Option<Prefix>> {
        let mut others = pythons::real();
        others.retain(|other| !other.path.starts_with("/usr/bin"));
        others.retain(|other| other.minor().is_some_and(|minor| minor >= OLDEST && minor != self.minor && fits(minor)));
        let Some(other) = others.iter().max_by_key(|other| other.minor()) else {
            println!("SKIPPED: this machine has no second Python that is right for this");
            return Ok(None);
        };
        let folder = self.folder.join(".pyenv/versions").join(&other.version);
        let Some(copy) = Prefix::of(other, &folder) else { return Ok(None) };
        for name in ["python3", "python"] {
            symlink(copy.python(), folder.join("bin").join(name))?;
        }
        Ok(Some(copy))
    }

    /// The project has a file.
    pub(super) fn file(&self, name: &str, text: &str) -> Result<PathBuf> {
        let path = self.project.join(name);
        fs::create_dir_all(path.parent().unwrap_or(&self.project))?;
        fs::write(&path, text)?;
        Ok(path)
    }

    /// The home has a program.
    pub(super) fn program(&self, name: &str, text: &str) -> Result<PathBuf> {
        let path = self.folder.join(name);
        fs::create_dir_all(path.parent().unwrap_or(&self.folder))?;
        fs::write(&path, text)?;
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755))?;
        Ok(path)
    }

    /// The home, for the popover's desktop.
    pub(super) fn home(&mut self) -> Result<Home> {
        self.home.take().context("The machine is somebody's already")
    }

    /// What a new terminal in the project says to `line`, as it stands there: with the line, and whether it ends well
    /// or not.
    pub(super) async fn terminal(&self, line: &str) -> Result<String> {
        let (said, _) = self.typed(line).await?;
        Ok(format!("$ {line}\n{said}"))
    }

    /// What a new terminal in the project says to `line`, which has to end well.
    pub(super) async fn says(&self, line: &str) -> Result<String> {
        let (said, well) = self.typed(line).await?;
        ensure!(well, "`{line}` did not end well:\n{said}");
        println!("  in a new terminal: {line}: {said}");
        Ok(said.trim().to_owned())
    }

    /// What a new terminal in the project says to `line`, which has to end badly.
    pub(super) async fn refuses(&self, line: &str) -> Result<String> {
        let (said, well) = self.typed(line).await?;
        ensure!(!well, "`{line}` ended well:\n{said}");
        Ok(said.trim().to_owned())
    }

    async fn typed(&self, line: &str) -> Result<(String, bool)> {
        // Both of what it says, in the order in which it says it.
        self.run(&self.shell, [OsStr::new("-l"), OsStr::new("-c"), format!("{{ {line}\n}} 2>&1").as_ref()]).await
    }

    /// What `program` says at this home, and whether it ends well.
    pub(super) async fn run(
        &self,
        program: &Path,
        words: impl IntoIterator<Item: AsRef<OsStr>>,
    ) -> Result<(String, bool)> {
        let mut command = Command::new(program);
        command.args(words).env_clear().env("HOME", &self.folder).env("LANG", "C.UTF-8").env("TERM", "dumb");
        command.stdin(Stdio::null()).kill_on_drop(true).current_dir(&self.project);
        let ran = timeout(PATIENCE, command.output())
            .await
            .with_context(|| format!("{} did not end in time", program.display()))?
            .with_context(|| format!("Could not run {}", program.display()))?;
        Ok((String::from_utf8_lossy(&ran.stdout).into_owned(), ran.status.success()))
    }

    /// The packages that the sandbox's own pip lists, as `name==version`.
    pub(super) async fn packages(&self) -> Result<Vec<String>> {
        let listed = self.says(".venv/bin/python -m pip list --format freeze").await?;
        let own = ["pip==", "setuptools==", "wheel=="];
        let others = listed.lines().filter(|line| !own.iter().any(|own| line.starts_with(own)));
        Ok(others.map(str::to_owned).collect())
    }

    /// The packages are these, says pip.
    pub(super) async fn has(&self, packages: &[&str]) -> Result<()> {
        let found = self.packages().await?;
        if found != packages {
            bail!("pip lists {found:?}, not {packages:?}");
        }
        Ok(())
    }
}
