//! Names that look like options: `sandbar do add DIR --index-url=x`.
//!
//! Whoever types that means an option of pip's, or was told to by a stranger. clap would only say that it knows no such
//! option; the engine says why a name can't begin like that, and refuses. So what is none of Sandbar's own options, in a
//! wish that names packages or tools, goes behind `--`, in its order; the options that are known count wherever they stand.

use std::ffi::OsString;

use clap::{Arg, ArgAction, Command};
use sandbar_engine::wish::KNOWN;

/// `typed` with what only looks like an option behind `--`.
pub(super) fn apart(typed: Vec<OsString>, command: &Command) -> Vec<OsString> {
    let Some(at) = wish_begins(&typed, command) else { return typed };
    let known = Known::of(command);
    let (mut options, mut words) = (Vec::new(), Vec::new());
    let (mut rest, mut strange) = (typed[at..].iter(), false);
    while let Some(word) = rest.next() {
        let text = word.to_string_lossy();
        if text == "--" {
            words.extend(rest.by_ref().cloned());
        } else if !text.starts_with('-') || text.len() == 1 {
            words.push(word.clone());
        } else if let Some(takes_next) = known.option(&text) {
            options.push(word.clone());
            if takes_next {
                options.extend(rest.next().cloned());
            }
        } else {
            strange = true;
            words.push(word.clone());
        }
    }
    if !strange || !names_packages(&words) {
        return typed;
    }
    let dashes = [OsString::from("--")];
    typed[..at].iter().cloned().chain(options).chain(dashes).chain(words).collect()
}

/// Where the words after `do` begin.
fn wish_begins(typed: &[OsString], command: &Command) -> Option<usize> {
    let known = Known(command.get_arguments().collect());
    let mut at = 1;
    while let Some(word) = typed.get(at) {
        let text = word.to_string_lossy();
        match known.option(&text) {
            Some(takes_next) => at += 1 + usize::from(takes_next),
            None if text == "do" => return Some(at + 1),
            None => return None,
        }
    }
    None
}

/// Whether the words begin with a wish that goes on with names.
fn names_packages(words: &[OsString]) -> bool {
    KNOWN.iter().any(|(verb, rest)| {
        (rest.contains("PACKAGE") || rest.contains("NAME")) && verb.split(' ').zip(words).all(|(one, word)| word == one)
    })
}

/// The options that count in a wish.
struct Known<'a>(Vec<&'a Arg>);

impl<'a> Known<'a> {
    fn of(command: &'a Command) -> Self {
        let wish = command.find_subcommand("do").into_iter().flat_map(Command::get_arguments);
        Self(command.get_arguments().chain(wish).collect())
    }

    /// Whether the word after the option `text` is its value; `None` when there is no such option.
    fn option(&self, text: &str) -> Option<bool> {
        if matches!(text, "-h" | "--help" | "-V" | "--version") {
            return Some(false);
        }
        let (name, attached) = match text.split_once('=') {
            Some((name, _)) => (name, true),
            None => (text, false),
        };
        let takes_value = |arg: &&&Arg| matches!(arg.get_action(), ArgAction::Set | ArgAction::Append);
        if let Some(long) = name.strip_prefix("--") {
            let arg = self.0.iter().find(|arg| arg.get_long() == Some(long))?;
            return Some(takes_value(&arg) && !attached);
        }
        let mut letters = text.strip_prefix('-')?.chars();
        let first = letters.next()?;
        let arg = self.0.iter().find(|arg| arg.get_short() == Some(first))?;
        Some(takes_value(&arg) && letters.next().is_none())
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::super::arguments::Arguments;
    use super::*;

    fn set_apart(line: &str) -> String {
        let mut command = Arguments::command();
        command.build();
        let typed = line.split(' ').map(OsString::from).collect();
        let words: Vec<String> =
            apart(typed, &command).iter().map(|word| word.to_string_lossy().into_owned()).collect();
        words.join(" ")
    }

    #[test]
    fn what_only_looks_like_an_option_is_a_name() {
        for (line, expected) in [
            ("sandbar do add /p --index-url=x", "sandbar do -- add /p --index-url=x"),
            ("sandbar do add /p -e . --yes", "sandbar do --yes -- add /p -e ."),
            ("sandbar --json do --dry-run add /p --pre six", "sandbar --json do --dry-run -- add /p --pre six"),
            ("sandbar do add /p -r r.txt -U six", "sandbar do -r r.txt -- add /p -U six"),
            ("sandbar --data /d do tool add --pip-args=x", "sandbar --data /d do -- tool add --pip-args=x"),
            ("sandbar do add --evil /p -- --json", "sandbar do -- add --evil /p --json"),
        ] {
            assert_eq!(set_apart(line), expected, "{line}");
        }
    }

    #[test]
    fn everything_else_stays_as_it_was_typed() {
        for line in [
            "sandbar do add /p six --yes",
            "sandbar do add /p -rr.txt --json",
            "sandbar do venv create /p --force",
            "sandbar do --help",
            "sandbar do add /p -- --index-url=x",
            "sandbar advise pip install -U six",
            "sandbar status --in do",
            "sandbar",
        ] {
            assert_eq!(set_apart(line), line);
        }
    }
}
