#![expect(clippy::disallowed_methods, reason = "tests lay out the folders that they read")]
#![expect(clippy::print_stdout, reason = "a test that is skipped says so")]

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt as _;
use std::path::Path;

use tempfile::TempDir;

use super::{Distribution, named, normalized, read};
use crate::machine::{Machine, Os};

/// A site-packages on a machine of its own.
struct Site(TempDir);

impl Site {
    fn new() -> Self {
        let site = Self(tempfile::tempdir().unwrap());
        fs::create_dir_all(site.0.path().join("site")).unwrap();
        site
    }

    fn file(&self, name: &str, content: impl AsRef<[u8]>) -> &Self {
        let path = self.0.path().join("site").join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
        self
    }

    fn read(&self) -> Vec<Distribution> {
        let machine = Machine::tree(self.0.path(), Os::Macos, None, None).unwrap();
        read(&machine, Path::new("/site")).unwrap()
    }

    fn only(&self) -> Distribution {
        let mut all = self.read();
        assert_eq!(all.len(), 1, "{all:?}");
        all.remove(0)
    }
}

const METADATA: &str = "Metadata-Version: 2.1\nName: Flask-Thing\nVersion: 1.2\n\nVersion: of the README\n";

#[test]
fn a_finished_pip_install_is_complete_and_says_who_asked() {
    let site = Site::new();
    site.file("flask_thing-1.2.dist-info/METADATA", METADATA)
        .file("flask_thing-1.2.dist-info/INSTALLER", "pip\n")
        .file("flask_thing-1.2.dist-info/REQUESTED", "")
        .file("flask_thing-1.2.dist-info/RECORD", "flask_thing-1.2.dist-info/INSTALLER,sha256=x,4\n");
    let found = site.only();
    assert_eq!((found.name.as_str(), found.version.as_str()), ("Flask-Thing", "1.2"));
    assert_eq!(found.installer.as_deref(), Some("pip"));
    assert!(found.requested && found.complete);
    assert_eq!(found.path, Path::new("/site/flask_thing-1.2.dist-info"));
}

#[test]
fn an_install_that_is_under_way_is_not_complete() {
    let site = Site::new();
    // The wheel's own RECORD stands there from early on; it does not list an INSTALLER of this distribution.
    site.file("a-1.dist-info/METADATA", METADATA)
        .file("a-1.dist-info/INSTALLER", "pip\n")
        .file(
            "a-1.dist-info/RECORD",
            "a/_vendor/b-1.dist-info/INSTALLER,,\nxa-1.dist-info/INSTALLER,,\na-1.dist-info/METADATA,,\n",
        )
        .file("b-1.dist-info/METADATA", METADATA)
        .file("b-1.dist-info/RECORD", "b-1.dist-info/METADATA,,\n")
        .file("c-1.dist-info/INSTALLER", "pip")
        .file("c-1.dist-info/RECORD", "c-1.dist-info/INSTALLER,,\n")
        .file("~d-1.dist-info/METADATA", METADATA)
        .file("~d-1.dist-info/INSTALLER", "pip")
        .file("~d-1.dist-info/RECORD", "~d-1.dist-info/INSTALLER,,\n");
    let found = site.read();
    assert_eq!(found.len(), 4);
    assert!(found.iter().all(|one| !one.complete), "{found:?}");
    // What METADATA does not tell, the folder's name does.
    assert_eq!((found[2].name.as_str(), found[2].version.as_str()), ("c", "1"));
}

#[test]
fn homebrew_and_conda_keep_no_record() {
    for owner in ["brew\n", "conda"] {
        let site = Site::new();
        site.file("a-1.dist-info/METADATA", METADATA).file("a-1.dist-info/INSTALLER", owner);
        let found = site.only();
        assert!(found.complete, "{found:?}");
        assert_eq!(found.installer.as_deref(), Some(owner.trim()));
    }
}

#[test]
fn an_apt_package_has_no_installer_and_is_complete_where_only_apt_writes() {
    let root = tempfile::tempdir().unwrap();
    for (folder, complete) in
        [("usr/lib/python3/dist-packages", true), ("usr/local/lib/python3.11/dist-packages", false)]
    {
        let dist_info = root.path().join(folder).join("PyYAML-6.0.dist-info");
        fs::create_dir_all(&dist_info).unwrap();
        fs::write(dist_info.join("METADATA"), METADATA).unwrap();
        fs::write(dist_info.join("RECORD"), "PyYAML-6.0.dist-info/RECORD,,\n").unwrap();
        let machine = Machine::tree(root.path(), Os::Linux, None, None).unwrap();
        let found = read(&machine, &Path::new("/").join(folder)).unwrap();
        assert_eq!(found[0].complete, complete, "{folder}");
        assert_eq!(found[0].installer, None);
    }
}

#[test]
fn eggs_are_files_or_folders_and_are_complete_when_they_can_be_read() {
    let site = Site::new();
    site.file("Mako-1.2.4.dev0-py3.9.egg-info", METADATA)
        .file("six.egg-info/PKG-INFO", METADATA)
        .file("torn-1.0-py3.9.egg-info", "")
        .file("not-a-distribution.txt", METADATA)
        .file("also-not.dist-info", METADATA);
    let found = site.read();
    let said: Vec<_> = found.iter().map(|one| (one.name.as_str(), one.version.as_str(), one.complete)).collect();
    assert_eq!(said, [("Flask-Thing", "1.2", true), ("Flask-Thing", "1.2", true), ("torn", "1.0", false)]);
}

#[test]
fn strange_files_are_described_as_far_as_they_go() {
    let site = Site::new();
    let folder = site.0.path().join("site");
    // Ten megabytes; a head that is longer than the first look; bytes that are no text.
    site.file("big-1.dist-info/METADATA", [METADATA.as_bytes(), &vec![b'x'; 10 << 20]].concat())
        .file("late-1.dist-info/METADATA", format!("Summary: {}\n{METADATA}", "x".repeat(9000)))
        .file("bytes-1.dist-info/METADATA", b"Name: \xff\xfe\nVersion: 1\n")
        .file("escape-1.dist-info/METADATA", "Name: a\u{1b}[31mb\nVersion: 1\n")
        .file("never-1.dist-info/METADATA", vec![b'x'; 10 << 20]);
    // A FIFO would block whoever opens it, and a link to itself leads nowhere.
    fs::create_dir(folder.join("fifo-1.dist-info")).unwrap();
    for file in ["METADATA", "INSTALLER", "RECORD"] {
        let made = std::process::Command::new("mkfifo").arg(folder.join("fifo-1.dist-info").join(file)).status();
        assert!(made.unwrap().success());
    }
    std::os::unix::fs::symlink("loop-1.dist-info", folder.join("loop-1.dist-info")).unwrap();
    let found = site.read();
    let said: Vec<_> = found.iter().map(|one| (one.name.as_str(), one.version.as_str())).collect();
    assert_eq!(
        said,
        [
            ("Flask-Thing", "1.2"),
            ("\u{fffd}\u{fffd}", "1"),
            ("escape", "1"),
            ("fifo", "1"),
            ("Flask-Thing", "1.2"),
            ("loop", "1"),
            ("never", "1"),
        ]
    );
    assert!(found.iter().all(|one| !one.complete));
}

#[test]
fn a_name_need_not_be_text() {
    let site = Site::new();
    let name = OsStr::from_bytes(b"caf\xe9-2.dist-info");
    if fs::create_dir(site.0.path().join("site").join(name)).is_err() {
        println!("skipped: this disk only has names that are text, as APFS does");
        return;
    }
    let found = site.only();
    assert_eq!((found.name.as_str(), found.version.as_str()), ("caf\u{fffd}", "2"));
    assert_eq!(found.path.file_name(), Some(name));
}

#[test]
fn a_folder_that_is_not_there_is_an_error_and_an_empty_one_is_not() {
    let site = Site::new();
    assert_eq!(site.read(), []);
    let machine = Machine::tree(site.0.path(), Os::Macos, None, None).unwrap();
    assert!(read(&machine, Path::new("/nowhere")).unwrap_err().is_absent());
}

#[test]
fn names_are_compared_as_pypi_compares_them() {
    assert_eq!(normalized("Zope._-Interface"), "zope-interface");
    assert_eq!(named(OsStr::new("a_b-1.0.dist-info")), ("a_b".to_owned(), "1.0".to_owned()));
    assert_eq!(named(OsStr::new("plain.egg-info")), ("plain".to_owned(), String::new()));
}
