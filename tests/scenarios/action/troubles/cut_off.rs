//! Stopped, and cut off, just before each thing that Sandbar does to the disk: strace sends the signal. Where pip, pipx or
//! Homebrew work, their own rooms do that in the middle of these (`interrupted.rs` in each).

use std::process::{Command, Stdio};

use sandbar_tests::manifest::Manifest;

use super::super::until;
use super::{QUICK, Scene, each};

/// What Sandbar does to the disk, by the system's names for it on every processor: notes, and changes of names.
const DEEDS: [&str; 4] = ["fdatasync", "?rename,?renameat,?renameat2", "?mkdir,?mkdirat", "?unlink,?unlinkat,?rmdir"];

/// As often as each of them is let happen before the signal comes, at most.
const MOST: usize = 3;

/// `command`, which is sent `signal` at its `count`th `deed`. `None`, and says so, where there is no strace, or it may not.
fn signalled(command: &Command, signal: &str, deed: &str, count: usize) -> Option<Command> {
    let tried = Command::new("strace").args(["-qq", "-o", "/dev/null", "true"]).output();
    if !tried.as_ref().is_ok_and(|tried| tried.status.success()) {
        println!("SKIPPED: no strace can send a signal here: {tried:?}");
        return None;
    }
    let mut inside = Command::new("strace");
    inside.args(["--seccomp-bpf", "-f", "-qq", "-o", "/dev/null", "-e"]).arg(format!("trace={deed}")).arg("-e");
    inside.arg(format!("inject={deed}:signal={signal}:when={count}")).arg(command.get_program());
    inside.args(command.get_args()).env_clear().stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    inside.envs(command.get_envs().filter_map(|(name, value)| Some((name, value?))));
    // It counts for each thread by itself.
    inside.env("TOKIO_WORKER_THREADS", "1").current_dir(command.get_current_dir()?);
    Some(inside)
}

/// Sends `signal` at each deed; `looked` is told the code it ended with. Ends with the wish done.
fn at_each_deed(scene: &Scene, signal: &str, looked: impl Fn(Option<i32>, &str)) {
    for deed in DEEDS {
        for count in 1..=MOST {
            let Some(mut wish) = signalled(&scene.wish(), signal, deed, count) else { return };
            let code = wish.status().unwrap().code();
            looked(code, &format!("{signal} at {deed} {count}"));
            if code == Some(0) {
                break;
            }
        }
    }
}

/// Undoes what was done, as often as it takes: what was started and cut off goes on for a moment.
fn undo_last(scene: &Scene, when: &str) {
    let id = scene.last().unwrap()["id"].as_str().unwrap().to_owned();
    let mut last = scene.run(&["undo", "--yes", &id]);
    let undone = until(|| {
        if last.0 != 0 {
            last = scene.run(&["undo", "--yes", &id]);
        }
        last.0 == 0 || last.0 == 3
    });
    assert!(undone && last.0 == 0, "{}, {when}: {:#}", scene.wish, last.1);
}

/// Back to how it was, by what Sandbar offers.
fn set_back(scene: &Scene, before: &Manifest, when: &str) {
    if scene.last().is_some_and(|last| last["undoable"] == true) {
        undo_last(scene, when);
    }
    if scene.manifest() != *before && scene.wish != "new" {
        let project = scene.bench.scratch.path("Users/tester/projects/my shop");
        scene.run(&["do", "--yes", "venv", "discard", project.to_str().unwrap()]);
    }
}

fn stopped_everywhere(scene: &Scene) {
    let before = scene.manifest();
    at_each_deed(scene, "INT", |code, when| {
        match code {
            // It came too late.
            Some(0) => set_back(scene, &before, when),
            // Homebrew is asked and not forced: what it had done by then is there, and can be undone.
            Some(130) if scene.wish.starts_with("brew") => set_back(scene, &before, when),
            // Before anything had begun, or as it ought to be.
            Some(130) | None => {}
            other => panic!("{}, {when}: {other:?} {:?}", scene.wish, scene.last()),
        }
        scene.is_as(&before, when);
    });
}

fn cut_off_everywhere(scene: &Scene) {
    let before = scene.manifest();
    at_each_deed(scene, "KILL", |code, when| {
        let (status, said) = scene.run(&["status"]);
        assert_eq!(status, 0, "{}, {when}: {said:#}", scene.wish);
        let outcome = scene.last().map(|last| last["outcome"].clone());
        assert!(code == Some(0) || outcome.is_none_or(|outcome| outcome != "cancelled"), "{}, {when}", scene.wish);
        set_back(scene, &before, when);
        scene.is_as(&before, when);
    });
}

/// Those that can't be undone go by another rule.
fn has_an_undo(scene: &Scene) -> bool {
    !matches!(scene.wish, "venv discard" | "undo")
}

#[test]
fn a_quick_one_that_is_stopped_at_any_deed_changes_nothing() {
    each(&QUICK, |scene| {
        if has_an_undo(&scene) {
            stopped_everywhere(&scene);
        }
    });
}

#[test]
fn a_quick_one_that_is_cut_off_at_any_deed_loses_nothing() {
    each(&QUICK, |scene| {
        if has_an_undo(&scene) {
            cut_off_everywhere(&scene);
        }
    });
}
