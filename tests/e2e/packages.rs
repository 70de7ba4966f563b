//! A package on its way into a sandbox and out of it again, by its name and by a file: real pip, and an index of the
//! test's own.

use anyhow::{Result, ensure};
use sandbar_tests::desktop::{Desktop, Home};
use sandbar_tests::index::Index;
use sandbar_tests::wheel::Said;

use crate::sandbox::{can_make_environments, folder_of};
use crate::terminal::{SYSTEM_PYTHON, run};

const FIELD: &str = "A pip command, a package or an error";

#[tokio::test(flavor = "multi_thread")]
async fn a_package_is_looked_at_added_and_taken_back() -> Result<()> {
    if let Err(why) = can_make_environments().await {
        println!("SKIPPED: this machine's own Python makes no environments: {why:#}");
        return Ok(());
    }
    let home = Home::empty()?;
    let project = folder_of(&home.file("code/weather-bot/bot.py", "import requests\n")?);
    let index = Index::at(&home.folder("index")?, SYSTEM_PYTHON.as_ref());
    index.put("requests", "2.0", Said { needs: &["idna"], requires_python: None })?;
    index.put("idna", "3.0", Said::default())?;
    let home = home.with("SANDBAR_TEST_PICK", &project).with("PIP_INDEX_URL", index.url());
    let desktop = Desktop::start(home).await?;
    let page = desktop.open(&[]).await?;
    page.press("Add folder").await?;
    page.press("Create sandbox").await?;
    page.see("Done, and checked").await?;

    println!("pip looks first, and what it finds is shown");
    page.write(FIELD, "pip3 install requests").await?;
    page.press("Look first").await?;
    page.see("This is what would happen").await?;
    println!("the popover says:\n{}", page.text().await?);
    let site = |name: &str| {
        let library = project.join(".venv/lib");
        let folders = std::fs::read_dir(library).into_iter().flatten().flatten();
        folders.map(|folder| folder.path().join("site-packages").join(name)).any(|path| path.exists())
    };
    ensure!(!site("requests-2.0.dist-info"), "Looking installs nothing");

    println!("it is added, with what it needs");
    page.press("Add requests").await?;
    page.see("are in the sandbox").await?;
    println!("the popover says:\n{}", page.text().await?);
    ensure!(site("requests-2.0.dist-info") && site("idna-3.0.dist-info"), "Both are there");

    println!("and taken back from the history");
    page.press("Activity").await?;
    page.unfold("Add requests").await?;
    page.press("Undo").await?;
    page.see("Not now").await?;
    page.press("Undo").await?;
    page.see("Done, and checked").await?;
    ensure!(!site("requests-2.0.dist-info") && !site("idna-3.0.dist-info"), "Both are gone");
    ensure!(project.join(".venv/pyvenv.cfg").is_file(), "The sandbox stays");
    page.close().await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_file_names_is_added_from_the_projects_page() -> Result<()> {
    if let Err(why) = can_make_environments().await {
        println!("SKIPPED: this machine's own Python makes no environments: {why:#}");
        return Ok(());
    }
    let home = Home::empty()?;
    let project = folder_of(&home.file("code/weather-bot/bot.py", "import requests\n")?);
    let file = home.file("code/weather-bot/requirements dev.txt", "requests\n")?;
    home.file(".sandbar/settings.toml", &format!("welcomed = true\nfolders = [{:?}]\n", home.path().join("code")))?;
    let index = Index::at(&home.folder("index")?, SYSTEM_PYTHON.as_ref());
    index.put("requests", "2.0", Said::default())?;
    let home = home.with("SANDBAR_TEST_PICK", &file).with("PIP_INDEX_URL", index.url());
    let desktop = Desktop::start(home).await?;
    let page = desktop.open(&[]).await?;
    page.press("Create sandbox").await?;
    page.see("Done, and checked").await?;

    println!("four presses from the first view: the page, the file, the look, the word");
    page.press_one("the page", |name| name.starts_with("weather-bot")).await?;
    page.press("Choose file").await?;
    page.press("Look first").await?;
    page.see("This is what would happen").await?;
    println!("the popover says:\n{}", page.text().await?);
    page.press("Add requirements dev.txt").await?;
    page.see("is in the sandbox").await?;
    let said = run(&project.join(".venv/bin/python"), ["-m", "pip", "list"]).await?;
    ensure!(said.contains("requests"), "pip lists {said}");
    page.close().await
}
