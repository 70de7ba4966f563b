//! What carrying out a plan needs, and what comes of it.

use std::fs::File;
use std::path::Path;
use std::time::{Duration, Instant};

use super::heard::Heard;
use crate::byte_code;
use crate::disk::DiskError;
use crate::failure::{Code, Failure};
use crate::machine::Machine;
use crate::model::{Check, JobId, Outcome, Plan, Progress, Snapshot};
use crate::plan::{How, Looked, Run};
use crate::run::{self, Call, Cancel, Ending, Lines, Stop, Stream};

/// Longer than anything that a step does, shorter than a night: over a slow line 300 MB take an hour, and pip itself gives
/// up on an index that is silent.
pub(crate) const DEADLINE: Duration = Duration::from_hours(3);

/// Homebrew may have to build a compiler.
const BREW_DEADLINE: Duration = Duration::from_hours(6);

/// As much as is read of what a program answers.
const LONGEST_ANSWER: usize = 32 << 20;

/// How long another one's work is waited for.
const BUSY_FOR: Duration = Duration::from_mins(10);

/// How long until it is tried again.
const PAUSE: Duration = Duration::from_secs(3);

/// Told of how the work goes on.
pub(super) trait Tell: Sync {
    /// A step begins.
    fn step(&self, number: usize);
    /// A program has said something.
    fn line(&self, line: String);
    /// A program is so far.
    fn progress(&self, progress: Option<Progress>);
    /// It waits for somebody else, or no longer does.
    fn waiting(&self, waiting: Option<String>);
    /// The steps are through; the result is looked at.
    fn verifying(&self);
    /// What was seen.
    fn checked(&self, checks: &[Check]);
}

/// A plan to carry out.
pub(super) struct Work<'a> {
    pub(super) machine: &'a Machine,
    /// Sandbar's own folder.
    pub(super) data: &'a Path,
    pub(super) snapshot: &'a Snapshot,
    pub(super) plan: &'a Plan,
    pub(super) id: &'a JobId,
    pub(super) cancel: &'a Cancel,
    pub(super) tell: &'a dyn Tell,
    /// The lock of what is worked on: open in every program that is run, so that it lasts as long as any of them.
    pub(super) held: Option<&'a File>,
}

/// How it ended.
#[derive(Debug, Default)]
pub(super) struct Ended {
    pub(super) failure: Option<Failure>,
    pub(super) checks: Vec<Check>,
    /// Whether what was done was taken back again.
    pub(super) taken_back: bool,
    /// What the programs of a preview answered.
    pub(super) looked: Vec<Looked>,
}

impl Ended {
    pub(super) fn failed(failure: Failure) -> Self {
        Self { failure: Some(failure), ..Self::default() }
    }

    pub(super) fn outcome(&self) -> Outcome {
        match &self.failure {
            None => Outcome::Done,
            Some(failure) if failure.code == Code::Cancelled => Outcome::Cancelled,
            Some(_) => Outcome::Failed,
        }
    }
}

impl From<Result<(), DiskError>> for Ended {
    fn from(result: Result<(), DiskError>) -> Self {
        result.map_or_else(|error| Self::failed(error.into()), |()| Self::default())
    }
}

impl Work<'_> {
    /// Runs a step of the plan; everything that it starts holds `held` open.
    pub(super) async fn step(&self, run: Run, held: Option<&File>, place: &Path) -> Result<(), Failure> {
        let begun = Instant::now();
        loop {
            let followed = self.follow(run, held, false).await?;
            if followed.ending.is_success() {
                return Ok(());
            }
            let failure = followed.failure(self.machine, place);
            if failure.code != Code::Busy || begun.elapsed() > BUSY_FOR {
                return Err(failure);
            }
            self.wait_for_others(&failure).await?;
        }
    }

    /// Somebody else is at work on the same: said, and waited for.
    async fn wait_for_others(&self, busy: &Failure) -> Result<(), Failure> {
        self.tell.waiting(Some(busy.message.clone()));
        let stopped = tokio::select! {
            biased;
            () = self.cancel.cancelled() => true,
            () = tokio::time::sleep(PAUSE) => false,
        };
        self.tell.waiting(None);
        if stopped {
            return Err(Failure::new(Code::Cancelled, "It was stopped before it had done anything"));
        }
        Ok(())
    }

    /// Runs a step for what it answers. With `no_is_one`, that a program says no is an answer.
    pub(super) async fn look(&self, run: Run, no_is_one: bool) -> Result<Looked, Failure> {
        let followed = self.follow(run, None, true).await?;
        match followed.ending {
            Ending::Exited(code) if code == 0 || (no_is_one && followed.heard.is_an_answer(code, &followed.argv)) => {
                let out = String::from_utf8_lossy(&followed.out).into_owned();
                if let Some(failure) = followed.heard.saw_nothing(&out) {
                    return Err(failure);
                }
                Ok(Looked { code, out, lines: followed.heard.into_lines() })
            }
            _ => Err(followed.failure(self.machine, Path::new("/"))),
        }
    }

    async fn follow(&self, run: Run, held: Option<&File>, looks: bool) -> Result<Followed, Failure> {
        let Some(step) = self.plan.steps.get(run.step) else {
            return Err(Failure::new(Code::Internal, "Sandbar met a defect of its own: a step is missing"));
        };
        self.tell.step(run.step);
        let deadline = if run.how == How::Brew { BREW_DEADLINE } else { DEADLINE };
        let manner = match run.how {
            How::Brew => Stop::Patiently,
            How::Launch => Stop::Never,
            How::Plain | How::Pip | How::Pipx | How::Uv => Stop::Group,
        };
        // What goes on by itself must not hold what is worked on.
        let held = if run.how == How::Launch { None } else { held.or(self.held) };
        let call = Call { held, stop: manner, ..Call::of(step, deadline) };
        let modules = call.argv.first().and_then(|program| byte_code::modules_of(self.machine, Path::new(program)));
        let is_short = || modules.as_ref().is_some_and(|folder| byte_code::is_short_of_room(self.machine, folder));
        let (was_short, begun) = (is_short(), self.machine.now());
        let (mut heard, mut answer) = (Heard::of(run.how), Vec::new());
        let mut line = |stream, line: String| {
            if let Some(progress) = heard.line(&line) {
                self.tell.progress(Some(progress));
            }
            // An answer is for Sandbar to read, not for people; where a no is one, so is what goes with it.
            let is_answer = looks && (stream == Stream::Out || run.how == How::Pip);
            if heard.is_shown(&line) && !is_answer {
                self.tell.line(line);
            }
        };
        let (mut out, mut err) = (Lines::default(), Lines::default());
        // Lines are cut where nobody would read on; an answer is not.
        let ending = run::run(self.machine, &call, self.cancel, |stream, bytes| match stream {
            Stream::Out => {
                if looks {
                    answer.extend_from_slice(&bytes[..bytes.len().min(LONGEST_ANSWER - answer.len())]);
                }
                out.push(bytes, |text| line(stream, text));
            }
            Stream::Err => err.push(bytes, |text| line(stream, text)),
        })
        .await;
        out.end(|text| line(Stream::Out, text));
        err.end(|text| line(Stream::Err, text));
        self.tell.progress(None);
        let is_short = is_short();
        let followed = Followed { ending, heard, out: answer, argv: call.argv };
        if let Some(modules) = modules
            && (was_short || is_short || followed.met_a_full_disk(self.machine, &modules))
        {
            byte_code::forget_since(self.machine, &modules, begun);
        }
        Ok(followed)
    }
}

/// A program that has ended.
struct Followed {
    ending: Ending,
    heard: Heard,
    out: Vec<u8>,
    argv: Vec<String>,
}

impl Followed {
    fn met_a_full_disk(&self, machine: &Machine, place: &Path) -> bool {
        !self.ending.is_success() && self.failure(machine, place).code == Code::DiskFull
    }

    fn failure(&self, machine: &Machine, place: &Path) -> Failure {
        self.heard.failure(machine, place, &self.argv, &self.ending)
    }
}
