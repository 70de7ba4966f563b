//! What is there, is not found: another Python's packages, a terminal without the sandbox, a command that is not there.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

use anyhow::{Result, ensure};
use sandbar_tests::desktop::until;

use super::machine::Made;
use super::told::Story;

#[tokio::test(flavor = "multi_thread")]
async fn pip_belongs_to_another_python() -> Result<()> {
    let Some(mut made) = Made::new().await? else { return Ok(()) };
    let Some(other) = made.another(|_| true)? else { return Ok(()) };
    made.offers("requests", "2.0", &[])?;
    made.file("bot.py", "import requests\nrequests.main()\n")?;
    made.says(&format!("'{}' -m ensurepip", other.python().display())).await?;
    fs::create_dir(made.folder.join("bin"))?;
    symlink(other.folder().join("bin/pip3"), made.folder.join("bin/pip3"))?;
    made.starts_with("export PATH=\"$HOME/bin\":/usr/bin:/bin")?;
    let installs = made.terminal("pip3 install requests").await?;
    ensure!(installs.contains("Successfully installed requests-2.0"), "{installs}");
    let misses = made.terminal("python3 bot.py").await?;
    ensure!(misses.contains("ModuleNotFoundError: No module named 'requests'"), "{misses}");
    let story = Story::begin("3", made.home()?, &[]).await?;
    story.see("installs for").await?;
    story.paste(&format!("{installs}{misses}")).await?;
    story.see("It was installed into one Python and is missed by another").await?;
    story.press("Create sandbox").await?;
    story.press("Look first").await?;
    story.press("Add requests").await?;
    story.see("is in the sandbox").await?;

    made.has(&["requests==2.0"]).await?;
    ensure!(made.says(". .venv/bin/activate && python3 bot.py").await? == "requests 2.0");
    story.end().await
}

/// A terminal that types one line into the shell that it is told to start.
const TERMINAL: &str = "#!/bin/sh
shift
printf 'python bot.py > \"$HOME/said\" 2>&1\\nexit\\n' | \"$@\"
";

#[tokio::test(flavor = "multi_thread")]
async fn a_new_terminal_has_the_sandbox_off_and_one_is_opened_with_it_on() -> Result<()> {
    let Some(mut made) = with_sandbox().await? else { return Ok(()) };
    made.program("bin/x-terminal-emulator", TERMINAL)?;
    made.starts_with("export PATH=\"$HOME/bin\":/usr/bin:/bin")?;
    let misses = made.terminal("python3 bot.py").await?;
    ensure!(misses.contains("ModuleNotFoundError: No module named 'requests'"), "{misses}");
    let story = Story::begin("4a", made.home()?, &[]).await?;
    story.paste(&misses).await?;
    story.see("A sandbox counts for one terminal only, and this one is not using it").await?;
    story.press("Open").await?;

    let said = made.folder.join("said");
    let said = until("the terminal has run the code", async || {
        Ok(fs::read_to_string(&said).ok().filter(|said| said.ends_with('\n')))
    })
    .await?;
    ensure!(said == "requests 2.0\n", "It said: {said}");
    story.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_terminal_has_the_sandbox_off_and_the_line_turns_it_on() -> Result<()> {
    let Some(mut made) = with_sandbox().await? else { return Ok(()) };
    let story = Story::begin("4b", made.home()?, &[]).await?;
    story.press("Add a package").await?;
    story.press("Copy the line").await?;
    let line = story.clipboard("activate").await?;

    ensure!(made.says(&format!("cd / && {line} && cd - && python bot.py")).await?.ends_with("requests 2.0"), "{line}");
    story.end().await
}

/// A project with a sandbox that has what its code imports.
async fn with_sandbox() -> Result<Option<Made>> {
    let Some(made) = Made::new().await? else { return Ok(None) };
    made.offers("requests", "2.0", &[])?;
    made.file("bot.py", "import requests\nrequests.main()\n")?;
    made.says("python3 -m venv .venv && .venv/bin/pip install -q requests").await?;
    Ok(Some(made))
}

#[tokio::test(flavor = "multi_thread")]
async fn there_is_no_pip_and_inside_of_a_sandbox_there_is() -> Result<()> {
    let Some(mut made) = Made::new().await? else { return Ok(()) };
    made.offers("requests", "2.0", &[])?;
    made.file("bot.py", "import requests\nrequests.main()\n")?;
    let bin = made.folder.join("bin");
    fs::create_dir(&bin)?;
    symlink(fs::canonicalize(crate::terminal::SYSTEM_PYTHON)?, bin.join("python3"))?;
    for name in ["uname", "dirname", "basename", "cat"] {
        symlink(Path::new("/usr/bin").join(name), bin.join(name))?;
    }
    made.starts_with(&format!("export PATH='{}'", bin.display()))?;
    let missing = made.terminal("pip install requests").await?;
    ensure!(missing.contains("command not found"), "{missing}");
    let story = Story::begin("6", made.home()?, &[]).await?;
    story.paste(&missing).await?;
    story.see("Outside a sandbox this machine has no command of that name").await?;
    story.press("Create sandbox").await?;
    story.press("Look first").await?;
    story.press("Add requests").await?;
    story.see("is in the sandbox").await?;

    made.refuses("command -v pip || command -v python").await?;
    let found = made.says(". .venv/bin/activate && command -v pip && command -v python && python bot.py").await?;
    ensure!(found.contains(".venv/bin/pip") && found.contains(".venv/bin/python"), "{found}");
    ensure!(found.ends_with("requests 2.0"), "{found}");
    story.end().await
}
