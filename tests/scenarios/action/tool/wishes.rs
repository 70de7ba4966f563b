//! Each wish with each pipx: seen by pipx itself, run, and undone to the same files.

use std::fs;
use std::os::unix::fs::symlink;
use std::process::Command;

use sandbar_tests::manifest::differences;
use sandbar_tests::prefix::Prefix;
use sandbar_tests::wheel::{self, Said};

use super::{NEWEST, PIPXES, Toolbox};

fn through(requirement: &str) {
    let Some(toolbox) = Toolbox::with_pipx(requirement) else { return };
    toolbox.offers("greet", "1.0", Said::default());
    let before = toolbox.manifest();

    let answer = toolbox.done(&["do", "--yes", "tool", "add", "greet"]);
    assert_eq!(toolbox.says("greet"), "greet 1.0");
    let listed = toolbox.pipx(&["list"]);
    assert!(String::from_utf8_lossy(&listed.stdout).contains("package greet 1.0"), "{listed:?}");
    let checks = answer["job"]["checks"].to_string();
    assert!(checks.contains("with the commands `greet`") && checks.contains("is now `greet`"), "{checks}");
    let (again, better) = toolbox.refused(&["do", "--yes", "tool", "add", "Greet"]);
    assert!(again.contains("already, in version 1.0"), "{again}");
    assert_eq!(better, serde_json::json!([["tool", "upgrade", "greet"]]));
    toolbox.done(&["undo", "--yes"]);
    toolbox.is_as(&before, "added and undone");

    toolbox.done(&["do", "--yes", "tool", "add", "greet"]);
    let added = toolbox.manifest();
    toolbox.offers("greet", "2.0", Said::default());
    toolbox.done(&["do", "--yes", "tool", "upgrade", "greet"]);
    assert_eq!(toolbox.says("greet"), "greet 2.0");
    toolbox.done(&["undo", "--yes"]);
    assert_eq!(toolbox.says("greet"), "greet 1.0");
    toolbox.is_as(&added, "upgraded and undone");

    toolbox.done(&["do", "--yes", "tool", "remove", "greet"]);
    assert!(!toolbox.bin().join("greet").exists());
    assert!(!String::from_utf8_lossy(&toolbox.pipx(&["list"]).stdout).contains("greet"));
    toolbox.done(&["undo", "--yes"]);
    assert_eq!(toolbox.says("greet"), "greet 1.0");
    toolbox.is_as(&added, "removed and undone");
    let listed = toolbox.pipx(&["list"]);
    assert!(String::from_utf8_lossy(&listed.stdout).contains("package greet 1.0"), "{listed:?}");
}

#[test]
fn a_tool_comes_goes_and_comes_back_with_debians_pipx() {
    through(PIPXES[0]);
}

#[test]
fn the_first_tool_of_an_old_pipx_is_found_where_that_one_keeps_it() {
    let Some((toolbox, program)) = Toolbox::found(PIPXES[0]) else { return };
    fs::create_dir_all(toolbox.bin()).unwrap();
    symlink(program, toolbox.bin().join("pipx")).unwrap();
    toolbox.offers("greet", "1.0", Said::default());
    toolbox.done(&["do", "--yes", "tool", "add", "greet"]);
    assert_eq!(toolbox.says("greet"), "greet 1.0");
    assert!(toolbox.home().join(".local/pipx/venvs/greet").is_dir());
}

#[test]
fn a_tool_comes_goes_and_comes_back_with_an_old_pipx() {
    through(PIPXES[1]);
}

#[test]
fn a_tool_comes_goes_and_comes_back_with_another_pipx() {
    through(PIPXES[2]);
}

#[test]
fn a_tool_comes_goes_and_comes_back_with_the_newest_pipx() {
    through(NEWEST);
}

#[test]
fn a_tool_whose_python_is_gone_is_repaired() {
    for requirement in [PIPXES[0], PIPXES[1], NEWEST] {
        let Some(toolbox) = Toolbox::with_pipx(requirement) else { return };
        toolbox.offers("greet", "1.0", Said::default());
        let own = toolbox.bench.scratch.path("passing");
        let Some(python) = Prefix::of(toolbox.bench.newest().unwrap(), &own) else { return };
        let installed = toolbox.pipx(&["install", "--python", python.python().to_str().unwrap(), "greet"]);
        assert!(installed.status.success(), "{installed:?}");
        let (well, _) = toolbox.refused(&["do", "--yes", "tool", "repair", "greet"]);
        assert!(well.contains("nothing to repair"), "{well}");
        fs::rename(&own, toolbox.bench.scratch.path("passed")).unwrap();
        assert_eq!(toolbox.says("greet"), "");
        let (broken, better) = toolbox.refused(&["do", "--yes", "tool", "upgrade", "greet"]);
        assert!(broken.contains("does not run"), "{broken}");
        assert_eq!(better, serde_json::json!([["tool", "repair", "greet"]]));

        let before = toolbox.manifest();
        let answer = toolbox.done(&["do", "--yes", "tool", "repair", "greet"]);
        assert_eq!(toolbox.says("greet"), "greet 1.0", "{requirement}: {answer:#}");
        toolbox.done(&["undo", "--yes"]);
        toolbox.is_as(&before, requirement);
    }
}

#[test]
fn what_is_no_tool_is_told_from_one() {
    let Some(toolbox) = Toolbox::with_pipx(NEWEST) else { return };
    let library = |name, said| wheel::put_library(&toolbox.wheels, name, "1.0", said, &toolbox.python).unwrap();
    library("plainly", Said::default());
    toolbox.offers("greet", "1.0", Said::default());
    library("bundle", Said { needs: &["greet"], ..Said::default() });
    let before = toolbox.manifest();
    let (message, hint) = toolbox.failed(&["do", "--yes", "tool", "add", "plainly"]);
    assert!(message.contains("`plainly` has no commands of its own: it is a library"), "{message}");
    assert!(hint.contains("sandbox"), "{hint}");
    toolbox.is_as(&before, "a library");
    let (message, _) = toolbox.failed(&["do", "--yes", "tool", "add", "nothing-of-that-name"]);
    assert!(message.contains("nothing-of-that-name"), "{message}");
    toolbox.is_as(&before, "no such package");

    // It has none of its own; with `--include-deps` those of what it needs count.
    let (_, answer) = toolbox.run(&["do", "--yes", "tool", "add", "bundle"]);
    let better = ["tool", "add", "bundle", "--include-deps"];
    assert_eq!(answer["job"]["failure"]["better"], serde_json::json!([better]), "{answer:#}");
    toolbox.is_as(&before, "without its dependencies' commands");
    toolbox.done(&[&["do", "--yes"][..], &better].concat());
    assert_eq!(toolbox.says("greet"), "greet 1.0");
    toolbox.done(&["undo", "--yes"]);
    toolbox.is_as(&before, "with them, and undone");
}

#[test]
fn a_second_installation_beside_the_first_is_a_tool_of_its_own() {
    let Some(toolbox) = Toolbox::with_pipx(NEWEST) else { return };
    toolbox.offers("greet", "1.0", Said::default());
    toolbox.done(&["do", "--yes", "tool", "add", "greet"]);
    let before = toolbox.manifest();
    let installed = toolbox.pipx(&["install", "--suffix=@1", "greet"]);
    assert!(installed.status.success(), "{installed:?}");
    let both = toolbox.manifest();
    toolbox.offers("greet", "2.0", Said::default());
    let answer = toolbox.done(&["do", "--yes", "tool", "upgrade", "greet@1"]);
    assert_eq!((toolbox.says("greet"), toolbox.says("greet@1")), ("greet 1.0".to_owned(), "greet 2.0".to_owned()));
    assert!(answer["job"]["checks"].to_string().contains("is now `greet@1`"), "{answer:#}");
    toolbox.done(&["undo", "--yes"]);
    toolbox.is_as(&both, "upgraded and undone");
    toolbox.done(&["do", "--yes", "tool", "remove", "greet@1"]);
    let left = differences(&before, &toolbox.manifest());
    assert!(left.iter().all(|one| one.contains("/.greet@1.lock")), "but for pipx's own lock: {left:?}");
}

#[test]
fn a_command_whose_name_is_somebody_elses_is_told_and_theirs_stays() {
    let Some(toolbox) = Toolbox::with_pipx(NEWEST) else { return };
    toolbox.offers("greet", "1.0", Said::default());
    fs::write(toolbox.bin().join("greet"), "#!/bin/sh\necho mine\n").unwrap();
    Command::new("chmod").arg("755").arg(toolbox.bin().join("greet")).status().unwrap();
    let before = toolbox.manifest();
    let (code, answer) = toolbox.run(&["do", "--yes", "tool", "add", "greet"]);
    assert_eq!(code, 1, "{answer:#}");
    assert!(answer["job"]["checks"].to_string().contains("another file has the name"), "{answer:#}");
    assert_eq!(toolbox.says("greet"), "mine");
    toolbox.is_as(&before, "taken");
}
