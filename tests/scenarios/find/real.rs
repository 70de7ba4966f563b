//! The machine that runs the tests: what is found is what is there.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use sandbar_engine::find;
use sandbar_engine::machine::{Machine, Os};
use sandbar_engine::model::{Protection, Source};

/// What a Python says when it is asked; macOS's launchers are never asked.
fn ask(python: &Path, code: &str) -> String {
    let output = Command::new(python).args(["-c", code]).env_clear().output().unwrap();
    assert!(output.status.success(), "{}: {output:?}", python.display());
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}

#[test]
fn versions_are_what_the_pythons_themselves_say() {
    let all = find::interpreters(&Machine::this(), &[]);
    if all.is_empty() {
        println!("skipped: no Python here");
        return;
    }
    let code = "import sys, platform; sys.stdout.write(platform.python_version())";
    for interpreter in &all {
        assert_eq!(interpreter.version, ask(&interpreter.path, code).trim_end_matches('+'), "{interpreter:#?}");
    }
}

#[test]
fn markers_and_libraries_are_where_python_looks_for_them() {
    let code = "import sysconfig, os, sys; d = sysconfig.get_path('stdlib'); \
                sys.stdout.write(os.path.realpath(d) + ' ' + str(os.path.isfile(os.path.join(d, 'EXTERNALLY-MANAGED'))))";
    for interpreter in find::interpreters(&Machine::this(), &[]) {
        if interpreter.version.starts_with("2.") {
            continue;
        }
        let said = ask(&interpreter.path, code);
        let stdlib = interpreter.stdlib.as_ref().unwrap();
        let managed = if interpreter.managed.is_some() { "True" } else { "False" };
        assert_eq!(said, format!("{} {managed}", stdlib.canonicalize().unwrap().display()), "{interpreter:#?}");
    }
}

#[test]
fn every_pyenv_python_is_listed() {
    let root = std::env::var_os("PYENV_ROOT").map(PathBuf::from);
    let root = root.or_else(|| Some(Path::new(&std::env::var_os("HOME")?).join(".pyenv")));
    let Ok(entries) = std::fs::read_dir(root.unwrap_or_default().join("versions")) else {
        println!("skipped: no pyenv here");
        return;
    };
    let folders = entries.map(|entry| entry.unwrap().path()).filter(|folder| {
        folder.join("bin/python").exists() && !folder.join("pyvenv.cfg").exists() && !folder.join("conda-meta").exists()
    });
    let expected: BTreeSet<PathBuf> = folders.map(|folder| folder.join("bin/python").canonicalize().unwrap()).collect();
    let all = find::interpreters(&Machine::this(), &[]);
    let found: BTreeSet<PathBuf> = all.iter().map(|interpreter| interpreter.real_path.to_path_buf()).collect();
    assert!(expected.is_subset(&found), "{expected:#?} is not in {found:#?}");
}

#[test]
fn the_distributions_python_is_protected_and_told_without_its_headers() {
    let machine = Machine::this();
    let system = |machine: &Machine| {
        let all = find::interpreters(machine, &[]);
        all.into_iter()
            .find(|interpreter| interpreter.source == Source::Linux && interpreter.path.starts_with("/usr/bin"))
    };
    let Some(python) = system(&machine) else {
        println!("skipped: no distribution's Python here");
        return;
    };
    assert_eq!(python.protection, Protection::Hard);
    assert!(!python.owner.is_empty());
    assert!(python.arch.is_some());
    let stock = tempfile::tempdir().unwrap();
    assert_eq!(without_headers(stock.path()).as_ref(), Some(&python.version), "told by the program itself");
    let records = Path::new("/var/lib/dpkg/status");
    if records.exists() {
        std::fs::create_dir_all(stock.path().join("var/lib/dpkg")).unwrap();
        std::fs::copy(records, stock.path().join("var/lib/dpkg/status")).unwrap();
        let program = stock.path().join("usr/bin").join(python.path.file_name().unwrap());
        std::fs::write(program, "a program that tells nothing").unwrap();
        assert_eq!(without_headers(stock.path()), Some(python.version), "told by dpkg's records");
    }
}

/// The version of `/usr/bin/python3` in the tree `root`, which gets nothing but the executable and its library.
fn without_headers(root: &Path) -> Option<String> {
    let real = std::fs::canonicalize("/usr/bin/python3").ok()?;
    let name = real.file_name()?.to_str()?.to_owned();
    let shared = format!("lib{name}.so.1.0");
    let libraries = ["usr/lib64", "usr/lib", "usr/lib/x86_64-linux-gnu", "usr/lib/aarch64-linux-gnu"];
    let libraries = libraries.map(|folder| Path::new(folder).join(&shared));
    for file in libraries.iter().map(PathBuf::as_path).chain([Path::new("usr/bin").join(&name).as_path()]) {
        if Path::new("/").join(file).exists() && !root.join(file).exists() {
            std::fs::create_dir_all(root.join(file).parent()?).ok()?;
            std::fs::copy(Path::new("/").join(file), root.join(file)).ok()?;
        }
    }
    let machine = Machine::tree(root, Os::Linux, None, None).ok()?;
    Some(find::interpreters(&machine, &[]).first()?.version.clone())
}
