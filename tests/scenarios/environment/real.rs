//! Environments made by the real Pythons of this machine, and by uv and virtualenv where an index answers.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt as _;
use std::process::Command;

use sandbar_engine::environment::inspect;
use sandbar_engine::model::{EnvironmentTool, Health};
use sandbar_tests::pythons::{make_venv, makers, real, run};
use sandbar_tests::scratch::Scratch;

use super::{health, look};

#[test]
fn every_python_of_this_machine_makes_an_environment_that_is_read_right() {
    let scratch = Scratch::new();
    let machine = scratch.machine();
    let pythons = real();
    for python in &pythons {
        let folder = scratch.path(format!("p/{}/.venv", python.id));
        if !make_venv(python, &folder, &["--without-pip"]) {
            continue;
        }
        let found = inspect(&machine, &folder, &pythons).unwrap();
        assert_eq!(found.health, Health::NoPip, "{:?}", found.reason);
        assert_eq!(found.version.as_deref(), Some(python.version.as_str()));
        assert_eq!(found.interpreter.as_ref(), Some(&python.id));
        assert_eq!((found.tool, found.has_pip, found.packages), (EnvironmentTool::Venv, false, Some(0)));
        assert_eq!(found.python.as_path(), folder.join("bin/python"));
    }
}

#[test]
fn pip_and_what_came_with_it_are_counted() {
    let scratch = Scratch::new();
    let machine = scratch.machine();
    let pythons = real();
    let oldest = pythons.iter().min_by_key(|python| python.minor());
    let newest = pythons.iter().max_by_key(|python| python.minor());
    let newest = newest.filter(|newest| oldest.is_none_or(|oldest| oldest.id != newest.id));
    for python in oldest.into_iter().chain(newest) {
        let folder = scratch.path(format!("a b/{}/env", python.id));
        if !make_venv(python, &folder, &[]) {
            continue;
        }
        assert_eq!(health(&machine, &folder).0, Health::Healthy);
        let found = look(&machine, &folder);
        let with_setuptools = python.minor() < Some((3, 12));
        assert_eq!((found.has_pip, found.packages), (true, Some(1 + u32::from(with_setuptools))), "{}", python.id);

        // pip's command alone is not pip.
        let (major, minor) = python.minor().unwrap();
        let site = folder.join(format!("lib/python{major}.{minor}/site-packages"));
        fs::rename(site.join("pip"), site.join("pop")).unwrap();
        assert_eq!(health(&machine, &folder), (Health::NoPip, "pip is only half installed in it".to_owned()));
    }
}

#[test]
fn a_move_is_seen_and_a_renamed_link_on_the_way_is_none() {
    let scratch = Scratch::new();
    let machine = scratch.machine();
    for python in real() {
        let at = |name: &str| scratch.path(format!("{}/{name}", python.id));
        fs::create_dir_all(at("really here")).unwrap();
        std::os::unix::fs::symlink("really here", at("by link")).unwrap();
        if !make_venv(&python, &at("by link/.venv"), &["--without-pip"]) {
            continue;
        }
        for way in ["by link/.venv", "really here/.venv"] {
            assert_eq!(health(&machine, &at(way)).0, Health::NoPip, "{} {way}", python.id);
        }
        fs::rename(at("by link"), at("by another link")).unwrap();
        let (found, reason) = health(&machine, &at("really here/.venv"));
        assert_eq!(found, Health::Moved, "its recorded place is gone: {}", python.id);
        assert!(reason.contains("by link/.venv"), "{reason}");

        fs::rename(at("by another link"), at("by link")).unwrap();
        fs::rename(at("really here/.venv"), at("really here/venv")).unwrap();
        assert_eq!(health(&machine, &at("really here/venv")).0, Health::Moved, "{}", python.id);
        // Another environment now stands where this one was made.
        assert!(make_venv(&python, &at("really here/.venv"), &["--without-pip"]));
        assert_eq!(health(&machine, &at("really here/venv")).0, Health::Moved, "{}", python.id);
        assert_eq!(health(&machine, &at("really here/.venv")).0, Health::NoPip, "{}", python.id);
    }
}

#[test]
fn names_of_all_kinds_are_environments_names() {
    let scratch = Scratch::new();
    let machine = scratch.machine();
    let Some(python) = real().pop() else { return };
    // Spaces, quotes, a name in NFD, and a dollar that no shell may expand.
    for name in ["my env", "it's", "ca\u{66}e\u{301}", "a$b", "say \"hi\""] {
        let folder = scratch.path("p").join(name);
        if make_venv(&python, &folder, &["--without-pip"]) {
            assert_eq!(health(&machine, &folder).0, Health::NoPip, "{name}");
            let moved = scratch.path("q").join(name);
            fs::create_dir_all(scratch.path("q")).unwrap();
            fs::rename(&folder, &moved).unwrap();
            assert_eq!(health(&machine, &moved).0, Health::Moved, "{name}");
        }
    }
}

#[test]
fn a_name_that_is_not_utf_8_is_no_reason_to_fail() {
    let scratch = Scratch::new();
    let machine = scratch.machine();
    for python in real() {
        let folder = scratch.path("p").join(OsStr::from_bytes(b"caf\xe9"));
        // Python 3.11 and later stop half-way here: they can't write the name into pyvenv.cfg.
        if make_venv(&python, &folder, &["--without-pip"]) {
            assert_eq!(health(&machine, &folder).0, Health::NoPip, "{}", python.id);
        } else if folder.exists() {
            assert_eq!(health(&machine, &folder).0, Health::Broken, "{}", python.id);
        }
        let _ = fs::remove_dir_all(&folder);
    }
}

#[test]
fn an_environment_outlives_its_python_as_a_broken_one() {
    let scratch = Scratch::new();
    let machine = scratch.machine();
    let Some(python) = real().pop() else { return };
    let own = scratch.path("pythons/bin/python3");
    scratch.link("pythons/bin/python3", python.path.as_path());
    let folder = scratch.path("p/.venv");
    if !run(Command::new(&own).args(["-I", "-m", "venv", "--without-pip"]).arg(&folder)) {
        return;
    }
    assert_eq!(health(&machine, &folder).0, Health::NoPip);
    fs::rename(scratch.path("pythons"), scratch.path("gone")).unwrap();
    let (found, reason) = health(&machine, &folder);
    assert_eq!(found, Health::Broken);
    assert!(reason.starts_with("The Python it was made with is gone"), "{reason}");
}

#[test]
fn copies_of_python_are_known_by_their_home() {
    let scratch = Scratch::new();
    let machine = scratch.machine();
    let pythons = real();
    let Some(python) = pythons.iter().find(|python| python.path.parent() == python.real_path.parent()) else { return };
    let folder = scratch.path("p/.venv");
    if !make_venv(python, &folder, &["--without-pip", "--copies"]) {
        return;
    }
    let found = inspect(&machine, &folder, &pythons).unwrap();
    assert_eq!((found.health, found.interpreter.as_ref()), (Health::NoPip, Some(&python.id)));
    let cfg = fs::read_to_string(folder.join("pyvenv.cfg")).unwrap();
    fs::write(folder.join("pyvenv.cfg"), cfg.replace("home = /", "home = /gone/")).unwrap();
    assert_eq!(health(&machine, &folder).0, Health::Broken, "a copy can't do without its standard library");
}

#[test]
fn uv_and_virtualenv_are_told_apart() {
    let scratch = Scratch::new();
    let machine = scratch.machine();
    let pythons = real();
    let Some(python) = pythons.iter().max_by_key(|python| python.minor()) else { return };
    let Some(bin) = makers(python, &scratch.path("makers")) else {
        println!("SKIPPED: uv and virtualenv can't be installed here");
        return;
    };
    let make = |program: &str, options: &[&str], folder: &str| {
        let path = scratch.path(folder);
        let by = [OsStr::new("--python"), python.path.as_os_str()];
        assert!(run(Command::new(bin.join(program)).args(options).args(by).arg(&path)), "{program} makes {folder}");
        path
    };
    let is = |folder: &std::path::Path, tool, health| {
        let found = inspect(&machine, folder, &pythons).unwrap();
        assert_eq!((found.tool, found.health), (tool, health), "{}: {:?}", folder.display(), found.reason);
        assert_eq!(found.version.as_deref(), Some(python.version.as_str()));
        assert_eq!(found.interpreter.as_ref(), Some(&python.id));
    };
    let by_uv = make("uv", &["venv", "--offline", "--no-config"], "u'v/.venv");
    is(&by_uv, EnvironmentTool::Uv, Health::Healthy);
    let relocatable = make("uv", &["venv", "--offline", "--no-config", "--relocatable"], "r/.venv");
    let by_virtualenv = make("virtualenv", &["--no-download"], "v'e/.venv");
    is(&by_virtualenv, EnvironmentTool::Virtualenv, Health::Healthy);
    let without_pip = make("virtualenv", &["--no-pip"], "v/.venv");
    is(&without_pip, EnvironmentTool::Virtualenv, Health::NoPip);

    let moved = |from: &std::path::Path| {
        let to = from.with_file_name("moved");
        fs::rename(from, &to).unwrap();
        to
    };
    is(&moved(&by_uv), EnvironmentTool::Uv, Health::Moved);
    is(&moved(&relocatable), EnvironmentTool::Uv, Health::Healthy);
    is(&moved(&by_virtualenv), EnvironmentTool::Virtualenv, Health::Moved);
}
