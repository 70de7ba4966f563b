//! What is found on Linuxes of several kinds, none of which has Python's headers.

use std::fs;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::Path;

use sandbar_engine::find;
use sandbar_engine::machine::{Machine, Os};
use sandbar_engine::model::{Interpreter, Protection, Source};
use tempfile::TempDir;

use super::{one, texts};

/// A file tree that is looked at as a Linux.
struct Linux(TempDir);

impl Linux {
    fn new(os_release: &str) -> Self {
        let linux = Self(tempfile::tempdir().unwrap());
        linux.file("etc/os-release", os_release);
        fs::create_dir_all(linux.0.path().join("home/robin")).unwrap();
        linux
    }

    fn file(&self, path: &str, content: impl AsRef<[u8]>) -> &Self {
        let path = self.0.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
        self
    }

    fn executable(&self, path: &str, content: impl AsRef<[u8]>) -> &Self {
        self.file(path, content);
        fs::set_permissions(self.0.path().join(path), fs::Permissions::from_mode(0o755)).unwrap();
        self
    }

    fn link(&self, path: &str, target: impl AsRef<Path>) -> &Self {
        let path = self.0.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        symlink(target, path).unwrap();
        self
    }

    fn look(&self) -> Vec<Interpreter> {
        find::interpreters(&Machine::tree(self.0.path(), Os::Linux, None, Some("robin".to_owned())).unwrap(), &[])
    }
}

/// An ELF head for x86-64, and what follows.
fn elf(rest: &[u8]) -> Vec<u8> {
    [&[0x7f, b'E', b'L', b'F', 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 0, 62, 0][..], &[0; 44], rest].concat()
}

const DEBIAN: &str = "PRETTY_NAME=\"Debian GNU/Linux 13 (trixie)\"\nID=debian\n";

fn debian() -> Linux {
    let debian = Linux::new(DEBIAN);
    debian
        .executable("usr/bin/python3.13", elf(b"no version in here"))
        .link("usr/bin/python3", "python3.13")
        .executable("usr/bin/python3-config", "#!/bin/sh\n")
        .link("bin", "usr/bin")
        .file("usr/lib/python3.13/os.py", "")
        .file("usr/lib/python3.13/EXTERNALLY-MANAGED", "[externally-managed]\nError=Use apt.\n")
        .file(
            "var/lib/dpkg/status",
            "Package: python3.1-minimal\nStatus: install ok installed\nVersion: 3.1.0-1\n\n\
             Package: decoy\nStatus: install ok installed\nOld-Package: python3.13-minimal\nVersion: 3.13.9-9\n\n\
             Package: python3.13-minimal\nStatus: install ok installed\nVersion: 3.13.5-2+deb13u1\nDepends: libc6\n\n\
             Package: zlib1g\nStatus: install ok installed\nVersion: 1:1.3.1\n",
        );
    for name in ["PyYAML-6.0.2", "python_apt-3.0.0", "perf-0.1", "handmade-1.0"] {
        let (stem, version) = name.split_once('-').unwrap();
        let info = format!("usr/lib/python3/dist-packages/{name}.egg-info");
        debian.file(&info, format!("Metadata-Version: 2.1\nName: {stem}\nVersion: {version}\n"));
    }
    let owned = |name: &str| format!("/.\n/usr\n/usr/lib/python3/dist-packages/{name}.egg-info\n");
    debian
        .file("var/lib/dpkg/info/python3-yaml.list", owned("PyYAML-6.0.2"))
        .file("var/lib/dpkg/info/python3-apt.list", owned("python_apt-3.0.0"))
        .file("var/lib/dpkg/info/linux-tools:amd64.list", owned("perf-0.1"))
        .file("var/lib/dpkg/info/zlib1g:amd64.list", "/.\n");
    debian
}

#[test]
fn a_stock_debian_is_told_by_dpkgs_records() {
    let all = debian().look();
    assert_eq!(all.len(), 1, "{all:#?}");
    let python = one(&all, Source::Linux, "3.13.5");
    assert_eq!(python.path.to_string(), "/usr/bin/python3.13");
    assert_eq!(texts(&python.aliases), ["/bin/python3", "/bin/python3.13", "/usr/bin/python3"]);
    assert_eq!(python.owner, "Debian");
    assert_eq!(python.protection, Protection::Hard);
    assert_eq!(python.arch.as_deref(), Some("x86_64"));
    assert_eq!(python.managed.as_ref().unwrap().message.as_deref(), Some("Use apt."));
    let sites = ["/usr/local/lib/python3.13/dist-packages", "/usr/lib/python3/dist-packages"];
    assert_eq!(texts(&python.site_packages), sites);
}

#[test]
fn debians_packages_are_known_by_dpkgs_lists_and_the_rest_is_stray() {
    let debian = debian();
    let site = "usr/local/lib/python3.13/dist-packages";
    debian
        .file(&format!("{site}/flask-3.1.2.dist-info/METADATA"), "Name: Flask\nVersion: 3.1.2\n")
        .file(&format!("{site}/flask-3.1.2.dist-info/INSTALLER"), "pip\n")
        .file(&format!("{site}/flask-3.1.2.dist-info/REQUESTED"), "")
        .file(&format!("{site}/flask-3.1.2.dist-info/RECORD"), "flask-3.1.2.dist-info/INSTALLER,,\n")
        .file(&format!("{site}/pip-25.3.dist-info/METADATA"), "Name: pip\nVersion: 25.3\n")
        .file(&format!("{site}/pip-25.3.dist-info/INSTALLER"), "pip\n")
        .file(&format!("{site}/pip-25.3.dist-info/RECORD"), "pip-25.3.dist-info/INSTALLER,,\n");
    let all = debian.look();
    let strays: Vec<_> =
        all[0].strays.iter().map(|one| (one.name.as_str(), one.installer.as_str(), one.requested)).collect();
    // Debian seeds no pip: one in /usr/local hides apt's.
    assert_eq!(strays, [("Flask", "pip", Some(true)), ("handmade", "unknown", None), ("pip", "pip", Some(false))]);
}

#[test]
fn fedora_keeps_two_libraries_and_the_version_in_a_shared_object() {
    let fedora = Linux::new("ID=fedora\n");
    fedora
        .executable("usr/bin/python3.14", elf(b""))
        .link("usr/bin/python3", "python3.14")
        .link("usr/bin/python", "python3")
        .file("usr/lib64/python3.14/os.py", "")
        .file("usr/lib/python3.14/site-packages/README", "")
        .file("usr/lib64/python3.14/site-packages/README", "")
        .file("usr/lib64/libpython3.14.so.1.0", elf(b"\0%s 3.14.1\0sqlite 3.14.9\x003.14.\x003.14.2\0tail"));
    let all = fedora.look();
    let python = one(&all, Source::Linux, "3.14.2");
    assert_eq!(python.owner, "Fedora");
    assert_eq!(python.managed, None);
    assert_eq!(python.stdlib.as_ref().unwrap().to_string(), "/usr/lib64/python3.14");
    let sites = ["/usr/lib/python3.14/site-packages", "/usr/lib64/python3.14/site-packages"];
    assert_eq!(texts(&python.site_packages), sites);
}

#[test]
fn alpine_is_told_by_apks_records() {
    let alpine = Linux::new("ID=alpine\n");
    alpine
        .executable("usr/bin/python3.12", elf(b""))
        .link("usr/bin/python3", "python3.12")
        .file("usr/lib/python3.12/os.py", "")
        .file(
            "lib/apk/db/installed",
            "C:Q1\nP:musl\nV:1.2.5-r9\n\nC:Q2\nP:python3\nV:3.12.12-r0\nA:x86_64\n\nP:zlib\nV:1-r2\n",
        );
    assert_eq!(one(&alpine.look(), Source::Linux, "3.12.12").owner, "Alpine");
}

#[test]
fn a_python_built_into_usr_local_is_nobodys_but_the_users() {
    let image = Linux::new(DEBIAN);
    image
        .executable("usr/local/bin/python3.13", elf(b""))
        .link("usr/local/bin/python3", "python3.13")
        .link("usr/local/bin/python", "python3")
        .file("usr/local/lib/python3.13/os.py", "")
        .file("usr/local/include/python3.13/patchlevel.h", "#define PY_VERSION \"3.13.11+\"\n");
    let all = image.look();
    let python = one(&all, Source::Linux, "3.13.11");
    assert_eq!(python.protection, Protection::Soft);
    assert_eq!(python.path.to_string(), "/usr/local/bin/python3.13");
    assert_eq!(texts(&python.aliases), ["/usr/local/bin/python", "/usr/local/bin/python3"]);
    assert_eq!(texts(&python.site_packages), ["/usr/local/lib/python3.13/site-packages"]);
}

#[test]
fn homebrew_on_linux_has_no_framework() {
    let linux = Linux::new(DEBIAN);
    let prefix = "home/linuxbrew/.linuxbrew";
    let keg = format!("{prefix}/Cellar/python@3.14/3.14.2");
    linux
        .executable(&format!("{keg}/bin/python3.14"), elf(b""))
        .link(&format!("{keg}/bin/python3"), "python3.14")
        .file(&format!("{keg}/lib/python3.14/os.py"), "")
        .file(&format!("{keg}/lib/python3.14/EXTERNALLY-MANAGED"), "[externally-managed]\nError=brew\n")
        .link(&format!("{prefix}/opt/python@3.14"), "../Cellar/python@3.14/3.14.2")
        .link(&format!("{prefix}/bin/python3"), "../Cellar/python@3.14/3.14.2/bin/python3");
    let all = linux.look();
    let python = one(&all, Source::Homebrew, "3.14.2");
    assert_eq!(python.path.to_string(), format!("/{prefix}/opt/python@3.14/bin/python3.14"));
    assert_eq!(texts(&python.site_packages), [format!("/{prefix}/lib/python3.14/site-packages")]);
    assert!(texts(&python.aliases).contains(&format!("/{prefix}/bin/python3")), "{python:#?}");
    assert!(python.managed.is_some());
}
