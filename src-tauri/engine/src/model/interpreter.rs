//! A Python that can stand on its own.

use std::fmt;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::machine::MachinePath;

/// A short stable name for an interpreter: its source, its version, and a few digits of its path's hash.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(transparent)]
pub struct InterpreterId(pub String);

impl fmt::Display for InterpreterId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Who put an interpreter there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// Homebrew, or Homebrew on Linux.
    Homebrew,
    /// Apple's Command Line Tools.
    AppleClt,
    /// An Xcode.app.
    Xcode,
    /// The installer from python.org.
    PythonOrg,
    /// `~/.pyenv/versions`.
    Pyenv,
    /// `uv python install`.
    Uv,
    /// Anaconda, Miniconda, Miniforge, mamba, micromamba.
    Conda,
    /// mise.
    Mise,
    /// asdf.
    Asdf,
    /// A pixi project's own Python.
    Pixi,
    /// `/opt/local`.
    Macports,
    /// The Nix store.
    Nix,
    /// The distribution's own, or one under `/usr/local`.
    Linux,
    /// A path that the user added.
    Other,
}

impl Source {
    /// Whose it is, as a sentence names it: "Homebrew", "python.org".
    pub fn owner(self) -> &'static str {
        match self {
            Self::Homebrew => "Homebrew",
            Self::AppleClt => "Apple",
            Self::Xcode => "Xcode",
            Self::PythonOrg => "python.org",
            Self::Pyenv => "pyenv",
            Self::Uv => "uv",
            Self::Conda => "conda",
            Self::Mise => "mise",
            Self::Asdf => "asdf",
            Self::Pixi => "pixi",
            Self::Macports => "MacPorts",
            Self::Nix => "Nix",
            Self::Linux => "Linux",
            Self::Other => "Python",
        }
    }
}

/// How much harm a stray package does there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Protection {
    /// Other programs run on it: packages go elsewhere.
    Hard,
    /// It is the user's, but shared by everything they write: a sandbox is better.
    Soft,
    /// Made to be installed into.
    None,
}

/// One `EXTERNALLY-MANAGED` file (PEP 668).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Managed {
    /// Where the file is.
    pub marker: MachinePath,
    /// Its `Error` text in the user's language, as pip would show it; `None` when it has none that can be read.
    pub message: Option<String>,
}

/// A package that somebody other than the interpreter's owner put into it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, TS)]
pub struct Stray {
    /// Its name, as its METADATA writes it.
    pub name: String,
    /// Its version.
    pub version: String,
    /// Who installed it, as its INSTALLER says: `pip`, `uv`; `unknown` without one.
    pub installer: String,
    /// Whether the user asked for it by name; `None` where nobody knows (uv marks everything).
    pub requested: Option<bool>,
    /// True for the user site, which every Python of this minor version reads.
    pub shared: bool,
}

/// A Python that can stand on its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Interpreter {
    /// Its stable short name.
    pub id: InterpreterId,
    /// The path that is safe to run and survives upgrades; never macOS's `/usr/bin/python3`.
    pub path: MachinePath,
    /// The file that really runs.
    pub real_path: MachinePath,
    /// Its full version, such as `3.13.5` or `3.15.0rc2`; empty when no file tells.
    pub version: String,
    /// Who put it there.
    pub source: Source,
    /// Whose it is, for people: "Homebrew", "Debian".
    pub owner: String,
    /// The processor it is for: `arm64`, `x86_64`, `universal2`; `None` when its file does not say.
    pub arch: Option<String>,
    /// Its PEP 668 marker, if it has one.
    pub managed: Option<Managed>,
    /// How much harm a stray package does there.
    pub protection: Protection,
    /// Every other name that reaches it, sorted.
    pub aliases: Vec<MachinePath>,
    /// The folders that hold its packages.
    pub site_packages: Vec<MachinePath>,
    /// The packages in it that its owner did not put there.
    pub strays: Vec<Stray>,
    /// The folder its standard library is in, if it was found: `.../lib/python3.13`.
    pub stdlib: Option<MachinePath>,
    /// True for a conda base, a tool's private Python and the like: never chosen for a new environment by itself.
    pub private: bool,
}

impl Interpreter {
    /// `3` and `13` of `3.13.5`.
    pub fn minor(&self) -> Option<(u32, u32)> {
        minor_of(&self.version)
    }

    /// "Homebrew's Python 3.13.5" is written by sentences; this is the short form: "Homebrew 3.13.5".
    pub fn label(&self) -> String {
        if self.version.is_empty() { self.owner.clone() } else { format!("{} {}", self.owner, self.version) }
    }
}

/// The first two numbers of a version.
pub fn minor_of(version: &str) -> Option<(u32, u32)> {
    let mut parts = version.split('.');
    let major = parts.next()?.parse().ok()?;
    let minor: String = parts.next()?.chars().take_while(char::is_ascii_digit).collect();
    Some((major, minor.parse().ok()?))
}
