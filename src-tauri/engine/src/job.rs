//! Plans being run: one at a time for each thing that is worked on, told of as they go on, and written down.
//!
//! A job waits for its turn, looks whether its grounds still are what they were, does what its plan says, and is done
//! only when verification has seen it. It knows nothing of who listens.

mod acts;
mod discard;
mod heard;
mod journal;
mod making;
mod running;
mod turn;
mod work;

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use jiff::Timestamp;
use sha2::{Digest as _, Sha256};
use tokio::sync::{broadcast, watch};

use crate::failure::{Code, Failure};
use crate::machine::Machine;
use crate::model::{Job, JobId, JobState, Plan, Snapshot};
use crate::plan::{Looked, Resource};
use crate::run::{Cancel, environment};
use crate::shell::ShellAnswer;
use crate::wire::{Advance, Event, Output};
use crate::wish::Wish;

use running::Running;
pub(crate) use turn::is_at_work;
pub(crate) use work::DEADLINE;

/// The last lines that a job keeps of its output.
const LINES_KEPT: usize = 500;

/// What is to be run.
#[derive(Debug, Clone)]
pub struct Order {
    /// The wish, its paths [absolute](Wish::absolute).
    pub wish: Wish,
    /// The plan that was shown.
    pub plan: Plan,
    /// What nobody else may work on meanwhile.
    pub resources: Vec<Resource>,
    /// What the plan was made from.
    pub snapshot: Arc<Snapshot>,
    /// What the user's terminal means by its words.
    pub shell: ShellAnswer,
}

/// What a program has found out before a plan can be made.
#[derive(Debug, Clone)]
pub struct Preview {
    /// The fingerprint of the plan that let it look: what was read for that plan.
    pub fingerprint: String,
    /// What its programs answered, in order.
    pub answers: Vec<Looked>,
    /// When that was.
    pub at: Instant,
}

/// The previews, by the words of their wishes; of each wish one after the other.
pub type Previews = BTreeMap<Vec<String>, Vec<Preview>>;

/// How long what a program has found out is believed: an index changes.
pub(crate) const BELIEVED: Duration = Duration::from_mins(15);

impl Preview {
    /// Whether it is fresh enough to be believed.
    pub fn is_believed(&self) -> bool {
        self.at.elapsed() < BELIEVED
    }
}

/// The jobs of one engine.
#[derive(Debug, Clone)]
pub struct Jobs {
    shared: Arc<Shared>,
}

#[derive(Debug)]
struct Shared {
    machine: Arc<Machine>,
    data: Option<PathBuf>,
    events: broadcast::Sender<Event>,
    entries: Mutex<Vec<Entry>>,
    /// Whose turn it is, for each resource.
    turns: Mutex<BTreeMap<Resource, Arc<tokio::sync::Mutex<()>>>>,
    /// What was found out for plans that are still to be made.
    previews: Mutex<Previews>,
}

#[derive(Debug)]
struct Entry {
    job: Job,
    cancel: Cancel,
    /// When it ended, once it has.
    ended: watch::Sender<Option<Instant>>,
}

impl Jobs {
    /// No jobs yet. What happens to them is told through `events`, and kept in `data`.
    pub fn new(machine: Arc<Machine>, data: Option<PathBuf>, events: broadcast::Sender<Event>) -> Self {
        let (entries, turns, previews) = (Mutex::default(), Mutex::default(), Mutex::default());
        Self { shared: Arc::new(Shared { machine, data, events, entries, turns, previews }) }
    }

    /// Starts a job; it waits while another one is at work on the same project. Must be called within a runtime of
    /// tokio's.
    ///
    /// # Errors
    /// [`Code::NotLive`] on a machine that is only looked at, or without a data folder to keep the history in.
    pub fn start(&self, order: Order, now: Timestamp) -> Result<JobId, Failure> {
        let Some(data) = self.shared.data.clone().filter(|_| self.shared.machine.live) else {
            return Err(Failure::new(Code::NotLive, "Nothing is run on a machine that is only looked at"));
        };
        // Nobody reads a history by the nanosecond.
        let now = Timestamp::from_millisecond(now.as_millisecond()).unwrap_or(now);
        let (id, cancel) = (self.new_id(now), Cancel::default());
        let job = Job {
            id: id.clone(),
            wish: order.wish.words(),
            plan: order.plan.clone(),
            state: JobState::Queued,
            step: 0,
            progress: None,
            waiting: None,
            outcome: None,
            failure: None,
            checks: Vec::new(),
            output: Vec::new(),
        };
        let (ended, _) = watch::channel(None);
        self.shared.entries().push(Entry { job, cancel: cancel.clone(), ended });
        self.shared.tell(&id);
        // What is said to this process itself counts for more.
        let network = environment::network(&order.shell.variables).into_iter();
        let unsaid = network.filter(|(name, _)| !self.shared.machine.env.contains_key(OsStr::new(name))).collect();
        let machine = self.shared.machine.with_variables(&unsaid);
        let running = Running { shared: Arc::clone(&self.shared), id: id.clone(), order, cancel, data, machine };
        tokio::spawn(running.follow(now));
        Ok(id)
    }

    /// Asks a job to stop; asked again, insists. One that has ended is left as it is.
    ///
    /// # Errors
    /// [`Code::NotFound`] when there is no such job.
    pub fn cancel(&self, id: &JobId) -> Result<(), Failure> {
        let entries = self.shared.entries();
        let entry = entries.iter().find(|entry| entry.job.id == *id).ok_or_else(|| no_such(id))?;
        entry.cancel.cancel();
        Ok(())
    }

    /// Stops all jobs and waits until they have ended: nothing half-made is left when Sandbar quits.
    pub async fn stop_all(&self) {
        let open: Vec<JobId> = {
            let entries = self.shared.entries();
            let open = entries.iter().filter(|entry| entry.job.state != JobState::Ended);
            open.map(|entry| {
                entry.cancel.cancel();
                entry.job.id.clone()
            })
            .collect()
        };
        for id in open {
            // It was there a moment ago, and jobs are not forgotten.
            let _ = self.finished(&id).await;
        }
    }

    /// What was found out for plans that are still to be made.
    pub fn previews(&self) -> Previews {
        self.shared.previews().clone()
    }

    /// The jobs, in the order in which they were started.
    pub fn all(&self) -> Vec<Job> {
        self.shared.entries().iter().map(|entry| entry.job.clone()).collect()
    }

    /// The wishes of the jobs that are at work, or have ended less than `afterwards` ago: what they have changed may be
    /// seen only now.
    pub fn at_work(&self, afterwards: Duration) -> Vec<Wish> {
        let entries = self.shared.entries();
        let is_recent = |entry: &&Entry| entry.ended.borrow().is_none_or(|ended| ended.elapsed() < afterwards);
        entries.iter().filter(is_recent).filter_map(|entry| Wish::parse(&entry.job.wish).ok()).collect()
    }

    /// The job once it has ended.
    ///
    /// # Errors
    /// [`Code::NotFound`] when there is no such job.
    pub async fn finished(&self, id: &JobId) -> Result<Job, Failure> {
        let mut ended = {
            let entries = self.shared.entries();
            entries.iter().find(|entry| entry.job.id == *id).ok_or_else(|| no_such(id))?.ended.subscribe()
        };
        // The sender lives as long as the entry, which is as long as `self`.
        let _ = ended.wait_for(Option::is_some).await;
        self.all().into_iter().find(|job| job.id == *id).ok_or_else(|| no_such(id))
    }

    /// Sortable by time, and no other process's: `20261122T101530.123-3f9c2a`.
    fn new_id(&self, now: Timestamp) -> JobId {
        let count = self.shared.entries().len();
        let seed = format!("{} {} {count}", now.as_nanosecond(), std::process::id());
        let digest = Sha256::digest(seed);
        let stamp = now.strftime("%Y%m%dT%H%M%S");
        let milliseconds = now.subsec_millisecond();
        JobId(format!("{stamp}.{milliseconds:03}-{:02x}{:02x}{:02x}", digest[0], digest[1], digest[2]))
    }
}

impl Shared {
    fn entries(&self) -> MutexGuard<'_, Vec<Entry>> {
        self.entries.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Changes a job, and tells of it.
    fn change(&self, id: &JobId, change: impl FnOnce(&mut Job)) {
        if let Some(entry) = self.entries().iter_mut().find(|entry| entry.job.id == *id) {
            change(&mut entry.job);
        }
        self.tell(id);
    }

    fn tell(&self, id: &JobId) {
        let job = self.entries().iter().find(|entry| entry.job.id == *id).map(|entry| entry.job.clone());
        if let Some(job) = job {
            // Nobody listening is no error.
            let _ = self.events.send(Event::Job(Advance { job: Job { output: Vec::new(), ..job } }));
        }
    }

    fn say(&self, id: &JobId, line: String) {
        if let Some(entry) = self.entries().iter_mut().find(|entry| entry.job.id == *id) {
            let output = &mut entry.job.output;
            output.push(line.clone());
            output.drain(..output.len().saturating_sub(LINES_KEPT));
        }
        let _ = self.events.send(Event::Output(Output { id: id.clone(), lines: vec![line] }));
    }

    fn previews(&self) -> MutexGuard<'_, Previews> {
        self.previews.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The last `count` lines that a job has said.
    fn last_lines(&self, id: &JobId, count: usize) -> Vec<String> {
        let entries = self.entries();
        let lines = entries.iter().find(|entry| entry.job.id == *id).map(|entry| entry.job.output.as_slice());
        lines.map(|lines| lines[lines.len().saturating_sub(count)..].to_vec()).unwrap_or_default()
    }

    fn turn(&self, resource: &Resource) -> Arc<tokio::sync::Mutex<()>> {
        let mut turns = self.turns.lock().unwrap_or_else(PoisonError::into_inner);
        turns.retain(|_, turn| Arc::strong_count(turn) > 1);
        Arc::clone(turns.entry(resource.clone()).or_default())
    }
}

fn no_such(id: &JobId) -> Failure {
    Failure::new(Code::NotFound, format!("There is no job `{}`", id.0))
}
