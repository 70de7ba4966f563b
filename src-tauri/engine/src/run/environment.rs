//! The environment that every program is started with.
//!
//! A variable that points Python or pip somewhere else would make a plan lie about what it does, so those go. How the
//! network is reached stays: index, proxies and certificates are the user's, and often the only ones that work.

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};

use crate::machine::{Machine, Os};

/// Families of which nothing is passed on.
const DROPPED_FAMILIES: &[&str] = &["PYTHON", "CONDA", "_CONDA", "_CE_"];

/// Each long option of pip's, and of uv's, is also a variable ("Configuration" in pip's documentation): one of them may
/// send packages elsewhere, leave some out, add others, or keep it all from happening. So of these families only what
/// says how the network is reached and where downloads are kept is passed on.
const NARROWED_FAMILIES: &[(&str, &[&str])] = &[
    (
        "PIP_",
        &[
            "INDEX_URL",
            "EXTRA_INDEX_URL",
            "FIND_LINKS",
            "TRUSTED_HOST",
            "CERT",
            "CLIENT_CERT",
            "PROXY",
            "TIMEOUT",
            "DEFAULT_TIMEOUT",
            "RETRIES",
            "RESUME_RETRIES",
            "KEYRING_PROVIDER",
            "CONFIG_FILE",
            "CACHE_DIR",
            "NO_CACHE_DIR",
        ],
    ),
    (
        "UV_",
        &[
            "INDEX",
            "DEFAULT_INDEX",
            "INDEX_URL",
            "EXTRA_INDEX_URL",
            "FIND_LINKS",
            "INSECURE_HOST",
            "NATIVE_TLS",
            "SYSTEM_CERTS",
            "HTTP_TIMEOUT",
            "HTTP_RETRIES",
            "KEYRING_PROVIDER",
            "CONFIG_FILE",
            "CACHE_DIR",
            "PYTHON_INSTALL_DIR",
            "TOOL_DIR",
            "TOOL_BIN_DIR",
        ],
    ),
];

/// How the network is reached, by everything.
const NETWORK: &[&str] = &[
    "HTTP_PROXY",
    "HTTPS_PROXY",
    "ALL_PROXY",
    "NO_PROXY",
    "http_proxy",
    "https_proxy",
    "all_proxy",
    "no_proxy",
    "SSL_CERT_FILE",
    "SSL_CERT_DIR",
    "REQUESTS_CA_BUNDLE",
    "CURL_CA_BUNDLE",
];

/// Others that bend what is run.
const DROPPED: &[&str] = &[
    "VIRTUAL_ENV",
    "VIRTUAL_ENV_PROMPT",
    // Set by a macOS framework Python that was started through its stub: the next Python would believe it.
    "__PYVENV_LAUNCHER__",
    // The caller's language: what programs say is read, so they say it in English.
    "LANG",
    "LANGUAGE",
    // Beat NO_COLOR, with which a step asks for lines that can be read.
    "FORCE_COLOR",
    "CLICOLOR_FORCE",
    "PY_COLORS",
];

/// Of the variables of the user's terminal those that say how the network is reached: an app that the Finder starts
/// knows none of them.
pub fn network(terminal: &BTreeMap<String, String>) -> BTreeMap<String, String> {
    let says_how = |name: &str| NETWORK.contains(&name) || narrowed(name) == Some(true);
    terminal.iter().filter(|(name, _)| says_how(name)).map(|(name, value)| (name.clone(), value.clone())).collect()
}

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
    DROPPED.contains(&name)
        || name.starts_with("LC_")
        || DROPPED_FAMILIES.iter().any(|family| name.starts_with(family))
        || narrowed(name) == Some(false)
}

/// Whether a variable of a narrowed family is passed on; `None` for one of no such family.
fn narrowed(name: &str) -> Option<bool> {
    NARROWED_FAMILIES.iter().find_map(|(family, kept)| Some(kept.contains(&name.strip_prefix(family)?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_bends_python_or_pip_goes_and_the_network_stays() {
        let mut machine = Machine::this();
        let gone = [
            "PYTHONPATH",
            "PYTHONHOME",
            "PIP_USER",
            "PIP_TARGET",
            "PIP_NO_INDEX",
            "PIP_REQUIREMENT",
            "PIP_ANYTHING_NEW",
            "UV_PYTHON",
            "UV_BREAK_SYSTEM_PACKAGES",
            "CONDA_PREFIX",
            "VIRTUAL_ENV",
            "LC_MESSAGES",
            "FORCE_COLOR",
        ];
        let stay = [
            "PIP_INDEX_URL",
            "UV_DEFAULT_INDEX",
            "PIP_CERT",
            "https_proxy",
            "HTTPS_PROXY",
            "SSL_CERT_FILE",
            "TMPDIR",
            "PYENV_ROOT",
        ];
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

    #[test]
    fn of_the_terminal_only_the_way_to_the_network_is_taken() {
        let variables = ["PIP_INDEX_URL", "https_proxy", "PIP_TARGET", "PATH", "PYENV_ROOT"];
        let terminal = variables.map(|name| (name.to_owned(), "set".to_owned())).into();
        assert_eq!(network(&terminal).into_keys().collect::<Vec<_>>(), ["PIP_INDEX_URL", "https_proxy"]);
    }
}
