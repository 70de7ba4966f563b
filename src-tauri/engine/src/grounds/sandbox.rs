//! Reads the sandbox that a project has already.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt as _;
use std::path::Path;

use super::{Reading, project};
use crate::environment;
use crate::machine::{Kind, Machine};
use crate::model::{Environment, EnvironmentTool, JobId};
use crate::plan::sandbox::{Place, Sandbox};
use crate::unfinished::{self, OLD};
use crate::verify;

/// The project in `folder` and its sandbox.
pub(super) fn place(reading: &Reading<'_>, folder: &Path) -> Place {
    let Reading { machine, snapshot, .. } = *reading;
    let found = project::environments(machine, snapshot, folder).into_iter().next();
    let is_one = || environment::inspect(machine, folder, &snapshot.interpreters).is_some();
    Place {
        folder: folder.to_path_buf(),
        folder_shown: machine.tilde(folder),
        is_folder: machine.is_folder(folder),
        around: if found.is_none() && is_one() { folder.parent().map(Path::to_path_buf) } else { None },
        sandbox: found.map(|environment| sandbox(reading, folder, environment)),
    }
}

fn sandbox(reading: &Reading<'_>, folder: &Path, found: Environment) -> Sandbox {
    let machine = reading.machine;
    let is_link = machine.lstat(&found.path).is_some_and(|stat| stat.kind == Kind::Link);
    Sandbox {
        shown: machine.tilde(&found.path),
        leads_to: is_link.then(|| machine.resolve(&found.path).ok()).flatten().map(|real| machine.tilde(&real)),
        inside: found.path.parent() == Some(folder),
        movable: found.path.parent().is_some_and(|parent| machine.is_writable(parent)),
        writable: [found.path.to_path_buf(), found.path.join("bin")].iter().all(|folder| machine.is_writable(folder)),
        replaces: found.unfinished.and_then(|_| replaced(machine, &found.path)),
        is_strangers: is_strangers(reading, &found),
        is_uvs: machine.is_file(&folder.join("uv.lock")),
        health: found.health,
        reason: found.reason,
        version: found.version,
        tool: found.tool,
        interpreter: found.interpreter,
        site_packages: found.site_packages.map(|site| site.to_path_buf()),
        unfinished: found.unfinished,
        path: found.path,
    }
}

/// Whether its `bin/python` is there, and none that Sandbar knows. A conda environment is its own Python.
fn is_strangers(reading: &Reading<'_>, found: &Environment) -> bool {
    let Reading { machine, snapshot, .. } = *reading;
    !matches!(found.tool, EnvironmentTool::Conda | EnvironmentTool::Pixi)
        && machine.resolve(&found.python).is_ok()
        && !verify::leads_to_a_known_one(machine, snapshot, found, &found.path)
}

/// The job that is making what is at `path`, if it has put something aside beside it.
fn replaced(machine: &Machine, path: &Path) -> Option<JobId> {
    let job = unfinished::remains(machine, path)?.job?;
    let ending = [OLD.as_bytes(), job.0.as_bytes()].concat();
    let entries = machine.list(path.parent()?).ok()?;
    let aside = |name: &OsStr| name.as_bytes().ends_with(&ending);
    entries.iter().any(|entry| aside(&entry.name)).then_some(job)
}
