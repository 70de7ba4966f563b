//! What in a folder of packages has not ended: an installer is at work there, or was and broke off.
//!
//! The signs: what pip has put aside (`~ix-1.16.0.dist-info`), temporary files, records that are not complete, and a new
//! name beside them that no RECORD knows: a wheel's own files come before its records. It says what it sees, and not
//! what that means: whether somebody is still at work is decided in [`run`](super::run).

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::place::Place;
use super::receipts::{Receipt, Receipts, Stamp};
use crate::find::Whose;
use crate::machine::{Entry, Kind, Machine};
use crate::model::Source;
use crate::packages;

/// The largest RECORDs that exist are a few MB.
const MOST_RECORD: u64 = 16 << 20;
/// More files than this are not asked when they were last written.
const MOST_ASKED: usize = 2_000;

/// What kind of a half thing it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sign {
    /// Records that are not complete, or what pip has put aside: nobody but an installer makes these.
    Records,
    /// A module that no RECORD knows: an installer's work, or that of somebody who copies files.
    Module,
    /// Another name that no RECORD knows: it says something only where an installer was seen when it came.
    Name,
}

/// Something that is there by half.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Half {
    /// What it is a half of, as far as that can be told.
    pub(super) name: String,
    /// What it is.
    pub(super) sign: Sign,
    /// What tells that it is as it was, of records.
    pub(super) stamp: Option<Stamp>,
    /// The account that wrote it.
    pub(super) by: u32,
}

/// What is there by half, by the names of the files.
pub(super) type Halves = BTreeMap<String, Half>;

/// The names in one folder that are accounted for.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// Those that were there before, or belong to a distribution.
    known: BTreeSet<String>,
    /// What the RECORD of each distribution names, as long as its stamp is that.
    recorded: BTreeMap<String, (Stamp, BTreeSet<String>)>,
}

impl Names {
    /// All that is there now is known.
    pub(super) fn learn(machine: &Machine, place: &Place) -> Self {
        let known = list(machine, place).into_iter().map(|(name, _)| name).collect();
        Self { known, recorded: BTreeMap::new() }
    }

    /// Nobody has to account for `name` any more.
    pub(super) fn accept(&mut self, name: &str) {
        self.known.insert(name.to_owned());
    }

    /// What in `place`, whose distributions are `now` and were last told as `told`, is there by half.
    pub(super) fn halves(&mut self, machine: &Machine, place: &Place, now: &Receipts, told: &Receipts) -> Halves {
        let mut halves = Halves::new();
        for (file, receipt) in now.iter().filter(|(_, receipt)| !receipt.complete) {
            if is_begun(machine, place, file, receipt) {
                let (name, stamp) = (receipt.name.clone(), Some(receipt.stamp.clone()));
                halves.insert(file.clone(), Half { name, sign: Sign::Records, stamp, by: receipt.by });
            }
        }
        let fresh = now.iter().filter(|(file, receipt)| told.get(*file) != Some(receipt));
        let mut recorded = BTreeMap::new();
        for (file, receipt) in fresh {
            let known = self.recorded.remove(file).filter(|(stamp, _)| *stamp == receipt.stamp);
            let names = known.map_or_else(|| top_names(machine, &place.folder.join(file)), |(_, names)| names);
            recorded.insert(file.clone(), (receipt.stamp.clone(), names));
        }
        self.recorded = recorded;
        let listed = list(machine, place);
        let is_recorded = |name: &String| self.recorded.values().any(|(_, names)| names.contains(name));
        let mut known = BTreeSet::new();
        for (name, kind) in listed {
            if name.starts_with('~') {
                halves.insert(name.clone(), put_aside(machine, place, &name, told));
            } else if self.known.contains(&name) || is_recorded(&name) || is_the_owners(machine, place, &name, kind) {
                known.insert(name);
            } else {
                let by = machine.lstat(&place.folder.join(&name)).map_or(0, |stat| stat.owner);
                let stem = name.split('.').next().unwrap_or(&name).to_owned();
                let sign = if is_module(machine, place, &name, kind) { Sign::Module } else { Sign::Name };
                halves.insert(name, Half { name: stem, sign, stamp: None, by });
            }
        }
        self.known = known;
        halves
    }
}

/// When something of `halves` was last written, for where nobody can see who is at work.
pub(super) fn last_write(machine: &Machine, place: &Place, halves: &Halves) -> i128 {
    let mut waiting: Vec<_> = halves.keys().map(|name| place.folder.join(name)).collect();
    let (mut last, mut asked) = (0, 0);
    while let Some(path) = waiting.pop() {
        let Some(stat) = machine.lstat(&path) else { continue };
        last = last.max(stat.modified);
        asked += 1;
        if asked >= MOST_ASKED {
            break;
        }
        if stat.kind == Kind::Folder {
            waiting.extend(machine.list(&path).unwrap_or_default().into_iter().map(|entry| path.join(entry.name)));
        }
    }
    last
}

/// The names that an installer could have put there. Byte code and hidden files are nobody's.
fn list(machine: &Machine, place: &Place) -> Vec<(String, Kind)> {
    let entries = machine.list(&place.folder).unwrap_or_default();
    let counts = |name: &str| {
        let is_record = [".dist-info", ".egg-info"].iter().any(|end| name.ends_with(end)) && !name.starts_with('~');
        !is_record && !name.starts_with('.') && name != "__pycache__" && !ends(name, ".pyc")
    };
    let named = entries.into_iter().filter_map(|Entry { name, kind }| Some((name.into_string().ok()?, kind)));
    named.filter(|(name, _)| counts(name)).collect()
}

/// Installers write these endings in small letters.
fn ends(name: &str, end: &str) -> bool {
    name.ends_with(end)
}

/// Whether records say that somebody has begun: an empty folder does not, and Homebrew's links are its own.
fn is_begun(machine: &Machine, place: &Place, file: &str, receipt: &Receipt) -> bool {
    let entries = machine.list(&place.folder.join(file)).unwrap_or_default();
    receipt.whose != Whose::Owner && entries.iter().any(|entry| entry.kind == Kind::File)
}

/// pip replaces the beginning of a name by `~` until what takes its place is there: `slow` by `~low`. Its records tell
/// the name, and where they have not been moved yet, those that were last told.
fn put_aside(machine: &Machine, place: &Place, file: &str, told: &Receipts) -> Half {
    let path = place.folder.join(file);
    let is_records = file.ends_with(".dist-info") || file.ends_with(".egg-info");
    let moved = is_records && machine.is_file(&path.join("METADATA"));
    let named = moved.then(|| packages::read_one(machine, &path)).flatten().map(|found| found.name);
    let rest = file.trim_start_matches('~');
    let ends = |name: &str| name.char_indices().nth(1).is_some_and(|(at, _)| name.get(at..) == Some(rest));
    let known = || {
        let mut known = told.iter().filter(|(records, receipt)| ends(records) || ends(&receipt.normal()));
        known.next().map(|(_, receipt)| receipt.name.clone())
    };
    Half {
        name: named.or_else(known).unwrap_or_else(|| file.to_owned()),
        sign: Sign::Records,
        stamp: None,
        by: machine.lstat(&path).map_or(0, |stat| stat.owner),
    }
}

/// Files that Python imports, and no links. conda and MacPorts install such without a RECORD.
fn is_module(machine: &Machine, place: &Place, name: &str, kind: Kind) -> bool {
    let is_imported = |name: &str| [".py", ".so"].iter().any(|end| name.ends_with(end));
    let has_own_books = [Source::Conda, Source::Macports, Source::AppleClt, Source::Xcode];
    if has_own_books.contains(&place.interpreter.source) && !place.shared {
        return false;
    }
    match kind {
        Kind::File => is_imported(name),
        Kind::Folder => {
            let entries = machine.list(&place.folder.join(name)).unwrap_or_default();
            entries.iter().any(|it| it.kind == Kind::File && it.name.to_str().is_some_and(is_imported))
        }
        Kind::Link | Kind::Other => false,
    }
}

/// The names beside `records` that its RECORD lists.
fn top_names(machine: &Machine, records: &Path) -> BTreeSet<String> {
    let record = machine.read_head(&records.join("RECORD"), MOST_RECORD).unwrap_or_default();
    let record = String::from_utf8_lossy(&record);
    let first = |line: &str| line.trim_start_matches('"').split(['/', ',', '"']).next().map(str::to_owned);
    record.lines().filter_map(first).collect()
}

/// Homebrew links what it pours; what is in dpkg's folder beside the records is dpkg's to account for.
fn is_the_owners(machine: &Machine, place: &Place, name: &str, kind: Kind) -> bool {
    match place.interpreter.source {
        _ if place.shared => false,
        Source::Linux => place.folder.starts_with("/usr/lib"),
        Source::Homebrew => {
            let path = place.folder.join(name);
            let is_in_the_cellar =
                |path: &Path| machine.link(path).is_some_and(|to| to.iter().any(|part| part == "Cellar"));
            let inside = || machine.list(&path).unwrap_or_default();
            is_in_the_cellar(&path)
                || (kind == Kind::Folder && inside().iter().any(|entry| is_in_the_cellar(&path.join(&entry.name))))
        }
        _ => false,
    }
}
