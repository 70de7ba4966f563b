//! `sandbar advise`, as a person and a script type it.

use std::io::Write as _;
use std::process::Stdio;

use anyhow::{Context as _, Result};
use sandbar_tests::program::Sandbar;
use serde_json::Value;

fn advise(sandbar: &Sandbar, words: &[&str]) -> Result<Value> {
    // Everything behind the text's first word is text, so the option goes before it.
    let answered = sandbar.run(&[&["--json", "--no-shell", "advise"], words].concat())?;
    assert_eq!(answered.code, 0, "{}", answered.stderr);
    Ok(serde_json::from_str(&answered.stdout)?)
}

#[test]
fn the_text_is_taken_as_it_stands() -> Result<()> {
    let home = tempfile::tempdir()?;
    let sandbar = Sandbar::at(home.path())?;
    let advice = advise(&sandbar, &["pip", "install", "-U", "black", "--json", "--dry-run"])?;
    assert_eq!((advice["verdict"].as_str(), advice["package"].as_str()), (Some("pipx"), Some("black")));
    assert_eq!(advice["items"].as_array().map(Vec::len), Some(1));
    let advice = advise(&sandbar, &["pip", "install", "requests >= 2", "uvicorn[standard]"])?;
    assert_eq!(advice["items"].as_array().map(Vec::len), Some(2), "{advice}");
    for hostile in [";rm", "../x", "-e", "--index-url=x", "a b"] {
        let advice = advise(&sandbar, &[hostile])?;
        assert!(!advice["wishes"].to_string().contains(hostile), "{advice}");
    }
    Ok(())
}

#[test]
fn the_project_in_hand_decides() -> Result<()> {
    let home = tempfile::tempdir()?;
    let home = home.path().canonicalize()?;
    let project = home.join("weather");
    std::fs::create_dir(&project)?;
    std::fs::write(project.join("main.py"), "import black\n")?;
    let sandbar = Sandbar::at(&home)?;
    let folder = project.to_string_lossy();
    let advice = advise(&sandbar, &["--in", &folder, "black"])?;
    assert_eq!((advice["verdict"].as_str(), advice["confidence"].as_str()), (Some("venv"), Some("certain")));
    assert_eq!(advice["wishes"][0], serde_json::json!(["venv", "create", folder]));
    assert_eq!(advice["wishes"][1], serde_json::json!(["add", folder, "black"]));
    assert_eq!(advise(&sandbar, &["black"])?["verdict"], "pipx", "the home folder is no project");
    // Whoever stands in a project asks about it.
    let mut inside = sandbar.command(&["--json", "--no-shell", "advise", "jupyterlab"]);
    let advice: Value = serde_json::from_slice(&inside.current_dir(&project).output()?.stdout)?;
    assert_eq!(advice["verdict"], "venv");
    Ok(())
}

#[test]
fn a_pasted_error_comes_from_standard_input() -> Result<()> {
    let home = tempfile::tempdir()?;
    let sandbar = Sandbar::at(home.path())?;
    for words in [&["--no-shell", "advise"][..], &["--no-shell", "advise", "-"]] {
        let mut child = sandbar.command(words).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let paste = b"% pip3 install sklearn\nerror: externally-managed-environment\n\xff\xfe\n";
        child.stdin.take().context("a pipe")?.write_all(paste)?;
        let output = child.wait_with_output()?;
        let text = String::from_utf8(output.stdout)?;
        assert!(output.status.success() && text.starts_with("sklearn: the package is called scikit-learn\n"), "{text}");
        // That each line is a wish is shown where every wish is (`advise/tests/grammar.rs`).
        assert!(text.contains("\n  sandbar do add ") && text.contains(" scikit-learn\n"), "{text}");
    }
    Ok(())
}

/// With the user's consent pip fetches a wheel, here from a folder, and the wheel says what it is.
#[test]
fn a_look_at_the_wheel_decides() -> Result<()> {
    let home = tempfile::tempdir()?;
    let folder = home.path().canonicalize()?;
    let Some(python) = sandbar_tests::pythons::real().into_iter().rfind(|python| python.minor() >= Some((3, 8))) else {
        eprintln!("skipped: no Python here is 3.8 or newer");
        return Ok(());
    };
    sandbar_tests::wheel::build(&folder, "zzlibrary", python.path.as_path())?;
    let sandbar = Sandbar::at(&folder)?;
    let looked_up = |words: &[&str]| -> Result<Value> {
        let mut command = sandbar.command(&[&["--json", "--no-shell", "advise"], words].concat());
        // The folder is all the index there is: nothing here reaches for a network.
        command
            .env("PIP_NO_INDEX", "1")
            .env("PIP_INDEX_URL", "http://127.0.0.1:9/simple")
            .env("PIP_FIND_LINKS", &folder);
        let output = command.output()?;
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        Ok(serde_json::from_slice(&output.stdout)?)
    };
    let without = looked_up(&["zzlibrary"])?;
    assert_eq!((without["confidence"].as_str(), without.get("looked_up")), (Some("low"), None), "nobody asked for it");
    let with = looked_up(&["--look-up", "zzlibrary"])?;
    if with["looked_up"][0]["error"]["code"] == "tool_missing" {
        eprintln!("skipped: no Python here has pip");
        return Ok(());
    }
    assert_eq!(with["looked_up"][0]["commands"], serde_json::json!([]), "{with}");
    assert_eq!((with["verdict"].as_str(), with["confidence"].as_str()), (Some("venv"), Some("certain")), "{with}");
    let absent = looked_up(&["--look-up", "zznobodys"])?;
    let message = absent["looked_up"][0]["error"]["message"].as_str().context("a sentence")?;
    assert!(message.starts_with("Could not look `zznobodys` up: the index"), "{message}");
    assert_eq!((absent["verdict"].as_str(), absent["confidence"].as_str()), (Some("venv"), Some("low")));
    Ok(())
}
