//! A display that nobody looks at, and what is on it.

use std::sync::atomic::{AtomicU32, Ordering};

use anyhow::{Context as _, Result};
use x11rb::CURRENT_TIME;
use x11rb::connection::Connection as _;
use x11rb::protocol::xproto::{ConnectionExt as _, InputFocus, MapState, Window};
use x11rb::rust_connection::RustConnection;

use super::Daemon;

/// How wide and high it is.
pub const SIZE: (u16, u16) = (1280, 800);

/// A display of one's own.
pub struct Screen {
    server: Daemon,
}

impl Screen {
    /// Starts one, with a number of its own: the first free one may just be about to be freed.
    pub(super) async fn start() -> Result<Self> {
        static STARTED: AtomicU32 = AtomicU32::new(0);
        let number = 100 + (std::process::id() % 500) * 100 + STARTED.fetch_add(1, Ordering::Relaxed) % 100;
        let size = format!("{}x{}x24", SIZE.0, SIZE.1);
        let number = format!(":{number}");
        // Else it starts over when its last client leaves, and turns away whoever comes at that moment.
        let arguments = [&number, "-noreset", "-displayfd", "1", "-screen", "0", &size, "-nolisten", "tcp"];
        Ok(Self { server: Daemon::start("Xvfb", "xvfb", &arguments).await? })
    }

    /// What DISPLAY says of it.
    pub fn name(&self) -> String {
        format!(":{}", self.server.said())
    }

    /// Where the upper left corner of a window of this size is, if one is to be seen.
    ///
    /// # Errors
    /// When the display is gone.
    pub fn window(&self, width: u16, height: u16) -> Result<Option<(i16, i16)>> {
        let (server, number) = RustConnection::connect(Some(&self.name()))?;
        Ok(find(&server, number, (width, height))?.map(|(_, place)| place))
    }

    /// Gives the keyboard to a window of this size, as a window manager does with one that opens.
    ///
    /// # Errors
    /// When there is none.
    pub fn focus(&self, width: u16, height: u16) -> Result<()> {
        let (server, number) = RustConnection::connect(Some(&self.name()))?;
        let (window, _) = find(&server, number, (width, height))?.context("There is no such window")?;
        Ok(server.set_input_focus(InputFocus::PARENT, window, CURRENT_TIME)?.check()?)
    }
}

/// A window of this size that is to be seen, and where.
fn find(server: &RustConnection, number: usize, size: (u16, u16)) -> Result<Option<(Window, (i16, i16))>> {
    let root = server.setup().roots[number].root;
    for window in server.query_tree(root)?.reply()?.children {
        // One that was closed since is not to be seen.
        let Ok(geometry) = server.get_geometry(window)?.reply() else { continue };
        let Ok(attributes) = server.get_window_attributes(window)?.reply() else { continue };
        if (geometry.width, geometry.height) == size && attributes.map_state == MapState::VIEWABLE {
            return Ok(Some((window, (geometry.x, geometry.y))));
        }
    }
    Ok(None)
}
