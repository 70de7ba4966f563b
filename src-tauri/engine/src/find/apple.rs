//! Apple's own Python 3, in the Command Line Tools and in every Xcode.
//!
//! ```text
//! tools     /Library/Developer/CommandLineTools/usr/bin/python3
//! Xcode     /Applications/Xcode*.app/Contents/Developer/usr/bin/python3
//! real      .../Library/Frameworks/Python3.framework/Versions/3.9/bin/python3.9
//! packages  beside it, and /Library/Python/3.9/site-packages
//! ```
//!
//! `/usr/bin/python3` is neither: it is Apple's launcher for the developer tools that are selected. Running it where none
//! are installed opens a dialog that offers to install them, so it is never a path to run, only a name.

use std::path::{Path, PathBuf};

use super::{Found, Packages, consent};
use crate::machine::{Machine, Os};
use crate::model::{Protection, Source};

const TOOLS: &str = "/Library/Developer/CommandLineTools";
const APPLICATIONS: &str = "/Applications";
const LAUNCHER: &str = "/usr/bin/python3";

/// What `xcode-select --switch` leaves.
const SELECTED: &str = "/var/db/xcode_select_link";

pub(super) fn find(machine: &Machine) -> Vec<Found> {
    if machine.os != Os::Macos {
        return Vec::new();
    }
    let mut developers = vec![(Source::AppleClt, PathBuf::from(TOOLS))];
    let xcodes = xcodes(machine);
    let selected = selected(machine, &xcodes);
    developers.extend(xcodes.into_iter().map(|xcode| (Source::Xcode, xcode)));
    // An Xcode that is kept elsewhere is known when it is the selected one.
    let known = |developer: &PathBuf| developers.iter().any(|(_, known)| same(machine, known, developer));
    if let Some(elsewhere) = selected.clone().filter(|selected| !known(selected)) {
        developers.push((Source::Xcode, elsewhere));
    }
    developers.into_iter().map(|(source, developer)| python(machine, source, &developer, selected.as_deref())).collect()
}

fn python(machine: &Machine, source: Source, developer: &Path, selected: Option<&Path>) -> Found {
    let is_selected = selected.is_some_and(|selected| same(machine, selected, developer));
    let launched = is_selected && machine.is_file(Path::new(LAUNCHER));
    Found {
        protection: Protection::Hard,
        packages: Packages::Apple,
        folders: vec![developer.join("Library/Frameworks/Python3.framework/Versions/Current/bin")],
        aliases: launched.then(|| PathBuf::from(LAUNCHER)).into_iter().collect(),
        ..Found::new(source, developer.join("usr/bin/python3"))
    }
}

/// `Xcode.app`, `Xcode-beta.app`, `Xcode_16.4.app`: people keep several.
fn xcodes(machine: &Machine) -> Vec<PathBuf> {
    let entries = machine.list(Path::new(APPLICATIONS)).unwrap_or_default();
    let names = entries.iter().filter_map(|entry| entry.name.to_str());
    let xcodes = names.filter(|name| name.starts_with("Xcode") && is_app(Path::new(name)));
    xcodes.map(|name| Path::new(APPLICATIONS).join(name).join("Contents/Developer")).collect()
}

/// The developer folder that `/usr/bin/python3` hands over to, in the order of `xcode-select(1)`: `DEVELOPER_DIR`, what
/// was selected, else Xcode, else the Command Line Tools.
fn selected(machine: &Machine, xcodes: &[PathBuf]) -> Option<PathBuf> {
    let set = machine.var_path("DEVELOPER_DIR").map(|path| {
        if path.extension().is_some_and(|extension| extension == "app") {
            path.join("Contents/Developer")
        } else {
            path
        }
    });
    let linked = || machine.link(Path::new(SELECTED)).filter(|path| path.is_absolute());
    let usual = || {
        let xcode = xcodes.iter().find(|xcode| xcode.starts_with("/Applications/Xcode.app")).cloned();
        xcode.into_iter().chain([PathBuf::from(TOOLS)]).find(|developer| machine.is_folder(developer))
    };
    let selected = set.or_else(linked).or_else(usual)?;
    (!consent::needed(machine, &selected)).then_some(selected)
}

fn is_app(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "app")
}

fn same(machine: &Machine, one: &Path, other: &Path) -> bool {
    one == other || machine.stat(one).is_some_and(|stat| machine.stat(other).is_some_and(|other| stat.id == other.id))
}
