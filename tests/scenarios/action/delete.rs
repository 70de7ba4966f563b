//! A sandbox that is deleted is put aside, and comes back as it was.

use std::fs;
use std::os::unix::fs::{MetadataExt as _, symlink};

use sandbar_tests::manifest::{differences, manifest};
use serde_json::Value;

use super::{Bench, names, text};

#[test]
fn it_goes_aside_and_comes_back_the_same() {
    let bench = Bench::new();
    if bench.newest().is_none() {
        return;
    }
    let project = bench.project("p");
    bench.create(&project);
    fs::write(project.join("work.py"), "mine").unwrap();
    let venv = project.join(".venv");
    let (before, inode) = (manifest(&venv), fs::metadata(&venv).unwrap().ino());

    let (code, answer) = bench.json(&["do", "--yes", "venv", "delete", &text(&project)]);
    assert_eq!((code, &answer["job"]["outcome"]), (0, &Value::from("done")), "{answer:#}");
    let id = answer["job"]["id"].as_str().unwrap();
    assert_eq!(names(&project), [&format!(".venv.sandbar-old-{id}"), "work.py"]);
    let (_, status) = bench.json(&["status", "--in", &text(&project)]);
    assert_eq!(status["projects"][0]["environment"]["health"], "missing", "{status:#}");
    assert!(!status["environments"].to_string().contains("sandbar-old"), "{:#}", status["environments"]);

    let (code, back) = bench.json(&["undo", "--yes"]);
    assert_eq!(code, 0, "{back:#}");
    assert_eq!(names(&project), [".venv", "work.py"]);
    assert_eq!(fs::metadata(&venv).unwrap().ino(), inode);
    assert_eq!(differences(&before, &manifest(&venv)), Vec::<String>::new());
    let (code, verified) = bench.json(&["verify", &text(&project)]);
    assert_eq!(code, 0, "{verified:#}");
}

#[test]
fn of_a_link_the_link_goes_and_what_it_leads_to_stays() {
    let bench = Bench::new();
    if bench.newest().is_none() {
        return;
    }
    let (shared, project) = (bench.project("common"), bench.project("p"));
    bench.create(&shared);
    let before = manifest(&shared);
    symlink("../common/.venv", project.join(".venv")).unwrap();
    let (code, answer) = bench.json(&["do", "--yes", "venv", "delete", &text(&project)]);
    assert_eq!(code, 0, "{answer:#}");
    assert!(answer["plan"]["effects"][1].as_str().unwrap().contains("stays as it is"), "{answer:#}");
    assert_eq!(differences(&before, &manifest(&shared)), Vec::<String>::new());
    assert!(names(&project)[0].starts_with(".venv.sandbar-old-"));
    let (code, back) = bench.json(&["undo", "--yes"]);
    assert_eq!(code, 0, "{back:#}");
    assert_eq!(text(&fs::read_link(project.join(".venv")).unwrap()), "../common/.venv");
    assert_eq!(names(&project), [".venv"]);
}

#[test]
fn what_is_no_sandbox_of_the_projects_is_left_alone() {
    let bench = Bench::new();
    let Some(newest) = bench.newest() else { return };
    let refused = |folder: &str, says: &str| {
        let (code, answer) = bench.json(&["do", "--yes", "venv", "delete", folder]);
        assert_eq!(code, 3, "{answer:#}");
        let reason = answer["refused"]["reason"].as_str().unwrap();
        assert!(reason.contains(says), "{reason}");
        answer["refused"]["better"].clone()
    };
    let empty = bench.project("empty");
    assert_eq!(refused(&text(&empty), "no sandbox")[0][1], "create");
    refused(&text(&empty.join("missing")), "no folder");

    let conda = bench.project("conda");
    fs::create_dir_all(conda.join("env/conda-meta")).unwrap();
    fs::write(conda.join("env/conda-meta/history"), "").unwrap();
    fs::write(conda.join(format!("env/conda-meta/python-{}-h0_0.json", newest.version)), "{}").unwrap();
    refused(&text(&conda), "conda env remove --prefix");
    assert_eq!(names(&conda), ["env"]);

    let own = bench.project("own");
    bench.create(&own);
    refused(&text(&own.join(".venv")), "is a sandbox itself");
    assert_eq!(names(&own), [".venv"]);
}
