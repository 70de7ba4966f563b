//! What pip has fetched for a plan that is still to be made: a folder for each such plan, in Sandbar's own.
//!
//! It is of use for as long as a look is believed. What is older goes when the next one is fetched, and when Sandbar starts.

use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use crate::disk::{self, DiskError};
use crate::job::{BELIEVED, DEADLINE};
use crate::machine::Machine;
use crate::plan;

/// As many characters tell the plans apart.
const LONG: usize = 16;

/// The folder in `data` for what is fetched for the plan with this fingerprint.
pub fn folder(data: &Path, fingerprint: &str) -> PathBuf {
    let name = plan::hex(&Sha256::digest(fingerprint));
    all(data).join(&name[..LONG])
}

fn all(data: &Path) -> PathBuf {
    data.join("fetched")
}

/// Makes `folder`, which is one of these.
///
/// # Errors
/// When it can't be made.
pub fn make(machine: &Machine, folder: &Path) -> Result<(), DiskError> {
    forget_old(machine, folder.parent().unwrap_or(folder));
    disk::create_private_folder(folder)
}

/// Takes away all in `data` that nobody believes any more.
pub fn sweep(machine: &Machine, data: &Path) {
    forget_old(machine, &all(data));
}

fn forget_old(machine: &Machine, store: &Path) {
    let now = machine.now().as_nanosecond();
    // Longer than it can take to fetch it.
    let old = i128::try_from((BELIEVED + DEADLINE).as_nanos()).unwrap_or(i128::MAX);
    for folder in machine.list(store).unwrap_or_default().into_iter().map(|entry| store.join(entry.name)) {
        if machine.lstat(&folder).is_some_and(|stat| now - stat.modified > old) {
            disk::remove_own_folder(&folder);
        }
    }
}
