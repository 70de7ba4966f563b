//! python.org, MacPorts, Nix: Pythons that belong to the whole Mac.

use super::apple::Framework;
use super::{Chip, FakeMac, HOME, Package};

impl FakeMac {
    /// Two versions of python.org's, named in `/usr/local/bin` as far as Homebrew is not there first.
    pub(super) fn add_python_org(&self) {
        for (minor, version) in [("3.12", "3.12.10"), ("3.13", "3.13.9")] {
            let framework = Framework { name: "Python", minor, version, current: minor == "3.13" };
            let here = self.add_framework("/Library/Frameworks", &framework);
            self.install(&format!("{here}/lib/python{minor}/site-packages"), &Package::pip("pip", "25.2"));
            self.link_in_usr_local(&format!("python{minor}"), &here, &format!("python{minor}"));
            self.folder(format!("/Applications/Python {minor}"));
        }
        self.install(
            "/Library/Frameworks/Python.framework/Versions/3.12/lib/python3.12/site-packages",
            &Package::pip("requests", "2.32.5").requested(),
        );
        if self.chip == Chip::Arm64 {
            self.link_in_usr_local("python3", "/Library/Frameworks/Python.framework/Versions/3.13", "python3");
        }
    }

    /// The installer's free-threaded option.
    pub fn add_free_threaded_python_org(&self) {
        let framework = Framework { name: "PythonT", minor: "3.13", version: "3.13.9", current: true };
        let here = self.add_framework("/Library/Frameworks", &framework);
        self.link_in_usr_local("python3.13t", &here, "python3.13t");
    }

    fn link_in_usr_local(&self, name: &str, versions: &str, target: &str) {
        let path = format!("/usr/local/bin/{name}");
        if self.real(&path).symlink_metadata().is_err() {
            self.link(path, format!("../../..{versions}/bin/{target}"));
        }
    }

    pub(super) fn add_macports(&self) {
        let framework = Framework { name: "Python", minor: "3.13", version: "3.13.10", current: false };
        self.add_framework("/opt/local/Library/Frameworks", &framework);
        self.script("/opt/local/bin/port");
        let real = "/opt/local/Library/Frameworks/Python.framework/Versions/3.13/bin/python3.13";
        self.link("/opt/local/bin/python3.13", real);
        self.link("/opt/local/bin/python3", "/opt/local/bin/python3.13");
    }

    pub(super) fn add_nix(&self) {
        let output = "/nix/store/9x8w7v6s5r4q3p2n1m0lkjihgfdcbazy-python3-3.12.12";
        self.script(format!("{output}/bin/python3.12"));
        self.link(format!("{output}/bin/python3"), "python3.12");
        self.file(format!("{output}/lib/python3.12/os.py"), "");
        self.file(format!("{output}/lib/python3.12/EXTERNALLY-MANAGED"), "[externally-managed]\nError=This is Nix.\n");
        let profiles = format!("{HOME}/.local/state/nix/profiles");
        self.link(format!("{profiles}/profile-7-link/bin/python3"), format!("{output}/bin/python3"));
        self.link(format!("{profiles}/profile"), "profile-7-link");
        self.link(format!("{HOME}/.nix-profile"), format!("{profiles}/profile"));
    }
}
