//! MacPorts' Pythons: frameworks under `/opt/local`, which belongs to root.
//!
//! ```text
//! stable    /opt/local/bin/python3.13
//! real      /opt/local/Library/Frameworks/Python.framework/Versions/3.13/bin/python3.13
//! ```
//!
//! Ports depend on it, and its Portfile writes no PEP 668 marker.

use std::path::Path;

use super::{Found, framework};
use crate::machine::{Machine, Os};
use crate::model::{Protection, Source};

const FRAMEWORKS: [&str; 2] =
    ["/opt/local/Library/Frameworks/Python.framework", "/opt/local/Library/Frameworks/PythonT.framework"];
const LINKED: &str = "/opt/local/bin";

pub(super) fn find(machine: &Machine) -> Vec<Found> {
    if machine.os != Os::Macos {
        return Vec::new();
    }
    let versions = |name: &&str| framework::versions(machine, Source::Macports, Path::new(name), Path::new(LINKED));
    FRAMEWORKS.iter().flat_map(versions).map(|found| Found { protection: Protection::Hard, ..found }).collect()
}
