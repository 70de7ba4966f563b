//! What pipx has done, from its exit code and what it printed on both streams.
//!
//! pipx ends with 0 or 1, and with 0 where nothing was done because it was done before, and where a command was not
//! put on PATH because somebody else's is there. It breaks its sentences at 80 columns, some versions whatever the
//! terminal, so they are put together again before they are read.

use std::path::PathBuf;

use crate::failure::{Code, Failure};
use crate::plain::plain;
use crate::tool::pip::cause::Cause as PipCause;
use crate::tool::pip::ending::{self, Allowed};
use crate::tool::{after, between};

/// What pipx says that it did.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Done {
    /// The package, its version, and the Python that it stands on, where it was installed.
    pub installed: Option<Installed>,
    /// The commands that are there now.
    pub commands: Vec<String>,
    /// Commands that are not, because another file has their name.
    pub taken: Vec<Taken>,
    /// It was there before; nothing was changed.
    pub was_there: bool,
    /// It is at its newest version already. pipx before 1.18 says so too when what it noted of the version was wrong.
    pub was_newest: bool,
    /// The version before and after, where it was upgraded.
    pub upgraded: Option<(String, String)>,
    /// The folder of the commands, where it is not on PATH.
    pub off_path: Option<PathBuf>,
}

/// A tool as pipx names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Installed {
    /// Its package.
    pub package: String,
    /// Its version.
    pub version: String,
    /// The version of its Python.
    pub python: String,
}

/// A command whose name is taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// The command.
    pub command: String,
    /// The file that is there.
    pub by: Option<PathBuf>,
}

/// Why pipx did not do it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cause {
    /// It has no commands: it is a library.
    NoCommands {
        /// The package.
        package: String,
    },
    /// It has no commands of its own, and what it needs has some.
    CommandsElsewhere {
        /// The package.
        package: String,
    },
    /// There is no such tool.
    NotInstalled {
        /// What was asked for.
        name: String,
    },
    /// The Python of the tool is gone.
    InterpreterGone {
        /// The tool.
        name: Option<String>,
    },
    /// The Python that it was to stand on is not there.
    NoPython {
        /// What was asked for.
        python: String,
    },
    /// pip, which it runs, did not do it; or anything else.
    Pip(PipCause),
}

impl From<Cause> for Failure {
    fn from(cause: Cause) -> Self {
        let failed = |message: String, hint: &str| Self::new(Code::ChildFailed, message).hint(hint);
        match cause {
            Cause::NoCommands { package } => Self::new(
                Code::NoCommands,
                format!(
                    "`{}` has no commands of its own: it is a library, which pipx does not install",
                    plain(&package)
                ),
            )
            .hint("Install it into a sandbox (virtual environment) instead"),
            Cause::CommandsElsewhere { package } => Self::new(
                Code::NoCommands,
                format!("`{}` has no commands of its own; packages that it needs have some", plain(&package)),
            )
            .hint(
                "Install it with the commands of what it needs, or into a sandbox (virtual environment) to import it",
            ),
            Cause::NotInstalled { name } => failed(
                format!("pipx has no tool `{}`", plain(&name)),
                "Look at the list of tools, and install it first",
            ),
            Cause::InterpreterGone { name: Some(name) } => {
                failed(format!("The Python that `{}` stands on is gone", plain(&name)), "Repair the tool")
            }
            Cause::InterpreterGone { name: None } => {
                failed("The Python that this tool stands on is gone".to_owned(), "Repair the tool")
            }
            Cause::NoPython { python } => {
                failed(format!("There is no Python `{}`", plain(&python)), "Choose another Python")
            }
            Cause::Pip(cause) => cause.into(),
        }
    }
}

/// Reads how it went.
///
/// # Errors
/// The [`Cause`], where pipx ended with a code.
pub fn read(code: i32, lines: &[String]) -> Result<Done, Cause> {
    let text = joined(lines);
    if code == 0 {
        return Ok(done(lines, &text));
    }
    let said = |start, end| between(&text, start, end).map(str::to_owned);
    if let Some(package) = said("No apps associated with package ", " or its dependencies") {
        return Err(Cause::NoCommands { package });
    }
    if let Some(package) = said("No apps associated with package ", ". ").filter(|_| text.contains("'--include-deps'"))
    {
        return Err(Cause::CommandsElsewhere { package });
    }
    if let Some(python) = said("No executable for the provided Python version '", "' found in PATH") {
        return Err(Cause::NoPython { python });
    }
    if let Some(name) = text.split_once("Nothing to uninstall for ").map(|(_, name)| name.to_owned()) {
        return Err(Cause::NotInstalled { name: name.split(' ').next().unwrap_or_default().to_owned() });
    }
    if let Some(path) = said("Package is not installed. Expected to find ", ", but it does not exist") {
        return Err(Cause::NotInstalled { name: last(&path) });
    }
    if let Some(path) = gone(&text) {
        return Err(Cause::InterpreterGone { name: tool_of(&path) });
    }
    if let Some(name) = lines.iter().find_map(|line| line.trim().split_once(": interpreter is missing")) {
        return Err(Cause::InterpreterGone { name: Some(name.0.to_owned()) });
    }
    // What pip said stands among it, with its own `ERROR: ` in front.
    match ending::read(code, lines, Allowed::Anything) {
        Err(PipCause::Other { said, .. }) => Err(Cause::Pip(PipCause::Other { tool: "pipx", code, said })),
        Err(cause) => Err(Cause::Pip(cause)),
        Ok(_) => Err(Cause::Pip(PipCause::Other { tool: "pipx", code, said: None })),
    }
}

/// The file in which pipx has put all that pip said, where it names one.
pub fn pip_output(lines: &[String]) -> Option<PathBuf> {
    const END: &str = "_pip_errors.log";
    let path = between(&joined(lines), "Full pip output in file: ", END)?.to_owned();
    Some(PathBuf::from(path + END)).filter(|path| path.is_absolute())
}

fn done(lines: &[String], text: &str) -> Done {
    let mut done = Done {
        installed: lines.iter().find_map(|line| installed(line)),
        was_there: text.contains("already seems to be installed"),
        was_newest: text.contains("is already at latest version"),
        upgraded: upgraded(text),
        off_path: between(text, "Note: '", "' is not on your PATH").map(PathBuf::from),
        ..Done::default()
    };
    // Manual pages are listed in the same way, under another head.
    let mut are_commands = false;
    for line in lines {
        if line.trim().starts_with("These ") {
            are_commands = line.trim().starts_with("These apps are now");
        } else if let Some(command) = after(line, "- ").filter(|_| are_commands) {
            match command.split_once(" (") {
                Some((command, _)) => {
                    done.taken.push(Taken { by: in_the_way(text, command), command: command.to_owned() });
                }
                None => done.commands.push(command.to_owned()),
            }
        }
    }
    done
}

/// `installed package cowsay 6.1, installed using Python 3.12.1`.
fn installed(line: &str) -> Option<Installed> {
    let (package, python) = after(line, "installed package ")?.split_once(", installed using Python ")?;
    let (package, version) = package.split_once(' ')?;
    let [package, version, python] = [package, version, python].map(str::to_owned);
    Some(Installed { package, version, python })
}

/// `upgraded package cowsay from 5.0 to 6.1 (location: ..)`.
fn upgraded(text: &str) -> Option<(String, String)> {
    let (_, versions) = between(text, "upgraded package ", " (location:")?.split_once(" from ")?;
    versions.split_once(" to ").map(|(before, now)| (before.to_owned(), now.to_owned()))
}

/// The file that has a command's name.
fn in_the_way(text: &str, command: &str) -> Option<PathBuf> {
    let there = text.split("File exists at ").skip(1).filter_map(|rest| rest.split_once(" and points to "));
    there.map(|(path, _)| path).find(|path| last(path) == command).map(PathBuf::from)
}

/// The interpreter that is not there: in a sentence since 1.16, and in a Python traceback before.
fn gone(text: &str) -> Option<String> {
    if let Some(path) = between(text, "It has an invalid python interpreter ", ". ") {
        return Some(path.to_owned());
    }
    let path = between(text, "FileNotFoundError: [Errno 2] No such file or directory: '", "'")?;
    path.ends_with("/bin/python").then(|| path.to_owned())
}

/// `black`, of `../venvs/black/bin/python`.
fn tool_of(python: &str) -> Option<String> {
    let (_, rest) = python.rsplit_once("/venvs/")?;
    rest.split('/').next().map(str::to_owned)
}

fn last(path: &str) -> String {
    path.rsplit('/').next().unwrap_or(path).to_owned()
}

fn joined(lines: &[String]) -> String {
    lines.iter().flat_map(|line| line.split_whitespace()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
