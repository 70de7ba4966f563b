//! Opens the real popover on a display of its own and saves what it looks like: `make run` where there is no screen.
//!
//! `screenshot [PATH]`, by default `target/screenshot.png`. It shows this machine as it is.

#[cfg(target_os = "linux")]
#[tokio::main]
async fn main() -> anyhow::Result<()> {
    use std::path::PathBuf;

    use sandbar_tests::desktop::{Desktop, Home};

    let path = std::env::args_os().nth(1).map_or_else(|| "target/screenshot.png".into(), PathBuf::from);
    // Twice the pixels: the text can be read, and it is what a Retina display shows.
    let desktop = Desktop::start(Home::real().with("GDK_SCALE", "2")).await?;
    let page = desktop.open(&[]).await?;
    page.ready().await?;
    page.picture(&path).await?;
    page.close().await?;
    println!("The popover is drawn in {}", path.display());
    Ok(())
}

#[cfg(not(target_os = "linux"))]
fn main() -> anyhow::Result<()> {
    anyhow::bail!("macOS has a screen and no WebDriver for its web view: open Sandbar and look")
}
