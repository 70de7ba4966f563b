//! Real uv, where a registry may be asked for it.

use std::path::Path;
use std::process::Command;

use sandbar_tests::registry;

use super::{Bench, Followed};

fn uv(bench: &Bench, program: &Path, words: &[&str]) -> Command {
    let mut uv = Command::new(program);
    uv.env_clear().env("HOME", bench.scratch.path("Users/tester")).env("PATH", "/usr/bin:/bin").current_dir("/");
    uv.arg("pip").args(words).args(["--quiet", "--offline", "--break-system-packages", "--python"]);
    uv.arg(bench.guarded.python());
    if words[0] == "install" {
        uv.args(["--no-index", "--find-links"]).arg(&bench.wheels);
    }
    uv
}

#[test]
fn an_install_an_upgrade_and_an_uninstall() {
    let Some(bench) = Bench::new() else { return };
    let Some(program) = registry::uv(&bench.python) else { return };
    let followed = bench.follow();
    let uv = |words: &[&str]| uv(&bench, &program, words);
    followed.expect(&mut uv(&["install", "tide==1.0"]), "uv +tide 1.0?");
    // uv marks everything as asked for, so nothing is claimed.
    followed.expect(&mut uv(&["install", "shore", "reef"]), "uv +reef 1.0?, +shore 1.0?");
    followed.expect(&mut uv(&["install", "--upgrade", "tide"]), "uv ^tide 1.0>2.0?");
    followed.expect(&mut uv(&["uninstall", "shore"]), "uv -shore 1.0?");
    bench.slow_wheel("slow", &["tide<2"]);
    followed.expect(&mut uv(&["install", "slow"]), "uv +slow 1.0?, ^tide 2.0>1.0?");
    followed.expect_nothing_else(&bench);
}

#[test]
fn pip_and_uv_at_once_are_two() {
    let Some(bench) = Bench::new() else { return };
    let Some(program) = registry::uv(&bench.python) else { return };
    bench.slow_wheel("slow", &["tide"]);
    let followed: Followed = bench.follow();
    let mut pip = bench.pip(&["install", "slow"]).spawn().unwrap();
    followed.expect(&mut uv(&bench, &program, &["install", "reef"]), "uv +reef 1.0?");
    assert!(pip.wait().unwrap().success());
    followed.expect_after(std::time::Instant::now(), "pip +slow 1.0!, +tide 2.0");
    followed.expect_nothing_else(&bench);
}
