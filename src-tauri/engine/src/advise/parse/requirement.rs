//! One word of an install command: a package with extras and versions, a file, a path, an address, or none of these.

use super::super::names::{LONGEST, is_known, normalise};
use super::super::tables::ALIASES;

/// A version specifier longer than this is nobody's.
const LONGEST_VERSION: usize = 120;

/// What a word asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::advise) enum What {
    /// A package by its name.
    Package(Package),
    /// `-r FILE`; true for `requirements.txt` itself.
    Requirements {
        /// Whether it is the file that a project's requirements stand in.
        usual: bool,
    },
    /// `.`, `-e .`, a folder, a wheel: something on this disk.
    Local,
    /// A repository or an archive by its address.
    Address,
    /// Nothing that can be installed.
    Hostile,
}

/// A package by its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::advise) struct Package {
    /// Its name as it was written.
    pub(in crate::advise) written: String,
    /// Its normalised name (PEP 503).
    pub(in crate::advise) name: String,
    /// Its extras and versions as pip takes them: `[standard]==0.30`. Only characters that PEP 508 allows.
    pub(in crate::advise) suffix: String,
}

impl Package {
    /// The package of a bare name, if it has a name's form.
    pub(in crate::advise) fn named(name: &str) -> Option<Self> {
        is_name(name).then(|| Self { written: name.to_owned(), name: normalise(name), suffix: String::new() })
    }

    /// The package of an import name: the part before the first dot; where packages share that, the longest known name.
    pub(in crate::advise) fn of_module(module: &str) -> Option<Self> {
        let top = module.split('.').next().unwrap_or_default();
        let is_module = !top.is_empty()
            && top.len() <= LONGEST
            && top.chars().all(|character| character.is_ascii_alphanumeric() || character == '_')
            && !top.starts_with(|first: char| first.is_ascii_digit());
        let parts: Vec<&str> = module.split('.').take(5).collect();
        let longer = (2..=parts.len()).rev().map(|count| normalise(&parts[..count].join(".")));
        let known = longer.filter(|_| is_shared(top)).find(|name| is_known(name) || ALIASES.has(name));
        if let Some(name) = known.filter(|_| is_module) {
            return Self::named(&name);
        }
        let name = normalise(top);
        (is_module && !name.is_empty()).then(|| Self { written: top.to_owned(), name, suffix: String::new() })
    }
}

/// Modules that many packages share: there the package is named by more than the first part.
const SHARED: &[&str] = &["azure", "backports", "google", "jaraco", "opentelemetry", "ruamel", "sphinxcontrib", "zope"];

/// Whether a module's first part says nothing about its package.
pub(in crate::advise) fn is_shared(top: &str) -> bool {
    SHARED.contains(&top)
}

/// Reads a word.
pub(in crate::advise) fn read(word: &str) -> What {
    let word = word.trim();
    if is_address(word) {
        return What::Address;
    }
    if is_path(word) {
        return What::Local;
    }
    // Environment markers say when, not what.
    let word = word.split(';').next().unwrap_or_default().trim();
    let end = word.find(|character: char| !is_name_character(character)).unwrap_or(word.len());
    let (written, rest) = word.split_at(end);
    if !is_name(written) {
        return What::Hostile;
    }
    if rest.trim_start().starts_with('@') {
        let address = rest.trim_start()[1..].trim();
        return if is_address(address) { What::Address } else { package(written, "") };
    }
    match suffix(rest) {
        Some(suffix) => package(written, &suffix),
        None => What::Hostile,
    }
}

fn package(written: &str, suffix: &str) -> What {
    What::Package(Package { written: written.to_owned(), name: normalise(written), suffix: suffix.to_owned() })
}

/// The form of a name in PEP 508: letters, digits, `.`, `-`, `_`, with a letter or digit at both ends.
pub(crate) fn is_name(text: &str) -> bool {
    let ends = |character: Option<char>| character.is_some_and(|character| character.is_ascii_alphanumeric());
    text.len() <= LONGEST
        && text.chars().all(is_name_character)
        && ends(text.chars().next())
        && ends(text.chars().next_back())
}

fn is_name_character(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '.' | '-' | '_')
}

/// `[extras]` and versions, without spaces; `None` when it is something else.
fn suffix(text: &str) -> Option<String> {
    let text: String = text.chars().filter(|character| *character != ' ').collect();
    if text.len() > LONGEST_VERSION {
        return None;
    }
    let (extras, versions) = match text.strip_prefix('[') {
        Some(rest) => {
            let (inside, versions) = rest.split_once(']')?;
            if !inside.split(',').all(is_name) {
                return None;
            }
            (&text[..inside.len() + 2], versions)
        }
        None => ("", text.as_str()),
    };
    // conda writes one `=`: `numpy=1.26`.
    if let Some(version) = versions.strip_prefix('=').filter(|version| !version.starts_with('=')) {
        let plain = version.split('=').next().unwrap_or_default();
        return (is_version(plain) && plain.starts_with(|first: char| first.is_ascii_digit()))
            .then(|| format!("{extras}=={}.*", plain.trim_end_matches(".*")));
    }
    let versions = versions.strip_prefix('(').and_then(|inside| inside.strip_suffix(')')).unwrap_or(versions);
    (versions.is_empty() || versions.split(',').all(is_specifier)).then(|| format!("{extras}{versions}"))
}

fn is_specifier(text: &str) -> bool {
    let operators = ["===", "==", ">=", "<=", "~=", "!=", ">", "<"];
    operators.iter().find_map(|operator| text.strip_prefix(operator)).is_some_and(is_version)
}

fn is_version(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_alphanumeric())
        && text.chars().all(|character| {
            character.is_ascii_alphanumeric() || matches!(character, '.' | '*' | '+' | '!' | '-' | '_')
        })
}

fn is_address(word: &str) -> bool {
    let Some((scheme, rest)) = word.split_once(':') else { return false };
    let scheme = scheme.split('+').next().unwrap_or_default();
    let known = ["http", "https", "git", "hg", "svn", "bzr", "ssh", "file", "ftp"].contains(&scheme);
    known && (rest.starts_with("//") || scheme == "file") || (scheme == "git@github.com" && !rest.is_empty())
}

/// A path by its looks: pip takes a word for one when it has a separator or names an archive.
fn is_path(word: &str) -> bool {
    let archive = [".whl", ".tar.gz", ".zip", ".tar.bz2", ".tgz", ".egg"];
    let before_extras = word.split('[').next().unwrap_or_default();
    matches!(before_extras, "." | "..")
        || ["./", "../", "/", "~/"].iter().any(|start| word.starts_with(start))
        || (word.len() > 1 && word.ends_with('/'))
        || archive.iter().any(|end| word.ends_with(end))
}
