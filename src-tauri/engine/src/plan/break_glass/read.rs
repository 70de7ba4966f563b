//! What `break-glass` is decided on: the Python, what pip has said that it would do, and what it has fetched.

use std::path::PathBuf;

use serde::Serialize;

use crate::plan::system_python::SystemPython;

/// What was read for it.
#[derive(Debug, Clone, Serialize)]
pub struct Grounds {
    /// The packages, as they were typed.
    pub packages: Vec<String>,
    /// The Python, as it was named.
    pub named: Option<String>,
    /// Whether what comes as source may be built, which executes it.
    pub builds: bool,
    /// The Python that is meant.
    pub chosen: Chosen,
    /// Wishes that do better.
    pub better: Vec<Vec<String>>,
    /// Sandbar's own folder for what is fetched; `None` on a machine that is only looked at.
    pub store: Option<PathBuf>,
    /// What pip has said that it would do; `None` as long as it was not asked.
    pub seen: Option<Seen>,
    /// What is in the packages; `None` as long as they were not fetched.
    pub fetched: Option<Fetched>,
}

/// The Python that is meant.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Chosen {
    /// This one.
    Python(Box<SystemPython>),
    /// A sandbox's: nothing has to be broken there.
    Sandbox {
        /// Its folder, for a sentence.
        shown: String,
        /// The project it belongs to.
        project: Option<PathBuf>,
    },
    /// None, and why.
    None(String),
}

/// What pip has said.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Seen {
    /// It would install these.
    Coming(Vec<Coming>),
    /// There is no wheel, and pip was allowed nothing else; what it looked for.
    NoWheel(String),
    /// It would install nothing, and why.
    No(String),
    /// Something that can't be read, and why.
    Unreadable(String),
}

/// A package that would be installed.
#[derive(Debug, Clone, Serialize)]
pub struct Coming {
    /// Its name, as it writes it.
    pub name: String,
    /// As names are compared (PEP 503).
    pub normal: String,
    /// Its version.
    pub version: String,
    /// Whether it was asked for; the others come along.
    pub requested: bool,
    /// Whether it comes as a wheel.
    pub is_wheel: bool,
}

/// What was fetched.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Fetched {
    /// Wheels, and what they bring.
    Wheels(Brought),
    /// Something that can't be read, and why.
    Unreadable(String),
}

/// What wheels bring, beside the modules that are theirs alone.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Brought {
    /// The names of their commands, sorted.
    pub commands: Vec<String>,
    /// Programs that the terminal finds by one of these names today, and then no longer.
    pub shaded: Vec<String>,
    /// Files and folders that they write outside of the folders of packages and commands, and that are not there yet.
    pub elsewhere: Vec<PathBuf>,
    /// Files that are there, and not those of a package that is replaced: they are overwritten. Also what would come into a
    /// folder that is the owner's.
    pub taken: Vec<Taken>,
}

/// A file that is overwritten.
#[derive(Debug, Clone, Serialize)]
pub struct Taken {
    /// The file.
    pub path: PathBuf,
    /// The same with the home folder as `~`.
    pub shown: String,
    /// Whose it is.
    pub whose: Whose,
}

/// Whose a file is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Whose {
    /// That of the interpreter's owner: Homebrew's, or the system's.
    Owner,
    /// A package's, which somebody has installed there.
    Package(String),
    /// Nobody knows.
    Unknown,
}
