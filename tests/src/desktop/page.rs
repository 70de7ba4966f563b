//! The page in the real window, found and pressed by what it says.

use std::path::Path;
use std::time::Instant;

use anyhow::{Context as _, Result};
use thirtyfour::error::WebDriverErrorInner;
use thirtyfour::{By, Key, TypingData, WebDriver, WebElement};
use tokio::process::Child;

use super::{MANNERS, until};

/// What stands on the page as long as the first look, or a plan that a button waits for, is under way.
const LOOKING: &str = "[role=status][aria-label='Looking at Python on this machine'], button[aria-disabled=true]";

/// Ends once what the page shows is also on the screen: nothing moves any more, and two frames were drawn since.
const DRAWN: &str = "
    const frame = () => new Promise(requestAnimationFrame);
    return Promise.allSettled(document.getAnimations().map((each) => each.finished))
        .then(frame).then(frame).then(() => true)";

/// The popover's page.
pub struct Page {
    driver: WebDriver,
    _process: Child,
}

impl Page {
    pub(super) fn new(driver: WebDriver, process: Child) -> Self {
        Self { driver, _process: process }
    }

    /// All that can be read on it.
    ///
    /// # Errors
    /// When the window is gone.
    pub async fn text(&self) -> Result<String> {
        // WebDriver's own idea of visible text leaves out what an ellipsis might cut.
        let text = self.script("return document.body.innerText").await?;
        Ok(text.as_str().unwrap_or_default().to_owned())
    }

    /// Waits until `text` can be read.
    ///
    /// # Errors
    /// When it never can; says what could be read instead.
    pub async fn see(&self, text: &str) -> Result<()> {
        let seen =
            until(&format!("the page says \"{text}\""), async || Ok(self.text().await?.contains(text).then_some(())))
                .await;
        self.explain(seen).await
    }

    /// Waits until the first look has ended and what it found is drawn.
    ///
    /// # Errors
    /// When it never is.
    pub async fn ready(&self) -> Result<()> {
        let ready = until("the popover has looked and says what it saw", async || {
            let page = self.driver.find_all(By::Tag("main")).await?;
            let looking = self.driver.find_all(By::Css(LOOKING)).await?;
            Ok((!page.is_empty() && looking.is_empty()).then_some(()))
        })
        .await;
        self.explain(ready).await
    }

    /// Waits until `text` can no longer be read.
    ///
    /// # Errors
    /// When it always can.
    pub async fn miss(&self, text: &str) -> Result<()> {
        let missed = until(&format!("the page no longer says \"{text}\""), async || {
            Ok((!self.text().await?.contains(text)).then_some(()))
        })
        .await;
        self.explain(missed).await
    }

    /// Waits for the button called `name`, and presses it.
    ///
    /// # Errors
    /// When there never is such a button, or it can't be pressed.
    pub async fn press(&self, name: &str) -> Result<()> {
        self.press_one(&format!("\"{name}\""), |label| label == name).await
    }

    /// Waits for a button whose name `fits`, and presses it; `what` says which that is.
    ///
    /// # Errors
    /// When there never is such a button, or it can't be pressed.
    pub async fn press_one(&self, what: &str, fits: impl Fn(&str) -> bool) -> Result<()> {
        let pressed = until(&format!("there is a button {what} to press"), async || {
            let Some(button) = self.button(&fits).await? else { return Ok(None) };
            // WebDriver itself takes for visible what a list has scrolled away.
            let _ = button.scroll_into_view().await;
            // It may be drawn anew between finding and pressing it.
            Ok(button.click().await.ok())
        })
        .await;
        self.explain(pressed).await
    }

    /// Waits for the row that begins with `name` and unfolds, and presses it.
    ///
    /// # Errors
    /// When there never is such a row, or it can't be pressed.
    pub async fn unfold(&self, name: &str) -> Result<()> {
        self.press_first("button[aria-expanded=false]", name).await
    }

    /// Waits for the row of a list that begins with `name`, and presses it.
    ///
    /// # Errors
    /// When there never is such a row, or it can't be pressed.
    pub async fn press_row(&self, name: &str) -> Result<()> {
        self.press_first("li button", name).await
    }

    /// Presses the first of the elements that `css` finds whose text begins with `name`, once there is one.
    async fn press_first(&self, css: &str, name: &str) -> Result<()> {
        let pressed = until(&format!("there is a row \"{name}\" to press"), async || {
            for row in self.all(css).await? {
                let text = row.prop("innerText").await.ok().flatten().unwrap_or_default();
                if text.trim().starts_with(name) {
                    return Ok(row.click().await.ok());
                }
            }
            Ok(None)
        })
        .await;
        self.explain(pressed).await
    }

    /// Waits for the field called `name`, writes `text` into it, and presses Enter.
    ///
    /// # Errors
    /// When there never is such a field, or nothing can be written into it.
    pub async fn write(&self, name: &str, text: &str) -> Result<()> {
        Ok(self.field(name).await?.send_keys(text.to_owned() + Key::Enter).await?)
    }

    /// Waits for the field called `name`, and puts what is on the clipboard into it, as one does with the keyboard.
    ///
    /// # Errors
    /// When there never is such a field.
    pub async fn paste(&self, name: &str) -> Result<()> {
        let mut asked: Option<Instant> = None;
        let pasted = until(&format!("something is pasted into the field \"{name}\""), async || {
            let field = self.field(name).await?;
            if field.prop("value").await?.is_some_and(|text| !text.is_empty()) {
                return Ok(Some(()));
            }
            // Whoever owns the clipboard is asked for it, and may not answer before the page gives up.
            if asked.is_none_or(|asked| asked.elapsed() > MANNERS) {
                field.send_keys(Key::Control + "v").await?;
                asked = Some(Instant::now());
            }
            Ok(None)
        })
        .await;
        self.explain(pasted).await
    }

    /// Presses keys, wherever the focus is.
    ///
    /// # Errors
    /// When the window is gone.
    pub async fn keys(&self, keys: impl Into<TypingData>) -> Result<()> {
        Ok(self.driver.action_chain().send_keys(keys).perform().await?)
    }

    async fn field(&self, name: &str) -> Result<WebElement> {
        let field = until(&format!("there is a field \"{name}\" to write into"), async || {
            for field in self.all("input, textarea").await? {
                if field.attr("aria-label").await.ok().flatten().as_deref() == Some(name) {
                    return Ok(Some(field));
                }
            }
            Ok(None)
        })
        .await;
        self.explain(field).await
    }

    /// All that `css` finds; nothing of a page that is drawn anew while it is looked through.
    async fn all(&self, css: &str) -> Result<Vec<WebElement>> {
        match self.driver.find_all(By::Css(css)).await {
            Err(error) if matches!(*error, WebDriverErrorInner::StaleElementReference(_)) => Ok(Vec::new()),
            found => Ok(found?),
        }
    }

    /// The button whose accessible name `fits`, if it is there and can be pressed.
    async fn button(&self, fits: &impl Fn(&str) -> bool) -> Result<Option<WebElement>> {
        for button in self.all("button, [role=button], [role=tab]").await? {
            let label = button.attr("aria-label").await.ok().flatten();
            let label = match label {
                Some(label) => label,
                None => button.prop("innerText").await.ok().flatten().unwrap_or_default(),
            };
            // A busy button keeps its place and its focus, and ignores who presses it.
            let busy = button.attr("aria-disabled").await.ok().flatten().is_some_and(|busy| busy == "true");
            if fits(label.trim()) && !busy {
                return Ok(Some(button));
            }
        }
        Ok(None)
    }

    /// Runs a script on the page; what it returns.
    ///
    /// # Errors
    /// When the script throws.
    pub async fn script(&self, script: &str) -> Result<serde_json::Value> {
        Ok(self.driver.execute(script, Vec::new()).await?.json().clone())
    }

    /// Saves what the page looks like.
    ///
    /// # Errors
    /// When it can't be drawn or saved.
    pub async fn picture(&self, path: &Path) -> Result<()> {
        self.script(DRAWN).await?;
        self.driver.screenshot(path).await.with_context(|| format!("Could not save `{}`", path.display()))
    }

    /// Closes the window and ends the program.
    ///
    /// # Errors
    /// When it is gone already.
    pub async fn close(self) -> Result<()> {
        Ok(self.driver.quit().await?)
    }

    async fn explain<T>(&self, result: Result<T>) -> Result<T> {
        match result {
            Ok(value) => Ok(value),
            Err(error) => {
                let text = self.text().await.unwrap_or_else(|gone| format!("(nothing: {gone})"));
                Err(error.context(format!("The page says:\n{text}\n")))
            }
        }
    }
}
