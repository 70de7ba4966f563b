//! Looking spawns nothing: a trace of the whole process says so.

use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result};
use sandbar_tests::program;

/// Every program that `sandbar WORDS` started, its children's children included.
///
/// `None` where a trace can't be had.
fn programs_started(home: &Path, words: &[&str]) -> Result<Option<Vec<String>>> {
    let trace = home.join("trace");
    let started = Command::new("strace")
        .args(["-f", "-qq", "-e", "trace=execve,execveat", "-o"])
        .arg(&trace)
        .arg(program::built("sandbar")?)
        .args(words)
        .env_clear()
        .env("HOME", home)
        .env("SANDBAR_DATA", home.join("data"))
        .env("PATH", "/usr/local/bin:/usr/bin:/bin")
        .output();
    let Ok(output) = started else {
        return Ok(None);
    };
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let trace = std::fs::read_to_string(&trace).context("strace writes its trace")?;
    Ok(Some(trace.lines().filter(|line| line.contains("execve")).map(str::to_owned).collect()))
}

#[test]
fn looking_without_the_shell_starts_nothing() -> Result<()> {
    let home = tempfile::tempdir()?;
    let project = home.path().join("hostile");
    std::fs::create_dir_all(project.join(".venv/bin"))?;
    std::fs::write(project.join(".venv/pyvenv.cfg"), "home = /usr/bin\nversion = 3.11.2\n")?;
    let witness = format!("#!/bin/sh\ntouch {}\n", home.path().join("witness").display());
    for name in ["python", "python3", "pip"] {
        let path = project.join(".venv/bin").join(name);
        std::fs::write(&path, &witness)?;
        Command::new("chmod").arg("755").arg(&path).status()?;
    }
    let inside = project.to_string_lossy().into_owned();
    for words in [
        vec!["status", "--no-shell", "--json", "--in", &inside],
        vec!["status", "--root", "/", "--os", "linux", "--json", "--in", &inside],
        vec!["diagnose", "--no-shell", "--in", &inside],
        vec!["folders", "list", "--no-shell"],
    ] {
        let Some(started) = programs_started(home.path(), &words)? else {
            println!("skipped: strace is not here or not allowed");
            return Ok(());
        };
        assert_eq!(started.len(), 1, "only `sandbar` itself: {words:?}: {started:#?}");
    }
    assert!(!home.path().join("witness").exists(), "nothing of a project is run");
    Ok(())
}
