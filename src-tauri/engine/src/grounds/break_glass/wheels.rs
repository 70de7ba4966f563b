//! Reads from wheels which files pip would write, and whose files stand there today. Nothing of them is unpacked.
//!
//! Where pip puts what: <https://packaging.python.org/en/latest/specifications/binary-distribution-format/>. Commands
//! stand in `entry_points.txt`, or are files in `NAME.data/scripts/`.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use zip::ZipArchive;

use super::super::system_python::first_missing;
use crate::machine::{Kind, Machine, Os};
use crate::packages;
use crate::plan::break_glass::{Brought, Coming, Taken, Whose};
use crate::plan::system_python::{Installed, Place, SystemPython};
use crate::privacy;
use crate::receipt;
use crate::shell::ShellAnswer;
use crate::tool::pip::entry_points::commands_in;

/// No honest list of entry points is longer.
const LONGEST_LIST: u64 = 1 << 20;

/// What the wheels of `coming` in `folder` bring. `Err` is why that can't be said.
pub(super) fn read(
    machine: &Machine,
    shell: &ShellAnswer,
    python: &SystemPython,
    coming: &[Coming],
    folder: &Path,
) -> Result<Brought, String> {
    let Some(place) = python.place() else { return Err("there is no place for them".to_owned()) };
    let files = machine.list(folder).map_err(|error| error.to_string())?;
    let mut brought = Brought::default();
    let mut written = BTreeSet::new();
    for one in coming {
        let is_its = |name: &str| {
            let stem = name.strip_suffix(".whl")?;
            (packages::normalized(stem.split('-').next()?) == one.normal).then_some(())
        };
        let wheel = files.iter().find(|file| file.name.to_str().and_then(is_its).is_some());
        let wheel = wheel.ok_or_else(|| format!("pip has not fetched `{}`", one.name))?;
        let (paths, commands) = contents(machine, &folder.join(&wheel.name), place, python, one)?;
        written.extend(paths);
        written.extend(commands.iter().map(|name| place.scripts.join(name)));
        brought.commands.extend(commands);
    }
    brought.commands.sort();
    brought.shaded = shaded(machine, shell, &place.scripts, &brought.commands);
    let owners = owners(machine, python, place, coming);
    for path in written {
        let path = privacy::plain(&path);
        match machine.lstat(&path).map(|stat| stat.kind) {
            Some(Kind::File | Kind::Link) => {
                let whose = match owners.get(&path) {
                    _ if is_the_owners(machine, &path) => Whose::Owner,
                    Some(None) => continue,
                    Some(Some(whose)) => whose.clone(),
                    None => Whose::Unknown,
                };
                brought.taken.push(Taken { shown: machine.tilde(&path), path, whose });
            }
            Some(_) => {}
            None if path.starts_with(&place.site) || path.starts_with(&place.scripts) => {}
            None if is_in_a_cellar(machine, &path) => {
                brought.taken.push(Taken { shown: machine.tilde(&path), path, whose: Whose::Owner });
            }
            None => {
                brought.elsewhere.extend(Some(first_missing(machine, &path)).filter(|first| *first != path));
                brought.elsewhere.push(path);
            }
        }
    }
    brought.elsewhere.sort();
    brought.elsewhere.dedup();
    Ok(brought)
}

/// The files that pip would write of the wheel at `path`, and the names of the commands it would make.
fn contents(
    machine: &Machine,
    path: &Path,
    place: &Place,
    python: &SystemPython,
    coming: &Coming,
) -> Result<(Vec<PathBuf>, Vec<String>), String> {
    let shown = |error: &dyn std::fmt::Display| format!("`{}`: {error}", machine.tilde(path));
    let file = machine.open(path).map_err(|error| error.to_string())?;
    let mut archive = ZipArchive::new(file).map_err(|error| shown(&error))?;
    let names: Vec<String> = archive.file_names().flatten().map(Cow::into_owned).collect();
    let prefix = place.scripts.parent().unwrap_or(&place.scripts);
    let mut paths = Vec::new();
    let mut commands = Vec::new();
    let mut list = String::new();
    for name in names.iter().filter(|name| !name.ends_with('/')) {
        let (top, rest) = name.split_once('/').unwrap_or(("", name));
        let kind = Path::new(top).extension().and_then(OsStr::to_str);
        if kind != Some("data") {
            paths.push(place.site.join(name));
            if kind == Some("dist-info") && rest == "entry_points.txt" {
                let mut bytes = Vec::new();
                let file = archive.by_name(name).map_err(|error| shown(&error))?;
                file.take(LONGEST_LIST).read_to_end(&mut bytes).map_err(|error| shown(&error))?;
                list = String::from_utf8_lossy(&bytes).into_owned();
            }
            continue;
        }
        match rest.split_once('/') {
            Some(("scripts", name)) => commands.push(name.to_owned()),
            Some(("purelib" | "platlib", name)) => paths.push(place.site.join(name)),
            Some(("data", name)) => paths.push(prefix.join(name)),
            Some(("headers", name)) => {
                let headers = prefix.join("include").join(format!("python{}", python.minor)).join(&coming.name);
                paths.push(headers.join(name));
            }
            _ => {}
        }
    }
    commands.extend(commands_in(&list));
    Ok((paths, commands))
}

/// The files of packages in `place`, and whose each is; `None` for those of one that is replaced, of which there are
/// copies.
fn owners(
    machine: &Machine,
    python: &SystemPython,
    place: &Place,
    coming: &[Coming],
) -> BTreeMap<PathBuf, Option<Whose>> {
    let mut owners: BTreeMap<PathBuf, Option<Whose>> = BTreeMap::new();
    for found in packages::read(machine, &place.site).unwrap_or_default() {
        let normal = packages::normalized(&found.name);
        let is_here = |one: &&Installed| one.site == place.site && one.normal == normal;
        let whose = match python.installed.iter().find(is_here) {
            _ if coming.iter().any(|one| one.normal == normal) => None,
            Some(one) if !one.is_stray => Some(Whose::Owner),
            _ => Some(Whose::Package(found.name.clone())),
        };
        for file in receipt::recorded_in(machine, &place.site, &found.path) {
            // Where two packages have the same file, it is that of the one which stays.
            let known = owners.entry(file).or_default();
            *known = known.take().or_else(|| whose.clone());
        }
    }
    owners
}

/// What the terminal finds by the names of `commands` today, in folders that it looks into later than into `scripts`.
fn shaded(machine: &Machine, shell: &ShellAnswer, scripts: &Path, commands: &[String]) -> Vec<String> {
    let folders = shell.path();
    let Some(own) = folders.iter().position(|folder| folder == scripts) else { return Vec::new() };
    let later = |name: &String| {
        let found = shell.which(machine, name)?;
        let at = folders.iter().position(|folder| Some(folder.as_path()) == found.parent())?;
        (at > own).then(|| machine.tilde(&found))
    };
    commands.iter().filter_map(later).collect()
}

/// Whether a package manager has put the file there: a system keeps all that is in `/usr` and not in `/usr/local` to itself.
fn is_the_owners(machine: &Machine, path: &Path) -> bool {
    let systems = machine.os == Os::Linux && path.starts_with("/usr") && !path.starts_with("/usr/local");
    systems || is_in_a_cellar(machine, path)
}

/// Whether the file is Homebrew's, or would come among what is: Homebrew links what is its own out of its Cellar, single
/// files and whole folders.
fn is_in_a_cellar(machine: &Machine, path: &Path) -> bool {
    let has_cellar = |path: &Path| path.iter().any(|part| part == "Cellar");
    let there = path.ancestors().find(|there| machine.lstat(there).is_some());
    let real = there.and_then(|there| machine.resolve(there).ok());
    !has_cellar(path) && real.is_some_and(|real| has_cellar(&real))
}
