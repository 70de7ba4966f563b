use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::disk;
use crate::engine::{Engine, Options};
use crate::machine::Machine;

fn engine(home: &Path) -> Arc<Engine> {
    let mut machine = Machine::this();
    machine.home = home.to_path_buf();
    machine.live = false;
    Engine::open(machine, Options { data: Some(home.join("data")), also: Vec::new(), ask_shell: false })
}

fn names(engine: &Engine) -> (String, String, bool) {
    let name = |path: &Path| path.file_name().unwrap().to_string_lossy().into_owned();
    let practice = engine.practice();
    (name(&practice.path), name(&practice.second), practice.exists)
}

fn project(folder: PathBuf) -> PathBuf {
    fs::create_dir(&folder).unwrap();
    disk::replace(&folder.join("main.py"), b"print(1)\n").unwrap();
    folder
}

#[test]
fn the_practice_projects_are_the_known_ones_or_places_that_are_free() {
    let scratch = tempfile::tempdir().unwrap();
    let home = Machine::this().resolve(scratch.path()).unwrap();
    let engine = engine(&home);
    assert_eq!(names(&engine), ("sandbar-practice".into(), "sandbar-practice-2".into(), false));

    // A folder of that name which nobody has shown to Sandbar is somebody's own.
    let first = project(home.join("sandbar-practice"));
    assert_eq!(names(&engine), ("sandbar-practice-2".into(), "sandbar-practice-3".into(), false));

    engine.add_folder(&first).unwrap();
    engine.look();
    assert_eq!(names(&engine), ("sandbar-practice".into(), "sandbar-practice-2".into(), true));

    let second = project(home.join("sandbar-practice-2"));
    engine.add_folder(&second).unwrap();
    engine.look();
    assert_eq!(names(&engine), ("sandbar-practice".into(), "sandbar-practice-2".into(), true));
}
