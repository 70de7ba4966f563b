//! What pip's configuration says about where it installs: its files, in its order, and its variables.
//!
//! pip merges its files by section and key, a later file winning; only then `[global]` gives way to the command's own
//! section, and that to the `PIP_*` variables (<https://pip.pypa.io/en/stable/topics/configuration/>). So an
//! `[install]` of the whole machine beats a `[global]` of the user's.
//!
//! What is read is what pip would do when it is run in the user's terminal. Nothing is changed here.

mod detour;
mod files;

use std::path::{Path, PathBuf};

use crate::ini::Ini;
use crate::machine::Machine;
use crate::model::{Interpreter, InterpreterId};
use crate::shell::ShellAnswer;

pub use detour::detours;

/// Longer than any pip.conf.
const LIMIT: u64 = 1 << 18;

/// The sections that `pip install` reads, the stronger one last.
const SECTIONS: [&str; 2] = ["global", "install"];

/// The options that decide where pip installs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PipOption {
    /// `break-system-packages`: pip's guard for externally managed Pythons (PEP 668) is off.
    BreakSystemPackages,
    /// `user`: pip installs into the user site, and refuses to inside a sandbox.
    User,
    /// `require-virtualenv`: pip installs into sandboxes only.
    RequireVirtualenv,
}

impl PipOption {
    /// Its name in a file, and the names of its variables without `PIP_`.
    fn names(self) -> &'static [&'static str] {
        match self {
            Self::BreakSystemPackages => &["break-system-packages"],
            Self::User => &["user"],
            Self::RequireVirtualenv => &["require-virtualenv", "require-venv"],
        }
    }
}

/// Who says so.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// A configuration file.
    File(PathBuf),
    /// A variable of the terminal.
    Variable(String),
}

/// An option that is on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Switched {
    /// Which one.
    pub option: PipOption,
    /// Who turns it on.
    pub origin: Origin,
    /// The interpreter for which alone it holds; `None` when it holds for every pip.
    pub only: Option<InterpreterId>,
}

/// pip's configuration on this machine.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PipConfig {
    /// The options that are on, for every pip or for one.
    pub on: Vec<Switched>,
    /// The files that are there, weakest first.
    pub files: Vec<PathBuf>,
}

impl PipConfig {
    /// Who turns `option` on for every pip.
    pub fn everywhere(&self, option: PipOption) -> Option<&Origin> {
        self.on.iter().find(|on| on.option == option && on.only.is_none()).map(|on| &on.origin)
    }
}

/// Reads pip's configuration for the user's terminal.
pub fn read(machine: &Machine, answer: &ShellAnswer, interpreters: &[Interpreter]) -> PipConfig {
    let shared = files::shared(machine, answer);
    let mut config = PipConfig::default();
    for option in [PipOption::BreakSystemPackages, PipOption::User, PipOption::RequireVirtualenv] {
        let everywhere = decide(option, answer, &shared.in_order(&[]));
        if let Some((true, origin)) = &everywhere {
            config.on.push(Switched { option, origin: origin.clone(), only: None });
        }
        for interpreter in interpreters {
            let own = files::own(machine, interpreter);
            let here = decide(option, answer, &shared.in_order(&own));
            // Where it is on for every pip, one interpreter more is no news.
            if let (Some((true, origin)), false) = (here, matches!(everywhere, Some((true, _)))) {
                config.on.push(Switched { option, origin, only: Some(interpreter.id.clone()) });
            }
        }
    }
    let own = interpreters.iter().flat_map(|interpreter| files::own(machine, interpreter)).collect::<Vec<_>>();
    config.files = shared.in_order(&own).into_iter().map(|file| file.path.clone()).collect();
    config.files.dedup();
    config
}

/// A configuration file that is there and that pip understands.
#[derive(Debug, Clone)]
struct File {
    path: PathBuf,
    content: Ini,
}

impl File {
    /// `None` when it is not there, or when pip itself would stop at it.
    fn read(machine: &Machine, path: &Path) -> Option<Self> {
        let content = Ini::parse(&machine.read_text(path, LIMIT).ok()?)?;
        Some(Self { path: path.to_path_buf(), content })
    }

    /// pip takes `break_system_packages` and `--user` as well.
    fn value(&self, section: &str, name: &str) -> Option<&str> {
        let spellings = [name.to_owned(), name.replace('-', "_"), format!("--{name}")];
        spellings.iter().find_map(|spelling| self.content.get(section, spelling)).filter(|value| !value.is_empty())
    }
}

/// Whether `option` is on, and who has the last word; `None` when nobody says anything.
fn decide(option: PipOption, answer: &ShellAnswer, files: &[&File]) -> Option<(bool, Origin)> {
    let variable = option.names().iter().find_map(|name| {
        let variable = format!("PIP_{}", name.replace('-', "_").to_uppercase());
        Some((truth(answer.var(&variable)?)?, Origin::Variable(variable)))
    });
    variable.or_else(|| {
        SECTIONS.iter().rev().find_map(|section| {
            files.iter().rev().find_map(|file| {
                let value = option.names().iter().find_map(|name| file.value(section, name))?;
                Some((truth(value)?, Origin::File(file.path.clone())))
            })
        })
    })
}

/// pip's own words for yes and no (`pip._internal.utils.misc.strtobool`); at any other pip stops.
fn truth(value: &str) -> Option<bool> {
    match value.trim().to_lowercase().as_str() {
        "y" | "yes" | "t" | "true" | "on" | "1" => Some(true),
        "n" | "no" | "f" | "false" | "off" | "0" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
