//! An installed package, as its installer leaves it.

use super::FakeMac;

/// What is to be installed, and by whom.
#[derive(Debug, Clone, Copy)]
pub struct Package<'a> {
    /// Its name, written alike in METADATA and in its folder.
    pub name: &'a str,
    /// Its version.
    pub version: &'a str,
    /// What INSTALLER says.
    pub installer: &'a str,
    /// REQUESTED is there.
    pub requested: bool,
}

impl<'a> Package<'a> {
    /// Installed by pip because another package needs it.
    pub fn pip(name: &'a str, version: &'a str) -> Self {
        Self { name, version, installer: "pip", requested: false }
    }

    /// Part of a formula of Homebrew's.
    pub fn brew(name: &'a str, version: &'a str) -> Self {
        Self { name, version, installer: "brew", requested: false }
    }

    /// Installed by uv, which marks everything as requested.
    pub fn uv(name: &'a str, version: &'a str) -> Self {
        Self { name, version, installer: "uv", requested: true }
    }

    /// Installed by pip because somebody named it.
    #[must_use]
    pub fn requested(self) -> Self {
        Self { requested: true, ..self }
    }

    /// Its `.dist-info` folder's name.
    pub fn dist_info(&self) -> String {
        format!("{}-{}.dist-info", self.name, self.version)
    }

    fn metadata(&self) -> String {
        format!(
            "Metadata-Version: 2.4\nName: {}\nVersion: {}\nSummary: made for a test\n\nVersion: 0\n",
            self.name, self.version
        )
    }
}

impl FakeMac {
    /// A finished installation in the folder `site`.
    pub fn install(&self, site: &str, package: &Package<'_>) {
        self.unfinished_install(site, package);
        let dist_info = package.dist_info();
        // uv writes no newline.
        let newline = if package.installer == "uv" { "" } else { "\n" };
        self.file(format!("{site}/{dist_info}/INSTALLER"), format!("{}{newline}", package.installer));
        let mut record = vec![format!("{}/__init__.py", package.name), format!("{dist_info}/METADATA")];
        record.push(format!("{dist_info}/INSTALLER"));
        if package.requested {
            self.file(format!("{site}/{dist_info}/REQUESTED"), "");
            record.push(format!("{dist_info}/REQUESTED"));
        }
        let lines = record.join(",sha256=made,0\n");
        self.file(format!("{site}/{dist_info}/RECORD"), format!("{lines},sha256=made,0\n{dist_info}/RECORD,,\n"));
    }

    /// An installation that was cut off, or is under way: the wheel's own files, and its own RECORD.
    pub fn unfinished_install(&self, site: &str, package: &Package<'_>) {
        let dist_info = package.dist_info();
        self.file(format!("{site}/{}/__init__.py", package.name), "");
        self.file(format!("{site}/{dist_info}/METADATA"), package.metadata());
        let record = format!("{}/__init__.py,sha256=made,0\n{dist_info}/METADATA,sha256=made,0\n", package.name);
        self.file(format!("{site}/{dist_info}/RECORD"), record);
    }

    /// A package in a keg of Homebrew's, and the links to its files in the prefix: real folders, a link per file.
    ///
    /// Homebrew deletes RECORD, and has INSTALLER say `brew` since 2022.
    pub fn pour(&self, keg: &str, minor: &str, package: &Package<'_>) {
        let prefix = self.prefix();
        let within = format!("lib/python{minor}/site-packages");
        let dist_info = package.dist_info();
        let files = [
            (format!("{}/__init__.py", package.name), String::new()),
            (format!("{dist_info}/METADATA"), package.metadata()),
            (format!("{dist_info}/INSTALLER"), format!("{}\n", package.installer)),
        ];
        for (file, content) in files {
            self.file(format!("{prefix}/Cellar/{keg}/{within}/{file}"), content);
            let up = "../".repeat(within.split('/').count() + 1);
            self.link(format!("{prefix}/{within}/{file}"), format!("{up}Cellar/{keg}/{within}/{file}"));
        }
    }
}
