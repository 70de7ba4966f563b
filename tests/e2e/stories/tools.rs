//! pipx: a library that is none of its tools, and a tool that no terminal finds. Homebrew: somebody is before us.

use std::os::unix::fs::symlink;

use anyhow::{Result, ensure};
use sandbar_tests::fake_brew::FakeBrew;
use sandbar_tests::{pythons, registry};

use super::machine::Made;
use super::told::Story;

/// pipx's words, where there is no pipx to say them.
const NO_APPS: &str = include_str!("../../../src-tauri/engine/src/advise/samples/library_given_to_pipx_requests.txt");

#[tokio::test(flavor = "multi_thread")]
async fn a_library_was_given_to_pipx() -> Result<()> {
    let Some(mut made) = Made::new().await? else { return Ok(()) };
    made.offers_module("requests", "2.0", "requests")?;
    made.file("bot.py", "import requests\nrequests.main()\n")?;
    let refused = if with_pipx(&made)? {
        made.terminal("pipx install requests").await?
    } else {
        NO_APPS.lines().filter(|line| !line.starts_with('#')).collect::<Vec<_>>().join("\n")
    };
    ensure!(refused.contains("No apps associated with package requests"), "{refused}");
    let story = Story::begin("8", made.home()?, &[]).await?;
    story.paste(&refused).await?;
    story.see("install commands, and this package has none of its own").await?;
    story.press("Create sandbox").await?;
    story.press("Look first").await?;
    story.press("Add requests").await?;
    story.see("is in the sandbox").await?;

    made.has(&["requests==2.0"]).await?;
    ensure!(made.says(". .venv/bin/activate && python bot.py").await? == "requests 2.0");
    story.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tool_of_pipx_is_found_by_no_terminal() -> Result<()> {
    let Some(mut made) = Made::new().await? else { return Ok(()) };
    if !with_pipx(&made)? {
        return Ok(());
    }
    made.offers("cowsay", "6.1", &[])?;
    let installs = made.terminal("pipx install cowsay").await?;
    let missing = made.terminal("cowsay").await?;
    ensure!(missing.contains("command not found"), "{installs}{missing}");
    let story = Story::begin("9", made.home()?, &[]).await?;
    story.paste(&format!("{installs}{missing}")).await?;
    story.see("The tool is installed, but its folder is not on this terminal's PATH").await?;
    story.press("Set up pipx").await?;
    story.see("Done, and checked").await?;

    ensure!(made.says("cowsay").await? == "cowsay 6.1");
    story.end().await
}

/// Puts a real pipx on the terminal's PATH. False, and that is said, where none is to be had.
fn with_pipx(made: &Made) -> Result<bool> {
    let own = pythons::real().into_iter().find(|python| python.path.as_path().starts_with("/usr/bin"));
    let Some(pipx) = own.and_then(|own| registry::pipx("pipx", &own)) else { return Ok(false) };
    std::fs::create_dir_all(made.folder.join("bin"))?;
    symlink(&pipx.program, made.folder.join("bin/pipx"))?;
    for wheel in std::fs::read_dir(&pipx.wheels)? {
        made.offers_file(&wheel?.path())?;
    }
    made.starts_with("export PATH=\"$HOME/bin\":/usr/bin:/bin")?;
    Ok(true)
}

#[tokio::test(flavor = "multi_thread")]
async fn homebrew_is_at_work_already_and_sandbar_waits_for_its_turn() -> Result<()> {
    let Some(mut made) = Made::new().await? else { return Ok(()) };
    let brew = FakeBrew::at(&made.folder.join("homebrew"));
    brew.is_busy(2);
    let prefix = brew.prefix().display();
    made.starts_with(&format!("export HOMEBREW_PREFIX='{prefix}' PATH='{prefix}/bin':/usr/bin:/bin"))?;
    let story = Story::begin("+5b", made.home()?, &[]).await?;
    story.press("Tools").await?;
    story.page().write("Install with Homebrew", "pyhello").await?;
    story.press("Install").await?;
    story.press("Install").await?;
    story.see("Done, and checked").await?;

    ensure!(brew.kegs() == ["pyhello/0.1"], "{:?}", brew.kegs());
    ensure!(brew.all_ended() && brew.were_never_two(), "Nobody was disturbed: {:?}", brew.was_told());
    story.end().await
}
