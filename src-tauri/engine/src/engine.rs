//! The engine: one machine, what is known of it, and what is being done on it.
//!
//! It holds the rooms together and decides nothing about Pythons itself. The command line uses it directly; a user
//! interface goes through [`Session`], which answers the contract of [`crate::wire`].

mod actions;
mod choices;
mod follow;
mod look_up;
mod notices;
mod preferences;
mod session;

pub use notices::Acted;
use notices::Teller;
pub use session::{Host, Picked, Purpose, Session};

use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use tokio::sync::{broadcast, mpsc};

use crate::failure::Failure;
use crate::job::Jobs;
use crate::machine::Machine;
use crate::model::{Happened, Snapshot};
use crate::settings::{self, Settings};
use crate::shell::{self, ShellAnswer};
use crate::snapshot::{Kept, Looking};
use crate::watch::dirty::Dirty;
use crate::watch::{Caller, Watching};
use crate::wire::Event;

/// Events that a slow listener may fall behind before it is told to look again: each line that a job says may be one.
const EVENTS_KEPT: usize = 4096;

/// What an engine is allowed, and told, beforehand.
#[derive(Debug, Clone)]
pub struct Options {
    /// Where the settings and the history are; `None` for the usual place.
    pub data: Option<PathBuf>,
    /// Folders to look into as if they were watched (`--in`).
    pub also: Vec<PathBuf>,
    /// Whether the user's login shell may be asked what `python3` means there.
    pub ask_shell: bool,
}

/// One machine and what is known of it.
pub struct Engine {
    machine: Arc<Machine>,
    data: Option<PathBuf>,
    options: Options,
    known: Mutex<Known>,
    /// What the last look has seen. Held during a look: two at once would only do the same work twice.
    looking: Mutex<Kept>,
    events: broadcast::Sender<Event>,
    /// Those who must not miss anything that happens.
    witnesses: Mutex<Vec<mpsc::UnboundedSender<Happened>>>,
    /// What the user is told of.
    teller: Teller,
    jobs: Jobs,
    /// Whoever wakes the thread that follows; it ends with the engine.
    caller: OnceLock<Caller>,
}

/// What was learned so far.
struct Known {
    shell: ShellAnswer,
    snapshot: Option<Arc<Snapshot>>,
    /// Whether some changes are seen late, for want of watches.
    blind: bool,
}

impl Engine {
    /// An engine for `machine`. Reads nothing yet.
    ///
    /// A machine that is only looked at has no data folder of its own: one is used only if the options name it.
    pub fn open(machine: Machine, options: Options) -> Arc<Self> {
        let data = match &options.data {
            Some(data) => Some(data.clone()),
            None => machine.live.then(|| settings::data_folder(&machine)),
        };
        let machine = Arc::new(machine);
        let (events, _) = broadcast::channel(EVENTS_KEPT);
        let known = Known { shell: shell::assume(&machine), snapshot: None, blind: false };
        Arc::new(Self {
            jobs: Jobs::new(Arc::clone(&machine), data.clone(), events.clone()),
            machine,
            data,
            options,
            known: Mutex::new(known),
            looking: Mutex::new(Kept::default()),
            events,
            witnesses: Mutex::default(),
            teller: Teller::default(),
            caller: OnceLock::new(),
        })
    }

    /// The machine.
    pub fn machine(&self) -> &Machine {
        &self.machine
    }

    /// What happens from now on.
    pub fn events(&self) -> broadcast::Receiver<Event> {
        self.events.subscribe()
    }

    /// What happens on the machine from now on, each of it once and in its order, however slowly it is listened to:
    /// what happened can't be looked up afterwards, as a snapshot can.
    pub fn happenings(&self) -> mpsc::UnboundedReceiver<Happened> {
        let (witness, heard) = mpsc::unbounded_channel();
        self.witnesses.lock().unwrap_or_else(PoisonError::into_inner).push(witness);
        heard
    }

    /// The jobs.
    pub fn jobs(&self) -> &Jobs {
        &self.jobs
    }

    /// Asks the user's login shell what its words mean, where that is allowed; else keeps what is assumed. May take
    /// seconds; the answer is kept on disk and asked for again only when a start-up file has changed.
    pub fn ask_shell(&self) {
        if self.options.ask_shell && self.machine.live {
            let answer = shell::ask(&self.machine, self.data.as_deref());
            self.known().shell = answer;
        }
    }

    /// The snapshot as it stands; looks first if nobody has looked yet.
    pub fn snapshot(&self) -> Arc<Snapshot> {
        let kept = self.known().snapshot.clone();
        kept.unwrap_or_else(|| self.look())
    }

    /// Looks at everything again. Whoever listens hears of it if anything is different.
    pub fn look(&self) -> Arc<Snapshot> {
        let snapshot = self.look_at(&Dirty::everything());
        if let Some(caller) = self.caller.get() {
            caller.nudge();
        }
        snapshot
    }

    /// Looks again at what may have changed, and at everything if nobody has looked yet.
    pub fn look_at(&self, dirty: &Dirty) -> Arc<Snapshot> {
        let mut kept = self.kept();
        let (settings, unreadable) = match self.settings() {
            Ok(settings) => (settings, None),
            Err(failure) => (Settings::default(), Some(failure)),
        };
        let shell = self.known().shell.clone();
        let looking = Looking {
            machine: &self.machine,
            settings: &settings,
            also: &self.options.also,
            shell: &shell,
            unreadable: unreadable.as_ref(),
            data: self.data.as_deref(),
            blind: self.known().blind,
        };
        let new = kept.look(looking, dirty);
        self.keep(new)
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.looking.lock().unwrap_or_else(|poisoned| {
            // A look broke off: what it kept may not fit together.
            self.looking.clear_poison();
            let mut kept = poisoned.into_inner();
            *kept = Kept::default();
            kept
        })
    }

    /// Keeps `new`, unless it is what is known already.
    fn keep(&self, mut new: Snapshot) -> Arc<Snapshot> {
        let mut known = self.known();
        if let Some(old) = &known.snapshot {
            new.revision = old.revision;
            if **old == new {
                return Arc::clone(old);
            }
            new.revision += 1;
        }
        let new = Arc::new(new);
        known.snapshot = Some(Arc::clone(&new));
        drop(known);
        // Nobody listening is no error.
        let _ = self.events.send(Event::Snapshot { snapshot: (*new).clone() });
        new
    }

    /// Follows the machine from now on, on a thread of its own that ends with the engine: asks the shell, looks, and
    /// looks again whenever something has changed.
    pub fn follow(self: &Arc<Self>) {
        let engine = Arc::downgrade(self);
        self.machine.raise_open_files();
        let watching = Watching::new(&self.machine);
        // Followed once is enough.
        if self.caller.set(watching.caller()).is_ok() {
            std::thread::spawn(move || follow::follow(&engine, watching));
        }
    }

    /// The user's choices.
    ///
    /// # Errors
    /// When they are there and can't be read.
    pub fn settings(&self) -> Result<Settings, Failure> {
        match &self.data {
            Some(data) if self.machine.is_rooted() => Settings::load(&Machine::this(), data),
            Some(data) => Settings::load(&self.machine, data),
            None => Ok(Settings::default()),
        }
    }

    /// What the user's terminal means by its words, as far as that is known.
    pub fn shell(&self) -> ShellAnswer {
        self.known().shell.clone()
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
