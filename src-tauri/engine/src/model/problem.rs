//! What is wrong, and the sentence that leads.

use serde::Serialize;
use ts_rs::TS;

use crate::machine::MachinePath;

/// How bad it is. The order is the order of badness.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Nothing to do.
    Good,
    /// Something would be better otherwise.
    Attention,
    /// Something does not work.
    Problem,
}

/// The sentence that leads: the worst of the problems, else good.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Headline {
    /// The worst level among the problems.
    pub level: Level,
    /// "You're good to go", "1 thing to fix".
    pub text: String,
}

/// Something that is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Problem {
    /// Which it is.
    pub code: ProblemCode,
    /// `attention` or `problem`.
    pub level: Level,
    /// What is wrong, one sentence.
    pub message: String,
    /// What to do about it, one sentence.
    pub hint: String,
    /// Where, if it is at one place.
    pub path: Option<MachinePath>,
    /// The line of the hint that the user types in a terminal of their own: Sandbar does not run it. Absent where there
    /// is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub command: Option<String>,
}

/// The problems that Sandbar knows, one sentence each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ProblemCode {
    /// No Python that could be used for a sandbox was found.
    NoPython,
    /// `break-system-packages` is on: pip's guard is off, by a variable or a pip.conf.
    GuardOff,
    /// `user = true` is set: pip installs beside every sandbox's back.
    PipUser,
    /// Files in the user's own folders belong to root, left behind by `sudo pip`.
    RootOwned,
    /// Packages in the user site shadow those of every Python of that version.
    UserSite,
    /// `pip` and `python` belong to different Pythons.
    PipMismatch,
    /// conda turns its base environment on in every new terminal.
    CondaBase,
    /// Packages were installed into a protected Python.
    Strays,
    /// A project has no sandbox.
    EnvironmentMissing,
    /// A sandbox's interpreter is gone.
    EnvironmentBroken,
    /// The making of a sandbox was interrupted.
    EnvironmentUnfinished,
    /// A sandbox holds parts of two Python versions.
    EnvironmentMixed,
    /// A sandbox was made at another place.
    EnvironmentMoved,
    /// A sandbox has no pip.
    EnvironmentNoPip,
    /// A sandbox's recorded home is gone, though it still runs.
    EnvironmentStale,
    /// A tool that pipx installed no longer runs.
    ToolBroken,
    /// pipx's commands can't be found by the terminal.
    PipxPath,
    /// A watched folder can't be looked into.
    Folder,
    /// Sandbar's own settings could not be read.
    Settings,
    /// The system has no watches left to give, so some changes are seen late.
    WatchLimit,
}
