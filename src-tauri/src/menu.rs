//! The few words that can be pressed outside the popover.

use std::sync::Arc;

use sandbar_engine::engine::Engine;
use tauri::menu::{Menu, MenuBuilder, MenuId};
use tauri::{AppHandle, Manager as _, Wry};

use crate::{popover, quit};

const OPEN: &str = "open";
const LOOK: &str = "look";
/// Also the item of the macOS application menu, for Cmd-Q.
pub(crate) const QUIT: &str = "quit";

/// The icon's menu. Its first item opens the popover: where the icon tells of no clicks (Linux), it is the way in.
pub(crate) fn tray(app: &AppHandle) -> tauri::Result<Menu<Wry>> {
    MenuBuilder::new(app)
        .text(OPEN, "Open Sandbar")
        .text(LOOK, "Look Again")
        .separator()
        .text(QUIT, "Quit Sandbar")
        .build()
}

/// Does what the item says.
pub(crate) fn pressed(app: &AppHandle, item: &MenuId) {
    match item.as_ref() {
        OPEN => popover::toggle(app),
        LOOK => {
            let engine = Arc::clone(&app.state::<Arc<Engine>>());
            tauri::async_runtime::spawn_blocking(move || engine.look());
        }
        QUIT => quit::quit(app),
        _ => {}
    }
}
