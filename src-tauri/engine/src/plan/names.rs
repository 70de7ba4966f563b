//! Names of folders that an environment can't live under.
//!
//! An environment writes its own path into scripts: into `activate`, which shells read, and into the first lines of
//! what pip installs. What is only odd there is let through; what ends a word, or starts a command, is not.

use std::path::Path;

use crate::plain::is_plain;
pub use crate::plain::plain as shown;

/// How the placeholders in the scripts of `venv` begin.
const PLACEHOLDER: &str = "__VENV_";

/// What is wrong with `path` as a place for an environment, as the rest of a sentence; `None` when nothing is.
pub fn objection(path: &Path) -> Option<String> {
    let Some(text) = path.to_str() else { return Some("its name is not UTF-8 text".to_owned()) };
    // `venv` goes through its scripts once for each of its placeholders, and finds this one in what it has just filled in.
    if text.contains(PLACEHOLDER) {
        return Some(format!("there is `{PLACEHOLDER}` in its name, which `venv` would replace by other names"));
    }
    text.chars().find_map(|c| match c {
        // `venv` itself refuses it (PATH is split there), but only since 3.12, and then late.
        ':' => Some("there is a `:` in its name, which would split PATH in two".to_owned()),
        // CVE-2024-9287: `activate` quotes these only in newer versions; pip's `#!/bin/sh` trampolines never do.
        '$' | '`' | '"' | '\\' => {
            Some(format!("there is a `{c}` in its name, which a shell would read as more than a name"))
        }
        char::REPLACEMENT_CHARACTER => Some("its name is not UTF-8 text".to_owned()),
        c if !is_plain(c) => Some("there is a line break or another invisible character in its name".to_owned()),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;

    use super::*;

    #[test]
    fn odd_is_fine_and_dangerous_is_not() {
        for fine in ["/p/my project", "/p/Grüße", "/p/日本", "/p/it's", "/p/a&b;c|d", "/p/-x", "/p/*?[a](b){c}#!"] {
            assert_eq!(objection(Path::new(fine)), None, "{fine}");
        }
        for hostile in [
            "/p/a:b",
            "/p/$(touch x)",
            "/p/`id`",
            "/p/a\"b",
            "/p/a\\b",
            "/p/a\nb",
            "/p/a\u{1b}[2J",
            "/p/\u{202e}x",
            "/p/__VENV_DIR__",
        ] {
            assert!(objection(Path::new(hostile)).is_some(), "{hostile:?}");
        }
        assert!(objection(Path::new(OsStr::from_bytes(b"/p/\xff"))).is_some());
    }
}
