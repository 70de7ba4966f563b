//! The main story without a mouse: Tab, the arrow keys, Enter and Escape.

use anyhow::{Context as _, Result, anyhow, ensure};
use sandbar_engine::settings::Settings;
use sandbar_tests::desktop::{Desktop, Home, Page};
use sandbar_tests::index::Index;
use sandbar_tests::wheel::Said;
use thirtyfour::Key;

use crate::sandbox::{can_make_environments, folder_of};
use crate::terminal::{SYSTEM_PYTHON, run};

/// More than there is to go through on any page of this story.
const MANY: usize = 60;

/// What has the focus: its name, and whether that can be seen.
const FOCUSED: &str = "
    const own = document.activeElement;
    const name = own.getAttribute('aria-label') ?? own.innerText ?? '';
    return [name.trim(), own.matches(':focus-visible')]";

#[tokio::test(flavor = "multi_thread")]
async fn a_sandbox_and_a_package_without_a_mouse() -> Result<()> {
    if let Err(why) = can_make_environments().await {
        println!("SKIPPED: this machine's own Python makes no environments: {why:#}");
        return Ok(());
    }
    let home = Home::empty()?;
    let project = folder_of(&home.file("code/weather-bot/bot.py", "import requests\n")?);
    let settings = Settings { folders: vec![folder_of(&project)], welcomed: true, ..Settings::default() };
    settings.save(&home.path().join(".sandbar")).map_err(|failure| anyhow!("{}", failure.message))?;
    let index = Index::at(&home.folder("index")?, SYSTEM_PYTHON.as_ref());
    index.put("requests", "2.0", Said::default())?;
    let desktop = Desktop::start(home.with("PIP_INDEX_URL", index.url())).await?;
    let page = desktop.open(&[]).await?;
    page.ready().await?;

    println!("the sandbox is created");
    enter(&page, "Create sandbox").await?;
    page.see("Done, and checked").await?;
    ensure!(project.join(".venv/pyvenv.cfg").is_file(), "The sandbox is there");

    println!("a package is asked for, looked at and added");
    go_to(&page, "A pip command, a package or an error").await?;
    page.keys("pip3 install requests").await?;
    page.keys(Key::Enter).await?;
    page.see("belongs in a sandbox").await?;
    page.ready().await?;
    enter(&page, "Look first").await?;
    page.see("This is what would happen").await?;
    enter(&page, "Add requests").await?;
    page.see("is in the sandbox").await?;
    let python = project.join(".venv/bin/python");
    let said = run(&python, ["-c", "import requests; requests.main()"]).await?;
    ensure!(said == "requests 2.0\n", "It said: {said}");

    println!("the arrow keys go through the views, and Escape goes back");
    go_to(&page, "Now").await?;
    page.keys(Key::Right).await?;
    ensure!(focused(&page).await?.0 == "Projects");
    page.keys(Key::Enter).await?;
    page.see("Watched folders").await?;
    page.keys(Key::Right).await?;
    page.keys(Key::Right).await?;
    page.keys(Key::Enter).await?;
    page.see("When you type python3").await?;
    page.keys(Key::Left).await?;
    page.keys(Key::Left).await?;
    page.keys(Key::Enter).await?;
    page.see("Watched folders").await?;
    page.close().await
}

/// Goes to what is called `name`, and presses Enter.
async fn enter(page: &Page, name: &str) -> Result<()> {
    page.ready().await?;
    go_to(page, name).await?;
    page.keys(Key::Enter).await
}

/// Presses Tab until the focus is on what is called `name`. It can be seen wherever it stops.
async fn go_to(page: &Page, name: &str) -> Result<()> {
    let mut stops: Vec<String> = Vec::new();
    for _ in 0..MANY {
        page.keys(Key::Tab).await?;
        let (stop, is_seen) = focused(page).await?;
        ensure!(is_seen || stop.is_empty(), "Nobody sees that the focus is on \"{stop}\"");
        if stop == name {
            println!("  {} times Tab to \"{name}\"", stops.len() + 1);
            return Ok(());
        }
        stops.push(stop);
    }
    Err(anyhow!("Tab never comes to \"{name}\", but to {stops:?}"))
}

async fn focused(page: &Page) -> Result<(String, bool)> {
    let focused = page.script(FOCUSED).await?;
    let name = focused[0].as_str().context("The focus is somewhere")?.to_owned();
    Ok((name, focused[1] == true))
}
