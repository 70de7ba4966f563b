//! Where macOS asks the user before a program may look.
//!
//! Reading inside these folders for the first time opens a dialog in Sandbar's name (TCC: "would like to access files in
//! your Documents folder"). Looking for Pythons must never cause one: paths that other tools wrote down are followed
//! elsewhere only. A folder that the user added with the picker is granted, and not asked about here.

use std::path::Path;

use crate::machine::{Machine, Os};
use crate::privacy::lies_in;

/// In the home folder.
const HOME: [&str; 10] = [
    "Desktop",
    "Documents",
    "Downloads",
    "Movies",
    "Music",
    "Pictures",
    "Library/CloudStorage",
    "Library/Containers",
    "Library/Group Containers",
    "Library/Mobile Documents",
];

/// Removable and network disks.
const DISKS: [&str; 2] = ["/Volumes", "/Network"];

/// True when listing or reading at `path` could make macOS ask.
pub fn needed(machine: &Machine, path: &Path) -> bool {
    machine.os == Os::Macos
        && (HOME.iter().any(|folder| lies_in(machine, path, &machine.home.join(folder)))
            || DISKS.iter().any(|folder| lies_in(machine, path, Path::new(folder))))
}
