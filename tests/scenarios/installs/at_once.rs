//! Two runs at once: every package is in exactly one event.

use std::process::Child;
use std::time::Instant;

use super::Bench;

fn ended(mut child: Child) -> Instant {
    assert!(child.wait().unwrap().success());
    Instant::now()
}

#[test]
fn each_run_is_told_at_its_own_end_with_its_own_packages() {
    let Some(bench) = Bench::new() else { return };
    bench.slow_wheel("slow", &["tide"]);
    bench.slow_wheel("slower", &["slow_too"]);
    bench.slow_wheel("slow_too", &[]);
    let followed = bench.follow();
    let long = bench.pip(&["install", "slower"]).spawn().unwrap();
    let short = bench.pip(&["install", "slow"]).spawn().unwrap();
    let end = ended(short);
    followed.expect_after(end, "pip +slow 1.0!, +tide 2.0");
    let end = ended(long);
    followed.expect_after(end, "pip +slow_too 1.0, +slower 1.0!");
    followed.expect_nothing_else(&bench);
}

#[test]
fn of_many_short_ones_every_package_is_told_once() {
    let Some(bench) = Bench::new() else { return };
    let followed = bench.follow();
    let children = ["shore", "reef", "gull"].map(|name| bench.pip(&["install", name]).spawn().unwrap());
    let mut end = Instant::now();
    for child in children {
        end = ended(child);
    }
    let mut packages = Vec::new();
    while packages.len() < 4 {
        let (at, told) = followed.next();
        println!("MEASURED: told {} ms after the last end: {told}", at.saturating_duration_since(end).as_millis());
        let named = told.strip_prefix("pip ").unwrap();
        packages.extend(named.split(", ").map(str::to_owned));
    }
    packages.sort();
    assert_eq!(packages, ["+gull 1.0!", "+reef 1.0!", "+shore 1.0!", "+tide 2.0"]);
    followed.expect(&mut bench.pip(&["uninstall", "--yes", "reef"]), "pip -reef 1.0?");
}
