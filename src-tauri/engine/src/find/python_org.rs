//! The installer from python.org, on macOS.
//!
//! ```text
//! stable    /usr/local/bin/python3.13
//! real      /Library/Frameworks/Python.framework/Versions/3.13/bin/python3.13
//! packages  .../Versions/3.13/lib/python3.13/site-packages
//! ```
//!
//! Its folders are writable for every administrator and it has no PEP 668 marker: nothing stops a `pip install` there.

use std::path::{Path, PathBuf};

use super::{Found, framework};
use crate::machine::{Machine, Os};
use crate::model::Source;

const FRAMEWORKS: [&str; 2] = ["/Library/Frameworks/Python.framework", "/Library/Frameworks/PythonT.framework"];
const LINKED: &str = "/usr/local/bin";

/// Where its Pythons are, and the names that lead to them.
pub(super) fn versions(machine: &Machine) -> Vec<PathBuf> {
    let folders = FRAMEWORKS.iter().map(|framework| Path::new(framework).join("Versions")).chain([LINKED.into()]);
    if machine.os == Os::Macos { folders.collect() } else { Vec::new() }
}

pub(super) fn find(machine: &Machine) -> Vec<Found> {
    if machine.os != Os::Macos {
        return Vec::new();
    }
    let versions = |name: &&str| framework::versions(machine, Source::PythonOrg, Path::new(name), Path::new(LINKED));
    FRAMEWORKS.iter().flat_map(versions).collect()
}
