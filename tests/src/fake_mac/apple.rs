//! Apple's Pythons, and the frameworks that everybody on macOS builds.

use super::{FakeMac, HOME, Package};

/// How a Python framework is laid out.
pub(super) struct Framework<'a> {
    /// `Python`, Apple's `Python3`, the free-threaded `PythonT`.
    pub(super) name: &'a str,
    /// `3.13`.
    pub(super) minor: &'a str,
    /// `3.13.5`.
    pub(super) version: &'a str,
    /// True when `Versions/Current` leads to it.
    pub(super) current: bool,
}

impl FakeMac {
    /// A framework below `folder`; the answer is its `Versions/X.Y`.
    pub(super) fn add_framework(&self, folder: &str, framework: &Framework<'_>) -> String {
        let Framework { name, minor, version, current } = framework;
        let top = format!("{folder}/{name}.framework");
        let here = format!("{top}/Versions/{minor}");
        let python = format!("python{minor}{}", if *name == "PythonT" { "t" } else { "" });
        self.universal_program(format!("{here}/bin/{python}"));
        self.link(format!("{here}/bin/python3"), &python);
        self.script(format!("{here}/bin/python3-config"));
        self.script(format!("{here}/bin/pip{minor}"));
        self.program(format!("{here}/Resources/Python.app/Contents/MacOS/Python"));
        self.add_header(&format!("{here}/include/{python}"), version);
        self.link(format!("{here}/Headers"), format!("include/{python}"));
        self.file(format!("{here}/lib/{python}/os.py"), "");
        if *current {
            self.link(format!("{top}/Versions/Current"), minor);
            self.link(format!("{top}/Headers"), "Versions/Current/Headers");
        }
        here
    }

    /// `patchlevel.h` in `folder`.
    pub(super) fn add_header(&self, folder: &str, version: &str) {
        let text = format!(
            "/* made */\n#define PY_MAJOR_VERSION\t3\n\n/* Version as a string */\n#define PY_VERSION      \t\"{version}\"\n"
        );
        self.file(format!("{folder}/patchlevel.h"), text);
    }

    /// What a Mac without developer tools has in `/usr/bin`: launchers that open a dialog.
    pub(super) fn add_launchers(&self) {
        for name in ["python3", "pip3", "git", "make"] {
            self.script_with(format!("/usr/bin/{name}"), "# com.apple.dt.xcode_select.tool-shim-public\n");
        }
    }

    /// The Command Line Tools (selected) and an Xcode.
    pub(super) fn add_apple(&self) {
        let tools = "/Library/Developer/CommandLineTools";
        self.add_developer_tools(tools);
        self.link("/private/var/db/xcode_select_link", tools);
        self.add_xcode("Xcode.app");
    }

    /// An Xcode in `/Applications`.
    pub fn add_xcode(&self, app: &str) {
        self.add_developer_tools(&format!("/Applications/{app}/Contents/Developer"));
    }

    fn add_developer_tools(&self, developer: &str) {
        let framework = Framework { name: "Python3", minor: "3.9", version: "3.9.6", current: true };
        let here = self.add_framework(&format!("{developer}/Library/Frameworks"), &framework);
        for name in ["python3", "pip3"] {
            let target = format!("../../Library/Frameworks/Python3.framework/Versions/3.9/bin/{name}");
            self.link(format!("{developer}/usr/bin/{name}"), target);
        }
        self.script(format!("{here}/bin/pip3"));
        self.script(format!("{developer}/usr/bin/git"));
        let site = format!("{here}/lib/python3.9/site-packages");
        for (name, version) in [("pip", "21.2.4"), ("setuptools", "58.0.4"), ("six", "1.15.0")] {
            self.install(&site, &Package::pip(name, version));
        }
        self.file(
            format!("{site}/altgraph-0.17.2-py3.9.egg-info"),
            "Metadata-Version: 1.1\nName: altgraph\nVersion: 0.17.2\n",
        );
    }

    /// What `pip install --user` left: with Apple's Python, and past Homebrew's guard.
    pub(super) fn add_user_sites(&self) {
        for minor in ["3.9", "3.14"] {
            let site = format!("{HOME}/Library/Python/{minor}/lib/python/site-packages");
            self.install(&site, &Package::pip("rich", "14.2.0").requested());
            self.script(format!("{HOME}/Library/Python/{minor}/bin/rich"));
        }
    }
}
