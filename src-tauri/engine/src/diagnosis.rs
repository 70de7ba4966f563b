//! The report for a teacher or an issue: what is seen, and what the terminal sets.
//!
//! It names no private path: the home folder is written `~` wherever it stands, the user's name `USER`. The content of
//! packages and files is not in it.

mod status;

use serde_json::Value;

use crate::machine::{Machine, Os};
use crate::model::{Snapshot, TerminalFrom};
use crate::plain::plain;

pub use status::status;

/// The report.
pub fn report(machine: &Machine, snapshot: &Snapshot) -> String {
    let system = match machine.os {
        Os::Macos => "macOS",
        Os::Linux => "Linux",
    };
    let mut lines = vec![format!("Sandbar {} on {system}", env!("CARGO_PKG_VERSION")), String::new()];
    lines.push(status(machine, snapshot));
    lines.push("What the terminal sets".to_owned());
    let settings = snapshot.terminal.settings.iter();
    lines.extend(settings.map(|setting| format!("  {}={}", setting.name, setting.value)));
    lines.push(String::new());
    lines.push(format!("PATH, as {}", told_by(snapshot.terminal.from)));
    lines.extend(snapshot.terminal.path.iter().map(|step| format!("  {}", step.folder)));
    lines.push(String::new());
    plain_lines(&redact(machine, &lines.join("\n")))
}

/// The snapshot with every text in it redacted.
pub fn redacted(machine: &Machine, snapshot: &Snapshot) -> Value {
    // Plain data with text for keys always becomes JSON.
    let mut value = serde_json::to_value(snapshot).unwrap_or_default();
    redact_all(machine, &mut value);
    value
}

fn told_by(from: TerminalFrom) -> &'static str {
    match from {
        TerminalFrom::Shell => "the login shell says",
        TerminalFrom::Cache => "the login shell said last time",
        TerminalFrom::Paths => "the system sets it",
    }
}

fn redact_all(machine: &Machine, value: &mut Value) {
    match value {
        Value::String(text) => *text = redact(machine, text),
        Value::Array(values) => values.iter_mut().for_each(|value| redact_all(machine, value)),
        Value::Object(fields) => fields.values_mut().for_each(|value| redact_all(machine, value)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// The home folder becomes `~`, under each of its names; the user's name as a part of another path becomes `USER`.
fn redact(machine: &Machine, text: &str) -> String {
    let mut homes = vec![machine.home.clone()];
    homes.extend(machine.resolve(&machine.home).ok().filter(|real| *real != machine.home));
    let mut text = text.to_owned();
    for home in homes.iter().filter(|home| home.as_os_str().len() > 1) {
        text = replaced(&text, &home.to_string_lossy(), "~");
    }
    if machine.user.len() < 2 { text } else { replaced(&text, &format!("/{}", machine.user), "/USER") }
}

/// `text` with `new` for each `old` that ends where a part of a path ends: `/Users/adam` is not ada's.
fn replaced(text: &str, old: &str, new: &str) -> String {
    let mut replaced = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(old) {
        let (before, after) = (&rest[..at], &rest[at + old.len()..]);
        let is_whole = after.chars().next().is_none_or(|next| !next.is_alphanumeric() && next != '-' && next != '_');
        replaced.push_str(before);
        replaced.push_str(if is_whole { new } else { old });
        rest = after;
    }
    replaced.push_str(rest);
    replaced
}

/// Text of several lines as it can be pasted anywhere: nothing in it commands a terminal.
fn plain_lines(text: &str) -> String {
    text.split('\n').map(plain).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{redact, report};
    use crate::machine::{Machine, Os};
    use crate::made::{self, Made, interpreter};
    use crate::model::{Setting, Source};

    fn mac() -> Machine {
        Machine::tree(Path::new("/"), Os::Macos, Some("/Users/ada".into()), None).unwrap()
    }

    #[test]
    fn a_report_names_neither_the_home_folder_nor_the_user() {
        let text = "a /Users/ada/code, b /var/folders/ada/x, c /opt/adamant, d /Users/ada, e /Users/adam/x";
        assert_eq!(redact(&mac(), text), "a ~/code, b /var/folders/USER/x, c /opt/adamant, d ~, e /Users/adam/x");
    }

    #[test]
    fn it_says_what_is_there_and_what_the_terminal_sets() {
        let machine = Made::new().machine(Os::Macos);
        let mut snapshot = made::snapshot();
        snapshot.projects.push(made::project("/Users/ada/code/sh\u{1b}[2Jop"));
        snapshot.interpreters.push(interpreter(
            Source::Pyenv,
            "3.12.1",
            "/Users/ada/.pyenv/bin/python",
            "/x/bin/python",
        ));
        let setting = Setting { name: "PIP_USER".to_owned(), value: "/Users/ada/1".to_owned() };
        snapshot.terminal.settings.push(setting);
        let report = report(&machine, &snapshot);
        for expected in [
            "Sandbar ",
            " on macOS\n",
            "pyenv 3.12.1",
            "~/.pyenv/bin/python",
            "  PIP_USER=~/1\n",
            "\nPATH, as the system",
        ] {
            assert!(report.contains(expected), "{expected}: {report}");
        }
        assert!(!report.contains("ada") && !report.contains('\u{1b}'), "{report}");
    }
}
