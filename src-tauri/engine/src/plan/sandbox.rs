//! The sandbox that a project has already, as far as a plan about it depends on it, and what keeps any plan from
//! touching it.

use std::path::PathBuf;

use serde::Serialize;

use super::{names, refused, refused_but, venv_create};
use crate::machine::MachinePath;
use crate::model::{EnvironmentTool, Health, InterpreterId, JobId, Refusal, Unfinished};
use crate::unfinished::OLD;
use crate::wish::Wish;

/// A project, and the sandbox that is meant by its sandbox.
#[derive(Debug, Clone, Serialize)]
pub struct Place {
    /// The project, from `/` on.
    pub folder: PathBuf,
    /// The same with the home folder as `~`.
    pub folder_shown: String,
    /// Whether there is such a folder.
    pub is_folder: bool,
    /// The folder around it, when the folder that was named is no project but a sandbox itself.
    pub around: Option<PathBuf>,
    /// Its sandbox.
    pub sandbox: Option<Sandbox>,
}

/// A sandbox.
#[derive(Debug, Clone, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "each was read by itself, and none follows from another")]
pub struct Sandbox {
    /// Its folder.
    pub path: MachinePath,
    /// The same with the home folder as `~`.
    pub shown: String,
    /// How it is.
    pub health: Health,
    /// Why, when it is not healthy.
    pub reason: Option<String>,
    /// The Python version it was made for.
    pub version: Option<String>,
    /// Who made it.
    pub tool: EnvironmentTool,
    /// The known Python that it stands on.
    pub interpreter: Option<InterpreterId>,
    /// Whether its `bin/python` leads to something that is none of the Pythons that Sandbar knows.
    pub is_strangers: bool,
    /// The folder of its packages.
    pub site_packages: Option<PathBuf>,
    /// Set while its making is unfinished.
    pub unfinished: Option<Unfinished>,
    /// The job that was making it, when that job has put another one aside for it.
    pub replaces: Option<JobId>,
    /// Where it really is, when its folder is a link.
    pub leads_to: Option<String>,
    /// Whether it lies in the project's folder.
    pub inside: bool,
    /// Whether this account may rename it.
    pub movable: bool,
    /// Whether this account may change its own files: its settings, and what is in `bin`.
    pub writable: bool,
    /// Whether uv looks after the project's packages.
    pub is_uvs: bool,
}

impl Place {
    /// The sandbox, if anything may be done about it at all.
    pub(super) fn sandbox(&self) -> Result<&Sandbox, Refusal> {
        let shown = names::shown(&self.folder_shown);
        if !self.is_folder {
            return Err(refused(format!("There is no folder `{shown}`")));
        }
        let Some(sandbox) = &self.sandbox else {
            let create = Wish::VenvCreate { folder: self.folder.clone(), python: None };
            return Err(match &self.around {
                Some(_) => refused(venv_create::is_sandbox(&shown)),
                None => refused_but(format!("There is no sandbox in `{shown}`"), [create]),
            });
        };
        match (sandbox.unfinished, &sandbox.replaces) {
            (Some(Unfinished::Running), _) => {
                Err(refused(format!("The sandbox `{}` is being made right now", sandbox.shown())))
            }
            (Some(Unfinished::Abandoned), Some(job)) => Err(refused_but(
                format!(
                    "The making of the sandbox `{}` was interrupted, and the one before it is still there. Bring that back first",
                    sandbox.shown()
                ),
                [Wish::Undo { job: Some(job.clone()) }],
            )),
            (Some(Unfinished::Abandoned), None) => Err(refused_but(
                format!(
                    "The making of the sandbox `{}` was interrupted. Remove what is left of it first",
                    sandbox.shown()
                ),
                [Wish::VenvDiscard { folder: self.folder.clone() }],
            )),
            (None, _) => Ok(sandbox),
        }
    }
}

impl Sandbox {
    /// Its folder, for a sentence.
    pub(super) fn shown(&self) -> String {
        names::shown(&self.shown)
    }

    /// Its name when it is put aside, as far as it is known beforehand.
    pub(super) fn aside(&self) -> String {
        let name = self.path.file_name().unwrap_or_default().to_string_lossy();
        format!("{}{OLD}", names::shown(&name))
    }

    /// Whether it may be put aside: it has to be this project's own, and no other tool's.
    pub(super) fn may_go(&self) -> Result<(), Refusal> {
        self.is_nobodys()?;
        let shown = self.shown();
        if !self.inside {
            return Err(refused(format!(
                "`{shown}` lies outside of the project, where other projects and the tool that made it may count on it. \
                 Let that tool remove it"
            )));
        }
        if !self.movable {
            return Err(refused(format!("This account may not rename `{shown}`")));
        }
        Ok(())
    }

    /// Whether no other tool keeps books of it.
    pub(super) fn is_nobodys(&self) -> Result<(), Refusal> {
        let path = super::pasteable(&[self.path.to_string_lossy().into_owned()]);
        let (owner, command) = match self.tool {
            EnvironmentTool::Conda => ("conda", format!("conda env remove --prefix {path}")),
            EnvironmentTool::Pixi => ("pixi", "pixi clean".to_owned()),
            EnvironmentTool::Venv | EnvironmentTool::Uv | EnvironmentTool::Virtualenv => return Ok(()),
        };
        Err(refused(format!(
            "`{}` is an environment of {owner}'s, which keeps its own books of it. \
             {owner} removes it with `{command}`, and makes it anew from the project's own files",
            self.shown()
        )))
    }
}
