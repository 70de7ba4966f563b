//! Words of people and of other programs, which are no packages' names even where `PyPI` has a package of that name.

use super::super::names::normalise;
use super::super::tables::{ALIASES, APPLICATIONS, EVERYDAY, OVERRIDES, POPULAR, PROGRAMS, SENTENCE, STDLIB, WRAPPERS};

/// Whether a word is one that makes a sentence. None of them is a package that anybody installs.
pub(super) fn is_of_a_sentence(word: &str) -> bool {
    let word = word.to_lowercase();
    SENTENCE.has(word.split('\'').next().unwrap_or_default())
}

/// `npm ERR! code EACCES`, `ls: cannot access`, `Python 3.13.0`: what a program says names no package to install.
pub(super) fn is_message(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let first = words.next().unwrap_or_default();
    let says = |word: &str| {
        ["Error", "Exception", "ERR!", "Traceback", "fatal:", "error:"].iter().any(|sign| word.contains(sign))
    };
    let version =
        |word: &str| word.contains('.') && word.chars().all(|letter| letter.is_ascii_digit() || letter == '.');
    let speaker = first.ends_with(':') && !first.ends_with("::") && first.len() > 1;
    speaker && words.clone().count() > 1
        || says(first)
        || words.clone().next().is_some_and(says)
        || words.next().is_some_and(version)
}

/// Programs whose command lines name no package of Python's.
const OTHER_PROGRAMS: &[&str] = &[
    "apt",
    "apt-get",
    "bun",
    "cargo",
    "cat",
    "cd",
    "chmod",
    "code",
    "composer",
    "cp",
    "curl",
    "dnf",
    "docker",
    "echo",
    "find",
    "gem",
    "gh",
    "git",
    "go",
    "grep",
    "kubectl",
    "ls",
    "make",
    "mkdir",
    "nano",
    "node",
    "npm",
    "npx",
    "nvm",
    "open",
    "pacman",
    "php",
    "pnpm",
    "port",
    "rustup",
    "ssh",
    "touch",
    "vim",
    "which",
    "xcode-select",
    "yarn",
    "yum",
];

/// `npm install express`: a command line, but not one that is about Python.
pub(super) fn is_another_programs(words: &[&str]) -> bool {
    words.first().is_some_and(|first| OTHER_PROGRAMS.contains(first) || WRAPPERS.has(first))
        && words.get(1).is_some_and(|second| !is_familiar(&normalise(second)) || is_of_a_sentence(second))
}

/// In a sentence a word must be better known: of `PyPI`'s fifteen thousand many are everyday English.
pub(super) fn is_familiar(name: &str) -> bool {
    let known = [ALIASES, APPLICATIONS, OVERRIDES, POPULAR, PROGRAMS, STDLIB].into_iter().any(|table| table.has(name));
    known && !EVERYDAY.has(name)
}
