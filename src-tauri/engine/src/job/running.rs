//! One job on its way: its turn, its grounds, its work, its end.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use jiff::Timestamp;

use super::turn::{self, Turn};
use super::work::{self, Ended, Work};
use super::{Order, Preview, Shared, acts};
use crate::failure::{Code, Failure};
use crate::grounds::{self, Reading};
use crate::history::{End, History, Told};
use crate::machine::Machine;
use crate::model::{Check, JobId, JobState, Progress};
use crate::plan::{self, Decided, Doing, Grounds};
use crate::run::Cancel;
use crate::wish::Wish;

/// The lines of a job's output that the history keeps.
const LINES_REMEMBERED: usize = 60;

/// One job on its way.
pub(super) struct Running {
    pub(super) shared: Arc<Shared>,
    pub(super) id: JobId,
    pub(super) order: Order,
    pub(super) cancel: Cancel,
    pub(super) data: PathBuf,
    /// The machine, with what the terminal says of the way to the network.
    pub(super) machine: Machine,
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
            job.progress = None;
            job.waiting = None;
            if !ended.checks.is_empty() {
                job.checks = ended.checks;
            }
            job.failure = ended.failure;
        });
        if let Some(entry) = shared.entries().iter().find(|entry| entry.job.id == id) {
            entry.ended.send_replace(Some(Instant::now()));
        }
    }

    async fn run(self, now: Timestamp) -> Ended {
        let turn = match turn::wait(&self, &self.order.resources).await {
            Ok(turn) => turn,
            Err(failure) => return Ended::failed(failure),
        };
        // While it waited, anything may have changed.
        let fresh = match self.fresh() {
            Ok(fresh) => fresh,
            Err(failure) => return Ended::failed(failure),
        };
        self.shared.change(&self.id, |job| job.state = JobState::Running);
        if fresh.is_preview {
            return self.look(&fresh, &turn).await;
        }
        self.act(&fresh, &turn, now).await
    }

    /// A preview changes nothing, so the history does not know it.
    async fn look(&self, fresh: &Fresh, turn: &Turn) -> Ended {
        let mut ended = acts::carry_out(&self.work(turn), &History::new(&self.data), &fresh.doing).await;
        if ended.failure.is_none() {
            let (fingerprint, answers) = (self.order.plan.fingerprint.clone(), std::mem::take(&mut ended.looked));
            let mut previews = self.shared.previews();
            let known = previews.entry(self.order.wish.words()).or_default();
            known.retain(Preview::is_believed);
            known.push(Preview { fingerprint, answers, at: Instant::now() });
        }
        ended
    }

    async fn act(&self, fresh: &Fresh, turn: &Turn, now: Timestamp) -> Ended {
        let history = History::new(&self.data);
        let (wish, told) = (fresh.wish.words(), Told::of(&self.order.plan));
        let began = match history.began(&self.id, now, &wish, told, &fresh.doing.resources) {
            Ok(began) => began,
            Err(failure) => return Ended::failed(failure),
        };
        let clock = Instant::now();
        let ended = acts::carry_out(&self.work(turn), &history, &fresh.doing).await;
        // What was found out beforehand has served, or has misled.
        self.shared.previews().remove(&self.order.wish.words());
        let end = End {
            outcome: ended.outcome(),
            took: clock.elapsed(),
            taken_back: ended.taken_back,
            output: self.shared.last_lines(&self.id, LINES_REMEMBERED),
        };
        let written = history.ended(began, end);
        // What was done is done; that it can't be written down is said, and does not undo it.
        if let (Err(failure), None) = (written, &ended.failure) {
            self.shared.say(&self.id, failure.message);
        }
        ended
    }

    fn work<'a>(&'a self, turn: &'a Turn) -> Work<'a> {
        Work {
            machine: &self.machine,
            data: &self.data,
            snapshot: &self.order.snapshot,
            plan: &self.order.plan,
            id: &self.id,
            cancel: &self.cancel,
            tell: self,
            held: turn.held(),
        }
    }

    /// What is to be done on the grounds as they are now, if the plan still stands on them.
    fn fresh(&self) -> Result<Fresh, Failure> {
        let previews = self.shared.previews().clone();
        let grounds = grounds::read(
            &Reading {
                machine: &self.shared.machine,
                data: Some(&self.data),
                snapshot: &self.order.snapshot,
                shell: &self.order.shell,
                previews: &previews,
            },
            &self.order.wish,
        )?;
        match plan::decide(&grounds) {
            Decided::Plan { plan, doing, is_preview } if plan.fingerprint == self.order.plan.fingerprint => {
                Ok(Fresh { wish: resolved(&self.order.wish, &grounds), doing, is_preview })
            }
            _ => Err(Failure::new(Code::Stale, "Something has changed since this plan was shown")
                .hint("Look at the new plan, then start it")),
        }
    }
}

/// What is to be done, as of now.
struct Fresh {
    wish: Wish,
    doing: Box<Doing>,
    is_preview: bool,
}

/// "The last one" is another one tomorrow: the history gets the job's name.
fn resolved(wish: &Wish, grounds: &Grounds) -> Wish {
    match (wish, grounds) {
        (Wish::Undo { .. }, Grounds::Undo(plan::undo::Grounds { past: Some(past), .. })) => {
            Wish::Undo { job: Some(past.id.clone()) }
        }
        _ => wish.clone(),
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

    fn progress(&self, progress: Option<Progress>) {
        self.shared.change(&self.id, |job| job.progress = progress);
    }

    fn waiting(&self, waiting: Option<String>) {
        self.shared.change(&self.id, |job| job.waiting = waiting);
    }

    fn verifying(&self) {
        self.shared.change(&self.id, |job| job.state = JobState::Verifying);
    }

    fn checked(&self, checks: &[Check]) {
        self.shared.change(&self.id, |job| job.checks = checks.to_vec());
    }
}
