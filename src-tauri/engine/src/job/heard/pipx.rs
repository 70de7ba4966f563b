//! pipx, listened to. It says what it begins, in lines that end in three dots, and counts nothing.

use crate::failure::Failure;
use crate::machine::Machine;
use crate::model::Progress;
use crate::plain::plain;
use crate::tool::pipx::outcome::{self, Cause};
use crate::wish::Wish;

/// What pipx is at.
pub(super) fn told(line: &str) -> Option<Progress> {
    let begun = line.trim().strip_suffix("...")?;
    let mut letters = begun.chars();
    let phase: String = letters.next()?.to_uppercase().chain(letters).collect();
    Some(Progress { phase: plain(&phase), done: None, of: None })
}

/// Why pipx did not do it; `None` when it says that it has.
///
/// It passes on only what it takes for errors of pip's. That nobody answered is a warning, so pip's own words are read
/// where pipx has put them.
pub(super) fn failure(machine: &Machine, code: i32, lines: &[String], argv: &[String]) -> Option<Failure> {
    const LIMIT: u64 = 1 << 20;
    let whole = outcome::pip_output(lines).and_then(|path| machine.read_text(&path, LIMIT).ok());
    let said: Vec<String> = whole.iter().flat_map(|text| text.lines()).map(str::to_owned).collect();
    let cause = outcome::read(code, &[lines, &said].concat()).err()?;
    // What was asked for stands last in every command of pipx's.
    let wish = match (&cause, argv.last()) {
        (Cause::CommandsElsewhere { .. }, Some(name)) => {
            Some(Wish::ToolAdd { name: name.clone(), include_dependencies: true })
        }
        _ => None,
    };
    Some(wish.iter().fold(Failure::from(cause), Failure::better))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_it_begins_is_a_phase() {
        // Recorded with pipx 1.18.4.
        let phase = |line: &str| told(line).map(|progress| progress.phase);
        assert_eq!(phase("creating virtual environment...").as_deref(), Some("Creating virtual environment"));
        assert_eq!(phase("done! "), None);
        let of = |line: &str| failure(&Machine::this(), 1, &[line.to_owned()], &["pipx", "six>=1"].map(str::to_owned));
        let no = of("No apps associated with package six or its dependencies.").unwrap();
        assert!(no.message.contains("`six`") && no.better.is_empty(), "{no:?}");
        let others = of("No apps associated with package six. Try again with '--include-deps' to").unwrap();
        assert_eq!(others.better.concat().join(" "), "tool add six>=1 --include-deps");
    }
}
