//! Projects that another tool looks after: changed through it, on the sandbox that Sandbar knows, and undone with its files.

use std::fs;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::Path;
use std::process::Command;

use sandbar_tests::manifest::{differences, manifest};
use sandbar_tests::registry;
use serde_json::Value;

use super::{Shop, text, write};

#[test]
fn what_another_tool_looks_after_is_left_to_it() {
    let Some(shop) = Shop::new() else { return };
    for (file, content, command) in [
        ("uv.lock", "version = 1\n", "uv add tidepools"),
        ("poetry.lock", "", "poetry add tidepools"),
        ("pyproject.toml", "[tool.poetry]\nname = \"x\"\n", "poetry add tidepools"),
        ("Pipfile", "", "pipenv install tidepools"),
        ("pixi.toml", "[workspace]\n", "pixi add --pypi tidepools"),
    ] {
        write(&shop.project, file, content);
        let (reason, better) = shop.refusal("add", &["tidepools"]);
        assert!(reason.contains(&format!("`{command}`")), "{file}: {reason}");
        assert!(better.is_empty(), "{better:?}");
        fs::remove_file(shop.project.join(file)).unwrap();
    }
    // A pyproject.toml alone is nobody's.
    write(&shop.project, "pyproject.toml", "[project]\nname = \"x\"\nversion = \"1\"\n");
    shop.done("add", &["tidepools"]);
}

/// As [`Shop::wish`], with the folder of a program more on PATH.
fn wish(shop: &Shop, bin: &Path, verb: &str, rest: &[&str]) -> Value {
    let project = text(&shop.project);
    let words = [&["do", "--yes", "--json", "--no-shell", verb, &project], rest].concat();
    let mut command = shop.bench.sandbar.command(&words);
    let ran = command.env("PATH", format!("{}:/usr/bin:/bin", text(bin))).output().unwrap();
    serde_json::from_slice(&ran.stdout).unwrap_or_else(|_| panic!("{ran:?}"))
}

#[test]
fn an_owner_that_is_here_does_it_and_its_files_come_back() {
    let Some(shop) = Shop::new() else { return };
    // A stand-in for poetry: it writes its lock file, and lets the pip of the environment that is on install.
    let bin = shop.bench.scratch.path("Users/tester/bin");
    let script = format!(
        "#!/bin/sh\ntest \"$1\" = add || exit 2\necho \"$2\" >> poetry.lock\n\
         exec \"$VIRTUAL_ENV/bin/python\" -m pip install -q -i {} \"$2\"\n",
        shop.index.url()
    );
    shop.bench.scratch.file(bin.join("poetry"), script);
    fs::set_permissions(bin.join("poetry"), fs::Permissions::from_mode(0o755)).unwrap();
    write(&shop.project, "poetry.lock", "# theirs\n");
    let before = manifest(&shop.project);
    let answer = wish(&shop, &bin, "add", &["quayside"]);
    assert_eq!(answer["job"]["outcome"], "done", "{answer:#}");
    assert_eq!(fs::read_to_string(shop.project.join("poetry.lock")).unwrap(), "# theirs\nquayside\n");
    shop.holds(&[("driftwood", "1.0"), ("quayside", "1.0")]);
    shop.undo_to(&answer, &before);

    // Without a sandbox it would make one that nobody knows of.
    fs::rename(shop.venv(), shop.bench.scratch.path("elsewhere")).unwrap();
    let answer = wish(&shop, &bin, "add", &["quayside"]);
    assert_eq!(answer["refused"]["better"][0][1], "create", "{answer:#}");
    assert_eq!(fs::read_to_string(shop.project.join("poetry.lock")).unwrap(), "# theirs\n");
}

/// Adds, upgrades and removes through the real `owner`, and undoes all of it.
fn through(owner: &str, lock: &str, files: impl Fn(&str) -> Vec<(&'static str, String)>) {
    let Some(shop) = Shop::new() else { return };
    let Some(program) = registry::tool(owner, shop.bench.newest().unwrap()) else { return };
    let served = shop.index.serve(usize::MAX).unwrap();
    for (file, content) in files(&served.url) {
        write(&shop.project, file, &content);
    }
    let bin = shop.bench.scratch.path("Users/tester/bin");
    fs::create_dir_all(&bin).unwrap();
    symlink(&program, bin.join(owner)).unwrap();
    if owner == "uv" {
        let python = shop.venv().join("bin/python");
        let mut locked = Command::new(&program);
        locked.arg("lock").arg("--python").arg(python).current_dir(&shop.project);
        assert!(locked.output().unwrap().status.success());
    }
    let locked = || fs::read_to_string(shop.project.join(lock)).unwrap_or_default();
    let before = manifest(&shop.project);
    let done = |verb: &str, rest: &[&str]| {
        let answer = wish(&shop, &bin, verb, rest);
        assert_eq!(answer["job"]["outcome"], "done", "{owner} {verb} {rest:?}: {answer:#}");
    };
    done("add", &["quayside"]);
    shop.holds(&[("driftwood", "1.0"), ("quayside", "1.0")]);
    assert!(locked().contains("quayside") && locked().contains("driftwood"), "{}", locked());
    // Nothing is newer: where that was found out without a change, it does not stand in the way of an undo.
    done("upgrade", &["quayside"]);
    done("remove", &["quayside"]);
    assert!(!shop.listed().contains_key("quayside"));
    assert!(!locked().contains("quayside"), "{}", locked());
    for _ in 0..3 {
        if differences(&before, &manifest(&shop.project)).is_empty() {
            return;
        }
        let (code, undone) = shop.bench.json(&["undo", "--yes"]);
        assert_eq!(code, 0, "{undone:#}");
    }
    assert_eq!(differences(&before, &manifest(&shop.project)), Vec::<String>::new());
}

const PROJECT: &str =
    "[project]\nname = \"shop\"\nversion = \"1\"\nrequires-python = \">=3.9\"\ndependencies = []  # none\n";

#[test]
fn uv_keeps_its_lock_file_true() {
    through("uv", "uv.lock", |index| {
        vec![("pyproject.toml", format!("{PROJECT}[[tool.uv.index]]\nurl = \"{index}\"\ndefault = true\n"))]
    });
}

#[test]
fn poetry_keeps_its_lock_file_true() {
    through("poetry", "poetry.lock", |index| {
        let source = "[[tool.poetry.source]]\nname = \"made\"\npriority = \"primary\"";
        vec![("pyproject.toml", format!("{PROJECT}[tool.poetry]\npackage-mode = false\n{source}\nurl = \"{index}\"\n"))]
    });
}

#[test]
fn pipenv_keeps_its_lock_file_true() {
    through("pipenv", "Pipfile.lock", |index| {
        let source = format!("[[source]]\nurl = \"{index}\"\nverify_ssl = false\nname = \"made\"\n");
        vec![("Pipfile", format!("{source}\n[packages]\n"))]
    });
}
