//! Sandbar's desktop shell: the menu-bar icon, the popover, and what the engine needs of the system around it.
//!
//! One file per surface of the system. Nothing here knows what a Python is: the engine decides, the page shows, and
//! the shell carries between them ([`rpc`], [`events`]) and gives both a place to be ([`tray`], [`popover`]).

mod events;
mod host;
mod login;
mod menu;
mod notify;
mod picker;
mod place;
mod popover;
mod quit;
mod rpc;
mod single_instance;
mod start;
mod tray;
mod words;

#[cfg_attr(target_os = "macos", path = "macos.rs")]
#[cfg_attr(not(target_os = "macos"), path = "linux.rs")]
mod system;

use std::ffi::OsString;
use std::sync::Arc;

use anyhow::Context as _;
use sandbar_engine::engine::{Engine, Options, Session};
use sandbar_engine::machine::Machine;
use tauri::{App, Manager as _, RunEvent, WindowEvent};

use crate::events::Listener;
use crate::host::Desktop;
use crate::popover::Popover;
use crate::start::Start;
use crate::words::Spoken;

/// The label of the only window, in `tauri.conf.json` and in its capability.
pub(crate) const WINDOW: &str = "main";

/// Runs the shell until the user quits.
///
/// # Errors
/// When there is no display, or the system refuses a window.
pub fn run(machine: Machine, arguments: impl Iterator<Item = OsString>) -> anyhow::Result<()> {
    system::check_display(&machine)?;
    let start = Start::read(machine, arguments)?;
    let app = tauri::Builder::default()
        // First, so that a second instance goes no further.
        .plugin(single_instance::plugin())
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_clipboard_manager::init())
        .invoke_handler(tauri::generate_handler![rpc::rpc])
        .on_menu_event(|app, event| menu::pressed(app, event.id()))
        .on_window_event(|window, event| match event {
            WindowEvent::Focused(false) => popover::lost_focus(window.app_handle()),
            WindowEvent::CloseRequested { api, .. } => {
                api.prevent_close();
                popover::hide(window.app_handle());
            }
            _ => {}
        })
        .setup(move |app| Ok(set_up(app, start)?))
        .build(context())
        .context("Could not open Sandbar's window")?;
    app.run(|app, event| match event {
        RunEvent::Ready => popover::show_at_start(app),
        event if system::is_reopened(&event) => popover::show(app),
        // Without a code it is the last window closing, which is no reason to leave the menu bar.
        RunEvent::ExitRequested { code: None, api, .. } => api.prevent_exit(),
        _ => {}
    });
    Ok(())
}

/// `tauri.conf.json`, the page and the icons, as they were when this was compiled.
#[expect(clippy::exit, reason = "Tauri's macro ends the program when its own thread panics")]
fn context() -> tauri::Context {
    tauri::generate_context!()
}

/// Puts everything in its place, before the first event.
fn set_up(app: &mut App, start: Start) -> anyhow::Result<()> {
    let handle = app.handle().clone();
    let engine = Engine::open(start.machine, Options { data: start.data, also: Vec::new(), ask_shell: true });
    let heard = engine.events();
    engine.tell();
    app.manage(Arc::clone(&engine));
    app.manage(Listener::default());
    app.manage(Spoken::default());
    let notifier = notify::set_up(&handle);
    let desktop = Desktop::new(handle.clone(), Arc::clone(&engine), notifier, start.picked);
    app.manage(Session::new(Arc::clone(&engine), Arc::new(desktop)));

    system::set_up_app(app)?;
    let window = app.get_webview_window(WINDOW).context("The window is missing from `tauri.conf.json`")?;
    system::set_up_window(&window)?;
    let has_tray = tray::set_up(&handle)?;
    let by_hand = !start.background && !login::was_started();
    // Without an icon to press, the window is the only way in.
    app.manage(Popover::new(start.keep_open, by_hand || !has_tray));
    // Settings that can't be read are the snapshot's to tell of; an icon that is there shows where.
    if engine.settings().is_ok_and(|settings| settings.icon_hidden) {
        tray::set_visible(&handle, false);
    }
    notify::count(&handle);

    tauri::async_runtime::spawn(events::forward(handle, heard));
    engine.follow();
    Ok(())
}
