//! Homebrew: kegs in the Cellar, `opt`, the linked view, and what `--break-system-packages` did to it.

use super::apple::Framework;
use super::{Chip, FakeMac, Package};

/// PEP 668's file as Homebrew's formulae write it, shortened, and with a translation that none of them has.
const MARKER: &str = "[externally-managed]\nError=To install Python packages system-wide, try brew install\n xyz.\n\n \
                      For anything else, make a virtual environment.\nError-de=Installiere mit brew install xyz.\n";

impl FakeMac {
    /// Two Pythons, the newer one linked as `python3`; numpy for both; pipx in a private environment; a stray httpx.
    pub(super) fn add_homebrew(&self) {
        let prefix = self.prefix();
        match self.chip {
            Chip::Arm64 => {
                self.script("/opt/homebrew/bin/brew");
                self.file("/private/etc/paths.d/homebrew", "/opt/homebrew/bin\n");
            }
            Chip::Intel => {
                self.script("/usr/local/Homebrew/bin/brew");
                self.link("/usr/local/bin/brew", "../Homebrew/bin/brew");
            }
        }
        self.folder(format!("{prefix}/var/homebrew/locks"));
        self.add_keg("3.14", "3.14.2", true);
        self.add_keg("3.13", "3.13.11_1", false);
        let numpy = Package::brew("numpy", "2.3.5");
        for minor in ["3.13", "3.14"] {
            self.pour("numpy/2.3.5", minor, &numpy);
        }
        self.link(format!("{prefix}/opt/numpy"), "../Cellar/numpy/2.3.5");
        let site = format!("{prefix}/lib/python3.14/site-packages");
        self.install(&site, &Package::pip("httpx", "0.28.1").requested());
        self.install(&site, &Package::pip("certifi", "2025.11.12"));
        self.install(&site, &Package::uv("anyio", "4.12.0"));
        self.unfinished_install(&site, &Package::pip("half", "1.0"));
        self.script(format!("{prefix}/bin/httpx"));
        let pipx = format!("{prefix}/Cellar/pipx/1.8.0/libexec");
        self.file(format!("{pipx}/pyvenv.cfg"), format!("home = {prefix}/opt/python@3.14/bin\nversion = 3.14.2\n"));
        self.link(format!("{pipx}/bin/python3.14"), "../../../../../opt/python@3.14/bin/python3.14");
        self.link(format!("{prefix}/opt/pipx"), "../Cellar/pipx/1.8.0");
    }

    /// One keg of `python@X.Y` and its links. `poured` is the Cellar's name for it: version and revision.
    pub fn add_keg(&self, minor: &str, poured: &str, default: bool) {
        let prefix = self.prefix();
        self.add_unlinked_keg(minor, poured, default);
        let keg = format!("../Cellar/python@{minor}/{poured}");
        self.link(format!("{prefix}/opt/python@{minor}"), &keg);
        self.link(format!("{prefix}/bin/python{minor}"), format!("{keg}/bin/python{minor}"));
        let versions = format!("{prefix}/Frameworks/Python.framework/Versions");
        let framework = format!("../../../Cellar/python@{minor}/{poured}/Frameworks/Python.framework/Versions");
        self.link(format!("{versions}/{minor}"), format!("{framework}/{minor}"));
        if default {
            self.link(format!("{prefix}/bin/python3"), format!("{keg}/bin/python3"));
            self.link(format!("{versions}/Current"), format!("{framework}/Current"));
            for alias in ["python", "python3", "python@3"] {
                self.link(format!("{prefix}/opt/{alias}"), &keg);
            }
        }
        self.link(format!("{prefix}/var/homebrew/linked/python@{minor}"), format!("../../{keg}"));
        self.pour(&format!("python@{minor}/{poured}"), minor, &Package::brew("pip", "25.3"));
    }

    /// A keg alone: being poured, or old and waiting for `brew cleanup`. Only whole ones have a receipt.
    pub fn add_unlinked_keg(&self, minor: &str, poured: &str, default: bool) {
        let keg = format!("{}/Cellar/python@{minor}/{poured}", self.prefix());
        let version = poured.split('_').next().unwrap_or(poured);
        let framework = Framework { name: "Python", minor, version, current: default };
        let here = self.add_framework(&format!("{keg}/Frameworks"), &framework);
        // Poured for one processor only, unlike Apple's and python.org's.
        self.program(format!("{here}/bin/python{minor}"));
        self.file(format!("{here}/lib/python{minor}/EXTERNALLY-MANAGED"), MARKER);
        self.link(
            format!("{here}/lib/python{minor}/site-packages"),
            format!("{}lib/python{minor}/site-packages", "../".repeat(6)),
        );
        let python = format!("../Frameworks/Python.framework/Versions/{minor}/bin/python{minor}");
        self.link(format!("{keg}/bin/python{minor}"), &python);
        let plain: &[&str] = if default { &["python"] } else { &["python", "python3"] };
        for name in plain {
            self.link(format!("{keg}/libexec/bin/{name}"), format!("../{python}"));
        }
        if default {
            self.link(format!("{keg}/bin/python3"), "../Frameworks/Python.framework/Versions/Current/bin/python3");
        }
        self.file(format!("{keg}/INSTALL_RECEIPT.json"), "{\"installed_on_request\":true,\"time\":1780000000}\n");
    }
}
