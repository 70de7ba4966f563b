//! Following a machine: what is watched, what is read again, and who is told.
//!
//! One thread, which sleeps until the system hints at something. It decides nothing: the rooms do.

use std::sync::{Arc, PoisonError, Weak};
use std::time::Instant;

use super::Engine;
use crate::diff;
use crate::installs::{Installs, Seen};
use crate::model::{Happened, Happening, Snapshot};
use crate::watch::{self, Watching};
use crate::wire::Event;

/// The strong handle is given back between two looks, so that an engine nobody uses any more ends.
pub(super) fn follow(engine: &Weak<Engine>) {
    let Ok(mut watching) = Watching::new() else {
        // No watch to be had: one look with the shell's answer is what is left.
        if let Some(engine) = engine.upgrade() {
            engine.ask_shell();
            engine.look();
        }
        return;
    };
    let Some((mut installs, mut again)) = engine.upgrade().map(|engine| begin(&engine, &mut watching)) else { return };
    while let Some(dirty) = watching.changed(again) {
        let Some(engine) = engine.upgrade() else { return };
        let old = engine.snapshot();
        let new = look_and_place(&engine, &mut watching);
        engine.happen(diff::between(&old, &new));
        again = see(&engine, installs.see(&engine.machine, &new, &dirty, Instant::now()));
    }
}

/// Watches everything, learns what is there, and says that it is ready.
fn begin(engine: &Arc<Engine>, watching: &mut Watching) -> (Installs, Option<std::time::Duration>) {
    look_and_place(engine, watching);
    engine.forget_old();
    engine.ask_shell();
    // What changed before the watch was in place is seen by this second look.
    let snapshot = look_and_place(engine, watching);
    let (installs, seen) = Installs::begin(&engine.machine, &snapshot, engine.data.as_deref());
    engine.happen(vec![Happening::Ready]);
    (installs, see(engine, seen))
}

fn see(engine: &Engine, seen: Seen) -> Option<std::time::Duration> {
    engine.happen(seen.happenings);
    // What waits to be told comes back by itself too.
    [seen.again, engine.next_notice()].into_iter().flatten().min()
}

fn look_and_place(engine: &Engine, watching: &mut Watching) -> Arc<Snapshot> {
    let snapshot = engine.look();
    watching.place(&watch::plan::plan(&engine.machine, &snapshot, engine.data.as_deref()));
    snapshot
}

impl Engine {
    /// Whoever no longer listens is forgotten.
    fn witness(&self, happened: &Happened) {
        let mut witnesses = self.witnesses.lock().unwrap_or_else(PoisonError::into_inner);
        witnesses.retain(|witness| witness.send(happened.clone()).is_ok());
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
}
