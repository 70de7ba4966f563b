//! What the engine's session needs of the desktop: a folder, the clipboard, the icon, a place in the session,
//! notifications, and the way out. It only hands on: each is a room of its own.

use std::path::PathBuf;
use std::sync::Arc;

use sandbar_engine::engine::{Engine, Host, Picked, Purpose};
use sandbar_engine::failure::{Code, Failure};
use sandbar_engine::machine::Machine;
use sandbar_engine::model::{NoticeId, NotificationAccess};
use tauri::AppHandle;
use tauri_plugin_clipboard_manager::ClipboardExt as _;

use crate::picker::{AnsweredPicker, Picker, SystemPicker};
use crate::{login, notify, popover, quit, tray, words};

/// The desktop, as the engine sees it.
pub(crate) struct Desktop {
    app: AppHandle,
    engine: Arc<Engine>,
    notifier: notify::Shared,
    picker: Box<dyn Picker>,
}

impl Desktop {
    /// With the system's folder picker, or with one that has been given its answer.
    pub(crate) fn new(app: AppHandle, engine: Arc<Engine>, notifier: notify::Shared, answer: Option<PathBuf>) -> Self {
        let picker: Box<dyn Picker> = match answer {
            Some(answer) => Box::new(AnsweredPicker(answer)),
            None => Box::new(SystemPicker(app.clone())),
        };
        Self { app, engine, notifier, picker }
    }

    fn machine(&self) -> &Machine {
        self.engine.machine()
    }
}

impl Host for Desktop {
    fn pick_folder(&self, purpose: Purpose) -> Picked {
        self.picker.folder(purpose)
    }

    fn pick_file(&self) -> Picked {
        self.picker.file()
    }

    fn speak(&self, language: &str) {
        words::speak(&self.app, language);
    }

    fn copy(&self, text: &str) -> Result<(), Failure> {
        self.app.clipboard().write_text(text).map_err(|error| {
            Failure::new(Code::Internal, format!("Could not copy to the clipboard: {error}"))
                .hint("Select the text and copy it by hand")
        })
    }

    fn paste(&self) -> String {
        // The plugin says of an empty clipboard what it says of a picture on it: that there is no text to be had.
        self.app.clipboard().read_text().unwrap_or_default()
    }

    /// Starting Sandbar again opens the window of the one that runs, so the icon is never the only way in.
    fn can_hide_icon(&self) -> bool {
        tray::is_there(&self.app)
    }

    fn show_icon(&self, on: bool) {
        tray::set_visible(&self.app, on);
    }

    fn launches_at_login(&self) -> Option<bool> {
        login::is_on(self.machine())
    }

    fn launch_at_login(&self, on: bool) -> Result<(), Failure> {
        login::switch(self.machine(), on)
    }

    fn notification_access(&self) -> NotificationAccess {
        self.notifier.access()
    }

    fn ask_for_notifications(&self) -> NotificationAccess {
        self.notifier.ask()
    }

    fn notices_seen(&self, notices: &[NoticeId]) {
        notify::seen(&self.app, notices);
    }

    fn hide(&self) {
        popover::hide(&self.app);
    }

    fn quit(&self) {
        quit::quit(&self.app);
    }
}
