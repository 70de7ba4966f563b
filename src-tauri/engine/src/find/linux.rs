//! Linux's own Pythons: the distribution's in `/usr/bin`, and what somebody built into `/usr/local`.
//!
//! The distribution's own programs run on the first kind. `/usr/local` is for whoever administers the machine (the
//! Filesystem Hierarchy Standard, 4.9): official container images have their Python there.

use std::path::Path;

use super::{Found, Packages, names};
use crate::machine::{Machine, Os};
use crate::model::{Protection, Source};

const SYSTEM: &str = "/usr/bin";
const LOCAL: &str = "/usr/local/bin";

pub(super) fn find(machine: &Machine) -> Vec<Found> {
    if machine.os != Os::Linux {
        return Vec::new();
    }
    let system = in_folder(machine, Path::new(SYSTEM)).into_iter().map(|found| Found {
        owner: Some(distribution(machine)),
        protection: Protection::Hard,
        packages: Packages::System,
        ..found
    });
    let local = in_folder(machine, Path::new(LOCAL)).into_iter();
    system.chain(local.map(|found| Found { owner: Some("/usr/local".to_owned()), ..found })).collect()
}

/// By the name with the version first: `python3` moves on with the next release of the distribution.
fn in_folder(machine: &Machine, bin: &Path) -> Vec<Found> {
    let mut entries = machine.list(bin).unwrap_or_default();
    entries.retain(|entry| names::is_python(&entry.name));
    entries.sort_by_key(|entry| names::library(&entry.name).is_none());
    entries.into_iter().map(|entry| Found::new(Source::Linux, bin.join(entry.name))).collect()
}

/// What the distribution calls itself, by its ID in `os-release(5)`.
fn distribution(machine: &Machine) -> String {
    let text = ["/etc/os-release", "/usr/lib/os-release"]
        .iter()
        .find_map(|path| machine.read_text(Path::new(path), 64 << 10).ok())
        .unwrap_or_default();
    let id = text.lines().find_map(|line| line.strip_prefix("ID=")).unwrap_or_default();
    distribution_name(id.trim().trim_matches(['"', '\'']))
}

fn distribution_name(id: &str) -> String {
    match id {
        "" => Source::Linux.owner().to_owned(),
        "almalinux" => "AlmaLinux".to_owned(),
        "arch" => "Arch Linux".to_owned(),
        "centos" => "CentOS".to_owned(),
        "elementary" => "elementary OS".to_owned(),
        "linuxmint" => "Linux Mint".to_owned(),
        "nixos" => "NixOS".to_owned(),
        "opensuse-leap" | "opensuse-tumbleweed" => "openSUSE".to_owned(),
        "pop" => "Pop!_OS".to_owned(),
        "raspbian" => "Raspberry Pi OS".to_owned(),
        "rhel" => "Red Hat".to_owned(),
        id => {
            let mut letters = id.chars().filter(|letter| !letter.is_control());
            letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::distribution_name;

    #[test]
    fn a_distribution_is_called_as_people_call_it() {
        for (id, name) in [("debian", "Debian"), ("ubuntu", "Ubuntu"), ("arch", "Arch Linux"), ("", "Linux")] {
            assert_eq!(distribution_name(id), name);
        }
    }
}
