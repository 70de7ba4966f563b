//! Asking the user for a folder. Behind a trait, because no test can press a button of the system's own dialog.
//!
//! On macOS picking a folder here is also what grants access to it, without a further question.

use std::path::PathBuf;

use sandbar_engine::engine::{Picked, Purpose};
use tauri::{AppHandle, Manager as _};
use tauri_plugin_dialog::DialogExt as _;
use tokio::sync::oneshot;

use crate::{WINDOW, popover};

/// Asks for a folder.
pub(crate) trait FolderPicker: Send + Sync {
    /// The folder, or `None` when the user thought better of it.
    fn pick(&self, purpose: Purpose) -> Picked;
}

/// The system's own dialog. The popover stays while it is open.
pub(crate) struct SystemPicker(pub(crate) AppHandle);

impl FolderPicker for SystemPicker {
    fn pick(&self, purpose: Purpose) -> Picked {
        let title = match purpose {
            Purpose::Watch => "Choose the folder that your projects are in",
            Purpose::Place => "Choose the folder that the new project is made in",
        };
        let held = popover::hold(&self.0);
        let (answer, picked) = oneshot::channel();
        let mut dialog = self.0.dialog().file().set_title(title);
        if let Some(window) = self.0.get_webview_window(WINDOW) {
            dialog = dialog.set_parent(&window);
        }
        dialog.pick_folder(move |folder| {
            // Whoever asked may be gone; then nobody needs the answer.
            let _ = answer.send(folder);
        });
        Box::pin(async move {
            let folder = picked.await.ok().flatten();
            drop(held);
            folder?.into_path().ok()
        })
    }
}

/// A picker that knows its answer.
pub(crate) struct AnsweredPicker(pub(crate) PathBuf);

impl FolderPicker for AnsweredPicker {
    fn pick(&self, _purpose: Purpose) -> Picked {
        let folder = self.0.clone();
        Box::pin(async move { Some(folder) })
    }
}
