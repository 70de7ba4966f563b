//! Runs one program, in a process group of its own, and says every way it can end.
//!
//! The only room that starts programs (the login shell of `shell` aside). What it starts can't ask anything (its input
//! is at its end, and its session has no terminal that it could open), sees a cleaned environment ([`environment`]), and
//! is gone, children and all, when [`run`] returns: whatever of the group is left by then is killed. A cancel or a
//! deadline says TERM to the group first.

mod ending;
pub mod environment;
mod format;
mod launch;
mod lines;
mod pipes;

use std::collections::BTreeMap;
use std::fs::File;
use std::io;
use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;

use process_wrap::tokio::{ChildWrapper, CommandWrap, ProcessSession};
use rustix::io::Errno;
use rustix::process::{Pid, Signal, WaitId, WaitIdOptions};
use tokio_util::sync::CancellationToken;

use crate::machine::Machine;
use crate::model::Step;

pub use ending::Ending;
pub use lines::Lines;
use pipes::Pipes;

/// How long a group may tidy up after TERM.
const GRACE: Duration = Duration::from_secs(5);

/// How long an output may stay open after its program has ended: somebody it started may hold it.
const DRAIN: Duration = Duration::from_millis(500);

/// One program to run.
#[derive(Debug)]
pub struct Call<'a> {
    /// The program, by its absolute path, and its arguments.
    pub argv: Vec<String>,
    /// The folder it runs in.
    pub cwd: PathBuf,
    /// Variables on top of the cleaned environment.
    pub env: BTreeMap<String, String>,
    /// How long it may take.
    pub deadline: Duration,
    /// An open file, read to its end, that everything the call starts keeps open as its input: a lock on it lasts as
    /// long as any of them lives, even when Sandbar does not.
    pub held: Option<&'a File>,
    /// How it is stopped.
    pub stop: Stop,
}

/// How a program is stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stop {
    /// TERM to the group, then KILL.
    Group,
    /// Not at all, once it has started: it has a session of its own, is told nothing of ours, says nothing to us, and
    /// goes on when we end. Only what ends at once, and badly, is noticed.
    Never,
    /// One TERM to the program itself, and then patience: it tidies up by itself, and what it has started in sessions
    /// of their own would only go on unattended if it were killed.
    Patiently,
}

impl Call<'_> {
    /// The call of a plan's step.
    pub fn of(step: &Step, deadline: Duration) -> Self {
        Self {
            argv: step.argv.clone(),
            cwd: step.cwd.to_path_buf(),
            env: step.env.clone(),
            deadline,
            held: None,
            stop: Stop::Group,
        }
    }
}

/// Where something was said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stream {
    /// Standard output.
    Out,
    /// Standard error.
    Err,
}

/// Stops a call, or a row of them. Cancelling once asks and gives time to tidy up; cancelling again does not.
#[derive(Debug, Clone, Default)]
pub struct Cancel {
    asked: CancellationToken,
    insisted: CancellationToken,
}

impl Cancel {
    /// Asks to stop; said a second time, insists.
    pub fn cancel(&self) {
        if self.asked.is_cancelled() {
            self.insisted.cancel();
        }
        self.asked.cancel();
    }

    /// True once somebody has asked.
    pub fn is_cancelled(&self) -> bool {
        self.asked.is_cancelled()
    }

    /// Resolves once somebody has asked.
    pub async fn cancelled(&self) {
        self.asked.cancelled().await;
    }
}

/// Runs `call` until it has ended or been ended, and hands over what it says as it says it.
///
/// Dropping the future kills the group.
pub async fn run(
    machine: &Machine,
    call: &Call<'_>,
    cancel: &Cancel,
    heard: impl FnMut(Stream, &[u8]) + Send,
) -> Ending {
    if !machine.live {
        return Ending::NotLive;
    }
    if cancel.is_cancelled() {
        return Ending::Cancelled;
    }
    if call.argv.first().is_some_and(|program| !format::is_program(machine, program)) {
        return Ending::BadFormat;
    }
    if call.stop == Stop::Never {
        return launch::launch(machine, call).await;
    }
    match begun(machine, call).await {
        Ok(running) => running.follow(call.deadline, cancel, heard).await,
        Err(error) => Ending::never_began(error),
    }
}

/// Starts `call`. A file that was written a moment ago can't be run (`ETXTBSY`) while a program that another thread is just
/// starting still has it open: between its fork and its exec that has all that we had.
async fn begun(machine: &Machine, call: &Call<'_>) -> io::Result<Running> {
    const TRIES: usize = 50;
    for _ in 1..TRIES {
        match Running::start(machine, call) {
            Err(error) if error.kind() == io::ErrorKind::ExecutableFileBusy => {
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
            started => return started,
        }
    }
    Running::start(machine, call)
}

/// As [`run`], by the line; a line is cut where it gets too long for anybody to read.
pub async fn run_lines(
    machine: &Machine,
    call: &Call<'_>,
    cancel: &Cancel,
    mut heard: impl FnMut(Stream, String) + Send,
) -> Ending {
    let (mut out, mut err) = (Lines::default(), Lines::default());
    let ending = run(machine, call, cancel, |stream, bytes| match stream {
        Stream::Out => out.push(bytes, |line| heard(stream, line)),
        Stream::Err => err.push(bytes, |line| heard(stream, line)),
    })
    .await;
    out.end(|line| heard(Stream::Out, line));
    err.end(|line| heard(Stream::Err, line));
    ending
}

/// What a program said, and how it ended.
#[derive(Debug)]
pub struct Captured {
    /// How it ended.
    pub ending: Ending,
    /// Its standard output, cut where it is longer than any answer.
    pub out: Vec<u8>,
    /// The lines of its standard error, the last few.
    pub err: Vec<String>,
}

/// As [`run`], for a program whose output is an answer to be read.
pub async fn capture(machine: &Machine, call: &Call<'_>, cancel: &Cancel) -> Captured {
    const LONGEST_ANSWER: usize = 8 << 20;
    const LAST_LINES: usize = 20;
    let (mut out, mut err, mut lines) = (Vec::new(), Vec::new(), Lines::default());
    let ending = run(machine, call, cancel, |stream, bytes| match stream {
        Stream::Out => out.extend_from_slice(&bytes[..bytes.len().min(LONGEST_ANSWER - out.len())]),
        Stream::Err => lines.push(bytes, |line| err.push(line)),
    })
    .await;
    lines.end(|line| err.push(line));
    err.drain(..err.len().saturating_sub(LAST_LINES));
    Captured { ending, out, err }
}

/// A program that was started, and everything it starts.
struct Running {
    child: Box<dyn ChildWrapper>,
    group: Pid,
    stop: Stop,
    /// True once the leader was waited for: from then on its number may be somebody else's.
    reaped: bool,
}

impl Running {
    fn start(machine: &Machine, call: &Call<'_>) -> io::Result<Self> {
        let (program, arguments) = call.argv.split_first().ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))?;
        let input = match call.held {
            Some(file) => Stdio::from(file.try_clone()?),
            None => Stdio::null(),
        };
        let mut command = CommandWrap::with_new(program, |command| {
            command
                .args(arguments)
                .current_dir(&call.cwd)
                .env_clear()
                .envs(environment::clean(machine))
                .envs(&call.env)
                .stdin(input)
                .stdout(Stdio::piped())
                .stderr(Stdio::piped());
        });
        // A group of our session would be in the background of our terminal: git, which asks for a name there, would be
        // put to sleep by the first key it waits for, and nobody would see why.
        command.wrap(ProcessSession);
        let child = command.spawn()?;
        // The group has the number of its leader. A child that was never waited for has one.
        let group = child.id().and_then(|id| i32::try_from(id).ok()).and_then(Pid::from_raw);
        let group = group.ok_or_else(|| io::Error::other("it has no process number"))?;
        Ok(Self { child, group, stop: call.stop, reaped: false })
    }

    async fn follow(
        mut self,
        deadline: Duration,
        cancel: &Cancel,
        mut heard: impl FnMut(Stream, &[u8]) + Send,
    ) -> Ending {
        let mut pipes = Pipes::new(self.child.stdout().take(), self.child.stderr().take());
        let gone = leader_gone(self.group);
        tokio::pin!(gone);

        let due = tokio::time::sleep(deadline);
        tokio::pin!(due);
        let cut_short = loop {
            tokio::select! {
                biased;
                () = cancel.cancelled() => break Some(Ending::Cancelled),
                () = &mut gone => break None,
                () = &mut due => break Some(Ending::Deadline(deadline)),
                () = pipes.hear(&mut heard), if pipes.is_open() => {}
            }
        };
        if cut_short.is_some() && self.stop == Stop::Patiently {
            // Nobody left to hear it is what is wanted.
            let _ = rustix::process::kill_process(self.group, Signal::TERM);
            // What it still says is heard: into a full pipe it would never have said all of it.
            loop {
                tokio::select! {
                    biased;
                    () = &mut gone => break,
                    () = pipes.hear(&mut heard), if pipes.is_open() => {}
                }
            }
            pipes.drain(&mut heard, Some(DRAIN)).await;
        } else if cut_short.is_some() {
            self.signal(Signal::TERM);
            // With both outputs closed and the leader gone, whatever is left has nothing to tidy up.
            let tidied = async {
                pipes.drain(&mut heard, None).await;
                gone.await;
            };
            tokio::select! {
                () = tidied => {}
                () = cancel.insisted.cancelled() => {}
                () = tokio::time::sleep(GRACE) => {}
            }
        } else {
            pipes.drain(&mut heard, Some(DRAIN)).await;
        }
        // Nothing that was started outlives the call. The leader has not been waited for yet, so the group's number
        // still is the group's.
        if self.stop == Stop::Group {
            self.signal(Signal::KILL);
        }
        let status = self.child.inner_mut().wait().await;
        self.reaped = true;
        pipes.drain(&mut heard, Some(DRAIN)).await;
        match (cut_short, status) {
            (Some(ending), _) => ending,
            (None, Ok(status)) => Ending::of(status),
            (None, Err(error)) => Ending::Io(error),
        }
    }

    fn signal(&self, signal: Signal) {
        // Nobody left to hear it is what is wanted.
        let _ = rustix::process::kill_process_group(self.group, signal);
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if !self.reaped && self.stop == Stop::Group {
            self.signal(Signal::KILL);
        }
    }
}

/// Resolves when the leader has ended, and leaves it waitable, so that its number stays taken.
async fn leader_gone(leader: Pid) {
    let waited = tokio::task::spawn_blocking(move || {
        let options = WaitIdOptions::EXITED | WaitIdOptions::NOWAIT;
        while matches!(rustix::process::waitid(WaitId::Pid(leader), options), Err(Errno::INTR)) {}
    });
    // The closure does not panic; a runtime that shuts down ends everything else as well.
    let _ = waited.await;
}

#[cfg(test)]
mod tests;
