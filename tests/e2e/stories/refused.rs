//! pip refuses: outside of a sandbox, seemingly inside of one, and because it was told to once.

use std::path::Path;

use anyhow::{Context as _, Result, ensure};
use sandbar_tests::{pythons, registry};

use super::machine::Made;
use super::told::Story;
use crate::terminal::SYSTEM_PYTHON;

#[tokio::test(flavor = "multi_thread")]
async fn pip_refuses_and_the_package_comes_into_a_sandbox() -> Result<()> {
    let Some(mut made) = Made::new().await? else { return Ok(()) };
    made.offers("requests", "2.0", &["idna"])?;
    made.offers("idna", "3.0", &[])?;
    made.file("bot.py", "import requests, idna\nrequests.main()\n")?;
    let refusal = made.terminal("python3 -m pip install requests").await?;
    if !refusal.contains("error: externally-managed-environment") {
        println!("SKIPPED: nothing stops the pip of this machine's own Python:\n{refusal}");
        return Ok(());
    }
    let story = Story::begin("1", made.home()?, &[]).await?;
    story.paste(&refusal).await?;
    story.see("belongs in a sandbox").await?;
    story.press("Create sandbox").await?;
    story.press("Look first").await?;
    story.press("Add requests").await?;
    story.see("are in the sandbox").await?;

    made.has(&["idna==3.0", "requests==2.0"]).await?;
    ensure!(made.says(".venv/bin/python bot.py").await? == "requests 2.0");
    ensure!(made.refuses("python3 -c 'import requests'").await?.contains("ModuleNotFoundError"));
    story.end().await
}

/// pip's refusal, as a terminal has it whose prompt shows a sandbox.
async fn refused_inside(made: &Made) -> Result<Option<String>> {
    let said = made.refuses(". .venv/bin/activate && python3 --version && pip3 install requests").await?;
    let Some((_, refusal)) = said.split_once("error: externally-managed-environment") else {
        println!(
            "SKIPPED: the sandbox is on, and it is not the system's pip that answers, or nothing stops that:\n{said}"
        );
        return Ok(None);
    };
    Ok(Some(format!("(.venv) $ pip3 install requests\nerror: externally-managed-environment{refusal}")))
}

#[tokio::test(flavor = "multi_thread")]
async fn the_sandbox_is_on_and_has_no_pip() -> Result<()> {
    let Some(mut made) = Made::new().await? else { return Ok(()) };
    made.offers("requests", "2.0", &[])?;
    made.file("bot.py", "import requests\nrequests.main()\n")?;
    made_by_uv(&made).await?;
    let Some(refusal) = refused_inside(&made).await? else { return Ok(()) };
    let story = Story::begin("2a", made.home()?, &[]).await?;
    story.paste(&refusal).await?;
    story.see("The sandbox is on, but the pip that answered is the system's").await?;
    story.press("Repair it").await?;
    story.press("Look first").await?;
    story.press("Add requests").await?;
    story.see("requests 2.0 is in the sandbox").await?;

    let pip = made.says(". .venv/bin/activate && pip --version").await?;
    ensure!(pip.contains("weather-bot/.venv/"), "pip means the sandbox's from now on: {pip}");
    ensure!(made.says(". .venv/bin/activate && python bot.py").await? == "requests 2.0");
    story.end().await
}

/// A sandbox as `uv venv` makes it: by uv itself where a registry may be asked for it, else in its shape.
async fn made_by_uv(made: &Made) -> Result<()> {
    let own = pythons::real().into_iter().find(|python| python.path.as_path().starts_with("/usr/bin"));
    let makers = || pythons::makers(own.as_ref()?, &made.folder.join("makers"));
    if let Some(makers) = registry::is_allowed().then(makers).flatten() {
        let words = ["venv", "--offline", "--python", SYSTEM_PYTHON, ".venv"];
        let (said, well) = made.run(&makers.join("uv"), words).await?;
        ensure!(well, "uv made none: {said}");
        return Ok(());
    }
    println!("  no registry is asked for uv without SANDBAR_TEST_REGISTRY=1: the sandbox has uv's shape");
    made.says("python3 -m venv --without-pip .venv").await?;
    let settings = made.project.join(".venv/pyvenv.cfg");
    let version = std::fs::read_to_string(&settings)?;
    let version = version.lines().find_map(|line| line.strip_prefix("version = ")).context("venv says a version")?;
    let home = Path::new(SYSTEM_PYTHON).parent().unwrap_or(Path::new("/"));
    let text = format!(
        "home = {}\nimplementation = CPython\nuv = 0.9.7\nversion_info = {version}\n\
         include-system-site-packages = false\nprompt = weather-bot\n",
        home.display(),
    );
    std::fs::write(settings, text)?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_sandbox_is_on_and_was_moved() -> Result<()> {
    let Some(mut made) = Made::new().await? else { return Ok(()) };
    made.offers("idna", "3.0", &[])?;
    made.offers("requests", "2.0", &["idna"])?;
    made.file("bot.py", "import requests, idna\nrequests.main()\n")?;
    made.says("mkdir ../weather-b0t && cd ../weather-b0t && python3 -m venv .venv && .venv/bin/pip install -q idna")
        .await?;
    made.says("mv ../weather-b0t/.venv . && rmdir ../weather-b0t").await?;
    let Some(refusal) = refused_inside(&made).await? else { return Ok(()) };
    let story = Story::begin("2b", made.home()?, &[]).await?;
    story.paste(&refusal).await?;
    story.see("The sandbox is on, but the pip that answered is the system's").await?;
    story.press("Repair it").await?;
    story.press("Look first").await?;
    story.press("Add requests").await?;
    story.see("requests 2.0 is in the sandbox").await?;

    let pip = made.says(". .venv/bin/activate && pip --version").await?;
    ensure!(pip.contains("weather-bot/.venv/"), "pip means the sandbox's from now on: {pip}");
    ensure!(made.says(". .venv/bin/activate && python bot.py").await? == "requests 2.0");
    story.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn pip_was_locked_by_a_variable_and_the_package_comes_into_a_sandbox() -> Result<()> {
    let Some(mut made) = Made::new().await? else { return Ok(()) };
    made.offers("requests", "2.0", &[])?;
    made.file("bot.py", "import requests\nrequests.main()\n")?;
    made.starts_with("export PATH=/usr/bin:/bin PIP_REQUIRE_VIRTUALENV=1")?;
    let refusal = made.terminal("python3 -m pip install requests").await?;
    ensure!(refusal.contains("Could not find an activated virtualenv (required)"), "{refusal}");
    let story = Story::begin("+2a", made.home()?, &[]).await?;
    story.paste(&refusal).await?;
    story.see("pip is locked to sandboxes on this machine, and none is active").await?;
    story.press("Create sandbox").await?;
    story.press("Look first").await?;
    story.press("Add requests").await?;
    story.see("requests 2.0 is in the sandbox").await?;

    made.has(&["requests==2.0"]).await?;
    ensure!(made.says(". .venv/bin/activate && python bot.py").await? == "requests 2.0");
    story.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn pip_was_locked_by_its_settings_and_is_unlocked() -> Result<()> {
    const LOCK: &str = "python3 -m pip config get global.require-virtualenv";
    let Some(mut made) = Made::new().await? else { return Ok(()) };
    made.file("bot.py", "import requests\n")?;
    made.says("mkdir -p ~/.config/pip && python3 -m pip config set global.require-virtualenv true").await?;
    let refusal = made.terminal("python3 -m pip install requests").await?;
    ensure!(refusal.contains("Could not find an activated virtualenv (required)"), "{refusal}");
    ensure!(made.says(LOCK).await? == "true");
    let story = Story::begin("+2b", made.home()?, &[]).await?;
    story.paste(&refusal).await?;
    story.see("pip is locked to sandboxes on this machine, and none is active").await?;
    story.press("Unlock").await?;
    story.press("Unlock").await?;
    story.see("Done, and checked").await?;

    made.refuses(LOCK).await?;
    let said = made.terminal("python3 -m pip install requests").await?;
    ensure!(!said.contains("Could not find an activated virtualenv"), "{said}");
    story.end().await
}
