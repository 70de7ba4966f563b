//! The icon, its menu, and a second start.

use anyhow::{Result, bail, ensure};
use sandbar_tests::desktop::{Desktop, Home, PATIENCE, until};
use tokio::time::timeout;

use crate::panel::Panel;

/// The popover's size in `tauri.conf.json`.
const POPOVER: (u16, u16) = (380, 560);

#[tokio::test(flavor = "multi_thread")]
async fn the_icon_opens_the_popover_and_ends_the_program() -> Result<()> {
    let desktop = Desktop::start(Home::empty()?).await?;
    let panel = Panel::on(desktop.bus()).await?;

    println!("Sandbar starts in the background");
    let mut sandbar = desktop.launch(&["--background"])?;
    let menu = panel.menu().await?;
    println!("its menu says {menu:?}");
    ensure!(menu.first().is_some_and(|first| first == "Open Sandbar"), "The first item opens the popover: {menu:?}");
    ensure!(!shown(&desktop)?, "The popover waits to be called");

    println!("the first item is pressed");
    panel.press("Open Sandbar").await?;
    until("the popover is shown", async || Ok(shown(&desktop)?.then_some(()))).await?;

    println!("and pressed again");
    panel.press("Open Sandbar").await?;
    until("the popover is hidden", async || Ok((!shown(&desktop)?).then_some(()))).await?;

    println!("Sandbar is started a second time");
    let second = timeout(PATIENCE, desktop.launch(&[])?.wait()).await??;
    ensure!(second.success(), "The second instance leaves quietly: {second}");
    until("the popover of the first is shown", async || Ok(shown(&desktop)?.then_some(()))).await?;

    println!("Quit is pressed");
    panel.press("Quit Sandbar").await?;
    let end = timeout(PATIENCE, sandbar.wait()).await??;
    ensure!(end.success(), "It ends with 0: {end}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn without_an_icon_to_press_the_popover_is_there_at_once() -> Result<()> {
    let desktop = Desktop::start(Home::empty()?).await?;
    println!("Sandbar is started by a person");
    let mut sandbar = desktop.launch(&[])?;
    until("the popover is shown", async || {
        if let Some(status) = sandbar.try_wait()? {
            bail!("It ended: {status}");
        }
        Ok(shown(&desktop)?.then_some(()))
    })
    .await
}

fn shown(desktop: &Desktop) -> Result<bool> {
    desktop.screen().shows(POPOVER.0, POPOVER.1)
}
