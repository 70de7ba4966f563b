//! The few words that can be pressed outside the popover.

use std::sync::Arc;

use sandbar_engine::engine::Engine;
use sandbar_engine::plain::plain;
use sandbar_engine::wire::Place;
use tauri::menu::{Menu, MenuBuilder, MenuId};
use tauri::{AppHandle, Manager as _, Wry};

use crate::words::words;
use crate::{popover, quit};

const OPEN: &str = "open";
const NEWS: &str = "news";
const LOOK: &str = "look";
/// Also the item of the macOS application menu, for Cmd-Q.
pub(crate) const QUIT: &str = "quit";

/// Longer than this a line is too wide for a menu.
const LINE: usize = 60;

/// The icon's menu, with a line for the `news` if there are any. Its first item opens the popover: where the icon tells
/// of no clicks (Linux), it is the way in.
pub(crate) fn tray(app: &AppHandle, news: Option<&str>) -> tauri::Result<Menu<Wry>> {
    let words = words(app);
    let mut menu = MenuBuilder::new(app).text(OPEN, words.open);
    if let Some(news) = news {
        menu = menu.text(NEWS, line(news));
    }
    menu.text(LOOK, words.look).separator().text(QUIT, words.quit).build()
}

/// `text` as one line of a menu, which takes an `&` for the mark of a key.
fn line(text: &str) -> String {
    let mut line: String = plain(text).chars().take(LINE).collect();
    if text.chars().count() > LINE {
        line.push('…');
    }
    line.replace('&', "&&")
}

/// Does what the item says.
pub(crate) fn pressed(app: &AppHandle, item: &MenuId) {
    match item.as_ref() {
        OPEN => popover::toggle(app),
        NEWS => popover::open(app, Place::Activity),
        LOOK => {
            let engine = Arc::clone(&app.state::<Arc<Engine>>());
            tauri::async_runtime::spawn_blocking(move || engine.look());
        }
        QUIT => quit::quit(app),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn news_are_one_line_without_marks_of_keys() {
        assert_eq!(line("1 new: R&D has no sandbox"), "1 new: R&&D has no sandbox");
        assert_eq!(line("a\nb"), "a\u{FFFD}b");
        assert_eq!(line(&"x".repeat(61)), "x".repeat(60) + "…");
    }
}
