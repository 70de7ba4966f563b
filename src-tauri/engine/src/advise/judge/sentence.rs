//! The reasons, one sentence each, without a full stop.

pub(super) fn library(name: &str) -> String {
    format!(
        "`{name}` is a library that your code imports, so it belongs in the project's sandbox (virtual environment)"
    )
}

/// For a name that is known from the list of downloads alone.
pub(super) fn probably_a_library(name: &str) -> String {
    format!(
        "`{name}` is on PyPI and, like most packages, probably a library, so it belongs in the project's sandbox; a command of its own would work there too"
    )
}

pub(super) fn sees_the_project(name: &str) -> String {
    format!("`{name}` has to see the packages of the open project, so it belongs in that project's sandbox")
}

pub(super) fn listed(name: &str) -> String {
    format!("The open project lists `{name}` among its requirements, so it belongs in that project's sandbox")
}

pub(super) fn added(name: &str) -> String {
    format!("This command adds `{name}` to the project's own list, so it belongs in that project's sandbox")
}

pub(super) fn imported(name: &str) -> String {
    format!("The open project's code imports `{name}`, so it belongs in that project's sandbox")
}

pub(super) fn application(name: &str) -> String {
    format!("`{name}` is an application that you type in the terminal: pipx gives it a sandbox of its own")
}

pub(super) fn other_major(name: &str) -> String {
    format!("`{name}` is an application, and PyPI carries an older major version of it than Homebrew does")
}

pub(super) fn native(name: &str) -> String {
    format!("`{name}` is an application that needs parts which pip can't bring; Homebrew brings them along")
}

pub(super) fn vendor(name: &str) -> String {
    format!("`{name}` is an application that its makers ship for Mac through Homebrew")
}

pub(super) fn commands_elsewhere(name: &str) -> String {
    format!(
        "`{name}` is an application whose commands live in another package: Homebrew has them all, pipx needs `--include-deps`"
    )
}

pub(super) fn type_or_import(name: &str, commands: &[String]) -> String {
    let shown: Vec<String> = commands.iter().take(3).map(|command| format!("`{command}`")).collect();
    format!(
        "`{name}` brings the command {}: will you type it in the terminal (pipx), or import it in code (sandbox)?",
        shown.join(", ")
    )
}

pub(super) fn no_commands(name: &str) -> String {
    format!("`{name}` carries no commands, so it is a library and belongs in the project's sandbox")
}

pub(super) fn unknown(name: &str, is_module: bool) -> String {
    let what = if is_module { "the module" } else { "the package" };
    format!(
        "Sandbar does not know {what} `{name}`; in a sandbox both libraries and commands work, so that is the safe place"
    )
}

/// For a name that an index was asked for in vain.
pub(super) fn nowhere(name: &str) -> String {
    format!("Sandbar does not know `{name}` either: it may be misspelt, or come from somewhere else than PyPI")
}

/// For a module whose name many packages begin with.
pub(super) fn shared(module: &str) -> String {
    format!("Many packages share the name `{module}`: which one it is, only the rest of the import says")
}

pub(super) fn stdlib(name: &str) -> String {
    format!("`{name}` is part of Python itself, so there is nothing to install")
}

pub(super) fn stdlib_missing(name: &str) -> String {
    format!("`{name}` is part of Python itself: the Python that ran is too old for it, or was built without it")
}

pub(super) fn of_python_2(name: &str) -> String {
    format!("`{name}` belongs to Python 2: in Python 3 it has another name or is gone, so the code has to change")
}

/// Says that neither `sudo` nor the flag is needed, where one was used.
pub(super) fn without_force(reason: String, sudo: bool, breaks: bool) -> String {
    match (sudo, breaks) {
        (true, true) => format!("{reason}, and needs neither sudo nor --break-system-packages there"),
        (true, false) => format!("{reason}, and needs no sudo there"),
        (false, true) => format!("{reason}, and needs no --break-system-packages there"),
        (false, false) => reason,
    }
}
