//! One Sandbar per user. Starting it again opens the window of the one that runs: its icon may be hidden behind the
//! notch, or be one of too many.

use tauri::Wry;
use tauri::plugin::TauriPlugin;

use crate::popover;

/// Ends this process if another one runs, after waking that one.
pub(crate) fn plugin() -> TauriPlugin<Wry> {
    tauri_plugin_single_instance::init(|app, _arguments, _folder| popover::show(app))
}
