//! What is nobody's install: the owner's work imitated, and tools that make environments of their own.

use std::fs;
use std::process::Command;

use sandbar_tests::pythons::make_venv;
use sandbar_tests::registry;

use super::{Bench, run};

#[test]
fn what_an_owner_signs_is_the_owners() {
    let Some(bench) = Bench::new() else { return };
    let followed = bench.follow();
    let records = bench.guarded.site().join("sponge-1.0.dist-info");
    fs::create_dir(&records).unwrap();
    fs::write(records.join("METADATA"), "Metadata-Version: 2.1\nName: sponge\nVersion: 1.0\n").unwrap();
    // As conda leaves its own.
    fs::write(records.join("INSTALLER"), "conda").unwrap();
    let (_, told) = followed.next();
    assert_eq!(told, "its owner");
    followed.expect_nothing_else(&bench);
}

#[test]
fn an_install_into_an_environment_by_its_own_pip() {
    let Some(bench) = Bench::new() else { return };
    let venv = bench.scratch.path("Users/tester/venv");
    if !make_venv(&bench.python, &venv, &[]) {
        return;
    }
    // The environment of the guarded one, with a pip in it.
    let cfg = fs::read_to_string(venv.join("pyvenv.cfg")).unwrap();
    let home = format!("home = {}", bench.guarded.scripts().display());
    let cfg: Vec<&str> = cfg.lines().map(|line| if line.starts_with("home") { home.as_str() } else { line }).collect();
    fs::write(venv.join("pyvenv.cfg"), cfg.join("\n")).unwrap();
    let python = venv.join("bin").join(bench.guarded.python().file_name().unwrap());
    for link in ["python", "python3"] {
        let _ = fs::remove_file(venv.join("bin").join(link));
        std::os::unix::fs::symlink(bench.guarded.python(), venv.join("bin").join(link)).unwrap();
    }
    let _ = fs::remove_file(&python);
    std::os::unix::fs::symlink(bench.guarded.python(), &python).unwrap();
    let followed = bench.follow();
    bench.slow_wheel("slow", &[]);
    let mut pip = Command::new(venv.join("bin/python"));
    pip.args(["-I", "-m", "pip", "--disable-pip-version-check", "install", "--quiet", "--no-index", "--find-links"]);
    let mut into_it = pip.arg(&bench.wheels).arg("slow").spawn().unwrap();
    // The guarded one's own install is told at its end, whoever else runs the same program.
    followed.expect(&mut bench.pip(&["install", "reef"]), "pip +reef 1.0!");
    assert!(into_it.wait().unwrap().success());
    followed.expect_nothing_else(&bench);
}

#[test]
fn pipx_installs_into_environments_of_its_own() {
    let Some(bench) = Bench::new() else { return };
    let Some(pipx) = registry::pipx("pipx", &bench.python) else { return };
    let home = bench.scratch.path("Users/tester");
    let followed = bench.follow();
    let mut install = Command::new(&pipx.program);
    install.env_clear().env("HOME", &home).env("PATH", "/usr/bin:/bin").env("PIP_NO_INDEX", "1");
    install.env("PIP_FIND_LINKS", format!("{} {}", bench.wheels.display(), pipx.wheels.display()));
    install.args(["install", "--python"]).arg(bench.guarded.python()).arg("shore");
    run(&mut install);
    followed.expect_nothing_else(&bench);
}
