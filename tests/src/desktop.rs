//! A desktop of one's own: a display without a screen, a bus, a home folder, and the real program on it.
//!
//! Nothing of the desktop that the tests are started on is used or disturbed: each has its own display, bus and ports,
//! and all of it ends with the value.

mod clipboard;
mod daemon;
mod home;
mod notifications;
mod page;
mod screen;

pub use daemon::Daemon;
pub use home::Home;
pub use notifications::{Notifications, Shown};
pub use page::Page;
pub use screen::{SIZE, Screen};

use std::net::TcpListener;
use std::path::Path;
use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use serde_json::json;
use tempfile::TempDir;
use thirtyfour::{Capabilities, WebDriver};
use tokio::net::TcpStream;
use tokio::process::{Child, Command};
use tokio::sync::Mutex;

use crate::program::built;

/// How long anything on the desktop may take to happen. Generous: the machine may have other things to do.
pub const PATIENCE: Duration = Duration::from_mins(1);

/// How long a program may take to end once it is asked to.
const MANNERS: Duration = Duration::from_secs(5);

/// Between two looks at something that has not happened yet.
const GLANCE: Duration = Duration::from_millis(50);

/// What the bus is to be like.
const BUS: &str = concat!("--config-file=", env!("CARGO_MANIFEST_DIR"), "/src/desktop/bus.xml");

/// A display, a bus and a home.
pub struct Desktop {
    screen: Screen,
    bus: Daemon,
    /// The folders and variables of the person in front of it.
    pub home: Home,
    _scratch: TempDir,
}

impl Desktop {
    /// A desktop for the person whose home is `home`.
    ///
    /// # Errors
    /// When Xvfb or dbus-daemon is not installed, or does not come up.
    pub async fn start(home: Home) -> Result<Self> {
        let screen = Screen::start().await?;
        let scratch = TempDir::with_prefix("sandbar-bus-")?;
        let address = format!("--address=unix:path={}/bus", scratch.path().display());
        let bus =
            Daemon::start("dbus-daemon", "dbus-daemon", &[BUS, &address, "--nofork", "--print-address=1"]).await?;
        Ok(Self { screen, bus, home, _scratch: scratch })
    }

    /// The screen.
    pub fn screen(&self) -> &Screen {
        &self.screen
    }

    /// The address of the session bus.
    pub fn bus(&self) -> &str {
        self.bus.said()
    }

    /// Starts the real program, as its user would.
    ///
    /// # Errors
    /// When it is not built or can't be started.
    pub fn launch(&self, arguments: &[&str]) -> Result<Child> {
        let mut command = command(&built("sandbar-desktop")?);
        self.dress(&mut command);
        command.args(arguments).spawn().context("Could not start sandbar-desktop")
    }

    /// Starts the real program with a hand on its page.
    ///
    /// # Errors
    /// When `WebKitWebDriver` is not installed, or the program does not open a window.
    pub async fn open(&self, arguments: &[&str]) -> Result<Page> {
        let program = built("sandbar-desktop")?;
        let (driver, port) = self.start_driver().await?;
        let mut wanted = Capabilities::new();
        wanted.set("webkitgtk:browserOptions", json!({ "binary": program, "args": arguments }))?;
        let page = tokio::time::timeout(PATIENCE, WebDriver::new(format!("http://127.0.0.1:{port}"), wanted))
            .await
            .context("sandbar-desktop did not open a page in time")?
            .context("sandbar-desktop did not open a page")?;
        Ok(Page::new(page, driver))
    }

    /// Starts `WebKitWebDriver` on a port of its own. It can't be told to choose one, so that a port is free when it is
    /// looked for and taken when it is wanted: no two tests look at the same time.
    async fn start_driver(&self) -> Result<(Child, u16)> {
        static ONE_AT_A_TIME: Mutex<()> = Mutex::const_new(());
        let _alone = ONE_AT_A_TIME.lock().await;
        let port = free_port()?;
        let mut driver = Daemon::command("WebKitWebDriver", "webkit2gtk-driver")?;
        self.dress(&mut driver);
        // Tauri lets a driver in only when it is told to.
        driver.env("TAURI_WEBVIEW_AUTOMATION", "true").arg(format!("--port={port}"));
        let mut driver = driver.spawn().context("Could not start WebKitWebDriver")?;
        until("WebKitWebDriver listens", async || {
            if let Some(status) = driver.try_wait()? {
                bail!("WebKitWebDriver ended at once: {status}");
            }
            Ok(TcpStream::connect(("127.0.0.1", port)).await.ok())
        })
        .await?;
        Ok((driver, port))
    }

    /// The variables of this desktop and its person, and nobody else's.
    fn dress(&self, command: &mut Command) {
        command
            .env_clear()
            .envs(self.home.variables())
            .env("DISPLAY", self.screen.name())
            .env("DBUS_SESSION_BUS_ADDRESS", self.bus())
            // X11, whatever the desktop outside is; no accessibility bus; no settings daemon.
            .env("GDK_BACKEND", "x11")
            .env("NO_AT_BRIDGE", "1")
            .env("GSETTINGS_BACKEND", "memory")
            // Without a window manager there is no focus that could be lost.
            .env("SANDBAR_KEEP_OPEN", "1");
    }
}

/// Looks until there is something to see; an error that says `what` if there never is.
///
/// # Errors
/// When `look` fails, or [`PATIENCE`] ends.
pub async fn until<T>(what: &str, mut look: impl AsyncFnMut() -> Result<Option<T>>) -> Result<T> {
    let waited = async {
        loop {
            if let Some(seen) = look().await? {
                return Ok(seen);
            }
            tokio::time::sleep(GLANCE).await;
        }
    };
    tokio::time::timeout(PATIENCE, waited).await.with_context(|| format!("This never happened: {what}"))?
}

/// A command whose process ends with its handle.
fn command(program: &Path) -> Command {
    let mut command = Command::new(program);
    command.kill_on_drop(true).stdin(std::process::Stdio::null());
    command
}

fn free_port() -> Result<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}
