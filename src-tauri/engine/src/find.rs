//! Every Python of a machine that can stand on its own.
//!
//! One source of Pythons is one file in `find/`: it knows where its Pythons lie and what they are to their owner, and
//! nothing else. What is the same for all of them (version, processor, PEP 668 marker, names, packages) is read here
//! once, after the duplicates have been put together.
//!
//! Nothing is ever run to learn something: files tell. Nothing here is an error either: what can't be read is not
//! listed, and the rest is.
//!
//! A new source is a file with a `find` function, a line in [`SOURCES`], and a made machine in the tests.

mod aliases;
mod apple;
mod architecture;
mod asdf;
pub mod conda;
pub mod consent;
mod describe;
mod dpkg;
mod framework;
pub mod homebrew;
mod installs;
mod layout;
mod linux;
mod macports;
mod marker;
mod mise;
mod names;
mod nix;
mod other;
pub mod pixi;
mod pyenv;
mod python_org;
mod site;
mod strays;
mod uv;
mod version;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::machine::Machine;
use crate::model::{Interpreter, Protection, Source};
use layout::Layout;

pub use conda::conda_like;
pub use names::is_environment;
pub use site::{PipPlaces, pip_places, user_places, user_site};
pub use strays::{Whose, is_guarded, left_by_others, whose};

/// Where Pythons come from, in the order in which they are asked.
///
/// A Python that two sources know belongs to the first of them; the other's name for it becomes an alias.
const SOURCES: [fn(&Machine) -> Vec<Found>; 11] = [
    // First, because other sources are pointed at it by links: `~/.pyenv/versions/brew -> /opt/homebrew/opt/...`. On an
    // Intel Mac its prefix is `/usr/local`, which python.org shares.
    homebrew::find,
    apple::find,
    // After Homebrew: on an Intel Mac both write to `/usr/local/bin`.
    python_org::find,
    macports::find,
    nix::find,
    // Before pyenv, which can install a Miniconda: what it is to its user is a conda base.
    conda::find,
    pyenv::find,
    uv::find,
    // After pyenv and uv: `mise sync python` makes links to their installations.
    mise::find,
    asdf::find,
    // What is left in `/usr/bin` and `/usr/local/bin` after the links of all others.
    linux::find,
];

/// A Python as its source knows it.
#[derive(Debug)]
struct Found {
    /// Who put it there.
    source: Source,
    /// Its owner's name, where the source alone does not tell: "Debian".
    owner: Option<String>,
    /// The path that is safe to run and survives upgrades.
    path: PathBuf,
    /// What a stray package does to it.
    protection: Protection,
    /// Not to be chosen for a new environment by itself.
    private: bool,
    /// Which folders hold its packages.
    packages: Packages,
    /// The version that a folder's name tells, for want of a better witness.
    version: Option<String>,
    /// Folders in which names for it may stand.
    folders: Vec<PathBuf>,
    /// Names that reach it although no link says so: macOS's `/usr/bin/python3`.
    aliases: Vec<PathBuf>,
}

/// Which folders hold an interpreter's packages.
#[derive(Debug, Clone)]
enum Packages {
    /// `lib/pythonX.Y/site-packages` beside it.
    Own,
    /// Homebrew's, which is not in the keg but in this prefix.
    Homebrew(PathBuf),
    /// The framework's own and `/Library/Python`.
    Apple,
    /// Those of a Linux distribution.
    System,
}

impl Found {
    /// An interpreter that is its user's own: soft, not private, with its packages beside it.
    fn new(source: Source, path: PathBuf) -> Self {
        Self {
            source,
            owner: None,
            path,
            protection: Protection::Soft,
            private: false,
            packages: Packages::Own,
            version: None,
            folders: Vec::new(),
            aliases: Vec::new(),
        }
    }
}

/// Every Python that is found on `machine`, and those at the paths that the user `added`.
///
/// Sorted by source, newest version first; two looks at an unchanged machine are equal.
pub fn interpreters(machine: &Machine, added: &[PathBuf]) -> Vec<Interpreter> {
    let mut found: Vec<Found> = SOURCES.iter().flat_map(|find| find(machine)).collect();
    found.extend(other::find(machine, added));
    let mut folders = BTreeSet::new();
    let mut known: Vec<(Found, Layout)> = Vec::new();
    for found in found {
        folders.extend(found.folders.iter().cloned());
        folders.extend(found.path.parent().map(Path::to_path_buf));
        let Some(layout) = Layout::of(machine, &found.path) else { continue };
        folders.extend(layout.real.parent().map(Path::to_path_buf));
        match known.iter_mut().find(|(_, known)| known.real == layout.real) {
            Some((first, _)) if found.path.file_name().is_some_and(names::is_python) => first.aliases.push(found.path),
            Some(_) => {}
            None => known.push((found, layout)),
        }
    }
    let mut all: Vec<Interpreter> =
        known.into_iter().map(|(found, layout)| describe::describe(machine, found, &layout)).collect();
    sort(&mut all);
    aliases::attach(machine, folders, &mut all);
    strays::attach(machine, &mut all);
    all
}

/// The folders in which a version manager's Pythons appear and vanish, there or not. Those of the Pythons that are
/// known stand in the snapshot.
pub fn haunts(machine: &Machine) -> Vec<PathBuf> {
    let mut haunts = vec![pyenv::versions(machine), mise::versions(machine), asdf::versions(machine)];
    haunts.extend(uv::roots(machine));
    haunts.extend(python_org::versions(machine));
    haunts.extend(conda::haunts(machine));
    let kegs = |prefix: PathBuf| ["opt", "Cellar", "bin"].map(|part| prefix.join(part));
    haunts.extend(homebrew::prefixes(machine).into_iter().flat_map(kegs));
    haunts
}

/// True when `path`, added by hand, is taken for a Python: no environment's, no shim, and no other program.
pub fn can_be_added(machine: &Machine, path: &Path) -> bool {
    !other::find(machine, &[path.to_path_buf()]).is_empty()
}

/// By source, newest version first, then by path.
pub fn sort(interpreters: &mut [Interpreter]) {
    interpreters.sort_by(|one, other| {
        let newest_first = version::numbers(&other.version).cmp(&version::numbers(&one.version));
        one.source.cmp(&other.source).then(newest_first).then_with(|| one.path.cmp(&other.path))
    });
}
