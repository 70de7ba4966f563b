//! Sandbar's own jobs are no news: here those of another Sandbar, on the command line.

use std::process::{Command, Stdio};

use sandbar_tests::program::Sandbar;

use super::Bench;

fn sandbar(bench: &Bench, words: &[&str]) -> Command {
    let sandbar = Sandbar::at(&bench.scratch.path("Users/tester")).unwrap();
    let mut command = sandbar.command(&[&["--no-shell", "--json"], words].concat());
    command.stdin(Stdio::null());
    let empty = bench.scratch.path("empty index");
    command.env("PIP_INDEX_URL", format!("file://{}", empty.display())).env("PIP_FIND_LINKS", &bench.wheels);
    command
}

fn break_glass(bench: &Bench, package: &str) -> Command {
    let python = bench.guarded.python();
    sandbar(bench, &["do", "--yes", "break-glass", "--python", python.to_str().unwrap(), package])
}

#[test]
fn a_job_and_its_undo_are_silent() {
    let Some(bench) = Bench::new() else { return };
    super::run(&mut bench.pip(&["install", "tide==1.0"]));
    let followed = bench.follow();
    super::run(&mut break_glass(&bench, "shore"));
    assert!(bench.guarded.site().join("shore.py").is_file());
    super::run(&mut sandbar(&bench, &["undo", "--yes"]));
    assert!(!bench.guarded.site().join("shore.py").exists());
    followed.expect_nothing_else(&bench);
    drop(followed);
    // Nor is it told when nobody was watching.
    super::run(&mut break_glass(&bench, "shore"));
    let followed = bench.follow();
    followed.expect(&mut bench.pip(&["uninstall", "--yes", "gull"]), "pip -gull 1.0?");
    // What a job has left is somebody else's to remove.
    followed.expect(&mut bench.pip(&["uninstall", "--yes", "shore"]), "pip -shore 1.0?");
}

/// Quiet and truth pull apart: somebody's pip is at work at the same moment.
#[test]
fn truth_wins_a_foreign_install_beside_a_job_is_told() {
    let Some(bench) = Bench::new() else { return };
    bench.slow_wheel("slow", &["tide"]);
    let followed = bench.follow();
    let mut job = break_glass(&bench, "slow").stdout(Stdio::null()).spawn().unwrap();
    while !bench.guarded.site().join("slow/part_0010.py").exists() {
        assert!(job.try_wait().unwrap().is_none(), "the job has ended");
    }
    followed.expect(&mut bench.pip(&["install", "reef"]), "pip +reef 1.0!");
    assert!(job.wait().unwrap().success());
    followed.expect_nothing_else(&bench);
}
