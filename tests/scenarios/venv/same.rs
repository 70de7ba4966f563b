//! The same files, links, modes and content as the interpreter's own `venv` and `ensurepip` make.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use sandbar_engine::machine::Machine;
use sandbar_engine::model::Interpreter;
use sandbar_engine::settings::Settings;
use sandbar_engine::venv;
use sandbar_tests::program::Sandbar;
use sandbar_tests::pythons::{self, make_venv};
use sandbar_tests::scratch::Scratch;

use super::{Thing, for_each_python, manifest, place, write};

type Manifest = BTreeMap<PathBuf, Thing>;

/// What the interpreter makes at `target`, and what Sandbar then makes at the same place.
fn both(python: &Interpreter, target: &Path, prompt: Option<&str>, pip: bool) -> (Manifest, Manifest) {
    let mut options: Vec<&str> = Vec::new();
    options.extend((!pip).then_some("--without-pip"));
    options.extend(prompt.into_iter().flat_map(|prompt| ["--prompt", prompt]));
    assert!(make_venv(python, target, &options));
    let theirs = manifest(target);
    fs::remove_dir_all(target).unwrap();

    let mut drawn = venv::blueprint(&Machine::this(), python, target, prompt).unwrap();
    if !pip {
        drawn.seeding.wheels.clear();
    }
    write(&drawn);
    let mut ours = manifest(target);
    // The one thing that Sandbar adds: since 3.13 `venv` writes one itself.
    if python.minor() < Some((3, 13)) {
        assert!(ours.remove(Path::new(".gitignore")).is_some());
    }
    (theirs, ours)
}

fn assert_same(theirs: &Manifest, ours: &Manifest, python: &Interpreter) {
    let names = |one: &Manifest, other: &Manifest| -> Vec<PathBuf> {
        one.keys().filter(|name| !other.contains_key(*name)).cloned().collect()
    };
    assert_eq!(names(theirs, ours), Vec::<PathBuf>::new(), "{}: Sandbar leaves these out", python.label());
    assert_eq!(names(ours, theirs), Vec::<PathBuf>::new(), "{}: Sandbar adds these", python.label());
    for (name, thing) in theirs {
        let both = || format!("{}\n{}", shown(thing), shown(&ours[name]));
        assert!(thing == &ours[name], "{}: `{}`:\n{}", python.label(), name.display(), both());
    }
}

fn shown(thing: &Thing) -> String {
    match thing {
        Thing::File(mode, content) => format!("{mode:o} {}", String::from_utf8_lossy(content)),
        other => format!("{other:?}"),
    }
}

/// Changes the text of one file.
fn edit(things: &mut Manifest, name: &Path, change: impl Fn(String) -> String) {
    let Some(Thing::File(_, content)) = things.get_mut(name) else { panic!("no file `{}`", name.display()) };
    *content = change(String::from_utf8(content.clone()).unwrap()).into_bytes();
}

/// Takes the compiled files out of the RECORDs, and gives how many of these there are.
fn without_compiled(things: &mut Manifest) -> usize {
    let records: Vec<PathBuf> = things.keys().filter(|name| name.ends_with("RECORD")).cloned().collect();
    for record in &records {
        edit(things, record, |text| {
            text.split_inclusive('\n').filter(|line| !line.contains("/__pycache__/")).collect()
        });
    }
    records.len()
}

#[test]
fn without_pip_it_is_the_interpreters_own() {
    let scratch = Scratch::new();
    for_each_python(|index, python| {
        for (turn, prompt) in [None, Some("shop"), Some("it's a \"shop\"")].into_iter().enumerate() {
            let target = place(&scratch.path(format!("{turn}")), python, index + turn);
            let (mut theirs, ours) = both(python, &target, prompt, false);
            // Sandbar's line makes what Sandbar made: with pip.
            edit(&mut theirs, Path::new("pyvenv.cfg"), |text| text.replace(" --without-pip ", " "));
            assert_same(&theirs, &ours, python);
        }
    });
}

#[test]
fn with_pip_it_is_what_ensurepip_installs() {
    let scratch = Scratch::new();
    for_each_python(|index, python| {
        let target = place(&scratch.path("with"), python, index);
        let (mut theirs, ours) = both(python, &target, Some("shop"), true);
        let records = without_compiled(&mut theirs);
        assert_eq!(records, if python.minor() < Some((3, 12)) { 2 } else { 1 });
        assert_same(&theirs, &ours, python);
    });
}

#[test]
fn a_mask_that_leaves_others_nothing_is_minded_as_pip_minds_it() {
    let scratch = Scratch::new();
    let pythons = super::pythons();
    let Some(python) = pythons.first() else { return };
    let home = scratch.path("home");
    let settings = Settings { interpreters: vec![python.path.to_path_buf()], ..Settings::default() };
    settings.save(&home.join("sandbar-data")).unwrap();
    let project = home.join("shop");
    let target = project.join(".venv");
    // The mask is the whole process's, so it is a process of its own that has it.
    let masked = |command: &Command| {
        let mut shell = Command::new("/bin/sh");
        shell.args(["-c", "umask 077 && exec \"$@\"", "sh"]).arg(command.get_program()).args(command.get_args());
        shell.envs(command.get_envs().filter_map(|(name, value)| Some((name, value?))));
        assert!(pythons::run(&mut shell), "{shell:?}");
    };
    fs::create_dir(&project).unwrap();
    masked(Command::new(python.path.as_path()).args(["-I", "-m", "venv", "--prompt", "shop"]).arg(&target));
    let mut theirs = manifest(&target);
    without_compiled(&mut theirs);
    fs::remove_dir_all(&target).unwrap();

    let (project, path) = (project.to_str().unwrap(), python.path.to_str().unwrap());
    let words = ["do", "--yes", "--no-shell", "venv", "create", project, "--python", path];
    masked(&Sandbar::at(&home).unwrap().command(&words));
    let mut ours = manifest(&target);
    if python.minor() < Some((3, 13)) {
        assert!(ours.remove(Path::new(".gitignore")).is_some());
    }
    assert_same(&theirs, &ours, python);
}
