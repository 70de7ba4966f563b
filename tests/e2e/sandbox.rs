//! The main story: a newcomer adds a folder, presses one button, and has a sandbox that works.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

use anyhow::{Result, ensure};
use sandbar_tests::desktop::{Desktop, Home};
use sandbar_tests::prefix::Prefix;
use sandbar_tests::pythons::real;

use crate::terminal::{SYSTEM_PYTHON, run};
use crate::wheel;

#[tokio::test(flavor = "multi_thread")]
async fn a_newcomer_gets_a_sandbox_that_works() -> Result<()> {
    if let Err(why) = can_make_environments().await {
        println!("SKIPPED: this machine's own Python makes no environments: {why:#}");
        return Ok(());
    }
    let home = Home::empty()?;
    let project = folder_of(&home.file("code/weather-bot/bot.py", "import sandbar_probe\n")?);
    let code = folder_of(&project);
    let desktop = Desktop::start(home.with("SANDBAR_TEST_PICK", &code)).await?;

    println!("Sandbar starts, and knows no folder");
    let page = desktop.open(&[]).await?;
    page.see("No project folder yet").await?;

    println!("the folder {} is added", code.display());
    page.press("Add folder").await?;
    page.see("weather-bot").await?;
    page.see("No sandbox").await?;

    println!("Create sandbox shows its command, and is pressed");
    page.see("-m venv").await?;
    page.press("Create sandbox").await?;
    page.see("Cancel").await?;
    page.see("Done").await?;
    page.see("Ready").await?;
    println!("the popover says:\n{}", page.text().await?);
    ensure!(page.script("return document.querySelectorAll('.ok-false').length").await? == 0, "Every check holds");
    ensure!(page.script("return document.querySelectorAll('.ok-true').length").await? != 0, "The checks are shown");
    page.close().await?;

    println!("its pip installs a wheel, and its Python imports it");
    let environment = project.join(".venv");
    let wheel = wheel::build(&code.join("wheels"), "sandbar_probe", "1.0").await?;
    run(&environment.join("bin/pip"), ["install".as_ref(), "--no-index".as_ref(), wheel.as_os_str()]).await?;
    let said = run(&environment.join("bin/python"), [project.join("bot.py")]).await?;
    ensure!(said.contains("sandbar_probe answers"), "It said: {said}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sandbox_that_was_cancelled_is_not_there() -> Result<()> {
    if let Err(why) = can_make_environments().await {
        println!("SKIPPED: this machine's own Python makes no environments: {why:#}");
        return Ok(());
    }
    let home = Home::empty()?;
    let Some(python) = one_that_waits(&home)? else { return Ok(()) };
    let project = folder_of(&home.file("code/weather-bot/bot.py", "")?);
    let desktop = Desktop::start(home.with("SANDBAR_TEST_PICK", &project)).await?;
    let page = desktop.open(&[]).await?;
    page.press("Add folder").await?;

    println!("Create sandbox is pressed, and Cancel");
    page.press("Create sandbox").await?;
    page.press("Cancel").await?;
    page.see("Stopped").await?;
    ensure!(!project.join(".venv").exists(), "Nothing is left where the sandbox would have been");

    println!("it can be created still");
    fs::remove_file(python.gate())?;
    page.press("Create sandbox").await?;
    page.see("Ready").await?;
    page.close().await
}

/// Makes the terminal's `python3` one whose `venv` has to be run, and waits; Sandbar's own making is over before anybody
/// could press Cancel. `None`, and that was said, where such a one can't be had.
fn one_that_waits(home: &Home) -> Result<Option<Prefix>> {
    let pythons = real();
    let Some(python) = pythons.iter().find(|python| python.minor() >= Some((3, 8))) else { return Ok(None) };
    let folder = home.folder(&format!(".pyenv/versions/{}", python.version))?;
    let Some(prefix) = Prefix::strange(python, &folder) else { return Ok(None) };
    symlink(prefix.python(), folder.join("bin/python3"))?;
    symlink(prefix.python(), folder.join("bin/python"))?;
    for start_up in [".profile", ".bashrc", ".zshrc"] {
        home.file(start_up, &format!("export PATH=\"{}/bin:$PATH\"\n", folder.display()))?;
    }
    fs::write(prefix.gate(), "")?;
    Ok(Some(prefix))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sandbox_is_taken_back_from_the_history() -> Result<()> {
    if let Err(why) = can_make_environments().await {
        println!("SKIPPED: this machine's own Python makes no environments: {why:#}");
        return Ok(());
    }
    let home = Home::empty()?;
    let project = folder_of(&home.file("code/weather-bot/bot.py", "")?);
    let desktop = Desktop::start(home.with("SANDBAR_TEST_PICK", &project)).await?;
    let page = desktop.open(&[]).await?;
    page.press("Add folder").await?;

    println!("a sandbox is created");
    page.press("Create sandbox").await?;
    page.see("Done, and checked").await?;
    ensure!(project.join(".venv/pyvenv.cfg").is_file(), "The sandbox is there");

    println!("its line in the history is unfolded, and Undo shows what it would do");
    page.press("Activity").await?;
    page.unfold("Create a sandbox for weather-bot").await?;
    page.press("Undo").await?;
    page.see("Not now").await?;
    ensure!(project.join(".venv/pyvenv.cfg").is_file(), "Nothing is taken back by looking at how");

    println!("Undo is pressed, and the project is as it was");
    page.press("Undo").await?;
    page.see("Done, and checked").await?;
    ensure!(!project.join(".venv").exists(), "The sandbox is not where it was");
    page.press("Now").await?;
    page.see("No sandbox").await?;
    page.close().await
}

/// Whether the Python that the system came with has all that an environment is made with (Debian may lack it).
pub(crate) async fn can_make_environments() -> Result<String> {
    run(Path::new(SYSTEM_PYTHON), ["-c", "import ensurepip, venv"]).await
}

pub(crate) fn folder_of(path: &Path) -> PathBuf {
    path.parent().unwrap_or(path).to_owned()
}
