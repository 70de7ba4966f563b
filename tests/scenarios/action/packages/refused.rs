//! What is refused, each with its reason and what would be better, and that a refusal changes nothing.

use std::fs;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::process::Command;

use sandbar_tests::program::built;
use serde_json::Value;

use super::{Shop, text, write};

#[test]
fn a_hostile_name_is_refused_before_anything_is_run() {
    let Some(shop) = Shop::new() else { return };
    let long = "x".repeat(10_000);
    let hostile = [
        "--index-url=x",
        "-e",
        "--pre",
        ";rm",
        "a b",
        "a;b",
        "../x",
        "/etc/passwd",
        "~/x",
        "x/y",
        "x.whl",
        "$(id)",
        "`id`",
        "git+https://example.org/x.git",
        "x @ https://example.org/x",
        "x\ny",
        "\u{1b}[2J",
        "a\u{202e}b",
        "",
        "numpy=1.26",
        long.as_str(),
    ];
    // An option of Sandbar's own is one, and everything behind `--` is a name. All verbs read names alike.
    let some = ["--index-url=x", "-e", ";rm", "a b"];
    let behind = hostile.iter().map(|name| ("add", vec!["--", *name]));
    let bare = some.iter().map(|name| ("add", vec![*name]));
    let others = ["remove", "upgrade"].into_iter().flat_map(|verb| some.map(|name| (verb, vec!["--", name])));
    for (verb, words) in behind.chain(bare).chain(others) {
        let (reason, _) = shop.refusal(verb, &words);
        assert!(reason.len() < 300, "{reason}");
        assert!(!reason.chars().any(|c| c.is_control() || c == '\u{202e}'), "{reason:?}");
    }
    assert!(shop.refusal("add", &["--index-url=http://127.0.0.1:1/", "tidepools"]).0.contains("is an option"));
    assert!(shop.refusal("add", &["-e", "."]).0.contains("is an option"));
    shop.holds(&[]);
}

#[test]
fn a_name_that_is_probably_another_is_asked_about_first() {
    let Some(shop) = Shop::new() else { return };
    let project = text(&shop.project);
    for (typed, meant) in [
        ("sklearn", "scikit-learn"),
        ("cv2", "opencv-python"),
        ("reqeusts>=2", "requests>=2"),
        ("python3-requests", "requests"),
    ] {
        let (reason, better) = shop.refusal("add", &[typed]);
        assert_eq!(better, [["add", &project, meant].map(str::to_owned).to_vec()], "{reason}");
    }
    for typed in ["json", "venv"] {
        assert_eq!(shop.refusal("add", &[typed]).1, Vec::<Vec<String>>::new(), "{typed}");
    }
    // What the project's own list names is meant.
    write(&shop.project, "requirements.txt", "reqeusts\n");
    let (code, answer) = shop.wish("add", &["reqeusts"]);
    let said = answer.to_string();
    assert!(code != 0 && !said.contains("slip of the finger"), "{answer:#}");
}

#[test]
fn a_sandbox_that_does_not_work_is_repaired_first() {
    let Some(shop) = Shop::new() else { return };
    let venv = shop.venv();
    let better = |expected: &str| {
        for (verb, rest) in [("add", &["tidepools"][..]), ("remove", &["tidepools"]), ("upgrade", &[])] {
            let (reason, better) = shop.refusal(verb, rest);
            assert_eq!(
                better.first().map(|words| words.join(" ")),
                Some(format!("{expected} {}", text(&shop.project))),
                "{reason}"
            );
        }
    };
    // No pip.
    let site = shop.site();
    fs::rename(site.join("pip"), site.join("gone")).unwrap();
    better("venv repair");
    fs::rename(site.join("gone"), site.join("pip")).unwrap();
    // A Python that nobody knows: it must not be run.
    let python = venv.join("bin/python");
    let target = fs::read_link(&python).unwrap();
    fs::remove_file(&python).unwrap();
    fs::write(&python, "#!/bin/sh\n: > \"$(dirname \"$0\")/it-was-run\"\n").unwrap();
    fs::set_permissions(&python, fs::Permissions::from_mode(0o755)).unwrap();
    better("venv repair");
    assert!(!venv.join("bin/it-was-run").exists());
    fs::remove_file(&python).unwrap();
    // Broken.
    symlink("/nowhere/python3", &python).unwrap();
    better("venv repair");
    fs::remove_file(&python).unwrap();
    symlink(&target, &python).unwrap();
    // Moved.
    fs::rename(&venv, shop.project.join("venv")).unwrap();
    better("venv repair");
    // None.
    fs::rename(shop.project.join("venv"), shop.bench.scratch.path("elsewhere")).unwrap();
    better("venv create");
}

#[test]
fn what_is_not_there_is_not_removed_nor_listed() {
    let Some(shop) = Shop::new() else { return };
    assert!(shop.refusal("remove", &["tidepools"]).0.contains("is not in the sandbox"));
    assert!(shop.refusal("requirements", &[]).0.contains("says nowhere"));
    assert!(shop.refusal("upgrade", &[]).0.contains("nothing to upgrade"));
    assert!(shop.refusal("add", &["-r", "/nowhere/requirements.txt"]).0.contains("no requirements file"));
    let (code, answer) = shop.bench.json(&["do", "--yes", "add", "/nowhere", "six"]);
    assert_eq!(code, 3, "{answer:#}");
    assert!(answer["refused"]["reason"].as_str().unwrap().contains("no folder"), "{answer:#}");
}

#[test]
fn a_sandbox_of_somebody_elses_is_left_alone() {
    let Some(shop) = Shop::new() else { return };
    for open in ["", "Users", "Users/tester", "Users/tester/projects"] {
        fs::set_permissions(shop.bench.scratch.path(open), fs::Permissions::from_mode(0o755)).unwrap();
    }
    let program = shop.bench.scratch.path("sandbar");
    fs::copy(built("sandbar").unwrap(), &program).unwrap();
    let words = ["do", "--yes", "--json", "--no-shell", "add", &text(&shop.project), "tidepools"];
    let data = shop.bench.scratch.path("Users/tester/sandbar-data");
    for open in [data.clone(), data.join("settings.json")] {
        let _ = fs::set_permissions(open, fs::Permissions::from_mode(0o777));
    }
    let nobody = Command::new("setpriv")
        .args(["--reuid=65534", "--regid=65534", "--clear-groups", "--"])
        .arg(&program)
        .args(words)
        .env("HOME", "/nonexistent")
        .env("SANDBAR_DATA", &data)
        .output();
    let Some(ran) = nobody.ok().filter(|ran| ran.status.code() != Some(127) && !ran.stdout.is_empty()) else {
        println!("SKIPPED: this account can't act as another one");
        return;
    };
    let answer: Value = serde_json::from_slice(&ran.stdout).unwrap();
    assert_eq!(ran.status.code(), Some(3), "{answer:#}");
    // Another account may not even see the Python it stands on.
    let reason = answer["refused"]["reason"].as_str().unwrap_or_else(|| panic!("{answer:#}"));
    let reasons = ["may not write", "no Python that Sandbar knows", "does not work"];
    assert!(reasons.iter().any(|one| reason.contains(one)), "{reason}");
    shop.holds(&[]);
}
