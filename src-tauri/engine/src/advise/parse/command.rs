//! What a command does, as far as it concerns packages.

mod options;
mod unwrapped;

use super::requirement::{self, Package, What};
use super::{Asked, Subject, shell, shown};
use crate::advise::names::{distance, is_known};
use unwrapped::{Circumstances, is_breaking_variable, unwrapped};

/// The programs that install things.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::advise) enum Tool {
    /// pip and `uv pip`.
    Pip,
    /// What adds to a project's own list: `uv add`, `poetry add`, `pipenv install`.
    Project,
    /// pipx and `uv tool`.
    Pipx,
    /// Homebrew.
    Brew,
    /// conda and mamba.
    Conda,
}

/// An install command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::advise) struct Install {
    /// The program.
    pub(in crate::advise) tool: Tool,
    /// What it was asked for.
    pub(in crate::advise) wanted: Vec<(String, What)>,
    /// With `sudo`.
    pub(in crate::advise) sudo: bool,
    /// With `--break-system-packages`, or the variable.
    pub(in crate::advise) breaks: bool,
}

/// A command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::advise) enum Command {
    /// It installs.
    Install(Install),
    /// It uninstalls packages.
    Remove(Vec<(String, What)>),
    /// It makes an environment.
    MakeEnvironment,
    /// It takes the protection off a Python: pip's setting, the variable, the marker itself.
    Unprotect,
    /// It runs Python code.
    RunPython,
    /// A tool of this field doing something else: `pip list`, `brew update`.
    Other,
}

impl Command {
    /// What it is about.
    pub(super) fn subjects(&self) -> Vec<Subject> {
        let (wanted, asked) = match self {
            Self::Install(Install { tool, wanted, sudo, breaks }) => {
                (wanted, Asked::Installed { tool: *tool, sudo: *sudo, breaks: *breaks })
            }
            Self::Remove(wanted) => (wanted, Asked::Removed),
            _ => return Vec::new(),
        };
        wanted.iter().map(|(input, what)| Subject { input: input.clone(), what: what.clone(), asked }).collect()
    }
}

/// True for a text whose first command is one that [`read`] knows.
pub(super) fn is_one(text: &str) -> bool {
    // Whole sentences are lexed only as far as a command could reach.
    let end = text.char_indices().nth(400).map_or(text.len(), |(at, _)| at);
    shell::split(&text[..end]).first().is_some_and(|words| read(words).is_some())
}

/// True for a line with one behind its first command: `cd weather && pip install requests`.
pub(super) fn leads_to_one(line: &str) -> bool {
    let end = line.char_indices().nth(400).map_or(line.len(), |(at, _)| at);
    shell::split(&line[..end]).iter().skip(1).any(|words| read(words).is_some())
}

/// Reads one command; `None` when it has nothing to do with Python or its tools.
pub(super) fn read(words: &[String]) -> Option<Command> {
    let mut circumstances = Circumstances::default();
    let words = unwrapped(words, &mut circumstances);
    let (program, rest) = words.split_first()?;
    let program = program.trim_start_matches(['!', '%']);
    // `! pip install x`: the sign stands alone.
    if program.is_empty() {
        return read(rest);
    }
    let name = program.rsplit('/').next().unwrap_or_default();
    match name {
        "pipx" => pipx(rest, circumstances),
        "uvx" => Some(Command::Other),
        "uv" => uv(rest, circumstances),
        "brew" => brew(rest, circumstances),
        "conda" | "mamba" | "micromamba" => conda(rest, circumstances),
        "poetry" | "pdm" | "pipenv" | "hatch" | "rye" => project_tool(name, rest, circumstances),
        "apt" | "apt-get" => debian(rest, circumstances),
        "easy_install" => install(Tool::Pip, rest, circumstances),
        "virtualenv" => (!rest.is_empty()).then_some(Command::MakeEnvironment),
        "export" => rest.iter().any(|word| is_breaking_variable(word)).then_some(Command::Unprotect),
        "rm" | "mv" => rest.iter().any(|word| word.ends_with("EXTERNALLY-MANAGED")).then_some(Command::Unprotect),
        _ if is_pip(name) => pip(rest, circumstances),
        _ if is_python(name) || program.contains("{sys.executable}") => python(rest, circumstances),
        _ => None,
    }
}

/// `pip`, `pip3`, `pip3.12`.
pub(in crate::advise) fn is_pip(name: &str) -> bool {
    name.strip_prefix("pip").is_some_and(|version| is_version(version) && !version.starts_with(['0', '1', '4']))
}

/// `python`, `python3`, `python3.12`, `py`.
pub(in crate::advise) fn is_python(name: &str) -> bool {
    name == "py" || name.strip_prefix("python").is_some_and(is_version)
}

fn is_version(text: &str) -> bool {
    text.chars().all(|character| character.is_ascii_digit() || character == '.' || character == 't')
}

fn python(words: &[String], circumstances: Circumstances) -> Option<Command> {
    let module = words.iter().position(|word| word == "-m");
    let Some(at) = module else {
        let runs = |word: &String| {
            matches!(word.as_str(), "-c" | "-" | "--version")
                || word.rsplit_once('.').is_some_and(|(_, end)| end == "py")
        };
        return (words.is_empty() || words.iter().take(4).any(runs)).then_some(Command::RunPython);
    };
    let rest = &words[at + 2.min(words.len() - at)..];
    match words.get(at + 1)?.as_str() {
        "pip" => pip(rest, circumstances),
        "pipx" => pipx(rest, circumstances),
        "uv" => uv(rest, circumstances),
        "venv" | "virtualenv" => Some(Command::MakeEnvironment),
        "ensurepip" => Some(Command::Other),
        _ => Some(Command::RunPython),
    }
}

fn pip(words: &[String], circumstances: Circumstances) -> Option<Command> {
    let (verb, rest) = options::verb(words)?;
    match verb {
        "uninstall" | "remove" => Some(Command::Remove(wanted(rest, Tool::Pip).0)),
        "config" => {
            let sets = rest.iter().any(|word| word == "set");
            let breaks = rest.iter().any(|word| word.ends_with("break-system-packages"));
            Some(if sets && breaks { Command::Unprotect } else { Command::Other })
        }
        "list" | "freeze" | "show" | "check" | "download" | "wheel" | "cache" | "index" | "inspect" | "search"
        | "debug" | "help" | "hash" | "completion" | "lock" | "sync" | "tree" | "compile" => Some(Command::Other),
        // pip itself says "maybe you meant" for these.
        _ if verb == "i" || verb == "add" || distance(verb.as_bytes(), b"install", 2).is_some() => {
            install(Tool::Pip, rest, circumstances)
        }
        _ => None,
    }
}

fn pipx(words: &[String], circumstances: Circumstances) -> Option<Command> {
    let (verb, rest) = options::verb(words)?;
    match verb {
        "install" | "upgrade" => install(Tool::Pipx, rest, circumstances),
        // The first word is the tool that gets them.
        "inject" => install(Tool::Pip, rest.get(1..).unwrap_or_default(), circumstances),
        "run" | "list" | "ensurepath" | "uninstall" | "reinstall" | "reinstall-all" | "upgrade-all" | "environment"
        | "repair" | "health" => Some(Command::Other),
        _ => None,
    }
}

fn uv(words: &[String], circumstances: Circumstances) -> Option<Command> {
    let (verb, rest) = options::verb(words)?;
    match verb {
        "pip" => pip(rest, circumstances),
        "tool" => {
            let (verb, rest) = options::verb(rest)?;
            if verb == "install" { install(Tool::Pipx, rest, circumstances) } else { Some(Command::Other) }
        }
        "add" => install(Tool::Project, rest, circumstances),
        "remove" => Some(Command::Remove(wanted(rest, Tool::Project).0)),
        "venv" => Some(Command::MakeEnvironment),
        "sync" | "lock" | "init" | "run" | "python" | "self" | "cache" | "tree" | "export" => Some(Command::Other),
        _ => None,
    }
}

fn brew(words: &[String], circumstances: Circumstances) -> Option<Command> {
    let (verb, rest) = options::verb(words)?;
    match verb {
        "install" | "reinstall" => install(Tool::Brew, rest, circumstances),
        "update" | "upgrade" | "uninstall" | "list" | "info" | "search" | "link" | "unlink" | "doctor" | "cleanup"
        | "outdated" | "services" | "tap" | "config" | "postinstall" => Some(Command::Other),
        _ => None,
    }
}

/// `apt install python3-requests`: Debian's names for Python's packages. Its other packages are no concern here.
fn debian(words: &[String], circumstances: Circumstances) -> Option<Command> {
    let (verb, rest) = options::verb(words)?;
    let known = |word: &&String| {
        word.strip_prefix("python3-").is_some_and(|name| is_known(name) || matches!(name, "pip" | "tk" | "venv"))
    };
    let python: Vec<String> = rest.iter().filter(known).cloned().collect();
    (verb == "install" && !python.is_empty()).then(|| install(Tool::Pip, &python, circumstances)).flatten()
}

fn conda(words: &[String], circumstances: Circumstances) -> Option<Command> {
    let (verb, rest) = options::verb(words)?;
    match verb {
        "install" => install(Tool::Conda, rest, circumstances),
        "remove" | "uninstall" | "create" | "activate" | "deactivate" | "update" | "config" | "env" | "list"
        | "init" | "info" => Some(Command::Other),
        _ => None,
    }
}

fn project_tool(name: &str, words: &[String], circumstances: Circumstances) -> Option<Command> {
    let (verb, rest) = options::verb(words)?;
    match (name, verb) {
        (_, "add") | ("pipenv", "install") => install(Tool::Project, rest, circumstances),
        (_, "remove") | ("pipenv", "uninstall") => Some(Command::Remove(wanted(rest, Tool::Project).0)),
        (_, "install" | "sync" | "lock" | "update" | "shell" | "env" | "init" | "new") => Some(Command::Other),
        _ => None,
    }
}

#[expect(clippy::unnecessary_wraps, reason = "reads as the end of each branch above")]
fn install(tool: Tool, words: &[String], circumstances: Circumstances) -> Option<Command> {
    let (wanted, breaks) = wanted(words, tool);
    let breaks = breaks || circumstances.breaks;
    Some(Command::Install(Install { tool, wanted, sudo: circumstances.sudo, breaks }))
}

/// What the words behind the verb ask for, and whether the protection is to be broken.
fn wanted(words: &[String], tool: Tool) -> (Vec<(String, What)>, bool) {
    let mut wanted = Vec::new();
    let mut breaks = false;
    for argument in options::arguments(words, tool) {
        match argument {
            options::Argument::Word(word) => wanted.push((shown(word), word_of(word, tool))),
            options::Argument::Requirements(file) => {
                let usual = file.rsplit('/').next() == Some("requirements.txt");
                wanted.push((shown(&format!("-r {file}")), What::Requirements { usual }));
            }
            options::Argument::Editable(path) => wanted.push((shown(&format!("-e {path}")), What::Local)),
            options::Argument::BreakSystemPackages => breaks = true,
        }
    }
    (wanted, breaks)
}

fn word_of(word: &str, tool: Tool) -> What {
    if tool != Tool::Brew {
        // `conda-forge::numpy`: the channel is not the name.
        let word = if tool == Tool::Conda { word.rsplit("::").next().unwrap_or(word) } else { word };
        return requirement::read(word);
    }
    // `user/tap/formula`, `python@3.12`; a path is neither.
    let parts: Vec<&str> = word.split('/').collect();
    let (Some(formula), 1 | 3) = (parts.last(), parts.len()) else { return What::Hostile };
    let (name, version) = formula.split_once('@').unwrap_or((formula, ""));
    let is_version = version.chars().all(|digit| digit.is_ascii_digit() || digit == '.');
    let suffix = if version.is_empty() { String::new() } else { format!("@{version}") };
    match Package::named(name)
        .filter(|_| is_version && parts.iter().rev().skip(1).all(|part| requirement::is_name(part)))
    {
        Some(package) => What::Package(Package { suffix, ..package }),
        None => What::Hostile,
    }
}
