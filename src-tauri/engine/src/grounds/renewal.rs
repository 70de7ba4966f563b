//! Reads what a new sandbox in the place of an old one is made from.

use std::collections::BTreeSet;
use std::path::PathBuf;

use super::{Reading, venv_create};
use crate::choose::Candidate;
use crate::machine::Machine;
use crate::model::minor_of;
use crate::packages::{self, Distribution, Origin, Wanted};
use crate::pip_config;
use crate::plan::renewal::{Renewal, is_sayable};
use crate::plan::sandbox::{Place, Sandbox};

/// The first Python whose `venv` brings no setuptools along.
const WITHOUT_SETUPTOOLS: (u32, u32) = (3, 12);

/// For the sandbox of `place`, on `chosen`.
pub(super) fn read(reading: &Reading<'_>, place: &Place, chosen: &Candidate) -> Renewal {
    let Some(sandbox) = &place.sandbox else { return Renewal::default() };
    let mut renewal = Renewal {
        native: venv_create::native(reading, chosen, &place.folder, &sandbox.path),
        detours: pip_config::detours(reading.machine, reading.shell, &sandbox.path),
        ..Renewal::default()
    };
    for mut wanted in wanted(reading.machine, sandbox) {
        // What a stranger's files name would be built, and so run.
        if sandbox.is_strangers && wanted.origin != Origin::Index {
            renewal.unfollowed.push(wanted.name);
            continue;
        }
        let is_gone = match &wanted.origin {
            Origin::Project { folder, .. } => !reading.machine.is_folder(folder),
            Origin::Index | Origin::Address(_) => false,
            Origin::Archive(file) => {
                if !reading.machine.is_file(file) {
                    wanted.origin = Origin::Index;
                }
                false
            }
        };
        if is_gone || !is_sayable(&wanted) {
            renewal.lost.push(wanted.name);
        } else {
            renewal.wanted.push(wanted);
        }
    }
    renewal
}

/// What has to be named to have the same packages again.
pub(super) fn wanted(machine: &Machine, sandbox: &Sandbox) -> Vec<Wanted> {
    let mut installed: Vec<Distribution> = Vec::new();
    for site in sites(machine, sandbox) {
        let known: BTreeSet<String> = installed.iter().map(|one| packages::normalized(&one.name)).collect();
        let found = packages::read(machine, &site).unwrap_or_default();
        installed.extend(found.into_iter().filter(|one| !known.contains(&packages::normalized(&one.name))));
    }
    let minor = sandbox.version.as_deref().and_then(minor_of);
    let seeds: &[&str] = if minor < Some(WITHOUT_SETUPTOOLS) { &["pip", "setuptools"] } else { &["pip"] };
    packages::wanted(machine, &installed, seeds)
}

/// Its folders of packages: the one that its Python reads, then those of other minor versions, the newest first. In a
/// mixed one, most of what was installed is where no Python looks any more.
fn sites(machine: &Machine, sandbox: &Sandbox) -> Vec<PathBuf> {
    let library = sandbox.path.join("lib");
    let entries = machine.list(&library).unwrap_or_default();
    let minor = |name: &str| minor_of(name.strip_prefix("python")?);
    let names = entries.iter().filter_map(|entry| entry.name.to_str());
    let mut all: Vec<((u32, u32), PathBuf)> =
        names.filter_map(|name| Some((minor(name)?, library.join(name).join("site-packages")))).collect();
    all.sort_by(|one, other| other.cmp(one));
    let others = all.into_iter().map(|(_, site)| site).filter(|site| Some(site) != sandbox.site_packages.as_ref());
    sandbox.site_packages.iter().cloned().chain(others).collect()
}
