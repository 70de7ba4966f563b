//! Which files are to be copied: those of a distribution, as its RECORD names them, or all under a folder.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::machine::{Kind, Machine};
use crate::packages;
use crate::plan::Copy;
use crate::privacy;

/// The largest RECORDs that exist are a few MB.
const RECORD_LIMIT: u64 = 32 << 20;

/// Deeper than any package lies.
const DEEPEST: usize = 64;

/// The files that `copied` names. What is not there is not named.
pub(super) fn named(machine: &Machine, copied: &[Copy]) -> BTreeSet<PathBuf> {
    let mut files = BTreeSet::new();
    for copy in copied {
        match copy {
            Copy::All(path) => under(machine, path, DEEPEST, &mut files),
            Copy::Distribution { site, name } => distribution(machine, site, name, &mut files),
        }
    }
    files
}

fn distribution(machine: &Machine, site: &Path, name: &str, files: &mut BTreeSet<PathBuf>) {
    let found = packages::read(machine, site).unwrap_or_default();
    for found in found.iter().filter(|found| packages::normalized(&found.name) == name) {
        under(machine, &found.path, DEEPEST, files);
        files.extend(recorded_in(machine, site, &found.path));
    }
}

/// The files that the RECORD of the distribution at `path` names. It is text that anybody may have written.
pub(crate) fn recorded_in(machine: &Machine, site: &Path, path: &Path) -> Vec<PathBuf> {
    let record = machine.read(&path.join("RECORD"), RECORD_LIMIT).unwrap_or_default();
    let lines = String::from_utf8_lossy(&record);
    lines.lines().filter_map(recorded).map(|path| privacy::plain(&site.join(path))).collect()
}

/// The path in a line of RECORD, which is CSV: `pkg/__init__.py,sha256=..,12`, in quotes where it holds a comma.
fn recorded(line: &str) -> Option<String> {
    match line.strip_prefix('"') {
        None => line.split(',').next().filter(|path| !path.is_empty()).map(str::to_owned),
        Some(rest) => {
            let mut path = String::new();
            let mut characters = rest.chars().peekable();
            while let Some(character) = characters.next() {
                match character {
                    '"' if characters.peek() == Some(&'"') => {
                        characters.next();
                        path.push('"');
                    }
                    '"' => return Some(path),
                    other => path.push(other),
                }
            }
            None
        }
    }
}

fn under(machine: &Machine, path: &Path, deeper: usize, files: &mut BTreeSet<PathBuf>) {
    match machine.lstat(path).map(|stat| stat.kind) {
        Some(Kind::File) => {
            files.insert(path.to_path_buf());
        }
        Some(Kind::Folder) if deeper > 0 => {
            for entry in machine.list(path).unwrap_or_default() {
                under(machine, &path.join(entry.name), deeper - 1, files);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::recorded;

    #[test]
    fn a_record_is_csv() {
        assert_eq!(recorded("a/b.py,sha256=x,1").as_deref(), Some("a/b.py"));
        assert_eq!(recorded("\"a,\"\"b\"\".py\",,").as_deref(), Some("a,\"b\".py"));
        assert_eq!(recorded("\"torn"), None);
        assert_eq!(recorded(""), None);
    }
}
