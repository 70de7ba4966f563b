//! One job on its way: its turn, its grounds, its work, its end.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use jiff::Timestamp;

use super::work::{self, Ended, Work};
use super::{Order, Shared, create, discard, undo};
use crate::failure::{Code, Failure};
use crate::grounds;
use crate::history::History;
use crate::model::{Answer, Check, JobId, JobState};
use crate::plan::{self, Grounds};
use crate::run::Cancel;
use crate::wish::Wish;

/// One job on its way.
pub(super) struct Running {
    pub(super) shared: Arc<Shared>,
    pub(super) id: JobId,
    pub(super) order: Order,
    pub(super) cancel: Cancel,
    pub(super) history: History,
}

impl Running {
    /// Takes it to its end, whatever that is.
    pub(super) async fn follow(self, now: Timestamp) {
        let (shared, id) = (Arc::clone(&self.shared), self.id.clone());
        // In a task of its own, so that a defect in there ends the job and not the telling of it.
        let ended = tokio::spawn(self.run(now)).await.unwrap_or_else(|_| {
            Ended::failed(Failure::new(Code::Internal, "Sandbar met a defect of its own while doing this"))
        });
        shared.change(&id, |job| {
            job.state = JobState::Ended;
            job.outcome = Some(ended.outcome());
            if !ended.checks.is_empty() {
                job.checks = ended.checks;
            }
            job.failure = ended.failure;
        });
        if let Some(entry) = shared.entries().iter().find(|entry| entry.job.id == id) {
            entry.ended.send_replace(true);
        }
    }

    async fn run(self, now: Timestamp) -> Ended {
        let resource = self.resource();
        let turn = self.shared.turn(&resource);
        let _turn = tokio::select! {
            biased;
            () = self.cancel.cancelled() => return Ended::failed(cancelled()),
            turn = turn.lock() => turn,
        };
        let grounds = match self.fresh_grounds() {
            Ok(grounds) => grounds,
            Err(failure) => return Ended::failed(failure),
        };
        let began = match self.history.began(&self.id, now, &self.order.wish.words()) {
            Ok(began) => began,
            Err(failure) => return Ended::failed(failure),
        };
        let clock = Instant::now();
        self.shared.change(&self.id, |job| job.state = JobState::Running);
        let mut ended = self.carry_out(&grounds).await;
        let written = self.history.ended(began, ended.outcome(), clock.elapsed(), ended.made.take());
        // What was done is done; that it can't be written down is said, and does not undo it.
        if let (Err(failure), None) = (written, &ended.failure) {
            self.shared.say(&self.id, failure.message);
        }
        ended
    }

    fn resource(&self) -> PathBuf {
        match &self.order.wish {
            Wish::VenvCreate { folder, .. } | Wish::VenvDiscard { folder } => folder.clone(),
            Wish::Undo { .. } => match self.grounds() {
                Ok(Grounds::Undo(plan::undo::Grounds { past: Some(past), .. })) => {
                    past.made.and_then(|made| made.path.parent().map(Path::to_path_buf)).unwrap_or_default()
                }
                _ => PathBuf::new(),
            },
        }
    }

    fn grounds(&self) -> Result<Grounds, Failure> {
        grounds::read(&self.shared.machine, self.shared.data.as_deref(), &self.order.snapshot, &self.order.wish)
    }

    /// The grounds as they are now, if the plan still stands on them.
    fn fresh_grounds(&self) -> Result<Grounds, Failure> {
        let grounds = self.grounds()?;
        match plan::answer(&grounds) {
            Answer::Plan(plan) if plan.fingerprint == self.order.plan.fingerprint => Ok(grounds),
            _ => Err(Failure::new(Code::Stale, "Something has changed since this plan was shown")
                .hint("Look at the new plan, then start it")),
        }
    }

    async fn carry_out(&self, grounds: &Grounds) -> Ended {
        let work = Work {
            machine: &self.shared.machine,
            snapshot: &self.order.snapshot,
            plan: &self.order.plan,
            id: &self.id,
            cancel: &self.cancel,
            tell: self,
        };
        match grounds {
            Grounds::VenvCreate(grounds) => create::environment(&work, &grounds.target()).await,
            Grounds::VenvDiscard(grounds) => discard::remains(&work, grounds).await,
            Grounds::Undo(grounds) => undo::made(&work, grounds),
        }
    }
}

/// How a job tells where it is.
impl work::Tell for Running {
    fn step(&self, number: usize) {
        self.shared.change(&self.id, |job| job.step = u32::try_from(number).unwrap_or(u32::MAX));
    }

    fn line(&self, line: String) {
        self.shared.say(&self.id, line);
    }

    fn verifying(&self) {
        self.shared.change(&self.id, |job| job.state = JobState::Verifying);
    }

    fn checked(&self, checks: &[Check]) {
        self.shared.change(&self.id, |job| job.checks = checks.to_vec());
    }
}

fn cancelled() -> Failure {
    Failure::new(Code::Cancelled, "It was stopped before it had done anything")
}
