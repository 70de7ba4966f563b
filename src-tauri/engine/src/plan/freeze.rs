//! `freeze`: what is in the sandbox, written into the project's `requirements.txt`, each package with its version.
//!
//! By reading alone: the lines are those of `pip freeze`, but nothing is run for them. The old file is kept.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::packages::Sandbox;
use super::packages::list::{Line, lines};
use super::{Act, Copy, Doing, Draft, Expect, Keep, Resource, refused, refused_but};
use crate::model::{Health, Refusal, minor_of};
use crate::plain::plain;
use crate::tool::spec::{Name, Spec};
use crate::wish::Wish;

/// What was read for it.
#[derive(Debug, Clone, Serialize)]
pub struct Grounds {
    /// The project, from `/` on.
    pub folder: PathBuf,
    /// The same with the home folder as `~`.
    pub shown: String,
    /// Whether there is such a folder.
    pub is_folder: bool,
    /// Whether this account may write into it.
    pub writable: bool,
    /// Its sandbox, if it has one.
    pub sandbox: Option<Sandbox>,
    /// What is installed in that.
    pub frozen: Vec<Frozen>,
    /// What stands at `requirements.txt`.
    pub old: Old,
}

/// An installed package.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Frozen {
    /// Its name, as it writes it.
    pub name: String,
    /// Its normalised name (PEP 503).
    pub normal: String,
    /// Its version.
    pub version: String,
    /// Where it came from, if not from the index.
    pub came: Option<Came>,
}

/// What stands at the file's place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Old {
    /// Nothing.
    Nothing,
    /// A file with this text.
    Text(String),
    /// A file that is no text.
    Unreadable,
    /// A folder, a link, anything else.
    Other,
}

/// Where a package came from (PEP 610).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Came {
    /// An archive, by its address, with its hash behind it.
    Archive(String),
    /// A repository, by its address with the revision in it.
    Repository {
        /// The address.
        address: String,
        /// Whether it is only pointed at.
        editable: bool,
    },
    /// A folder.
    Folder {
        /// Its address.
        address: String,
        /// Whether it is only pointed at.
        editable: bool,
    },
}

impl Came {
    /// Reads a `direct_url.json`.
    pub fn parse(text: &str) -> Option<Self> {
        let raw: Raw = serde_json::from_str(text).ok()?;
        let editable = raw.dir_info.as_ref().is_some_and(|folder| folder.editable);
        let within = raw.subdirectory.map(|folder| format!("subdirectory={folder}"));
        Some(if let Some(vcs) = raw.vcs_info {
            let fragment = within.map(|within| format!("#{within}")).unwrap_or_default();
            Self::Repository { address: format!("{}+{}@{}{fragment}", vcs.vcs, raw.url, vcs.commit_id), editable }
        } else if raw.dir_info.is_some() {
            Self::Folder { address: raw.url, editable }
        } else {
            let hash = raw.archive_info.and_then(|archive| archive.hash);
            let fragments: Vec<String> = hash.into_iter().chain(within).collect();
            let fragment = if fragments.is_empty() { String::new() } else { format!("#{}", fragments.join("&")) };
            Self::Archive(format!("{}{fragment}", raw.url))
        })
    }
}

#[derive(Deserialize)]
struct Raw {
    url: String,
    subdirectory: Option<String>,
    vcs_info: Option<RawVcs>,
    dir_info: Option<RawFolder>,
    archive_info: Option<RawArchive>,
}

#[derive(Deserialize)]
struct RawVcs {
    vcs: String,
    commit_id: String,
}

#[derive(Deserialize)]
struct RawFolder {
    #[serde(default)]
    editable: bool,
}

#[derive(Deserialize)]
struct RawArchive {
    /// `sha256=...`
    hash: Option<String>,
}

pub(super) fn draft(grounds: &Grounds) -> Result<Draft, Refusal> {
    let shown = plain(&grounds.shown);
    let file = format!("{shown}/requirements.txt");
    if !grounds.is_folder {
        return Err(refused(format!("There is no folder `{shown}`")));
    }
    let sandbox = readable(grounds, &shown)?;
    if !grounds.writable {
        return Err(refused(format!("This account may not write into `{shown}`")));
    }
    let content = content(&grounds.frozen, sandbox.version.as_deref());
    if content.is_empty() {
        return Err(refused(format!("There is nothing in the sandbox `{}` to write down", plain(&sandbox.shown))));
    }
    match &grounds.old {
        Old::Other => return Err(refused(format!("`{file}` is not a plain file, and Sandbar replaces nothing else"))),
        Old::Text(old) if *old == content => return Err(refused(format!("`{file}` says exactly this already"))),
        _ => {}
    }
    let path = grounds.folder.join("requirements.txt");
    let replaces = grounds.old != Old::Nothing;
    Ok(Draft {
        title: format!("Write down what is in the sandbox of `{}`", plain(&name(grounds))),
        why: "With each package's version written down, somebody else, or you on another computer, gets the same ones"
            .to_owned(),
        effects: effects(grounds, sandbox.version.as_deref(), &file, &content),
        undo: Some(if replaces {
            "The old file is put back, from a copy on this disk".to_owned()
        } else {
            "The file goes again".to_owned()
        }),
        commands: vec![vec![sandbox.python.to_string_lossy().into_owned(), "-m".into(), "pip".into(), "freeze".into()]],
        doing: Doing {
            resources: vec![Resource::Folder(grounds.folder.clone())],
            keeps: vec![Keep::Files {
                roots: vec![path.clone()],
                copies: vec![Copy::All(path.clone())],
                restores: true,
            }],
            acts: vec![Act::Write { path: path.clone(), content: content.clone(), replaces }],
            expects: vec![Expect::Text { path, content }],
        },
        ..Draft::default()
    })
}

fn readable<'a>(grounds: &'a Grounds, shown: &str) -> Result<&'a Sandbox, Refusal> {
    let folder = || grounds.folder.clone();
    let Some(sandbox) = &grounds.sandbox else {
        return Err(refused_but(
            format!("`{shown}` has no sandbox (virtual environment) yet, so there is nothing to write down"),
            [Wish::VenvCreate { folder: folder(), python: None }],
        ));
    };
    let place = plain(&sandbox.shown);
    match (sandbox.unfinished, sandbox.health) {
        (Some(_), _) => Err(refused_but(
            format!("The making of the sandbox `{place}` has not ended, so what is in it is not what it should be"),
            [Wish::VenvDiscard { folder: folder() }],
        )),
        (None, Health::Mixed) => Err(refused_but(
            format!("The sandbox `{place}` holds parts of two Pythons, so nobody can say what is in it"),
            [Wish::VenvRepair { folder: folder() }],
        )),
        // What is in it can be read even where it does not run: often that is why it is asked for.
        _ => Ok(sandbox),
    }
}

fn name(grounds: &Grounds) -> String {
    grounds.folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// The lines of `pip freeze`, sorted as it sorts them.
fn content(frozen: &[Frozen], python: Option<&str>) -> String {
    let mut lines: Vec<(String, String)> =
        meant(frozen, python).filter(|one| is_sayable(one)).map(|one| (one.normal.clone(), line(one))).collect();
    lines.sort();
    lines.into_iter().map(|(_, line)| line + "\n").collect()
}

/// All but pip itself, and below Python 3.12 without what builds packages (pip's `freeze` has `--all` for those).
fn meant<'a>(frozen: &'a [Frozen], python: Option<&str>) -> impl Iterator<Item = &'a Frozen> {
    let builds = python.and_then(minor_of).is_some_and(|minor| minor < (3, 12));
    let left_out =
        move |normal: &str| normal == "pip" || (builds && ["setuptools", "wheel", "distribute"].contains(&normal));
    frozen.iter().filter(move |one| !left_out(&one.normal))
}

/// What a package says of itself is a stranger's word: `--index-url=..` for a name would be an option of the file.
fn is_sayable(one: &Frozen) -> bool {
    let Frozen { name, version, came, .. } = one;
    let is_plain = |text: &str| text.chars().all(crate::plain::is_plain);
    let is_address = |address: &str, schemes: &[&str]| {
        schemes.iter().any(|scheme| address.starts_with(scheme))
            && is_plain(address)
            && !address.contains(char::is_whitespace)
            && !["${", "\"", "'", "\\"].iter().any(|part| address.contains(part))
    };
    let is_origin = match came {
        None => Spec::parse(&format!("{name}=={version}")).is_ok(),
        Some(Came::Repository { address, .. }) => is_address(address, &["git+", "hg+", "svn+", "bzr+"]),
        Some(Came::Archive(address)) => is_address(address, &["https://", "http://", "file:///"]),
        Some(Came::Folder { address, editable }) => {
            let is_option = *editable && ["%20-", "%20#"].iter().any(|part| address.contains(part));
            is_address(address, &["file:///"]) && !is_option
        }
    };
    Name::parse(name).is_ok() && !version.is_empty() && is_plain(version) && is_origin
}

fn line(one: &Frozen) -> String {
    let Frozen { name, version, came, .. } = one;
    match came {
        None => format!("{name}=={version}"),
        Some(
            Came::Archive(address)
            | Came::Folder { address, editable: false }
            | Came::Repository { address, editable: false },
        ) => format!("{name} @ {address}"),
        Some(Came::Repository { address, editable: true }) => {
            let end = if address.contains('#') { '&' } else { '#' };
            format!("-e {address}{end}egg={name}")
        }
        Some(Came::Folder { address, editable: true }) => {
            let path = address.strip_prefix("file://").unwrap_or(address);
            format!("# Editable install with no version control ({name}=={version})\n-e {}", path.replace("%20", " "))
        }
    }
}

fn effects(grounds: &Grounds, python: Option<&str>, file: &str, content: &str) -> Vec<String> {
    let count = content.lines().filter(|line| !line.starts_with('#')).count();
    let packages = if count == 1 { "1 package".to_owned() } else { format!("{count} packages") };
    let mut effects = match &grounds.old {
        Old::Nothing => vec![format!("A new file `{file}` names {packages}, each with its version")],
        _ => {
            vec![format!("`{file}` is replaced: it then names {packages}, each with its version. The old one is kept")]
        }
    };
    match &grounds.old {
        Old::Text(old) => effects.extend(lost(old)),
        Old::Unreadable => {
            effects.push("The old file is no text that Sandbar can read; all of it is replaced".to_owned());
        }
        Old::Nothing | Old::Other => {}
    }
    effects.extend(left_out(&grounds.frozen, python));
    let apart = grounds.frozen.iter().filter(|one| is_sayable(one) && matches!(one.came, Some(Came::Folder { .. })));
    let apart: Vec<String> = apart.map(|one| format!("`{}`", plain(&one.name))).collect();
    if !apart.is_empty() {
        let verb = if apart.len() == 1 { "comes" } else { "come" };
        effects.push(format!("{} {verb} from a folder of this computer, which others do not have", super::and(&apart)));
    }
    effects
}

/// What is in the sandbox and not in the file.
fn left_out(frozen: &[Frozen], python: Option<&str>) -> Option<String> {
    let unsayable = meant(frozen, python).filter(|one| !is_sayable(one));
    let names: Vec<String> = unsayable.map(|one| format!("`{}`", plain(&one.name))).collect();
    let (verb, whose) = if names.len() == 1 { ("is", "its") } else { ("are", "their") };
    (!names.is_empty()).then(|| {
        format!(
            "{} {verb} left out: {whose} name, version or origin is none that pip would read as such",
            super::and(&names)
        )
    })
}

/// What the old file says and the new one does not.
fn lost(old: &str) -> Vec<String> {
    let comments = old.lines().filter(|line| line.trim_start().starts_with('#') || line.contains(" #")).count();
    let others =
        lines(old).iter().filter(|line| !matches!(line, Line::Package(_) | Line::Builds(_) | Line::Unclear(_))).count();
    let loose = old.lines().map(|line| line.split(" #").next().unwrap_or_default().trim());
    let loose = loose.filter(|line| !line.is_empty() && !line.starts_with(['#', '-']) && !line.contains("=="));
    let counted = |count: usize, what: &str| match count {
        0 => None,
        1 => Some(format!("1 {what} of the old file is not in the new one")),
        count => Some(format!("{count} {what}s of the old file are not in the new one")),
    };
    let loose = match loose.count() {
        0 => None,
        1 => Some("1 line that left the version open becomes an exact one".to_owned()),
        count => Some(format!("{count} lines that left the version open become exact ones")),
    };
    [counted(comments, "comment"), counted(others, "option"), loose].into_iter().flatten().collect()
}

#[cfg(test)]
mod tests;
