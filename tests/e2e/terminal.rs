//! The user, in a terminal of their own.

use std::ffi::OsStr;
use std::fmt::Debug;
use std::path::Path;
use std::process::{Output, Stdio};

use anyhow::{Context as _, Result, ensure};
use sandbar_tests::desktop::PATIENCE;
use tokio::process::Command;
use tokio::time::timeout;

/// The Python that the system came with.
pub(crate) const SYSTEM_PYTHON: &str = "/usr/bin/python3";

/// Runs a program to its end; what it said.
pub(crate) async fn run<A>(program: &Path, arguments: A) -> Result<String>
where
    A: IntoIterator<Item: AsRef<OsStr>> + Clone + Debug,
{
    let mut command = Command::new(program);
    command.args(arguments.clone()).stdin(Stdio::null()).kill_on_drop(true).env_clear().env("PATH", "/usr/bin:/bin");
    let Output { status, stdout, stderr } = timeout(PATIENCE, command.output())
        .await
        .with_context(|| format!("{} did not end in time", program.display()))?
        .with_context(|| format!("Could not run {}", program.display()))?;
    let (said, complained) = (String::from_utf8_lossy(&stdout), String::from_utf8_lossy(&stderr));
    ensure!(status.success(), "{} {arguments:?} ended with {status}:\n{said}{complained}", program.display());
    Ok(said.into_owned())
}
