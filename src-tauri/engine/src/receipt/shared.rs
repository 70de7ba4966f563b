//! Takes back what a job left unfinished in folders that others write to as well: an interpreter's packages and commands.
//!
//! pip, stopped in the middle, leaves files that nobody's RECORD names. What was added while the job ran goes when it is
//! an ordinary file in a folder of packages that belongs to no other distribution, a command that names this interpreter
//! in its first line, or one that the plan has named. Homebrew's are links, and stay.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::Closed;
use super::copies::recorded_in;
use super::restore::bring_back_copied;
use super::tree::Facts;
use crate::disk::{self, DiskError};
use crate::machine::Machine;
use crate::packages;

/// As much of a script as its first line can be.
const FIRST_LINE: u64 = 512;

/// Takes back what was added for the packages called `names`, and brings back what they replaced.
///
/// # Errors
/// At the first file that can't be put back.
pub fn put_back_own(
    machine: &Machine,
    closed: &Closed,
    roots: &[PathBuf],
    python: &Path,
    names: &[String],
) -> Result<(), DiskError> {
    let mut others = BTreeSet::new();
    for site in roots {
        for found in packages::read(machine, site).unwrap_or_default() {
            if found.complete && !names.contains(&packages::normalized(&found.name)) {
                others.extend(recorded_in(machine, site, &found.path));
            }
        }
    }
    for (path, facts) in closed.changes.added.iter().rev() {
        let own = matches!(facts, Facts::File { .. })
            && Facts::of(machine, path).as_ref() == Some(facts)
            && !others.contains(path)
            && (is_in_a_site(path) || runs(machine, path, python) || closed.roots.contains(path));
        if own {
            disk::remove_added(path)?;
        }
    }
    bring_back_copied(machine, closed)
}

fn is_in_a_site(path: &Path) -> bool {
    path.iter().any(|name| name == "site-packages" || name == "dist-packages")
}

/// Whether the script at `path` is run by `python`.
fn runs(machine: &Machine, path: &Path, python: &Path) -> bool {
    let head = machine.read_head(path, FIRST_LINE).unwrap_or_default();
    let text = String::from_utf8_lossy(&head);
    // A path with a space, or a long one, stands in a second line behind `/bin/sh`.
    let first: String = text.lines().take(2).collect();
    let real = machine.resolve(python).unwrap_or_else(|_| python.to_path_buf());
    text.starts_with("#!") && [python, &real].iter().any(|python| first.contains(&*python.to_string_lossy()))
}
