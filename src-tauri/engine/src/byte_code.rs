//! Byte code that a full disk has cut short, and that Python would stumble over from then on.
//!
//! Python notices no write that was cut short: it puts half of a module's byte code in place, and never again imports that
//! module ("marshal data too short"), however much room there is by then. `PYTHONDONTWRITEBYTECODE` would not keep it
//! from that, since `-I` passes it over. So what was cached while there was little room goes; Python writes it anew.

use std::path::{Path, PathBuf};

use jiff::Timestamp;

use crate::disk;
use crate::machine::{Kind, Machine};

/// Many times the byte code of pip.
const LITTLE_ROOM: u64 = 64 << 20;

/// Deeper than any package lies.
const DEEPEST: usize = 64;

/// The modules of the sandbox whose Python is `program`; `None` where it is nobody's sandbox.
pub(crate) fn modules_of(machine: &Machine, program: &Path) -> Option<PathBuf> {
    let sandbox = program.parent()?.parent()?;
    machine.is_file(&sandbox.join("pyvenv.cfg")).then(|| sandbox.join("lib"))
}

/// Whether the disk that `folder` is on is so full that the next file may not fit.
pub(crate) fn is_short_of_room(machine: &Machine, folder: &Path) -> bool {
    machine.room(folder).is_some_and(|room| room < LITTLE_ROOM)
}

/// Removes what was cached below `folder` since then.
pub(crate) fn forget_since(machine: &Machine, folder: &Path, since: Timestamp) {
    forget(machine, folder, since.as_nanosecond(), DEEPEST);
}

fn forget(machine: &Machine, folder: &Path, since: i128, deeper: usize) {
    let is_cache = folder.ends_with("__pycache__");
    for entry in machine.list(folder).unwrap_or_default() {
        let path = folder.join(&entry.name);
        match entry.kind {
            Kind::Folder if deeper > 0 => forget(machine, &path, since, deeper - 1),
            Kind::File if is_cache && machine.lstat(&path).is_some_and(|stat| stat.modified >= since) => {
                disk::remove_byte_code(&path);
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::time::Duration;

    use super::*;

    #[test]
    fn what_was_cached_since_then_goes_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let lib = folder.path().join("lib");
        let now = Machine::this().now();
        for (name, seconds) in [
            ("pip/__pycache__/old.cpython-313.pyc", -60),
            ("pip/__pycache__/new.cpython-313.pyc", 60),
            ("pip/_vendor/deep/__pycache__/new.cpython-313.pyc", 60),
            ("pip/new.py", 60),
        ] {
            let path = lib.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            disk::write_new(&path, b"").unwrap();
            let at = std::time::SystemTime::from(now).checked_add(Duration::from_mins(2)).unwrap();
            let at = at - Duration::from_secs(u64::try_from(120 - seconds).unwrap());
            fs::File::options().write(true).open(&path).unwrap().set_modified(at).unwrap();
        }
        let machine = Machine::this();
        forget_since(&machine, &lib, now);
        let left = |name: &str| machine.lstat(&lib.join(name)).is_some();
        assert!(left("pip/__pycache__/old.cpython-313.pyc") && left("pip/new.py"));
        assert!(!left("pip/__pycache__/new.cpython-313.pyc"));
        assert!(!left("pip/_vendor/deep/__pycache__/new.cpython-313.pyc"));
    }

    #[test]
    fn only_a_sandbox_has_modules_of_its_own() {
        let folder = tempfile::tempdir().unwrap();
        let python = folder.path().join("bin/python");
        assert_eq!(modules_of(&Machine::this(), &python), None);
        disk::write_new(&folder.path().join("pyvenv.cfg"), b"home = /usr/bin\n").unwrap();
        assert_eq!(modules_of(&Machine::this(), &python), Some(folder.path().join("lib")));
    }
}
