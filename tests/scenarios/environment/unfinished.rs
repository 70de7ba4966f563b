//! Environments whose making was interrupted.

use std::fs::{self, File};
use std::process::Command;

use sandbar_engine::model::{Health, JobId, Unfinished};
use sandbar_engine::unfinished::{MARKER, Marker, remains};
use sandbar_tests::scratch::Scratch;

use super::look;

fn marked() -> Scratch {
    let scratch = Scratch::new();
    let python = scratch.path("base/bin/python3.13");
    scratch.program("base/bin/python3.13").venv("p/.venv", &scratch.path("p/.venv"), &python);
    let marker = serde_json::to_string(&Marker { job: JobId("1".to_owned()) }).unwrap();
    scratch.file(format!("p/.venv/{MARKER}"), marker);
    scratch
}

fn state(scratch: &Scratch) -> (Health, Option<Unfinished>) {
    let found = look(&scratch.machine(), &scratch.path("p/.venv"));
    (found.health, found.unfinished)
}

#[test]
fn while_its_maker_holds_the_lock_it_is_running() {
    let scratch = marked();
    let abandoned = (Health::Broken, Some(Unfinished::Abandoned));
    assert_eq!(state(&scratch), abandoned, "whole as it looks, its maker has not said so");
    let marker = File::open(scratch.path("p/.venv").join(MARKER)).unwrap();
    marker.lock().unwrap();
    assert_eq!(state(&scratch), (Health::Broken, Some(Unfinished::Running)));
    let tree = scratch.mac();
    assert_eq!(look(&tree, "/p/.venv".as_ref()).unfinished, Some(Unfinished::Abandoned), "a tree has no makers");
    drop(marker);
    assert_eq!(state(&scratch), abandoned);
    fs::remove_file(scratch.path("p/.venv").join(MARKER)).unwrap();
    assert_eq!(state(&scratch), (Health::Healthy, None));
}

#[test]
fn a_maker_that_outlived_its_sandbar_is_still_at_work() {
    let scratch = marked();
    let marker = File::open(scratch.path("p/.venv").join(MARKER)).unwrap();
    marker.lock().unwrap();
    // What Sandbar starts holds the marker as its input; Sandbar's own handle goes when it is killed.
    let mut child = Command::new("sleep").arg("600").stdin(marker).spawn().unwrap();
    let while_it_lives = state(&scratch);
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(while_it_lives, (Health::Broken, Some(Unfinished::Running)));
    assert_eq!(state(&scratch), (Health::Broken, Some(Unfinished::Abandoned)));
}

#[test]
fn a_marker_can_be_anything() {
    let scratch = marked();
    for content in [&b""[..], b"[]", b"\xff", b"{\"job\":1}", b"{\"job\":\"1\",\"more\":-1}"] {
        scratch.file(format!("p/.venv/{MARKER}"), content);
        assert_eq!(state(&scratch), (Health::Broken, Some(Unfinished::Abandoned)), "{content:?}");
    }
    // With somebody's work in it, it still is no whole environment, but nobody takes that work away.
    scratch.file("p/.venv/thesis.tex", "");
    assert_eq!(state(&scratch), (Health::Broken, Some(Unfinished::Abandoned)));
    assert!(!remains(&scratch.machine(), &scratch.path("p/.venv")).unwrap().pure);
    // Without a `pyvenv.cfg` it is no environment at all, whatever lies in it.
    fs::remove_file(scratch.path("p/.venv/pyvenv.cfg")).unwrap();
    assert_eq!(remains(&scratch.machine(), &scratch.path("p/.venv")), None);
}
