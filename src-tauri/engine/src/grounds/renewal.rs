//! Reads what a new sandbox in the place of an old one is made from.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::{Reading, venv_create};
use crate::choose::Candidate;
use crate::machine::Machine;
use crate::model::minor_of;
use crate::packages::{self, Distribution, Origin, Wanted};
use crate::pip_config;
use crate::plan::renewal::{Renewal, is_sayable};
use crate::plan::sandbox::{Place, Sandbox};
use crate::pyvenv_cfg;

/// The first Python whose `venv` brings no setuptools along.
const WITHOUT_SETUPTOOLS: (u32, u32) = (3, 12);

/// For the sandbox of `place`, on `chosen`.
pub(super) fn read(reading: &Reading<'_>, place: &Place, chosen: &Candidate) -> Renewal {
    let Some(sandbox) = &place.sandbox else { return Renewal::default() };
    let mut renewal = Renewal {
        native: venv_create::native(reading, chosen, &place.folder, &sandbox.path),
        saw_outside: pyvenv_cfg::read(reading.machine, &sandbox.path)
            .is_ok_and(|cfg| cfg.is_true("include-system-site-packages")),
        detours: pip_config::detours(reading.machine, reading.shell, &sandbox.path),
        ..Renewal::default()
    };
    let own = reading.machine.resolve(&sandbox.path).ok();
    // `pip install -e git+..` keeps its copy in the sandbox itself, and that goes aside with it.
    let goes_aside = |path: &Path| {
        let real = reading.machine.resolve(path).ok();
        real.zip(own.as_ref()).is_some_and(|(real, own)| real.starts_with(own))
    };
    for mut wanted in wanted(reading.machine, sandbox) {
        // What a stranger's files name would be built, and so run.
        if sandbox.is_strangers && wanted.origin != Origin::Index {
            renewal.unfollowed.push(wanted.name);
            continue;
        }
        let is_gone = match &wanted.origin {
            Origin::Project { folder, .. } => !reading.machine.is_folder(folder) || goes_aside(folder),
            Origin::Index | Origin::Address(_) => false,
            Origin::Archive(file) => {
                if !reading.machine.is_file(file) || goes_aside(file) {
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
    let sites = sites(machine, sandbox);
    // Of a mixed one, what the older of its Pythons was given counts as little as what the newer was given.
    let minor = sites.iter().filter_map(|site| library_minor(site.parent()?.file_name()?.to_str()?)).min();
    for site in sites {
        let known: BTreeSet<String> = installed.iter().map(|one| packages::normalized(&one.name)).collect();
        let found = packages::read(machine, &site).unwrap_or_default();
        installed.extend(found.into_iter().filter(|one| !known.contains(&packages::normalized(&one.name))));
    }
    packages::wanted(machine, &installed, seeds(minor))
}

/// What a sandbox for that minor version has had from the start. `pkg-resources` 0.0.0 is no package of any index: it is
/// how Debian 10 and 11 and Ubuntu up to 20.04 cut setuptools in two.
fn seeds(minor: Option<(u32, u32)>) -> &'static [&'static str] {
    if minor < Some(WITHOUT_SETUPTOOLS) { &["pip", "setuptools", "pkg-resources"] } else { &["pip"] }
}

/// `3` and `13` of `python3.13`.
fn library_minor(name: &str) -> Option<(u32, u32)> {
    minor_of(name.strip_prefix("python")?)
}

/// Its folders of packages: the one that its Python reads, then those of other minor versions, the newest first. In a
/// mixed one, most of what was installed is where no Python looks any more.
fn sites(machine: &Machine, sandbox: &Sandbox) -> Vec<PathBuf> {
    let library = sandbox.path.join("lib");
    let entries = machine.list(&library).unwrap_or_default();
    let names = entries.iter().filter_map(|entry| entry.name.to_str());
    let mut all: Vec<((u32, u32), PathBuf)> =
        names.filter_map(|name| Some((library_minor(name)?, library.join(name).join("site-packages")))).collect();
    all.sort_by(|one, other| other.cmp(one));
    let others = all.into_iter().map(|(_, site)| site).filter(|site| Some(site) != sandbox.site_packages.as_ref());
    sandbox.site_packages.iter().cloned().chain(others).collect()
}

#[cfg(test)]
mod tests {
    use super::seeds;

    #[test]
    fn what_comes_by_itself_is_not_asked_of_an_index() {
        assert_eq!(seeds(Some((3, 9))), ["pip", "setuptools", "pkg-resources"]);
        assert_eq!(seeds(Some((3, 12))), ["pip"]);
    }
}
