//! Reads what Homebrew has installed, and who needs it.

use super::Reading;
use crate::plan::brew::{Brew, Grounds, Keg};
use crate::tools;

pub(super) fn read(reading: &Reading<'_>, name: &str) -> Grounds {
    let machine = reading.machine;
    let typed = name.rsplit('/').next().unwrap_or(name);
    let brew = reading.snapshot.tools.brew.as_ref().map(|brew| {
        let installed = tools::installed_formulae(machine, &brew.prefix);
        let own = tools::formula(machine, &brew.prefix, typed);
        let found = installed.iter().find(|formula| Some(&formula.name) == own.as_ref());
        Brew {
            path: brew.path.to_path_buf(),
            prefix: brew.prefix.to_path_buf(),
            installed: found.map(|formula| Keg {
                name: formula.name.clone(),
                version: formula.version.clone(),
                versions: formula.versions.clone(),
                is_pinned: tools::is_pinned(machine, &brew.prefix, &formula.name),
            }),
            needed_by: installed
                .iter()
                .filter(|one| own.as_ref().is_some_and(|own| one.name != *own && one.needs.contains(own)))
                .map(|formula| formula.name.clone())
                .collect(),
            writable: machine.is_writable(&brew.prefix.join("Cellar")) || machine.is_writable(&brew.prefix),
        }
    });
    Grounds { name: name.to_owned(), brew }
}
