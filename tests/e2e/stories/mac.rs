//! What only a Mac has: Apple's door to its tools, Homebrew's upgrades and its lock, certificates, two processors.
//!
//! The Mac is a tree of files. The right explanation and the right plan are what is looked for, and that nothing was run.

use anyhow::{Context as _, Result, anyhow, ensure};
use sandbar_engine::settings::Settings;
use sandbar_tests::desktop::Home;
use sandbar_tests::fake_mac::{Chip, FakeMac, Package, Projects};
use sandbar_tests::manifest::{Manifest, differences, manifest};

use super::told::Story;

/// A text that a tool was recorded to print, or that somebody has quoted.
macro_rules! sample {
    ($name:literal) => {
        include_str!(concat!("../../../src-tauri/engine/src/advise/samples/", $name, ".txt"))
    };
}

/// Begins the story `name` on a Mac, with one watched folder, if any; with nothing on that Mac changed in the end.
async fn begin(name: &str, mac: &FakeMac, folder: Option<&str>) -> Result<Story> {
    let home = Home::empty()?;
    let settings =
        Settings { folders: folder.map(Into::into).into_iter().collect(), welcomed: true, ..Settings::default() };
    settings.save(&home.path().join(".sandbar")).map_err(|failure| anyhow!("{}", failure.message))?;
    let root = mac.root();
    Story::begin(name, home, &["--root", root.to_str().context("A path of the tests is text")?, "--os", "macos"]).await
}

/// A sample as it was pasted: without the line that says where it comes from.
fn pasted(sample: &str) -> String {
    sample.lines().filter(|line| !line.starts_with('#')).collect::<Vec<_>>().join("\n")
}

#[tokio::test(flavor = "multi_thread")]
async fn homebrew_has_taken_a_python_away() -> Result<()> {
    const PROJECT: &str = "/Users/robin/code/weather-bot";
    let mac = FakeMac::bare(Chip::Arm64);
    mac.script("/opt/homebrew/bin/brew");
    mac.file("/private/etc/paths.d/homebrew", "/opt/homebrew/bin\n");
    mac.add_keg("3.13", "3.13.11_1", true);
    // Through a keg that `brew upgrade` has cleaned up since.
    mac.add_venv(&format!("{PROJECT}/.venv"), "/opt/homebrew/Cellar/python@3.13/3.13.7/bin", "3.13.7");
    let site = format!("{PROJECT}/.venv/lib/python3.13/site-packages");
    mac.install(&site, &Package::pip("requests", "2.32.5").requested());
    mac.file(format!("{PROJECT}/main.py"), "import requests\n");
    let before = manifest(&mac.root());
    let story = begin("5b", &mac, Some(PROJECT)).await?;
    story.paste(&pasted(sample!("interpreter_gone_dyld"))).await?;
    story.see("The Python that this stands on is no longer where it was, after an upgrade or a move").await?;
    story.see("Repair the sandbox of weather-bot").await?;
    story.press("Show the command").await?;
    story.see("leads to /opt/homebrew/Cellar/python@3.13/3.13.7/bin/python3.13").await?;
    story.see("/opt/homebrew/opt/python@3.13/bin/python3.13 -I -m venv").await?;
    story.see("requests").await?;
    story.end().await?;
    unchanged(&mac, &before)
}

#[tokio::test(flavor = "multi_thread")]
async fn apples_python_only_opens_a_dialog() -> Result<()> {
    let mac = FakeMac::bare(Chip::Arm64);
    mac.script("/opt/homebrew/bin/brew");
    mac.folder("/opt/homebrew/Cellar");
    mac.file("/private/etc/paths.d/homebrew", "/opt/homebrew/bin\n");
    let before = manifest(&mac.root());
    let story = begin("7", &mac, None).await?;
    story.see("There is no Python here that a sandbox could stand on").await?;
    story.paste(&pasted(sample!("developer_tools_missing_dialog"))).await?;
    story.see("macOS's own python3 only leads to Apple's developer tools, and those are not installed").await?;
    story.see("Install python with Homebrew").await?;
    story.see("brew install --formula python").await?;
    ensure!(story.copied("xcode-select").await? == "xcode-select --install");
    story.end().await?;
    unchanged(&mac, &before)
}

#[tokio::test(flavor = "multi_thread")]
async fn homebrew_has_brought_another_python_and_left_the_packages_behind() -> Result<()> {
    let mac = FakeMac::new(Chip::Arm64);
    let site = format!("{}/lib/python3.13/site-packages", mac.prefix());
    mac.install(&site, &Package::pip("flask", "3.1.2").requested());
    mac.install(&site, &Package::pip("click", "8.3.1"));
    let before = manifest(&mac.root());
    let story = begin("10", &mac, Some(Projects::HEALTHY)).await?;
    story.paste(&pasted(sample!("packages_left_behind_upgrade"))).await?;
    story.see("An upgrade brought a new Python, and packages stay with the version they were installed for").await?;
    story.see("Move the misplaced packages to healthy").await?;
    story.press("Show the command").await?;
    story.see("flask").await?;
    story.see("install --progress-bar raw 'click==8.3.1' 'flask==3.1.2'").await?;
    story.see("click and flask are no longer in /opt/homebrew/lib/python3.13/site-packages").await?;
    story.end().await?;
    unchanged(&mac, &before)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_python_of_python_org_has_no_certificates() -> Result<()> {
    let mac = FakeMac::new(Chip::Arm64);
    for minor in ["3.12", "3.13"] {
        mac.script(format!("/Applications/Python {minor}/Install Certificates.command"));
    }
    let before = manifest(&mac.root());
    let story = begin("+3", &mac, None).await?;
    story.paste(&pasted(sample!("certificates_missing_macos"))).await?;
    story.see("This Python finds no certificates, so it trusts no server").await?;
    story.see("open Install Certificates.command").await?;
    let line = story.copied("Certificates").await?;
    ensure!(line == "open '/Applications/Python 3.13/Install Certificates.command'", "{line}");
    story.end().await?;
    unchanged(&mac, &before)
}

#[tokio::test(flavor = "multi_thread")]
async fn parts_for_two_processors_are_mixed() -> Result<()> {
    const PROJECT: &str = "/Users/robin/code/weather-bot";
    // A Mac with Apple's own chip, and a Homebrew of its Intel days beside the new one.
    let mut mac = FakeMac::bare(Chip::Arm64);
    mac.script("/opt/homebrew/bin/brew");
    mac.file("/private/etc/paths.d/homebrew", "/opt/homebrew/bin\n");
    mac.add_keg("3.14", "3.14.2", true);
    mac.chip = Chip::Intel;
    mac.add_keg("3.11", "3.11.9", true);
    mac.add_venv(&format!("{PROJECT}/.venv"), "/usr/local/opt/python@3.11/bin", "3.11.9");
    mac.file(format!("{PROJECT}/main.py"), "import numpy\n");
    let before = manifest(&mac.root());
    let story = begin("+4", &mac, Some(PROJECT)).await?;
    story.paste(&pasted(sample!("wrong_architecture"))).await?;
    story.see("Parts for Intel and for Apple Silicon are mixed").await?;
    story.see("Another Python for weather-bot").await?;
    story.press("Show the command").await?;
    story.see("/opt/homebrew/opt/python@3.14/bin/python3.14 -I -m venv").await?;
    story.end().await?;
    unchanged(&mac, &before)
}

#[tokio::test(flavor = "multi_thread")]
async fn another_homebrew_command_holds_the_lock() -> Result<()> {
    let mac = FakeMac::shared(Chip::Arm64);
    let story = begin("+5a", &mac, None).await?;
    story.paste(&pasted(sample!("homebrew_busy"))).await?;
    story.see("Another Homebrew command is at work on the same thing: wait until it is done").await?;
    story.end().await?;
    ensure!(!mac.was_run(), "Nothing is run on a Mac that is only looked at");
    Ok(())
}

/// Nothing on the Mac was run, and no file of it is another than it was.
fn unchanged(mac: &FakeMac, before: &Manifest) -> Result<()> {
    let changed = differences(before, &manifest(&mac.root()));
    ensure!(changed.is_empty() && !mac.was_run(), "Something was run on a Mac that is only looked at: {changed:?}");
    Ok(())
}
