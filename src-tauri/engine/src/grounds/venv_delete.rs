//! Reads what is in the sandbox that is to go, and how much room it takes.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::{Reading, renewal, sandbox};
use crate::machine::{FileId, Kind, Machine};
use crate::plan::venv_delete::Grounds;

/// More files than this are not counted.
const MOST_FILES: usize = 200_000;

pub(super) fn read(reading: &Reading<'_>, folder: &Path) -> Grounds {
    let place = sandbox::place(reading, folder);
    let own = place.sandbox.as_ref().filter(|sandbox| sandbox.leads_to.is_none());
    let bytes = own.and_then(|sandbox| size(reading.machine, &sandbox.path));
    let wanted = own.map(|sandbox| renewal::wanted(reading.machine, sandbox)).unwrap_or_default();
    Grounds {
        // To the ten: what Python caches while somebody reads the plan must not make it stale.
        megabytes: bytes.map(|bytes| (bytes >> 20).div_ceil(10) * 10),
        packages: wanted.into_iter().map(|wanted| wanted.name).collect(),
        place,
    }
}

/// How much room the files below `folder` take; links are not followed, and a file with several names counts once.
fn size(machine: &Machine, folder: &Path) -> Option<u64> {
    let (mut bytes, mut files) = (0, 0);
    let mut seen: BTreeSet<FileId> = BTreeSet::new();
    let mut waiting: Vec<PathBuf> = vec![folder.to_path_buf()];
    while let Some(next) = waiting.pop() {
        for entry in machine.list(&next).unwrap_or_default() {
            files += 1;
            if files > MOST_FILES {
                return None;
            }
            let path = next.join(&entry.name);
            match (entry.kind, machine.lstat(&path)) {
                (Kind::Folder, _) => waiting.push(path),
                (Kind::File, Some(stat)) if seen.insert(stat.id) => bytes += stat.size,
                _ => {}
            }
        }
    }
    Some(bytes)
}
