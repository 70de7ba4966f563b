//! macOS, where the window is to behave like a menu's: on every Space, over full-screen apps, with round corners.
//! Public interfaces of `AppKit` only.

use std::path::Path;

use anyhow::Context as _;
use objc2_app_kit::{NSColor, NSStatusWindowLevel, NSWindow, NSWindowCollectionBehavior};
use objc2_foundation::NSBundle;
use sandbar_engine::machine::Machine;
use tauri::image::Image;
use tauri::menu::{MenuBuilder, MenuItemBuilder, SubmenuBuilder};
use tauri::{ActivationPolicy, App, AppHandle, RunEvent, WebviewWindow};

use crate::menu;

/// The radius of the system's own menu-bar windows.
const CORNER: f64 = 12.0;

/// There always is one.
#[expect(clippy::unnecessary_wraps, reason = "Linux may have none")]
pub(crate) fn check_display(_: &Machine) -> anyhow::Result<()> {
    Ok(())
}

/// No Dock icon (`LSUIElement` says the same, but only of a bundle), and an application menu that is never seen:
/// without it the keys for copy, paste and quit do nothing.
pub(crate) fn set_up_app(app: &mut App) -> anyhow::Result<()> {
    app.set_activation_policy(ActivationPolicy::Accessory);
    let quit = MenuItemBuilder::with_id(menu::QUIT, "Quit Sandbar").accelerator("Cmd+Q").build(app)?;
    let own = SubmenuBuilder::new(app, "Sandbar").item(&quit).build()?;
    let edit = SubmenuBuilder::new(app, "Edit").undo().redo().separator().cut().copy().paste().select_all().build()?;
    app.set_menu(MenuBuilder::new(app).items(&[&own, &edit]).build()?)?;
    Ok(())
}

/// A level above the apps, every Space, and round corners.
pub(crate) fn set_up_window(window: &WebviewWindow) -> anyhow::Result<()> {
    let pointer = window.ns_window()?.cast::<NSWindow>();
    // SAFETY: Tauri hands out the live NSWindow behind `window`, which outlives this function; set-up runs on the main
    // thread, the only one that may touch it.
    #[expect(unsafe_code, reason = "AppKit is reached through a pointer")]
    let window = unsafe { pointer.as_ref() }.context("macOS has no window for Sandbar")?;
    window.setLevel(NSStatusWindowLevel);
    window.setCollectionBehavior(
        NSWindowCollectionBehavior::CanJoinAllSpaces
            | NSWindowCollectionBehavior::FullScreenAuxiliary
            | NSWindowCollectionBehavior::Transient
            | NSWindowCollectionBehavior::IgnoresCycle,
    );
    // The shadow follows what is opaque: the layer is clipped, so the window behind it must not be.
    window.setOpaque(false);
    window.setBackgroundColor(Some(&NSColor::clearColor()));
    if let Some(content) = window.contentView() {
        content.setWantsLayer(true);
        if let Some(layer) = content.layer() {
            layer.setCornerRadius(CORNER);
            layer.setMasksToBounds(true);
        }
    }
    window.setHasShadow(true);
    Ok(())
}

/// Gives the focus back to the app that had it: an app without a Dock icon would keep it, and the keys go nowhere.
pub(crate) fn stand_aside(app: &AppHandle) {
    // What macOS refuses here the next click of the user does.
    let _ = app.hide();
}

/// The other half of [`stand_aside`].
pub(crate) fn come_forward(app: &AppHandle) {
    let _ = app.show();
}

/// Whether this runs from a bundle: what macOS gives to an app by its name, it gives to nothing else.
pub(crate) fn is_bundled() -> bool {
    let bundle = NSBundle::mainBundle();
    let path = bundle.bundlePath().to_string();
    bundle.bundleIdentifier().is_some() && Path::new(&path).extension().is_some_and(|kind| kind == "app")
}

/// Opening a running app again starts no second process here: the Finder tells the first.
pub(crate) fn is_reopened(event: &RunEvent) -> bool {
    matches!(event, RunEvent::Reopen { .. })
}

/// The menu bar is always there, though the icon may be behind the notch.
pub(crate) fn has_tray() -> bool {
    true
}

/// As it is: black and alpha, for the system to colour.
pub(crate) fn tray_picture(template: &Image<'static>) -> Image<'static> {
    template.clone()
}
