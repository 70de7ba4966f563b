//! What pip overwrites, wherever it lies: said beforehand, and back byte for byte once it is undone.

use std::fs;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::process::Stdio;

use sandbar_tests::wheel;

use super::super::{signal, until};
use super::{Glass, effects, same};

/// A guarded Python with a command of somebody's own, a package with a shared module, and a wheel that overwrites both.
fn clashing() -> Option<Glass> {
    let glass = Glass::new()?;
    let python = glass.guarded.python();
    let other = [("other.py", ""), ("shared/__init__.py", "# other's\n"), ("shared/other.py", "")];
    wheel::put_files(&glass.wheels, "other", &other, &python).unwrap();
    let clash = [
        ("clash.py", "def main():\n    pass\n"),
        ("shared/__init__.py", "# clash's\n"),
        ("clash-1.0.dist-info/entry_points.txt", "[console_scripts]\nmine = clash:main\n"),
        ("clash-1.0.data/scripts/tool.sh", "#!/bin/sh\n"),
        ("clash-1.0.data/data/share/man/clash.1", "a manual"),
        ("clash-1.0.data/data/share/ours.txt", "clash's\n"),
    ];
    wheel::put_files(&glass.wheels, "clash", &clash, &python).unwrap();
    glass.guarded.break_into(&glass.wheels, &["other"]);
    for name in ["mine", "tool.sh"] {
        let own = glass.guarded.scripts().join(name);
        fs::write(&own, "#!/bin/sh\necho mine\n").unwrap();
        fs::set_permissions(&own, fs::Permissions::from_mode(0o750)).unwrap();
    }
    fs::create_dir(glass.guarded.folder().join("share")).unwrap();
    fs::write(glass.guarded.folder().join("share/ours.txt"), "somebody's\n").unwrap();
    Some(glass)
}

#[test]
fn files_of_others_are_named_beforehand_and_come_back() {
    let Some(glass) = clashing() else { return };
    let before = glass.manifest();
    let (code, done) = glass.breaking(&["--yes"], &["clash"]);
    assert_eq!(code, 0, "{done:#}");
    let said = effects(&done);
    for part in ["`mine` and `tool.sh`", "though it belongs to `other`", "shared/__init__.py", "bin/mine", "ours.txt"] {
        assert!(said.contains(part), "{part}: {said}");
    }
    let mine = fs::read_to_string(glass.guarded.scripts().join("mine")).unwrap();
    assert!(mine.contains("clash"), "{mine}");
    let (code, undone) = glass.run(&["undo", "--yes"]);
    assert_eq!(code, 0, "{undone:#}");
    same(&before, &glass.manifest());
}

#[test]
fn taken_out_and_brought_back_with_what_lies_beside_its_modules() {
    let Some(glass) = clashing() else { return };
    glass.guarded.break_into(&glass.wheels, &["clash"]);
    let before = glass.manifest();
    let python = glass.guarded.python();
    let (code, done) = glass.run(&["do", "--yes", "take-out", "--python", python.to_str().unwrap(), "clash"]);
    assert_eq!(code, 0, "{done:#}");
    assert!(!glass.guarded.folder().join("share/man").exists());
    let (code, undone) = glass.run(&["undo", "--yes"]);
    assert_eq!(code, 0, "{undone:#}");
    same(&before, &glass.manifest());
}

#[test]
fn killed_while_it_overwrites_nothing_of_anybodys_is_lost() {
    let Some(glass) = clashing() else { return };
    let before = glass.manifest();
    let python = glass.guarded.python();
    let words = ["do", "--yes", "break-glass", "--python", python.to_str().unwrap(), "clash"];
    let mut child = glass.command(&words).stdout(Stdio::null()).spawn().unwrap();
    let shared = glass.guarded.site().join("shared/__init__.py");
    let is_clashs = || fs::read_to_string(&shared).is_ok_and(|text| text.contains("clash"));
    assert!(until(|| is_clashs() || child.try_wait().unwrap().is_some()));
    signal("KILL", child.id());
    child.wait().unwrap();
    assert!(until(|| super::super::interrupted::at_work(glass.guarded.folder()).is_empty()));
    let (code, undone) = glass.run(&["undo", "--yes"]);
    assert_eq!(code, 0, "{undone:#}");
    same(&before, &glass.manifest());
}

#[test]
fn a_command_that_homebrew_has_linked_is_not_overwritten() {
    let Some(glass) = clashing() else { return };
    let keg = glass.guarded.folder().join("Cellar/mine/1.0/bin");
    fs::create_dir_all(&keg).unwrap();
    fs::rename(glass.guarded.scripts().join("mine"), keg.join("mine")).unwrap();
    symlink("../Cellar/mine/1.0/bin/mine", glass.guarded.scripts().join("mine")).unwrap();
    let before = glass.manifest();
    let (code, refused) = glass.breaking(&["--yes"], &["clash"]);
    assert_eq!(code, 3, "{refused:#}");
    let reason = refused["refused"]["reason"].as_str().unwrap();
    assert!(reason.contains("bin/mine` belongs to"), "{reason}");
    same(&before, &glass.manifest());
}

#[test]
fn nothing_comes_into_a_folder_that_homebrew_has_linked() {
    let Some(glass) = clashing() else { return };
    let keg = glass.guarded.folder().join("Cellar/mine/1.0/share/man");
    fs::create_dir_all(&keg).unwrap();
    symlink("../Cellar/mine/1.0/share/man", glass.guarded.folder().join("share/man")).unwrap();
    let before = glass.manifest();
    let (code, refused) = glass.breaking(&["--yes"], &["clash"]);
    assert_eq!(code, 3, "{refused:#}");
    let reason = refused["refused"]["reason"].as_str().unwrap();
    assert!(reason.contains("share/man/clash.1` belongs to"), "{reason}");
    same(&before, &glass.manifest());
}
