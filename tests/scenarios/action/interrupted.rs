//! A making that is stopped, killed, or runs out of room, at every stage of it: the slow one, by a `venv` that Sandbar does
//! not know, and the one that Sandbar writes itself.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use sandbar_engine::environment::inspect;
use sandbar_engine::machine::Machine;
use sandbar_engine::model::{Health, Unfinished};
use sandbar_engine::unfinished::{MARKER, remains};
use serde_json::Value;

use super::{Bench, names, signal, text, until};

/// What is there once a making has come so far.
type Stage = (&'static str, fn(&Path) -> bool);

const STAGES: [Stage; 7] = [
    ("it has begun", |project| !names(project).is_empty()),
    ("it is at its place", |project| project.join(".venv").exists()),
    ("venv has begun", |project| project.join(".venv/bin").exists()),
    ("there is a Python", |project| {
        project.join(".venv/bin/python").exists() && project.join(".venv/pyvenv.cfg").exists()
    }),
    ("pip is on its way", |project| site_packages(project).is_some_and(|site| site.join("pip").exists())),
    ("there is a pip", |project| project.join(".venv/bin/pip").exists()),
    ("it is being verified", |project| {
        project.join(".venv/.gitignore").exists() && project.join(".venv/bin/pip").exists()
    }),
];

fn site_packages(project: &Path) -> Option<PathBuf> {
    let library = project.join(".venv/lib");
    let version = names(&library).into_iter().next()?;
    Some(library.join(version).join("site-packages"))
}

/// Starts a making and waits until it has come so far, or has ended.
fn making(bench: &Bench, project: &Path, stage: &Stage) -> Child {
    let mut child = bench.quiet(&bench.creating(project)).spawn().unwrap();
    let there = until(|| (stage.1)(project) || child.try_wait().unwrap().is_some());
    assert!(there, "it never came so far that {}", stage.0);
    child
}

/// The processes whose arguments name `project`.
pub(super) fn at_work(project: &Path) -> Vec<String> {
    let Ok(processes) = fs::read_dir("/proc") else { return Vec::new() };
    let arguments = |entry: fs::DirEntry| fs::read(entry.path().join("cmdline")).ok();
    let all = processes.flatten().filter_map(arguments).map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    all.filter(|arguments| arguments.contains(&text(project))).collect()
}

#[test]
fn a_stopped_making_leaves_the_project_as_it_was() {
    let Some((bench, _)) = Bench::slow() else { return };
    for (number, stage) in STAGES.iter().enumerate() {
        let project = bench.project(&format!("stopped {number}"));
        fs::write(project.join("work.py"), "mine").unwrap();
        let stage = (stage.0, stage.1);
        let mut child = bench.quiet(&bench.creating(&project)).spawn().unwrap();
        assert!(until(|| names(&project).len() > 1 && (stage.1)(&project) || child.try_wait().unwrap().is_some()));
        signal("INT", child.id());
        let code = child.wait().unwrap().code();
        assert_eq!(code, Some(130), "stopped when {}", stage.0);
        assert_eq!(names(&project), ["work.py"], "stopped when {}", stage.0);
        // What was killed may take a moment to be gone.
        assert!(until(|| at_work(&project).is_empty()), "stopped when {}: {:?}", stage.0, at_work(&project));
    }
    let (_, history) = bench.json(&["history"]);
    let jobs = history["jobs"].as_array().unwrap();
    assert_eq!(jobs.len(), STAGES.len());
    assert!(jobs.iter().all(|job| job["outcome"] == "cancelled" && job["undoable"] == false), "{history:#}");
}

#[test]
fn a_killed_making_is_never_called_healthy_and_can_be_taken_away() {
    let Some((bench, _)) = Bench::slow() else { return };
    let machine = Machine::this();
    for (number, stage) in STAGES.iter().enumerate() {
        let project = bench.project(&format!("killed {number}"));
        let mut child = making(&bench, &project, stage);
        signal("KILL", child.id());
        child.wait().unwrap();

        let [left] = names(&project).try_into().unwrap_or_else(|names| panic!("killed when {}: {names:?}", stage.0));
        let folder = project.join(&left);
        if names(&folder).is_empty() {
            // Killed between the folder and its marker: an empty folder, which is nobody's environment.
            assert!(left.contains(".sandbar-new-"), "{left}");
            continue;
        }
        assert!(folder.join(MARKER).exists(), "killed when {}", stage.0);
        let found = inspect(&machine, &folder, &bench.pythons).unwrap();
        assert_eq!(found.health, Health::Broken, "killed when {}", stage.0);

        // What the killed Sandbar had started goes on for a moment, and for so long somebody is at work.
        assert!(until(|| remains(&machine, &folder).unwrap().state == Unfinished::Abandoned));
        let (_, status) = bench.json(&["status", "--in", &text(&project)]);
        assert_eq!(status["environments"][0]["unfinished"], "abandoned", "{:#}", status["environments"]);
        let problems = status["problems"].as_array().unwrap();
        assert!(problems.iter().any(|problem| problem["code"] == "environment_unfinished"), "{problems:#?}");

        let (code, refused) = bench.json(&["do", "--yes", "venv", "create", &text(&project)]);
        assert_eq!(code, 3, "{refused:#}");
        let better: Vec<String> = serde_json::from_value(refused["refused"]["better"][0].clone()).unwrap();
        assert_eq!(better, ["venv", "discard", &text(&project)]);
        let words: Vec<&str> = ["do", "--yes"].into_iter().chain(better.iter().map(String::as_str)).collect();
        let (code, discarded) = bench.json(&words);
        assert_eq!((code, &discarded["job"]["outcome"]), (0, &Value::from("done")), "{discarded:#}");
        assert_eq!(names(&project), Vec::<String>::new(), "killed when {}", stage.0);
    }
    let (_, history) = bench.json(&["history"]);
    let created = history["jobs"].as_array().unwrap().iter().filter(|job| job["wish"][1] == "create");
    assert!(created.clone().count() > 0 && created.clone().all(|job| job["outcome"] == "failed"), "{history:#}");
    assert!(names(&bench.scratch.path("Users/tester/sandbar-data/jobs")).len() <= STAGES.len());
}

#[test]
fn a_making_that_is_at_work_is_not_taken_away() {
    let Some((bench, _)) = Bench::slow() else { return };
    let project = bench.project("at work");
    let mut child = making(&bench, &project, &STAGES[2]);
    let (code, refused) = bench.json(&["do", "--yes", "venv", "discard", &text(&project)]);
    assert_eq!(code, 3, "{refused:#}");
    assert!(refused["refused"]["reason"].as_str().unwrap().contains("right now"), "{refused:#}");
    assert!(child.wait().unwrap().success());
    let (code, whole) = bench.json(&["do", "--yes", "venv", "discard", &text(&project)]);
    assert_eq!(code, 3, "{whole:#}");
    assert_eq!(names(&project), [".venv"]);
}

/// A small disk of its own, if this account may have one.
pub(super) struct SmallDisk(pub(super) PathBuf);

impl SmallDisk {
    pub(super) fn at(folder: PathBuf, size: &str) -> Option<Self> {
        fs::create_dir_all(&folder).unwrap();
        let options = format!("size={size}");
        let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", &options, "tmpfs"]).arg(&folder).output();
        if mounted.as_ref().is_ok_and(|mounted| mounted.status.success()) {
            return Some(Self(folder));
        }
        println!("SKIPPED: this account can't mount a small disk: {mounted:?}");
        None
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.0).status();
    }
}

#[test]
fn a_disk_that_fills_up_is_named_and_nothing_is_left_on_it() {
    let Some((bench, _)) = Bench::slow() else { return };
    let Some(disk) = SmallDisk::at(bench.scratch.path("small"), "40m") else { return };
    let project = disk.0.join("project");
    fs::create_dir(&project).unwrap();
    let mut command = bench.sandbar.command(&[bench.creating(&project), vec!["--json".to_owned()]].concat());
    let child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    // Somebody else writes on the same disk, as much as there is room for.
    assert!(until(|| project.join(".venv/bin/python").exists()));
    let mut rest = fs::File::create(disk.0.join("film.mov")).unwrap();
    while rest.write_all(&[1; 1 << 12]).is_ok() {}
    let ended = child.wait_with_output().unwrap();
    let answer: Value = serde_json::from_slice(&ended.stdout).unwrap();
    assert_eq!(ended.status.code(), Some(1), "{answer:#}");
    assert_eq!(answer["job"]["failure"]["code"], "disk_full", "{answer:#}");
    assert_eq!(names(&project), Vec::<String>::new());
    // With the disk as full as that, it is known beforehand.
    let (code, refused) = bench.sandbar.json(&bench.creating(&project)).unwrap();
    assert_eq!(code, 3, "{refused:#}");
    assert!(refused["refused"]["reason"].as_str().unwrap().contains("no room"), "{refused:#}");
}

/// How much of a native making is there: nothing, a folder with a marker, more and more of it.
fn parts(project: &Path) -> usize {
    let Some(folder) = names(project).into_iter().next().map(|name| project.join(name)) else { return 0 };
    let library = folder.join("lib");
    let site = names(&library).into_iter().next().map(|version| library.join(version).join("site-packages"));
    1 + names(&folder).len() + site.map_or(0, |site| count(&site))
}

fn count(folder: &Path) -> usize {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|entry| if entry.path().is_dir() { 1 + count(&entry.path()) } else { 1 }).sum()
}

#[test]
fn a_native_making_that_is_cut_off_anywhere_is_marked_or_whole() {
    let bench = Bench::new();
    if bench.newest().is_none() {
        return;
    }
    let machine = Machine::this();
    let mut cut_off = 0;
    for (number, much) in [1, 2, 4, 6, 10, 30, 80, 150, 250, 350, 450, 10_000].into_iter().enumerate() {
        for insisting in [true, false] {
            let project = bench.project(&format!("{insisting} {number}"));
            let mut child = bench.quiet(&bench.creating(&project)).spawn().unwrap();
            assert!(until(|| parts(&project) >= much || child.try_wait().unwrap().is_some()));
            // It may have ended meanwhile, which is as good.
            let name = if insisting { "-KILL" } else { "-INT" };
            let _ = Command::new("kill").args([name, &child.id().to_string()]).stderr(Stdio::null()).status();
            let ended = child.wait().unwrap();
            let left = names(&project);
            if !insisting && ended.code() == Some(130) {
                assert_eq!(left, Vec::<String>::new(), "stopped after {much}");
                cut_off += 1;
                continue;
            }
            if left.is_empty() {
                continue;
            }
            assert_eq!(left.len(), 1, "{left:?}");
            let folder = project.join(&left[0]);
            if folder.join(MARKER).exists() {
                assert!(until(|| remains(&machine, &folder).unwrap().state == Unfinished::Abandoned));
                assert_eq!(inspect(&machine, &folder, &bench.pythons).unwrap().health, Health::Broken);
                let (code, gone) = bench.json(&["do", "--yes", "venv", "discard", &text(&project)]);
                assert_eq!((code, names(&project)), (0, Vec::new()), "{gone:#}");
                cut_off += 1;
            } else if left == [".venv"] {
                let (code, verified) = bench.json(&["verify", &text(&project)]);
                assert_eq!(code, 0, "whole after {much}: {verified:#}");
            } else {
                assert!(names(&folder).is_empty(), "no marker in {left:?}: {:?}", names(&folder));
            }
        }
    }
    assert!(cut_off > 4, "only {cut_off} of them were cut off");
}

#[test]
fn a_native_making_on_a_disk_that_is_full_leaves_nothing_on_it() {
    let bench = Bench::new();
    if bench.newest().is_none() {
        return;
    }
    let Some(disk) = SmallDisk::at(bench.scratch.path("small"), "40m") else { return };
    let project = disk.0.join("project");
    fs::create_dir(&project).unwrap();
    let mut command = bench.sandbar.command(&[bench.creating(&project), vec!["--json".to_owned()]].concat());
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    // Somebody else takes all the room there is while it is being written.
    assert!(until(|| !names(&project).is_empty() || child.try_wait().unwrap().is_some()));
    let mut rest = fs::File::create(disk.0.join("film.mov")).unwrap();
    while rest.write_all(&[1; 1 << 12]).is_ok() {}
    let ended = child.wait_with_output().unwrap();
    let answer: Value = serde_json::from_slice(&ended.stdout).unwrap();
    if ended.status.success() {
        // It was the faster one.
        assert_eq!(names(&project), [".venv"]);
        return;
    }
    assert_eq!(answer["job"]["failure"]["code"], "disk_full", "{answer:#}");
    assert_eq!(names(&project), Vec::<String>::new());
}
