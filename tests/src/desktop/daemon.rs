//! Programs that run for as long as somebody holds on to them.

use std::path::PathBuf;
use std::process::Stdio;
use std::time::Instant;

use anyhow::{Context as _, Result, bail};
use rustix::process::{Pid, Signal, kill_process};
use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::process::{Child, ChildStdout, Command};

use super::{GLANCE, MANNERS, PATIENCE};

/// A program that has said that it is ready, and ends with this value.
pub struct Daemon {
    said: String,
    child: Child,
    _stdout: BufReader<ChildStdout>,
}

impl Daemon {
    /// Starts `program` (of the Debian package `package`) and waits for its first line.
    ///
    /// # Errors
    /// When it is not installed, or ends without a word.
    pub async fn start(program: &str, package: &str, arguments: &[&str]) -> Result<Self> {
        let mut child = Self::command(program, package)?
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .with_context(|| format!("Could not start {program}"))?;
        let mut stdout = BufReader::new(child.stdout.take().context("It has no stdout")?);
        let mut said = String::new();
        tokio::time::timeout(PATIENCE, stdout.read_line(&mut said))
            .await
            .with_context(|| format!("{program} said nothing in time"))??;
        if said.trim().is_empty() {
            bail!("{program} ended without a word: {}", child.wait().await?);
        }
        Ok(Self { said: said.trim().to_owned(), child, _stdout: stdout })
    }

    /// A command for `program`, which is found in PATH.
    ///
    /// # Errors
    /// When it is not installed; says which package it is in.
    pub fn command(program: &str, package: &str) -> Result<Command> {
        match find(program) {
            Some(path) => Ok(super::command(&path)),
            None => bail!("{program} is not installed: `make setup` does it, or `apt-get install {package}`"),
        }
    }

    /// Its first line.
    pub fn said(&self) -> &str {
        &self.said
    }
}

impl Drop for Daemon {
    /// Asks it to end, so that it takes its sockets and locks along. What does not listen is killed with its handle.
    fn drop(&mut self) {
        let process = self.child.id().and_then(|id| Pid::from_raw(id.cast_signed()));
        if process.is_none_or(|process| kill_process(process, Signal::TERM).is_err()) {
            return;
        }
        let asked = Instant::now();
        while asked.elapsed() < MANNERS && matches!(self.child.try_wait(), Ok(None)) {
            std::thread::sleep(GLANCE);
        }
    }
}

fn find(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(program)).find(|path| path.is_file())
}
