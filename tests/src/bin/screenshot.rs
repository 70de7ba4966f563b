//! Opens the real popover on a display of its own and saves what it looks like.
//!
//! `screenshot [PATH]` shows this machine: `make run` where there is no screen. `screenshot --made [PATH]` shows a made
//! Mac with a few projects: the picture in the README. Without a PATH it is `target/screenshot.png`.

#[cfg(target_os = "linux")]
mod picture {
    use std::ffi::OsString;
    use std::fs;
    use std::path::PathBuf;

    use anyhow::{Context as _, Result};
    use sandbar_tests::desktop::{Desktop, Home};
    use sandbar_tests::fake_mac::{Chip, FakeMac, HOME, Package};

    pub(super) async fn take(arguments: impl Iterator<Item = OsString>) -> Result<()> {
        let mut arguments = arguments.peekable();
        let made = arguments.next_if(|first| first == "--made").is_some();
        let path = arguments.next().map_or_else(|| "target/screenshot.png".into(), PathBuf::from);
        // Twice the pixels: the text can be read, and it is what a Retina display shows.
        let home = if made { Home::empty()? } else { Home::real() }.with("GDK_SCALE", "2");
        if made {
            home.file(".sandbar/settings.toml", &format!("folders = [{:?}]\n", format!("{HOME}/code")))?;
        }
        let mac = made.then(mac);
        let root = mac.as_ref().map(FakeMac::root);
        let arguments = match &root {
            Some(root) => vec!["--root", root.to_str().context("A made path is text")?, "--os", "macos"],
            None => Vec::new(),
        };
        let desktop = Desktop::start(home).await?;
        let page = desktop.open(&arguments).await?;
        page.ready().await?;
        page.picture(&path).await?;
        page.close().await?;
        let path = fs::canonicalize(&path)?;
        {
            println!("The popover is drawn in {}", path.display());
        }
        Ok(())
    }

    /// A beginner's Mac: Homebrew's Pythons, and projects of which one waits for its sandbox.
    fn mac() -> FakeMac {
        let mac = FakeMac::bare(Chip::Arm64);
        // What `brew shellenv` does in a shell's start-up file; a made machine has no shell to ask.
        mac.file("/private/etc/paths", "/opt/homebrew/bin\n/usr/local/bin\n/usr/bin\n/bin\n");
        mac.add_keg("3.14", "3.14.6", true);
        mac.add_keg("3.13", "3.13.14", false);
        mac.file("/opt/homebrew/opt/python@3.14/Frameworks/Python.framework/Versions/3.14/lib/python3.14/ensurepip/__init__.py", "");
        let code = format!("{HOME}/code");
        for (name, minor, packages) in [
            ("thesis-plots", "3.14", &["matplotlib", "numpy", "pandas"][..]),
            ("photo-sorter", "3.13", &["pillow"]),
            ("tide-times", "3.14", &["requests"]),
        ] {
            let project = format!("{code}/{name}");
            mac.file(format!("{project}/main.py"), "");
            mac.add_venv(
                &format!("{project}/.venv"),
                &format!("/opt/homebrew/opt/python@{minor}/bin"),
                &format!("{minor}.0"),
            );
            for package in packages {
                let site = format!("{project}/.venv/lib/python{minor}/site-packages");
                mac.install(&site, &Package::pip(package, "1.0"));
            }
        }
        mac.file(format!("{code}/weather-bot/bot.py"), "");
        mac.file(format!("{code}/weather-bot/requirements.txt"), "requests\n");
        mac
    }
}

#[cfg(target_os = "linux")]
#[tokio::main]
async fn main() -> anyhow::Result<()> {
    picture::take(std::env::args_os().skip(1)).await
}

#[cfg(not(target_os = "linux"))]
fn main() -> anyhow::Result<()> {
    anyhow::bail!("macOS has a screen and no WebDriver for its web view: open Sandbar and look")
}
