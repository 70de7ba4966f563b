//! Real pip into a copy of a real Python.

use super::{Bench, run};

#[test]
fn an_install_an_upgrade_and_an_uninstall() {
    let Some(bench) = Bench::new() else { return };
    let followed = bench.follow();
    followed.expect(&mut bench.pip(&["install", "tide==1.0"]), "pip +tide 1.0!");
    // With what it needs.
    followed.expect(&mut bench.pip(&["install", "shore", "reef"]), "pip +reef 1.0!, +shore 1.0!");
    followed.expect(&mut bench.pip(&["install", "--upgrade", "tide"]), "pip ^tide 1.0>2.0!");
    followed.expect(&mut bench.pip(&["install", "--force-reinstall", "reef"]), "pip ^reef 1.0>1.0!");
    followed.expect(&mut bench.pip(&["uninstall", "--yes", "shore", "tide"]), "pip -shore 1.0?, -tide 2.0?");
    followed.expect(&mut bench.pip(&["install", "shore"]), "pip +shore 1.0!, +tide 2.0");
    followed.expect_nothing_else(&bench);
}

#[test]
fn one_run_is_one_event_however_far_apart_its_packages_are() {
    let Some(bench) = Bench::new() else { return };
    bench.slow_wheel("slow", &["tide"]);
    let followed = bench.follow();
    // `tide` is complete long before `slow` is.
    followed.expect(&mut bench.pip(&["install", "slow"]), "pip +slow 1.0!, +tide 2.0");
    followed.expect_nothing_else(&bench);
}

#[test]
fn an_install_for_the_user_alone() {
    let Some(bench) = Bench::new() else { return };
    let home = bench.scratch.path("Users/tester");
    let minor = bench.python.minor().unwrap();
    let user_site = home.join(format!(".local/lib/python{}.{}/site-packages", minor.0, minor.1));
    let mut followed = bench.follow();
    // It is told with the first guarded Python that reads it, which may be this machine's own.
    let snapshot = followed.engine.snapshot();
    let same = snapshot.interpreters.iter().filter(|it| it.minor() == Some(minor)).map(|it| it.id.clone());
    followed.ids.extend(same);
    let pip = |words: &[&str]| {
        let mut pip = std::process::Command::new(bench.guarded.python());
        pip.env_clear().env("HOME", &home).env("PATH", "/usr/bin:/bin").current_dir("/");
        pip.args(["-m", "pip", "--disable-pip-version-check"]).args(words);
        pip.args(["--quiet", "--break-system-packages"]);
        pip
    };
    let find = bench.wheels.to_str().unwrap();
    followed.expect(
        &mut pip(&["install", "--user", "--no-index", "--find-links", find, "shore"]),
        "pip +shore 1.0!, +tide 2.0",
    );
    assert!(user_site.join("shore.py").is_file());
    followed.expect(&mut pip(&["uninstall", "--yes", "tide"]), "pip -tide 2.0?");
    followed.expect_nothing_else(&bench);
}

#[test]
fn what_goes_elsewhere_is_not_told() {
    let Some(bench) = Bench::new() else { return };
    let followed = bench.follow();
    let elsewhere = bench.scratch.path("elsewhere");
    run(&mut bench.pip(&["install", "tide", "--target", elsewhere.to_str().unwrap()]));
    assert!(elsewhere.join("tide.py").is_file());
    // An environment's Python is a link to the same file.
    let venv = bench.scratch.path("Users/tester/venv");
    run(std::process::Command::new(bench.guarded.python()).args(["-m", "venv", "--without-pip"]).arg(&venv));
    let mut pip = bench.guarded.pip();
    pip.arg("--python")
        .arg(&venv)
        .args(["install", "--quiet", "--no-index", "tide", "--find-links"])
        .arg(&bench.wheels);
    run(&mut pip);
    let found = std::fs::read_dir(venv.join("lib")).unwrap().flatten().next().unwrap().path();
    assert!(found.join("site-packages/tide.py").is_file());
    run(bench.guarded.pip().arg("list"));
    followed.expect_nothing_else(&bench);
}

#[test]
fn byte_code_is_no_news() {
    let Some(bench) = Bench::new() else { return };
    run(&mut bench.pip(&["install", "tide", "--no-compile"]));
    let followed = bench.follow();
    run(std::process::Command::new(bench.guarded.python()).args(["-m", "compileall", "-q"]).arg(bench.guarded.site()));
    std::fs::write(bench.guarded.site().join("notes.txt"), "mine").unwrap();
    std::fs::create_dir(bench.guarded.site().join("drawer")).unwrap();
    followed.expect_nothing_else(&bench);
}
