//! What follows when the user presses a notification: a job that is told of when it has ended, or the popover at the
//! right place. The same on every system.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

use sandbar_engine::engine::{Acted, Engine};
use sandbar_engine::model::{JobId, NoticeId};
use sandbar_engine::wire::Place;
use tauri::{AppHandle, Manager as _};

use super::{Banner, show};
use crate::popover;

/// What the user has pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Answer {
    /// One of the buttons, by its place.
    Button(usize),
    /// The notification itself.
    Body,
}

/// The notices whose button has started a job since Sandbar runs.
#[derive(Default)]
pub(crate) struct Answers {
    started: Mutex<BTreeSet<NoticeId>>,
}

impl Answers {
    /// Remembers that `notice` has a job; false if it had one already.
    fn start(&self, notice: &NoticeId) -> bool {
        self.started.lock().unwrap_or_else(PoisonError::into_inner).insert(notice.clone())
    }

    /// It has none after all.
    fn take_back(&self, notice: &NoticeId) {
        self.started.lock().unwrap_or_else(PoisonError::into_inner).remove(notice);
    }

    fn has_started(&self, notice: &NoticeId) -> bool {
        self.started.lock().unwrap_or_else(PoisonError::into_inner).contains(notice)
    }
}

/// Does what the user has pressed. Returns at once.
pub(super) fn given(app: &AppHandle, notice: NoticeId, answer: Answer) {
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        match answer {
            Answer::Button(action) => press(&app, notice, action).await,
            Answer::Body => open(&app, &notice),
        }
    });
}

/// What is told of a job stands in Activity; everything else where the notice belongs.
fn open(app: &AppHandle, notice: &NoticeId) {
    let place = if app.state::<Answers>().has_started(notice) {
        Place::Activity
    } else {
        app.state::<Arc<Engine>>().place_of(notice)
    };
    popover::open(app, place);
}

async fn press(app: &AppHandle, notice: NoticeId, action: usize) {
    // A notification that stays after a press can be pressed again.
    if !app.state::<Answers>().start(&notice) {
        return open(app, &notice);
    }
    let engine = Arc::clone(&app.state::<Arc<Engine>>());
    match engine.act_on(&notice, action).await {
        Ok(Acted::Started(job)) => tell_the_end(app, &engine, notice, &job).await,
        Ok(Acted::Open(place)) => {
            app.state::<Answers>().take_back(&notice);
            popover::open(app, place);
        }
        Err(_) => {
            app.state::<Answers>().take_back(&notice);
            show(app, Banner::refused(notice));
        }
    }
}

/// A reader of the popover sees the end there.
async fn tell_the_end(app: &AppHandle, engine: &Engine, notice: NoticeId, job: &JobId) {
    let Ok(ended) = engine.jobs().finished(job).await else { return };
    if !popover::is_shown(app) {
        show(app, Banner::ended(notice, &ended));
    }
}
