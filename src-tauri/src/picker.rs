//! Asking the user for a folder or a file. Behind a trait, because no test can press a button of the system's own dialog.
//!
//! On macOS picking a folder here is also what grants access to it, without a further question.

use std::path::PathBuf;

use sandbar_engine::engine::{Picked, Purpose};
use tauri::{AppHandle, Manager as _, Wry};
use tauri_plugin_dialog::{DialogExt as _, FileDialogBuilder, FilePath};
use tokio::sync::oneshot::{self, Sender};

use crate::words::words;
use crate::{WINDOW, popover};

/// Asks for a folder or a file; the answer is `None` when the user thought better of it.
pub(crate) trait Picker: Send + Sync {
    /// A folder.
    fn folder(&self, purpose: Purpose) -> Picked;
    /// A file that names packages.
    fn file(&self) -> Picked;
}

/// The system's own dialog. The popover stays while it is open.
pub(crate) struct SystemPicker(pub(crate) AppHandle);

impl SystemPicker {
    /// Opens the dialog by `open`, which is given the sender of the answer.
    fn ask(&self, title: &str, open: impl FnOnce(FileDialogBuilder<Wry>, Sender<Option<FilePath>>)) -> Picked {
        let held = popover::hold(&self.0);
        let (answer, picked) = oneshot::channel();
        let mut dialog = self.0.dialog().file().set_title(title);
        if let Some(window) = self.0.get_webview_window(WINDOW) {
            dialog = dialog.set_parent(&window);
        }
        open(dialog, answer);
        Box::pin(async move {
            let picked = picked.await.ok().flatten();
            drop(held);
            picked?.into_path().ok()
        })
    }
}

// Whoever asked may be gone; then nobody needs the answer.
impl Picker for SystemPicker {
    fn folder(&self, purpose: Purpose) -> Picked {
        let words = words(&self.0);
        let title = match purpose {
            Purpose::Watch => words.watch,
            Purpose::Place => words.place,
        };
        self.ask(title, |dialog, answer| dialog.pick_folder(|folder| drop(answer.send(folder))))
    }

    fn file(&self) -> Picked {
        self.ask(words(&self.0).file, |dialog, answer| dialog.pick_file(|file| drop(answer.send(file))))
    }
}

/// A picker that knows its answer.
pub(crate) struct AnsweredPicker(pub(crate) PathBuf);

impl Picker for AnsweredPicker {
    fn folder(&self, _purpose: Purpose) -> Picked {
        self.file()
    }

    fn file(&self) -> Picked {
        let answer = self.0.clone();
        Box::pin(async move { Some(answer) })
    }
}
