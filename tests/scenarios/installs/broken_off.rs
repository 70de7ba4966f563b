//! Installs that were killed in the middle.

use std::process::{Command, Stdio};
use std::time::Instant;

use super::{AGES, Bench};

/// Runs pip and kills it once it has written half of `slow`.
fn killed(bench: &Bench, words: &[&str]) -> Instant {
    let mut child = bench.pip(words).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let half = bench.guarded.site().join("slow/part_1000.py");
    let begun = Instant::now();
    while !half.exists() && begun.elapsed() < AGES {
        assert!(child.try_wait().unwrap().is_none(), "pip has ended");
        std::thread::yield_now();
    }
    child.kill().unwrap();
    let end = Instant::now();
    child.wait().unwrap();
    end
}

#[test]
fn an_install_that_was_killed_is_told_once() {
    let Some(bench) = Bench::new() else { return };
    bench.slow_wheel("slow", &["tide"]);
    let followed = bench.follow();
    let end = killed(&bench, &["install", "slow"]);
    // What was finished is installed; the event of the run comes first.
    followed.expect_after(end, "pip +tide 2.0");
    followed.expect_after(end, "unfinished slow");
    followed.expect_nothing_else(&bench);
    drop(followed);

    // Nor is it told after the next start, and what finishes it is an install like any other.
    let followed = bench.follow();
    followed.expect(&mut bench.pip(&["install", "slow"]), "pip +slow 1.0!");
    followed.expect(&mut bench.pip(&["uninstall", "--yes", "gull"]), "pip -gull 1.0?");
}

#[test]
fn an_upgrade_that_was_killed_has_removed_nothing() {
    let Some(bench) = Bench::new() else { return };
    bench.slow_wheel("slow", &[]);
    super::run(&mut bench.pip(&["install", "slow"]));
    let followed = bench.follow();
    let site = bench.guarded.site();
    let mut child = bench
        .pip(&["install", "--force-reinstall", "slow"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let put_aside = ["~low", "~low-1.0.dist-info", "slow/part_1000.py"].map(|name| site.join(name));
    let begun = Instant::now();
    while !put_aside.iter().all(|path| path.exists()) && begun.elapsed() < AGES {
        assert!(child.try_wait().unwrap().is_none(), "pip has ended");
        std::thread::yield_now();
    }
    child.kill().unwrap();
    let end = Instant::now();
    child.wait().unwrap();
    followed.expect_after(end, "unfinished slow");
    followed.expect_nothing_else(&bench);
    // It mends itself by another run.
    let mut mended = Command::new(bench.guarded.python());
    mended.args(["-I", "-m", "pip", "install", "--quiet", "--no-index", "--break-system-packages", "--find-links"]);
    mended.arg(&bench.wheels).arg("slow");
    followed.expect(&mut mended, "pip ^slow 1.0>1.0!");
}
