//! `pipx setup` where there is neither pipx nor Homebrew: what is shown is what is added, a new terminal finds it, and an
//! undo leaves no trace.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::sync::Arc;

use sandbar_engine::job::Jobs;
use sandbar_engine::machine::Machine;
use sandbar_engine::model::Outcome;
use sandbar_engine::wish::Wish;
use sandbar_tests::manifest::differences;
use sandbar_tests::program;
use sandbar_tests::wheel::Said;
use serde_json::Value;
use tokio::sync::broadcast;

use super::super::together::{looked, order};
use super::{Toolbox, answered};

/// What stands in the home's start-up files.
fn start_up(toolbox: &Toolbox) -> BTreeMap<String, String> {
    let names = [".bashrc", ".bash_profile", ".bash_login", ".profile", ".zshrc", ".zprofile"];
    let read = |name: &str| Some((name.to_owned(), fs::read_to_string(toolbox.home().join(name)).ok()?));
    names.into_iter().filter_map(read).collect()
}

/// As from a terminal that does not find pipx's commands.
fn asked(toolbox: &Toolbox, words: &[&str]) -> (i32, Value) {
    answered(toolbox.command(words).env("PATH", "/usr/bin:/bin"))
}

/// What a new terminal runs for `pipx`.
fn in_a_new_terminal(toolbox: &Toolbox, words: &str) -> String {
    let mut command = Command::new("/bin/bash");
    command.args(["-l", "-c", words]).env_clear().env("HOME", toolbox.home()).env("PATH", "/usr/bin:/bin");
    let ran = command.output().unwrap();
    String::from_utf8_lossy(&ran.stdout).trim().to_owned()
}

fn set_up(files: &[(&str, &str)]) {
    let Some(toolbox) = Toolbox::new("pipx") else { return };
    if Machine::this().shell.is_none_or(|shell| !shell.ends_with("bash")) {
        println!("SKIPPED: 1 test of `pipx setup`: the login shell here is not bash");
        return;
    }
    for (name, text) in files {
        fs::write(toolbox.home().join(name), text).unwrap();
    }
    let (before, texts) = (toolbox.manifest(), start_up(&toolbox));
    let (code, shown) = asked(&toolbox, &["do", "--dry-run", "pipx", "setup"]);
    assert_eq!(code, 0, "{shown:#}");
    assert_eq!(differences(&before, &toolbox.manifest()), Vec::<String>::new(), "a plan changes nothing");

    let (code, answer) = asked(&toolbox, &["do", "--yes", "pipx", "setup"]);
    assert_eq!((code, &answer["job"]["outcome"]), (0, &Value::from("done")), "{answer:#}");
    assert_eq!(answer["plan"]["effects"], shown["plan"]["effects"], "what is shown is what is run");
    let checks = answer["job"]["checks"].to_string();
    assert!(checks.contains("A new terminal finds the commands in `~/.local/bin`"), "{checks}");
    assert_eq!(in_a_new_terminal(&toolbox, "command -v pipx"), toolbox.bin().join("pipx").to_str().unwrap());
    assert!(in_a_new_terminal(&toolbox, "pipx --version").starts_with(|first: char| first.is_ascii_digit()));

    // The lines that were announced are the ones that came, in the files that were announced.
    let effects: Vec<String> = serde_json::from_value(shown["plan"]["effects"].clone()).unwrap();
    let announced = effects.iter().find(|effect| effect.contains("a line at the end")).unwrap();
    let line = announced.rsplit('`').nth(1).unwrap();
    for (name, now) in start_up(&toolbox) {
        let was = texts.get(&name).map(String::as_str).unwrap_or_default();
        let is_announced = announced.contains(&format!("`~/{name}`"));
        assert_eq!(is_announced, now != was, "{name}: {announced}");
        if is_announced {
            assert!(now.starts_with(was), "{name} keeps what it had");
            let added: Vec<&str> = now[was.len()..].lines().filter(|line| !line.trim().is_empty()).collect();
            assert!(added.len() == 2 && added[0].starts_with('#') && added[1] == line, "{name}: {added:?}, not {line}");
        }
    }

    // It is there, and works; what it then does is its own, and survives the undo of its being set up.
    let (reason, _) = toolbox.refused(&["do", "--yes", "pipx", "setup"]);
    assert!(reason.contains("nothing to set up"), "{reason}");
    let after = toolbox.manifest();
    toolbox.offers("greet", "1.0", Said::default());
    toolbox.done(&["do", "--yes", "tool", "add", "greet"]);
    assert_eq!(in_a_new_terminal(&toolbox, "greet"), "greet 1.0");
    toolbox.done(&["undo", "--yes"]);
    let left = differences(&after, &toolbox.manifest());
    let shared = |one: &String| one.contains("/shared") || one.contains(".shared.lock");
    assert!(left.iter().all(shared), "{left:#?}");

    // What pipx keeps for all tools goes with the last of them by hand; then the undo leaves nothing.
    let shared = toolbox.home().join(".local/share/pipx");
    fs::remove_dir_all(shared.join("shared")).unwrap();
    let _ = fs::remove_file(shared.join(".shared.lock"));
    let _ = fs::remove_dir(shared.join("trash"));
    for log in fs::read_dir(toolbox.home().join(".local/state/pipx/log")).unwrap().flatten() {
        fs::remove_file(log.path()).unwrap();
    }
    toolbox.done(&["undo", "--yes"]);
    toolbox.is_as(&before, "set up and undone");
    assert_eq!(start_up(&toolbox), texts);
    let (code, _) = asked(&toolbox, &["do", "--dry-run", "pipx", "setup"]);
    assert_eq!(code, 0);
}

/// What stands in these files of the home; nothing in one that is not there.
fn read(toolbox: &Toolbox, files: &[&str]) -> Vec<String> {
    files.iter().map(|name| fs::read_to_string(toolbox.home().join(name)).unwrap_or_default()).collect()
}

/// A machine of somebody whose login shell is `name`; `None`, and that was said, where there is no such shell.
fn whose_shell_is(toolbox: &Toolbox, name: &str) -> Option<Machine> {
    let shell = ["/bin", "/usr/bin"].map(|folder| PathBuf::from(folder).join(name)).into_iter().find(|it| it.is_file());
    if shell.is_none() {
        println!("SKIPPED: 1 test of `pipx setup`: this machine has no {name}");
    }
    let mut machine = toolbox.bench.scratch.machine();
    machine.shell = Some(shell?);
    machine.program = Some(program::built("print_environment").unwrap());
    let index = format!("file://{}", toolbox.bench.scratch.path("empty%20index").display());
    let variables = [("PATH", "/usr/bin:/bin"), ("PIP_INDEX_URL", &index)];
    machine.env.extend(variables.map(|(name, value)| (name.into(), value.into())));
    machine.env.insert("PIP_FIND_LINKS".into(), toolbox.wheels.clone().into());
    Some(machine)
}

#[tokio::test]
async fn each_shell_finds_it_in_a_new_terminal_and_has_its_files_back_afterwards() {
    for (shell, files) in [
        ("bash", &[".bashrc", ".bash_profile"][..]),
        ("zsh", &[".zshrc", ".zprofile"][..]),
        ("fish", &[".config/fish/config.fish"][..]),
    ] {
        let Some(toolbox) = Toolbox::new("pipx") else { return };
        let Some(machine) = whose_shell_is(&toolbox, shell) else { continue };
        let program = machine.shell.clone().unwrap();
        let new_terminal = |words: &str| {
            let mut command = Command::new(&program);
            command.args(["-l", "-c", words]).env_clear().env("HOME", toolbox.home()).env("PATH", "/usr/bin:/bin");
            String::from_utf8_lossy(&command.output().unwrap().stdout).trim().to_owned()
        };
        // fish makes files of its own when it first starts.
        new_terminal("true");
        let (before, texts) = (toolbox.manifest(), read(&toolbox, files));
        let (machine, snapshot) = looked(machine);
        let (sender, _) = broadcast::channel(1024);
        let jobs = Jobs::new(Arc::clone(&machine), Some(machine.home.join("sandbar-data")), sender);
        let order = order(&machine, snapshot, Wish::PipxSetup);
        let announced = order.plan.effects.iter().find(|effect| effect.contains("a line at the end")).unwrap().clone();
        assert!(files.iter().all(|file| announced.contains(&format!("`~/{file}`"))), "{shell}: {announced}");
        let id = jobs.start(order, machine.now()).unwrap();
        let ended = jobs.finished(&id).await.unwrap();
        assert_eq!(ended.outcome, Some(Outcome::Done), "{shell}: {:?} {:#?}", ended.failure, ended.output);

        assert_eq!(new_terminal("command -v pipx"), toolbox.bin().join("pipx").to_str().unwrap(), "{shell}");
        let line = announced.rsplit('`').nth(1).unwrap();
        assert!(read(&toolbox, files).iter().all(|text| text.ends_with(&format!("\n{line}\n"))), "{shell}: {line}");
        toolbox.done(&["undo", "--yes", &id.0]);
        assert_eq!(read(&toolbox, files), texts, "{shell}");
        // What a shell notes for itself when it starts is none of the job's.
        let left = differences(&before, &toolbox.manifest());
        let shells_own = |one: &String| one.contains(".local/share/fish") || one.contains(".config/fish");
        assert!(left.iter().all(|one| shells_own(one) && shell == "fish"), "{shell}: {left:#?}");
    }
}

#[test]
fn in_an_empty_home() {
    set_up(&[]);
}

#[test]
fn beside_what_somebody_has_written() {
    set_up(&[(".bashrc", "alias ll='ls -l'\n"), (".profile", "[ -f ~/.bashrc ] && . ~/.bashrc\n")]);
}

#[test]
fn a_link_of_somebody_elses_is_left_alone() {
    let Some(toolbox) = Toolbox::new("pipx") else { return };
    fs::create_dir_all(toolbox.bin()).unwrap();
    fs::write(toolbox.bin().join("pipx"), "mine").unwrap();
    let (reason, _) = toolbox.refused(&["do", "--yes", "pipx", "setup"]);
    assert!(reason.contains(".local/bin/pipx"), "{reason}");
    assert_eq!(fs::read_to_string(toolbox.bin().join("pipx")).unwrap(), "mine");
}
