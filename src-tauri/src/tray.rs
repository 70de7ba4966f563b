//! The icon in the menu bar. Its shape says how things are, and a dot in its corner that there is something new to
//! read; the colour is the system's.

mod dot;

use std::sync::{Mutex, PoisonError};

use sandbar_engine::model::{Headline, Level, Notice};
use tauri::image::Image;
use tauri::tray::{MouseButton, MouseButtonState, TrayIcon, TrayIconBuilder, TrayIconEvent};
use tauri::{AppHandle, Manager as _, include_image};

use crate::words::{Words, words};
use crate::{menu, popover, system};

const ICON: &str = "main";

/// What the icon shows, so that it is not drawn again for nothing.
#[derive(Debug, Clone, PartialEq)]
struct Look {
    headline: Headline,
    /// How much is new, and what the last of it says, if anything is.
    news: Option<News>,
}

#[derive(Debug, Clone, PartialEq)]
struct News {
    many: usize,
    last: String,
}

struct Shown(Mutex<Look>);

/// Puts the icon in the menu bar; false where the system has no place for one.
pub(crate) fn set_up(app: &AppHandle) -> tauri::Result<bool> {
    if !system::has_tray() {
        return Ok(false);
    }
    // Until the first look has ended nothing is known to be wrong.
    let look = Look { headline: Headline { level: Level::Good, text: String::new() }, news: None };
    TrayIconBuilder::with_id(ICON)
        .icon(look.picture())
        .icon_as_template(true)
        .tooltip("Sandbar")
        .menu(&menu::tray(app, None)?)
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
    app.manage(Shown(Mutex::new(look)));
    Ok(true)
}

/// Whether there is an icon at all, shown or not.
pub(crate) fn is_there(app: &AppHandle) -> bool {
    app.tray_by_id(ICON).is_some()
}

/// Shows the icon, or hides it.
pub(crate) fn set_visible(app: &AppHandle, on: bool) {
    if let Some(icon) = app.tray_by_id(ICON) {
        // What the system refuses here nobody could do anything about.
        let _ = icon.set_visible(on);
    }
}

/// Shows how things are.
pub(crate) fn show(app: &AppHandle, headline: &Headline) {
    change(app, |look| look.headline.clone_from(headline));
}

/// Shows what the user has not seen yet, the last first.
pub(crate) fn show_news(app: &AppHandle, unseen: &[Notice]) {
    let news = unseen.first().map(|last| News { many: unseen.len(), last: last.title.clone() });
    change(app, |look| look.news = news);
}

/// Says the same in another language.
pub(crate) fn say(app: &AppHandle) {
    let (Some(icon), Some(shown)) = (app.tray_by_id(ICON), app.try_state::<Shown>()) else { return };
    let look = shown.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
    let words = words(app);
    let _ = icon.set_tooltip(Some(look.tooltip(words)));
    set_menu(app, &icon, &look, words);
}

/// Where the icon is, in the screen's pixels, where that can be known.
pub(crate) fn area(app: &AppHandle) -> Option<tauri::Rect> {
    app.tray_by_id(ICON)?.rect().ok().flatten()
}

fn change(app: &AppHandle, change: impl FnOnce(&mut Look)) {
    let (Some(icon), Some(shown)) = (app.tray_by_id(ICON), app.try_state::<Shown>()) else { return };
    let mut shown = shown.0.lock().unwrap_or_else(PoisonError::into_inner);
    let before = shown.clone();
    change(&mut shown);
    draw(app, &icon, &before, &shown);
}

/// An icon that can't be drawn is not worth ending for: the popover says the same.
fn draw(app: &AppHandle, icon: &TrayIcon, before: &Look, now: &Look) {
    if (before.headline.level, before.news.is_some()) != (now.headline.level, now.news.is_some()) {
        let _ = icon.set_icon_with_as_template(Some(now.picture()), true);
    }
    let words = words(app);
    if before.tooltip(words) != now.tooltip(words) {
        let _ = icon.set_tooltip(Some(now.tooltip(words)));
    }
    // A menu that is replaced is shut, or answers for items that are gone: not for less than another line in it.
    if before.news != now.news {
        set_menu(app, icon, now, words);
    }
}

fn set_menu(app: &AppHandle, icon: &TrayIcon, look: &Look, words: &Words) {
    if let Ok(menu) = menu::tray(app, look.told(words).as_deref()) {
        let _ = icon.set_menu(Some(menu));
    }
}

impl Look {
    /// What the menu says of what is new.
    fn told(&self, words: &Words) -> Option<String> {
        self.news.as_ref().map(|news| words.news(news.many, &news.last))
    }

    fn tooltip(&self, words: &Words) -> String {
        let lines = [Some(format!("Sandbar: {}", words.state(&self.headline))), self.told(words)];
        lines.into_iter().flatten().collect::<Vec<_>>().join("\n")
    }

    fn picture(&self) -> Image<'static> {
        let plain = match self.headline.level {
            Level::Good => include_image!("../icons/tray-good.png"),
            Level::Attention => include_image!("../icons/tray-attention.png"),
            Level::Problem => include_image!("../icons/tray-problem.png"),
        };
        system::tray_picture(&if self.news.is_some() { dot::on(&plain) } else { plain })
    }
}
