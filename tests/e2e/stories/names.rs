//! What is asked for is called something else, or the shell reads it in its own way.

use std::path::Path;

use anyhow::{Result, ensure};

use super::machine::Made;
use super::told::Story;
use crate::terminal::SYSTEM_PYTHON;

/// A project with a sandbox in which there is nothing yet.
async fn with_sandbox() -> Result<Option<Made>> {
    let Some(made) = Made::new().await? else { return Ok(None) };
    made.sandbox(SYSTEM_PYTHON.as_ref()).await?;
    Ok(Some(made))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_package_is_not_called_as_it_is_imported() -> Result<()> {
    let Some(mut made) = with_sandbox().await? else { return Ok(()) };
    made.offers_module("scikit-learn", "1.5.0", "sklearn")?;
    let missing = made.terminal(".venv/bin/python -m pip install sklearn").await?;
    ensure!(missing.contains("No matching distribution found for sklearn"), "{missing}");
    let story = Story::begin("15a", made.home()?, &[]).await?;
    story.paste(&missing).await?;
    story.see("The package is called scikit-learn").await?;
    story.press("Look first").await?;
    story.press("Add scikit-learn").await?;
    story.see("scikit-learn 1.5.0 is in the sandbox").await?;

    made.has(&["scikit-learn==1.5.0"]).await?;
    ensure!(made.says(".venv/bin/python -c 'import sklearn; sklearn.main()'").await? == "sklearn 1.5.0");
    story.end().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_module_comes_with_a_package_of_another_name() -> Result<()> {
    let Some(mut made) = with_sandbox().await? else { return Ok(()) };
    made.offers_module("opencv-python", "4.12.0", "cv2")?;
    made.file("bot.py", "import cv2\ncv2.main()\n")?;
    let missing = made.terminal(".venv/bin/python bot.py").await?;
    ensure!(missing.contains("ModuleNotFoundError: No module named 'cv2'"), "{missing}");
    let story = Story::begin("15b", made.home()?, &[]).await?;
    story.paste(&missing).await?;
    story.see("comes from the package opencv-python").await?;
    story.press("Look first").await?;
    story.press("Add opencv-python").await?;
    story.see("opencv-python 4.12.0 is in the sandbox").await?;

    made.has(&["opencv-python==4.12.0"]).await?;
    ensure!(made.says(". .venv/bin/activate && python bot.py").await? == "cv2 4.12.0");
    story.end().await
}

/// zsh's words, where no zsh is there to say them.
const ZSH: &str = include_str!("../../../src-tauri/engine/src/advise/samples/shell_glob_zsh.txt");

#[tokio::test(flavor = "multi_thread")]
async fn zsh_takes_square_brackets_for_a_pattern() -> Result<()> {
    let Some(mut made) = with_sandbox().await? else { return Ok(()) };
    made.offers("h11", "0.16", &[])?;
    // A wheel names its extras, and what each of them needs.
    made.offers("uvicorn", "0.38", &["h11; extra == 'standard'\nProvides-Extra: standard"])?;
    let line = "pip install uvicorn[standard]";
    let zsh = ["/bin/zsh", "/usr/bin/zsh"].iter().map(Path::new).find(|zsh| zsh.exists());
    let missing = match zsh {
        // zsh says it on the other stream.
        Some(zsh) => format!("% {line}\n{}", made.run(zsh, ["-c", &format!("exec 2>&1; {line}")]).await?.0),
        None => ZSH.lines().filter(|line| !line.starts_with('#')).collect::<Vec<_>>().join("\n"),
    };
    ensure!(missing.contains("no matches found: uvicorn[standard]"), "{missing}");
    let story = Story::begin("+1", made.home()?, &[]).await?;
    story.paste(&missing).await?;
    story.see("The shell took the square brackets for a file pattern").await?;
    story.press("Look first").await?;
    story.press("Add uvicorn[standard]").await?;
    story.see("are in the sandbox").await?;

    made.has(&["h11==0.16", "uvicorn==0.38"]).await?;
    ensure!(made.says(".venv/bin/python -c 'import h11, uvicorn; uvicorn.main()'").await? == "uvicorn 0.38");
    story.end().await
}
