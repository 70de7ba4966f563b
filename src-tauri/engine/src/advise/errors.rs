//! Which trouble a pasted text shows. Each is recognised by words that its tool really prints, never by words that
//! people use about it.
//!
//! The last command that went wrong counts: what came before it has been tried and left behind. A missing module is
//! often only the echo of another error, so it counts where nothing else does. What is not recognised is not guessed:
//! then there is no code.

mod lookup;
mod mac;
mod pip;
mod python;
mod shell;

#[cfg(test)]
mod tests;

use serde::Serialize;
use ts_rs::TS;

use super::parse::{Asked, Command, Install, Package, Paste, Segment, Subject, Tool, What, shown};
use super::world::World;

/// The errors that are recognised, one sentence each. The names are stable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ErrorCode {
    /// pip or uv refuses because the Python is marked as somebody else's (PEP 668).
    ExternallyManagedEnvironment,
    /// The same refusal although the prompt shows a sandbox: the `pip` that answered is not the sandbox's.
    ExternallyManagedInSandbox,
    /// A sandbox's Python has no pip, as those that `uv venv` makes.
    NoPipInSandbox,
    /// A package was installed into one Python and is missed by another.
    InstalledElsewhere,
    /// A sandbox has what is missed, but this terminal or editor does not use it.
    SandboxNotActive,
    /// Python can't import a module, and the text does not say why.
    ModuleNotFound,
    /// A sandbox or tool stands on a Python that is no longer where it was.
    InterpreterGone,
    /// The shell knows no `pip` or `python`.
    CommandMissing,
    /// macOS's own `python3` is only a door to Apple's developer tools, which are not there.
    DeveloperToolsMissing,
    /// pipx or `uv tool` was given a package without commands.
    LibraryGivenToPipx,
    /// A tool is installed, but the folder of its command is not on the terminal's PATH.
    ToolNotOnPath,
    /// A new Python came with an upgrade, and the packages stayed with the old one.
    PackagesLeftBehind,
    /// There is no build of the package for this version of Python.
    NoWheelForPython,
    /// Files of an earlier `sudo pip`, or of the system, are not the user's to change.
    NotOwnedByUser,
    /// pip's settings force `--user` or break the protection everywhere.
    PipConfLeftovers,
    /// pip was run in conda's base environment.
    CondaBase,
    /// What was asked for is no package's name: an import name, a part of Python, or misspelt.
    WrongName,
    /// The shell took the square brackets of an extra for a file pattern.
    ShellGlob,
    /// pip is set to work only inside a sandbox, and none is active.
    VirtualenvRequired,
    /// Python finds no certificates to check servers with.
    CertificatesMissing,
    /// A compiled file is for the other kind of processor, or Homebrew is run as the other kind.
    WrongArchitecture,
    /// Another Homebrew command holds the lock.
    HomebrewBusy,
}

impl ErrorCode {
    /// Every code, in the order of the documentation.
    pub const ALL: [Self; 22] = [
        Self::ExternallyManagedEnvironment,
        Self::ExternallyManagedInSandbox,
        Self::NoPipInSandbox,
        Self::InstalledElsewhere,
        Self::SandboxNotActive,
        Self::ModuleNotFound,
        Self::InterpreterGone,
        Self::CommandMissing,
        Self::DeveloperToolsMissing,
        Self::LibraryGivenToPipx,
        Self::ToolNotOnPath,
        Self::PackagesLeftBehind,
        Self::NoWheelForPython,
        Self::NotOwnedByUser,
        Self::PipConfLeftovers,
        Self::CondaBase,
        Self::WrongName,
        Self::ShellGlob,
        Self::VirtualenvRequired,
        Self::CertificatesMissing,
        Self::WrongArchitecture,
        Self::HomebrewBusy,
    ];

    /// What it is and why it happens; begins a sentence.
    pub fn cause(self) -> &'static str {
        match self {
            Self::ExternallyManagedEnvironment => {
                "This Python belongs to somebody else (Homebrew, Linux or uv), so pip keeps out of it"
            }
            Self::ExternallyManagedInSandbox => {
                "The sandbox is on, but the pip that answered is the system's: the sandbox has none, or was moved"
            }
            Self::NoPipInSandbox => "This sandbox was made without pip, as uv makes them",
            Self::InstalledElsewhere => "It was installed into one Python and is missed by another",
            Self::SandboxNotActive => "A sandbox counts for one terminal only, and this one is not using it",
            Self::ModuleNotFound => "The Python that ran does not have this package",
            Self::InterpreterGone => {
                "The Python that this stands on is no longer where it was, after an upgrade or a move"
            }
            Self::CommandMissing => {
                "Outside a sandbox this machine has no command of that name, only ones like `python3` and `pip3`"
            }
            Self::DeveloperToolsMissing => {
                "macOS's own `python3` only leads to Apple's developer tools, and those are not installed"
            }
            Self::LibraryGivenToPipx => "pipx and `uv tool` install commands, and this package has none of its own",
            Self::ToolNotOnPath => "The tool is installed, but its folder is not on this terminal's PATH",
            Self::PackagesLeftBehind => {
                "An upgrade brought a new Python, and packages stay with the version they were installed for"
            }
            Self::NoWheelForPython => "This package has no build for this version of Python",
            Self::NotOwnedByUser => "Files there belong to the system or to an earlier `sudo pip`, not to you",
            Self::PipConfLeftovers => "pip's settings change every install on this machine",
            Self::CondaBase => "This terminal is in conda's base environment, so pip installs there",
            Self::WrongName => "PyPI has no package that is installed by this name",
            Self::ShellGlob => {
                "The shell took the square brackets for a file pattern, so the name needs quotes around it"
            }
            Self::VirtualenvRequired => "pip is locked to sandboxes on this machine, and none is active",
            Self::CertificatesMissing => "This Python finds no certificates, so it trusts no server",
            Self::WrongArchitecture => "Parts for Intel and for Apple Silicon are mixed",
            Self::HomebrewBusy => "Another Homebrew command is at work on the same thing",
        }
    }

    /// What to do; ends the sentence.
    pub fn remedy(self) -> &'static str {
        match self {
            Self::ExternallyManagedEnvironment => "install into a project's sandbox instead",
            Self::ExternallyManagedInSandbox | Self::NoPipInSandbox => {
                "repair the sandbox, then install with `.venv/bin/python -m pip`"
            }
            Self::InstalledElsewhere => "install with the Python that runs the code, best of all a project's sandbox",
            Self::SandboxNotActive => "open the terminal in the project with its sandbox on",
            Self::ModuleNotFound => "install the package into the project's sandbox and run the code with that",
            Self::InterpreterGone => "rebuild the sandbox on a Python that is there",
            Self::CommandMissing => "make a sandbox, for inside one both `python` and `pip` exist",
            Self::DeveloperToolsMissing => "install Python with Homebrew, or run `xcode-select --install`",
            Self::LibraryGivenToPipx => "a library goes into the project's sandbox",
            Self::ToolNotOnPath => "let pipx add it, then open a new terminal",
            Self::PackagesLeftBehind => "move them into a sandbox, which upgrades leave alone",
            Self::NoWheelForPython => "make the sandbox with an earlier Python, such as 3.12",
            Self::NotOwnedByUser => {
                "install into a sandbox, and give the folder back with `sudo chown -R \"$USER\"` and its path"
            }
            Self::PipConfLeftovers => "take `user` and `break-system-packages` out of pip.conf",
            Self::CondaBase => "use a sandbox, and `conda config --set auto_activate_base false` to leave base alone",
            Self::WrongName => "check the spelling, or look for the project's own instructions",
            Self::ShellGlob => "write it as 'name[extra]'",
            Self::VirtualenvRequired => "install into a project's sandbox, or take the lock off",
            Self::CertificatesMissing => {
                "open `Install Certificates.command` in the folder of this Python in Applications"
            }
            Self::WrongArchitecture => {
                "rebuild the sandbox with a Python for this Mac's processor, in a terminal without Rosetta"
            }
            Self::HomebrewBusy => "wait until it is done",
        }
    }

    /// True for errors that stand before any verdict on a package.
    pub(super) fn is_about_the_machine(self) -> bool {
        matches!(
            self,
            Self::InterpreterGone
                | Self::DeveloperToolsMissing
                | Self::ToolNotOnPath
                | Self::PackagesLeftBehind
                | Self::PipConfLeftovers
                | Self::CertificatesMissing
                | Self::WrongArchitecture
                | Self::HomebrewBusy
        )
    }

    /// True for errors whose cure is a sandbox, even where no package is known.
    pub(super) fn is_cured_by_a_sandbox(self) -> bool {
        matches!(
            self,
            Self::ExternallyManagedEnvironment | Self::CommandMissing | Self::VirtualenvRequired | Self::CondaBase
        )
    }
}

/// What was recognised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Trouble {
    /// Which error; `None` when the text is about a package without being one of them.
    pub(super) code: Option<ErrorCode>,
    /// The command that it happened to.
    pub(super) segment: usize,
    /// The line that shows it.
    pub(super) line: String,
    /// The packages that the error itself names.
    pub(super) about: Vec<Subject>,
    /// The tool of pipx that it happened to.
    pub(super) tool: Option<String>,
    /// The Python that it happened on.
    pub(super) minor: Option<(u32, u32)>,
}

impl Trouble {
    fn new(code: impl Into<Option<ErrorCode>>, line: &str) -> Self {
        Self { code: code.into(), segment: 0, line: shown(line.trim()), about: Vec::new(), tool: None, minor: None }
    }

    fn about(mut self, subjects: impl IntoIterator<Item = Subject>) -> Self {
        self.about.extend(subjects);
        self
    }

    /// The normalised names of the packages that the error names.
    pub(super) fn about_names(&self) -> Vec<String> {
        let name = |subject: &Subject| match &subject.what {
            What::Package(package) => super::judge::provided_by(&package.name),
            _ => Vec::new(),
        };
        self.about.iter().flat_map(name).collect()
    }
}

/// A segment under examination, and what there is around it.
struct Scene<'a> {
    paste: &'a Paste,
    world: &'a World,
    index: usize,
    segment: &'a Segment,
    /// The segment's output with single spaces.
    flat: String,
}

impl Scene<'_> {
    /// The segments before this one, as far back as anybody remembers.
    fn earlier(&self) -> &[Segment] {
        &self.paste.segments[self.index.saturating_sub(MEMORY)..self.index]
    }

    /// The first line of output that `fits`.
    fn line(&self, fits: impl Fn(&str) -> bool) -> Option<&str> {
        self.segment.output.iter().map(String::as_str).find(|line| fits(line))
    }

    /// What this segment's commands install.
    fn installs(&self) -> impl Iterator<Item = &Install> {
        self.segment.commands.iter().filter_map(|command| match command {
            Command::Install(install) => Some(install),
            _ => None,
        })
    }
}

type Recogniser = fn(&Scene<'_>) -> Option<Trouble>;

/// In the order in which they exclude each other: the first that fits a command's output is what happened to it.
const RECOGNISERS: &[Recogniser] = &[
    pip::virtualenv_required,
    pip::externally_managed,
    pip::no_commands,
    mac::homebrew_busy,
    mac::developer_tools,
    mac::wrong_architecture,
    python::interpreter_gone,
    python::certificates,
    pip::settings,
    python::no_pip,
    lookup::not_found,
    pip::not_owned,
    shell::glob,
    shell::not_on_path,
    mac::packages_lost,
    shell::command_missing,
];

/// Those that count where none of the others is found in any command.
const ECHOES: &[Recogniser] = &[python::module_not_found, python::editor, pip::conda_base];

/// Commands further back than this have nothing to do with the last one.
const MEMORY: usize = 60;

/// The trouble in a paste, if it is a known one.
pub(super) fn recognise(paste: &Paste, world: &World) -> Option<Trouble> {
    let mut echo = None;
    for (index, segment) in paste.segments.iter().enumerate().rev().take(MEMORY) {
        let scene = &Scene { paste, world, index, segment, flat: segment.flat() };
        let with_place = |trouble: Trouble| Trouble { segment: scene.index, ..trouble };
        if let Some(trouble) = RECOGNISERS.iter().find_map(|recognise| recognise(scene)) {
            return Some(with_place(trouble));
        }
        if echo.is_none() {
            echo = ECHOES.iter().find_map(|recognise| recognise(scene)).map(with_place);
        }
        // Whatever was wrong before has been overcome here.
        if scene.flat.contains("Successfully installed ") {
            break;
        }
    }
    echo
}

/// A subject that an error names.
fn named(package: Package, asked: Asked) -> Subject {
    Subject { input: package.written.clone(), what: What::Package(package), asked }
}
