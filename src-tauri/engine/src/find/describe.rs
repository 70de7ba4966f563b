//! From what a source knows to what the world is told.

use std::fmt::Write as _;
use std::os::unix::ffi::OsStrExt as _;
use std::path::Path;

use sha2::{Digest as _, Sha256};

use super::layout::Layout;
use super::{Found, architecture, marker, site, version};
use crate::machine::{Machine, MachinePath};
use crate::model::{Interpreter, InterpreterId, Protection, Source, minor_of};

/// Everything but the names that links give it and the strays in it.
pub(super) fn describe(machine: &Machine, found: Found, layout: &Layout) -> Interpreter {
    let version = version::version(machine, layout, found.version.as_deref());
    let packages = site::site_packages(machine, &found.packages, layout);
    let managed = layout.stdlib.as_deref().and_then(|stdlib| marker::managed(machine, stdlib));
    // Of a Python that only the user knows, its own marker is all that tells whether others depend on it.
    let guarded = found.source == Source::Other && managed.is_some();
    Interpreter {
        id: id(found.source, &version, &found.path),
        path: found.path.into(),
        real_path: layout.real.clone().into(),
        version,
        source: found.source,
        owner: found.owner.unwrap_or_else(|| found.source.owner().to_owned()),
        arch: architecture::architecture(machine, &layout.real),
        managed,
        protection: if guarded { Protection::Hard } else { found.protection },
        aliases: found.aliases.into_iter().map(MachinePath::from).collect(),
        site_packages: packages.into_iter().map(MachinePath::from).collect(),
        strays: Vec::new(),
        stdlib: layout.stdlib.clone().map(MachinePath::from),
        private: found.private,
    }
}

/// `homebrew-3.14-1a2b3c`: it lives as long as the path means the same, so the patch version is in it only where the
/// path is per patch version too.
fn id(source: Source, version: &str, path: &Path) -> InterpreterId {
    let digest = Sha256::digest(path.as_os_str().as_bytes());
    let mut hash = String::new();
    for byte in digest.iter().take(3) {
        // Writing to a `String` does not fail.
        let _ = write!(hash, "{byte:02x}");
    }
    let version = match minor_of(version) {
        Some(_) if path.to_string_lossy().contains(version) => version.to_owned(),
        Some((major, minor)) => format!("{major}.{minor}"),
        None => "unknown".to_owned(),
    };
    InterpreterId(format!("{}-{version}-{hash}", name(source)))
}

/// The source as the contract spells it.
fn name(source: Source) -> &'static str {
    match source {
        Source::Homebrew => "homebrew",
        Source::AppleClt => "apple_clt",
        Source::Xcode => "xcode",
        Source::PythonOrg => "python_org",
        Source::Pyenv => "pyenv",
        Source::Uv => "uv",
        Source::Conda => "conda",
        Source::Mise => "mise",
        Source::Asdf => "asdf",
        Source::Pixi => "pixi",
        Source::Macports => "macports",
        Source::Nix => "nix",
        Source::Linux => "linux",
        Source::Other => "other",
    }
}
