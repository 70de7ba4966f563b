//! What was set once and forgotten: files of root, pip's settings, conda's base environment.

use std::fs;
use std::os::unix::fs::{MetadataExt as _, chown};
use std::path::Path;

use anyhow::{Result, ensure};

use super::machine::Made;
use super::told::Story;

/// Somebody who is not root, by number: nobody has to be called so.
const SOMEBODY: u32 = 1000;

#[tokio::test(flavor = "multi_thread")]
async fn pips_cache_belongs_to_root() -> Result<()> {
    let Some(mut made) = Made::new().await? else { return Ok(()) };
    let cache = made.folder.join(".cache/pip");
    fs::create_dir_all(cache.join("http"))?;
    if fs::metadata(&made.folder)?.uid() != 0 {
        println!("SKIPPED: only root can leave files of root behind");
        return Ok(());
    }
    chown(&made.folder, Some(SOMEBODY), Some(SOMEBODY))?;
    let setpriv = ["--reuid=1000", "--regid=1000", "--clear-groups"].join(" ");
    let denied = made.terminal(&format!("setpriv {setpriv} python3 -m pip download --no-index requests")).await?;
    ensure!(denied.contains("is not owned or is not writable by the current user"), "{denied}");
    let denied = denied.replace(&format!("setpriv {setpriv} "), "");
    let story = Story::begin("12", made.home()?, &[]).await?;
    story.see("belong to root since somebody ran sudo pip").await?;
    story.paste(&denied).await?;
    story.see("Files there belong to the system or to an earlier sudo pip, not to you").await?;
    let line = story.copied("chown").await?;
    ensure!(line == "sudo chown -R \"$USER\" ~/.cache/pip", "{line}");
    ensure!(fs::metadata(&cache)?.uid() == 0, "Sandbar runs nothing as root");

    println!("the line is run by the person, who is asked for no password here");
    made.says(&format!("sudo() {{ \"$@\"; }}; USER={SOMEBODY}; {line}")).await?;
    ensure!(fs::metadata(cache.join("http"))?.uid() == SOMEBODY);
    let said = made.terminal(&format!("setpriv {setpriv} python3 -m pip download --no-index requests")).await?;
    ensure!(!said.contains("is not owned"), "{said}");
    story.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_guard_was_switched_off_for_good() -> Result<()> {
    const GUARD: &str = "python3 -m pip config get global.break-system-packages";
    let Some(mut made) = Made::new().await? else { return Ok(()) };
    made.says("mkdir -p ~/.config/pip && python3 -m pip config set global.break-system-packages true").await?;
    ensure!(made.says(GUARD).await? == "true");
    let story = Story::begin("13a", made.home()?, &[]).await?;
    story.see("pip's guard is off").await?;
    story.press("Clean up").await?;
    story.press("Clean up").await?;
    story.see("Done, and checked").await?;
    story.miss("pip's guard is off").await?;

    made.refuses(GUARD).await?;
    let refused = made.refuses("python3 -m pip install --no-index requests").await?;
    ensure!(!refused.contains("Could not find a version"), "pip keeps out again: {refused}");
    story.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn pip_was_told_to_install_beside_every_sandbox() -> Result<()> {
    let Some(mut made) = Made::new().await? else { return Ok(()) };
    made.offers("requests", "2.0", &[])?;
    made.says("python3 -m venv .venv && mkdir -p ~/.config/pip").await?;
    made.says("python3 -m pip config set install.user true").await?;
    let refused = made.terminal(".venv/bin/python -m pip install requests").await?;
    ensure!(refused.contains("Can not perform a '--user' install"), "{refused}");
    let story = Story::begin("13b", made.home()?, &[]).await?;
    story.paste(&refused).await?;
    story.see("pip's settings change every install on this machine").await?;
    story.press("Clean up").await?;
    story.see("Done, and checked").await?;

    made.says(".venv/bin/python -m pip install requests").await?;
    made.has(&["requests==2.0"]).await?;
    story.end().await
}

/// What conda's own program does of it: its hook turns base on unless its settings say no, and it keeps its settings.
const CONDA: &str = r#"#!/bin/sh
there=$(dirname "$(dirname "$0")")
case "$1" in
shell.*) grep -q 'auto_activate_base: false' ~/.condarc 2> /dev/null || echo "export CONDA_SHLVL=1"
    echo "export PATH='$there/condabin:$PATH'" ;;
config) echo "$3: $4" >> ~/.condarc ;;
esac
"#;

#[tokio::test(flavor = "multi_thread")]
async fn conda_turns_its_base_on_in_every_terminal() -> Result<()> {
    let Some(mut made) = Made::new().await? else { return Ok(()) };
    for name in ["miniforge3/bin/conda", "miniforge3/condabin/conda"] {
        made.program(name, CONDA)?;
    }
    let conda = made.folder.join("miniforge3/bin/conda");
    let conda = conda.display();
    made.starts_with(&format!(
        "export PATH=/usr/bin:/bin\n# >>> conda initialize >>>\n\
         __conda_setup=\"$('{conda}' 'shell.bash' 'hook' 2> /dev/null)\"\neval \"$__conda_setup\"\n\
         # <<< conda initialize <<<"
    ))?;
    ensure!(made.says("echo ${CONDA_SHLVL:-0}").await? == "1");
    let story = Story::begin("14", made.home()?, &[]).await?;
    story.see("conda turns its base environment on in every new terminal").await?;
    let line = story.copied("conda").await?;
    ensure!(line == "conda config --set auto_activate_base false", "{line}");
    ensure!(!Path::new(&made.folder).join(".condarc").exists(), "Sandbar runs no conda");

    made.says(&line).await?;
    ensure!(made.says("echo ${CONDA_SHLVL:-0}").await? == "0");
    story.end().await
}
