//! Noticing that something has changed, without looking all the time.
//!
//! An event is a hint, never a fact: it says only that it is time to look again. Hints are gathered until a place is
//! quiet, and one look answers them all. What to watch is decided in [`plan`], and what there are no watches for is
//! looked at once a minute. Nothing here wakes more often while nothing happens.

pub mod coalesce;
pub mod dirty;
pub mod fit;
mod hear;
mod permissions;
mod place;
pub mod plan;
mod pulse;
pub mod surroundings;
mod system;

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, SyncSender};
use std::time::{Duration, Instant};

use crate::machine::Machine;
use coalesce::Gathered;
use dirty::Dirty;
use hear::{Heard, News};
use place::Places;
use plan::Place;
use pulse::Pulse;
use system::{System, Watches};

/// Events that wait while somebody looks; more than that, and everything is looked at.
const MOST_WAITING: usize = 1 << 14;

/// How many watches a user may have on Linux, all programs together.
const LIMIT: &str = "/proc/sys/fs/inotify/max_user_watches";

/// The system's watches, and the hints that come from them.
pub struct Watching {
    heard: Receiver<Heard>,
    voice: SyncSender<Heard>,
    /// More was to be heard than could wait.
    lost: Arc<AtomicBool>,
    watches: Option<Box<dyn Watches>>,
    places: Places,
    gathered: Gathered,
    pulse: Pulse,
    most_of_system: Option<usize>,
}

/// Wakes a [`Watching`] from elsewhere, and ends it when it is dropped.
#[derive(Debug)]
pub struct Caller(SyncSender<Heard>);

impl Caller {
    /// Says that somebody else has looked, and found something new.
    pub fn nudge(&self) {
        self.say(News::Nudge);
    }

    fn say(&self, news: News) {
        // Where so much waits already, it is about to wake.
        let _ = self.0.try_send(Heard { at: Instant::now(), news });
    }
}

impl Drop for Caller {
    fn drop(&mut self) {
        self.say(News::End);
    }
}

impl Watching {
    /// Prepares to watch `machine`, on nothing yet. Where the system has no watch to give (Linux:
    /// `fs.inotify.max_user_instances`), everything is looked at now and then instead.
    pub fn new(machine: &Machine) -> Self {
        let (voice, heard) = mpsc::sync_channel(MOST_WAITING);
        let lost = Arc::new(AtomicBool::new(false));
        let system = System::new(voice.clone(), Arc::clone(&lost)).ok();
        let watches = system.map(|system| -> Box<dyn Watches> { Box::new(system) });
        let most = machine.read_text(Path::new(LIMIT), 64).ok().and_then(|text| text.trim().parse().ok());
        Self {
            heard,
            voice,
            lost,
            watches,
            places: Places::default(),
            gathered: Gathered::default(),
            pulse: Pulse::new(Instant::now(), machine.now()),
            most_of_system: most,
        }
    }

    /// Whoever wakes it from elsewhere.
    pub fn caller(&self) -> Caller {
        Caller(self.voice.clone())
    }

    /// Watches exactly `plan` from now on, where there are so many `projects` and `dirty` may have changed. Says which
    /// places are watched only from now on: what changed in them before was not heard.
    pub fn place(&mut self, machine: &Machine, plan: &[Place], dirty: &Dirty, projects: usize) -> Dirty {
        let budget = fit::budget(projects, self.most_of_system);
        self.places.place(machine, self.watches.as_mut(), plan, dirty, budget)
    }

    /// True where changes are seen late for want of watches: the system refuses them, or what it may be asked for does
    /// not do for the folders that matter.
    pub fn is_blind(&self) -> bool {
        self.places.is_blind()
    }

    /// How many folders the system watches.
    pub fn count(&self) -> usize {
        self.places.count()
    }

    /// Hints at what is `dirty`, as if it had been heard.
    pub fn hint(&mut self, dirty: &Dirty) {
        let now = Instant::now();
        if dirty.everything {
            self.gathered.hint_everything(now);
        }
        for place in &dirty.places {
            self.gathered.hint(place, now);
        }
    }

    /// Waits until something has changed and a quiet moment has followed, until somebody else has looked, or until
    /// `again` is over; what may have changed. `None` when nobody listens any more.
    pub fn changed(&mut self, machine: &Machine, again: Option<Duration>) -> Option<Dirty> {
        let until = again.map(|again| Instant::now() + again);
        loop {
            let now = Instant::now();
            if self.lost.swap(false, Ordering::AcqRel) {
                self.gathered.hint_everything(now);
            }
            if self.pulse.due() <= now {
                self.beat(machine, now);
            }
            // All that was heard meanwhile belongs to one look: taken one by one, what has waited long would be due at once.
            for _ in 0..MOST_WAITING {
                match self.heard.try_recv() {
                    Ok(Heard { news: News::End, .. }) => return None,
                    Ok(Heard { news: News::Nudge, .. }) => return Some(Dirty::default()),
                    Ok(heard) => self.hear(machine, heard),
                    Err(_) => break,
                }
            }
            if let Some(dirty) = self.gathered.take(now) {
                return Some(dirty);
            }
            if until.is_some_and(|until| until <= now) {
                return Some(Dirty::default());
            }
            let next = [Some(self.pulse.due()), self.gathered.due(), until].into_iter().flatten().min();
            let wait = next.unwrap_or(now).saturating_duration_since(now);
            match self.heard.recv_timeout(wait) {
                Ok(Heard { news: News::End, .. }) | Err(RecvTimeoutError::Disconnected) => return None,
                Ok(Heard { news: News::Nudge, .. }) => return Some(Dirty::default()),
                Ok(heard) => self.hear(machine, heard),
                Err(RecvTimeoutError::Timeout) => {}
            }
        }
    }

    fn hear(&mut self, machine: &Machine, heard: Heard) {
        match heard.news {
            News::Of(path, change) => {
                for place in self.places.hear(machine, &path, change) {
                    self.gathered.hint(&place, heard.at);
                }
            }
            News::Lost => self.gathered.hint_everything(heard.at),
            News::Nudge | News::End => {}
        }
    }

    /// What no event tells: that the machine slept, that a disk came or went, and what there are no watches for.
    fn beat(&mut self, machine: &Machine, now: Instant) {
        if self.pulse.has_jumped(now, machine.now()) {
            self.gathered.hint_everything(now);
        }
        let dirty = self.places.poll(machine);
        self.hint(&dirty);
    }
}

#[cfg(test)]
mod tests;
