//! What can be typed. Options stand anywhere before `--`.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use sandbar_engine::machine::Os;
use sandbar_engine::wish::KNOWN;

/// What Python is doing on this machine, and the right way out.
#[derive(Debug, Parser)]
#[command(
    name = "sandbar",
    version,
    arg_required_else_help = true,
    disable_help_subcommand = true,
    infer_long_args = false
)]
pub(super) struct Arguments {
    #[command(flatten)]
    pub(super) machine: MachineArguments,
    /// Print one JSON document instead of text; `watch`: one for each line.
    #[arg(long, global = true)]
    pub(super) json: bool,
    #[command(subcommand)]
    pub(super) command: Command,
}

/// Which machine, and with what.
#[derive(Debug, Args)]
pub(super) struct MachineArguments {
    /// Keep settings and history in this folder.
    #[arg(long, global = true, value_name = "DIR")]
    pub(super) data: Option<PathBuf>,
    /// Look at this file tree as if it were a machine; nothing is run.
    #[arg(long, global = true, value_name = "DIR", requires = "os")]
    pub(super) root: Option<PathBuf>,
    /// The system of `--root`.
    #[arg(long, global = true, requires = "root")]
    pub(super) os: Option<System>,
    /// The home folder of `--root`.
    #[arg(long, global = true, value_name = "DIR", requires = "root")]
    pub(super) home: Option<PathBuf>,
    /// The user of `--root`.
    #[arg(long, global = true, value_name = "NAME", requires = "root")]
    pub(super) user: Option<String>,
    /// Do not ask your shell for its PATH.
    #[arg(long, global = true)]
    pub(super) no_shell: bool,
}

/// A system by name.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum System {
    Macos,
    Linux,
}

impl From<System> for Os {
    fn from(system: System) -> Self {
        match system {
            System::Macos => Self::Macos,
            System::Linux => Self::Linux,
        }
    }
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// What Python is doing on this machine.
    Status {
        /// Look into this folder too, as if it were watched.
        #[arg(long = "in", value_name = "DIR")]
        also: Vec<PathBuf>,
    },
    /// What happens to the Pythons of this machine, a line for each event, until interrupted.
    Watch {
        /// Watch this folder too.
        #[arg(long = "in", value_name = "DIR")]
        also: Vec<PathBuf>,
    },
    /// The watched project folders.
    Folders {
        #[command(subcommand)]
        what: Option<Listing>,
    },
    /// The Pythons that Sandbar knows; add one that it does not find.
    Interpreters {
        #[command(subcommand)]
        what: Option<Listing>,
    },
    /// Whether a project's sandbox works.
    Verify {
        /// The project; `.` for the folder one stands in.
        directory: PathBuf,
        /// Run the environment's Python though it is not a known one.
        #[arg(long)]
        trusted: bool,
    },
    /// What to do about a pip command, a package name or a pasted error.
    Advise {
        /// The project in hand.
        #[arg(long = "in", value_name = "DIR")]
        project: Option<PathBuf>,
        /// Ask the package index that your pip uses about packages that Sandbar does not know well enough.
        #[arg(long)]
        look_up: bool,
        /// The text; everything from its first word on is taken as it stands. `-`, or nothing, reads standard input.
        #[arg(trailing_var_arg = true, allow_hyphen_values = true, value_name = "TEXT")]
        text: Vec<OsString>,
    },
    /// Do something: shows its plan first.
    #[command(after_help = wishes())]
    Do(DoArguments),
    /// Take back the last job, or the one named.
    Undo {
        /// Show the plan and stop.
        #[arg(long)]
        dry_run: bool,
        /// Run the plan without asking, as is done where there is no terminal to ask in.
        #[arg(long)]
        yes: bool,
        /// The job, as `sandbar history` names it.
        job: Option<String>,
    },
    /// What was done, the last first.
    History {
        #[command(subcommand)]
        what: Option<Past>,
    },
    /// A report to paste for a teacher or an issue; your name and home folder are left out.
    Diagnose {
        /// Look into this folder too, as if it were watched.
        #[arg(long = "in", value_name = "DIR")]
        also: Vec<PathBuf>,
    },
    /// What the login shell runs to tell its environment.
    #[command(hide = true)]
    PrintEnvironment { mark: String },
}

#[derive(Debug, Subcommand)]
pub(super) enum Past {
    /// List it.
    List,
    /// Give up the undo of a job: what it put aside goes to the Trash.
    Forget {
        /// The job, as `sandbar history` names it.
        job: String,
    },
}

#[derive(Debug, Subcommand)]
pub(super) enum Listing {
    /// List them.
    List,
    /// Add one.
    Add { path: PathBuf },
    /// Take one off the list; nothing on the disk is touched.
    Remove { path: PathBuf },
}

/// All that can be said to `do`.
fn wishes() -> String {
    let said: Vec<String> = KNOWN.iter().map(|(verb, rest)| format!("  {verb} {rest}").trim_end().to_owned()).collect();
    format!("Wishes:\n{}", said.join("\n"))
}

/// A wish and how to treat it.
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of the command line")]
pub(super) struct DoArguments {
    /// Show the plan and stop.
    #[arg(long)]
    pub(super) dry_run: bool,
    /// Run the plan without asking. In a terminal, `break-glass` asks for its packages to be typed once more; with this,
    /// that they were named is enough.
    #[arg(long)]
    pub(super) yes: bool,
    /// The Python to use: a path, a version, or an id of `sandbar status`.
    #[arg(long, value_name = "PYTHON")]
    pub(super) python: Option<OsString>,
    /// Requirements to add, from a file.
    #[arg(short = 'r', value_name = "FILE")]
    pub(super) requirements: Vec<OsString>,
    /// Where `rescue` moves the libraries: a project's folder.
    #[arg(long, value_name = "DIR")]
    pub(super) into: Option<OsString>,
    /// In what `open` opens the project: `terminal` or `editor`.
    #[arg(long = "in", value_name = "PROGRAM")]
    pub(super) opener: Option<OsString>,
    /// Take the commands of what a tool depends on as its own.
    #[arg(long)]
    pub(super) include_deps: bool,
    /// Let `break-glass` build what comes as source: even a look at it runs its build program.
    #[arg(long)]
    pub(super) build: bool,
    /// What to do, and with what; see below for all that can be said.
    #[arg(required = true, value_name = "WISH")]
    pub(super) words: Vec<OsString>,
}

impl DoArguments {
    /// The wish in the words that the engine reads: `venv create DIR --python P`.
    ///
    /// A word that looks like an option goes behind `--`, and then the options come first.
    pub(super) fn wish(&self) -> Vec<String> {
        let text = |word: &OsString| word.to_string_lossy().into_owned();
        let words = self.words.iter().map(text);
        let valued = [("--python", &self.python), ("--into", &self.into), ("--in", &self.opener)];
        let valued = valued.into_iter().filter_map(|(name, value)| Some([name.to_owned(), text(value.as_ref()?)]));
        let files = self.requirements.iter().map(|file| ["-r".to_owned(), text(file)]);
        let flags = [(self.include_deps, "--include-deps"), (self.build, "--build")];
        let flags = flags.into_iter().filter(|(is_said, _)| *is_said).map(|(_, flag)| flag.to_owned());
        let options = valued.chain(files).flatten().chain(flags);
        if self.words.iter().any(|word| word.to_string_lossy().starts_with('-')) {
            options.chain(["--".to_owned()]).chain(words).collect()
        } else {
            words.chain(options).collect()
        }
    }
}
