//! Plans for machines that are only looked at: a Mac's, and a Debian's that lacks a part.

use std::fs;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::Path;

use sandbar_tests::fake_mac::{Chip, FakeMac};
use serde_json::Value;
use tempfile::TempDir;

use super::{Bench, text};

fn asked(bench: &Bench, root: &Path, system: &str, words: &[&str]) -> (i32, Value) {
    bench.json(&[&["--root", &text(root), "--os", system, "--user", "tester", "do"], words].concat())
}

#[test]
fn on_a_mac_the_sandbox_stands_on_what_survives_an_upgrade() {
    let bench = Bench::new();
    for chip in [Chip::Arm64, Chip::Intel] {
        let mac = FakeMac::new(chip);
        let project = "/Users/tester/projects/new idea";
        mac.folder(project);
        let create = ["--dry-run", "venv", "create", project];
        let homebrews = [&create[..], &["--python", "3.14"]].concat();
        let (code, answer) = asked(&bench, &mac.root(), "macos", &homebrews);
        assert_eq!(code, 0, "{answer:#}");
        let argv: Vec<String> = serde_json::from_value(answer["plan"]["steps"][0]["argv"].clone()).unwrap();
        assert!(argv[0].starts_with(&format!("{}/opt/python@3.", mac.prefix())), "{argv:?}");
        assert_eq!(argv.last().unwrap(), &format!("{project}/.venv"));
        assert!(!answer.to_string().contains(&text(&mac.root())), "{answer:#}");

        // Apple's and conda's are taken only when they are named.
        let named = [&create[..], &["--python", "/usr/bin/python3"]].concat();
        let (code, apples) = asked(&bench, &mac.root(), "macos", &named);
        assert_eq!(code, 0, "{apples:#}");
        let python = apples["plan"]["steps"][0]["argv"][0].as_str().unwrap();
        assert_ne!(python, "/usr/bin/python3", "the name that opens Apple's dialog");

        let (code, run) = asked(&bench, &mac.root(), "macos", &[&["--yes"], &create[1..]].concat());
        assert_eq!((code, &run["error"]["code"]), (1, &Value::from("not_live")), "{run:#}");
        assert!(!mac.was_run());
    }
}

/// A Debian as it is before `apt install python3-venv`.
fn debian() -> TempDir {
    let root = tempfile::tempdir().unwrap();
    let file = |path: &str, content: &str| {
        let path = root.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    };
    file("etc/os-release", "PRETTY_NAME=\"Debian GNU/Linux 13 (trixie)\"\nID=debian\n");
    file("usr/bin/python3.13", "\u{7f}ELF");
    fs::set_permissions(root.path().join("usr/bin/python3.13"), fs::Permissions::from_mode(0o755)).unwrap();
    symlink("python3.13", root.path().join("usr/bin/python3")).unwrap();
    symlink("usr/bin", root.path().join("bin")).unwrap();
    file("usr/lib/python3.13/os.py", "");
    file("usr/lib/python3.13/venv/__init__.py", "");
    file("var/lib/dpkg/status", "Package: python3.13-minimal\nStatus: install ok installed\nVersion: 3.13.5-2\n\n");
    fs::create_dir_all(root.path().join("home/tester/project")).unwrap();
    root
}

#[test]
fn debians_missing_part_is_explained_and_never_installed_by_us() {
    let bench = Bench::new();
    let root = debian();
    let create = ["--dry-run", "venv", "create", "/home/tester/project"];
    let (code, refused) = asked(&bench, root.path(), "linux", &create);
    assert_eq!(code, 3, "{refused:#}");
    let reason = refused["refused"]["reason"].as_str().unwrap();
    assert!(reason.contains("sudo apt install python3.13-venv"), "{reason}");

    // With the part, and with pip's wheel where Debian keeps it, there is a plan.
    for (path, is_enough) in [
        ("usr/lib/python3.13/ensurepip/__init__.py", false),
        ("usr/share/python-wheels/pip-25.1-py3-none-any.whl", true),
    ] {
        let path = root.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, "").unwrap();
        let (code, answer) = asked(&bench, root.path(), "linux", &create);
        assert_eq!(code, if is_enough { 0 } else { 3 }, "{answer:#}");
    }
}
