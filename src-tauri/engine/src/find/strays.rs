//! Packages that somebody other than the interpreter's owner put into it.
//!
//! Only where that does harm is looked: in interpreters that are protected, and in python.org's, which nothing guards.
//! An unfinished installation is none yet. A folder that several interpreters read is told once, with the first.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::{dpkg, user_site};
use crate::machine::Machine;
use crate::model::{Interpreter, Protection, Source, Stray};
use crate::packages::{self, Distribution};

/// What `ensurepip` puts into a new Python (setuptools and wheel until 3.11).
const SEEDED: [&str; 3] = ["pip", "setuptools", "wheel"];

/// What Apple's framework comes with beyond that.
const SEEDED_BY_APPLE: [&str; 4] = ["altgraph", "future", "macholib", "six"];

/// INSTALLERs that are an owner at work, not a person.
const OWNERS: [&str; 5] = ["apt", "brew", "conda", "dpkg", "rpm"];

/// Who a distribution in an interpreter's folder of packages belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Whose {
    /// Whoever put the interpreter there.
    Owner,
    /// It has the name of one that the interpreter came with: whoever changes that has to be seen doing it.
    Seed,
    /// Somebody else.
    Other,
}

/// True for an interpreter in which packages of others do harm.
pub fn is_guarded(interpreter: &Interpreter) -> bool {
    let guarded = interpreter.protection == Protection::Hard || interpreter.source == Source::PythonOrg;
    // Nothing can be written into the Nix store.
    guarded && interpreter.source != Source::Nix
}

/// Fills in the strays of all `interpreters`.
pub(super) fn attach(machine: &Machine, interpreters: &mut [Interpreter]) {
    let mut told = BTreeSet::new();
    for interpreter in interpreters {
        if !is_guarded(interpreter) {
            continue;
        }
        let mut strays = Vec::new();
        for folder in &interpreter.site_packages {
            if told.insert(folder.to_path_buf()) {
                let found = not_the_owners(machine, interpreter, folder);
                strays.extend(found.into_iter().map(|distribution| stray(distribution, false)));
            }
        }
        if let Some(folder) = user_site(machine, interpreter).filter(|folder| told.insert(folder.clone())) {
            let found = packages::read(machine, &folder).unwrap_or_default();
            let complete = found.into_iter().filter(|distribution| distribution.complete);
            strays.extend(complete.map(|distribution| stray(distribution, true)));
        }
        strays.sort();
        interpreter.strays = strays;
    }
}

/// The distributions in `folder` that the interpreter's owner did not put there, and that it did not come with, by the
/// folders that describe them. What is only half installed is nobody's yet.
pub fn left_by_others(machine: &Machine, interpreter: &Interpreter, folder: &Path) -> BTreeSet<PathBuf> {
    not_the_owners(machine, interpreter, folder).into_iter().map(|distribution| distribution.path).collect()
}

fn not_the_owners(machine: &Machine, interpreter: &Interpreter, folder: &Path) -> Vec<Distribution> {
    let paths = packages::list(machine, folder).unwrap_or_default();
    let paths = not_in_their_books(machine, interpreter, folder, paths);
    let seeds = seeds(interpreter, folder);
    let strays = paths.iter().filter_map(|path| packages::read_one(machine, path)).filter(|distribution| {
        let name = packages::normalized(&distribution.name);
        distribution.complete && !seeds.contains(&name.as_str()) && !is_the_owners(machine, interpreter, distribution)
    });
    strays.collect()
}

/// Who each of these distributions in `folder` belongs to; complete or not.
pub fn whose(
    machine: &Machine,
    interpreter: &Interpreter,
    folder: &Path,
    distributions: &[Distribution],
) -> Vec<Whose> {
    let paths = distributions.iter().map(|distribution| distribution.path.clone()).collect();
    let unknown: BTreeSet<PathBuf> = not_in_their_books(machine, interpreter, folder, paths).into_iter().collect();
    let seeds = seeds(interpreter, folder);
    let one = |distribution: &Distribution| {
        if !unknown.contains(&distribution.path) || is_the_owners(machine, interpreter, distribution) {
            Whose::Owner
        } else if seeds.contains(&packages::normalized(&distribution.name).as_str()) {
            // Apple's come with its system updates, which nobody sees at work.
            let apples = matches!(interpreter.source, Source::AppleClt | Source::Xcode);
            if apples { Whose::Owner } else { Whose::Seed }
        } else {
            Whose::Other
        }
    };
    distributions.iter().map(one).collect()
}

/// Those of `paths` that the owner's links or lists do not account for.
fn not_in_their_books(
    machine: &Machine,
    interpreter: &Interpreter,
    folder: &Path,
    paths: Vec<PathBuf>,
) -> Vec<PathBuf> {
    match interpreter.source {
        Source::Homebrew => paths.into_iter().filter(|path| !is_linked_by_homebrew(machine, path)).collect(),
        // Debian's policy keeps its packages out of `/usr/local` (9.1.2).
        Source::Linux if folder.starts_with("/usr/lib/python3/dist-packages") => dpkg::unowned(machine, paths),
        _ => paths,
    }
}

/// What the interpreter itself came with: in its own folder only, and never Homebrew's, which links its pip.
fn seeds(interpreter: &Interpreter, folder: &Path) -> Vec<&'static str> {
    let own = interpreter.stdlib.as_ref().is_some_and(|stdlib| *stdlib.join("site-packages") == *folder);
    match interpreter.source {
        _ if !own => Vec::new(),
        Source::AppleClt | Source::Xcode => [&SEEDED[..], &SEEDED_BY_APPLE[..]].concat(),
        _ => SEEDED.to_vec(),
    }
}

fn is_the_owners(machine: &Machine, interpreter: &Interpreter, distribution: &Distribution) -> bool {
    let installer = distribution.installer.as_deref();
    if installer.is_some_and(|installer| OWNERS.contains(&installer)) {
        return true;
    }
    match interpreter.source {
        // Older conda packages say `pip`, or nothing; conda's own books have them nevertheless.
        Source::Conda => installer.is_none() || in_condas_books(machine, interpreter, distribution),
        // Ports leave no INSTALLER, nor do Fedora's, Arch's and Alpine's packages. Debian's were asked for in dpkg's lists.
        Source::Macports => installer.is_none(),
        Source::Linux => {
            let theirs = ["/usr/lib", "/usr/lib64"].iter().any(|folder| distribution.path.starts_with(folder));
            installer.is_none() && theirs && !distribution.path.starts_with("/usr/lib/python3/dist-packages")
        }
        _ => false,
    }
}

/// Homebrew's packages are folders with one link per file into the Cellar; pip's are files.
fn is_linked_by_homebrew(machine: &Machine, path: &Path) -> bool {
    let cellar = |path: &Path| machine.link(path).is_some_and(|target| target.iter().any(|name| name == "Cellar"));
    cellar(&path.join("METADATA")) || cellar(path) || cellar(&path.join("PKG-INFO"))
}

/// True when `conda-meta/NAME-VERSION-BUILD.json` is there.
fn in_condas_books(machine: &Machine, interpreter: &Interpreter, distribution: &Distribution) -> bool {
    let Some(prefix) = interpreter.path.parent().and_then(Path::parent) else { return false };
    let entries = machine.list(&prefix.join("conda-meta")).unwrap_or_default();
    let wanted = packages::normalized(&distribution.name);
    entries.iter().filter_map(|entry| entry.name.to_str()?.strip_suffix(".json")).any(|record| {
        let mut parts = record.rsplitn(3, '-');
        let (_build, version, name) = (parts.next(), parts.next(), parts.next());
        version == Some(distribution.version.as_str()) && name.is_some_and(|name| packages::normalized(name) == wanted)
    })
}

fn stray(distribution: Distribution, shared: bool) -> Stray {
    let requested = match distribution.installer.as_deref() {
        Some("pip") => Some(distribution.requested),
        // uv marks everything as requested; others mark nothing.
        _ => None,
    };
    Stray {
        name: distribution.name,
        version: distribution.version,
        installer: distribution.installer.unwrap_or_else(|| "unknown".to_owned()),
        requested,
        shared,
    }
}
