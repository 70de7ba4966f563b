//! What happened while Sandbar was not running.

use std::time::Instant;

use super::{Bench, run};

#[test]
fn it_is_told_once_after_the_next_start() {
    let Some(bench) = Bench::new() else { return };
    // The very first run only learns.
    run(&mut bench.pip(&["install", "tide==1.0", "reef"]));
    let followed = bench.follow();
    followed.expect(&mut bench.pip(&["install", "gull"]), "pip +gull 1.0!");
    drop(followed);

    run(&mut bench.pip(&["install", "--upgrade", "tide", "shore"]));
    run(&mut bench.pip(&["uninstall", "--yes", "reef"]));
    let followed = bench.follow();
    followed.expect_after(Instant::now(), "pip missed -reef 1.0?, +shore 1.0!, ^tide 1.0>2.0!");
    drop(followed);
    let followed = bench.follow();
    followed.expect(&mut bench.pip(&["install", "reef"]), "pip +reef 1.0!");
}

#[test]
fn a_run_that_goes_on_while_it_starts_is_told_at_its_end() {
    let Some(bench) = Bench::new() else { return };
    bench.slow_wheel("slow", &["tide"]);
    drop(bench.follow());
    let mut child = bench.pip(&["install", "slow"]).spawn().unwrap();
    while !bench.guarded.site().join("slow/part_0100.py").exists() {
        assert!(child.try_wait().unwrap().is_none(), "pip has ended");
    }
    let followed = bench.follow();
    assert!(child.wait().unwrap().success());
    let end = Instant::now();
    let (at, told) = followed.next();
    println!("MEASURED: told {} ms after the end: {told}", at.saturating_duration_since(end).as_millis());
    // Whether it was still at work when everything was watched is the machine's to say.
    assert_eq!(told.replace(" missed", ""), "pip +slow 1.0!, +tide 2.0");
    followed.expect_nothing_else(&bench);
}
