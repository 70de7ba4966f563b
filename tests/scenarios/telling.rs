//! What `sandbar watch` prints, and what the user is told of and does about it.

// How full a pipe is, and which signals a process listens to, is asked of Linux.
#[cfg(target_os = "linux")]
mod full_pipe;
mod notices;

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use anyhow::{Context as _, Result};
use sandbar_tests::fake_mac::{Chip, FakeMac};
use sandbar_tests::program::Sandbar;
use sandbar_tests::scratch::Scratch;
use sandbar_tests::watcher::Watcher;

/// A home with a watched folder in it.
struct Home {
    scratch: Scratch,
    sandbar: Sandbar,
    code: PathBuf,
}

impl Home {
    fn new() -> Result<Self> {
        let scratch = Scratch::new();
        let home = scratch.path("Users/tester");
        let code = home.join("code");
        fs::create_dir_all(&code)?;
        fs::create_dir_all(home.join(".config/pip"))?;
        let sandbar = Sandbar::at(&home)?;
        let added = sandbar.run(&["folders", "add", &code.to_string_lossy()])?;
        anyhow::ensure!(added.code == 0, "{}", added.stderr);
        Ok(Self { scratch, sandbar, code })
    }

    fn watch(&self, words: &[&str]) -> Result<Watcher> {
        let words = [&["watch", "--no-shell"], words].concat();
        Watcher::start(&mut self.sandbar.command(&words))
    }

    fn pip_conf(&self) -> PathBuf {
        self.scratch.path("Users/tester/.config/pip/pip.conf")
    }
}

fn make_project(folder: &Path) -> Result<()> {
    fs::create_dir_all(folder)?;
    Ok(fs::write(folder.join("main.py"), "print('rain')\n")?)
}

#[test]
fn a_script_hears_of_projects_and_of_pips_guard() -> Result<()> {
    let home = Home::new()?;
    let watcher = home.watch(&["--json"])?;
    let ready = watcher.event()?;
    assert_eq!(ready["event"], "ready", "{ready}");
    let at = ready["at"].as_str().context("a time")?;
    assert!(at.len() >= 25 && at.as_bytes()[10] == b'T', "{at}");

    let shop = home.code.join("shop");
    make_project(&shop)?;
    let found = watcher.event_called("project_found")?;
    assert_eq!(found["path"].as_str().map(Path::new), Some(shop.as_path()), "{found}");
    assert_eq!(found["evidence"], serde_json::json!(["python_files"]), "{found}");

    fs::write(home.pip_conf(), "[global]\nbreak-system-packages = true\n")?;
    let off = watcher.event_called("pip_guard")?;
    assert_eq!((off["path"].as_str().map(Path::new), &off["on"]), (Some(&*home.pip_conf()), &false.into()), "{off}");
    fs::write(home.pip_conf(), "[global]\n")?;
    assert_eq!(watcher.event_called("pip_guard")?["on"], true);

    let venv = shop.join(".venv");
    fs::create_dir_all(venv.join("bin"))?;
    fs::write(venv.join("pyvenv.cfg"), "home = /nowhere\nversion = 3.12.1\n")?;
    let broken = watcher.event_called("environment_changed")?;
    assert_eq!(broken["health"], "broken", "{broken}");
    assert_eq!(broken["project"], found["path"], "{broken}");
    fs::remove_dir_all(&venv)?;
    assert_eq!(watcher.event_called("environment_changed")?["health"], "missing");

    let (code, rest) = watcher.signal("INT")?;
    assert_eq!((code, rest), (Some(130), Vec::new()));
    Ok(())
}

#[test]
fn a_person_reads_a_sentence_a_line() -> Result<()> {
    let home = Home::new()?;
    let watcher = home.watch(&[])?;
    let ready = watcher.line()?;
    assert!(ready.ends_with("  Everything is watched. Press Control-C to stop"), "{ready}");
    make_project(&home.code.join("sh\u{1b}[2Jop"))?;
    let found = watcher.line()?;
    assert!(found.contains("A project: sh") && found.contains("in ~/code/sh"), "{found}");
    assert!(!found.contains('\u{1b}'), "{found}");
    let (code, _) = watcher.signal("TERM")?;
    assert_eq!(code, Some(130));
    Ok(())
}

#[test]
fn it_ends_when_nobody_reads_any_more() -> Result<()> {
    let home = Home::new()?;
    let mut command = home.sandbar.command(&["watch", "--json", "--no-shell"]);
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
    let mut output = child.stdout.take().context("its output")?;
    output.read_exact(&mut [0])?;
    // Nothing happens from now on: that nobody reads is enough.
    drop(output);
    let ended = child.wait_with_output()?;
    assert_eq!((ended.status.code(), String::from_utf8_lossy(&ended.stderr)), (Some(0), "".into()));
    Ok(())
}

#[test]
fn another_machines_tree_is_watched_and_nothing_in_it_is_run() -> Result<()> {
    let mac = FakeMac::new(Chip::Arm64);
    let scratch = Scratch::new();
    let sandbar = Sandbar::at(&scratch.path("Users/tester"))?;
    let root = mac.root().to_string_lossy().into_owned();
    let words = ["watch", "--json", "--root", &root, "--os", "macos", "--user", "robin", "--in", "/Users/robin/code"];
    let watcher = Watcher::start(&mut sandbar.command(&words))?;
    assert_eq!(watcher.event()?["event"], "ready");
    make_project(&mac.root().join("Users/robin/code/fresh"))?;
    assert_eq!(watcher.event_called("project_found")?["path"], "/Users/robin/code/fresh");
    assert_eq!(watcher.signal("INT")?.0, Some(130));
    assert!(!mac.was_run());
    Ok(())
}
