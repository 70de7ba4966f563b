//! The icon in the menu bar. Its shape says how things are; the colour is the system's.

use std::sync::{Mutex, PoisonError};

use sandbar_engine::model::{Headline, Level};
use tauri::image::Image;
use tauri::tray::{MouseButton, MouseButtonState, TrayIconBuilder, TrayIconEvent};
use tauri::{AppHandle, Manager as _, include_image};

use crate::{menu, popover, system};

const ICON: &str = "main";

/// What the icon shows, so that it is not drawn again for nothing.
struct Shown(Mutex<Headline>);

/// Puts the icon in the menu bar; false where the system has no place for one.
pub(crate) fn set_up(app: &AppHandle) -> tauri::Result<bool> {
    if !system::has_tray() {
        return Ok(false);
    }
    // Until the first look has ended nothing is known to be wrong.
    app.manage(Shown(Mutex::new(Headline { level: Level::Good, text: String::new() })));
    TrayIconBuilder::with_id(ICON)
        .icon(picture(Level::Good))
        .icon_as_template(true)
        .tooltip("Sandbar")
        .menu(&menu::tray(app)?)
        .show_menu_on_left_click(false)
        .on_tray_icon_event(|icon, event| {
            // macOS only: the left button toggles, the right one opens the menu by itself.
            if let TrayIconEvent::Click { button: MouseButton::Left, button_state, .. } = event {
                match button_state {
                    MouseButtonState::Down => popover::icon_pressed(icon.app_handle()),
                    MouseButtonState::Up => popover::icon_released(icon.app_handle()),
                }
            }
        })
        .build(app)?;
    Ok(true)
}

/// Shows how things are.
pub(crate) fn show(app: &AppHandle, headline: &Headline) {
    let (Some(icon), Some(shown)) = (app.tray_by_id(ICON), app.try_state::<Shown>()) else { return };
    let mut shown = shown.0.lock().unwrap_or_else(PoisonError::into_inner);
    // An icon that can't be drawn is not worth ending for: the popover says the same.
    if shown.level != headline.level {
        let _ = icon.set_icon_with_as_template(Some(picture(headline.level)), true);
    }
    if shown.text != headline.text {
        let _ = icon.set_tooltip(Some(format!("Sandbar: {}", headline.text)));
    }
    shown.clone_from(headline);
}

/// Where the icon is, in the screen's pixels, where that can be known.
pub(crate) fn area(app: &AppHandle) -> Option<tauri::Rect> {
    app.tray_by_id(ICON)?.rect().ok().flatten()
}

fn picture(level: Level) -> Image<'static> {
    system::tray_picture(&match level {
        Level::Good => include_image!("../icons/tray-good.png"),
        Level::Attention => include_image!("../icons/tray-attention.png"),
        Level::Problem => include_image!("../icons/tray-problem.png"),
    })
}
