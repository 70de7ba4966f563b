//! What the engine's session needs of the desktop: a folder, the clipboard, and the way out.

use std::path::PathBuf;

use sandbar_engine::engine::{Host, Picked, Purpose};
use sandbar_engine::failure::{Code, Failure};
use sandbar_engine::model::NotificationAccess;
use tauri::AppHandle;
use tauri_plugin_clipboard_manager::ClipboardExt as _;

use crate::picker::{AnsweredPicker, FolderPicker, SystemPicker};
use crate::{popover, quit};

/// The desktop, as the engine sees it.
pub(crate) struct Desktop {
    app: AppHandle,
    picker: Box<dyn FolderPicker>,
}

impl Desktop {
    /// With the system's folder picker, or with one that has been given its answer.
    pub(crate) fn new(app: AppHandle, answer: Option<PathBuf>) -> Self {
        let picker: Box<dyn FolderPicker> = match answer {
            Some(folder) => Box::new(AnsweredPicker(folder)),
            None => Box::new(SystemPicker(app.clone())),
        };
        Self { app, picker }
    }
}

impl Host for Desktop {
    fn pick_folder(&self, purpose: Purpose) -> Picked {
        self.picker.pick(purpose)
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

    fn can_hide_icon(&self) -> bool {
        false
    }

    fn show_icon(&self, _on: bool) {}

    fn launches_at_login(&self) -> Option<bool> {
        None
    }

    fn launch_at_login(&self, _on: bool) -> Result<(), Failure> {
        Ok(())
    }

    fn notification_access(&self) -> NotificationAccess {
        NotificationAccess::Unavailable
    }

    fn ask_for_notifications(&self) -> NotificationAccess {
        NotificationAccess::Unavailable
    }

    fn hide(&self) {
        popover::hide(&self.app);
    }

    fn quit(&self) {
        quit::quit(&self.app);
    }
}
