//! What other people call their folders, and what users ask for by mistake: nothing of it is obeyed, nothing is lost.

use std::os::unix::fs::PermissionsExt as _;
use std::{fs, thread};

use anyhow::Result;
use sandbar_tests::program::Sandbar;

/// All that would end a line, move a cursor, or turn the text around.
fn is_command(c: char) -> bool {
    c != '\n' && (c.is_control() || ('\u{202A}'..='\u{202E}').contains(&c))
}

#[test]
fn a_name_commands_no_terminal_and_forges_no_line() -> Result<()> {
    let home = tempfile::tempdir()?;
    let code = home.path().join("code");
    for name in ["\u{1b}]0;owned\u{7}", "x\u{9b}2J", "y\rYou're good to go", "z\n  ok forged", "\u{202e}gpj"] {
        let project = code.join(name);
        fs::create_dir_all(project.join(".venv/bin"))?;
        fs::write(project.join("main.py"), "")?;
        let cfg = "home = /gone\u{1b}[2J\nversion = 3\u{1b}[31m.11\n";
        fs::write(project.join(".venv/pyvenv.cfg"), cfg)?;
        std::os::unix::fs::symlink("/gone\u{1b}[31m\n  ok forged", project.join(".venv/bin/python"))?;
    }
    let code = code.to_string_lossy().into_owned();
    let sandbar = Sandbar::at(home.path())?;
    let nowhere = format!("{code}/\u{1b}[31m\n  ok forged");
    for words in [
        vec!["status", "--no-shell", "--in", &code],
        vec!["diagnose", "--no-shell", "--in", &code],
        vec!["folders", "add", "--no-shell", &code],
        vec!["folders", "add", "--no-shell", &nowhere],
        vec!["verify", "--no-shell", &nowhere],
        vec!["do", "--dry-run", "--no-shell", "venv", "create", &nowhere],
    ] {
        let answered = sandbar.run(&words)?;
        for text in [&answered.stdout, &answered.stderr] {
            assert!(!text.contains(is_command), "{words:?}: {text:?}");
            assert!(!text.lines().any(|line| line.starts_with("  ok forged")), "{words:?}: {text}");
        }
    }
    // A name itself is not changed by being shown.
    let (_, status) = sandbar.json(&["status", "--no-shell", "--in", &code])?;
    assert!(status["projects"].to_string().contains("z\\n  ok forged"), "{}", status["projects"]);
    Ok(())
}

#[test]
fn a_data_folder_that_was_there_keeps_its_permissions() -> Result<()> {
    let home = tempfile::tempdir()?;
    let (data, code) = (home.path().join("shared"), home.path().join("code"));
    fs::create_dir(&data)?;
    fs::create_dir(&code)?;
    fs::set_permissions(&data, fs::Permissions::from_mode(0o755))?;
    let sandbar = Sandbar::at(home.path())?;
    for folder in ["shared", "shared/new"] {
        let (exit, answer) = sandbar.json(&["folders", "add", "code", "--no-shell", "--data", folder])?;
        assert_eq!(exit, 0, "{answer}");
    }
    let mode = |path| fs::metadata(path).map(|it| it.permissions().mode() & 0o777);
    assert_eq!(mode(data.clone())?, 0o755);
    assert_eq!(mode(data.join("settings.toml"))?, 0o600);
    assert_eq!(mode(data.join("new"))?, 0o700);
    Ok(())
}

#[test]
fn choices_made_at_the_same_moment_are_all_kept() -> Result<()> {
    const MANY: usize = 8;
    let home = tempfile::tempdir()?;
    let sandbar = Sandbar::at(home.path())?;
    let names: Vec<String> = (0..MANY).map(|number| format!("code{number}")).collect();
    thread::scope(|scope| {
        let adding = names.iter().map(|name| {
            let sandbar = &sandbar;
            fs::create_dir(home.path().join(name))?;
            Ok(scope.spawn(move || sandbar.json(&["folders", "add", name, "--no-shell"])))
        });
        for adding in adding.collect::<Result<Vec<_>>>()? {
            let (exit, answer) = adding.join().expect("no panic")?;
            assert_eq!(exit, 0, "{answer}");
        }
        anyhow::Ok(())
    })?;
    let (_, listed) = sandbar.json(&["folders", "list", "--no-shell"])?;
    assert_eq!(listed["folders"].as_array().map(Vec::len), Some(MANY), "{listed}");
    Ok(())
}

#[test]
fn what_may_not_be_looked_into_is_not_called_empty() -> Result<()> {
    let home = tempfile::tempdir()?;
    let project = home.path().join("closed");
    fs::create_dir(&project)?;
    fs::set_permissions(&project, fs::Permissions::from_mode(0o000))?;
    if fs::read_dir(&project).is_ok() {
        println!("skipped: root may look into everything");
        return Ok(());
    }
    let (exit, failure) = Sandbar::at(home.path())?.json(&["verify", "closed", "--no-shell"])?;
    fs::set_permissions(&project, fs::Permissions::from_mode(0o700))?;
    assert_eq!((exit, &failure["error"]["code"]), (1, &serde_json::Value::from("no_permission")), "{failure}");
    Ok(())
}

#[test]
fn wrong_usage_names_what_is_missing_and_stays_one_document() -> Result<()> {
    let home = tempfile::tempdir()?;
    let sandbar = Sandbar::at(home.path())?;
    for (words, said) in [(vec!["status", "--root", "/"], "--os"), (vec!["verify"], "<DIRECTORY>")] {
        let (exit, failure) = sandbar.json(&words)?;
        let message = failure["error"]["message"].as_str().unwrap_or_default();
        assert!(exit == 2 && message.contains(said), "{words:?}: {failure}");
    }
    let answered = sandbar.run(&["--json=yes", "status"])?;
    let failure: serde_json::Value = serde_json::from_str(&answered.stdout)?;
    assert_eq!((answered.code, &failure["error"]["code"]), (2, &serde_json::Value::from("usage")));
    Ok(())
}

#[test]
fn only_a_python_can_be_added() -> Result<()> {
    let home = tempfile::tempdir()?;
    let sandbar = Sandbar::at(home.path())?;
    // Beside it lies the library of the system's own Python.
    for program in ["/bin/ls", "/usr/bin/env"] {
        let (exit, failure) = sandbar.json(&["interpreters", "add", program, "--no-shell"])?;
        assert_eq!((exit, &failure["error"]["code"]), (3, &serde_json::Value::from("refused")), "{failure}");
    }
    let (_, listed) = sandbar.json(&["interpreters", "list", "--no-shell"])?;
    assert_eq!(listed["added"], serde_json::json!([]));
    Ok(())
}
