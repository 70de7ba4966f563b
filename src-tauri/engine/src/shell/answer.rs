//! What is taken from the terminal's environment, and how it travels.
//!
//! Sandbar's hidden command prints `MARK{"PATH": ..}MARK`. The brace right behind the mark tells the answer from an
//! echo of the command line, which holds the mark too.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::io::{self, Write};

use crate::machine::Machine;

/// The variables that bend Python, pip and their tools, by what their names begin with.
const PREFIXES: &[&str] = &["PIP_", "PYENV_", "CONDA_", "PYTHON", "ASDF_", "MISE_", "PIPX_", "UV_"];

/// The others that are taken. `ZDOTDIR` says where zsh's start-up files are.
const NAMES: &[&str] = &["PATH", "VIRTUAL_ENV", "ZDOTDIR"];

/// A variable whose name holds one of these is never taken: `UV_PUBLISH_TOKEN`, `UV_INDEX_WORK_PASSWORD` ...
const SECRET: &[&str] = &["TOKEN", "PASSWORD", "PASSWD", "SECRET", "CREDENTIAL", "AUTH", "API_KEY", "PRIVATE_KEY"];

/// Prints the environment of this process between two marks: the answer of a login shell that was told to run us.
///
/// # Errors
/// When nobody reads it any more.
pub fn print_environment(mark: &str, out: &mut dyn Write) -> io::Result<()> {
    let variables = serde_json::to_string(&kept(&Machine::this().env))?;
    write!(out, "\n{mark}{variables}{mark}\n")?;
    out.flush()
}

/// What is taken of an environment, secrets left out.
pub(super) fn kept(environment: &BTreeMap<OsString, OsString>) -> BTreeMap<String, String> {
    environment
        .iter()
        .filter_map(|(name, value)| Some((name.to_str()?, value.to_string_lossy())))
        .filter(|(name, _)| is_taken(name))
        .map(|(name, value)| (name.to_owned(), without_secrets(name, &value)))
        .collect()
}

/// The variables of an answer; `None` when it is not one. Whatever printed it, only what may be taken is.
pub(super) fn parse(json: &[u8]) -> Option<BTreeMap<String, String>> {
    let variables: BTreeMap<OsString, OsString> = serde_json::from_slice::<BTreeMap<String, String>>(json)
        .ok()?
        .into_iter()
        .map(|(name, value)| (name.into(), value.into()))
        .collect();
    Some(kept(&variables)).filter(|variables| variables.get("PATH").is_some_and(|path| !path.is_empty()))
}

fn is_taken(name: &str) -> bool {
    (NAMES.contains(&name) || PREFIXES.iter().any(|prefix| name.starts_with(prefix)))
        && !SECRET.iter().any(|word| name.contains(word))
}

/// `value` with the passwords taken out of the addresses in it. Lists of addresses are parted by white space.
fn without_secrets(name: &str, value: &str) -> String {
    // pip takes a proxy without a scheme: `user:password@host:port`.
    let bare = name.ends_with("_PROXY");
    if name == "PATH" || !(bare || value.contains("://")) {
        return value.to_owned();
    }
    value.split_inclusive(char::is_whitespace).map(|word| address(word, bare)).collect()
}

/// One address without user, password, query, and without the `/t/TOKEN` that conda's private channels put into it.
fn address(word: &str, bare: bool) -> String {
    let end = word.trim_end().len();
    let (word, space) = word.split_at(end);
    let (scheme, rest) = match word.find("://") {
        Some(at) => word.split_at(at + 3),
        None if bare => ("", word),
        None => return format!("{word}{space}"),
    };
    let rest = rest.split(['?', '#']).next().unwrap_or_default();
    let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    // A password may hold an unescaped slash; then the host only begins behind the last `@`.
    let (host, path) = match (authority.rsplit_once('@'), rest.rsplit_once('@')) {
        (Some((_, host)), _) => (host, path),
        (None, Some((user, rest))) if user.split_once('/').is_some_and(|(first, _)| first.contains(':')) => {
            rest.split_at(rest.find('/').unwrap_or(rest.len()))
        }
        (None, _) => (authority, path),
    };
    let path = match path.strip_prefix("/t/") {
        Some(token) => token.split_once('/').map_or(String::new(), |(_, path)| format!("/{path}")),
        None => path.to_owned(),
    };
    format!("{scheme}{host}{path}{space}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn environment(variables: &[(&str, &str)]) -> BTreeMap<OsString, OsString> {
        variables.iter().map(|(name, value)| (OsString::from(name), OsString::from(value))).collect()
    }

    #[test]
    fn only_what_bends_python_is_taken() {
        let all = [
            ("PATH", "/bin"),
            ("HOME", "/h"),
            ("AWS_SECRET_ACCESS_KEY", "x"),
            ("PIP_USER", "1"),
            ("PYTHONPATH", "/x"),
            ("VIRTUAL_ENV", "/e"),
            ("VIRTUAL_ENV_PROMPT", "e"),
            ("UV_PUBLISH_TOKEN", "x"),
            ("UV_INDEX_WORK_PASSWORD", "x"),
            ("CONDA_PREFIX", "/c"),
        ];
        let names: Vec<String> = kept(&environment(&all)).into_keys().collect();
        assert_eq!(names, ["CONDA_PREFIX", "PATH", "PIP_USER", "PYTHONPATH", "VIRTUAL_ENV"]);
    }

    #[test]
    fn an_address_loses_its_password() {
        for (name, value, expected) in [
            ("PIP_INDEX_URL", "https://me:s3cret@host.example/simple", "https://host.example/simple"),
            ("PIP_INDEX_URL", "https://s3cret@host.example/simple", "https://host.example/simple"),
            ("PIP_INDEX_URL", "https://me:s3/cret@host.example/simple", "https://host.example/simple"),
            ("PIP_INDEX_URL", "https://me:s3@cret@host.example:8443/simple", "https://host.example:8443/simple"),
            ("PIP_INDEX_URL", "https://host.example/simple?token=s3cret#x", "https://host.example/simple"),
            ("PIP_INDEX_URL", "https://host.example/pkgs/a@1.0", "https://host.example/pkgs/a@1.0"),
            ("PIP_EXTRA_INDEX_URL", "https://a:b@one/x  https://two/y", "https://one/x  https://two/y"),
            ("PIP_PROXY", "me:s3cret@proxy:3128", "proxy:3128"),
            ("CONDA_CHANNEL_ALIAS", "https://conda.example/t/s3cret/main", "https://conda.example/main"),
            ("PYTHONPATH", "/opt/python@3.13/a:/b", "/opt/python@3.13/a:/b"),
        ] {
            assert_eq!(without_secrets(name, value), expected, "{name}={value}");
        }
        assert_eq!(without_secrets("PATH", "/opt/a://b@c/bin"), "/opt/a://b@c/bin");
    }

    #[test]
    fn an_answer_without_path_is_none() {
        assert_eq!(parse(br#"{"PIP_USER":"1"}"#), None);
        assert_eq!(parse(br#"{"PATH":""}"#), None);
        assert_eq!(parse(b"{"), None);
        assert!(parse(br#"{"PATH":"/bin"}"#).is_some());
    }
}
