//! Environments, in projects and in tools: healthy ones, and ones that have lost what they stood on.

use super::{FakeMac, HOME, Package};

/// The projects in the home folder's `code`, by what is the matter with them.
#[derive(Debug)]
pub struct Projects;

impl Projects {
    /// The folder that holds them all.
    pub const FOLDER: &str = "/Users/robin/code";
    /// Made with Homebrew's 3.14, through `opt`.
    pub const HEALTHY: &str = "/Users/robin/code/healthy";
    /// The same, before the last patch upgrade: still healthy.
    pub const UPGRADED: &str = "/Users/robin/code/upgraded";
    /// Its minor version was removed.
    pub const LOST_MINOR: &str = "/Users/robin/code/lost-minor";
    /// It leads into a keg that was cleaned up.
    pub const LOST_KEG: &str = "/Users/robin/code/lost-keg";
    /// Made by uv: no pip.
    pub const UV: &str = "/Users/robin/code/uv-made";
    /// Made by pixi.
    pub const PIXI: &str = "/Users/robin/code/pixi-made";
}

impl FakeMac {
    /// An environment as `python -m venv` makes it, with pip. `home` is the folder of the Python that made it.
    pub fn add_venv(&self, folder: &str, home: &str, version: &str) {
        let minor = version.rsplit_once('.').map_or(version, |(minor, _)| minor);
        self.link(format!("{folder}/bin/python{minor}"), format!("{home}/python{minor}"));
        self.link(format!("{folder}/bin/python3"), format!("python{minor}"));
        self.link(format!("{folder}/bin/python"), format!("python{minor}"));
        let lines = [
            format!("home = {home}"),
            "include-system-site-packages = false".to_owned(),
            format!("version = {version}"),
            format!("executable = {home}/python{minor}"),
            format!("command = {home}/python{minor} -m venv {folder}"),
        ];
        self.file(format!("{folder}/pyvenv.cfg"), lines.join("\n") + "\n");
        self.file(format!("{folder}/bin/pip"), format!("#!{folder}/bin/python{minor}\n"));
        self.file(format!("{folder}/bin/activate"), format!("VIRTUAL_ENV={folder}\n"));
        self.install(&format!("{folder}/lib/python{minor}/site-packages"), &Package::pip("pip", "25.3"));
    }

    /// An environment as `uv venv` makes it, without pip. uv records `X.Y` alone for its own Pythons.
    pub fn add_uv_venv(&self, folder: &str, home: &str, version: &str) {
        let minor: String = version.split('.').take(2).collect::<Vec<_>>().join(".");
        self.link(format!("{folder}/bin/python"), format!("{home}/python{minor}"));
        self.link(format!("{folder}/bin/python3"), "python");
        self.link(format!("{folder}/bin/python{minor}"), "python");
        let lines = [
            format!("home = {home}"),
            "implementation = CPython".to_owned(),
            "uv = 0.9.17".to_owned(),
            format!("version_info = {version}"),
            "include-system-site-packages = false".to_owned(),
        ];
        self.file(format!("{folder}/pyvenv.cfg"), lines.join("\n") + "\n");
        self.file(format!("{folder}/.gitignore"), "*");
        self.file(format!("{folder}/CACHEDIR.TAG"), "Signature: 8a477f597d28d172789f06886806bc55\n");
        self.folder(format!("{folder}/lib/python{minor}/site-packages"));
    }

    pub(super) fn add_projects(&self) {
        let prefix = self.prefix();
        let newest = format!("{prefix}/opt/python@3.14/bin");
        self.add_venv(&format!("{}/.venv", Projects::HEALTHY), &newest, "3.14.2");
        self.link(format!("{}/.venv/bin/\u{1d70b}thon", Projects::HEALTHY), "python3.14");
        self.add_venv(&format!("{}/.venv", Projects::UPGRADED), &newest, "3.14.0");
        self.add_venv(&format!("{}/.venv", Projects::LOST_MINOR), &format!("{prefix}/opt/python@3.11/bin"), "3.11.9");
        let keg = format!("{prefix}/Cellar/python@3.13/3.13.7/bin");
        self.add_venv(&format!("{}/.venv", Projects::LOST_KEG), &keg, "3.13.7");
        self.add_uv_venv(&format!("{}/.venv", Projects::UV), &format!("{}/bin", self.uv_python("3.13")), "3.13");
        self.add_pixi_environment(Projects::PIXI);
        for project in [Projects::HEALTHY, Projects::UPGRADED, Projects::LOST_MINOR, Projects::LOST_KEG, Projects::UV] {
            self.file(format!("{project}/main.py"), "print('hello')\n");
        }
    }

    /// pipx with one application.
    pub(super) fn add_pipx(&self) {
        let venv = format!("{HOME}/.local/pipx/venvs/black");
        self.add_venv(&venv, &format!("{}/opt/python@3.14/bin", self.prefix()), "3.14.2");
        let metadata = format!(
            "{{\"main_package\":{{\"package\":\"black\",\"package_version\":\"25.12.0\",\"apps\":[\"black\"],\
             \"app_paths\":[{{\"__type__\":\"Path\",\"__Path__\":\"{venv}/bin/black\"}}]}},\
             \"python_version\":\"Python 3.14.2\",\"pipx_metadata_version\":\"0.12\"}}\n"
        );
        self.file(format!("{venv}/pipx_metadata.json"), metadata);
        self.script(format!("{venv}/bin/black"));
        self.link(format!("{HOME}/.local/bin/black"), format!("{venv}/bin/black"));
    }
}
