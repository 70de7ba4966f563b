//! Why pip did not do it, each as a sentence and what to do. uv and pipx fail for the same reasons.

use crate::failure::{Code, Failure};
use crate::plain::plain;

/// As much of somebody else's text as a sentence shows.
const SHOWN: usize = 160;

/// Why pip did not do it. The texts are pip's own, not yet plain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cause {
    /// The Python is marked as somebody else's (PEP 668).
    ExternallyManaged,
    /// pip may work in environments only, and this is none.
    NeedsEnvironment,
    /// It was interrupted.
    Interrupted,
    /// The disk is full.
    DiskFull,
    /// A file may not be written.
    NoPermission {
        /// The file, if pip names it.
        path: Option<String>,
    },
    /// A file is not the one that the requirements name by its hash.
    WrongHash,
    /// Nobody knows which files belong to it, so pip can't take it away.
    NoRecord {
        /// The package.
        name: Option<String>,
        /// Who says to have installed it.
        installer: Option<String>,
    },
    /// It belongs to another place than this pip's.
    OwnedElsewhere {
        /// The package.
        name: String,
    },
    /// What was asked for can't be had together.
    Conflict {
        /// What does not go together, in pip's words.
        between: Option<String>,
    },
    /// It is for other Pythons.
    OtherPython {
        /// The package, with the version.
        what: String,
        /// The Pythons that it is for, if pip says them.
        wants: Option<String>,
    },
    /// The index has no such package.
    NoPackage {
        /// What was asked for.
        what: String,
    },
    /// The package is there, this version is not.
    NoVersion {
        /// What was asked for.
        what: String,
        /// The newest that there is.
        newest: Option<String>,
    },
    /// There is no wheel for this Python, and nothing else was allowed. pip says the same where there is no package.
    NoWheel {
        /// What was asked for.
        what: String,
    },
    /// The index could not be reached.
    NoNetwork,
    /// The index' certificate was not believed.
    Certificate,
    /// It had to be built from source, and that failed.
    BuildFailed {
        /// The package.
        name: Option<String>,
    },
    /// The requirements file is not there.
    NoRequirements {
        /// The file.
        path: Option<String>,
    },
    /// The requirements file has a line that names nothing.
    BadRequirement {
        /// The line.
        text: String,
    },
    /// This Python has no pip.
    NoPip,
    /// Anything else.
    Other {
        /// The tool's name.
        tool: &'static str,
        /// Its exit code.
        code: i32,
        /// The line that says most.
        said: Option<String>,
    },
}

impl From<Cause> for Failure {
    fn from(cause: Cause) -> Self {
        let code = match &cause {
            Cause::DiskFull => Code::DiskFull,
            Cause::NoPermission { .. } => Code::NoPermission,
            Cause::Interrupted => Code::Cancelled,
            Cause::NoRequirements { .. } => Code::NotFound,
            Cause::BadRequirement { .. } => Code::Malformed,
            _ => Code::ChildFailed,
        };
        let failure = Self::new(code, cause.sentence());
        match cause.hint() {
            Some(hint) => failure.hint(hint),
            None => failure,
        }
    }
}

impl Cause {
    /// What went wrong.
    pub fn sentence(&self) -> String {
        match self {
            Self::ExternallyManaged => {
                "This Python takes no packages: it is marked as belonging to somebody else (externally managed)"
                    .to_owned()
            }
            Self::NeedsEnvironment => {
                "pip is set to install into sandboxes only, and this Python is not one".to_owned()
            }
            Self::Interrupted => "The work was interrupted before it was done".to_owned(),
            Self::DiskFull => "The disk is full: not all files could be written".to_owned(),
            Self::NoPermission { path: Some(path) } => format!("This account may not write `{}`", shown(path)),
            Self::NoPermission { path: None } => "This account may not write where the packages go".to_owned(),
            Self::WrongHash => "A downloaded file is not the one that the requirements name by its hash".to_owned(),
            Self::NoRecord { name, installer } => no_record(name.as_deref(), installer.as_deref()),
            Self::OwnedElsewhere { name } => {
                format!("`{}` was not removed: it belongs to the system's own packages, not to pip", shown(name))
            }
            Self::Conflict { between: Some(between) } => {
                format!("These can't be installed together: {}", shown(between))
            }
            Self::Conflict { between: None } => "What was asked for can't be installed together".to_owned(),
            Self::OtherPython { what, wants: Some(wants) } => {
                format!("`{}` is for other Pythons: it needs {}", shown(what), shown(wants))
            }
            Self::OtherPython { what, wants: None } => format!("`{}` is for other Pythons than this", shown(what)),
            Self::NoPackage { what } => format!("No package `{}` was found for this Python", shown(what)),
            Self::NoVersion { what, newest: Some(newest) } => {
                format!(
                    "There is no `{}` for this Python; the newest that there is has version {}",
                    shown(what),
                    shown(newest)
                )
            }
            Self::NoVersion { what, newest: None } => format!("There is no `{}` for this Python", shown(what)),
            Self::NoWheel { what } => format!("No ready-made `{}` (wheel) was found for this Python", shown(what)),
            Self::NoNetwork => "The package index could not be reached".to_owned(),
            Self::Certificate => "The certificate of the package index was not accepted".to_owned(),
            Self::BuildFailed { name: Some(name) } => {
                format!("`{}` has no wheel for this Python, and building it from source did not work", shown(name))
            }
            Self::BuildFailed { name: None } => "Building a package from source did not work".to_owned(),
            Self::NoRequirements { path: Some(path) } => format!("There is no requirements file `{}`", shown(path)),
            Self::NoRequirements { path: None } => "The requirements file is not there".to_owned(),
            Self::BadRequirement { text } => format!("A requirement could not be read: `{}`", shown(text)),
            Self::NoPip => "This Python has no pip".to_owned(),
            Self::Other { tool, said: Some(said), .. } => format!("{tool} ended with an error: {}", shown(said)),
            Self::Other { tool, code, said: None } => format!("{tool} ended with code {code}"),
        }
    }

    /// What to do.
    pub fn hint(&self) -> Option<&'static str> {
        Some(match self {
            Self::ExternallyManaged | Self::NeedsEnvironment => "Install into a sandbox (virtual environment) instead",
            Self::Interrupted => "Run it again",
            Self::DiskFull => "Free some space, then run it again",
            Self::NoPermission { .. } => "Install into a sandbox (virtual environment) of your own",
            Self::WrongHash => "Do not install it until its makers have explained the difference",
            Self::NoRecord { .. } | Self::OwnedElsewhere { .. } => "Remove it with the tool that installed it",
            Self::Conflict { .. } => "Leave out the versions that you don't need, or use a sandbox for each",
            Self::OtherPython { .. } | Self::NoWheel { .. } | Self::BuildFailed { .. } => {
                "Use a sandbox with a Python that it has a wheel for, often one version older"
            }
            Self::NoPackage { .. } => "Check the spelling; a package's name can differ from the name to import",
            Self::NoVersion { .. } => "Ask for a version that there is, or leave the version out",
            Self::NoNetwork => "Check the network, a proxy or a VPN, then run it again",
            Self::Certificate => {
                "Check the clock, a proxy or a VPN; python.org's Pythons bring `Install Certificates.command`"
            }
            Self::NoRequirements { .. } => "Choose the file again",
            Self::BadRequirement { .. } => "Correct that line",
            Self::NoPip => "Repair the sandbox, which brings pip back",
            Self::Other { .. } => return None,
        })
    }
}

fn no_record(name: Option<&str>, installer: Option<&str>) -> String {
    let name = name.map_or_else(|| "The package".to_owned(), |name| format!("`{}`", shown(name)));
    let reason = installer.map_or_else(
        || "nothing says which files belong to it".to_owned(),
        |installer| format!("it was installed by `{}`, which keeps its own record", shown(installer)),
    );
    format!("{name} can't be removed by pip: {reason}")
}

fn shown(text: &str) -> String {
    let text = plain(text.trim());
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}...", &text[..end]),
        None => text,
    }
}
