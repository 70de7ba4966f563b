//! Pythons of the Nix store that a profile offers.
//!
//! ```text
//! stable    ~/.nix-profile/bin/python3.12
//! real      /nix/store/HASH-python3-3.12.8/bin/python3.12
//! ```
//!
//! The store holds many more, which nobody can call; and nothing can be installed into any of them.

use std::path::{Path, PathBuf};

use super::{Found, names};
use crate::machine::Machine;
use crate::model::{Protection, Source};

const STORE: &str = "/nix/store";

pub(super) fn find(machine: &Machine) -> Vec<Found> {
    if !machine.is_folder(Path::new(STORE)) {
        return Vec::new();
    }
    profiles(machine).iter().flat_map(|profile| in_profile(machine, &profile.join("bin"))).collect()
}

/// The user's own, then the machine's (NixOS and nix-darwin).
fn profiles(machine: &Machine) -> [PathBuf; 5] {
    [
        machine.home.join(".nix-profile"),
        machine.home.join(".local/state/nix/profile"),
        Path::new("/etc/profiles/per-user").join(&machine.user),
        PathBuf::from("/run/current-system/sw"),
        PathBuf::from("/nix/var/nix/profiles/default"),
    ]
}

fn in_profile(machine: &Machine, bin: &Path) -> Vec<Found> {
    let mut entries = machine.list(bin).unwrap_or_default();
    entries.retain(|entry| names::is_python(&entry.name));
    // The name with the version outlives an upgrade of the profile.
    entries.sort_by_key(|entry| names::library(&entry.name).is_none());
    let mut found = Vec::new();
    for entry in entries {
        let path = bin.join(&entry.name);
        let Ok(real) = machine.resolve(&path) else { continue };
        if !real.starts_with(STORE) {
            continue;
        }
        found.push(Found {
            protection: Protection::Hard,
            version: named(&real),
            folders: vec![bin.to_path_buf()],
            ..Found::new(Source::Nix, path)
        });
    }
    found
}

/// `3.12.8` of `/nix/store/HASH-python3-3.12.8-env/bin/python3.12`.
fn named(real: &Path) -> Option<String> {
    let output = real.strip_prefix(STORE).ok()?.iter().next()?.to_str()?;
    output.split('-').skip(1).find(|part| part.contains('.')).map(str::to_owned)
}
