//! `venv create`: a sandbox for a project that has none, through the interpreter's own `venv`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::{Act, Doing, Draft, How, Making, Resource, Run, names, refused, refused_but};
use crate::choose::{self, Candidate, Parts, Requests};
use crate::machine::MachinePath;
use crate::model::{Environment, Health, Refusal, Step, Unfinished, minor_of};
use crate::plain::plain;
use crate::unfinished::OLD;
use crate::venv::Blueprint;
use crate::wish::Wish;

/// What an environment takes at least, with what pip needs while it comes in: the largest that a Python here makes has
/// some 20 MB.
pub const ROOM: u64 = 32 << 20;

/// What is said where Sandbar does the work of a command.
pub(super) const BY_HAND: &str =
    "Sandbar writes the files that this command would write, in a moment; only if it can't, the command runs";

/// What stands at a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Nothing.
    Nothing,
    /// A folder.
    Folder,
    /// A link to nothing.
    DanglingLink,
    /// Anything else.
    Other,
}

/// An environment that the project has already.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Existing {
    /// Its folder.
    pub path: MachinePath,
    /// How it is.
    pub health: Health,
    /// Set while its making is unfinished.
    pub unfinished: Option<Unfinished>,
}

impl Existing {
    /// What the plan needs of `environment`.
    pub fn of(environment: &Environment) -> Self {
        Self { path: environment.path.clone(), health: environment.health, unfinished: environment.unfinished }
    }
}

/// What was read for it.
#[derive(Debug, Clone, Serialize)]
pub struct Grounds {
    /// The project, from `/` on.
    pub folder: PathBuf,
    /// The same with the home folder as `~`.
    pub folder_shown: String,
    /// The user's home folder.
    pub home: PathBuf,
    /// What stands at the project's path, links followed.
    pub standing: Standing,
    /// The environment that the folder is, or is in, with the home folder as `~`.
    pub inside: Option<String>,
    /// Whether this account may create something in it.
    pub writable: bool,
    /// Whether there is [room](ROOM) for it on the disk.
    pub has_room: bool,
    /// What stands at the environment's place, links not followed.
    pub target: Standing,
    /// The environments that the project has, best name first.
    pub environments: Vec<Existing>,
    /// What was asked for, and where.
    pub requests: Requests,
    /// The Pythons.
    pub candidates: Vec<Candidate>,
    /// All that the `venv` of the chosen one would write, where reading tells.
    pub native: Option<Box<Blueprint>>,
}

impl Grounds {
    /// Where the environment will be.
    pub fn target(&self) -> PathBuf {
        target(&self.folder)
    }
}

/// Where the environment of the project in `folder` is made.
pub fn target(folder: &Path) -> PathBuf {
    folder.join(".venv")
}

pub(super) fn draft(grounds: &Grounds) -> Result<Draft, Refusal> {
    place(grounds)?;
    vacancy(grounds)?;
    let choice = choose::choose(&grounds.candidates, &grounds.requests)
        .map_err(|no| refused_but(no.reason, no.instead.map(|id| with(grounds, &id.0))))?;
    complete(choice.candidate, || {
        choose::instead(&grounds.candidates, &grounds.requests).map(|id| with(grounds, &id.0))
    })?;
    Ok(plan(grounds, choice.candidate, choice.why))
}

/// Is the project's folder one that an environment can be made in?
fn place(grounds: &Grounds) -> Result<(), Refusal> {
    let Grounds { folder, home, standing, writable, .. } = grounds;
    let shown = plain(&grounds.folder_shown);
    if let Some(objection) = names::objection(folder) {
        return Err(refused(format!("A sandbox can't be made in `{shown}`: {objection}. Rename the folder first")));
    }
    match standing {
        Standing::Folder => {}
        Standing::Nothing => return Err(refused(format!("There is no folder `{shown}`"))),
        Standing::DanglingLink | Standing::Other => return Err(refused(format!("`{shown}` is not a folder"))),
    }
    match &grounds.inside {
        Some(sandbox) if *sandbox == grounds.folder_shown => return Err(refused(is_sandbox(&shown))),
        Some(sandbox) => {
            return Err(refused(format!(
                "`{shown}` is inside the sandbox `{}`, and goes when that is made anew. Name the project's folder",
                plain(sandbox)
            )));
        }
        None => {}
    }
    if folder == home || folder.parent().is_none() {
        return Err(refused(format!(
            "`{shown}` is no project: a sandbox there would seem to belong to everything below it. \
             Make a folder for the project first"
        )));
    }
    if !writable {
        return Err(refused(format!("This account may not write into `{shown}`. Choose a folder that is yours")));
    }
    if !grounds.has_room {
        return Err(refused(format!(
            "The disk that `{shown}` is on has no room for a sandbox: it needs about {} MB. Free some space first",
            ROOM >> 20
        )));
    }
    Ok(())
}

/// Why a sandbox is not a project.
pub(super) fn is_sandbox(shown: &str) -> String {
    format!("`{shown}` is a sandbox itself. Name the project's folder, which is around it")
}

/// Is there room for it?
fn vacancy(grounds: &Grounds) -> Result<(), Refusal> {
    let target = grounds.target();
    // The first is the one that everybody means by "the project's environment".
    if let Some(existing) = grounds.environments.first() {
        return Err(occupied(grounds, existing));
    }
    let what = match grounds.target {
        Standing::Nothing => return Ok(()),
        Standing::Folder => "is a folder already and holds no sandbox",
        Standing::DanglingLink => "is a link to something that is gone",
        Standing::Other => "is there already and is not a sandbox",
    };
    Err(refused(format!(
        "`{}` {what}, and Sandbar overwrites nothing. Rename or move it first",
        show(grounds, &target)
    )))
}

fn occupied(grounds: &Grounds, existing: &Existing) -> Refusal {
    let shown = show(grounds, &existing.path);
    match existing.unfinished {
        Some(Unfinished::Running) => refused(format!("The sandbox `{shown}` is being made right now")),
        Some(Unfinished::Abandoned) => refused_but(
            format!("The making of the sandbox `{shown}` was interrupted. Remove what is left of it first"),
            [Wish::VenvDiscard { folder: grounds.folder.clone() }],
        ),
        None if existing.health == Health::Healthy => {
            refused(format!("This project has a sandbox already, and it is well: `{shown}`"))
        }
        None => refused_but(
            format!("This project has a sandbox already that needs attention: `{shown}`. Repair it"),
            [Wish::VenvRepair { folder: grounds.folder.clone() }],
        ),
    }
}

/// Has the chosen Python all that is needed? Known beforehand, by reading.
pub(super) fn complete(python: &Candidate, instead: impl FnOnce() -> Option<Wish>) -> Result<(), Refusal> {
    let what = match python.parts {
        Parts::Whole => return Ok(()),
        Parts::DebianVenv => {
            let (major, minor) = minor_of(&python.version).unwrap_or((3, 0));
            format!(
                "{} can't make sandboxes yet: its system keeps that part in a package of its own. \
                 An administrator can add it with `sudo apt install python{major}.{minor}-venv`",
                python.label
            )
        }
        Parts::NoEnsurepip => format!("{} can't make sandboxes with pip: its `ensurepip` is missing", python.label),
    };
    Err(refused_but(what, instead()))
}

fn plan(grounds: &Grounds, python: &Candidate, why: String) -> Draft {
    let target = grounds.target();
    let minor = minor_of(&python.version).unwrap_or_default();
    let mut effects = vec![
        format!(
            "A new folder `{}` appears, of about 20 MB, with a Python {} and a pip of the project's own",
            show(grounds, &target),
            python.version
        ),
        "What is installed with that pip stays in that folder; nothing outside of it is changed".to_owned(),
    ];
    // venv writes one itself since 3.13.
    if minor < (3, 13) {
        effects.push("A `.gitignore` in it keeps it out of Git".to_owned());
    }
    effects.extend(grounds.native.as_ref().map(|_| BY_HAND.to_owned()));
    Draft {
        title: format!("Create a sandbox for `{}`", name_of(&grounds.folder)),
        why,
        steps: vec![venv_step(python, &grounds.folder, &target)],
        effects,
        undo: Some(format!(
            "The folder is renamed to one beside it whose name begins with `.venv{OLD}`; nothing is deleted"
        )),
        doing: Doing {
            resources: vec![Resource::Folder(grounds.folder.clone())],
            acts: vec![Act::Make(Making {
                target,
                native: grounds.native.clone(),
                venv: Run { step: 0, how: How::Plain },
                then: Vec::new(),
            })],
            expects: Vec::new(),
            keeps: Vec::new(),
        },
        ..Draft::default()
    }
}

/// The interpreter's own way to make the environment `target` for the project in `folder`.
pub(super) fn venv_step(python: &Candidate, folder: &Path, target: &Path) -> Step {
    let mut argv: Vec<String> = [&*python.path.to_string_lossy(), "-I", "-m", "venv"].map(str::to_owned).to_vec();
    // Without it every prompt would say `(.venv)`. venv has the option since 3.6.
    let has_prompts = minor_of(&python.version).unwrap_or_default() >= (3, 6);
    if let Some(name) = prompt(folder).filter(|_| has_prompts) {
        argv.extend(["--prompt".to_owned(), name]);
    }
    argv.push(target.to_string_lossy().into_owned());
    // `-I` and a folder that is nobody's: with `-m`, Python would otherwise look for `venv` and all that it imports in
    // the project first, and run whatever is called so there.
    Step { argv, cwd: Path::new("/").into(), env: BTreeMap::new() }
}

/// The project's name for the shell's prompt, where it is a plain one: the prompt goes into scripts as well.
pub fn prompt(folder: &Path) -> Option<String> {
    let name = name_of(folder);
    let plain = name.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '.' | '_' | '-' | '+'));
    // To venv, `.` means the name of the current folder.
    let is_word = !name.is_empty() && name != "." && !name.starts_with('-');
    (plain && is_word && name.chars().count() <= 40).then_some(name)
}

fn name_of(folder: &Path) -> String {
    folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

fn with(grounds: &Grounds, python: &str) -> Wish {
    Wish::VenvCreate { folder: grounds.folder.clone(), python: Some(python.to_owned()) }
}

fn show(grounds: &Grounds, path: &Path) -> String {
    match path.strip_prefix(&grounds.folder) {
        Ok(rest) => plain(&format!("{}/{}", grounds.folder_shown, rest.display())),
        Err(_) => plain(&path.display().to_string()),
    }
}

#[cfg(test)]
mod tests;
