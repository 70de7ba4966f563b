//! Somebody opens Sandbar for the first time: three screens, a real sandbox, and a lesson.

use std::path::Path;

use anyhow::{Result, ensure};
use sandbar_tests::desktop::{Desktop, Home};

use crate::sandbox::can_make_environments;
use crate::terminal::run;

#[tokio::test(flavor = "multi_thread")]
async fn a_newcomer_has_a_sandbox_after_three_screens() -> Result<()> {
    if let Err(why) = can_make_environments().await {
        println!("SKIPPED: this machine's own Python makes no environments: {why:#}");
        return Ok(());
    }
    let desktop = Desktop::start(Home::newcomer()?).await?;
    let practice = desktop.home.path().join("sandbar-practice");
    let page = desktop.open(&[]).await?;

    println!("the first screen says what this is, the second what would be done");
    page.see("Hello, this is Sandbar").await?;
    page.press("Make my first one").await?;
    page.see("-m venv").await?;
    ensure!(!practice.exists(), "Nothing is made by looking");

    println!("it is made, and checked");
    page.press("Create sandbox").await?;
    page.see("Done, and checked").await?;
    page.press("Go on").await?;
    page.see("That is a sandbox").await?;
    answers(&practice).await?;
    page.press("Done").await?;
    page.see("sandbar-practice").await?;
    page.see("Ready").await?;

    println!("a lesson is done by doing it, without the network");
    page.press("Settings").await?;
    page.press_row("One sandbox for each project").await?;
    page.press("Create project").await?;
    page.press("Look into both").await?;
    page.see("Each has a pip of its own").await?;
    answers(&desktop.home.path().join("sandbar-practice-2")).await?;
    page.close().await?;

    println!("Sandbar is opened again, and welcomes nobody");
    let page = desktop.open(&[]).await?;
    page.see("sandbar-practice").await?;
    ensure!(!page.text().await?.contains("Hello, this is Sandbar"), "The first screens are over");
    page.press("Settings").await?;
    page.press_row("One sandbox for each project").await?;
    page.close().await
}

/// Whether the project's own pip answers, and is its own.
async fn answers(project: &Path) -> Result<()> {
    let said = run(&project.join(".venv/bin/python"), ["-I", "-m", "pip", "--version"]).await?;
    ensure!(said.contains(&*project.to_string_lossy()), "pip is another one's: {said}");
    Ok(())
}
