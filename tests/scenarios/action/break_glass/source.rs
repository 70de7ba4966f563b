//! A package that comes as source alone: even a look at it executes it, so it is asked for first.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use super::super::text;
use super::{Glass, effects, same};

/// A guarded Python, and `reef`, whose `setup.py` leaves a witness.
fn with_source() -> Option<(Glass, PathBuf)> {
    /// A build program that needs nothing to be there.
    const BUILDS: &str = "import zipfile\n\
        def build_wheel(folder, settings=None, information=None):\n    \
            open(WITNESS, 'w').close()\n    \
            name = 'reef-1.0-py3-none-any.whl'\n    \
            metadata = 'Metadata-Version: 2.1\\nName: reef\\nVersion: 1.0\\n'\n    \
            wheel = 'Wheel-Version: 1.0\\nGenerator: x\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n'\n    \
            with zipfile.ZipFile(folder + '/' + name, 'w') as made:\n        \
                made.writestr('reef.py', '')\n        \
                made.writestr('reef-1.0.dist-info/METADATA', metadata)\n        \
                made.writestr('reef-1.0.dist-info/WHEEL', wheel)\n        \
                made.writestr('reef-1.0.dist-info/RECORD', '')\n    \
            return name\n";
    let glass = Glass::new()?;
    let witness = glass.bench.scratch.path("it-was-run");
    let source = glass.bench.scratch.path("reef-1.0");
    fs::create_dir_all(&source).unwrap();
    fs::write(source.join("builds.py"), BUILDS.replace("WITNESS", &format!("{:?}", text(&witness)))).unwrap();
    let project = "[build-system]\nrequires = []\nbuild-backend = \"builds\"\nbackend-path = [\".\"]\n";
    fs::write(source.join("pyproject.toml"), project).unwrap();
    fs::write(source.join("PKG-INFO"), "Metadata-Version: 2.1\nName: reef\nVersion: 1.0\n").unwrap();
    let mut pack = Command::new("tar");
    pack.arg("-czf").arg(glass.wheels.join("reef-1.0.tar.gz")).arg("-C").arg(glass.bench.scratch.path(""));
    assert!(pack.arg("reef-1.0").status().unwrap().success());
    Some((glass, witness))
}

#[test]
fn it_is_not_looked_at_unasked_and_the_way_to_it_comes_last() {
    let Some((glass, witness)) = with_source() else { return };
    let before = glass.manifest();
    let (code, refused) = glass.breaking(&["--yes"], &["reef"]);
    assert_eq!(code, 3, "{refused:#}");
    assert!(!witness.exists(), "the source was executed");
    let better = refused["refused"]["better"].as_array().unwrap();
    assert!(better.len() > 1, "{refused:#}");
    let last: Vec<&str> = better.last().unwrap().as_array().unwrap().iter().filter_map(|word| word.as_str()).collect();
    assert_eq!(last[..3], ["break-glass", "reef", "--build"], "{refused:#}");
    same(&before, &glass.manifest());
}

#[test]
fn asked_for_it_is_built_and_goes_again_without_a_trace() {
    let Some((glass, witness)) = with_source() else { return };
    let before = glass.manifest();
    let (code, done) = glass.breaking(&["--yes", "--build"], &["reef"]);
    assert_eq!(code, 0, "{done:#}");
    assert!(witness.exists() && effects(&done).contains("`reef` 1.0"), "{done:#}");
    // It is a wheel by then: the install itself executes nothing.
    assert!(done["plan"]["steps"][0]["argv"].to_string().contains("\":all:\""), "{done:#}");
    assert_eq!(glass.listed(), ["reef==1.0"]);
    let (code, undone) = glass.run(&["undo", "--yes"]);
    assert_eq!(code, 0, "{undone:#}");
    same(&before, &glass.manifest());
}
