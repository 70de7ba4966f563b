//! How each shell is told to start as a terminal would start it and to run one command.

use std::path::Path;

use super::PRINT_ENVIRONMENT;

/// A shell's name for itself and its arguments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Call {
    /// The name it is started under, where that is not its path.
    pub(super) name: Option<String>,
    /// Its arguments.
    pub(super) arguments: Vec<String>,
}

/// The shells that need words of their own. All others speak as POSIX `sh` does, as far as we go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Dialect {
    Posix,
    Fish,
    Csh,
    Nushell,
    PowerShell,
}

/// True for what stands in a user record where nobody is meant to log in.
pub(super) fn is_no_shell(shell: &Path) -> bool {
    matches!(name_of(shell), "false" | "true" | "nologin" | "sync" | "halt" | "shutdown")
}

/// How `shell` is told to run `program` with `mark`; `None` when the program's path can't be written down for it.
///
/// Nothing is set in front of the command (`NAME=value command`): fish before 3.1, csh and nushell don't know that.
pub(super) fn call(shell: &Path, program: &Path, mark: &str, interactive: bool) -> Option<Call> {
    let dialect = dialect_of(shell);
    let program = quoted(dialect, program.to_str()?)?;
    let command = format!("{program} {PRINT_ENVIRONMENT} {mark}");
    let words: &[&str] = match (dialect, interactive) {
        // tcsh(1): `-l` counts only as the sole argument; a name that starts with `-` makes a login shell as well.
        (Dialect::Csh, true) => &["-i", "-c"],
        (Dialect::Csh, false) => &["-c"],
        // `-Login` has to come first and there is no `-Interactive` beside a command.
        (Dialect::PowerShell, _) => &["-Login", "-Command"],
        (_, true) => &["-i", "-l", "-c"],
        (_, false) => &["-l", "-c"],
    };
    let command = match dialect {
        // mise, direnv and others change fish's PATH on this event, which a command given with `-c` never sees.
        Dialect::Fish if interactive => format!("emit fish_prompt; {command}"),
        Dialect::Nushell => format!("^{command}"),
        Dialect::PowerShell => format!("& {command}"),
        _ => command,
    };
    Some(Call {
        name: (dialect == Dialect::Csh).then(|| format!("-{}", name_of(shell))),
        arguments: words.iter().map(|word| (*word).to_owned()).chain([command]).collect(),
    })
}

fn name_of(shell: &Path) -> &str {
    shell.file_name().and_then(|name| name.to_str()).unwrap_or_default()
}

fn dialect_of(shell: &Path) -> Dialect {
    match name_of(shell) {
        "fish" => Dialect::Fish,
        "csh" | "tcsh" => Dialect::Csh,
        "nu" | "nushell" => Dialect::Nushell,
        "pwsh" | "pwsh-preview" => Dialect::PowerShell,
        _ => Dialect::Posix,
    }
}

/// `text` as one word, taken literally. Single quotes mean that everywhere; what differs is how one stands inside.
fn quoted(dialect: Dialect, text: &str) -> Option<String> {
    if text.contains(['\n', '\r', '\0']) {
        return None;
    }
    let inside = match dialect {
        Dialect::Posix => text.replace('\'', r"'\''"),
        Dialect::Fish => text.replace('\\', r"\\").replace('\'', r"\'"),
        // History is expanded in single quotes as well.
        Dialect::Csh => text.replace('\'', r"'\''").replace('!', r"\!"),
        // Nushell's single quotes hold no single quote.
        Dialect::Nushell if text.contains('\'') => return None,
        Dialect::Nushell => text.to_owned(),
        Dialect::PowerShell => text.replace('\'', "''"),
    };
    Some(format!("'{inside}'"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn command(shell: &str, program: &str) -> String {
        call(Path::new(shell), Path::new(program), "m4rk", true).unwrap().arguments.pop().unwrap()
    }

    #[test]
    fn a_terminal_starts_an_interactive_login_shell() {
        let call = call(Path::new("/bin/zsh"), Path::new("/a b/sandbar"), "m4rk", true).unwrap();
        assert_eq!(call.name, None);
        assert_eq!(call.arguments, ["-i", "-l", "-c", "'/a b/sandbar' print-environment m4rk"]);
    }

    #[test]
    fn the_second_try_is_not_interactive() {
        let call = call(Path::new("/usr/bin/fish"), Path::new("/sandbar"), "m4rk", false).unwrap();
        assert_eq!(call.arguments, ["-l", "-c", "'/sandbar' print-environment m4rk"]);
    }

    #[test]
    fn tcsh_is_a_login_shell_by_its_name() {
        let call = call(Path::new("/bin/tcsh"), Path::new("/sandbar"), "m4rk", true).unwrap();
        assert_eq!(call.name.as_deref(), Some("-tcsh"));
        assert_eq!(call.arguments, ["-i", "-c", "'/sandbar' print-environment m4rk"]);
    }

    #[test]
    fn every_shell_gets_its_own_quotes() {
        assert_eq!(command("/bin/bash", "/it's"), r"'/it'\''s' print-environment m4rk");
        assert_eq!(command("/bin/fish", "/it's"), r"emit fish_prompt; '/it\'s' print-environment m4rk");
        assert_eq!(command("/bin/csh", "/wow!"), r"'/wow\!' print-environment m4rk");
        assert_eq!(command("/bin/nu", "/a b"), "^'/a b' print-environment m4rk");
        assert_eq!(command("/bin/pwsh", "/it's"), "& '/it''s' print-environment m4rk");
        assert_eq!(call(Path::new("/bin/nu"), Path::new("/it's"), "m4rk", true), None);
        assert_eq!(call(Path::new("/bin/zsh"), Path::new("/two\nlines"), "m4rk", true), None);
    }
}
