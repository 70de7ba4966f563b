//! Reads a Python that is worked on itself: its packages, whose they are, and what its pip has to be told.

use std::path::{Path, PathBuf};

use super::Reading;
use crate::find::{self, PipPlaces};
use crate::machine::Machine;
use crate::model::{Interpreter, Protection, Source};
use crate::packages::{self, Distribution, Origin};
use crate::pip_config;
use crate::plan::system_python::{Installed, Place, SystemPython};
use crate::receipt;
use crate::tool::pip::{self, Detour, Pip};
use crate::tool::release::Release;

pub(super) fn read(reading: &Reading<'_>, interpreter: &Interpreter) -> SystemPython {
    let machine = reading.machine;
    let own = find::pip_places(interpreter);
    let users = find::user_places(machine, interpreter);
    let sites = interpreter.site_packages.iter().map(|site| site.to_path_buf());
    let others: Vec<PathBuf> = sites.filter(|site| own.as_ref().is_none_or(|own| own.site != *site)).collect();
    let marked = interpreter.managed.is_some();
    let version = pip_version(machine, interpreter);
    let place =
        |places: PipPlaces, place: pip::Place| place_of(reading, interpreter, places, place, version.as_deref());
    let (major, minor) = interpreter.minor().unwrap_or_default();
    SystemPython {
        id: interpreter.id.clone(),
        label: interpreter.label(),
        owner: interpreter.owner.clone(),
        path: interpreter.path.to_path_buf(),
        real_path: interpreter.real_path.to_path_buf(),
        minor: format!("{major}.{minor}"),
        marked,
        guarded: interpreter.protection == Protection::Hard,
        installed: installed(machine, interpreter, own.as_ref(), users.as_ref(), &others),
        own: own.map(|own| place(own, pip::Place::System { marked })),
        users: users.map(|users| place(users, pip::Place::UserSite { marked })),
        others,
    }
}

fn place_of(
    reading: &Reading<'_>,
    interpreter: &Interpreter,
    places: PipPlaces,
    place: pip::Place,
    version: Option<&str>,
) -> Place {
    let machine = reading.machine;
    let prefix = prefix(interpreter);
    let mut detours = pip_config::detours(machine, reading.shell, &prefix);
    let is_users = matches!(place, pip::Place::UserSite { .. });
    if is_users && machine.var_path("PYTHONUSERBASE").is_some() {
        detours.push(Detour::UserBase);
    }
    let around = places.scripts.parent().filter(|_| is_users).unwrap_or(&prefix).to_string_lossy().into_owned();
    let is_nix = interpreter.source == Source::Nix;
    Place {
        site_root: first_missing(machine, &places.site),
        scripts_root: first_missing(machine, &places.scripts),
        shown: machine.tilde(&places.site),
        scripts_shown: machine.tilde(&places.scripts),
        writable: !is_nix && may_write(machine, &places.site) && may_write(machine, &places.scripts),
        pip: Pip {
            python: interpreter.path.to_string_lossy().into_owned(),
            release: version.and_then(Release::parse),
            place,
            detours,
            prefix: around,
        },
        pip_version: version.map(str::to_owned),
        site: places.site,
        scripts: places.scripts,
    }
}

/// The outermost folder on the way to `folder` that is not there; `folder` itself when it is.
pub(super) fn first_missing(machine: &Machine, folder: &Path) -> PathBuf {
    let missing = folder.ancestors().take_while(|folder| machine.lstat(folder).is_none()).last();
    missing.unwrap_or(folder).to_path_buf()
}

/// `sys.prefix`: two folders above the standard library.
fn prefix(interpreter: &Interpreter) -> PathBuf {
    let library = interpreter.stdlib.as_deref();
    library.and_then(Path::parent).and_then(Path::parent).unwrap_or(Path::new("/")).to_path_buf()
}

/// pip asks the same: of a folder that is not there yet, the first one around it that is.
fn may_write(machine: &Machine, folder: &Path) -> bool {
    folder.ancestors().find(|folder| machine.is_folder(folder)).is_some_and(|folder| machine.is_writable(folder))
}

/// The version of its pip. Homebrew's is in the keg, where no other package is.
fn pip_version(machine: &Machine, interpreter: &Interpreter) -> Option<String> {
    let own = interpreter.stdlib.iter().map(|library| library.join("site-packages"));
    let sites = interpreter.site_packages.iter().map(|site| site.to_path_buf()).chain(own);
    let mut found = sites.flat_map(|site| packages::read(machine, &site).unwrap_or_default());
    found.find(|found| packages::normalized(&found.name) == "pip").map(|found| found.version)
}

fn installed(
    machine: &Machine,
    interpreter: &Interpreter,
    own: Option<&PipPlaces>,
    users: Option<&PipPlaces>,
    others: &[PathBuf],
) -> Vec<Installed> {
    let mut all = Vec::new();
    let owners = own.iter().map(|own| &own.site).chain(others);
    let is_users = |site: &Path| users.is_some_and(|users| users.site == site);
    for site in owners.chain(users.iter().map(|users| &users.site)) {
        let strays = find::left_by_others(machine, interpreter, site);
        for found in packages::read(machine, site).unwrap_or_default() {
            let is_stray = is_users(site) || strays.contains(&found.path);
            let place = [own, users].into_iter().flatten().find(|place| place.site == *site);
            all.push(Installed {
                elsewhere: elsewhere(machine, place, &found),
                ..describe(machine, site, found, is_stray)
            });
        }
    }
    all
}

/// The files of a package outside of `place`, as pip has written them down.
fn elsewhere(machine: &Machine, place: Option<&PipPlaces>, found: &Distribution) -> Vec<PathBuf> {
    let Some(place) = place.filter(|_| found.installer.as_deref().is_some_and(|by| by == "pip" || by == "uv")) else {
        return Vec::new();
    };
    let mut files = receipt::recorded_in(machine, &place.site, &found.path);
    files.retain(|file| !file.starts_with(&place.site) && !file.starts_with(&place.scripts));
    files
}

/// Where it came from, if that was no package index.
fn origin(machine: &Machine, found: &Distribution) -> Option<String> {
    match packages::origin(machine, &found.path) {
        Origin::Index => None,
        Origin::Project { folder: path, .. } | Origin::Archive(path) => Some(machine.tilde(&path)),
        Origin::Address(address) => Some(address),
    }
}

fn describe(machine: &Machine, site: &Path, found: Distribution, is_stray: bool) -> Installed {
    Installed {
        normal: packages::normalized(&found.name),
        has_record: machine.is_file(&found.path.join("RECORD")),
        // uv marks everything as asked for, others nothing.
        requested: (found.installer.as_deref() == Some("pip")).then_some(found.requested),
        needs: packages::needs(machine, &found),
        elsewhere: Vec::new(),
        origin: origin(machine, &found),
        complete: found.complete,
        site: site.to_path_buf(),
        name: found.name,
        version: found.version,
        is_stray,
    }
}
