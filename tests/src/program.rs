//! The built `sandbar` program, run the way a stranger's script would run it.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use anyhow::{Context as _, Result, bail};
use serde_json::Value;

/// Where a program of this workspace was built: beside the tests themselves.
///
/// # Errors
/// When it was not built: `cargo test` alone does not build another package's programs, `make test` does.
pub fn built(name: &str) -> Result<PathBuf> {
    let own = std::env::current_exe().context("a test has a program")?;
    let folder = own.ancestors().find(|folder| folder.ends_with("debug") || folder.ends_with("release"));
    let path = folder.context("tests run from a target folder")?.join(name);
    if !path.is_file() {
        bail!("`{}` is not there: run `cargo build --workspace` first, or `make test`", path.display());
    }
    Ok(path)
}

/// A `sandbar` with a home of its own and nothing inherited.
pub struct Sandbar {
    program: PathBuf,
    home: PathBuf,
}

/// What it answered.
pub struct Answered {
    /// The exit code.
    pub code: i32,
    /// The answer.
    pub stdout: String,
    /// What was said beside it.
    pub stderr: String,
}

impl Sandbar {
    /// One whose `HOME` is `home`.
    ///
    /// # Errors
    /// When the program was not built.
    pub fn at(home: &Path) -> Result<Self> {
        Ok(Self { program: built("sandbar")?, home: home.to_path_buf() })
    }

    /// The command, ready to be given more before it runs.
    pub fn command<S: AsRef<OsStr>>(&self, words: &[S]) -> Command {
        let mut command = Command::new(&self.program);
        command
            .args(words)
            .env_clear()
            .env("HOME", &self.home)
            .env("SANDBAR_DATA", self.home.join("sandbar-data"))
            .env("PATH", "/usr/local/bin:/usr/bin:/bin")
            .env("LANG", "C.UTF-8")
            .current_dir(&self.home);
        command
    }

    /// Runs it to its end.
    ///
    /// # Errors
    /// When it can't be started, or a signal ended it.
    pub fn run<S: AsRef<OsStr>>(&self, words: &[S]) -> Result<Answered> {
        answered(&self.command(words).output().context("`sandbar` can be started")?)
    }

    /// Runs it with `--json` and reads the one document it prints.
    ///
    /// # Errors
    /// As [`Sandbar::run`], and when the output is not one JSON document.
    pub fn json<S: AsRef<OsStr>>(&self, words: &[S]) -> Result<(i32, Value)> {
        let mut command = self.command(words);
        let answered = answered(&command.arg("--json").output().context("`sandbar` can be started")?)?;
        let value = serde_json::from_str(&answered.stdout)
            .with_context(|| format!("one JSON document, not {:?} ({:?})", answered.stdout, answered.stderr))?;
        Ok((answered.code, value))
    }
}

fn answered(output: &Output) -> Result<Answered> {
    Ok(Answered {
        code: output.status.code().context("no signal ended it")?,
        stdout: String::from_utf8(output.stdout.clone()).context("the answer is UTF-8")?,
        stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
    })
}
