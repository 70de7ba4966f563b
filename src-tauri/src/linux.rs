//! Linux: the same window, in the corner of the screen, and a tray if the desktop has one.

use anyhow::bail;
use libloading::Library;
use sandbar_engine::machine::Machine;
use tauri::image::Image;
use tauri::{App, AppHandle, RunEvent, WebviewWindow};

/// The libraries that can show a tray icon; the tray loads the first of them that is there.
const TRAY_LIBRARIES: [&str; 2] = ["libayatana-appindicator3.so.1", "libappindicator3.so.1"];

/// Linux has no template images. This shows on light and dark panels alike.
const TONE: [u8; 3] = [0xc8, 0x92, 0x3c];

/// A window needs a display server; GTK would only abort.
pub(crate) fn check_display(machine: &Machine) -> anyhow::Result<()> {
    if machine.var("WAYLAND_DISPLAY").or(machine.var("DISPLAY")).is_none() {
        bail!("There is no display to open a window on: neither WAYLAND_DISPLAY nor DISPLAY is set");
    }
    Ok(())
}

/// Nothing to do: `skipTaskbar` has said it all.
#[expect(clippy::unnecessary_wraps, reason = "macOS may refuse")]
pub(crate) fn set_up_app(_: &mut App) -> anyhow::Result<()> {
    Ok(())
}

/// Nothing to do: `tauri.conf.json` has said it all.
#[expect(clippy::unnecessary_wraps, reason = "macOS may refuse")]
pub(crate) fn set_up_window(_: &WebviewWindow) -> anyhow::Result<()> {
    Ok(())
}

/// Nothing to do: the window manager gives the focus to the next window.
pub(crate) fn stand_aside(_: &AppHandle) {}

/// Nothing to do: only the window was hidden.
pub(crate) fn come_forward(_: &AppHandle) {}

/// Never: opening it again starts a second process, which [`crate::single_instance`] sees to.
pub(crate) fn is_reopened(_: &RunEvent) -> bool {
    false
}

/// Whether a tray icon can be made. Making one without the library panics, so the loader is asked first.
pub(crate) fn has_tray() -> bool {
    TRAY_LIBRARIES.iter().any(|name| {
        // SAFETY: loading it runs its constructors, which is what making the icon is about to do anyway.
        #[expect(unsafe_code, reason = "only the loader knows what it can load")]
        let library = unsafe { Library::new(name) };
        library.is_ok()
    })
}

/// The same shape in a tone of its own.
pub(crate) fn tray_picture(template: &Image<'static>) -> Image<'static> {
    let mut pixels = template.rgba().to_vec();
    for pixel in pixels.chunks_exact_mut(4) {
        pixel[..3].copy_from_slice(&TONE);
    }
    Image::new_owned(pixels, template.width(), template.height())
}
