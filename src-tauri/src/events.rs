//! What comes unasked, from the engine to the tray and the page.

use std::sync::{Arc, Mutex, PoisonError};

use sandbar_engine::engine::Engine;
use sandbar_engine::wire::Event;
use tauri::ipc::Channel;
use tauri::{AppHandle, Manager as _};
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;

use crate::tray;

/// The page's end of the channel, once it has subscribed.
#[derive(Default)]
pub(crate) struct Listener {
    channel: Mutex<Option<Channel<Event>>>,
}

impl Listener {
    /// Sends to `channel` from now on.
    pub(crate) fn listen(&self, channel: Channel<Event>) {
        *self.channel.lock().unwrap_or_else(PoisonError::into_inner) = Some(channel);
    }

    /// Sends `event`, if somebody listens. A channel whose page is gone is forgotten.
    pub(crate) fn send(&self, event: Event) {
        let mut channel = self.channel.lock().unwrap_or_else(PoisonError::into_inner);
        if channel.as_ref().is_some_and(|open| open.send(event).is_err()) {
            *channel = None;
        }
    }
}

/// Passes on what the engine says, for as long as there is an engine.
pub(crate) async fn forward(app: AppHandle, mut heard: Receiver<Event>) {
    loop {
        match heard.recv().await {
            Ok(event) => pass_on(&app, event),
            // Some were missed; a snapshot says all that they could have said.
            Err(RecvError::Lagged(_)) => look_again(&app).await,
            Err(RecvError::Closed) => return,
        }
    }
}

fn pass_on(app: &AppHandle, event: Event) {
    if let Event::Snapshot { snapshot } = &event {
        tray::show(app, &snapshot.headline);
    }
    app.state::<Listener>().send(event);
}

async fn look_again(app: &AppHandle) {
    let engine = Arc::clone(&app.state::<Arc<Engine>>());
    if let Ok(snapshot) = tauri::async_runtime::spawn_blocking(move || engine.snapshot()).await {
        pass_on(app, Event::Snapshot { snapshot: (*snapshot).clone() });
    }
}
