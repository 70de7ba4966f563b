//! The Python itself is the trouble: it is gone, or too new for a package.

use std::fs;

use anyhow::{Result, ensure};

use super::machine::Made;
use super::told::Story;

#[tokio::test(flavor = "multi_thread")]
async fn the_python_of_a_sandbox_is_gone() -> Result<()> {
    let Some(mut made) = Made::new().await? else { return Ok(()) };
    let Some(other) = made.another(|_| true)? else { return Ok(()) };
    made.offers("requests", "2.0", &["idna"])?;
    made.offers("idna", "3.0", &[])?;
    made.file("bot.py", "import requests, idna\nrequests.main()\n")?;
    let python = other.python();
    made.says(&format!("'{}' -m venv .venv && .venv/bin/pip install -q requests", python.display())).await?;
    ensure!(made.says(".venv/bin/python bot.py").await? == "requests 2.0");
    fs::remove_dir_all(other.folder())?;
    ensure!(made.refuses(".venv/bin/python bot.py").await?.contains("No such file or directory"));
    let story = Story::begin("5a", made.home()?, &[]).await?;
    story.see("no longer works").await?;
    story.press("Repair it").await?;
    story.see("Done, and checked").await?;

    made.has(&["idna==3.0", "requests==2.0"]).await?;
    ensure!(made.says(". .venv/bin/activate && python bot.py").await? == "requests 2.0");
    story.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_python_of_a_sandbox_is_too_new_for_a_package() -> Result<()> {
    let Some(mut made) = Made::new().await? else { return Ok(()) };
    let Some(newer) = made.another(|minor| minor > made.minor)? else { return Ok(()) };
    made.offers_for(&format!("<3.{}", made.minor.1 + 1), "tensorflow", "2.16.0")?;
    made.file("bot.py", "import tensorflow\ntensorflow.main()\n")?;
    made.says(&format!("'{}' -m venv .venv", newer.python().display())).await?;
    let missing = made.terminal(".venv/bin/python -m pip install tensorflow").await?;
    ensure!(missing.contains("No matching distribution found for tensorflow"), "{missing}");
    let story = Story::begin("11", made.home()?, &[]).await?;
    story.paste(&missing).await?;
    story.see("This package has no build for this version of Python").await?;
    story.press("Switch").await?;
    story.press("Look first").await?;
    story.press("Add tensorflow").await?;
    story.see("is in the sandbox").await?;

    made.has(&["tensorflow==2.16.0"]).await?;
    let version = made.says(".venv/bin/python -c 'import sys; print(sys.version_info[1])'").await?;
    ensure!(version == made.minor.1.to_string(), "It stands on 3.{version}");
    ensure!(made.says(". .venv/bin/activate && python bot.py").await? == "tensorflow 2.16.0");
    story.end().await
}
