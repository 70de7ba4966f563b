//! This machine's own Python, which is changed and put back: only where somebody has said that it may be
//! (`SANDBAR_TEST_SYSTEM=1`), as root, on Debian and its like.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use sandbar_engine::model::Source;
use sandbar_tests::scratch::Scratch;
use sandbar_tests::wheel::{self, Said};

use super::{Followed, run};

const PYTHON: &str = "/usr/bin/python3";

/// Names that nobody else has.
const NAMES: [&str; 3] = ["sandbar_test_tide", "sandbar_test_shore", "sandbar_test_reef"];

/// Takes away what the tests have put there, however they end.
struct PutBack;

impl Drop for PutBack {
    fn drop(&mut self) {
        let _ = Command::new("dpkg").args(["--purge", "python3-sandbar-test-sponge"]).output();
        let _ = pip().args(["uninstall", "--yes", "--quiet", "--break-system-packages"]).args(NAMES).output();
    }
}

fn pip() -> Command {
    let mut pip = Command::new(PYTHON);
    pip.env_clear().env("PATH", "/usr/sbin:/usr/bin:/sbin:/bin").env("HOME", "/nowhere").current_dir("/");
    pip.args(["-I", "-m", "pip", "--disable-pip-version-check"]);
    pip
}

/// `None`, and that was said, where this machine's Python may not be changed.
fn allowed() -> Option<PutBack> {
    let said = std::env::var_os("SANDBAR_TEST_SYSTEM").is_some_and(|value| !value.is_empty());
    let is_root = fs::metadata("/proc/self").is_ok_and(|own| std::os::unix::fs::MetadataExt::uid(&own) == 0);
    let is_debian = Path::new("/usr/lib/python3/dist-packages/pip").is_dir();
    if said && is_root && is_debian {
        return Some(PutBack);
    }
    println!(
        "SKIPPED: 1 test with this machine's own Python: SANDBAR_TEST_SYSTEM=1, root and a Debian with pip are needed"
    );
    None
}

fn follow(scratch: &Scratch) -> Followed {
    let data = scratch.path("data");
    Followed::new(scratch.machine(), data, |it| it.source == Source::Linux && it.path.starts_with("/usr/bin"))
}

fn wheels(scratch: &Scratch) -> PathBuf {
    let wheels = scratch.path("wheels");
    let python = Path::new(PYTHON);
    wheel::put(&wheels, NAMES[0], "1.0", Said::default(), python).unwrap();
    wheel::put(&wheels, NAMES[0], "2.0", Said::default(), python).unwrap();
    wheel::put(&wheels, NAMES[1], "1.0", Said { needs: &[NAMES[0]], ..Said::default() }, python).unwrap();
    wheel::put_large(&wheels, NAMES[2], &[], 3_000, python).unwrap();
    wheels
}

/// Both in one, so that they don't get into each other's way.
#[test]
fn pip_and_apt_on_debians_own() {
    let Some(_put_back) = allowed() else { return };
    let scratch = Scratch::new();
    let wheels = wheels(&scratch);
    let followed = follow(&scratch);
    let install = |words: &[&str]| {
        let mut pip = pip();
        pip.args(["install", "--quiet", "--root-user-action=ignore", "--break-system-packages", "--no-index"]);
        pip.arg("--find-links").arg(&wheels).args(words);
        pip
    };
    let [tide, shore, reef] = NAMES;
    followed.expect(&mut install(&[&format!("{tide}==1.0")]), &format!("pip +{tide} 1.0!"));
    followed.expect(&mut install(&[shore]), &format!("pip +{shore} 1.0!"));
    followed.expect(&mut install(&["--upgrade", tide]), &format!("pip ^{tide} 1.0>2.0!"));
    let mut uninstall = pip();
    uninstall.args([
        "uninstall",
        "--yes",
        "--quiet",
        "--root-user-action=ignore",
        "--break-system-packages",
        tide,
        shore,
    ]);
    followed.expect(&mut uninstall, &format!("pip -{shore} 1.0?, -{tide} 2.0?"));
    followed.expect(&mut install(&[reef]), &format!("pip +{reef} 1.0!"));

    let package = deb(&scratch);
    let mut apt = Command::new("apt-get");
    apt.args(["install", "--yes", "--quiet"]).arg(&package);
    apt.env("DEBIAN_FRONTEND", "noninteractive");
    followed.expect(&mut apt, "its owner");
    let mut remove = Command::new("apt-get");
    remove.args(["remove", "--yes", "--quiet", "python3-sandbar-test-sponge"]).env("DEBIAN_FRONTEND", "noninteractive");
    followed.expect(&mut remove, "its owner");
    followed.expect(&mut install(&[tide]), &format!("pip +{tide} 2.0!"));
}

/// A Debian package of a Python module, as Debian's own are: no INSTALLER, no RECORD.
fn deb(scratch: &Scratch) -> PathBuf {
    let root = "sponge";
    let site = format!("{root}/usr/lib/python3/dist-packages");
    scratch.file(
        format!("{root}/DEBIAN/control"),
        "Package: python3-sandbar-test-sponge\nVersion: 1.0-1\nArchitecture: all\nMaintainer: Nobody <nobody@localhost>\n\
         Description: made for a test\n",
    );
    scratch.file(format!("{site}/sandbar_test_sponge/__init__.py"), "");
    for part in 0..500 {
        scratch.file(format!("{site}/sandbar_test_sponge/part_{part}.py"), "x = 1\n");
    }
    scratch.file(
        format!("{site}/sandbar_test_sponge-1.0.dist-info/METADATA"),
        "Metadata-Version: 2.1\nName: sandbar_test_sponge\nVersion: 1.0\n",
    );
    let package = scratch.path("sponge.deb");
    run(Command::new("dpkg-deb").args(["--root-owner-group", "--build"]).arg(scratch.path(root)).arg(&package));
    package
}
