//! Words of people and of other programs, which are no packages' names even where `PyPI` has a package of that name.

use super::super::names::normalise;
use super::super::tables::{ALIASES, APPLICATIONS, OVERRIDES, POPULAR, PROGRAMS, STDLIB, WRAPPERS};

/// Words that make a sentence. None of them is a package that anybody installs.
pub(super) const SENTENCE: &[&str] = &[
    "a",
    "an",
    "the",
    "is",
    "are",
    "was",
    "i",
    "i'm",
    "my",
    "me",
    "we",
    "you",
    "it",
    "this",
    "that",
    "how",
    "what",
    "why",
    "when",
    "where",
    "which",
    "do",
    "does",
    "did",
    "don't",
    "can",
    "can't",
    "cannot",
    "could",
    "should",
    "would",
    "to",
    "in",
    "on",
    "of",
    "for",
    "from",
    "and",
    "or",
    "but",
    "not",
    "with",
    "without",
    "install",
    "installing",
    "installed",
    "use",
    "using",
    "need",
    "want",
    "get",
    "getting",
    "error",
    "help",
    "on",
    "my",
    "mac",
    "after",
    "before",
    "no",
    "if",
    "by",
    "into",
    "there",
    "have",
    "has",
];

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
        && words.get(1).is_some_and(|second| !is_familiar(&normalise(second)) || SENTENCE.contains(second))
}

/// In a sentence a word must be better known: of `PyPI`'s fifteen thousand many are everyday English.
pub(super) fn is_familiar(name: &str) -> bool {
    const ENGLISH: &[&str] = &[
        "latest",
        "version",
        "versions",
        "package",
        "packages",
        "library",
        "libraries",
        "module",
        "modules",
        "tool",
        "tools",
        "code",
        "file",
        "files",
        "test",
        "tests",
        "path",
        "time",
        "new",
        "app",
        "project",
        "data",
        "select",
        "types",
        "string",
        "copy",
        "this",
        "build",
        "pip",
        "platform",
        "site",
        "random",
        "struct",
        "statistics",
        "email",
        "html",
        "queue",
        "signal",
        "resource",
        "operator",
        "keyword",
        "token",
        "code",
        "abc",
        "array",
        "calendar",
        "locale",
        "profile",
        "trace",
        "warnings",
        "user",
        "python",
        "python3",
        "node",
        "java",
        "environment",
        "system",
        "command",
        "terminal",
        "homebrew",
    ];
    let known = [ALIASES, APPLICATIONS, OVERRIDES, POPULAR, PROGRAMS, STDLIB].into_iter().any(|table| table.has(name));
    known && !ENGLISH.contains(&name)
}
