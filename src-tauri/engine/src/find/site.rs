//! Which folders hold an interpreter's packages.
//!
//! This is `sysconfig`'s knowledge: which scheme each builder chose, and where it was patched.

use std::path::{Path, PathBuf};

use super::Packages;
use super::layout::Layout;
use crate::machine::{Machine, Os};
use crate::model::{Interpreter, minor_of};

/// The folders that `pip install` writes to and Python imports from, the user's own aside.
pub(super) fn site_packages(machine: &Machine, packages: &Packages, layout: &Layout) -> Vec<PathBuf> {
    let Some(library) = layout.library.as_deref() else { return Vec::new() };
    let minor = super::names::minor(library);
    let stdlib = layout.stdlib.clone().unwrap_or_else(|| layout.prefix.join("lib").join(library));
    let own = stdlib.join("site-packages");
    match packages {
        Packages::Own => vec![own],
        // The formula's patch to sysconfig: the keg's own folder only holds pip, and changes with every upgrade.
        Packages::Homebrew(prefix) => vec![prefix.join("lib").join(library).join("site-packages")],
        // Apple patched its install scheme; that folder does not exist until somebody uses `sudo pip`.
        Packages::Apple => {
            vec![own, Path::new("/Library/Python").join(minor).join("site-packages")]
        }
        Packages::System => system(machine, library),
    }
}

/// Debian parts what apt installs from what pip does; Fedora also parts by word size.
fn system(machine: &Machine, library: &str) -> Vec<PathBuf> {
    let debian = Path::new("/usr/lib/python3/dist-packages");
    if machine.is_folder(debian) {
        let local = Path::new("/usr/local/lib").join(library).join("dist-packages");
        return vec![local, debian.to_path_buf()];
    }
    let places = ["/usr/lib", "/usr/lib64", "/usr/local/lib", "/usr/local/lib64"];
    let folders = places.map(|place| Path::new(place).join(library).join("site-packages"));
    let there: Vec<PathBuf> = folders.iter().filter(|folder| machine.is_folder(folder)).cloned().collect();
    if there.is_empty() { folders.into_iter().take(1).collect() } else { there }
}

/// The user's own folder of packages, which every interpreter of that minor version and build reads.
///
/// Framework builds on macOS have it in `~/Library/Python/X.Y` (Apple's too, although its framework has another name),
/// all others in `~/.local`; `PYTHONUSERBASE` moves both.
pub fn user_site(machine: &Machine, interpreter: &Interpreter) -> Option<PathBuf> {
    let stdlib = interpreter.stdlib.as_ref()?;
    let library = stdlib.file_name()?.to_str()?;
    let (major, minor) = minor_of(super::names::minor(library))?;
    let base = machine.var_path("PYTHONUSERBASE");
    let framework = stdlib.iter().rev().find_map(|name| name.to_str()?.strip_suffix(".framework"));
    Some(match framework.filter(|_| machine.os == Os::Macos) {
        Some(framework) => {
            let name = if framework == "PythonT" { "PythonT" } else { "Python" };
            let usual = || machine.home.join("Library").join(name).join(format!("{major}.{minor}"));
            base.unwrap_or_else(usual).join("lib/python/site-packages")
        }
        None => base.unwrap_or_else(|| machine.home.join(".local")).join("lib").join(library).join("site-packages"),
    })
}

/// Where pip puts what it installs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PipPlaces {
    /// The packages.
    pub site: PathBuf,
    /// Their commands.
    pub scripts: PathBuf,
}

/// Where pip installs when it is not told otherwise, and this account may write there.
///
/// Debian's and Fedora's pips leave `/usr` to their system and write to `/usr/local`, Apple's to `/Library/Python`.
pub fn pip_places(interpreter: &Interpreter) -> Option<PipPlaces> {
    let sites = &interpreter.site_packages;
    let local =
        |site: &&crate::machine::MachinePath| site.starts_with("/usr/local") || site.starts_with("/Library/Python");
    let site = sites.iter().find(local).or_else(|| sites.first())?.to_path_buf();
    // Of `PREFIX/lib/python3.13/site-packages`; Apple's scheme has another place.
    let scripts = match site.ancestors().nth(3) {
        Some(prefix) if !site.starts_with("/Library/Python") => prefix.join("bin"),
        _ => PathBuf::from("/usr/local/bin"),
    };
    Some(PipPlaces { site, scripts })
}

/// Where `pip install --user` installs.
pub fn user_places(machine: &Machine, interpreter: &Interpreter) -> Option<PipPlaces> {
    let site = user_site(machine, interpreter)?;
    let scripts = site.ancestors().nth(3)?.join("bin");
    Some(PipPlaces { site, scripts })
}
