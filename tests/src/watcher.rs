//! `sandbar watch --json`, listened to as a script would.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};
use serde_json::Value;

/// Only something that hangs takes so long.
const AGES: Duration = Duration::from_mins(2);

/// A running `sandbar watch`, ended with the test.
pub struct Watcher {
    child: Child,
    heard: Receiver<String>,
}

impl Watcher {
    /// Starts `command`, which prints a line for each event.
    ///
    /// # Errors
    /// When it can't be started.
    pub fn start(command: &mut Command) -> Result<Self> {
        let started = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn();
        let mut child = started.context("`sandbar watch` can be started")?;
        let output = child.stdout.take().context("its output")?;
        let (say, heard) = mpsc::channel();
        std::thread::spawn(move || {
            for line in BufReader::new(output).lines().map_while(std::result::Result::ok) {
                if say.send(line).is_err() {
                    return;
                }
            }
        });
        Ok(Self { child, heard })
    }

    /// The next line.
    ///
    /// # Errors
    /// When it has ended, or says nothing for ages.
    pub fn line(&self) -> Result<String> {
        match self.heard.recv_timeout(AGES) {
            Ok(line) => Ok(line),
            Err(RecvTimeoutError::Timeout) => bail!("nothing was told within {AGES:?}"),
            Err(RecvTimeoutError::Disconnected) => bail!("`sandbar watch` has ended"),
        }
    }

    /// The next event.
    ///
    /// # Errors
    /// As [`Watcher::line`], and when it is no JSON.
    pub fn event(&self) -> Result<Value> {
        let line = self.line()?;
        serde_json::from_str(&line).with_context(|| format!("one JSON document a line, not {line:?}"))
    }

    /// The next event called `name`; those before it are passed over.
    ///
    /// # Errors
    /// As [`Watcher::event`].
    pub fn event_called(&self, name: &str) -> Result<Value> {
        loop {
            let event = self.event()?;
            if event["event"] == name {
                return Ok(event);
            }
        }
    }

    /// Sends a signal; the code that it ends with, and the lines that were not read yet.
    ///
    /// # Errors
    /// When it does not end.
    pub fn signal(mut self, name: &str) -> Result<(Option<i32>, Vec<String>)> {
        let sent = Command::new("kill").args([&format!("-{name}"), &self.child.id().to_string()]).status()?;
        anyhow::ensure!(sent.success(), "it has ended by itself");
        let code = self.ended()?;
        Ok((code, self.heard.iter().collect()))
    }

    /// Waits until it has ended by itself; its code.
    ///
    /// # Errors
    /// When it does not end.
    pub fn ended(&mut self) -> Result<Option<i32>> {
        let begun = Instant::now();
        while begun.elapsed() < AGES {
            if let Some(status) = self.child.try_wait()? {
                return Ok(status.code());
            }
            std::thread::yield_now();
        }
        bail!("it goes on and on")
    }
}

impl Drop for Watcher {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
