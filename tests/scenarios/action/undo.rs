//! What was made is put aside, and only what was made.

use std::fs;

use sandbar_tests::manifest::{differences, manifest};
use serde_json::Value;

use super::{Bench, names, text};

#[test]
fn what_was_made_is_put_aside_whole_and_once() {
    let bench = Bench::new();
    if bench.newest().is_none() {
        return;
    }
    let project = bench.project("p");
    let id = bench.create(&project)["job"]["id"].as_str().unwrap().to_owned();
    fs::write(project.join(".venv/added-since.txt"), "mine").unwrap();

    // Nobody is there to be asked: the word itself is the consent.
    let (code, answer) = bench.json(&["undo"]);
    assert_eq!((code, &answer["job"]["outcome"]), (0, &Value::from("done")), "{answer:#}");
    let aside = format!(".venv.sandbar-old-{id}");
    assert_eq!(names(&project).concat(), aside);
    assert!(project.join(&aside).join("added-since.txt").exists());

    let (code, again) = bench.json(&["undo", "--yes", &id]);
    assert_eq!(code, 3, "{again:#}");
    let (_, status) = bench.json(&["status", "--in", &text(&project)]);
    let environments = status["environments"].as_array().unwrap();
    assert!(!environments.iter().any(|one| one["path"].as_str().unwrap().contains(&aside)), "{environments:#?}");
}

#[test]
fn what_took_its_place_is_not_put_aside() {
    let bench = Bench::new();
    if bench.newest().is_none() {
        return;
    }
    let project = bench.project("p");
    let id = bench.create(&project)["job"]["id"].as_str().unwrap().to_owned();
    fs::rename(project.join(".venv"), project.join("kept")).unwrap();
    fs::create_dir(project.join(".venv")).unwrap();
    fs::copy(project.join("kept/pyvenv.cfg"), project.join(".venv/pyvenv.cfg")).unwrap();
    let (code, refused) = bench.json(&["undo", "--yes", &id]);
    assert_eq!(code, 3, "{refused:#}");
    assert_eq!(names(&project), [".venv", "kept"]);
    let (_, history) = bench.json(&["history"]);
    assert_eq!(history["jobs"][0]["undoable"], false);
    let (code, unknown) = bench.json(&["undo", "--yes", "nobody"]);
    assert_eq!(code, 3, "{unknown:#}");
}

#[test]
fn what_was_replaced_comes_back_even_when_its_successor_was_thrown_away() {
    let bench = Bench::new();
    let modern = bench.modern();
    let [.., second, newest] = modern.as_slice() else {
        println!("SKIPPED: this machine has no two Pythons of different minor versions");
        return;
    };
    let (second, newest) = (text(&second.path), text(&newest.path));
    let project = bench.project("p");
    let words = ["do", "--yes", "venv", "create", &text(&project), "--python", &second];
    assert_eq!(bench.json(&words).0, 0);
    let before = manifest(&project);
    let (code, switched) = bench.json(&["do", "--yes", "venv", "switch", &text(&project), "--python", &newest]);
    assert_eq!(code, 0, "{switched:#}");
    fs::remove_dir_all(project.join(".venv")).unwrap();
    let (_, history) = bench.json(&["history"]);
    assert_eq!(history["jobs"][0]["undoable"], true, "{history:#}");
    let (code, undone) = bench.json(&["undo", "--yes"]);
    assert_eq!(code, 0, "{undone:#}");
    assert_eq!(differences(&before, &manifest(&project)), Vec::<String>::new());
}
