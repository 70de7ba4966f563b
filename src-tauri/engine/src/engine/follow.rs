//! Following a machine: what is watched, what is read again, and who is told.
//!
//! One thread, which sleeps until the system hints at something. It decides nothing: the rooms do.

use std::sync::{Arc, PoisonError, Weak};
use std::time::{Duration, Instant};

use super::Engine;
use crate::diff;
use crate::installs::{Installs, Seen};
use crate::machine::Machine;
use crate::model::{Happened, Happening, Snapshot};
use crate::watch::Watching;
use crate::watch::dirty::Dirty;
use crate::watch::plan::{Known, plan};
use crate::watch::surroundings::Surroundings;
use crate::wire::Event;

/// A folder that grows faster than it is watched is looked at so often before the rest of it has to wait its turn.
const ROUNDS: usize = 8;

/// The strong handle is given back between two looks, so that an engine nobody uses any more ends.
pub(super) fn follow(engine: &Weak<Engine>, mut watching: Watching) {
    let Some(machine) = engine.upgrade().map(|engine| Arc::clone(&engine.machine)) else { return };
    let Some((mut installs, mut again, mut old)) = engine.upgrade().map(|engine| begin(&engine, &mut watching)) else {
        return;
    };
    while let Some(mut dirty) = watching.changed(&machine, again) {
        let Some(engine) = engine.upgrade() else { return };
        let new = look_and_place(&engine, &mut watching, &old, &mut dirty);
        if !Arc::ptr_eq(&old, &new) {
            engine.happen(diff::between(&old, &new));
        }
        again = see(&engine, installs.see(&engine.as_in_a_terminal(), &new, &dirty, Instant::now()));
        old = new;
    }
}

/// Watches everything, learns what is there, and says that it is ready.
fn begin(engine: &Engine, watching: &mut Watching) -> (Installs, Option<Duration>, Arc<Snapshot>) {
    let first = engine.look_at(&Dirty::everything());
    place(engine, watching, &first, &Dirty::everything());
    engine.forget_old();
    engine.ask_shell();
    // What changed before the watch was in place is seen by this second look.
    let snapshot = look_and_place(engine, watching, &first, &mut Dirty::everything());
    let (installs, seen) =
        Installs::begin(&engine.as_in_a_terminal(), &snapshot, engine.data.as_deref(), engine.tells());
    engine.happen(vec![Happening::Ready]);
    (installs, see(engine, seen), snapshot)
}

fn see(engine: &Engine, seen: Seen) -> Option<Duration> {
    engine.happen(seen.happenings);
    // What waits to be told comes back by itself too.
    [seen.again, engine.next_notice()].into_iter().flatten().min()
}

/// Looks at what is `dirty` and watches what is there now, until nothing has changed between the two. What was looked
/// at because of that is `dirty` too.
fn look_and_place(engine: &Engine, watching: &mut Watching, old: &Arc<Snapshot>, dirty: &mut Dirty) -> Arc<Snapshot> {
    let mut snapshot = if dirty.is_empty() { engine.snapshot() } else { engine.look_at(dirty) };
    if dirty.is_empty() && Arc::ptr_eq(old, &snapshot) {
        return snapshot;
    }
    for _ in 0..ROUNDS {
        let unseen = place(engine, watching, &snapshot, dirty);
        if unseen.is_empty() {
            return snapshot;
        }
        snapshot = engine.look_at(&unseen);
        dirty.join(unseen);
    }
    let unseen = place(engine, watching, &snapshot, dirty);
    watching.hint(&unseen);
    snapshot
}

/// Watches what is there. What is watched only from now on may have changed unseen.
fn place(engine: &Engine, watching: &mut Watching, snapshot: &Snapshot, dirty: &Dirty) -> Dirty {
    let surroundings = Surroundings::of(&engine.machine, &engine.shell(), snapshot);
    let between = engine.kept().between().to_vec();
    let plan = plan(&Known {
        os: engine.machine.os,
        home: &engine.machine.home,
        data: engine.data.as_deref(),
        snapshot,
        haunts: &surroundings.haunts,
        pip_folders: &surroundings.pip_folders,
        user_sites: &surroundings.user_sites,
        between: &between,
    });
    let unseen = watching.place(&engine.machine, &plan, dirty, snapshot.projects.len());
    engine.set_blind(watching.is_blind());
    unseen
}

impl Engine {
    /// Whoever no longer listens is forgotten.
    fn witness(&self, happened: &Happened) {
        let mut witnesses = self.witnesses.lock().unwrap_or_else(PoisonError::into_inner);
        witnesses.retain(|witness| witness.send(happened.clone()).is_ok());
    }

    /// The machine with what a start-up file sets: a `PYTHONUSERBASE` moves the user's own folder of packages.
    fn as_in_a_terminal(&self) -> Machine {
        self.machine.with_variables(&self.shell().variables)
    }

    /// Tells whoever listens what has happened.
    pub(super) fn happen(&self, happenings: Vec<Happening>) {
        let notices = self.consider(&happenings);
        for happening in happenings {
            let at = self.machine.now().to_zoned(jiff::tz::TimeZone::system()).strftime("%FT%T%.3f%:z").to_string();
            let happened = Happened { at, happening };
            self.witness(&happened);
            // Nobody listening is no error.
            let _ = self.events.send(Event::Happened { happened });
        }
        for notice in notices {
            let _ = self.events.send(Event::Noticed(notice));
        }
    }

    /// Says whether some changes are seen late, for want of watches.
    fn set_blind(&self, blind: bool) {
        let before = std::mem::replace(&mut self.known().blind, blind);
        if before != blind {
            self.look_at(&Dirty::default());
        }
    }
}
