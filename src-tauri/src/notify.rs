//! Telling the user something while the popover is shut: the system's own notifications, behind a trait.
//!
//! The engine has decided what is told, and whether the system is to show it. This room shows it, and hands on what the
//! user answers ([`answer`]). Where the system shows nothing, the icon and the popover say the same: nothing here is
//! ever an error that anybody has to be told of.

mod answer;
mod banner;
mod handed;

#[cfg_attr(target_os = "macos", path = "notify/macos.rs")]
#[cfg_attr(not(target_os = "macos"), path = "notify/linux.rs")]
mod system;

use std::sync::Arc;

use sandbar_engine::engine::Engine;
use sandbar_engine::model::{Notice, NoticeId, NotificationAccess};
use tauri::{AppHandle, Manager as _};

pub(crate) use answer::Answers;
pub(crate) use banner::Banner;
use handed::Handed;

use crate::tray;

/// The system's notifications. All of it waits for the system, so none of it belongs on a thread that answers.
pub(crate) trait Notifier: Send + Sync {
    /// Whether the system shows what it is given.
    fn access(&self) -> NotificationAccess;

    /// Asks the user, where that was not done yet, and waits for what they say.
    fn ask(&self) -> NotificationAccess;

    /// Shows it, in place of what was shown of the same notice before.
    fn show(&self, banner: &Banner);

    /// Takes back what is shown of these.
    fn withdraw(&self, notices: &[NoticeId]);
}

/// What the shell holds on to.
pub(crate) type Shared = Arc<dyn Notifier>;

/// Begins to tell. On macOS this has to happen before the launch has ended, or the answer to a notification of an
/// earlier run is lost.
pub(crate) fn set_up(app: &AppHandle) -> Shared {
    let notifier = system::notifier(app);
    app.manage(Arc::clone(&notifier));
    app.manage(Answers::default());
    // What an earlier run has told is not shown by this one.
    app.manage(Handed::of(&app.state::<Arc<Engine>>().notices()));
    notifier
}

/// The engine has something to tell.
pub(crate) fn noticed(app: &AppHandle, notice: &Notice) {
    count(app);
    for notice in app.state::<Handed>().take([notice]) {
        show(app, Banner::of(notice));
    }
}

/// Some of what the engine told was missed: it stands among the notices.
pub(crate) fn catch_up(app: &AppHandle) {
    count(app);
    let app = app.clone();
    tauri::async_runtime::spawn_blocking(move || {
        let notices = app.state::<Arc<Engine>>().notices();
        for notice in app.state::<Handed>().take(notices.iter().rev()) {
            show(&app, Banner::of(notice));
        }
    });
}

/// The user has seen these notices in the popover.
pub(crate) fn seen(app: &AppHandle, notices: &[NoticeId]) {
    count(app);
    let (notifier, notices) = (Arc::clone(&app.state::<Shared>()), notices.to_vec());
    tauri::async_runtime::spawn_blocking(move || notifier.withdraw(&notices));
}

/// Lets the icon say how much is new.
pub(crate) fn count(app: &AppHandle) {
    let app = app.clone();
    tauri::async_runtime::spawn_blocking(move || {
        let mut notices = app.state::<Arc<Engine>>().notices();
        notices.retain(|notice| !notice.seen && !notice.settled);
        tray::show_news(&app, &notices);
    });
}

fn show(app: &AppHandle, banner: Banner) {
    let notifier = Arc::clone(&app.state::<Shared>());
    tauri::async_runtime::spawn_blocking(move || notifier.show(&banner));
}
