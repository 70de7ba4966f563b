//! What the popover says when there is little to say.

use anyhow::{Context as _, Result, ensure};
use sandbar_tests::desktop::{Desktop, Home};

#[tokio::test(flavor = "multi_thread")]
async fn a_machine_without_python_is_told_how_to_get_one() -> Result<()> {
    let home = Home::empty()?;
    println!("Sandbar looks at a Mac that has nothing on it yet");
    let mac = home.folder("mac")?;
    let desktop = Desktop::start(home).await?;
    let page = desktop.open(&["--root", mac.to_str().context("A path of the tests is text")?, "--os", "macos"]).await?;
    page.see("There is no Python here that a sandbox could stand on").await?;
    page.see("No project folder yet").await?;
    page.press("Pythons").await?;
    page.see("No Python was found").await?;
    page.close().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_without_projects_says_what_a_project_is() -> Result<()> {
    let home = Home::empty()?;
    let code = home.folder("code")?;
    let desktop = Desktop::start(home.with("SANDBAR_TEST_PICK", &code)).await?;
    let page = desktop.open(&[]).await?;

    println!("an empty folder is added");
    page.press("Add folder").await?;
    page.see("No Python project in your folders yet").await?;

    println!("a project comes into being");
    desktop.home.file("code/late bloomer/main.py", "")?;
    page.see("late bloomer").await?;

    println!("the folder goes away");
    desktop.home.remove("code")?;
    page.miss("late bloomer").await?;
    page.press("Projects").await?;
    page.see("Not there").await?;
    page.close().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_that_is_not_for_watching_is_refused_with_a_reason() -> Result<()> {
    let home = Home::empty()?;
    let everything = home.path().to_owned();
    let desktop = Desktop::start(home.with("SANDBAR_TEST_PICK", &everything)).await?;
    let page = desktop.open(&[]).await?;

    println!("the whole home folder is added");
    page.press("Add folder").await?;
    page.see("The folders could not be changed").await?;
    page.see("it holds far more than projects").await?;
    let text = page.text().await?;
    ensure!(text.contains("Choose a folder inside"), "It says what to do: {text}");
    page.close().await
}

#[tokio::test(flavor = "multi_thread")]
async fn damaged_settings_begin_anew_at_a_press() -> Result<()> {
    let home = Home::empty()?;
    home.file(".sandbar/settings.toml", "folders = 3\n")?;
    let desktop = Desktop::start(home).await?;
    let page = desktop.open(&[]).await?;
    page.see("Could not read the settings").await?;
    println!("the popover says:\n{}", page.text().await?);

    println!("they begin anew, and what was there is kept");
    page.press("Begin anew").await?;
    page.miss("Could not read the settings").await?;
    let kept = std::fs::read_to_string(desktop.home.path().join(".sandbar/settings.toml.old-1"))?;
    ensure!(kept == "folders = 3\n", "It holds {kept:?}");
    page.press("Settings").await?;
    page.see("No folder is watched yet").await?;
    page.close().await
}
