//! What the page can't do, whatever gets into it.

use anyhow::{Result, ensure};
use sandbar_tests::desktop::{Desktop, Home, Page};

/// Commands of Tauri's core and of the plugins that the shell itself uses.
const FOREIGN: [&str; 7] = [
    "plugin:app|version",
    "plugin:clipboard-manager|read_text",
    "plugin:dialog|open",
    "plugin:event|listen",
    "plugin:path|resolve_directory",
    "plugin:webview|create_webview_window",
    "plugin:window|set_title",
];

#[tokio::test(flavor = "multi_thread")]
async fn the_page_can_call_one_command_and_reach_nobody() -> Result<()> {
    let desktop = Desktop::start(Home::empty()?).await?;
    let page = desktop.open(&[]).await?;
    page.ready().await?;

    println!("the one command answers");
    let answer = call(&page, "rpc", r#"{ name: "jobs", body: null }"#).await?;
    ensure!(answer == "answered", "{answer}");
    println!("a request that is not in the contract is refused by the engine");
    let answer = call(&page, "rpc", r#"{ name: "run", body: null }"#).await?;
    ensure!(answer.contains("There is no request called"), "{answer}");

    for command in FOREIGN {
        let answer = call(&page, command, "{}").await?;
        println!("{command}: {answer}");
        ensure!(answer.contains("not allowed"), "{command} was {answer}");
    }

    println!("nothing is fetched, and no text becomes code");
    let fetched = page.script("return fetch('http://127.0.0.1:9/').then(() => 'fetched', error => `${error}`)").await?;
    ensure!(fetched != "fetched", "The page reached the network");
    let ran = page
        .script(
            "const script = document.createElement('script'); script.textContent = 'window.ran = true';
             document.head.append(script); return window.ran === true",
        )
        .await?;
    ensure!(ran == false, "A script that was written into the page ran");
    page.close().await
}

/// Calls a command from within the page; "answered", or why not.
async fn call(page: &Page, command: &str, body: &str) -> Result<String> {
    let script = format!(
        "return window.__TAURI_INTERNALS__.invoke({command:?}, {body})
             .then(() => 'answered', error => error.message ?? String(error))"
    );
    Ok(page.script(&script).await?.as_str().unwrap_or_default().to_owned())
}
