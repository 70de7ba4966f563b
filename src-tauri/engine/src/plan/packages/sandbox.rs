//! The sandbox that is worked on: whether it can be, and through whom.

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::Grounds;
use crate::model::{EnvironmentTool, Health, Refusal, Step, Unfinished};
use crate::plain::plain;
use crate::plan::{How, refused, refused_but};
use crate::tool::pip::{Detour, Pip, Place, ReportTo};
use crate::tool::release::Release;
use crate::tool::spec::{Name, Spec};
use crate::tool::uv::UvPip;
use crate::wish::Wish;

/// The sandbox of a project.
#[derive(Debug, Clone, Serialize)]
pub struct Sandbox {
    /// Its folder, as the project has it.
    pub path: PathBuf,
    /// Its folder, links followed.
    pub real: PathBuf,
    /// Its folder, for a sentence.
    pub shown: String,
    /// Its own `bin/python`.
    pub python: PathBuf,
    /// Whether that leads to a Python that Sandbar knows and that did not come with the project.
    pub is_known: bool,
    /// The version of Python that it was made for.
    pub version: Option<String>,
    /// Who made it.
    pub tool: EnvironmentTool,
    /// How it is.
    pub health: Health,
    /// Why, when it is not healthy.
    pub reason: Option<String>,
    /// Set while its making is unfinished.
    pub unfinished: Option<Unfinished>,
    /// The version of the pip in it.
    pub pip: Option<String>,
    /// The folder of its packages, links followed.
    pub site: Option<PathBuf>,
    /// Whether one of its folders is a link that leads out of it.
    pub leads_out: bool,
    /// Whether this account may write there.
    pub writable: bool,
    /// What is installed in it, by normalised name.
    pub installed: Vec<Installed>,
    /// What pip's settings say of where it installs.
    pub detours: Vec<Detour>,
}

/// A package in a sandbox.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Installed {
    /// Its name, as it writes it.
    pub name: String,
    /// Its normalised name (PEP 503).
    pub normal: String,
    /// Its version.
    pub version: String,
    /// Whether it was asked for by name; `None` where nobody knows.
    pub requested: Option<bool>,
    /// Whether it came from a file, a folder or an address of its own, and not from the index.
    pub is_from_elsewhere: bool,
    /// The normalised names of what it needs.
    pub needs: Vec<String>,
}

impl Sandbox {
    /// The package of this normalised name in it.
    pub fn holds(&self, normal: &str) -> Option<&Installed> {
        self.installed.iter().find(|installed| installed.normal == normal)
    }

    /// Those in it that need the package of this normalised name.
    pub fn needing<'a>(&'a self, normal: &'a str) -> impl Iterator<Item = &'a Installed> {
        self.installed.iter().filter(move |one| one.normal != normal && one.needs.iter().any(|need| need == normal))
    }

    /// "Python 3.12.4".
    pub(super) fn label(&self) -> String {
        self.version.as_ref().map_or_else(|| "its Python".to_owned(), |version| format!("Python {}", plain(version)))
    }
}

/// Who installs into a sandbox.
#[derive(Debug, Clone)]
pub(super) enum Installer<'a> {
    /// Its own pip.
    Pip(Pip),
    /// uv, into a sandbox of uv's that has no pip.
    Uv(UvPip<'a>),
}

/// The sandbox, if something can be installed into it, and who does it.
pub(super) fn usable(grounds: &Grounds) -> Result<(&Sandbox, Installer<'_>), Refusal> {
    let folder = &grounds.project.folder;
    let sandbox = fit(grounds)?;
    let uv = grounds.uv.as_deref().filter(|_| sandbox.tool == EnvironmentTool::Uv && sandbox.pip.is_none());
    if sandbox.health == Health::NoPip || (sandbox.pip.is_none() && uv.is_none()) {
        return Err(refused_but(
            format!("There is no pip in the sandbox `{}`. Repair it, which brings one", plain(&sandbox.shown)),
            [Wish::VenvRepair { folder: folder.clone() }],
        ));
    }
    let installer = match uv {
        Some(program) => Installer::Uv(UvPip { program, python: &sandbox.python, detour: None, folder }),
        None => Installer::Pip(Pip {
            python: sandbox.python.to_string_lossy().into_owned(),
            prefix: sandbox.path.to_string_lossy().into_owned(),
            release: sandbox.pip.as_deref().and_then(Release::parse),
            place: Place::Environment,
            detours: sandbox.detours.clone(),
        }),
    };
    Ok((sandbox, installer))
}

/// The sandbox, if it is one that its Python may be run in and that may be written to, whoever does it.
pub(super) fn fit(grounds: &Grounds) -> Result<&Sandbox, Refusal> {
    let folder = &grounds.project.folder;
    let Some(sandbox) = &grounds.sandbox else {
        return Err(refused_but(
            format!("`{}` has no sandbox (virtual environment) yet. Create one first", plain(&grounds.project.shown)),
            [Wish::VenvCreate { folder: folder.clone(), python: None }],
        ));
    };
    let shown = plain(&sandbox.shown);
    if let Some(refusal) = unfit(sandbox, &shown, folder) {
        return Err(refusal);
    }
    let repair = || [Wish::VenvRepair { folder: folder.clone() }];
    if !sandbox.is_known {
        return Err(refused_but(
            format!(
                "To change the sandbox, `{}` would have to be run, and it is no Python that Sandbar knows. \
                 Make the sandbox anew on a Python of your own",
                plain(&sandbox.python.display().to_string())
            ),
            repair(),
        ));
    }
    if sandbox.leads_out {
        return Err(refused_but(
            format!(
                "A folder of the sandbox `{shown}` is a link that leads out of it, so what goes into it would go \
                 elsewhere. Make the sandbox anew"
            ),
            repair(),
        ));
    }
    if sandbox.site.is_none() || !sandbox.writable {
        return Err(refused(format!("This account may not write into the sandbox `{shown}`")));
    }
    Ok(sandbox)
}

/// Why nothing is installed into a sandbox like this.
fn unfit(sandbox: &Sandbox, shown: &str, folder: &Path) -> Option<Refusal> {
    let folder = || folder.to_path_buf();
    let reason = || sandbox.reason.as_ref().map(|reason| format!(". {}", reason.trim_end_matches('.')));
    let unwell = |what: &str, wish: Wish| {
        Some(refused_but(format!("The sandbox `{shown}` {what}{}", reason().unwrap_or_default()), [wish]))
    };
    match (sandbox.unfinished, sandbox.health) {
        (Some(Unfinished::Running), _) => {
            Some(refused(format!("The sandbox `{shown}` is being made right now. Wait until it is there")))
        }
        (Some(Unfinished::Abandoned), _) => Some(refused_but(
            format!("The making of the sandbox `{shown}` was interrupted. Remove what is left of it first"),
            [Wish::VenvDiscard { folder: folder() }],
        )),
        _ if matches!(sandbox.tool, EnvironmentTool::Conda) => Some(refused(format!(
            "`{shown}` is conda's, which keeps its own books. In a terminal, `conda install --prefix {}` and the \
             package's name installs into it",
            super::super::pasteable(&[sandbox.path.to_string_lossy().into_owned()])
        ))),
        (None, Health::Broken) => unwell("does not work", Wish::VenvRepair { folder: folder() }),
        (None, Health::Mixed) => unwell("holds parts of two Pythons", Wish::VenvRepair { folder: folder() }),
        (None, Health::Moved) => unwell("was made at another place", Wish::VenvRepair { folder: folder() }),
        (None, Health::Missing | Health::NoPip | Health::Stale | Health::Healthy) => None,
    }
}

/// What is to be installed.
#[derive(Debug, Clone)]
pub(super) struct Asked {
    /// What.
    pub(super) specs: Vec<Spec>,
    /// Whether what is there already is to be upgraded.
    pub(super) upgrade: bool,
}

impl Installer<'_> {
    pub(super) fn how(&self) -> How {
        match self {
            Self::Pip(_) => How::Pip,
            Self::Uv(_) => How::Uv,
        }
    }

    /// What it is called.
    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::Pip(_) => "pip",
            Self::Uv(_) => "uv",
        }
    }

    /// The step that looks, from wheels alone; `None` when it can't look.
    pub(super) fn look(&self, asked: &Asked) -> Option<Step> {
        match self {
            Self::Pip(pip) if asked.upgrade => pip.preview_upgrade(&asked.specs),
            Self::Pip(pip) => pip.preview(&asked.specs, ReportTo::Output, false),
            Self::Uv(uv) if asked.upgrade => Some(uv.upgrade_wheels(&packages(&asked.specs), true)),
            Self::Uv(uv) => Some(uv.preview(&asked.specs)),
        }
    }

    /// The step that installs.
    pub(super) fn install(&self, asked: &Asked, wheels: bool) -> Step {
        match (self, asked.upgrade, wheels) {
            (Self::Pip(pip), true, true) => pip.upgrade_wheels(&asked.specs),
            (Self::Pip(pip), true, false) => pip.upgrade(&asked.specs),
            (Self::Pip(pip), false, true) => pip.install_wheels(&asked.specs),
            (Self::Pip(pip), false, false) => pip.install(&asked.specs),
            (Self::Uv(uv), true, true) => uv.upgrade_wheels(&packages(&asked.specs), false),
            (Self::Uv(uv), true, false) => uv.upgrade(&packages(&asked.specs)),
            (Self::Uv(uv), false, true) => uv.install_wheels(&asked.specs),
            (Self::Uv(uv), false, false) => uv.install(&asked.specs),
        }
    }

    /// The step that removes.
    pub(super) fn uninstall(&self, names: &[Name]) -> Step {
        match self {
            Self::Pip(pip) => pip.uninstall(names),
            Self::Uv(uv) => uv.uninstall(names),
        }
    }
}

fn packages(specs: &[Spec]) -> Vec<crate::tool::spec::Package> {
    specs.iter().filter_map(Spec::package).cloned().collect()
}
