//! Somebody has met pip's refusal, and asks.

use anyhow::{Result, ensure};
use sandbar_tests::desktop::{Desktop, Home};

use crate::sandbox::{can_make_environments, folder_of};

const FIELD: &str = "A pip command, a package or an error";

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_install_leads_to_a_sandbox() -> Result<()> {
    if let Err(why) = can_make_environments().await {
        println!("SKIPPED: this machine's own Python makes no environments: {why:#}");
        return Ok(());
    }
    let home = Home::empty()?;
    let project = folder_of(&home.file("code/weather-bot/bot.py", "import requests\n")?);
    let desktop = Desktop::start(home.with("SANDBAR_TEST_PICK", &project)).await?;
    let page = desktop.open(&[]).await?;
    page.press("Add folder").await?;
    page.see("weather-bot").await?;

    println!("`pip install requests` is asked about");
    page.write(FIELD, "pip install requests").await?;
    page.see("belongs in a sandbox").await?;
    println!("the popover says:\n{}", page.text().await?);

    println!("the best way is a button, and does it");
    page.press("Create sandbox").await?;
    page.see("Done, and checked").await?;
    ensure!(project.join(".venv/pyvenv.cfg").is_file(), "The sandbox is there");

    println!("the answer is about the machine as it is now: the next way is the package");
    page.see("Add requests to weather-bot").await?;
    page.miss("A sandbox for weather-bot").await?;
    page.press("Put the answer away").await?;
    page.see("Ready").await?;
    page.close().await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_breaks_the_glass_has_the_better_way_first() -> Result<()> {
    let home = Home::empty()?;
    let project = folder_of(&home.file("code/weather-bot/bot.py", "import httpx\n")?);
    let desktop = Desktop::start(home.with("SANDBAR_TEST_PICK", &project)).await?;
    let page = desktop.open(&[]).await?;
    page.press("Add folder").await?;
    page.see("weather-bot").await?;

    println!("pip's flag is asked about");
    page.write(FIELD, "pip install --break-system-packages httpx").await?;
    page.press("Into the protected Python anyway…").await?;
    page.see("Break the glass?").await?;
    page.see("Do that").await?;
    page.press("Back to safety").await?;
    page.see("belongs in a sandbox").await?;
    page.close().await
}
