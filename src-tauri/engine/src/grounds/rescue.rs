//! Reads what `rescue` depends on: the Python with its strays, the project that gets them, and pipx.

use std::path::Path;

use super::{Reading, break_glass, project, venv_create};
use crate::advise::is_only_an_application;
use crate::machine::{Machine, MachinePath};
use crate::model::{Environment, EnvironmentTool};
use crate::packages;
use crate::pip_config;
use crate::plan::break_glass::Chosen;
use crate::plan::rescue::{Grounds, Pipx, Sandbox};
use crate::tool::pip::{Pip, Place};
use crate::tool::release::Release;

pub(super) fn read(reading: &Reading<'_>, python: &str, into: &Path) -> Grounds {
    let Reading { machine, snapshot, .. } = *reading;
    let chosen = break_glass::chosen(reading, Some(python));
    let environment = project::environments(machine, snapshot, into).into_iter().next();
    let names = match &chosen {
        Chosen::Python(python) => python.installed.iter().map(|installed| installed.normal.clone()).collect(),
        _ => Vec::new(),
    };
    let own = match &chosen {
        Chosen::Python(python) => Some(python.id.0.clone()),
        _ => None,
    };
    let creations = [own.as_deref(), None].map(|python| venv_create::read(reading, into, python));
    Grounds {
        applications: names.into_iter().filter(|name| is_only_an_application(name)).collect(),
        into: into.to_path_buf(),
        into_shown: machine.tilde(into),
        sandbox: environment.map(|environment| sandbox(reading, &environment)),
        // On the same Python everything that was there fits; where that can't make sandboxes, on another one.
        creations: creations.into(),
        pipx: snapshot.tools.pipx.as_ref().and_then(|pipx| {
            Some(Pipx {
                program: pipx.path.as_ref()?.to_path_buf(),
                home: pipx.home.to_path_buf(),
                on_path: pipx.on_path,
                tools: pipx.tools.iter().map(|tool| packages::normalized(&tool.name)).collect(),
            })
        }),
        chosen,
    }
}

fn sandbox(reading: &Reading<'_>, environment: &Environment) -> Sandbox {
    let machine = reading.machine;
    // A receipt does not look through links.
    let real = |path: &MachinePath| machine.resolve(path).unwrap_or_else(|_| path.to_path_buf());
    let site = environment.site_packages.as_ref().map(real);
    let installed = site.iter().flat_map(|site| packages::read(machine, site).unwrap_or_default());
    let installed: Vec<(String, String)> =
        installed.map(|found| (packages::normalized(&found.name), found.version)).collect();
    let pip_version = installed.iter().find(|(name, _)| name == "pip").map(|(_, version)| version.clone());
    let is_plain =
        matches!(environment.tool, EnvironmentTool::Venv | EnvironmentTool::Virtualenv | EnvironmentTool::Uv);
    Sandbox {
        shown: machine.tilde(&environment.path),
        health: environment.health,
        is_plain,
        has_pip: environment.has_pip,
        writable: machine.is_writable(&environment.path),
        pip: pip(machine, reading, environment, pip_version.as_deref()),
        path: real(&environment.path),
        names: installed.into_iter().map(|(name, _)| name).collect(),
        site,
    }
}

fn pip(machine: &Machine, reading: &Reading<'_>, environment: &Environment, version: Option<&str>) -> Pip {
    Pip {
        python: environment.python.to_string_lossy().into_owned(),
        prefix: environment.path.to_string_lossy().into_owned(),
        release: version.and_then(Release::parse),
        place: Place::Environment,
        detours: pip_config::detours(machine, reading.shell, &environment.path),
    }
}
