//! What has to be named to have the same packages again: what was asked for, and what nothing else brings along.
//!
//! REQUESTED tells what somebody named (PEP 376), but pip writes it only since 20.2, and uv writes it for everything. So
//! there it is what no other package needs that counts; and whatever is still not reached by what the chosen ones need
//! is named as well: nothing that was there is lost.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::{Distribution, LONG_HEAD, normalized};
use crate::machine::Machine;

/// A `direct_url.json` has a few hundred bytes.
const LIMIT: u64 = 64 << 10;

/// A package that has to be named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Wanted {
    /// Its name, as its METADATA writes it.
    pub name: String,
    /// Its version.
    pub version: String,
    /// Where it came from.
    pub origin: Origin,
}

/// Where a package came from (PEP 610).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// A package index.
    Index,
    /// A project on this disk.
    Project {
        /// Its folder.
        folder: PathBuf,
        /// Whether it stays there and is only pointed at.
        editable: bool,
    },
    /// A wheel or an archive on this disk.
    Archive(PathBuf),
    /// An address: `git+https://...@COMMIT`, `https://...`.
    Address(String),
}

/// What of `installed` has to be named to have all of it again; `seeds`, by their normalised names, come by themselves.
pub fn wanted(machine: &Machine, installed: &[Distribution], seeds: &[&str]) -> Vec<Wanted> {
    let whole = installed.iter().filter(|one| one.complete && !seeds.contains(&normalized(&one.name).as_str()));
    let all: BTreeMap<String, &Distribution> = whole.map(|one| (normalized(&one.name), one)).collect();
    let needs: BTreeMap<&str, Vec<String>> =
        all.iter().map(|(name, one)| (name.as_str(), needs(machine, &one.path))).collect();
    let needed: BTreeSet<&String> =
        needs.iter().flat_map(|(own, names)| names.iter().filter(move |it| it != own)).collect();

    let asked = |one: &Distribution| one.requested && one.installer.as_deref() != Some("uv");
    let first = all.iter().filter(|(name, one)| asked(one) || !needed.contains(name)).map(|(name, _)| name.as_str());
    let mut chosen: BTreeSet<&str> = first.collect();
    // What is left are packages that need each other in a circle, and that nobody else needs.
    while let Some(left) = all.keys().find(|name| !reached(&chosen, &needs).contains(name.as_str())) {
        chosen.insert(left);
    }
    let described = |name: &&str| {
        let one = all[*name];
        Wanted { name: one.name.clone(), version: one.version.clone(), origin: origin(machine, &one.path) }
    };
    chosen.iter().map(described).collect()
}

/// All that comes along with `chosen`, themselves included.
fn reached<'a>(chosen: &BTreeSet<&'a str>, needs: &'a BTreeMap<&str, Vec<String>>) -> BTreeSet<&'a str> {
    let mut reached = BTreeSet::new();
    let mut waiting: Vec<&str> = chosen.iter().copied().collect();
    while let Some(name) = waiting.pop() {
        if reached.insert(name) {
            waiting.extend(needs.get(name).into_iter().flatten().map(String::as_str));
        }
    }
    reached
}

/// The normalised names of what a distribution needs in any case: what only an extra of it needs does not count, for
/// nobody has written down which extras were asked for.
fn needs(machine: &Machine, information: &Path) -> Vec<String> {
    let head = machine.read_head(&information.join("METADATA"), LONG_HEAD).unwrap_or_default();
    let text = String::from_utf8_lossy(&head);
    let fields = text.lines().take_while(|line| !line.trim().is_empty());
    let values = fields.filter_map(|line| line.strip_prefix("Requires-Dist:"));
    let unconditional =
        values.filter(|value| !value.split_once(';').is_some_and(|(_, marker)| marker.contains("extra")));
    unconditional
        .map(|value| {
            value.trim().split(|c: char| !(c.is_alphanumeric() || "-_.".contains(c))).next().unwrap_or_default()
        })
        .map(normalized)
        .collect()
}

#[derive(Deserialize)]
struct DirectUrl {
    url: String,
    dir_info: Option<DirInfo>,
    vcs_info: Option<VcsInfo>,
    subdirectory: Option<String>,
}

#[derive(Deserialize)]
struct DirInfo {
    #[serde(default)]
    editable: bool,
}

#[derive(Deserialize)]
struct VcsInfo {
    vcs: String,
    commit_id: String,
}

/// Where the distribution that the folder `information` describes came from.
pub fn origin(machine: &Machine, information: &Path) -> Origin {
    let json = machine.read(&information.join("direct_url.json"), LIMIT).unwrap_or_default();
    let Ok(direct) = serde_json::from_slice::<DirectUrl>(&json) else { return Origin::Index };
    match (local(&direct.url), direct.dir_info, direct.vcs_info) {
        (Some(folder), Some(info), _) => Origin::Project { folder, editable: info.editable },
        (Some(archive), None, None) => Origin::Archive(archive),
        (_, _, Some(vcs)) => {
            let below = direct.subdirectory.map(|below| format!("#subdirectory={below}")).unwrap_or_default();
            Origin::Address(format!("{}+{}@{}{below}", vcs.vcs, direct.url, vcs.commit_id))
        }
        _ => Origin::Address(direct.url),
    }
}

/// The path that a `file:` address means.
fn local(url: &str) -> Option<PathBuf> {
    let path = url.strip_prefix("file://")?;
    let path = path.strip_prefix("localhost").unwrap_or(path);
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let [first, tail @ ..] = rest {
        let hex = tail.get(..2).filter(|_| *first == b'%').and_then(|two| std::str::from_utf8(two).ok());
        if let Some(byte) = hex.and_then(|two| u8::from_str_radix(two, 16).ok()) {
            bytes.push(byte);
            rest = &tail[2..];
        } else {
            bytes.push(*first);
            rest = tail;
        }
    }
    String::from_utf8(bytes).ok().map(PathBuf::from).filter(|path| path.is_absolute())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::machine::Os;
    use crate::made::Made;
    use crate::packages;

    const SITE: &str = "/p/site";

    fn put(made: Made, name: &str, needs: &[&str], installer: &str, requested: bool, url: Option<&str>) -> Made {
        let folder = format!("{SITE}/{name}-1.0.dist-info");
        let needs = needs.iter().fold(String::new(), |all, need| all + "Requires-Dist: " + need + "\n");
        let metadata = format!("Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n{needs}\nRequires-Dist: not-this\n");
        let mut made = made
            .file(&format!("{folder}/METADATA"), &metadata)
            .file(&format!("{folder}/INSTALLER"), installer)
            .file(&format!("{folder}/RECORD"), &format!("{name}-1.0.dist-info/INSTALLER,,\n"));
        if requested {
            made = made.file(&format!("{folder}/REQUESTED"), "");
        }
        match url {
            Some(json) => made.file(&format!("{folder}/direct_url.json"), json),
            None => made,
        }
    }

    fn names(made: &Made) -> Vec<String> {
        of(made).into_iter().map(|wanted| wanted.name).collect()
    }

    fn of(made: &Made) -> Vec<Wanted> {
        let machine = made.machine(Os::Linux);
        let installed = packages::read(&machine, Path::new(SITE)).unwrap();
        wanted(&machine, &installed, &["pip"])
    }

    #[test]
    fn what_was_asked_for_is_named_and_what_came_along_is_not() {
        let made = put(Made::new(), "flask", &["click>=8", "Jinja2 (>=3)"], "pip", true, None);
        let made = put(made, "click", &[], "pip", false, None);
        let made = put(made, "Jinja2", &["MarkupSafe"], "pip", false, None);
        let made = put(made, "markupsafe", &[], "pip", false, None);
        let made = put(made, "pip", &[], "pip", true, None);
        assert_eq!(names(&made), ["flask"]);
    }

    #[test]
    fn what_nothing_needs_any_more_is_named_as_well_and_so_is_a_circle() {
        let made = put(Made::new(), "orphan", &[], "pip", false, None);
        let made = put(made, "one", &["other"], "pip", false, None);
        let made = put(made, "other", &["one"], "pip", false, None);
        assert_eq!(names(&made), ["one", "orphan"]);
    }

    #[test]
    fn what_uv_says_was_requested_counts_for_nothing() {
        let made = put(Made::new(), "flask", &["click", "pytest; extra == 'test'"], "uv", true, None);
        let made = put(made, "click", &[], "uv", true, None);
        let made = put(made, "pytest", &[], "uv", true, None);
        assert_eq!(names(&made), ["flask", "pytest"]);
    }

    #[test]
    fn where_it_came_from_is_kept() {
        let made =
            put(Made::new(), "a", &[], "pip", true, Some(r#"{"url":"file:///my%20lib","dir_info":{"editable":true}}"#));
        let git = r#"{"url":"https://h/x.git","vcs_info":{"vcs":"git","commit_id":"c0","requested_revision":"main"}}"#;
        let made = put(made, "b", &[], "pip", true, Some(git));
        let made = put(made, "c", &[], "pip", true, Some(r#"{"url":"file:///w/c-1.0.whl","archive_info":{}}"#));
        let made = put(made, "d", &[], "pip", true, Some("{not json"));
        let origins: Vec<Origin> = of(&made).into_iter().map(|wanted| wanted.origin).collect();
        let expected = [
            Origin::Project { folder: "/my lib".into(), editable: true },
            Origin::Address("git+https://h/x.git@c0".to_owned()),
            Origin::Archive("/w/c-1.0.whl".into()),
            Origin::Index,
        ];
        assert_eq!(origins, expected);
    }
}
