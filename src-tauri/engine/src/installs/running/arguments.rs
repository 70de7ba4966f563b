//! What a process is at, by its arguments. Pure.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::{Kind, Process, Run};
use crate::packages;

/// What a process is to a folder of packages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Role {
    /// It installs.
    Installer(Run),
    /// It is the owner of Pythons at work.
    Owner,
}

/// The programs of those who own Pythons.
const OWNERS: [&str; 20] = [
    "apk",
    "apt",
    "apt-get",
    "aptitude",
    "brew",
    "brew.rb",
    "brew.sh",
    "conda",
    "conda.exe",
    "dnf",
    "dnf5",
    "dpkg",
    "installer",
    "mamba",
    "micromamba",
    "pacman",
    "port",
    "rpm",
    "yum",
    "zypper",
];

/// Words with which an installer changes something.
const VERBS: [&str; 9] = ["install", "uninstall", "sync", "add", "remove", "update", "upgrade", "pip", "env"];

/// Options of pip that are followed by a value that looks like a requirement.
const WITH_VALUE: [&str; 12] = [
    "-r",
    "--requirement",
    "-c",
    "--constraint",
    "-t",
    "--target",
    "-i",
    "--index-url",
    "-f",
    "--find-links",
    "--python",
    "--prefix",
];

/// Whether a process is an installer's or an owner's at all.
pub(super) fn counts(process: &Process) -> bool {
    is_owner(process) || installer(process).is_some()
}

/// What `process` is to a folder of packages that `programs` read.
pub(super) fn role(process: &Process, programs: &BTreeSet<PathBuf>) -> Option<Role> {
    let found = installer(process);
    // conda installs into its own base as its owner, and into another's as anybody does: the books tell which.
    if is_owner(process) && !matches!(found, Some((Kind::Pip, _))) {
        return Some(Role::Owner);
    }
    let (kind, words) = found?;
    let is_its_own = || match &process.exe {
        Some(exe) => programs.contains(exe),
        // Another account's: its program may be the one.
        None => true,
    };
    let is_for_it = kind != Kind::Pip || (!process.environments && is_its_own());
    is_for_it.then(|| Role::Installer(Run { kind, names: names(words) }))
}

fn is_owner(process: &Process) -> bool {
    let is_named = |path: &str| OWNERS.contains(&file_name(path));
    let program = process.exe.as_deref().and_then(Path::to_str).or(process.args.first().map(String::as_str));
    if program.is_some_and(is_named) {
        return true;
    }
    // Homebrew is a shell script and then Ruby, conda is Python, MacPorts is Tcl.
    let runs_scripts = ["bash", "sh", "zsh", "dash", "ruby", "tclsh", "python", "Python", "env"];
    let interpreted = program.is_some_and(|it| runs_scripts.iter().any(|name| file_name(it).starts_with(name)));
    let script = process.args.iter().skip(1).find(|word| !word.starts_with('-'));
    let ensures_pip = process.args.windows(2).any(|pair| pair[0] == "-m" && pair[1] == "ensurepip");
    interpreted && (ensures_pip || script.is_some_and(|script| script.contains('/') && is_named(script)))
}

/// The kind of installer, and the words behind its name, where they change something.
fn installer(process: &Process) -> Option<(Kind, &[String])> {
    let program = process.exe.as_deref().and_then(Path::to_str).or(process.args.first().map(String::as_str))?;
    let Called { kind, words, changes } = match file_name(program) {
        "uv" => Called { kind: Kind::Uv, words: process.args.get(1..)?, changes: false },
        name if name.starts_with("python") || name.starts_with("Python") => in_python(&process.args)?,
        _ => return None,
    };
    (changes || changes_something(kind, words)).then_some((kind, words))
}

fn changes_something(kind: Kind, words: &[String]) -> bool {
    let mut plain = words.iter().map(String::as_str).filter(|word| !word.starts_with('-'));
    match kind {
        // `uv run` and `uvx` go on for as long as what they have started; `uv pip list` only looks.
        Kind::Uv => match plain.next() {
            Some("pip") => plain.next().is_some_and(|verb| ["install", "uninstall", "sync"].contains(&verb)),
            verb => verb.is_some_and(|verb| ["add", "remove", "sync"].contains(&verb)),
        },
        Kind::Pip => plain.any(|word| word == "install" || word == "uninstall"),
        Kind::Conda | Kind::Poetry | Kind::Pdm => plain.any(|word| VERBS.contains(&word)),
    }
}

/// How an installer was called.
struct Called<'a> {
    kind: Kind,
    words: &'a [String],
    /// It changes something whatever its words are.
    changes: bool,
}

/// `python -I -m pip ..`, `python /usr/bin/pip3 ..`, `python -c 'import pip; ..'`.
fn in_python(args: &[String]) -> Option<Called<'_>> {
    let mut at = 1;
    loop {
        let word = args.get(at)?.as_str();
        match word {
            "-m" => {
                let words = args.get(at + 2..).unwrap_or_default();
                return Some(Called { kind: by_name(args.get(at + 1)?)?, words, changes: false });
            }
            "-c" => {
                let says = |wanted| args[at + 1..].iter().any(|word| word.contains(wanted));
                let is_pips = says("pip") && says("install");
                return is_pips.then_some(Called { kind: Kind::Pip, words: &[], changes: true });
            }
            "-W" | "-X" | "--check-hash-based-pycs" => at += 2,
            _ if word.starts_with('-') => at += 1,
            script => {
                let words = args.get(at + 1..).unwrap_or_default();
                let changes = file_name(script) == "get-pip.py";
                return Some(Called { kind: by_name(script)?, words, changes });
            }
        }
    }
}

/// `pip`, `pip3.13`, `pip._internal`, `.../pip/__main__.py`, `.../__pip-runner__.py`, `get-pip.py`, `pip.pyz`.
fn by_name(name: &str) -> Option<Kind> {
    let file = match file_name(name) {
        "__main__.py" => name.rsplit('/').nth(1)?,
        file => file,
    };
    let word = file.split(['.', '-', '_']).find(|part| !part.is_empty() && *part != "get")?;
    match word.trim_end_matches(|c: char| c.is_ascii_digit()) {
        "pip" => Some(Kind::Pip),
        "uv" => Some(Kind::Uv),
        "poetry" => Some(Kind::Poetry),
        "pdm" => Some(Kind::Pdm),
        "conda" | "mamba" => Some(Kind::Conda),
        _ => None,
    }
}

/// The packages that `words` name: not the options, nor what belongs to those.
fn names(words: &[String]) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let mut words = words.iter().map(String::as_str).skip_while(|word| !VERBS.contains(word)).peekable();
    while let Some(word) = words.next() {
        if WITH_VALUE.contains(&word) {
            words.next();
        } else if !word.starts_with('-') && !VERBS.contains(&word) {
            let is_wheel = word.ends_with(".whl");
            let end = |c: char| !(c.is_ascii_alphanumeric() || matches!(c, '_' | '.') || (c == '-' && !is_wheel));
            let name = if is_wheel { file_name(word) } else { word };
            let name = name.split(end).next().unwrap_or_default();
            if !name.is_empty() && (is_wheel || !word.contains('/')) {
                names.insert(packages::normalized(name));
            }
        }
    }
    names
}

fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}
