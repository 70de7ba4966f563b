//! What repair stands on: pip put back, an interpreter exchanged, a moved environment told its place.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

use sandbar_engine::machine::Machine;
use sandbar_engine::venv::{self, Rewrite, Unfit};
use sandbar_tests::scratch::Scratch;

use super::{for_each_python, manifest, native, place, pythons, run};

#[test]
fn pip_is_put_back() {
    let scratch = Scratch::new();
    for_each_python(|index, python| {
        let target = place(&scratch.path("seed"), python, index);
        native(python, &target);
        let whole = manifest(&target);
        let site = target.join(format!("lib/python3.{}/site-packages", python.minor().unwrap().1));
        let machine = Machine::this();
        let seed = || venv::seed(&machine, python, &target);
        assert_eq!(seed().unwrap().wheels, [], "{}: nothing is missing", python.label());

        for name in fs::read_dir(&site).unwrap().map(|entry| entry.unwrap().file_name()) {
            if name.to_string_lossy().starts_with("pip-") {
                fs::remove_dir_all(site.join(name)).unwrap();
            }
        }
        // Half of one is in the way, and pip's own way has to deal with it.
        assert!(matches!(seed(), Err(Unfit::Occupied { .. })), "{}", python.label());
        fs::remove_dir_all(site.join("pip")).unwrap();
        for name in ["pip".to_owned(), "pip3".to_owned(), format!("pip3.{}", python.minor().unwrap().1)] {
            fs::remove_file(target.join("bin").join(name)).unwrap();
        }
        venv::plant(&machine, &seed().unwrap(), &target).unwrap();
        assert_eq!(manifest(&target), whole, "{}", python.label());
        run(&target, "pip", &[&"check"]);
    });
}

#[test]
fn a_moved_environment_is_told_its_place() {
    let scratch = Scratch::new();
    for_each_python(|index, python| {
        let from = place(&scratch.path("from"), python, index);
        let to = place(&scratch.path("to"), python, index + 1);
        native(python, &from);
        fs::rename(&from, &to).unwrap();
        for Rewrite { path, content } in venv::moved(&Machine::this(), &to, &from, &to).unwrap() {
            fs::write(path, content).unwrap();
        }
        let moved = manifest(&to);
        fs::remove_dir_all(&to).unwrap();
        native(python, &to);
        let mut fresh = manifest(&to);
        // The checksums of the scripts are those of the old ones: pip does not ask for them.
        fresh.retain(|name, _| !name.ends_with("RECORD"));
        for (name, thing) in &fresh {
            assert_eq!(thing, &moved[name], "{}: {}", python.label(), name.display());
        }
    });
}

#[test]
fn another_interpreter_of_the_same_version_takes_over() {
    let scratch = Scratch::new();
    let pythons = pythons();
    let pair = pythons.iter().find_map(|one| {
        let same = |other: &&_| one.minor() == sandbar_engine::model::Interpreter::minor(other) && one.id != other.id;
        pythons.iter().find(same).map(|other| (one, other))
    });
    let Some((old, new)) = pair else {
        println!("SKIPPED: no two Pythons here have the same minor version");
        return;
    };
    let target = scratch.path("relink/.venv");
    fs::create_dir_all(target.parent().unwrap()).unwrap();
    native(old, &target);
    // As it is when the old interpreter is gone.
    for entry in fs::read_dir(target.join("bin")).unwrap().map(Result::unwrap) {
        if fs::read_link(entry.path()).is_ok_and(|to| to.is_absolute()) {
            fs::remove_file(entry.path()).unwrap();
            symlink("/nowhere/bin/python3", entry.path()).unwrap();
        }
    }
    let relinked = venv::relink(&Machine::this(), new, &target).unwrap();
    for link in &relinked.links {
        let path = target.join(&link.at);
        let _ = fs::remove_file(&path);
        symlink(&link.to, path).unwrap();
    }
    fs::write(target.join("pyvenv.cfg"), &relinked.config).unwrap();
    let version = run(&target, "python", &[&"-c", &"import sys; print('%d.%d.%d' % sys.version_info[:3])"]);
    assert_eq!(version.trim(), new.version);
    assert!(relinked.config.contains(&format!("home = {}\n", new.path.parent().unwrap().display())));
    assert!(run(&target, "pip", &[&"list"]).contains("pip"));

    let other = pythons.iter().find(|python| python.minor() != old.minor());
    if let Some(other) = other {
        assert_eq!(venv::relink(&Machine::this(), other, &target), Err(Unfit::OtherMinor));
    }
    fs::remove_file(target.join("bin/python")).unwrap();
    fs::copy(Path::new("/bin/sh"), target.join("bin/python")).unwrap();
    assert!(matches!(venv::relink(&Machine::this(), new, &target), Err(Unfit::Copied { .. })));
}
