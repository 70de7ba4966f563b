//! The environment that every program is started with.
//!
//! A variable that points Python or pip somewhere else would make a plan lie about what it does, so those go. How the
//! network is reached stays: index, proxies and certificates are the user's, and often the only ones that work.

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};

use crate::machine::{Machine, Os};

/// Families of which nothing is passed on.
const DROPPED_FAMILIES: &[&str] = &["PYTHON", "CONDA", "_CONDA", "_CE_"];

/// pip's own that change where things go or whether they go at all; see "Configuration" in pip's documentation: each
/// long option is also a variable.
const DROPPED: &[&str] = &[
    "PIP_TARGET",
    "PIP_PREFIX",
    "PIP_ROOT",
    "PIP_USER",
    "PIP_PYTHON",
    "PIP_BREAK_SYSTEM_PACKAGES",
    "PIP_REQUIRE_VIRTUALENV",
    "PIP_NO_INDEX",
    "VIRTUAL_ENV",
    "VIRTUAL_ENV_PROMPT",
    // Set by a macOS framework Python that was started through its stub: the next Python would believe it.
    "__PYVENV_LAUNCHER__",
    // The caller's language: what programs say is read, so they say it in English.
    "LANG",
    "LANGUAGE",
];

/// This process's environment without what would bend Python or pip, with a plain PATH and UTF-8.
pub fn clean(machine: &Machine) -> BTreeMap<OsString, OsString> {
    let mut clean: BTreeMap<OsString, OsString> = machine
        .env
        .iter()
        .filter(|(name, _)| !is_dropped(name))
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect();
    // A program that looks for another finds the system's, whatever Sandbar was started with. Under macOS's own
    // `/usr/bin/python3` lies a dialog: programs are started by their absolute paths.
    let (path, locale) = match machine.os {
        Os::Macos => ("/usr/bin:/bin:/usr/sbin:/sbin", "en_US.UTF-8"),
        Os::Linux => ("/usr/local/bin:/usr/bin:/bin", "C.UTF-8"),
    };
    let mut set = |name: &str, value: &OsStr| clean.insert(name.into(), value.into());
    set("PATH", path.as_ref());
    // Python 3.6 writes names that are not ASCII only under a UTF-8 locale.
    set("LC_ALL", locale.as_ref());
    set("HOME", machine.home.as_os_str());
    clean
}

/// This process's environment for a program of the user's own, such as a terminal: all but what would bend Python or pip.
pub fn own(machine: &Machine) -> BTreeMap<OsString, OsString> {
    let is_language = |name: &OsStr| {
        name.to_str().is_some_and(|name| name.starts_with("LC_") || name == "LANG" || name == "LANGUAGE")
    };
    let kept = machine.env.iter().filter(|(name, _)| is_language(name) || !is_dropped(name));
    kept.map(|(name, value)| (name.clone(), value.clone())).collect()
}

fn is_dropped(name: &OsStr) -> bool {
    // A name that is not UTF-8 is none of these.
    let Some(name) = name.to_str() else { return false };
    DROPPED.contains(&name) || name.starts_with("LC_") || DROPPED_FAMILIES.iter().any(|family| name.starts_with(family))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_bends_python_or_pip_goes_and_the_network_stays() {
        let mut machine = Machine::this();
        let gone = ["PYTHONPATH", "PYTHONHOME", "PIP_USER", "PIP_TARGET", "CONDA_PREFIX", "VIRTUAL_ENV", "LC_MESSAGES"];
        let stay = ["PIP_INDEX_URL", "PIP_CERT", "https_proxy", "HTTPS_PROXY", "SSL_CERT_FILE", "TMPDIR", "PYENV_ROOT"];
        for name in gone.iter().chain(&stay) {
            machine.env.insert(name.into(), "set".into());
        }
        let clean = clean(&machine);
        for name in gone {
            assert!(!clean.contains_key(OsStr::new(name)), "{name} stayed");
        }
        for name in stay {
            assert!(clean.contains_key(OsStr::new(name)), "{name} is gone");
        }
        assert!(!clean[OsStr::new("PATH")].to_string_lossy().contains(".pyenv"));
    }
}
