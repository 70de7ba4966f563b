//! What has to be true after a plan: as data for the job that looks, and as a sentence for the person who decides.

use std::path::PathBuf;

use serde::Serialize;

use super::Receipt;
use crate::pip_config::PipOption;
use crate::plain::plain;

/// One thing that is looked at afterwards.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Expect {
    /// The guide's verification of the environment holds.
    Sandbox {
        /// The environment.
        folder: PathBuf,
    },
    /// The environment's files are whole, and its Python answers: one run of it.
    Answers {
        /// The environment.
        folder: PathBuf,
    },
    /// The packages are completely installed.
    Holds {
        /// The folders of packages.
        sites: Vec<PathBuf>,
        /// Where that is, for a sentence: "the sandbox".
        place: String,
        /// The packages.
        packages: Vec<Pinned>,
    },
    /// The packages are not installed.
    Lacks {
        /// The folders of packages.
        sites: Vec<PathBuf>,
        /// Where that is, for a sentence: "the sandbox".
        place: String,
        /// Their normalised names (PEP 503).
        packages: Vec<String>,
    },
    /// `pip check` in the environment complains of nothing that it did not complain of before. What is new is told, and
    /// is no failure: pip has done what it was told.
    Fits {
        /// The environment.
        folder: PathBuf,
    },
    /// Nothing is at the path.
    Vacant(PathBuf),
    /// Something is at the path.
    There(PathBuf),
    /// pipx has the tool, and its environment works; or has it no more.
    Tool {
        /// pipx's folders of tools.
        homes: Vec<PathBuf>,
        /// The tool, as pipx names it.
        name: String,
        /// Whether it is to be there.
        present: bool,
    },
    /// The commands of pipx's tool are in the folder of commands, and are the tool's own. Of a name that was somebody
    /// else's before it is told; none of them being there is a failure.
    Commands {
        /// pipx's folders of tools.
        homes: Vec<PathBuf>,
        /// The tool, as pipx names it.
        name: String,
        /// The folder of commands.
        bin: PathBuf,
    },
    /// Homebrew has completely installed the formula, or has it no more.
    Formula {
        /// The folder that Homebrew installs into.
        prefix: PathBuf,
        /// The formula.
        name: String,
        /// Whether it is to be there.
        present: bool,
    },
    /// A new login shell finds programs in the folder.
    OnPath(PathBuf),
    /// Every file of an earlier job's receipt is as it was before that job.
    AsBefore(Receipt),
    /// pip's configuration files turn an option on, or none of them does.
    PipOption {
        /// The files, weakest first.
        files: Vec<PathBuf>,
        /// The option.
        option: PipOption,
        /// Whether it is to be on.
        on: bool,
    },
    /// The file holds exactly this text.
    Text {
        /// The file.
        path: PathBuf,
        /// What is in it.
        content: String,
    },
}

/// A package, and the version it has to have; `None` for any.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, serde::Deserialize)]
pub struct Pinned {
    /// Its normalised name (PEP 503).
    pub name: String,
    /// Its version.
    pub version: Option<String>,
}

/// What every sandbox has to do.
const ANSWERS: &str = "The sandbox's Python answers, and is the sandbox's own";

impl Expect {
    /// What the guide's verification says, one sentence each.
    pub(super) fn sandbox() -> Vec<String> {
        vec![
            ANSWERS.to_owned(),
            "Its pip belongs to it, and no package comes from outside".to_owned(),
            "`pip check` finds nothing missing".to_owned(),
        ]
    }

    /// What it says, one sentence each.
    pub fn sentences(&self) -> Vec<String> {
        let one = |sentence: String| vec![sentence];
        match self {
            Self::Sandbox { .. } => Self::sandbox(),
            Self::Answers { .. } => one(ANSWERS.to_owned()),
            Self::Holds { place, packages, .. } => {
                let names: Vec<String> = packages.iter().map(Pinned::shown).collect();
                one(format!("{} in {place}, with nothing missing of {}", is_are(&names, ""), it_them(names.len())))
            }
            Self::Lacks { place, packages, .. } => {
                let names: Vec<String> = packages.iter().map(|name| format!("`{}`", plain(name))).collect();
                one(format!("{} in {place}", is_are(&names, " no longer")))
            }
            Self::Fits { .. } => one("`pip check` finds nothing missing that was not missing before".to_owned()),
            Self::Vacant(path) => one(format!("Nothing is left at `{}`", plain(&path.display().to_string()))),
            Self::There(path) => one(format!("`{}` is there", plain(&path.display().to_string()))),
            Self::Tool { name, present: true, .. } => one(format!("pipx lists `{}`, and it runs", plain(name))),
            Self::Tool { name, present: false, .. } => one(format!("pipx no longer lists `{}`", plain(name))),
            Self::Commands { name, bin, .. } => one(format!(
                "The commands of `{}` are in `{}`, and are its own",
                plain(name),
                plain(&bin.display().to_string())
            )),
            Self::Formula { name, present: true, .. } => {
                one(format!("Homebrew has completely installed `{}`", plain(name)))
            }
            Self::Formula { name, present: false, .. } => one(format!("Homebrew no longer has `{}`", plain(name))),
            Self::OnPath(folder) => {
                one(format!("A new terminal finds the commands in `{}`", plain(&folder.display().to_string())))
            }
            Self::AsBefore(_) => one("Every file is as it was before, compared one by one".to_owned()),
            Self::PipOption { option, on: true, .. } => {
                one(format!("pip reads `{}` as on, from its own settings", option.name()))
            }
            Self::PipOption { option, on: false, .. } => {
                one(format!("None of your own pip settings turns `{}` on", option.name()))
            }
            Self::Text { path, .. } => {
                one(format!("`{}` holds what this plan writes into it", plain(&path.display().to_string())))
            }
        }
    }
}

impl Pinned {
    /// A package of any version.
    pub fn any(name: impl Into<String>) -> Self {
        Self { name: name.into(), version: None }
    }

    fn shown(&self) -> String {
        match &self.version {
            Some(version) => format!("`{}` {}", plain(&self.name), plain(version)),
            None => format!("`{}`", plain(&self.name)),
        }
    }
}

/// "`a` is", "`a` and `b` are", "`a`, `b` and 3 more are".
fn is_are(names: &[String], how: &str) -> String {
    let verb = if names.len() == 1 { "is" } else { "are" };
    format!("{} {verb}{how}", and(names))
}

/// Names in a sentence; of many the first few.
pub fn and(names: &[String]) -> String {
    const SHOWN: usize = 5;
    match names {
        [] => "Nothing".to_owned(),
        [one] => one.clone(),
        [all @ .., last] if names.len() <= SHOWN => format!("{} and {last}", all.join(", ")),
        _ => format!("{} and {} more", names[..SHOWN - 1].join(", "), names.len() + 1 - SHOWN),
    }
}

fn it_them(count: usize) -> &'static str {
    if count == 1 { "it" } else { "them" }
}
