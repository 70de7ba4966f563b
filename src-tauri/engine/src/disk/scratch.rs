//! A folder for files that nobody keeps, where the system keeps such files: should Sandbar be killed before it has
//! removed it, the system does.

use std::fs::{self, DirBuilder};
use std::io;
use std::os::unix::fs::DirBuilderExt as _;
use std::path::{Path, PathBuf};

use super::{DiskError, at};
use crate::machine::Machine;

/// More of them than this are never there at once.
const MOST: u32 = 1000;

/// A folder for the user alone, removed with all that is in it when this is dropped.
#[derive(Debug)]
pub struct Scratch {
    folder: PathBuf,
}

impl Scratch {
    /// Makes one.
    pub fn make(machine: &Machine) -> Result<Self, DiskError> {
        let temporary = machine.var_path("TMPDIR").unwrap_or_else(|| PathBuf::from("/tmp"));
        let mut number = 0;
        loop {
            let folder = temporary.join(format!("sandbar-{}-{number}", std::process::id()));
            // A folder that is there already is somebody else's, whatever its name.
            match DirBuilder::new().mode(0o700).create(&folder) {
                Ok(()) => return Ok(Self { folder }),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists && number < MOST => number += 1,
                Err(error) => return Err(at("create the folder", &folder)(error)),
            }
        }
    }

    /// Where it is.
    pub fn folder(&self) -> &Path {
        &self.folder
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        #[expect(clippy::disallowed_methods, reason = "Sandbar's own folder, made by this very value")]
        let _ = fs::remove_dir_all(&self.folder);
    }
}

#[cfg(test)]
mod tests {
    use super::Scratch;
    use crate::machine::Machine;

    #[test]
    fn each_is_a_folder_of_its_own_and_goes_with_what_is_in_it() {
        let mut machine = Machine::this();
        let home = tempfile::tempdir().expect("a scratch folder");
        machine.env.insert("TMPDIR".into(), home.path().into());
        let (one, other) = (Scratch::make(&machine).expect("one"), Scratch::make(&machine).expect("another"));
        assert_ne!(one.folder(), other.folder());
        crate::disk::write_new(&one.folder().join("file"), b"kept by nobody").expect("written");
        let was = one.folder().to_path_buf();
        drop(one);
        assert!(!machine.is_folder(&was) && machine.is_folder(other.folder()));
    }
}
