//! `sandbar diagnose`: a report to paste for a teacher or into an issue.
//!
//! It names no private path: the home folder is written `~` wherever it stands, the user's name `USER`. The content of
//! packages and files is not in it.

use std::io::Write as _;

use sandbar_engine::engine::Engine;
use sandbar_engine::machine::{Machine, Os};
use sandbar_engine::model::TerminalFrom;
use serde_json::Value;

use super::exit::{Exit, print_json};
use super::status;
use super::terminal::out;

/// Looks, and prints the report.
pub(super) fn run(engine: &Engine, as_json: bool) -> anyhow::Result<Exit> {
    engine.ask_shell();
    let snapshot = engine.look();
    let machine = engine.machine();
    if as_json {
        let mut report = serde_json::to_value(&*snapshot)?;
        redact_all(machine, &mut report);
        print_json(&report)?;
        return Ok(Exit::Done);
    }
    let mut report = Vec::new();
    status::write(&mut report, machine, &snapshot)?;
    let mut out = out();
    let system = match machine.os {
        Os::Macos => "macOS",
        Os::Linux => "Linux",
    };
    writeln!(out, "Sandbar {} on {system}\n", env!("CARGO_PKG_VERSION"))?;
    writeln!(out, "{}", redact(machine, &String::from_utf8_lossy(&report)))?;
    writeln!(out, "What the terminal sets")?;
    for setting in &snapshot.terminal.settings {
        writeln!(out, "  {}={}", setting.name, redact(machine, &setting.value))?;
    }
    writeln!(out, "\nPATH, as {}", told_by(snapshot.terminal.from))?;
    for step in &snapshot.terminal.path {
        writeln!(out, "  {}", redact(machine, &step.folder.to_string()))?;
    }
    Ok(Exit::Done)
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

/// The home folder becomes `~`; the user's name as a part of another path becomes `USER`.
fn redact(machine: &Machine, text: &str) -> String {
    let home = machine.home.to_string_lossy();
    let text = if home.len() > 1 { text.replace(&*home, "~") } else { text.to_owned() };
    if machine.user.len() < 2 {
        return text;
    }
    let named = format!("/{}", machine.user);
    let mut redacted = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(at) = rest.find(&named) {
        let (before, after) = (&rest[..at], &rest[at + named.len()..]);
        redacted.push_str(before);
        let whole = after.chars().next().is_none_or(|next| !next.is_alphanumeric() && next != '-' && next != '_');
        redacted.push_str(if whole { "/USER" } else { &named });
        rest = after;
    }
    redacted.push_str(rest);
    redacted
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use sandbar_engine::machine::{Machine, Os};

    #[test]
    fn a_report_names_neither_the_home_folder_nor_the_user() {
        let home = PathBuf::from("/Users/ada");
        let machine = Machine::tree(Path::new("/"), Os::Macos, Some(home), None).expect("there is a /");
        let text = "a /Users/ada/code, b /var/folders/ada/x, c /opt/adamant, d /Users/ada";
        assert_eq!(super::redact(&machine, text), "a ~/code, b /var/folders/USER/x, c /opt/adamant, d ~");
    }
}
