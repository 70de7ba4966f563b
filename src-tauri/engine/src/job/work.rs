//! What carrying out a plan needs, and what comes of it.

use std::fs::File;
use std::path::Path;
use std::time::Duration;

use super::heard::Heard;
use crate::disk::DiskError;
use crate::failure::{Code, Failure};
use crate::machine::Machine;
use crate::model::{Check, JobId, Outcome, Plan, Progress, Snapshot};
use crate::plan::{How, Run};
use crate::run::{self, Call, Cancel, Stop};

/// Longer than anything that a step does, shorter than a night.
const DEADLINE: Duration = Duration::from_mins(30);

/// Homebrew may have to build a compiler.
const BREW_DEADLINE: Duration = Duration::from_hours(6);

/// Told of how the work goes on.
pub(super) trait Tell: Sync {
    /// A step begins.
    fn step(&self, number: usize);
    /// A program has said something.
    fn line(&self, line: String);
    /// A program is so far.
    fn progress(&self, progress: Option<Progress>);
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
    /// What a preview printed.
    pub(super) looked: Option<Vec<u8>>,
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
    /// Runs a step of the plan; everything that it starts holds `held` open. What it prints on standard output is
    /// handed back.
    pub(super) async fn step(&self, run: Run, held: Option<&File>, place: &Path) -> Result<Vec<u8>, Failure> {
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
        let mut heard = Heard::of(run.how);
        let ending = run::run_lines(self.machine, &call, self.cancel, |stream, line| {
            if let Some(progress) = heard.line(stream, &line) {
                self.tell.progress(Some(progress));
            }
            if heard.is_shown(stream, &line) {
                self.tell.line(line);
            }
        })
        .await;
        self.tell.progress(None);
        if ending.is_success() {
            return Ok(heard.into_answer());
        }
        Err(heard.failure(self.machine, place, &call.argv, &ending))
    }
}
