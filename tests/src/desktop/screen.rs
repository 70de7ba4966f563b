//! A display that nobody looks at, and what is on it.

use anyhow::Result;
use x11rb::connection::Connection as _;
use x11rb::protocol::xproto::{ConnectionExt as _, MapState};
use x11rb::rust_connection::RustConnection;

use super::Daemon;

/// A display of one's own.
pub struct Screen {
    server: Daemon,
}

impl Screen {
    /// Starts one, at the first number that is free.
    pub(super) async fn start() -> Result<Self> {
        let arguments = ["-displayfd", "1", "-screen", "0", "1280x800x24", "-nolisten", "tcp"];
        Ok(Self { server: Daemon::start("Xvfb", "xvfb", &arguments).await? })
    }

    /// What DISPLAY says of it.
    pub fn name(&self) -> String {
        format!(":{}", self.server.said())
    }

    /// Whether a window of this size is to be seen.
    ///
    /// # Errors
    /// When the display is gone.
    pub fn shows(&self, width: u16, height: u16) -> Result<bool> {
        let (server, number) = RustConnection::connect(Some(&self.name()))?;
        let root = server.setup().roots[number].root;
        for window in server.query_tree(root)?.reply()?.children {
            // One that was closed since is not to be seen.
            let Ok(geometry) = server.get_geometry(window)?.reply() else { continue };
            let Ok(attributes) = server.get_window_attributes(window)?.reply() else { continue };
            if (geometry.width, geometry.height) == (width, height) && attributes.map_state == MapState::VIEWABLE {
                return Ok(true);
            }
        }
        Ok(false)
    }
}
