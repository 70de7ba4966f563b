//! pip and the activate scripts of an environment that Sandbar wrote do all that they are for.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use sandbar_engine::machine::Machine;
use sandbar_engine::model::Interpreter;
use sandbar_engine::venv::{self, WriteError};
use sandbar_tests::scratch::Scratch;
use sandbar_tests::wheel;

use super::{for_each_python, native, place, pythons, run};

/// The wheel of pip that comes with `python`.
fn bundled_pip(python: &Interpreter) -> PathBuf {
    let drawn = venv::blueprint(&Machine::this(), python, Path::new("/shop/.venv"), None).unwrap();
    drawn.seeding.wheels.into_iter().find(|seed| seed.name == "pip").unwrap().wheel
}

/// The names in the environment's folder of packages that begin with `pip`.
fn of_pip(folder: &Path, python: &Interpreter) -> Vec<String> {
    let site = folder.join(format!("lib/python3.{}/site-packages", python.minor().unwrap().1));
    let names = fs::read_dir(site).unwrap().map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned());
    names.filter(|name| name.starts_with("pip")).collect()
}

#[test]
fn pip_installs_upgrades_itself_and_goes() {
    let scratch = Scratch::new();
    for_each_python(|index, python| {
        let label = python.label();
        let target = place(&scratch.path("works"), python, index);
        native(python, &target);
        let wheels = scratch.path(format!("wheels/{}", python.id));
        let greeting = wheel::build(&wheels, "greeting", &python.path).unwrap();
        wheel::rename(&bundled_pip(python), &wheels, "pip", "99.0", &python.path).unwrap();

        let version = run(&target, "pip", &[&"--version"]);
        assert!(version.contains(target.to_str().unwrap()), "{label}: {version}");
        let list = run(&target, "pip", &[&"list", &"--format=freeze"]);
        let expected = if python.minor() < Some((3, 12)) { 2 } else { 1 };
        assert_eq!(list.lines().count(), expected, "{label}: {list}");
        run(&target, "pip3", &[&"check"]);
        run(&target, "pip", &[&"install", &"--quiet", &"--no-index", &greeting]);
        assert_eq!(run(&target, "python", &[&"-c", &"import greeting"]).trim(), "greeting answers");
        run(&target, "pip", &[&"uninstall", &"--quiet", &"--yes", &"greeting"]);
        assert!(!run(&target, "pip", &[&"list"]).contains("greeting"));

        run(&target, "python", &[&"-m", &"pip", &"install", &"-U", &"--quiet", &"--no-index", &"-f", &wheels, &"pip"]);
        let version = run(&target, &format!("pip3.{}", python.minor().unwrap().1), &[&"--version"]);
        assert!(version.starts_with("pip 99.0 "), "{label}: {version}");
        let mut left = of_pip(&target, python);
        left.sort();
        assert_eq!(left, ["pip", "pip-99.0.dist-info"], "{label}");
        run(&target, "pip", &[&"check"]);

        run(&target, "python", &[&"-m", &"pip", &"uninstall", &"--quiet", &"--yes", &"pip"]);
        assert_eq!(of_pip(&target, python), Vec::<String>::new(), "{label}");
        assert!(!target.join("bin/pip").exists(), "{label}");
    });
}

#[test]
fn pip_uninstalls_what_sandbar_wrote_down_to_the_last_file() {
    let scratch = Scratch::new();
    for_each_python(|index, python| {
        let target = place(&scratch.path("goes"), python, index);
        native(python, &target);
        // By now some of it is compiled, which its RECORD does not know.
        run(&target, "pip", &[&"list"]);
        run(&target, "python", &[&"-m", &"pip", &"uninstall", &"--quiet", &"--yes", &"pip"]);
        assert_eq!(of_pip(&target, python), Vec::<String>::new(), "{}", python.label());
    });
}

#[test]
fn it_can_be_activated_in_every_shell_that_is_here() {
    let scratch = Scratch::new();
    for_each_python(|index, python| {
        let target = place(&scratch.path("active"), python, index);
        native(python, &target);
        let shells = [
            ("sh", ".", "activate"),
            ("bash", ".", "activate"),
            ("zsh", ".", "activate"),
            ("fish", "source", "activate.fish"),
        ];
        for (shell, read, script) in shells {
            let line = format!("cd \"$TARGET\"; {read} ./bin/{script}; command -v python; echo \"$VIRTUAL_ENV\"");
            let mut command = Command::new(shell);
            let Ok(done) = command.args(["-c", &line]).env("TARGET", &target).output() else {
                println!("SKIPPED: this machine has no {shell}");
                continue;
            };
            let said = String::from_utf8_lossy(&done.stdout).into_owned();
            let expected = format!("{}\n{}\n", target.join("bin/python").display(), target.display());
            assert_eq!(said, expected, "{} {shell}: {done:?}", python.label());
        }
    });
}

#[test]
fn a_wheel_that_is_not_whole_is_not_believed() {
    let scratch = Scratch::new();
    let pythons = pythons();
    let Some(python) = pythons.first() else { return };
    let target = scratch.path("shop/.venv");
    let mut drawn = venv::blueprint(&Machine::this(), python, &target, None).unwrap();
    drawn.seeding.wheels.retain(|seed| seed.name == "pip");
    let whole = fs::read(&drawn.seeding.wheels[0].wheel).unwrap();
    let mut changed = whole.clone();
    changed[whole.len() / 2] ^= 0xff;
    for (name, bytes) in [("short", &whole[..whole.len() / 2]), ("changed", &changed)] {
        let folder = scratch.path(name);
        fs::create_dir_all(&folder).unwrap();
        drawn.seeding.wheels[0].wheel = folder.join("pip.whl");
        fs::write(folder.join("pip.whl"), bytes).unwrap();
        let written = venv::write(&Machine::this(), &drawn, &folder);
        assert!(matches!(written, Err(WriteError::Wheel { .. })), "{name}: {written:?}");
        // What is there does not look whole to anybody: RECORD would have been the last.
        let information = format!("pip-{}.dist-info/RECORD", drawn.seeding.wheels[0].version);
        assert!(!folder.join(&drawn.seeding.site_packages).join(information).exists(), "{name}");
    }
}

#[test]
fn nothing_that_is_there_is_written_over() {
    let scratch = Scratch::new();
    let pythons = pythons();
    let Some(python) = pythons.first() else { return };
    let drawn = venv::blueprint(&Machine::this(), python, &scratch.path("shop/.venv"), None).unwrap();
    for (index, name) in ["bin/python", "pyvenv.cfg", "bin/pip3"].into_iter().enumerate() {
        let there = format!("{index}/{name}");
        scratch.file(&there, "somebody's own");
        let written = venv::write(&Machine::this(), &drawn, &scratch.path(index.to_string()));
        assert!(matches!(written, Err(WriteError::Disk(_))), "{name}: {written:?}");
        assert_eq!(fs::read_to_string(scratch.path(&there)).unwrap(), "somebody's own");
    }
}
