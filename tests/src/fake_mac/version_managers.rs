//! pyenv, uv, mise, asdf: Pythons that belong to one person.

use super::{FakeMac, HOME, Package};

const UV_MARKER: &str =
    "[externally-managed]\nError=This Python installation is managed by uv and should not be modified.\n";

impl FakeMac {
    /// A Python of its own in `folder`: `bin`, header, library.
    pub fn add_install(&self, folder: &str, version: &str) {
        let minor = version.rsplit_once('.').map_or(version, |(minor, _)| minor);
        self.script(format!("{folder}/bin/python{minor}"));
        self.link(format!("{folder}/bin/python3"), format!("python{minor}"));
        self.link(format!("{folder}/bin/python"), format!("python{minor}"));
        self.add_header(&format!("{folder}/include/python{minor}"), version);
        self.file(format!("{folder}/lib/python{minor}/os.py"), "");
        self.install(&format!("{folder}/lib/python{minor}/site-packages"), &Package::pip("pip", "25.2"));
    }

    /// One version, its shims, and an environment of pyenv-virtualenv with the link that it makes.
    pub(super) fn add_pyenv(&self) {
        let root = format!("{HOME}/.pyenv");
        let version = format!("{root}/versions/3.12.12");
        self.add_install(&version, "3.12.12");
        self.file(format!("{root}/version"), "3.12.12\n");
        for name in ["python", "python3", "python3.12", "pip"] {
            self.script_with(format!("{root}/shims/{name}"), "exec \"pyenv\" exec \"$program\" \"$@\"\n");
        }
        let blog = format!("{version}/envs/blog");
        self.add_venv(&blog, &format!("{version}/bin"), "3.12.12");
        self.link(format!("{root}/versions/blog"), blog);
    }

    /// The folder of uv's Pythons.
    pub fn uv_pythons(&self) -> String {
        format!("{HOME}/.local/share/uv/python")
    }

    /// uv's name for a Python of this Mac: `cpython-3.13-macos-aarch64-none`.
    pub fn uv_python(&self, version: &str) -> String {
        format!("{}/cpython-{version}-macos-{}-none", self.uv_pythons(), self.processor())
    }

    /// One Python with its link by minor version, a name in `~/.local/bin`, and a tool.
    pub(super) fn add_uv(&self) {
        let install = self.uv_python("3.13.11");
        self.add_install(&install, "3.13.11");
        self.file(format!("{install}/lib/python3.13/EXTERNALLY-MANAGED"), UV_MARKER);
        self.file(format!("{install}/BUILD"), "20251209");
        let minor = self.uv_python("3.13");
        self.link(&minor, &install);
        for file in [".lock", ".gitignore"] {
            self.file(format!("{}/{file}", self.uv_pythons()), "");
        }
        self.folder(format!("{}/.temp", self.uv_pythons()));
        self.link(format!("{HOME}/.local/bin/python3.13"), format!("{minor}/bin/python3.13"));
        let tool = format!("{HOME}/.local/share/uv/tools/ruff");
        self.add_uv_venv(&tool, &format!("{minor}/bin"), "3.13");
        self.file(format!("{tool}/uv-receipt.toml"), "[tool]\nrequirements = [{ name = \"ruff\" }]\n");
    }

    pub(super) fn add_mise(&self) {
        let installs = format!("{HOME}/.local/share/mise/installs/python");
        self.add_install(&format!("{installs}/3.12.11"), "3.12.11");
        for alias in ["3", "3.12", "latest"] {
            self.link(format!("{installs}/{alias}"), "./3.12.11");
        }
    }

    pub(super) fn add_asdf(&self) {
        self.add_install(&format!("{HOME}/.asdf/installs/python/3.11.14"), "3.11.14");
        self.script_with(format!("{HOME}/.asdf/shims/python3"), "# asdf-plugin: python 3.11.14\n");
    }
}
