//! The files, folders and links of an environment that is being made.
//!
//! There are hundreds of them, and until the last one is written the folder around them is marked as unfinished: so
//! none is forced to the disk by itself. Each is new; nothing is ever written over.

use std::fs::{self, OpenOptions, Permissions};
use std::io::Write as _;
use std::os::unix::fs::{OpenOptionsExt as _, PermissionsExt as _, symlink};
use std::path::Path;

use super::{DiskError, at};

/// Makes `folder`, with whatever is missing above it.
pub fn make_folders(folder: &Path) -> Result<(), DiskError> {
    fs::create_dir_all(folder).map_err(at("create the folder", folder))
}

/// Writes a file that must not be there yet; the process's mask is taken from `mode`.
pub fn write_file(path: &Path, content: &[u8], mode: u32) -> Result<(), DiskError> {
    let file = OpenOptions::new().write(true).create_new(true).mode(mode).open(path);
    file.and_then(|mut file| file.write_all(content)).map_err(at("write", path))
}

/// As [`write_file`], with just these permission bits.
pub fn write_file_exactly(path: &Path, content: &[u8], mode: u32) -> Result<(), DiskError> {
    let file = OpenOptions::new().write(true).create_new(true).mode(mode & 0o600).open(path);
    let written = file.and_then(|mut file| {
        file.write_all(content)?;
        file.set_permissions(Permissions::from_mode(mode))
    });
    written.map_err(at("write", path))
}

/// As [`write_file`], for a program: whatever the process masks, it has the permission bits `least`.
pub fn write_program(path: &Path, content: &[u8], least: u32) -> Result<(), DiskError> {
    let file = OpenOptions::new().write(true).create_new(true).mode(0o777).open(path);
    let written = file.and_then(|mut file| {
        file.write_all(content)?;
        let mode = file.metadata()?.permissions().mode();
        if mode & least == least { Ok(()) } else { file.set_permissions(Permissions::from_mode(mode | least)) }
    });
    written.map_err(at("write", path))
}

/// Puts a symbolic link to `target` at `path`, where nothing may be.
pub fn link(target: &Path, path: &Path) -> Result<(), DiskError> {
    symlink(target, path).map_err(at("write", path))
}
