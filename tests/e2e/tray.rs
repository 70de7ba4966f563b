//! The icon, its menu, and a second start.

use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Result, bail, ensure};
use sandbar_tests::desktop::{Desktop, Home, PATIENCE, SIZE, until};
use tokio::time::timeout;

use crate::panel::Panel;

/// The popover's size in `tauri.conf.json`.
pub(crate) const POPOVER: (u16, u16) = (380, 560);

#[tokio::test(flavor = "multi_thread")]
async fn the_icon_opens_the_popover_and_ends_the_program() -> Result<()> {
    let desktop = Desktop::start(Home::empty()?).await?;
    let panel = Panel::on(desktop.bus()).await?;

    println!("Sandbar starts in the background");
    let mut sandbar = desktop.launch(&["--background"])?;
    let menu = panel.menu().await?;
    println!("its menu says {menu:?}");
    ensure!(menu.first().is_some_and(|first| first == "Open Sandbar"), "The first item opens the popover: {menu:?}");
    ensure!(place(&desktop)?.is_none(), "The popover waits to be called");

    println!("the first item is pressed");
    panel.press("Open Sandbar").await?;
    until("the popover is shown", async || place(&desktop)).await?;

    println!("and pressed again");
    panel.press("Open Sandbar").await?;
    until("the popover is hidden", async || Ok(place(&desktop)?.is_none().then_some(()))).await?;

    println!("Sandbar is started a second time");
    let second = timeout(PATIENCE, desktop.launch(&[])?.wait()).await??;
    ensure!(second.success(), "The second instance leaves quietly: {second}");
    until("the popover of the first is shown", async || place(&desktop)).await?;

    println!("Quit is pressed");
    panel.press("Quit Sandbar").await?;
    let end = timeout(PATIENCE, sandbar.wait()).await??;
    ensure!(end.success(), "It ends with 0: {end}");
    Ok(())
}

/// Prints how long a warm popover takes from the press to the second frame that the page has drawn. No time is asserted:
/// the machine may have other things to do.
#[tokio::test(flavor = "multi_thread")]
async fn a_warm_popover_is_drawn_soon_after_the_press() -> Result<()> {
    let desktop = Desktop::start(Home::empty()?).await?;
    let panel = Panel::on(desktop.bus()).await?;
    let page = desktop.open(&[]).await?;
    let mut took = Vec::new();
    for _ in 0..5 {
        panel.press("Open Sandbar").await?;
        until("the popover is hidden", async || Ok(place(&desktop)?.is_none().then_some(()))).await?;
        page.script(WAIT_TO_BE_SEEN).await?;
        let pressed = milliseconds()?;
        panel.press("Open Sandbar").await?;
        let drawn =
            until("the page is drawn", async || Ok(page.script("return window.drawn ?? null").await?.as_f64())).await?;
        took.push(drawn - pressed);
    }
    took.sort_by(f64::total_cmp);
    println!("from the press to the page: {took:.0?} ms, the median {:.0} ms", took[took.len() / 2]);
    ensure!(took.iter().all(|one| *one > 0.0), "It was drawn before it was called: {took:?}");
    page.close().await
}

/// Notes when the page has drawn its second frame after it became visible.
const WAIT_TO_BE_SEEN: &str = "
    window.drawn = null;
    const shown = () => {
        if (document.visibilityState !== 'visible') return;
        document.removeEventListener('visibilitychange', shown);
        requestAnimationFrame(() => requestAnimationFrame(() => { window.drawn = Date.now(); }));
    };
    document.addEventListener('visibilitychange', shown);
    return null;
";

/// The clock that the page has, too.
fn milliseconds() -> Result<f64> {
    Ok(SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs_f64() * 1000.0)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_start_by_hand_opens_the_popover_in_the_corner() -> Result<()> {
    let desktop = Desktop::start(Home::empty()?).await?;
    println!("Sandbar is started by a person, on a desktop that has no panel");
    let mut sandbar = desktop.launch(&[])?;
    let (x, y) = until("the popover is shown", async || {
        if let Some(status) = sandbar.try_wait()? {
            bail!("It ended: {status}");
        }
        place(&desktop)
    })
    .await?;
    println!("it is at {x}, {y}");
    let (right, top) = (i32::from(SIZE.0) - i32::from(x) - i32::from(POPOVER.0), i32::from(y));
    ensure!((0..=16).contains(&right) && (0..=16).contains(&top), "It is in the top right corner");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_icon_changes_its_shape_when_something_is_wrong() -> Result<()> {
    let desktop = Desktop::start(Home::empty()?).await?;
    let panel = Panel::on(desktop.bus()).await?;
    let _sandbar = desktop.launch(&["--background"])?;
    let fine = panel.picture().await?;
    println!("pip's guard is switched off for good");
    let config = "[global]\nbreak-system-packages = true\n";
    desktop.home.file(".config/pip/pip.conf", config)?;
    panel.press("Look Again").await?;
    let wrong =
        until("the icon is another one", async || Ok(Some(panel.picture().await?).filter(|picture| *picture != fine)))
            .await?;
    println!("and on again");
    desktop.home.remove(".config/pip")?;
    panel.press("Look Again").await?;
    let back = until("the icon is another one again", async || {
        Ok(Some(panel.picture().await?).filter(|picture| *picture != wrong))
    })
    .await?;
    ensure!(back == fine, "It is the first one again");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_menu_speaks_the_popovers_language() -> Result<()> {
    let home = Home::empty()?;
    home.file(".sandbar/settings.toml", "welcomed = true\nlanguage = \"de\"\n")?;
    let desktop = Desktop::start(home).await?;
    let panel = Panel::on(desktop.bus()).await?;
    let _sandbar = desktop.launch(&["--background"])?;
    let german = ["Sandbar öffnen", "Neu nachsehen", "Sandbar beenden"];
    let menu = until("the menu is German", async || {
        Ok(Some(panel.menu().await?).filter(|menu| menu.first().is_some_and(|first| first == german[0])))
    })
    .await?;
    ensure!(menu == german, "It says {menu:?}");
    Ok(())
}

/// Where the popover is, if it is open.
pub(crate) fn place(desktop: &Desktop) -> Result<Option<(i16, i16)>> {
    desktop.screen().window(POPOVER.0, POPOVER.1)
}
