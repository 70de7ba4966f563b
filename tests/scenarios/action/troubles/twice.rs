//! Two Sandbars at once: of the same wish one is second, and who works on the same waits, be the first one alive or not.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};

use sandbar_tests::index::{Index, Served};
use sandbar_tests::wheel::{self, Said};

use super::super::break_glass::Glass;
use super::super::{AGES, Bench, signal, text};
use super::{PIPS, QUICK, Scene, each};

fn started_twice(scene: &Scene) {
    let start = || scene.wish().stdout(Stdio::null()).spawn().unwrap();
    let mut both = [start(), start()];
    let codes = both.each_mut().map(|child| child.wait().unwrap().code());
    // Who is second finds nothing left to do, or its plan stale; where doing it again is no harm, it is done again.
    assert!(codes.contains(&Some(0)), "{}: {codes:?}", scene.wish);
    assert!(codes.iter().all(|code| matches!(code, Some(0 | 1 | 3))), "{}: {codes:?}", scene.wish);
}

#[test]
fn what_two_do_at_once_can_be_undone_like_what_one_did() {
    each(&[QUICK.as_slice(), &PIPS].concat(), |scene| {
        let before = scene.manifest();
        started_twice(&scene);
        let (_, history) = scene.run(&["history"]);
        let jobs = history["jobs"].as_array().unwrap();
        let done = jobs.iter().filter(|job| job["wish"][0] == scene.words[0] && job["undoable"] == true);
        let ids: Vec<&str> = done.filter_map(|job| job["id"].as_str()).collect();
        if scene.wish == "venv discard" || scene.wish == "undo" {
            return;
        }
        assert!(!ids.is_empty(), "{}: {history:#}", scene.wish);
        for id in ids.iter().take(if scene.wish == "freeze" { 2 } else { 1 }) {
            let (code, undone) = scene.run(&["undo", "--yes", id]);
            assert_eq!(code, 0, "{}: {undone:#}", scene.wish);
        }
        scene.is_as(&before, "two at once, undone");
    });
}

/// An index that holds back the first wheel that it is asked for, for a moment that pip does not outwait.
fn silent(bench: &Bench) -> Served {
    let index = Index::at(&bench.scratch.path("index"), &bench.newest().unwrap().path);
    index.put("shore", "1.0", Said::default()).unwrap();
    index.serve(0).unwrap()
}

/// Starts `words`, which get their packages from `index`, and waits until pip does.
fn held_up(bench: &Bench, words: &[&str], index: &Served) -> Child {
    let mut command = bench.sandbar.command(&[&["--no-shell", "do", "--yes"], words].concat());
    command.env("PIP_INDEX_URL", &index.url).env("PIP_RETRIES", "0").env("PIP_DEFAULT_TIMEOUT", "3");
    command.env("PIP_TRUSTED_HOST", "127.0.0.1");
    let child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    index.held.recv_timeout(AGES).expect("pip asks for a wheel");
    child
}

/// Starts `command`; the first thing that it waits for, and itself.
fn waiting(mut command: Command) -> (String, Child) {
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(child.stderr.take().unwrap()).lines().map(Result::unwrap);
    let said = lines.find(|line| line.contains("at work on")).unwrap_or_default();
    std::thread::spawn(move || lines.for_each(drop));
    (said, child)
}

#[test]
fn an_undo_waits_for_whoever_works_on_the_same_project() {
    let bench = Bench::new();
    if bench.newest().is_none() {
        return;
    }
    let project = bench.project("my shop");
    bench.create(&project);
    let index = silent(&bench);
    // A receipt of files in the sandbox, which is in the project.
    let (python, wheels) = (bench.newest().unwrap().path.to_path_buf(), bench.scratch.path("wheels"));
    wheel::put(&wheels, "tide", "1.0", Said::default(), &python).unwrap();
    let (code, added) = bench.offline(&wheels, &["do", "--yes", "add", &text(&project), "tide"]);
    assert_eq!(code, 0, "{added:#}");
    let mut adding = held_up(&bench, &["add", &text(&project), "shore"], &index);
    let (said, mut undoing) = waiting(bench.sandbar.command(&["--no-shell", "undo", "--yes"]));
    assert!(said.contains("my shop"), "{said:?}");
    signal("INT", adding.id());
    assert_eq!(adding.wait().unwrap().code(), Some(130));
    assert_eq!(undoing.wait().unwrap().code(), Some(0));
    assert!(!project.join(".venv/bin/tide").exists());
}

#[test]
fn what_a_killed_one_has_left_at_work_is_waited_for_on_all_that_it_worked_on() {
    let Some(Glass { bench, guarded, wheels }) = Glass::new() else { return };
    guarded.break_into(&wheels, &["tide==2.0"]);
    guarded.break_into(&wheels, &["shore"]);
    let (python, project) = (text(&guarded.python()), text(&bench.project("my shop")));
    let (code, made) = bench.json(&["do", "--yes", "venv", "create", &project, "--python", &python]);
    assert_eq!(code, 0, "{made:#}");
    let index = silent(&bench);
    let mut rescue = held_up(&bench, &["rescue", "--python", &python, "--into", &project], &index);
    signal("KILL", rescue.id());
    rescue.wait().unwrap();
    // Its pip is at work on the sandbox, and what it began on the Python is not through.
    let words = ["--no-shell", "do", "--yes", "take-out", "--python", &python, "shore"];
    let (said, mut taking) = waiting(bench.sandbar.command(&words));
    assert!(said.contains("guarded"), "{said:?}");
    assert_eq!(taking.wait().unwrap().code(), Some(0), "pip gives up, and whoever waited goes on");
    assert!(!guarded.site().join("shore.py").exists());
}
