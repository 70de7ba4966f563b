//! "No matching distribution found": whether the name is wrong, or the Python too new or too old for it. Neither, when
//! the network failed or the version does not exist.

use std::cmp::Ordering;

use pep440_rs::VersionSpecifiers;

use super::{Asked, ErrorCode, Scene, Trouble, named};
use crate::advise::judge::is_a_packages_own_name;
use crate::advise::lookup::NO_ANSWER;
use crate::advise::names::is_known;
use crate::advise::parse::requirement;
use crate::advise::parse::{Package, What};

/// pip's words before the versions that it left out.
const OTHER_PYTHON: &str = "that require a different python version";

/// No package has had more of them that differ.
const MOST_VERSIONS: usize = 2000;

/// pip's and uv's ways to say that nothing was found.
pub(super) fn not_found(scene: &Scene<'_>) -> Option<Trouble> {
    let asked_nobody = scene.segment.typed.contains("--no-index");
    if asked_nobody || NO_ANSWER.iter().any(|sign| scene.flat.contains(sign)) {
        return None;
    }
    by_pip(scene).or_else(|| by_uv(scene)).or_else(|| by_others(scene)).or_else(|| refused_by_its_build(scene))
}

/// Poetry's, PDM's and conda's ways to say that there is no such name. Of a name that `PyPI` knows they may mean the
/// version or the channel, so that is not claimed.
fn by_others(scene: &Scene<'_>) -> Option<Trouble> {
    let marks = [
        "Could not find a matching version of package ",
        "The following packages are not available from current channels: - ",
        "Could not find a version that matches ",
    ];
    let mark = marks.iter().find(|mark| scene.flat.contains(*mark))?;
    let word = scene.flat.split(mark).nth(1)?.split(' ').next().unwrap_or_default();
    let word = word.rsplit("::").next().unwrap_or_default().trim_end_matches('.');
    let What::Package(package) = requirement::read(word) else { return None };
    let start = mark.trim_end_matches([' ', '-', ':']);
    let line = scene.line(|line| line.contains(start)).unwrap_or(start);
    let wrong = !is_a_packages_own_name(&package) || !is_known(&package.name);
    wrong.then(|| Trouble::new(ErrorCode::WrongName, line).about([named(package, Asked::Refused)]))
}

fn by_pip(scene: &Scene<'_>) -> Option<Trouble> {
    let mark = "No matching distribution found for ";
    let line = scene.line(|line| line.contains(mark))?;
    let wanted = line.split_once(mark)?.1;
    let wanted = wanted.split(" (from ").next().unwrap_or_default();
    let What::Package(package) = requirement::read(wanted.trim()) else { return None };
    let trouble = |code: Option<ErrorCode>, package: &Package| {
        let trouble = Trouble::new(code, line).about([named(package.clone(), Asked::Named)]);
        let pinned = package.suffix.rsplit(']').next().and_then(|suffix| suffix.strip_prefix("=="));
        Some(Trouble { pythons: wanted_pythons(scene, pinned), ..trouble })
    };
    if !is_a_packages_own_name(&package) || !is_known(&package.name) {
        let refused = [named(package.clone(), Asked::Refused)];
        return Some(Trouble::new(ErrorCode::WrongName, line).about(refused));
    }
    let other_python = scene.line(|line| line.contains(OTHER_PYTHON)).unwrap_or_default();
    let versions = versions(&scene.flat);
    let pinned = package.suffix.rsplit(']').next().and_then(|suffix| suffix.strip_prefix("=="));
    // pip 20.3 lists no versions at all, so that one which was asked for may not exist.
    let listed = scene.flat.contains("(from versions: ");
    let for_other_python = match pinned {
        Some(_) if !listed => false,
        _ if versions.is_empty() => true,
        Some(pinned) if other_python.contains(&format!(" {pinned} Requires-Python")) => true,
        // Older than all that this Python is offered: its builds ended before this Python came.
        Some(pinned) => versions.iter().all(|version| compare(pinned, version) == Ordering::Less),
        None => !other_python.is_empty(),
    };
    trouble(for_other_python.then_some(ErrorCode::NoWheelForPython), &package)
}

/// Which Pythons the versions that pip left out are for; of a version that was asked for, only that one's.
///
/// "Ignored the following versions that require a different python version: 3.0.0 Requires-Python >=3.11; 3.0.1 ..."
fn wanted_pythons(scene: &Scene<'_>, pinned: Option<&str>) -> Vec<VersionSpecifiers> {
    let line = scene.line(|line| line.contains(OTHER_PYTHON)).and_then(|line| line.split_once(OTHER_PYTHON));
    let entries = line.map(|(_, rest)| rest.trim_start_matches(':')).unwrap_or_default().split(';').take(MOST_VERSIONS);
    let mut wanted: Vec<VersionSpecifiers> = Vec::new();
    for entry in entries {
        let Some((version, pythons)) = entry.trim().split_once(" Requires-Python ") else { continue };
        let Ok(pythons) = pythons.trim().parse() else { continue };
        if pinned.is_none_or(|pinned| pinned == version) && !wanted.contains(&pythons) {
            wanted.push(pythons);
        }
    }
    wanted
}

/// The versions in "(from versions: 1.0, 1.1)"; none of "(from versions: none)".
fn versions(flat: &str) -> Vec<&str> {
    let listed = flat.split("(from versions: ").nth(1).and_then(|rest| rest.split(')').next()).unwrap_or_default();
    listed.split(", ").filter(|version| !version.is_empty() && *version != "none").collect()
}

/// Versions by their numbers; good enough for "older than all of these".
fn compare(one: &str, other: &str) -> Ordering {
    let numbers = |version: &str| -> Vec<u64> {
        version
            .split(|character: char| !character.is_ascii_digit())
            .map_while(|part| part.parse().ok())
            .take(4)
            .collect()
    };
    numbers(one).cmp(&numbers(other))
}

fn by_uv(scene: &Scene<'_>) -> Option<Trouble> {
    let line = || {
        scene.line(|line| line.contains("No solution found")).unwrap_or("No solution found when resolving dependencies")
    };
    let no_builds = [
        "has no usable wheels",
        "no wheels with a matching Python ABI tag",
        "no wheels with a matching Python version tag",
        "no wheels with a matching Python implementation tag",
    ];
    let too_old = scene.flat.contains("does not satisfy Python") && scene.flat.contains("the current Python version (");
    if too_old || no_builds.iter().any(|mark| scene.flat.contains(mark)) {
        let mut trouble = Trouble::new(ErrorCode::NoWheelForPython, line());
        trouble.minor = scene.flat.split("You require CPython ").nth(1).and_then(crate::model::minor_of);
        return Some(trouble);
    }
    let before = scene
        .flat
        .split(" was not found in the package registry")
        .next()
        .filter(|text| text.len() < scene.flat.len())?;
    let package = Package::named(before.rsplit(' ').next().unwrap_or_default())?;
    Some(Trouble::new(ErrorCode::WrongName, line()).about([named(package, Asked::Refused)]))
}

/// Packages that exist only to say that they are called something else, such as `sklearn`.
fn refused_by_its_build(scene: &Scene<'_>) -> Option<Trouble> {
    let failed = ["subprocess-exited-with-error", "metadata-generation-failed", "egg_info failed"];
    if !failed.iter().any(|mark| scene.flat.contains(mark)) {
        return None;
    }
    let wanted = scene.installs().flat_map(|install| install.wanted.iter());
    let wrong = |what: &What| matches!(what, What::Package(package) if !is_a_packages_own_name(package));
    let asked = wanted.map(|(_, what)| what).find(|what| wrong(what)).cloned();
    let said = || {
        let name = scene.flat.split("The '").nth(1)?.split("' PyPI package is deprecated, use ").next()?;
        Package::named(name).map(What::Package).filter(|what| wrong(what))
    };
    let What::Package(package) = asked.or_else(said)? else { return None };
    let line =
        scene.line(|line| line.contains("PyPI package is deprecated")).unwrap_or("error: subprocess-exited-with-error");
    Some(Trouble::new(ErrorCode::WrongName, line).about([named(package, Asked::Refused)]))
}
