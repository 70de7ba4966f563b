//! The same with a real Homebrew: what only reads wherever there is one, and what installs where somebody lends theirs
//! with `SANDBAR_TEST_BREW=1`.

use std::process::Command;

use sandbar_engine::machine::Machine;
use sandbar_engine::{find, tools};
use serde_json::Value;

use super::super::Bench;

/// A small formula without dependencies.
const SMALL: &str = "hello";

/// The tests in here, for whoever counts what was skipped.
const COUNT: usize = 2;

fn real() -> Option<std::path::PathBuf> {
    let prefix = find::homebrew::prefixes(&Machine::this()).into_iter().find(|it| it.join("bin/brew").is_file());
    if prefix.is_none() {
        println!("SKIPPED: {COUNT} tests with a real Homebrew, which this machine does not have");
    }
    prefix
}

#[test]
fn the_cellar_is_read_as_homebrew_reads_it() {
    let Some(prefix) = real() else { return };
    let listed = Command::new(prefix.join("bin/brew")).args(["list", "--formula", "-1"]).output().unwrap();
    let mut listed: Vec<String> = String::from_utf8(listed.stdout).unwrap().lines().map(str::to_owned).collect();
    listed.sort();
    assert_eq!(tools::formulae(&Machine::this(), &prefix), listed);
}

#[test]
fn a_small_formula_comes_and_goes() {
    let Some(prefix) = real() else { return };
    if std::env::var_os("SANDBAR_TEST_BREW").is_none() {
        println!("SKIPPED: 1 test that installs with a real Homebrew: nobody lends it with SANDBAR_TEST_BREW=1");
        return;
    }
    let before = tools::formulae(&Machine::this(), &prefix);
    if before.iter().any(|name| name == SMALL) {
        println!("SKIPPED: 1 test that installs `{SMALL}`, which is installed here already");
        return;
    }
    let bench = Bench::new();
    let done = |words: &[&str]| {
        let (code, answer) = bench.json(words);
        assert_eq!((code, &answer["job"]["outcome"]), (0, &Value::from("done")), "{words:?}: {answer:#}");
    };
    let (code, answer) = bench.json(&["do", "--yes", "brew", "add", "nonexistent-zzz"]);
    assert_eq!(code, 1, "{answer:#}");
    assert!(answer["job"]["failure"]["message"].as_str().unwrap().contains("knows no formula"), "{answer:#}");
    done(&["do", "--yes", "brew", "add", SMALL]);
    assert!(tools::formulae(&Machine::this(), &prefix).contains(&SMALL.to_owned()));
    done(&["undo", "--yes"]);
    assert_eq!(tools::formulae(&Machine::this(), &prefix), before);
}
