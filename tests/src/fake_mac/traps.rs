//! What a real disk has and nobody expects.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt as _;
use std::path::{Path, PathBuf};

use super::{FakeMac, HOME, Package};

impl FakeMac {
    /// Lays the traps that change nothing: whoever steps into one finds a Python more, hangs, or breaks.
    ///
    /// `outside` is a folder beside the tree, with a Python that does not belong to this Mac.
    pub fn add_traps(&self) -> PathBuf {
        let outside = self.scratch.path().join("outside");
        self.trap_links(&outside);
        self.trap_files();
        self.trap_homebrew();
        self.trap_packages();
        outside
    }

    /// Links in a circle, to nowhere, and out of the tree.
    fn trap_links(&self, outside: &Path) {
        let versions = format!("{HOME}/.pyenv/versions");
        self.link(format!("{versions}/round"), "about");
        self.link(format!("{versions}/about"), "round");
        self.link(format!("{versions}/circle/bin/python"), "python");
        self.link(format!("{versions}/gone"), "/nowhere/at/all");
        self.link(format!("{HOME}/.local/bin/python3.10"), "python3.10");
        let bin = outside.join("bin");
        std::fs::create_dir_all(&bin).expect("a folder beside the tree");
        let stranger = bin.join("python3");
        std::fs::copy(self.real("/usr/bin/python3"), &stranger).expect("an executable beside the tree");
        self.link(format!("{versions}/stranger"), outside);
        self.link(format!("{versions}/climber"), format!("{}{}", "../".repeat(12), outside.display()));
        self.link(format!("{HOME}/.local/bin/python3.8"), stranger);
    }

    /// A FIFO, a folder, and megabytes where a small file is expected.
    fn trap_files(&self) {
        let versions = format!("{HOME}/.pyenv/versions");
        self.fifo(format!("{versions}/pipe/bin/python"));
        self.folder(format!("{versions}/folder/bin/python"));
        self.file(format!("{versions}/plain/bin/python"), "no permission to run it\n");
        self.script(format!("{versions}/huge/bin/python"));
        self.huge_file(format!("{versions}/huge/pyvenv.cfg"));
        self.fifo(format!("{HOME}/.conda/envs/pipe"));
        self.fifo(format!("{HOME}/.condarc"));
        self.fifo(format!("{HOME}/.asdf/installs/python/fifo"));
        self.fifo("/private/etc/paths.d/fifo");
        self.fifo("/Applications/Xcode-pipe.app");
    }

    /// A second version in the rack, a keg that is being poured, formulae that only sound like a Python.
    fn trap_homebrew(&self) {
        let prefix = self.prefix();
        self.add_unlinked_keg("3.13", "3.13.10", false);
        self.script(format!("{prefix}/Cellar/python@3.15/3.15.0/bin/python3.15"));
        self.link(format!("{prefix}/opt/python@3.99"), "python@3.99");
        self.link(format!("{prefix}/opt/python@3.98"), "../Cellar/python@3.98/3.98.0");
        self.script(format!("{prefix}/Cellar/python-tk@3.14/3.14.2/libexec/bin/python3.14"));
        self.link(format!("{prefix}/opt/python-tk@3.14"), "../Cellar/python-tk@3.14/3.14.2");
    }

    /// Packages that are none: unfinished, torn, endless, circular.
    fn trap_packages(&self) {
        let site = format!("{}/lib/python3.13/site-packages", self.prefix());
        self.install(&site, &Package::pip("~httpx", "0.27.0"));
        self.huge_file(format!("{site}/endless-1.0.dist-info/METADATA"));
        self.fifo(format!("{site}/pipe-1.0.dist-info/METADATA"));
        self.fifo(format!("{site}/pipe-1.0.dist-info/INSTALLER"));
        self.link(format!("{site}/round-1.0.dist-info"), "round-1.0.dist-info");
        self.fifo(format!("{site}/fifo-1.0.egg-info"));
    }

    /// Pythons in folders with strange names, which are Pythons all the same. False where the disk refuses bytes that
    /// are no text, as APFS does; then that one is not there.
    pub fn add_strange_names(&self) -> bool {
        let versions = format!("{HOME}/.pyenv/versions");
        self.add_install(&format!("{versions}/my own build"), "3.10.19");
        // "cafe" with a combining accent, as macOS's own tools write names.
        self.add_install(&format!("{versions}/cafe\u{301}"), "3.10.18");
        let bytes = Path::new(&versions).join(OsStr::from_bytes(b"caf\xe9"));
        if std::fs::create_dir_all(self.real(&bytes)).is_err() {
            return false;
        }
        self.script(bytes.join("bin/python"));
        self.folder(bytes.join("lib/python3.10"));
        true
    }
}
