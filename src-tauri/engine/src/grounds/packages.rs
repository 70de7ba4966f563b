//! Reads what `add`, `remove`, `upgrade` and `requirements` depend on: the project, its sandbox and what is in it, and
//! what pip has found out when it looked.

mod lists;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::{Reading, project, venv_create};
use crate::advise::listed_in;
use crate::machine::{Machine, MachinePath};
use crate::model::{Environment, EnvironmentTool};
use crate::packages::{self, Distribution};
use crate::pip_config;
use crate::plan::packages::{Grounds, Installed, Owned, Project, Sandbox};
use crate::plan::{self, Looked};
use crate::tool::owner::Owner;
use crate::tool::pip::progress::announced;
use crate::tool::pip::report::Report;
use crate::verify;
use crate::wish::Wish;

/// No list of a project's that a person wrote is longer.
const LIST_LIMIT: u64 = 1 << 20;

pub(super) fn read(reading: &Reading<'_>, wish: &Wish, folder: &Path) -> Grounds {
    let Reading { machine, snapshot, .. } = *reading;
    let environment = project::environments(machine, snapshot, folder).into_iter().next();
    let asked = lists::of(machine, wish, folder);
    let mut grounds = Grounds {
        wish: wish.clone(),
        os: snapshot.os,
        project: Project {
            folder: folder.to_path_buf(),
            shown: machine.tilde(folder),
            is_folder: machine.is_folder(folder),
            owned: owned(reading, folder),
            listed: listed(machine, folder),
        },
        sandbox: environment.map(|environment| sandbox(reading, folder, &environment)),
        uv: snapshot.tools.uv.as_ref().map(|uv| uv.path.to_path_buf()),
        has_brew: snapshot.tools.brew.is_some(),
        pythons: venv_create::candidates(reading),
        lists: asked.files,
        declared: asked.declared,
        looks: Vec::new(),
        sizes: BTreeMap::new(),
    };
    // What was found out counts as long as the grounds it was found out on are the same.
    while let Some(answers) = seen(reading, &grounds) {
        grounds.sizes.extend(answers.iter().flat_map(|answer| sizes(machine, answer)));
        grounds.looks.push(answers);
    }
    grounds
}

fn seen(reading: &Reading<'_>, grounds: &Grounds) -> Option<Vec<Looked>> {
    let previews = reading.previews.get(&grounds.wish.words())?;
    let fingerprint = plan::Grounds::Packages(Box::new(grounds.clone())).fingerprint();
    let preview = previews.iter().rev().find(|preview| preview.fingerprint == fingerprint && preview.is_believed())?;
    Some(preview.answers.clone())
}

/// The sizes of files: as pip has announced them, or of those on this disk that its report names.
fn sizes(machine: &Machine, answer: &Looked) -> Vec<(String, u64)> {
    let packages = Report::parse(&answer.out).map(|report| report.packages).unwrap_or_default();
    let size = |planned: crate::tool::pip::report::Planned| {
        Some((planned.file?, machine.stat(&planned.local?).map(|stat| stat.size)?))
    };
    let announced = answer.out.lines().filter_map(announced);
    announced.chain(packages.into_iter().filter_map(size)).collect()
}

/// The environment, and what is in it.
pub(super) fn sandbox(reading: &Reading<'_>, folder: &Path, environment: &Environment) -> Sandbox {
    let Reading { machine, snapshot, shell, .. } = *reading;
    let real = |path: &MachinePath| machine.resolve(path).unwrap_or_else(|_| path.to_path_buf());
    let site = environment.site_packages.as_ref().map(real);
    let found = site.as_ref().and_then(|site| packages::read(machine, site).ok()).unwrap_or_default();
    let pip = found.iter().find(|one| packages::normalized(&one.name) == "pip" && one.complete);
    Sandbox {
        path: environment.path.to_path_buf(),
        real: real(&environment.path),
        shown: machine.tilde(&environment.path),
        python: environment.python.to_path_buf(),
        // A conda environment is its own Python.
        is_known: matches!(environment.tool, EnvironmentTool::Conda | EnvironmentTool::Pixi)
            || verify::leads_to_a_known_one(machine, snapshot, environment, folder),
        version: environment.version.clone(),
        tool: environment.tool,
        health: environment.health,
        reason: environment.reason.clone(),
        unfinished: environment.unfinished,
        pip: pip.filter(|_| environment.has_pip).map(|pip| pip.version.clone()),
        leads_out: leads_out(machine, &environment.path, environment.site_packages.as_deref()),
        writable: site.as_ref().is_some_and(|site| machine.is_writable(site)),
        site,
        installed: found.iter().filter(|one| one.complete).map(|one| installed(machine, one)).collect(),
        detours: pip_config::detours(machine, shell, &environment.path),
    }
}

fn installed(machine: &Machine, found: &Distribution) -> Installed {
    Installed {
        name: found.name.clone(),
        normal: packages::normalized(&found.name),
        version: found.version.clone(),
        // uv says of all that it installs that it was asked for.
        requested: (found.installer.as_deref() != Some("uv")).then_some(found.requested),
        // PEP 610, "Recording the Direct URL Origin".
        is_from_elsewhere: machine.lstat(&found.path.join("direct_url.json")).is_some(),
        needs: packages::needs(machine, found),
    }
}

/// Whether a folder that packages are put into really lies outside of the environment (`lib64 -> lib` does not).
fn leads_out(machine: &Machine, environment: &Path, site: Option<&Path>) -> bool {
    let Ok(real) = machine.resolve(environment) else { return false };
    let folders = ["bin", "lib", "lib64", "include", "share", "etc"].map(|name| environment.join(name));
    let mut places = folders.iter().map(PathBuf::as_path).chain(site);
    places.any(|place| machine.resolve(place).is_ok_and(|place| !place.starts_with(&real)))
}

#[cfg(test)]
mod tests;

/// Whose business the project's packages are: not merely somebody's `pyproject.toml`, but a lock file, or a table that
/// only one tool reads.
fn owned(reading: &Reading<'_>, folder: &Path) -> Option<Owned> {
    let Reading { machine, shell, .. } = *reading;
    let is_there = |name: &str| machine.is_file(&folder.join(name));
    let pyproject = machine.read_text(&folder.join("pyproject.toml"), LIST_LIMIT).unwrap_or_default();
    let tools: toml::Table = pyproject.parse().unwrap_or_default();
    let has_table = |name: &str| tools.get("tool").and_then(|tool| tool.get(name)).is_some();
    let (owner, because) = if is_there("uv.lock") {
        (Owner::Uv, "uv.lock")
    } else if is_there("poetry.lock") {
        (Owner::Poetry, "poetry.lock")
    } else if has_table("poetry") {
        (Owner::Poetry, "[tool.poetry]` in `pyproject.toml")
    } else if is_there("Pipfile") {
        (Owner::Pipenv, "Pipfile")
    } else if is_there("pixi.toml") {
        (Owner::Pixi, "pixi.toml")
    } else if has_table("pixi") {
        (Owner::Pixi, "[tool.pixi]` in `pyproject.toml")
    } else {
        return None;
    };
    let names: &[&str] = match owner {
        Owner::Uv => &["pyproject.toml", "uv.lock"],
        Owner::Poetry => &["pyproject.toml", "poetry.lock"],
        Owner::Pipenv => &["Pipfile", "Pipfile.lock"],
        Owner::Pixi => &["pyproject.toml", "pixi.toml", "pixi.lock"],
    };
    let program = shell.which(machine, owner.command());
    let files: Vec<PathBuf> = names.iter().map(|name| folder.join(name)).collect();
    Some(Owned { owner, because: because.to_owned(), files, program })
}

/// The packages that the project's own files list.
fn listed(machine: &Machine, folder: &Path) -> BTreeSet<String> {
    let mut listed = BTreeSet::new();
    for entry in machine.list(folder).unwrap_or_default() {
        let name = entry.name.to_string_lossy().into_owned();
        if name == "pyproject.toml" || name.starts_with("requirements") {
            let text = lists::read(machine, &folder.join(&entry.name)).unwrap_or_default();
            listed.extend(listed_in(&name, &text));
        }
    }
    listed
}
