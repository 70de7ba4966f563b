//! Whose process this is: the environment and the user record.

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use super::files::read_raw;

/// What the user record says of the user whose process this is.
pub(super) struct UserRecord {
    pub(super) name: String,
    pub(super) home: PathBuf,
    pub(super) shell: Option<PathBuf>,
}

/// The user record, as `getpwuid` would give it.
///
/// Linux: `/etc/passwd` is read, which is all that a home machine has. macOS keeps people in its directory service and
/// tells a session's programs who they are: `USER`, `HOME` and `SHELL` are set by launchd for every GUI session.
pub(super) fn user_record() -> Option<UserRecord> {
    let id = rustix::process::getuid().as_raw().to_string();
    let env = environment();
    let text = |name: &str| env.get(OsStr::new(name)).cloned().filter(|value| !value.is_empty());
    let from_file = read_raw(Path::new("/etc/passwd"), 1 << 20).ok().and_then(|(_, content)| {
        let content = String::from_utf8_lossy(&content).into_owned();
        content.lines().find_map(|line| {
            let fields: Vec<&str> = line.split(':').collect();
            (fields.len() == 7 && fields.get(2) == Some(&id.as_str())).then(|| UserRecord {
                name: fields[0].to_owned(),
                home: PathBuf::from(fields[5]),
                shell: Some(PathBuf::from(fields[6])).filter(|shell| shell.is_absolute()),
            })
        })
    });
    from_file.or_else(|| {
        Some(UserRecord {
            name: text("USER")?.to_string_lossy().into_owned(),
            home: PathBuf::from(text("HOME")?),
            shell: text("SHELL").map(PathBuf::from).filter(|shell| shell.is_absolute()),
        })
    })
}

#[expect(clippy::disallowed_methods, reason = "the one place that reads the environment")]
pub(super) fn environment() -> BTreeMap<OsString, OsString> {
    std::env::vars_os().collect()
}

#[expect(clippy::disallowed_methods, reason = "the one place that asks where the process stands")]
pub(super) fn current_folder() -> PathBuf {
    std::env::current_dir().unwrap_or_else(|_| PathBuf::from("/"))
}

pub(super) fn own_program() -> Option<PathBuf> {
    std::env::current_exe().ok()
}
