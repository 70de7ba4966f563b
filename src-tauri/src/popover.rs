//! The window: when it comes, where, and when it goes.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use sandbar_engine::engine::Engine;
use sandbar_engine::wire::{Event, Place};
use tauri::{AppHandle, LogicalPosition, Manager as _, WebviewWindow};

use crate::events::Listener;
use crate::place::{self, Area, Screen};
use crate::{WINDOW, system, tray};

/// Pressing the icon of an open popover first takes its focus, which hides it, and only then tells of the press.
const SAME_PRESS: Duration = Duration::from_millis(300);

/// What has to be remembered about the window.
pub(crate) struct Popover {
    keep_open: bool,
    at_start: bool,
    /// How many dialogs of Sandbar's own are open.
    dialogs: AtomicUsize,
    /// When losing the focus last hid the window.
    left: Mutex<Option<Instant>>,
    /// Whether the press of the icon that is not released yet found the popover open.
    pressed_open: AtomicBool,
}

impl Popover {
    /// `keep_open`: losing the focus does not hide it. `at_start`: it is shown as soon as the program runs.
    pub(crate) fn new(keep_open: bool, at_start: bool) -> Self {
        let (dialogs, left, pressed_open) = (AtomicUsize::new(0), Mutex::new(None), AtomicBool::new(false));
        Self { keep_open, at_start, dialogs, left, pressed_open }
    }
}

/// Keeps the popover where it is while a dialog of its own has the focus.
pub(crate) struct Held(AppHandle);

impl Drop for Held {
    fn drop(&mut self) {
        self.0.state::<Popover>().dialogs.fetch_sub(1, Ordering::SeqCst);
        // The dialog has taken the focus; without it the popover would never notice being left.
        if let Some(window) = window(&self.0).filter(is_open) {
            let _ = window.set_focus();
        }
    }
}

/// Holds the popover until the value is dropped.
pub(crate) fn hold(app: &AppHandle) -> Held {
    app.state::<Popover>().dialogs.fetch_add(1, Ordering::SeqCst);
    Held(app.clone())
}

/// Shows it if the start asked for it.
pub(crate) fn show_at_start(app: &AppHandle) {
    if app.state::<Popover>().at_start {
        show(app);
    }
}

/// Shows it under the icon, or where it would be.
///
/// What the system refuses here it has no other way to do; a popover in the wrong place is better than none.
pub(crate) fn show(app: &AppHandle) {
    let Some(window) = window(app) else { return };
    if let Some((x, y)) = position(app, &window) {
        let _ = window.set_position(LogicalPosition::new(x, y));
    }
    system::come_forward(app);
    let _ = window.show();
    let _ = window.set_focus();
    app.state::<Listener>().send(Event::Shown);
}

/// Shows it with a place in it open.
pub(crate) fn open(app: &AppHandle, place: Place) {
    show(app);
    app.state::<Listener>().lead(place);
}

/// Hides it. Nothing stands open in it then, so of everything there may be notices.
pub(crate) fn hide(app: &AppHandle) {
    if let Some(window) = window(app) {
        let _ = window.hide();
        system::stand_aside(app);
    }
    app.state::<Arc<Engine>>().view(None);
}

/// Whether it is to be seen.
pub(crate) fn is_shown(app: &AppHandle) -> bool {
    window(app).as_ref().is_some_and(is_open)
}

/// Hides it if it is open, else shows it.
pub(crate) fn toggle(app: &AppHandle) {
    if is_shown(app) { hide(app) } else { show(app) }
}

/// The user has turned to something else.
pub(crate) fn lost_focus(app: &AppHandle) {
    let popover = app.state::<Popover>();
    if popover.keep_open || popover.dialogs.load(Ordering::SeqCst) > 0 {
        return;
    }
    if is_shown(app) {
        *popover.left.lock().unwrap_or_else(PoisonError::into_inner) = Some(Instant::now());
        hide(app);
    }
}

/// The icon is being pressed.
pub(crate) fn icon_pressed(app: &AppHandle) {
    let popover = app.state::<Popover>();
    let just_left =
        popover.left.lock().unwrap_or_else(PoisonError::into_inner).is_some_and(|left| left.elapsed() < SAME_PRESS);
    let open = just_left || is_shown(app);
    popover.pressed_open.store(open, Ordering::SeqCst);
}

/// The icon has been pressed: the popover is to be what it was not.
pub(crate) fn icon_released(app: &AppHandle) {
    if app.state::<Popover>().pressed_open.swap(false, Ordering::SeqCst) { hide(app) } else { show(app) }
}

fn window(app: &AppHandle) -> Option<WebviewWindow> {
    app.get_webview_window(WINDOW)
}

fn is_open(window: &WebviewWindow) -> bool {
    window.is_visible().unwrap_or(false)
}

/// Where it belongs, in the screens' logical coordinates.
fn position(app: &AppHandle, window: &WebviewWindow) -> Option<(f64, f64)> {
    // Its size as configured: GTK calls a window that was never shown 0 by 0.
    let configured = app.config().app.windows.iter().find(|configured| configured.label == WINDOW)?;
    let screens: Vec<Screen> = window.available_monitors().ok()?.iter().map(Screen::from).collect();
    let icon = tray::area(app).map(|icon| {
        let (position, size) = (icon.position.to_physical::<f64>(1.0), icon.size.to_physical::<f64>(1.0));
        Area { x: position.x, y: position.y, width: size.width, height: size.height }
    });
    place::popover(icon, (configured.width, configured.height), &screens)
}
