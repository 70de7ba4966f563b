//! What dpkg knows, read from its own records (`dpkg(1)`, FILES) and not asked from it: `dpkg -S` takes a sixth of a
//! second.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt as _;
use std::path::{Path, PathBuf};

use memchr::memmem;

use super::layout::Layout;
use super::version;
use crate::machine::Machine;
use crate::packages;

const STATUS: &str = "/var/lib/dpkg/status";
const LISTS: &str = "/var/lib/dpkg/info";

/// A desktop's `status` has 6 MB.
const MOST_STATUS: u64 = 64 << 20;

/// The longest file list of a package has 1 MB.
const MOST_LIST: u64 = 16 << 20;

/// The version of the package that holds `/usr/bin/pythonX.Y`: `3.11.2` of `3.11.2-6+deb12u6`.
pub(super) fn version(machine: &Machine, layout: &Layout) -> Option<String> {
    if !layout.real.starts_with("/usr/bin") {
        return None;
    }
    let status = machine.read(Path::new(STATUS), MOST_STATUS).ok()?;
    let package = format!("Package: {}-minimal\n", layout.library.as_deref()?);
    let start = memmem::find_iter(&status, &package).find(|at| *at == 0 || status.get(at - 1) == Some(&b'\n'))?;
    let paragraph = status.get(start..)?;
    let end = memmem::find(paragraph, b"\n\n").unwrap_or(paragraph.len());
    let paragraph = String::from_utf8_lossy(paragraph.get(..end)?);
    let field = |name: &str| paragraph.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
    if !field("Status")?.ends_with(" installed") {
        return None;
    }
    upstream(field("Version")?).filter(|version| version::fits(layout, version))
}

/// The part of a Debian version that is Python's own (`deb-version(7)`): no epoch, no revision; `3.14.0~rc2` is a candidate.
fn upstream(version: &str) -> Option<String> {
    let version = version.split_once(':').map_or(version, |(_epoch, version)| version);
    let version = version.rsplit_once('-').map_or(version, |(version, _revision)| version);
    let version = version.split('+').next().unwrap_or(version);
    version::plain(&version.replace('~', ""))
}

/// Those of `paths` that no package of dpkg's owns.
///
/// A list is read only while somebody is not accounted for, and the likely ones first.
pub(super) fn unowned(machine: &Machine, paths: Vec<PathBuf>) -> Vec<PathBuf> {
    let mut unowned: BTreeSet<PathBuf> = paths.into_iter().collect();
    if unowned.is_empty() {
        return Vec::new();
    }
    let entries = machine.list(Path::new(LISTS)).unwrap_or_default();
    let mut lists: Vec<List<'_>> = entries.iter().filter_map(|entry| List::new(&entry.name)).collect();
    let likely: Vec<(PathBuf, &OsStr)> =
        unowned.iter().filter_map(|path| Some((path.clone(), likely(&lists, path)?))).collect();
    let mut done = BTreeSet::new();
    for (path, list) in likely {
        if unowned.contains(&path) && done.insert(list) {
            strike(machine, list, &mut unowned);
        }
    }
    lists.sort_by_key(|list| !list.package.starts_with("python3"));
    for list in lists.iter().filter(|list| !done.contains(list.file)) {
        if unowned.is_empty() {
            break;
        }
        strike(machine, list.file, &mut unowned);
    }
    unowned.into_iter().collect()
}

/// One package's file list.
struct List<'a> {
    /// `python3-lazr.uri.list`, `python3-cffi-backend:amd64.list`.
    file: &'a OsStr,
    /// The package's name, written as a distribution's is compared: `python3-lazr-uri`.
    package: String,
}

impl<'a> List<'a> {
    fn new(file: &'a OsStr) -> Option<Self> {
        let name = file.to_str()?.strip_suffix(".list")?;
        let package = name.split(':').next().unwrap_or(name);
        Some(Self { file, package: packages::normalized(package) })
    }
}

/// The list whose package is called like the distribution at `path`.
///
/// By Debian's custom: `python3-blinker` holds `blinker`, `python3-yaml` holds `PyYAML`, `python3-apt` `python-apt`,
/// `python3-dbus` `dbus-python`; and outside it, `linux-perf` holds `perf`.
fn likely<'a>(lists: &[List<'a>], path: &Path) -> Option<&'a OsStr> {
    let name = packages::normalized(&packages::named(path.file_name()?).0);
    let short = ["python-", "py"].iter().find_map(|start| name.strip_prefix(start));
    let short = short.or_else(|| name.strip_suffix("-python")).unwrap_or(&name);
    let exact =
        |list: &&List<'_>| list.package.strip_prefix("python3-").is_some_and(|rest| rest == name || rest == short);
    let word = |list: &&List<'_>| list.package.split('-').any(|word| word == name);
    lists.iter().find(exact).or_else(|| lists.iter().find(word)).map(|list| list.file)
}

fn strike(machine: &Machine, list: &OsStr, paths: &mut BTreeSet<PathBuf>) {
    let content = machine.read(&Path::new(LISTS).join(list), MOST_LIST).unwrap_or_default();
    for line in content.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
        paths.remove(Path::new(OsStr::from_bytes(line)));
    }
}

#[cfg(test)]
mod tests {
    use super::upstream;

    #[test]
    fn a_debian_version_holds_pythons() {
        for (debian, python) in [
            ("3.11.2-6", "3.11.2"),
            ("3.11.2-6+deb12u6", "3.11.2"),
            ("1:3.12.3-1ubuntu0.5", "3.12.3"),
            ("3.14.0~rc2-1", "3.14.0rc2"),
            ("3.12.3+really3.12.2-1", "3.12.3"),
        ] {
            assert_eq!(upstream(debian).as_deref(), Some(python), "{debian}");
        }
        assert_eq!(upstream("unknown"), None);
    }
}
