//! conda and pixi: environments with a Python of their own.

use super::{FakeMac, HOME, Package};

impl FakeMac {
    /// An installation with one named environment, both in the list that conda keeps.
    pub(super) fn add_conda(&self) {
        let base = format!("{HOME}/miniforge3");
        let named = format!("{base}/envs/ml");
        self.add_conda_environment(&base, "3.12.12");
        self.add_conda_environment(&named, "3.11.14");
        self.script(format!("{base}/condabin/conda"));
        self.file(format!("{HOME}/.conda/environments.txt"), format!("{base}\n{named}\n/gone/env\n"));
    }

    /// An environment as conda makes it.
    pub fn add_conda_environment(&self, folder: &str, version: &str) {
        let minor = version.rsplit_once('.').map_or(version, |(minor, _)| minor);
        let records = format!("{folder}/conda-meta");
        self.script(format!("{folder}/bin/python{minor}"));
        self.link(format!("{folder}/bin/python3"), format!("python{minor}"));
        self.link(format!("{folder}/bin/python"), format!("python{minor}"));
        self.file(
            format!("{records}/history"),
            format!("==> 2026-01-01 10:00:00 <==\n+defaults::python-{version}-h1_0\n"),
        );
        self.file(format!("{records}/python-{version}-hc22306f_0_cpython.json"), "{\"name\":\"python\"}\n");
        self.file(format!("{records}/python-dateutil-2.9.0-pyhe01879c_2.json"), "{\"name\":\"python-dateutil\"}\n");
        let site = format!("{folder}/lib/python{minor}/site-packages");
        self.install(&site, &Package { name: "six", version: "1.17.0", installer: "conda", requested: false });
    }

    /// A pixi project's environment.
    pub fn add_pixi_environment(&self, project: &str) {
        let folder = format!("{project}/.pixi/envs/default");
        self.add_conda_environment(&folder, "3.12.12");
        self.file(format!("{folder}/conda-meta/pixi"), "{}\n");
        self.file(format!("{project}/pixi.toml"), "[workspace]\nchannels = [\"conda-forge\"]\n");
    }
}
