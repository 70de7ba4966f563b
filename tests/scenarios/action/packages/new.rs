//! A project in one go.

use std::fs;
use std::os::unix::fs::symlink;
use std::process::Command;

use serde_json::Value;

use super::super::{Bench, names, text};

#[test]
fn a_new_project_runs_and_is_put_aside_whole() {
    let bench = Bench::new();
    if bench.newest().is_none() {
        return;
    }
    let parent = bench.project("all");
    for (name, is_there) in [("weather bot", false), ("Grüße", false), ("empty", true)] {
        let folder = parent.join(name);
        if is_there {
            fs::create_dir(&folder).unwrap();
        }
        let (code, made) = bench.json(&["do", "--yes", "new", &text(&folder)]);
        assert_eq!((code, &made["job"]["outcome"]), (0, &Value::from("done")), "{made:#}");
        assert_eq!(names(&folder), [".gitignore", ".venv", "main.py"]);
        let ran =
            Command::new(folder.join(".venv/bin/python")).arg(folder.join("main.py")).env_clear().output().unwrap();
        assert!(String::from_utf8_lossy(&ran.stdout).starts_with("Hello!"), "{ran:?}");
        assert!(String::from_utf8_lossy(&ran.stdout).contains(name), "{ran:?}");
        assert_eq!(bench.json(&["verify", &text(&folder)]).0, 0);

        let id = made["job"]["id"].as_str().unwrap();
        let (code, undone) = bench.json(&["undo", "--yes", id]);
        assert_eq!(code, 0, "{undone:#}");
        if is_there {
            assert_eq!(names(&folder), [format!(".venv.sandbar-old-{id}")]);
        } else {
            assert!(!folder.exists());
            let aside = parent.join(format!("{name}.sandbar-old-{id}"));
            let left = names(&parent).into_iter().find(|name| name.contains(id)).unwrap();
            assert_eq!(names(&parent.join(left)), [".gitignore", ".venv", "main.py"], "{}", aside.display());
        }
    }
}

#[test]
fn a_place_that_is_none_stays_as_it_is() {
    let bench = Bench::new();
    let home = bench.scratch.path("Users/tester");
    let full = bench.project("full");
    fs::write(full.join("work.py"), "mine").unwrap();
    fs::write(full.join("file"), "mine").unwrap();
    symlink("nowhere", full.join("dangling")).unwrap();
    let before = names(&full);
    for place in [
        full.clone(),
        full.join("file"),
        full.join("dangling"),
        full.join("missing/below"),
        full.join("a:b"),
        full.join("$(id)"),
        home.clone(),
        "/".into(),
    ] {
        let (code, answer) = bench.json(&["do", "--yes", "new", &text(&place)]);
        assert_eq!(code, 3, "{}: {answer:#}", place.display());
    }
    assert_eq!(names(&full), before);
    if bench.newest().is_some() {
        let project = bench.project("has one");
        bench.create(&project);
        let (code, answer) = bench.json(&["do", "--yes", "new", &text(&project.join(".venv/inside"))]);
        assert_eq!(code, 3, "{answer:#}");
        assert!(answer["refused"]["reason"].as_str().unwrap().contains("inside the sandbox"), "{answer:#}");
    }
}

#[test]
fn one_that_comes_to_nothing_leaves_nothing() {
    let bench = Bench::new();
    if bench.newest().is_none() {
        return;
    }
    let parent = bench.project("all");
    let folder = parent.join("stopped");
    let mut child = bench.quiet(&["do", "--yes", "--no-shell", "new", &text(&folder)]).spawn().unwrap();
    assert!(super::super::until(|| folder.join(".venv/bin").exists() || child.try_wait().unwrap().is_some()));
    super::super::signal("INT", child.id());
    assert_eq!(child.wait().unwrap().code(), Some(130));
    assert_eq!(names(&parent), Vec::<String>::new());
}
