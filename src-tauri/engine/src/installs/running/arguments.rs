//! What a process is at, by its arguments. Pure.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::{Kind, Process, Run};
use crate::model::Source;
use crate::packages;

/// What a process is to a folder of packages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Role {
    /// It installs.
    Installer(Run),
    /// It is the owner of Pythons at work.
    Owner,
}

/// The programs of those who own Pythons, and whose Pythons they are.
const OWNERS: [(&str, &[Source]); 21] = [
    ("apk", &[Source::Linux]),
    ("apt", &[Source::Linux]),
    ("apt-get", &[Source::Linux]),
    ("aptitude", &[Source::Linux]),
    ("brew", &[Source::Homebrew]),
    ("brew.rb", &[Source::Homebrew]),
    ("brew.sh", &[Source::Homebrew]),
    ("conda", &[Source::Conda]),
    ("conda.exe", &[Source::Conda]),
    ("dnf", &[Source::Linux]),
    ("dnf5", &[Source::Linux]),
    ("dpkg", &[Source::Linux]),
    ("installer", &[Source::PythonOrg, Source::AppleClt, Source::Xcode]),
    ("mamba", &[Source::Conda]),
    ("micromamba", &[Source::Conda]),
    ("pacman", &[Source::Linux]),
    ("port", &[Source::Macports]),
    ("rpm", &[Source::Linux]),
    ("unattended-upgrade", &[Source::Linux]),
    ("yum", &[Source::Linux]),
    ("zypper", &[Source::Linux]),
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
    !owners(process).is_empty() || ensures_pip(process) || installer(process).is_some()
}

/// What `process` is to the packages of an interpreter of `source`, which runs one of `programs`.
pub(super) fn role(process: &Process, source: Source, programs: &BTreeSet<PathBuf>) -> Option<Role> {
    let is_its_own = || {
        // The program of another account's process may be unknown, and may be the one.
        !process.environments && process.exe.as_ref().is_none_or(|exe| programs.contains(exe))
    };
    if owners(process).contains(&source) || (ensures_pip(process) && is_its_own()) {
        return Some(Role::Owner);
    }
    let (kind, words) = installer(process)?;
    let is_for_it = match kind {
        Kind::Pip => is_its_own(),
        _ => !process.environments && process.target.as_ref().is_none_or(|target| programs.contains(target)),
    };
    is_for_it.then(|| Role::Installer(Run { kind, names: names(words) }))
}

/// Whose Pythons a process is at work on as their owner.
fn owners(process: &Process) -> &'static [Source] {
    let named = |path: &str| OWNERS.iter().find(|(name, _)| *name == file_name(path)).map(|(_, sources)| *sources);
    let program = process.exe.as_deref().and_then(Path::to_str).or(process.args.first().map(String::as_str));
    let Some(program) = program else { return &[] };
    if let Some(sources) = named(program) {
        return sources;
    }
    // Homebrew is a shell script and then Ruby, conda is Python, MacPorts is Tcl.
    let runs_scripts = ["bash", "sh", "zsh", "dash", "ruby", "tclsh", "python", "Python", "env"];
    if !runs_scripts.iter().any(|name| file_name(program).starts_with(name)) {
        return &[];
    }
    let script = process.args.iter().skip(1).find(|word| !word.starts_with('-'));
    script.filter(|script| script.contains('/')).and_then(|script| named(script)).unwrap_or_default()
}

/// What an installer of Pythons does last.
fn ensures_pip(process: &Process) -> bool {
    process.args.windows(2).any(|pair| pair[0] == "-m" && pair[1] == "ensurepip")
}

/// What uv is told to work for: the value of `--python`.
pub(super) fn told_python(process: &Process) -> Option<&str> {
    let value = |at: usize, word: &str| match word {
        "--python" | "-p" => process.args.get(at + 1).map(String::as_str),
        _ => None,
    };
    process.args.iter().enumerate().find_map(|(at, word)| word.strip_prefix("--python=").or_else(|| value(at, word)))
}

/// Whether this is uv, and works for the project or the environment that it stands in unless its variables say
/// otherwise.
pub(super) fn is_uv(process: &Process) -> bool {
    installer(process).is_some_and(|(kind, _)| kind == Kind::Uv)
}

/// Whether uv is told to leave environments aside.
pub(super) fn is_told_system(process: &Process) -> bool {
    process.args.iter().any(|word| word == "--system")
}

/// Whether uv works for a project: `add`, `remove`, `sync`, and not `pip`.
pub(super) fn is_for_a_project(process: &Process) -> bool {
    process.args.iter().skip(1).find(|word| !word.starts_with('-')).is_some_and(|verb| verb != "pip")
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
            let is_wheel = Path::new(word).extension().is_some_and(|end| end == "whl");
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
