//! What comes unasked, from the engine to the tray, the system's notifications and the page.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use sandbar_engine::engine::Engine;
use sandbar_engine::wire::{Event, Place};
use tauri::ipc::Channel;
use tauri::{AppHandle, Manager as _};
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;

use crate::{notify, tray};

/// The page's end of the channel, once it has subscribed.
#[derive(Default)]
pub(crate) struct Listener {
    line: Mutex<Line>,
}

#[derive(Default)]
struct Line {
    channel: Option<Channel<Event>>,
    /// Where the page is to go once it listens: it may not be loaded yet.
    destination: Option<Place>,
}

impl Line {
    /// Whether somebody has heard it. A channel whose page is gone is forgotten.
    fn send(&mut self, event: Event) -> bool {
        let heard = self.channel.as_ref().is_some_and(|open| open.send(event).is_ok());
        if !heard {
            self.channel = None;
        }
        heard
    }
}

impl Listener {
    /// Sends to `channel` from now on.
    pub(crate) fn listen(&self, channel: Channel<Event>) {
        let mut line = self.line();
        line.channel = Some(channel);
        if let Some(place) = line.destination.take() {
            line.send(Event::Open { place });
        }
    }

    /// Sends `event`, if somebody listens.
    pub(crate) fn send(&self, event: Event) {
        self.line().send(event);
    }

    /// Leads the page to `place`, now or as soon as it listens.
    pub(crate) fn lead(&self, place: Place) {
        let mut line = self.line();
        if !line.send(Event::Open { place: place.clone() }) {
            line.destination = Some(place);
        }
    }

    fn line(&self) -> MutexGuard<'_, Line> {
        self.line.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Passes on what the engine says, for as long as there is an engine.
pub(crate) async fn forward(app: AppHandle, mut heard: Receiver<Event>) {
    loop {
        match heard.recv().await {
            Ok(event) => pass_on(&app, event),
            Err(RecvError::Lagged(_)) => catch_up(&app).await,
            Err(RecvError::Closed) => return,
        }
    }
}

fn pass_on(app: &AppHandle, event: Event) {
    match &event {
        Event::Snapshot { snapshot } => {
            tray::show(app, &snapshot.headline);
            // What was told may be over.
            notify::count(app);
        }
        Event::Noticed(notice) => notify::noticed(app, notice),
        _ => {}
    }
    app.state::<Listener>().send(event);
}

/// Some were missed, whichever: everything that they could have said is read again, here and by the page.
async fn catch_up(app: &AppHandle) {
    let engine = Arc::clone(&app.state::<Arc<Engine>>());
    if let Ok(snapshot) = tauri::async_runtime::spawn_blocking(move || engine.snapshot()).await {
        pass_on(app, Event::Snapshot { snapshot: (*snapshot).clone() });
    }
    notify::catch_up(app);
    pass_on(app, Event::Missed);
}
