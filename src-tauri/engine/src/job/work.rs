//! What carrying out a plan needs, and what comes of it.

use std::fs::File;
use std::path::Path;
use std::time::Duration;

use crate::disk::DiskError;
use crate::failure::{Code, Failure};
use crate::history::Made;
use crate::machine::Machine;
use crate::model::{Check, JobId, Outcome, Plan, Snapshot};
use crate::run::{self, Call, Cancel, Ending};

/// Longer than anything that a step does, shorter than a night.
const DEADLINE: Duration = Duration::from_mins(30);

/// A disk with less room than this is one on which a file did not fit.
const FULL: u64 = 1 << 20;

/// Told of how the work goes on.
pub(super) trait Tell: Sync {
    /// A step begins.
    fn step(&self, number: usize);
    /// A program has said something.
    fn line(&self, line: String);
    /// The steps are through; the result is looked at.
    fn verifying(&self);
    /// What was seen.
    fn checked(&self, checks: &[Check]);
}

/// A plan to carry out.
pub(super) struct Work<'a> {
    pub(super) machine: &'a Machine,
    pub(super) snapshot: &'a Snapshot,
    pub(super) plan: &'a Plan,
    pub(super) id: &'a JobId,
    pub(super) cancel: &'a Cancel,
    pub(super) tell: &'a dyn Tell,
}

/// How it ended.
#[derive(Debug, Default)]
pub(super) struct Ended {
    pub(super) failure: Option<Failure>,
    pub(super) checks: Vec<Check>,
    pub(super) made: Option<Made>,
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
    /// Runs the plan's steps, one after the other. Each works on `folder` and holds `held` open.
    pub(super) async fn steps(&self, folder: &Path, held: &File) -> Result<(), Failure> {
        for (number, step) in self.plan.steps.iter().enumerate() {
            self.tell.step(number);
            let call = Call { held: Some(held), ..Call::of(step, DEADLINE) };
            let mut last = None;
            let ending = run::run_lines(self.machine, &call, self.cancel, |_, line| {
                if !line.trim().is_empty() {
                    last = Some(line.clone());
                }
                self.tell.line(line);
            })
            .await;
            if !ending.is_success() {
                return Err(self.step_failed(folder, &call.argv, &ending, last.as_deref()));
            }
        }
        Ok(())
    }

    /// What to say of a step that ended badly. Its last line is the best reason there is; two of the system's own
    /// reasons are told apart, for they say what to do.
    fn step_failed(&self, folder: &Path, argv: &[String], ending: &Ending, last: Option<&str>) -> Failure {
        let program = argv.first().map(String::as_str).unwrap_or_default();
        let said = last.map(|line| format!(": {}", line.trim())).unwrap_or_default();
        let message = format!("`{program}` {ending}{said}");
        // The system's words for EACCES; programs are started so that they say them in English.
        let denied = last.is_some_and(|line| line.contains("Permission denied"));
        match ending {
            Ending::Cancelled => Failure::new(Code::Cancelled, "It was stopped, and the project is as it was before"),
            Ending::Deadline(_) => Failure::new(Code::Deadline, message),
            Ending::NotFound => Failure::new(Code::ToolMissing, message),
            Ending::NotLive => Failure::new(Code::NotLive, message),
            // venv swallows what pip says of a full disk, so the disk is asked.
            _ if self.machine.room(folder).is_some_and(|room| room < FULL) => {
                let message = format!("The disk that `{}` is on is full", self.machine.tilde(folder));
                Failure::new(Code::DiskFull, message).at(folder).hint("Free some space on that disk, then try again")
            }
            _ if denied => Failure::new(Code::NoPermission, message).hint("Choose a folder that belongs to you"),
            _ => Failure::new(Code::ChildFailed, message),
        }
    }
}
