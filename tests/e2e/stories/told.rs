//! A story being told: the popover over a machine, and how often somebody has pressed something in it.
//!
//! Opening the popover is no click, and neither are typing and pasting with the keyboard.

use std::cell::Cell;

use anyhow::{Context as _, Result, ensure};
use sandbar_tests::desktop::{Desktop, Home, Page};

use super::table::{self, MOST_CLICKS, Row};
use crate::panel::Panel;

const FIELD: &str = "A pip command, a package or an error";

/// One story, as it goes.
pub(super) struct Story {
    row: Row,
    desktop: Desktop,
    page: Page,
    clicks: Cell<u32>,
}

impl Story {
    /// The story of the row `name` of the table, for the person whose home is `home`; its popover is opened.
    pub(super) async fn begin(name: &str, home: Home, arguments: &[&str]) -> Result<Self> {
        let row = table::row(name)?;
        println!("{}: {}", row.name, row.situation);
        let desktop = Desktop::start(home).await?;
        let panel = Panel::on(desktop.bus()).await?;
        let page = desktop.open(&[&["--background"], arguments].concat()).await?;
        panel.press("Open Sandbar").await?;
        page.ready().await?;
        Ok(Self { row, desktop, page, clicks: Cell::new(0) })
    }

    /// Presses the button `name`.
    pub(super) async fn press(&self, name: &str) -> Result<()> {
        self.clicks.set(self.clicks.get() + 1);
        println!("  click {}: {name}", self.clicks.get());
        self.page.press(name).await
    }

    /// Presses the button that copies the line with `part` in it; the line, as any other program can paste it now.
    pub(super) async fn copied(&self, part: &str) -> Result<String> {
        self.clicks.set(self.clicks.get() + 1);
        println!("  click {}: Copy", self.clicks.get());
        let fits = |label: &str| label.starts_with("Copy ") && label.contains(part);
        self.page.press_one(&format!("that copies the line with `{part}`"), fits).await?;
        self.clipboard(part).await
    }

    /// Waits until a line with `part` in it is on the clipboard; that line.
    pub(super) async fn clipboard(&self, part: &str) -> Result<String> {
        let line = self.desktop.screen().copied(|text| text.contains(part)).await?;
        println!("  copied: {line}");
        Ok(line)
    }

    /// Copies `text` out of a terminal, and pastes it where Sandbar asks for it.
    pub(super) async fn paste(&self, text: &str) -> Result<()> {
        println!("  pasted: {text}");
        self.desktop.screen().copy(text)?;
        self.page.paste(FIELD).await
    }

    /// Waits until `text` can be read.
    pub(super) async fn see(&self, text: &str) -> Result<()> {
        self.page.see(text).await
    }

    /// Waits until `text` can no longer be read.
    pub(super) async fn miss(&self, text: &str) -> Result<()> {
        self.page.miss(text).await
    }

    /// The popover itself, for what is no click.
    pub(super) fn page(&self) -> &Page {
        &self.page
    }

    /// Ends it: as many clicks as the table says.
    pub(super) async fn end(self) -> Result<()> {
        let (clicks, told) = (self.clicks.get(), self.row.clicks);
        ensure!(clicks <= MOST_CLICKS, "{clicks} clicks are more than {MOST_CLICKS}");
        ensure!(clicks == told, "It took {clicks} clicks, and the table says {told}");
        self.page.close().await.context("The popover was gone already")?;
        println!("{} took {clicks} clicks", self.row.name);
        Ok(())
    }
}
