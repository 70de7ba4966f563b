//! What the user is told of unasked, and what they do about it: the policy of [`crate::notice`], with a clock, a file and
//! the jobs.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::Engine;
use crate::failure::{Code, Failure};
use crate::model::{Answer, Happening, JobId, Notice, NoticeId, NoticeKind, Outcome, Plan};
use crate::notice::ledger::{self, Ledger};
use crate::notice::{self, Looking, Memory};
use crate::wire::Place;

/// What came of a press on a notice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Acted {
    /// It is being done.
    Started(JobId),
    /// The user has to look first: at this.
    Open(Place),
}

/// Who tells. No lock of it but `keeping` is held while the disk is waited for: the thread that draws the window asks
/// here too.
#[derive(Debug, Default)]
pub(super) struct Teller {
    /// `None` where telling is not this process's to do.
    telling: Mutex<Option<Telling>>,
    /// What stands open in the popover.
    viewed: Mutex<Option<PathBuf>>,
    /// Held while the file is written, and taken before `telling`: what is kept later is never older.
    keeping: Mutex<()>,
}

/// What is known of it while Sandbar runs.
#[derive(Debug)]
struct Telling {
    ledger: Ledger,
    memory: Memory,
}

/// What a job has changed is seen by then.
const AFTERWARDS: Duration = Duration::from_secs(3);

impl Engine {
    /// Tells the user from now on: what is followed becomes notices, which are kept in the data folder. One process does
    /// that for each data folder, the app; before it follows.
    pub fn tell(&self) {
        let ledger = self.data.as_deref().map(Ledger::load).unwrap_or_default();
        *self.telling() = Some(Telling { ledger, memory: Memory::default() });
    }

    /// Whether the user is told by this process.
    pub(super) fn tells(&self) -> bool {
        self.telling().is_some()
    }

    /// What the user was told of unasked, the last first, and which of it is over. Does not look: whoever draws waits.
    pub fn notices(&self) -> Vec<Notice> {
        let mut notices = self.telling().as_ref().map(|telling| telling.ledger.latest()).unwrap_or_default();
        if let Some(snapshot) = self.known().snapshot.clone() {
            for notice in &mut notices {
                notice.settled = notice::is_settled(notice, &snapshot);
            }
        }
        notices
    }

    /// These notices have been seen.
    ///
    /// # Errors
    /// When that can't be kept.
    pub fn see_notices(&self, notices: &[NoticeId]) -> Result<(), Failure> {
        if let Some(telling) = self.telling().as_mut() {
            telling.ledger.see(notices);
        }
        self.keep_told()
    }

    /// What stands open in the popover from now on; `None` for nothing in particular, or when it is hidden.
    pub fn view(&self, subject: Option<&Path>) {
        *self.viewed() = subject.map(Path::to_path_buf);
    }

    /// Makes notices of what has happened, and of what has waited long enough.
    pub(super) fn consider(&self, happenings: &[Happening]) -> Vec<Notice> {
        let snapshot = self.snapshot();
        {
            let mut telling = self.telling();
            let Some(telling) = telling.as_mut() else { return Vec::new() };
            if happenings.is_empty() && telling.memory.due().is_none() {
                telling.memory.look(&snapshot);
                return Vec::new();
            }
        }
        // Settings that can't be read mute nothing.
        let settings = self.settings().unwrap_or_default();
        let own = self.jobs.at_work(AFTERWARDS);
        let viewed = self.viewed().clone();
        let looking = Looking {
            snapshot: &snapshot,
            settings: &settings,
            own: &own,
            viewed: viewed.as_deref(),
            at: &self.machine.now().to_zoned(jiff::tz::TimeZone::system()),
            now: Instant::now(),
        };
        let notices = match self.telling().as_mut() {
            Some(Telling { ledger, memory }) => notice::consider(memory, ledger, happenings, &looking),
            None => return Vec::new(),
        };
        // At worst something is told once more.
        let _ = self.keep_told();
        notices
    }

    /// When something that waits is to be considered although nothing happens.
    pub(super) fn next_notice(&self) -> Option<Duration> {
        let due = self.telling().as_ref().and_then(|telling| telling.memory.due());
        due.map(|due| due.saturating_duration_since(Instant::now()))
    }

    /// Keeps what was told, if that is not kept yet.
    fn keep_told(&self) -> Result<(), Failure> {
        let Some(data) = self.data.as_deref() else { return Ok(()) };
        let _turn = self.teller.keeping.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(text) = self.telling().as_mut().and_then(|telling| telling.ledger.unkept()) else { return Ok(()) };
        let kept = ledger::keep(data, &text);
        if kept.is_err()
            && let Some(telling) = self.telling().as_mut()
        {
            telling.ledger.not_kept();
        }
        Ok(kept?)
    }

    fn telling(&self) -> MutexGuard<'_, Option<Telling>> {
        self.teller.telling.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn viewed(&self) -> MutexGuard<'_, Option<PathBuf>> {
        self.teller.viewed.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Does what the button `action` of a notice says; the buttons are counted from 0. Where that needs a choice, or a
    /// word of the user's, or can't be done any more, nothing is done, and the place to look at is given back.
    ///
    /// Must be called within a runtime of tokio's.
    ///
    /// # Errors
    /// When there is no such notice or button, or the plan can't be made.
    pub async fn act_on(self: &Arc<Self>, notice: &NoticeId, action: usize) -> Result<Acted, Failure> {
        let notices = self.apart(Self::notices).await?;
        let missing = || Failure::new(Code::NotFound, "There is no such notice any more");
        let notice = notices.iter().find(|one| one.id == *notice).ok_or_else(missing)?;
        let action = notice.actions.get(action).ok_or_else(missing)?;
        match &action.wish {
            Some(wish) if !would_do_more(wish, notice, &notices) => self.grant(wish, notice).await,
            _ => Ok(Acted::Open(self.place_about(notice))),
        }
    }

    /// What to show when the notice itself is pressed.
    pub fn place_of(&self, notice: &NoticeId) -> Place {
        let notices = self.notices();
        notices.iter().find(|one| one.id == *notice).map_or(Place::Activity, |notice| self.place_about(notice))
    }

    fn place_about(&self, notice: &Notice) -> Place {
        let snapshot = self.snapshot();
        let path = &notice.subject;
        match notice.kind {
            NoticeKind::SystemInstall => {
                let python = snapshot.interpreter_at(path);
                python.map_or(Place::Now, |python| Place::Python { path: python.path.to_string_lossy().into_owned() })
            }
            NoticeKind::NewProject | NoticeKind::EnvironmentBroken => {
                let project = snapshot.project(path);
                project.map_or(Place::Now, |found| Place::Project { path: found.path.to_string_lossy().into_owned() })
            }
            NoticeKind::GuardOff => Place::Now,
        }
    }

    /// Runs the plan of a wish that a button stands for, once what has to be looked at for it was looked at.
    async fn grant(self: &Arc<Self>, wish: &[String], notice: &Notice) -> Result<Acted, Failure> {
        const MOST_LOOKS: usize = 4;
        for _ in 0..MOST_LOOKS {
            let words = wish.to_vec();
            let preview = match self.apart(move |engine| engine.plan(&words)).await?? {
                // What is done against better advice wants a word of the user's.
                Answer::Plan(plan) if plan.confirm.is_some() => break,
                Answer::Plan(plan) => return self.begun(wish, plan).map(Acted::Started),
                Answer::Preview(plan) if plan.confirm.is_some() => break,
                Answer::Preview(plan) => plan,
                Answer::Refused(_) => break,
            };
            let looking = self.start(wish, preview)?;
            if self.jobs().finished(&looking).await?.outcome != Some(Outcome::Done) {
                return Ok(Acted::Open(Place::Activity));
            }
        }
        Ok(Acted::Open(self.place_about(notice)))
    }

    /// Starts a job; what it did is seen at once, also where nothing is watched.
    fn begun(self: &Arc<Self>, wish: &[String], plan: Plan) -> Result<JobId, Failure> {
        let id = self.start(wish, plan)?;
        let (engine, job) = (Arc::clone(self), id.clone());
        tokio::spawn(async move {
            // Neither can fail in a way that anybody could do something about: the job is there, and a look is a look.
            let _ = engine.jobs().finished(&job).await;
            let _ = engine.apart(Self::look).await;
        });
        Ok(id)
    }

    /// Looking blocks on the disk, so it happens off the threads that answer.
    async fn apart<T: Send + 'static>(
        self: &Arc<Self>,
        work: impl FnOnce(&Self) -> T + Send + 'static,
    ) -> Result<T, Failure> {
        let engine = Arc::clone(self);
        tokio::task::spawn_blocking(move || work(&engine))
            .await
            .map_err(|_| Failure::new(Code::Internal, "Sandbar met a defect of its own while looking"))
    }
}

/// Whether a press would do more than what its notice told of: a rescue moves all that is astray in a Python, and since
/// then something else went into that one.
fn would_do_more(wish: &[String], notice: &Notice, all: &[Notice]) -> bool {
    // Names of notices are sortable by time.
    let is_later =
        |other: &Notice| other.kind == notice.kind && other.subject == notice.subject && other.id > notice.id;
    wish.first().is_some_and(|verb| verb == "rescue") && all.iter().any(is_later)
}

#[cfg(test)]
mod tests;
