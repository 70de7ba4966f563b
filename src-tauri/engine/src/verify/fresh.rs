//! The verification of what Sandbar itself has just made or mended: by reading, and by one run of its Python.
//!
//! The guide's whole verification starts pip three times, which takes longer than the making. What pip would say of an
//! environment without anybody's packages can be read; of one with packages, nothing is said about what they need.

use std::path::{Path, PathBuf};

use super::ask::Asking;
use super::{
    absent, activate, answers, files, fresh_terminal, includes_outside, judged, leads_to_a_known_one, unmarked,
};
use super::{untrusted, without_pip};
use crate::failure::Failure;
use crate::machine::Machine;
use crate::model::{Check, CheckCode, Environment, Health, Snapshot, Verification};
use crate::packages::{self, Distribution};
use crate::run::Cancel;

/// What `ensurepip` installs. None of it needs anything: pip and setuptools carry along what they use.
const SEEDS: [&str; 2] = ["pip", "setuptools"];

/// Verifies the environment in `folder`, whether or not its marker is still in it.
///
/// # Errors
/// As [`super::project`].
pub async fn fresh(
    machine: &Machine,
    snapshot: &Snapshot,
    folder: &Path,
    cancel: &Cancel,
) -> Result<Verification, Failure> {
    let (environment, mut checks, pip) = match asked(machine, snapshot, folder, cancel).await? {
        Asked::Not(check) => return Ok(judged(vec![check])),
        Asked::Answered { environment, checks, pip } => (environment, checks, pip),
    };
    let asking = Asking { machine, environment: &environment, cancel };
    match pip.as_deref().and_then(Path::parent) {
        Some(pip) if environment.has_pip => {
            let installed = installed(machine, &environment);
            let own = installed.iter().find(|found| packages::normalized(&found.name) == "pip");
            checks.push(asking.pip_is_in(own.map_or("", |found| &found.version), pip));
            let outside = includes_outside(machine, &environment);
            checks.push(answers::packages_check(environment.packages, outside, &[]));
            checks.extend(nothing_missing(&installed));
        }
        _ => checks.extend(without_pip(machine, &environment)),
    }
    checks.push(fresh_terminal(snapshot));
    checks.push(activate(machine, &environment));
    Ok(judged(checks))
}

/// Whether the files of the environment in `folder` are whole, and its Python answers.
///
/// # Errors
/// As [`super::project`].
pub async fn answering(
    machine: &Machine,
    snapshot: &Snapshot,
    folder: &Path,
    cancel: &Cancel,
) -> Result<Vec<Check>, Failure> {
    Ok(match asked(machine, snapshot, folder, cancel).await? {
        Asked::Not(check) => vec![check],
        Asked::Answered { checks, .. } => checks,
    })
}

/// What one run of an environment's Python has come to.
enum Asked {
    /// By its files alone it can't answer.
    Not(Check),
    Answered {
        environment: Box<Environment>,
        checks: Vec<Check>,
        /// Where it would import pip from.
        pip: Option<PathBuf>,
    },
}

async fn asked(machine: &Machine, snapshot: &Snapshot, folder: &Path, cancel: &Cancel) -> Result<Asked, Failure> {
    let Some(environment) = unmarked(machine, snapshot, folder)? else {
        return Ok(Asked::Not(absent(machine, folder)));
    };
    let whole = files(machine, &environment);
    if environment.health == Health::Broken {
        return Ok(Asked::Not(whole));
    }
    if !leads_to_a_known_one(machine, snapshot, &environment, folder) {
        return Err(untrusted(machine, &environment));
    }
    let (python, pip) = Asking { machine, environment: &environment, cancel }.python().await?;
    Ok(Asked::Answered { environment: Box::new(environment), checks: vec![whole, python], pip })
}

fn installed(machine: &Machine, environment: &Environment) -> Vec<Distribution> {
    let site = environment.site_packages.as_deref();
    site.and_then(|site| packages::read(machine, site).ok()).unwrap_or_default()
}

/// That nothing is missing, where reading tells.
fn nothing_missing(installed: &[Distribution]) -> Option<Check> {
    let seeds_alone = installed.iter().all(|found| SEEDS.contains(&packages::normalized(&found.name).as_str()));
    seeds_alone.then(|| Check {
        code: CheckCode::Dependencies,
        ok: Some(true),
        message: "Nothing is missing: what is in it needs nothing else".to_owned(),
        hint: None,
    })
}
