//! Whose an environment in a store is, as far as its place tells.

use std::os::unix::ffi::OsStrExt as _;
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use super::poetry::sanitized;
use crate::packages;

/// Whose an environment in a store is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Claim {
    /// The project in this folder, written down in the environment.
    Project(PathBuf),
    /// The project whose `.python-version` has one of these words (pyenv).
    PythonVersion(Vec<String>),
    /// The project whose `environment.yml` has this name (conda).
    CondaName(String),
    /// The project the path of whose `Pipfile` has this hash.
    Pipfile {
        /// The hash, see [`hash_of`].
        hash: String,
    },
    /// The project that has this name in `pyproject.toml` and whose path has this hash (poetry, hatch).
    Pyproject {
        /// The name, as the tool writes it into the environment's path.
        name: String,
        /// The hash, see [`hash_of`].
        hash: String,
    },
    /// Nobody knows.
    Unknown,
}

/// The hash by which pipenv, poetry and hatch name a project's environments: of the path's SHA-256 the first six
/// bytes, in the eight characters of base64's alphabet for file names (RFC 4648 §5).
pub fn hash_of(path: &Path) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let digest = Sha256::digest(path.as_os_str().as_bytes());
    let bits = digest.iter().take(6).fold(0_usize, |bits, byte| bits << 8 | usize::from(*byte));
    (0..8).rev().map(|place| char::from(ALPHABET[bits >> (6 * place) & 63])).collect()
}

/// True when a tool writes the name `project` of a `pyproject.toml` as `written`.
///
/// hatch and today's poetry normalize the name first, older poetries did not.
pub(crate) fn is_written_as(project: &str, written: &str) -> bool {
    let normal = packages::normalized(project);
    normal == written || sanitized(&normal) == written || sanitized(project) == written
}

/// Cuts `NAME-HASH` apart; the hash has eight characters, of which `-` may be one.
pub(super) fn split_hash(text: &str) -> Option<(&str, &str)> {
    let (name, hash) = text.split_at_checked(text.len().checked_sub(8)?)?;
    let in_alphabet = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    hash.bytes().all(in_alphabet).then_some((name.strip_suffix('-')?, hash))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{hash_of, split_hash};

    #[test]
    fn a_hash_is_what_python_makes_of_it() {
        // base64.urlsafe_b64encode(hashlib.sha256(b"/Users/ada/weather").digest())[:8]
        assert_eq!(hash_of(Path::new("/Users/ada/weather")), "vdtVXoN-");
        assert_eq!(hash_of(Path::new("/Users/ada/weather/Pipfile")), "rt2pyoHt");
    }

    #[test]
    fn a_hash_is_cut_off_by_its_length() {
        assert_eq!(split_hash("my-app-ab-cd_12"), Some(("my-app", "ab-cd_12")));
        assert_eq!(split_hash("blog"), None);
        assert_eq!(split_hash("weatherbot"), None);
        assert_eq!(split_hash("bot-wea+her1"), None);
    }
}
