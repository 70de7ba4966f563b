//! What a plan does, act by act, as plain data: what is run, what is moved, what is written, and what is kept so that it
//! can be taken back. Nothing is done here; [`crate::job`] does it.

use std::path::PathBuf;

use serde::Serialize;

use super::Expect;
use crate::model::JobId;
use crate::unfinished::Remains;
use crate::venv::{Blueprint, Seeding};

/// All that a job does for a plan.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Doing {
    /// What nobody else may work on meanwhile.
    pub resources: Vec<Resource>,
    /// What is noted before the first act and after the last, so that it can be undone.
    pub keeps: Vec<Keep>,
    /// What is done, in order. When one fails, those before it are taken back.
    pub acts: Vec<Act>,
    /// What has to be true afterwards.
    pub expects: Vec<Expect>,
}

/// Something that only one job works on at a time, in this Sandbar and in every other one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Resource {
    /// A project's folder, with the environment in it.
    Folder(PathBuf),
    /// An interpreter's packages, by the file that really runs.
    Python(PathBuf),
    /// pipx's home.
    Pipx,
    /// Homebrew.
    Brew,
    /// The user's pip configuration.
    PipConfig,
}

/// One thing that is done.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    /// Runs a step of the plan.
    Run(Run),
    /// Runs a step of the plan for what it prints: the input of the plan that comes after this preview.
    Look(Run),
    /// As [`Act::Look`], where a program that says no has answered as well: "there is no such package".
    Try(Run),
    /// Makes an environment.
    Make(Making),
    /// Puts pip into an environment without one. Its folders must lie under roots of a [`Keep::Files`].
    Plant {
        /// The environment.
        folder: PathBuf,
        /// What is put there.
        seeding: Seeding,
    },
    /// Renames to a name of the job's own beside it; of a link, the link.
    SetAside(PathBuf),
    /// Renames, where nothing may be.
    Rename {
        /// What is renamed.
        from: PathBuf,
        /// Its new name.
        to: PathBuf,
    },
    /// Creates a folder, where nothing may be.
    Folder(PathBuf),
    /// Writes a file anew or in place of another, and makes the folders around it that are missing. Must lie under a
    /// root of a [`Keep::Files`] together with these, or be new.
    Write {
        /// The file.
        path: PathBuf,
        /// What is in it.
        content: String,
        /// Whether there may be one already, which is then replaced in one step.
        replaces: bool,
    },
    /// Creates a folder where there is none. Must lie under a root of a [`Keep::Files`].
    Shared(PathBuf),
    /// Writes a file into Sandbar's own data folder, for this account alone.
    Own {
        /// The file.
        path: PathBuf,
        /// What is in it.
        content: String,
        /// Whether it may be run.
        is_program: bool,
    },
    /// Makes a folder in Sandbar's own store of what is fetched, and takes away there what was fetched long ago.
    Store(PathBuf),
    /// Takes a folder of that store away.
    Unstore(PathBuf),
    /// Makes a link, in place of another where there is one, and the folders around it that are missing. Must lie under
    /// a root of a [`Keep::Files`] together with these.
    Link {
        /// The link.
        path: PathBuf,
        /// What it leads to.
        target: PathBuf,
    },
    /// Takes away what interrupted makings have left.
    Discard(Vec<Remains>),
    /// Puts back the files of an earlier job's receipt.
    Restore(Receipt),
    /// Puts back what an earlier job's receipt holds copies of, and takes away the folders that it left empty. What was
    /// added meanwhile is left to the tool that added it.
    BringBack(Receipt),
    /// Looks before going on: when it does not hold, what was done so far is taken back.
    Check(Expect),
}

impl Act {
    /// What it looks at by itself, one sentence each.
    pub fn sentences(&self) -> Vec<String> {
        match self {
            Self::Make(making) if making.then.is_empty() => Expect::sandbox()[..2].to_vec(),
            Self::Make(_) => Expect::sandbox(),
            Self::Check(expected) => expected.sentences(),
            _ => Vec::new(),
        }
    }
}

/// One step that is run, and what runs in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Run {
    /// The plan's step, counted from 0.
    pub step: usize,
    /// What kind of program it is.
    pub how: How,
}

/// What a program answered that was run to look.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Looked {
    /// The code it ended with.
    pub code: i32,
    /// Its standard output, whole.
    pub out: String,
    /// The last lines of both outputs.
    pub lines: Vec<String>,
}

/// What kind of program is run: what its lines mean, why it fails, and how it is stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum How {
    /// Anything.
    Plain,
    /// pip.
    Pip,
    /// pipx.
    Pipx,
    /// uv.
    Uv,
    /// A program with a window of its own: it goes on when the job has ended.
    Launch,
    /// Homebrew: stopped by one TERM and patience, never by KILL.
    Brew,
}

/// An environment that is made: marked unfinished from its first moment, whole only once it was verified.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Making {
    /// Where it will be.
    pub target: PathBuf,
    /// All of it, for Sandbar to write, where the interpreter's own sources tell all of it.
    pub native: Option<Box<Blueprint>>,
    /// The step that makes it where they do not: the interpreter's own `venv`.
    pub venv: Run,
    /// What is run in it before it counts as whole.
    pub then: Vec<Then>,
}

/// What is run in a new environment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Then {
    /// The step.
    pub run: Run,
    /// What is run instead when that ends badly.
    pub otherwise: Option<Run>,
}

/// What is noted before and after.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Keep {
    /// Every file under the roots, and copies of those that may be changed or removed.
    Files {
        /// Folders or files; what is not there yet counts as empty.
        roots: Vec<PathBuf>,
        /// What is copied beforehand.
        copies: Vec<Copy>,
        /// Whether the files are put back when the job fails, and when it is undone. Otherwise they are only compared.
        restores: bool,
    },
    /// The packages of an interpreter that pip itself has to take back.
    Packages {
        /// The program to ask.
        python: PathBuf,
        /// Its folders of packages.
        sites: Vec<PathBuf>,
        /// The normalised names (PEP 503) of those that the job is about; no others are touched.
        names: Vec<String>,
    },
    /// The formulae that Homebrew has installed.
    Formulae {
        /// The program.
        brew: PathBuf,
        /// The folder it installs into.
        prefix: PathBuf,
    },
}

/// What is copied before anything is changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Copy {
    /// All files of a distribution, as its RECORD names them.
    Distribution {
        /// The folder of packages it is in.
        site: PathBuf,
        /// Its normalised name (PEP 503).
        name: String,
    },
    /// A file, or all that is under a folder.
    All(PathBuf),
}

/// One [`Keep::Files`] of an earlier job.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, serde::Deserialize)]
pub struct Receipt {
    /// The job.
    pub job: JobId,
    /// Which of its deeds.
    pub number: usize,
}
