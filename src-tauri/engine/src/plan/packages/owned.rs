//! A project whose packages are another tool's business: changed through that tool, so that its lock file stays true.

use std::path::{Path, PathBuf};

use super::sandbox::{Asked, Sandbox, fit};
use super::{Grounds, Owned};
use crate::model::{EnvironmentTool, Refusal, Step};
use crate::plain::plain;
use crate::plan::{
    Act, Copy, Doing, Draft, Expect, How, Keep, Pinned, Resource, Run, and, pasteable, refused, refused_but,
};
use crate::tool::owner::{Change, Owner};
use crate::tool::spec::{Name, Package, Spec};
use crate::tool::uv::UvProject;
use crate::wish::Wish;

/// `add`, `upgrade`, `requirements`.
pub(super) fn install(grounds: &Grounds, owned: &Owned, asked: &Asked) -> Result<Draft, Refusal> {
    let packages: Vec<Package> = asked.specs.iter().filter_map(Spec::package).cloned().collect();
    let names: Vec<Name> = packages.iter().map(|package| package.name.clone()).collect();
    let whole = |verb: &str| vec![owned.owner.command().to_owned(), verb.to_owned()];
    match &grounds.wish {
        Wish::Requirements { .. } => Err(by_hand(
            grounds,
            owned,
            &whole(match owned.owner {
                Owner::Uv => "sync",
                Owner::Poetry | Owner::Pipenv | Owner::Pixi => "install",
            }),
        )),
        Wish::Add { files, .. } if !files.is_empty() => {
            let mut argv = owned.owner.typed(Change::Add(&packages));
            argv.extend(files.iter().flat_map(|file| ["-r".to_owned(), file.to_string_lossy().into_owned()]));
            Err(by_hand(grounds, owned, &argv))
        }
        Wish::Upgrade { .. } if packages.iter().any(|package| package.to_string() != package.name.as_str()) => {
            let add = Wish::Add {
                folder: grounds.project.folder.clone(),
                packages: packages.iter().map(ToString::to_string).collect(),
                files: Vec::new(),
            };
            Err(refused_but(
                format!("{} upgrades a package by its name alone. To ask for a certain version, add it", owned.owner),
                [add],
            ))
        }
        Wish::Upgrade { .. } => through(grounds, owned, Change::Upgrade(&names), "Upgrade", &names),
        _ => through(grounds, owned, Change::Add(&packages), "Add", &names),
    }
}

/// `remove`.
pub(super) fn remove(grounds: &Grounds, owned: &Owned, names: &[Name]) -> Result<Draft, Refusal> {
    through(grounds, owned, Change::Remove(names), "Remove", names)
}

fn by_hand(grounds: &Grounds, owned: &Owned, argv: &[String]) -> Refusal {
    refused(format!(
        "`{}` is {}'s: `{}` says so, and pip would leave its lock file behind. In a terminal, in that folder: `{}`",
        plain(&grounds.project.shown),
        owned.owner,
        owned.because,
        pasteable(argv)
    ))
}

fn through(grounds: &Grounds, owned: &Owned, change: Change<'_>, verb: &str, names: &[Name]) -> Result<Draft, Refusal> {
    let Some(program) = &owned.program else {
        let Refusal { reason, better } = by_hand(grounds, owned, &owned.owner.typed(change));
        return Err(Refusal {
            reason: format!("{reason}. {} itself is not on this terminal's PATH", owned.owner),
            better,
        });
    };
    let sandbox = sandbox(grounds, owned.owner)?;
    let folder = &grounds.project.folder;
    let step = step(owned.owner, program, grounds, sandbox, change);
    let quoted: Vec<String> = names.iter().map(|name| format!("`{}`", plain(name.as_str()))).collect();
    let what = if quoted.is_empty() { "all packages".to_owned() } else { and(&quoted) };
    let project = grounds.project.name();
    Ok(Draft {
        title: match verb {
            "Add" => format!("Add {what} to `{project}`, through {}", owned.owner),
            "Remove" => format!("Remove {what} from `{project}`, through {}", owned.owner),
            _ => format!("Upgrade {what} of `{project}`, through {}", owned.owner),
        },
        why: format!(
            "`{}` says that {} looks after this project's packages, so that is who changes them",
            owned.because, owned.owner
        ),
        effects: vec![
            format!(
                "{} changes its own files in `{}`, and the sandbox with them",
                owned.owner,
                plain(&grounds.project.shown)
            ),
            format!("{} decides which versions those are, and which packages come along", owned.owner),
            "Where something has to be built, the project itself too, its build program is run".to_owned(),
        ],
        undo: Some(format!(
            "What {} keeps in the project, and every file of the sandbox, is put back as it was, from copies on this disk; \
             no network is needed",
            owned.owner
        )),
        steps: vec![step],
        doing: Doing {
            resources: vec![Resource::Folder(folder.clone())],
            keeps: vec![keep(grounds, owned, sandbox)],
            acts: vec![Act::Run(Run { step: 0, how: if owned.owner == Owner::Uv { How::Uv } else { How::Plain } })],
            expects: expects(sandbox, change),
        },
        ..Draft::default()
    })
}

/// The sandbox that the owner works on, if it may be: its Python is run, as it would be by pip.
///
/// Without one, uv and Poetry would run every Python that they find (on a Mac without developer tools a dialog opens),
/// and Poetry and Pipenv would make one far from the project, which no undo knows of. pixi's is always its own.
fn sandbox(grounds: &Grounds, owner: Owner) -> Result<Option<&Sandbox>, Refusal> {
    if owner == Owner::Pixi {
        return Ok(grounds.sandbox.as_ref().filter(|sandbox| sandbox.tool == EnvironmentTool::Pixi));
    }
    fit(grounds).map(Some)
}

fn step(owner: Owner, program: &Path, grounds: &Grounds, sandbox: Option<&Sandbox>, change: Change<'_>) -> Step {
    let folder = &grounds.project.folder;
    let Some(sandbox) = sandbox else { return owner.step(program, folder, None, change) };
    if owner != Owner::Uv {
        return owner.step(program, folder, Some(&sandbox.path), change);
    }
    let uv = UvProject { program, folder, environment: &sandbox.path, python: &sandbox.python };
    match change {
        Change::Add(packages) => uv.add(packages),
        Change::Remove(names) => uv.remove(names),
        Change::Upgrade(names) => uv.upgrade(names),
    }
}

/// The owner's files, and the whole sandbox: what it changes there, only it knows.
fn keep(grounds: &Grounds, owned: &Owned, sandbox: Option<&Sandbox>) -> Keep {
    let place = sandbox.map_or_else(|| grounds.project.folder.join(".pixi"), |sandbox| sandbox.real.clone());
    let roots: Vec<PathBuf> = owned.files.iter().cloned().chain([place]).collect();
    Keep::Files { copies: roots.iter().cloned().map(Copy::All).collect(), roots, restores: true }
}

fn expects(sandbox: Option<&Sandbox>, change: Change<'_>) -> Vec<Expect> {
    let Some(sandbox) = sandbox else { return Vec::new() };
    let (sites, place): (Vec<PathBuf>, _) = (sandbox.site.iter().cloned().collect(), "the sandbox".to_owned());
    match change {
        Change::Add(packages) => {
            let packages = packages.iter().map(|package| Pinned::any(package.name.normal())).collect();
            vec![Expect::Holds { sites, place, packages }]
        }
        Change::Remove(names) => {
            vec![Expect::Lacks { sites, place, packages: names.iter().map(Name::normal).collect() }]
        }
        Change::Upgrade([]) => Vec::new(),
        Change::Upgrade(names) => {
            let packages = names.iter().map(|name| Pinned::any(name.normal())).collect();
            vec![Expect::Holds { sites, place, packages }]
        }
    }
}
