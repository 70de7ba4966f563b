//! Environments, and the projects they belong to.

use serde::Serialize;
use ts_rs::TS;

use super::InterpreterId;
use crate::machine::MachinePath;

/// How an environment is, the first that holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Health {
    /// The project has none.
    Missing,
    /// Its interpreter is gone, it can't be read, or its making was interrupted.
    Broken,
    /// It holds parts of two minor versions.
    Mixed,
    /// It was made at another place.
    Moved,
    /// It is a venv or virtualenv without pip.
    NoPip,
    /// Its recorded home is gone, but it runs.
    Stale,
    /// All is well.
    Healthy,
}

/// Who makes environments of this kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum EnvironmentTool {
    /// Python's own `venv`.
    Venv,
    /// `uv venv`.
    Uv,
    /// virtualenv.
    Virtualenv,
    /// conda and mamba.
    Conda,
    /// pixi.
    Pixi,
}

/// An environment, wherever it lives.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Environment {
    /// Its folder.
    pub path: MachinePath,
    /// How it is.
    pub health: Health,
    /// Why, when it is not healthy.
    pub reason: Option<String>,
    /// The Python version it was made for.
    pub version: Option<String>,
    /// Who made it.
    pub tool: EnvironmentTool,
    /// Whether pip is in it.
    pub has_pip: bool,
    /// How many packages are completely installed in it; `None` when they can't be counted.
    pub packages: Option<u32>,
    /// The interpreter it stands on, if that is a known one.
    pub interpreter: Option<InterpreterId>,
    /// The projects that use it.
    pub projects: Vec<MachinePath>,
    /// Its own `bin/python`, whether or not that runs.
    pub python: MachinePath,
    /// The folder that holds its packages, if there is one.
    pub site_packages: Option<MachinePath>,
    /// Set while its making is unfinished (it is then `broken`): whether somebody is still at work on it.
    pub unfinished: Option<Unfinished>,
}

/// A package in an environment.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, TS)]
pub struct Package {
    /// Its name, as its METADATA writes it.
    pub name: String,
    /// Its version.
    pub version: String,
    /// Whether somebody asked for it by name, or it came along with another one; `None` where nobody knows (uv marks
    /// everything).
    pub requested: Option<bool>,
    /// The packages in the same environment that need it, and that it may have come along with.
    pub needed_by: Vec<String>,
    /// Whether it is completely installed.
    pub complete: bool,
}

/// An environment whose making has begun and not ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Unfinished {
    /// A Sandbar is making it right now.
    Running,
    /// Whoever was making it is gone.
    Abandoned,
}

/// What makes a folder a Python project.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Evidence {
    /// An environment lies in it.
    Environment,
    /// `pyproject.toml`.
    Pyproject,
    /// `requirements.txt`, `requirements-dev.txt` ...
    Requirements,
    /// `setup.py`.
    SetupPy,
    /// `setup.cfg`.
    SetupCfg,
    /// `Pipfile`.
    Pipfile,
    /// `environment.yml` or `.yaml`.
    CondaFile,
    /// `uv.lock`.
    UvLock,
    /// `poetry.lock`.
    PoetryLock,
    /// `pixi.toml` or `pixi.lock`.
    Pixi,
    /// `.python-version`.
    PythonVersion,
    /// A Python file at its top.
    PythonFiles,
    /// A notebook at its top.
    Notebooks,
}

/// A folder in which somebody writes Python.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Project {
    /// The folder.
    pub path: MachinePath,
    /// Its last name.
    pub name: String,
    /// What makes it a project, sorted.
    pub evidence: Vec<Evidence>,
    /// Its environment; of several `.venv`, then `venv`, then `env`, then by name.
    pub environment: ProjectEnvironment,
    /// When something at its top last changed, in milliseconds since 1970.
    #[ts(type = "number")]
    pub touched: i64,
}

/// A project's environment, or the fact that it has none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ProjectEnvironment {
    /// Its folder; `None` when it is missing.
    pub path: Option<MachinePath>,
    /// How it is.
    pub health: Health,
    /// Why, when it is not healthy.
    pub reason: Option<String>,
    /// The Python version it was made for.
    pub version: Option<String>,
    /// Who made it.
    pub tool: Option<EnvironmentTool>,
    /// Whether pip is in it.
    pub has_pip: bool,
    /// How many packages are completely installed in it.
    pub packages: Option<u32>,
    /// Set while its making is unfinished.
    pub unfinished: Option<Unfinished>,
}

impl ProjectEnvironment {
    /// A project without an environment.
    pub fn missing() -> Self {
        Self {
            path: None,
            health: Health::Missing,
            reason: None,
            version: None,
            tool: None,
            has_pip: false,
            packages: None,
            unfinished: None,
        }
    }
}

impl From<&Environment> for ProjectEnvironment {
    fn from(environment: &Environment) -> Self {
        Self {
            path: Some(environment.path.clone()),
            health: environment.health,
            reason: environment.reason.clone(),
            version: environment.version.clone(),
            tool: Some(environment.tool),
            has_pip: environment.has_pip,
            packages: environment.packages,
            unfinished: environment.unfinished,
        }
    }
}
