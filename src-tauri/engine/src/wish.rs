//! What somebody wants done, in the words of the command line: `venv create DIR --python 3.12`.
//!
//! The popover, a script and a terminal all say a wish in the same words. Here they become a [`Wish`] and nothing is
//! looked at: whether it can be granted is for [`crate::plan`] to say, hostile names included.

mod absolute;
mod said;
mod words;

use std::path::PathBuf;

use serde::Serialize;

use crate::failure::{Code, Failure};
use crate::model::JobId;
use crate::plain::plain;

use said::Said;

/// What somebody wants done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Wish {
    /// A sandbox for a project.
    VenvCreate {
        /// The project.
        folder: PathBuf,
        /// The Python that was asked for: a path, a version, or an interpreter's id.
        python: Option<String>,
    },
    /// A sandbox that works again.
    VenvRepair {
        /// The project.
        folder: PathBuf,
    },
    /// The sandbox on another Python.
    VenvSwitch {
        /// The project.
        folder: PathBuf,
        /// The Python that was asked for: a path, a version, or an interpreter's id.
        python: String,
    },
    /// The sandbox gone.
    VenvDelete {
        /// The project.
        folder: PathBuf,
    },
    /// Take away what an interrupted making has left in a project.
    VenvDiscard {
        /// The project.
        folder: PathBuf,
    },
    /// A new project: a folder with a sandbox and a first file in it.
    New {
        /// The folder that is to be.
        folder: PathBuf,
    },
    /// Packages into a project's sandbox.
    Add {
        /// The project.
        folder: PathBuf,
        /// The packages, as they were typed.
        packages: Vec<String>,
        /// Requirements files (`-r FILE`).
        files: Vec<PathBuf>,
    },
    /// Packages out of a project's sandbox.
    Remove {
        /// The project.
        folder: PathBuf,
        /// The packages, as they were typed.
        packages: Vec<String>,
    },
    /// Newer versions of packages in a project's sandbox.
    Upgrade {
        /// The project.
        folder: PathBuf,
        /// The packages, as they were typed; none for all that were asked for by name.
        packages: Vec<String>,
    },
    /// What the project itself asks for, into its sandbox.
    Requirements {
        /// The project.
        folder: PathBuf,
    },
    /// What is in the sandbox, written into the project's `requirements.txt`.
    Freeze {
        /// The project.
        folder: PathBuf,
    },
    /// The project, in a program in which its sandbox is on.
    Open {
        /// The project.
        folder: PathBuf,
        /// The kind of program.
        with: Opener,
    },
    /// pipx, and its commands on the terminal's PATH.
    PipxSetup,
    /// A tool, through pipx.
    ToolAdd {
        /// The package, as it was typed.
        name: String,
        /// Whether the commands of what it depends on count as its own.
        include_dependencies: bool,
    },
    /// A tool gone.
    ToolRemove {
        /// The tool, as pipx names it.
        name: String,
    },
    /// A newer version of a tool.
    ToolUpgrade {
        /// The tool, as pipx names it.
        name: String,
    },
    /// A tool that runs again.
    ToolRepair {
        /// The tool, as pipx names it.
        name: String,
    },
    /// A formula, through Homebrew.
    BrewAdd {
        /// The formula, as it was typed.
        name: String,
    },
    /// A formula gone.
    BrewRemove {
        /// The formula, as it was typed.
        name: String,
    },
    /// Packages into a protected Python, against its guard.
    BreakGlass {
        /// The Python that was asked for: a path, a version, or an interpreter's id.
        python: Option<String>,
        /// The packages, as they were typed.
        packages: Vec<String>,
        /// Whether what comes as source may be built: even a look at it executes it.
        builds: bool,
    },
    /// Packages that pip or uv has put into a system Python, out of it again.
    TakeOut {
        /// The Python that was asked for: a path, a version, or an interpreter's id.
        python: Option<String>,
        /// The packages, as they were typed.
        packages: Vec<String>,
    },
    /// Stray packages out of a system Python, to where they belong.
    Rescue {
        /// The Python: a path, a version, or an interpreter's id.
        python: String,
        /// The project that gets the libraries.
        into: PathBuf,
    },
    /// pip installs into sandboxes only, or not.
    Lock {
        /// Whether it does.
        on: bool,
    },
    /// Switches that bend pip, out of its configuration files.
    PipConfClean,
    /// Take back what a job did.
    Undo {
        /// The job; the last one that can be undone without a name.
        job: Option<JobId>,
    },
}

/// In what a project is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Opener {
    /// A new terminal, with the sandbox on.
    Terminal,
    /// The user's editor.
    Editor,
}

/// A wish's first words, and how the rest is said.
pub const KNOWN: &[(&str, &str)] = &[
    ("venv create", "DIR [--python PYTHON]"),
    ("venv repair", "DIR"),
    ("venv switch", "DIR --python PYTHON"),
    ("venv delete", "DIR"),
    ("venv discard", "DIR"),
    ("new", "DIR"),
    ("add", "DIR [-r FILE] PACKAGE..."),
    ("remove", "DIR PACKAGE..."),
    ("upgrade", "DIR [PACKAGE...]"),
    ("requirements", "DIR"),
    ("freeze", "DIR"),
    ("open", "DIR [--in terminal|editor]"),
    ("pipx setup", ""),
    ("tool add", "[--include-deps] NAME"),
    ("tool remove", "NAME"),
    ("tool upgrade", "NAME"),
    ("tool repair", "NAME"),
    ("brew add", "NAME"),
    ("brew remove", "NAME"),
    ("break-glass", "[--build] [--python PYTHON] PACKAGE..."),
    ("take-out", "[--python PYTHON] PACKAGE..."),
    ("rescue", "--python PYTHON --into DIR"),
    ("lock", "on|off"),
    ("pip-conf clean", ""),
    ("undo", "[JOB]"),
];

impl Wish {
    /// Reads a wish from its words. Options may stand anywhere before `--`; after it every word is taken as it is.
    ///
    /// # Errors
    /// [`Code::UnknownWish`] when the first words name none; [`Code::Usage`] when the rest does not fit them.
    pub fn parse(words: &[String]) -> Result<Self, Failure> {
        let mut said = Said::read(words)?;
        let wish = Self::of(&mut said)?;
        match said.left_over() {
            None => Ok(wish),
            Some(option) => Err(usage(format!("`{}` takes no `{option}`", wish.verb()))),
        }
    }

    fn of(said: &mut Said) -> Result<Self, Failure> {
        let verb = said.verb().ok_or_else(|| unknown(&said.plain))?;
        Ok(match verb {
            "venv create" => Self::VenvCreate { folder: said.folder(verb)?, python: said.python() },
            "venv repair" => Self::VenvRepair { folder: said.folder(verb)? },
            "venv switch" => Self::VenvSwitch { folder: said.folder(verb)?, python: said.needed_python(verb)? },
            "venv delete" => Self::VenvDelete { folder: said.folder(verb)? },
            "venv discard" => Self::VenvDiscard { folder: said.folder(verb)? },
            "new" => Self::New { folder: said.folder(verb)? },
            "add" => {
                let (folder, packages, files) = (said.first(verb)?, said.rest(), said.files());
                if packages.is_empty() && files.is_empty() {
                    return Err(usage("`add` needs a package's name"));
                }
                Self::Add { folder, packages, files }
            }
            "remove" => Self::Remove { folder: said.first(verb)?, packages: said.some(verb)? },
            "upgrade" => Self::Upgrade { folder: said.first(verb)?, packages: said.rest() },
            "requirements" => Self::Requirements { folder: said.folder(verb)? },
            "freeze" => Self::Freeze { folder: said.folder(verb)? },
            "open" => Self::Open { folder: said.folder(verb)?, with: said.opener()? },
            "pipx setup" => said.nothing(verb).map(|()| Self::PipxSetup)?,
            "tool add" => Self::ToolAdd { name: said.name(verb)?, include_dependencies: said.include_dependencies() },
            "tool remove" => Self::ToolRemove { name: said.name(verb)? },
            "tool upgrade" => Self::ToolUpgrade { name: said.name(verb)? },
            "tool repair" => Self::ToolRepair { name: said.name(verb)? },
            "brew add" => Self::BrewAdd { name: said.name(verb)? },
            "brew remove" => Self::BrewRemove { name: said.name(verb)? },
            "break-glass" => {
                Self::BreakGlass { python: said.python(), packages: said.some(verb)?, builds: said.builds() }
            }
            "take-out" => Self::TakeOut { python: said.python(), packages: said.some(verb)? },
            "rescue" => {
                said.nothing(verb)?;
                Self::Rescue { python: said.needed_python(verb)?, into: said.into(verb)? }
            }
            "lock" => match said.rest().as_slice() {
                [word] if word == "on" => Self::Lock { on: true },
                [word] if word == "off" => Self::Lock { on: false },
                _ => return Err(usage("`lock` is said with `on` or `off`")),
            },
            "pip-conf clean" => said.nothing(verb).map(|()| Self::PipConfClean)?,
            _ => match said.rest().as_slice() {
                [] => Self::Undo { job: None },
                [job] if !job.is_empty() => Self::Undo { job: Some(JobId(job.clone())) },
                _ => return Err(usage("`undo` takes back one job at a time")),
            },
        })
    }

    /// The project that it is about, if it is about one.
    pub fn folder(&self) -> Option<&PathBuf> {
        match self {
            Self::VenvCreate { folder, .. }
            | Self::VenvRepair { folder }
            | Self::VenvSwitch { folder, .. }
            | Self::VenvDelete { folder }
            | Self::VenvDiscard { folder }
            | Self::New { folder }
            | Self::Add { folder, .. }
            | Self::Remove { folder, .. }
            | Self::Upgrade { folder, .. }
            | Self::Requirements { folder }
            | Self::Freeze { folder }
            | Self::Open { folder, .. } => Some(folder),
            Self::Rescue { into, .. } => Some(into),
            _ => None,
        }
    }
}

fn usage(message: impl Into<String>) -> Failure {
    Failure::new(Code::Usage, message).hint("See `sandbar do --help` for all that can be said")
}

fn unknown(words: &[String]) -> Failure {
    if words.is_empty() {
        return usage("A wish needs words");
    }
    let said: Vec<String> = words.iter().take(2).map(|word| shown(word)).collect();
    let known: Vec<&str> = KNOWN.iter().map(|(verb, _)| *verb).collect();
    Failure::new(Code::UnknownWish, format!("Sandbar can't do `{}`", said.join(" ")))
        .hint(format!("It can do: {}", known.join(", ")))
}

/// A word that somebody typed, made safe for a sentence.
pub(crate) fn shown(word: &str) -> String {
    const LONGEST: usize = 60;
    let mut safe = plain(&word.chars().take(LONGEST).collect::<String>());
    if word.chars().nth(LONGEST).is_some() {
        safe.push_str("...");
    }
    safe
}

#[cfg(test)]
mod tests;
