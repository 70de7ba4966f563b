//! Where Homebrew's program is, and what it has installed.
//!
//! It says by its place which prefix it installs into (<https://docs.brew.sh/Installation>): `PREFIX/bin/brew`, on an
//! Intel Mac a link to `../Homebrew/bin/brew`.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::find::homebrew;
use crate::machine::Machine;
use crate::model::Brew;
use crate::shell::ShellAnswer;

/// Homebrew: in the first of its usual prefixes, else the one that the terminal finds.
pub(super) fn read(machine: &Machine, answer: &ShellAnswer) -> Option<Brew> {
    let has_brew = |prefix: &PathBuf| machine.is_executable(&prefix.join("bin/brew"));
    let prefix = homebrew::prefixes(machine).into_iter().find(has_brew).or_else(|| {
        let program = answer.which(machine, "brew")?;
        Some(program.parent()?.parent()?.to_path_buf()).filter(|prefix| is_homebrew(machine, prefix))
    })?;
    Some(Brew { path: prefix.join("bin/brew").into(), prefix: prefix.into() })
}

/// True when Homebrew's own code is there: another program called `brew` has none. A new Homebrew has no Cellar yet.
fn is_homebrew(machine: &Machine, prefix: &Path) -> bool {
    ["Library/Homebrew", "Homebrew/Library/Homebrew"].iter().any(|code| machine.is_folder(&prefix.join(code)))
}

/// No receipt that Homebrew writes is longer.
const RECEIPT_LIMIT: u64 = 1 << 20;

/// The file that Homebrew writes last: a keg is being poured or built until it is there.
const RECEIPT: &str = "INSTALL_RECEIPT.json";

/// A formula that is completely installed, as its receipts tell.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Installed {
    /// As its rack is called.
    pub name: String,
    /// The tap it is from, where that is not Homebrew's own.
    pub tap: Option<String>,
    /// The versions that are there, by name.
    pub versions: Vec<String>,
    /// The version that its commands lead to; the last, where none of them does.
    pub version: String,
    /// The names of the formulae that it runs with.
    pub needs: Vec<String>,
}

impl Installed {
    /// Its name with its tap, as it has to be said to install the very same.
    pub fn full_name(&self) -> String {
        self.tap.as_ref().map_or_else(|| self.name.clone(), |tap| format!("{tap}/{}", self.name))
    }
}

/// What is completely installed, by name.
pub(super) fn formulae(machine: &Machine, prefix: &Path) -> Vec<String> {
    let cellar = prefix.join("Cellar");
    let racks = machine.list(&cellar).unwrap_or_default();
    let names = racks.into_iter().map(|rack| rack.name.to_string_lossy().into_owned());
    let mut names: Vec<String> = names.filter(|name| !versions(machine, &cellar.join(name)).is_empty()).collect();
    names.sort();
    names
}

/// The same, with what their receipts tell.
pub(super) fn installed(machine: &Machine, prefix: &Path) -> Vec<Installed> {
    formulae(machine, prefix).into_iter().map(|name| read_receipts(machine, prefix, name)).collect()
}

/// The formula that `name` leads to, if it is completely installed. For each other name of a formula's (`python` is
/// `python@3.14`) Homebrew puts a link beside the one of its own.
pub(super) fn formula(machine: &Machine, prefix: &Path, name: &str) -> Option<String> {
    let cellar = prefix.join("Cellar");
    if !versions(machine, &cellar.join(name)).is_empty() {
        return Some(name.to_owned());
    }
    let keg = machine.resolve(&prefix.join("opt").join(name)).ok()?;
    let rack = keg.parent().filter(|rack| rack.parent() == machine.resolve(&cellar).ok().as_deref())?;
    let is_whole = machine.is_file(&keg.join(RECEIPT));
    is_whole.then(|| rack.file_name().map(|name| name.to_string_lossy().into_owned()))?
}

/// Whether somebody has told Homebrew to leave the formula as it is.
pub(super) fn is_pinned(machine: &Machine, prefix: &Path, name: &str) -> bool {
    machine.lstat(&prefix.join("var/homebrew/pinned").join(name)).is_some()
}

/// The kegs in a rack that are whole.
fn versions(machine: &Machine, rack: &Path) -> Vec<String> {
    let kegs = machine.list(rack).unwrap_or_default();
    let whole = kegs.into_iter().filter(|keg| machine.is_file(&rack.join(&keg.name).join(RECEIPT)));
    whole.map(|keg| keg.name.to_string_lossy().into_owned()).collect()
}

fn read_receipts(machine: &Machine, prefix: &Path, name: String) -> Installed {
    let rack = prefix.join("Cellar").join(&name);
    let versions = versions(machine, &rack);
    let opt = machine.resolve(&prefix.join("opt").join(&name)).ok();
    let linked = opt.as_deref().and_then(Path::file_name).map(|version| version.to_string_lossy().into_owned());
    let version = linked.filter(|linked| versions.contains(linked)).or_else(|| versions.last().cloned());
    let mut installed = Installed { name, version: version.unwrap_or_default(), ..Installed::default() };
    for keg in &versions {
        let text = machine.read(&rack.join(keg).join(RECEIPT), RECEIPT_LIMIT).unwrap_or_default();
        let receipt: Value = serde_json::from_slice(&text).unwrap_or_default();
        let tap = receipt["source"]["tap"].as_str().filter(|tap| !tap.starts_with("homebrew/"));
        installed.tap = tap.map(str::to_owned).or(installed.tap);
        let needs = receipt["runtime_dependencies"].as_array().into_iter().flatten();
        let needs = needs.filter_map(|one| one["full_name"].as_str()?.rsplit('/').next().map(str::to_owned));
        installed.needs.extend(needs);
    }
    installed.versions = versions;
    installed
}
