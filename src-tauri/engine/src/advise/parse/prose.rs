//! Text that is no terminal's: names, lines of Python, lines of a requirements file, or a sentence.

use super::super::names::{is_known, normalise};
use super::super::project::imported_by;
use super::super::tables::{ALIASES, APPLICATIONS, OVERRIDES, POPULAR, PROGRAMS, STDLIB};
use super::requirement::{self, Package, What};
use super::{Asked, Subject, command, shell, shown};

/// More words than anybody lists: beyond it a text is read as a sentence.
const MOST_NAMES: usize = 200;

/// Words that make a sentence. None of them is a package that anybody installs.
const SENTENCE: &[&str] = &[
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

/// What the text names.
pub(super) fn subjects(text: &str) -> Vec<Subject> {
    let imports = imports(text);
    if !imports.is_empty() {
        return imports;
    }
    if text.trim_start().starts_with('-') && text.trim().lines().count() == 1 {
        return options(text);
    }
    let words: Vec<&str> = words(text).take(MOST_NAMES + 1).collect();
    if let [only] = words.as_slice() {
        return alone(only).into_iter().collect();
    }
    if is_message(text) || is_another_programs(&words) {
        return Vec::new();
    }
    let sentence =
        words.len() > MOST_NAMES || words.iter().any(|word| SENTENCE.contains(&word.to_ascii_lowercase().as_str()));
    let subjects: Vec<Subject> =
        if sentence { Vec::new() } else { words.iter().filter_map(|word| alone(word)).collect() };
    let hostile = subjects.iter().any(|subject| subject.what == What::Hostile);
    // A list of names has names in it; two words out of three that nobody knows are a message.
    let strangers = subjects.iter().filter(|subject| !is_familiar(subject)).count();
    if sentence || hostile || strangers * 2 > subjects.len() { asked_for(&words) } else { subjects }
}

/// `npm ERR! code EACCES`, `ls: cannot access`, `Python 3.13.0`: what a program says names no package to install.
fn is_message(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let first = words.next().unwrap_or_default();
    let says = |word: &str| {
        ["Error", "Exception", "ERR!", "Traceback", "fatal:", "error:"].iter().any(|sign| word.contains(sign))
    };
    let version =
        |word: &str| word.contains('.') && word.chars().all(|letter| letter.is_ascii_digit() || letter == '.');
    let speaker = first.ends_with(':') && !first.ends_with("::") && first.len() > 1;
    speaker && words.clone().count() > 1 && !first.to_ascii_lowercase().starts_with("please")
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
    "sudo",
    "touch",
    "vim",
    "which",
    "xcode-select",
    "yarn",
    "yum",
];

/// `npm install express`: a command line, but not one that is about Python.
fn is_another_programs(words: &[&str]) -> bool {
    words.first().is_some_and(|first| OTHER_PROGRAMS.contains(first))
        && words.get(1).is_some_and(|second| !is_familiar_to_people(&normalise(second)) || SENTENCE.contains(second))
}

/// Whether anything is known of a name, or it carries a version or extras as only requirements do.
fn is_familiar(subject: &Subject) -> bool {
    match &subject.what {
        What::Package(Package { name, suffix, .. }) => !suffix.is_empty() || is_meaningful(name),
        _ => true,
    }
}

fn is_meaningful(name: &str) -> bool {
    is_known(name) || ALIASES.has(name) || STDLIB.has(name) || PROGRAMS.has(name)
}

/// In a sentence a word must be better known: of `PyPI`'s fifteen thousand many are everyday English.
fn is_familiar_to_people(name: &str) -> bool {
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

/// `-U requests`, `-r requirements.txt`: what stands behind `pip install`.
fn options(text: &str) -> Vec<Subject> {
    let words: Vec<String> = shell::split(text).into_iter().next().unwrap_or_default();
    let command = ["pip", "install"]
        .into_iter()
        .map(str::to_owned)
        .chain(words.into_iter().filter(|word| word != "-"))
        .collect::<Vec<_>>();
    let subjects = command::read(&command).map(|command| command.subjects()).unwrap_or_default();
    subjects.into_iter().map(|subject| Subject { asked: Asked::Named, ..subject }).collect()
}

/// The words, without the quotes, commas and full stops around them; comments of a requirements file fall away.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.lines()
        .map(|line| if line.starts_with('#') { "" } else { line.split(" #").next().unwrap_or_default() })
        .flat_map(split_keeping_requirements)
        .map(|word| word.trim_matches(['"', '\'', '`', ',', '?', '!', '(', ')', ':']))
        .map(|word| if word.chars().all(|character| character == '.') { word } else { word.trim_end_matches('.') })
        .filter(|word| !word.is_empty())
}

/// `requests >= 2.0` on a line of its own is one requirement, spaces or not; commas part names, but not versions.
fn split_keeping_requirements(line: &str) -> Vec<&str> {
    let line = line.trim();
    let spaced = [" =", " <", " >", " ~", " !", " [", " ;"].iter().any(|sign| line.contains(sign));
    if spaced && matches!(requirement::read(line), What::Package(_)) {
        return vec![line];
    }
    let has_suffix = |word: &str| word.contains(['<', '>', '=', '~', '!', '[']);
    line.split_whitespace()
        .flat_map(|word| if has_suffix(word) { vec![word] } else { word.split(',').collect() })
        .collect()
}

fn alone(word: &str) -> Option<Subject> {
    // Options name nothing, and neither does the dash before each line of a list.
    let everyday = SENTENCE.contains(&word.to_ascii_lowercase().as_str()) && !is_known(word);
    if word.starts_with('-') || everyday {
        return None;
    }
    // `_ctypes` is no package's name, but a module's that people meet.
    let module = Package::of_module(word).filter(|module| word.starts_with('_') && STDLIB.has(&module.name));
    let what = module.map_or_else(|| requirement::read(word), What::Package);
    Some(Subject { input: shown(word), what, asked: Asked::Named })
}

/// What a sentence asks about: the known names behind its "install". Without the verb any English word could be a
/// package's name, so nothing counts.
fn asked_for(words: &[&str]) -> Vec<Subject> {
    let is_verb =
        |word: &&str| ["install", "installing", "add", "import"].contains(&word.to_ascii_lowercase().as_str());
    let Some(verb) = words.iter().position(is_verb) else { return Vec::new() };
    let known = |word: &&&str| {
        !SENTENCE.contains(&word.to_ascii_lowercase().as_str())
            && Package::named(word)
                .is_some_and(|package| package.name.len() > 2 && is_familiar_to_people(&package.name))
    };
    words.iter().skip(verb + 1).filter(known).filter_map(|word| alone(word)).take(8).collect()
}

/// `import cv2`, `from PIL import Image`: lines of Python.
fn imports(text: &str) -> Vec<Subject> {
    let starts_with_one = text.lines().find(|line| !line.trim().is_empty()).is_some_and(is_import);
    if !starts_with_one {
        return Vec::new();
    }
    let modules = imported_by(text);
    let subject = |module: &String| {
        let package = Package::of_module(module)?;
        Some(Subject { input: shown(module), what: What::Package(package), asked: Asked::Imported })
    };
    modules.iter().filter_map(subject).collect()
}

fn is_import(line: &str) -> bool {
    !imported_by(line).is_empty()
}
