//! The codes of recognised errors, and the two halves of the sentence that explains each.

use serde::Serialize;
use ts_rs::TS;

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
            Self::ModuleNotFound => "The Python that ran does not have this module",
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
            Self::WrongName => "The package index has nothing of this name for this Python",
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
    pub(in crate::advise) fn is_about_the_machine(self) -> bool {
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
    pub(in crate::advise) fn is_cured_by_a_sandbox(self) -> bool {
        matches!(
            self,
            Self::ExternallyManagedEnvironment | Self::CommandMissing | Self::VirtualenvRequired | Self::CondaBase
        )
    }
}
