//! An interpreter's version, told by its files.
//!
//! The witnesses are asked in the order of their worth: what Python wrote about itself (`build-details.json`, PEP 739),
//! the header it was compiled with (`patchlevel.h`), the package manager's records, the name of a folder. Last, where a
//! distribution keeps all of that in packages of its own (no headers on Debian and Fedora without `-dev`), the string
//! in the executable itself.

use std::path::{Path, PathBuf};

use memchr::memmem;
use serde_json::Value;

use super::layout::Layout;
use super::{conda, dpkg};
use crate::machine::Machine;

/// A header of 1 KB; a record of 2 KB.
const MOST_TEXT: u64 = 256 << 10;

/// A statically linked Python has 7 MB, a debug build 30.
const MOST_PROGRAM: u64 = 48 << 20;

/// The version of the interpreter at `layout`; `named` is what its folder's name says. Empty when nothing tells.
pub(super) fn version(machine: &Machine, layout: &Layout, named: Option<&str>) -> String {
    build_details(machine, layout)
        .or_else(|| header(machine, layout))
        .or_else(|| conda::version(machine, &layout.prefix))
        .or_else(|| named.and_then(plain))
        .or_else(|| dpkg::version(machine, layout))
        .or_else(|| apk(machine, layout))
        .or_else(|| program(machine, layout))
        .or_else(|| layout.minor().map(str::to_owned))
        .unwrap_or_default()
}

/// `text` if it is a version of Python such as `3.13.5` or `3.15.0rc2`; a `+` (built from a checkout) is dropped.
pub(super) fn plain(text: &str) -> Option<String> {
    let text = text.strip_suffix('+').unwrap_or(text);
    let (numbers, stage) = match text.find(|character: char| !character.is_ascii_digit() && character != '.') {
        Some(at) => text.split_at(at),
        None => (text, ""),
    };
    let digits = |text: &str| !text.is_empty() && text.len() <= 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    let parts: Vec<&str> = numbers.split('.').collect();
    let staged = ["a", "b", "rc"].iter().any(|name| stage.strip_prefix(name).is_some_and(digits));
    let whole = (2..=3).contains(&parts.len()) && parts.iter().all(|part| digits(part));
    (whole && (stage.is_empty() || (staged && parts.len() == 3))).then(|| text.to_owned())
}

/// What versions are sorted by: their numbers, then final after candidates after betas.
pub(super) fn numbers(version: &str) -> (Vec<u32>, String) {
    let at = version.find(|character: char| !character.is_ascii_digit() && character != '.').unwrap_or(version.len());
    let (numbers, stage) = version.split_at(at);
    let stage = if stage.is_empty() { "~".to_owned() } else { stage.to_owned() };
    (numbers.split('.').filter_map(|number| number.parse().ok()).collect(), stage)
}

/// `build-details.json` beside the standard library, since 3.14 (PEP 739).
fn build_details(machine: &Machine, layout: &Layout) -> Option<String> {
    let (_, minor) = crate::model::minor_of(layout.minor()?)?;
    if minor < 14 {
        return None;
    }
    let text = machine.read_text(&layout.stdlib.as_ref()?.join("build-details.json"), MOST_TEXT).ok()?;
    let details: Value = serde_json::from_str(&text).ok()?;
    let info = details.pointer("/language/version_info").or_else(|| details.pointer("/implementation/version"))?;
    let number = |name: &str| info.get(name)?.as_u64();
    let stage = match info.get("releaselevel").and_then(Value::as_str) {
        Some("alpha") => "a",
        Some("beta") => "b",
        Some("candidate") => "rc",
        _ => "",
    };
    let serial = if stage.is_empty() { String::new() } else { number("serial")?.to_string() };
    plain(&format!("{}.{}.{}{stage}{serial}", number("major")?, number("minor")?, number("micro")?))
}

/// The line that defines `PY_VERSION` in `patchlevel.h`.
fn header(machine: &Machine, layout: &Layout) -> Option<String> {
    headers(layout).iter().find_map(|folder| {
        let head = machine.read_head(&folder.join("patchlevel.h"), MOST_TEXT).ok()?;
        let text = String::from_utf8_lossy(&head);
        let definition = text.lines().find_map(|line| {
            let mut words = line.split_whitespace();
            (words.next() == Some("#define") && words.next() == Some("PY_VERSION")).then(|| words.next()).flatten()
        })?;
        plain(definition.trim_matches('"'))
    })
}

/// Where headers lie: `Headers` in a framework, `include/python3.13` elsewhere, `include/python3.7m` until 3.7.
fn headers(layout: &Layout) -> Vec<PathBuf> {
    let include = layout.prefix.join("include");
    let mut folders = Vec::new();
    if layout.framework().is_some() {
        folders.push(layout.prefix.join("Headers"));
    }
    if let Some(library) = &layout.library {
        folders.push(include.join(library));
        if crate::model::minor_of(super::names::minor(library)).is_some_and(|minor| minor < (3, 8)) {
            folders.push(include.join(format!("{library}m")));
        }
    }
    folders.push(include);
    folders
}

/// Alpine's list of what is installed: `P:python3`, `V:3.12.3-r1`.
fn apk(machine: &Machine, layout: &Layout) -> Option<String> {
    if !layout.real.starts_with("/usr/bin") {
        return None;
    }
    let list = machine.read(Path::new("/lib/apk/db/installed"), MOST_PROGRAM).ok()?;
    let list = String::from_utf8_lossy(&list);
    let package = list.split("\n\n").find(|package| package.lines().any(|line| line == "P:python3"))?;
    let version = package.lines().find_map(|line| line.strip_prefix("V:"))?;
    plain(version.rsplit_once("-r").map_or(version, |(version, _)| version)).filter(|version| fits(layout, version))
}

/// The version that every Python holds (`PY_VERSION`), a C string of its own in the executable or, where
/// that is only a launcher, in `libpythonX.Y.so.1.0`.
fn program(machine: &Machine, layout: &Layout) -> Option<String> {
    let library = layout.library.as_deref()?;
    let shared = format!("lib{library}.so.1.0");
    let mut places = vec![layout.real.clone()];
    places.extend(
        ["lib", "lib64", "lib/x86_64-linux-gnu", "lib/aarch64-linux-gnu"]
            .map(|lib| layout.prefix.join(lib).join(&shared)),
    );
    let start = format!("\0{}.", layout.minor()?);
    places.iter().find_map(|place| {
        let bytes = machine.read(place, MOST_PROGRAM).ok()?;
        memmem::find_iter(&bytes, &start).find_map(|at| {
            let text = bytes.get(at + 1..)?.split(|byte| *byte == 0).next()?;
            let version = plain(std::str::from_utf8(text).ok().filter(|text| text.len() < 24)?)?;
            (version.matches('.').count() == 2).then_some(version)
        })
    })
}

/// True when a package's version can be that of this interpreter.
pub(super) fn fits(layout: &Layout, version: &str) -> bool {
    layout.minor().is_none_or(|minor| version.strip_prefix(minor).is_some_and(|rest| rest.starts_with('.')))
}

#[cfg(test)]
mod tests {
    use super::{numbers, plain};

    #[test]
    fn a_version_is_numbers_and_perhaps_a_stage() {
        for version in ["3.13.5", "3.15.0rc2", "3.14.0a7", "2.7.18", "3.9"] {
            assert_eq!(plain(version).as_deref(), Some(version));
        }
        assert_eq!(plain("3.13.0+").as_deref(), Some("3.13.0"));
        for nonsense in
            ["", "3", "3.", "3.13.5.1", "3.13rc1", "latest", "3.13.0\u{1b}[31m", "3.13.0rc", "miniconda3-24.1"]
        {
            assert_eq!(plain(nonsense), None, "{nonsense:?}");
        }
    }

    #[test]
    fn thirteen_is_after_nine_and_a_final_after_its_candidates() {
        assert!(numbers("3.13.1") > numbers("3.9.18"));
        assert!(numbers("3.15.0") > numbers("3.15.0rc2"));
        assert!(numbers("3.15.0rc2") > numbers("3.15.0b4"));
        assert!(numbers("3.8.0") > numbers(""));
    }
}
