//! `sandbar advise`: what to do about a pip command, a package name or a pasted error.

use std::ffi::OsString;
use std::io::{self, IsTerminal as _, Read as _, Write};
use std::path::Path;

use sandbar_engine::advise::{Advice, Item, Verdict};
use sandbar_engine::engine::Engine;
use sandbar_engine::wish::Wish;
use serde_json::json;

use super::exit::{Exit, print_json};
use super::terminal::{err, out};

/// More than any terminal keeps.
const LONGEST_PASTE: u64 = 8 * 1024 * 1024;

/// Advises, whatever it finds; the project in hand is the one named, else the one that the user stands in.
pub(super) fn run(engine: &Engine, project: Option<&Path>, words: &[OsString], as_json: bool) -> anyhow::Result<Exit> {
    let text = text(words)?;
    engine.ask_shell();
    engine.look();
    let advice = engine.advise(&text, project);
    if as_json {
        print_json(&json!(advice))?;
    } else {
        write(&mut out(), &advice)?;
    }
    Ok(Exit::Done)
}

/// The words as they would stand in one line; `-`, or none, for what stands on standard input.
fn text(words: &[OsString]) -> io::Result<String> {
    match words {
        [] => pasted(),
        [only] if only == "-" => pasted(),
        [only] => Ok(only.to_string_lossy().into_owned()),
        several => Ok(several.iter().map(quoted).collect::<Vec<_>>().join(" ")),
    }
}

fn pasted() -> io::Result<String> {
    if io::stdin().is_terminal() {
        writeln!(err(), "Paste the text, then press Control-D on a line of its own")?;
    }
    let mut text = Vec::new();
    io::stdin().lock().take(LONGEST_PASTE).read_to_end(&mut text)?;
    Ok(String::from_utf8_lossy(&text).into_owned())
}

/// The shell has taken the quotes off already: words that had some get them back.
fn quoted(word: &OsString) -> String {
    let word = word.to_string_lossy();
    let had_quotes = word.contains(|character: char| character.is_whitespace() || ";|&<>'\"\\#".contains(character));
    if had_quotes && let Ok(quoted) = shlex::try_quote(&word) { quoted.into_owned() } else { word.into_owned() }
}

/// Writes the advice for a person: the verdict first, the reason, then what can be done.
fn write(out: &mut impl Write, advice: &Advice) -> io::Result<()> {
    if advice.items.is_empty() {
        writeln!(out, "{}", headline(advice.verdict, advice.package.as_deref(), ""))?;
        writeln!(out, "  {}", advice.reason)?;
    }
    for Item { input, package, verdict, reason, .. } in &advice.items {
        writeln!(out, "{}", headline(*verdict, package.as_deref(), input))?;
        writeln!(out, "  {reason}")?;
    }
    // The advice may be ahead of what can be done by now; a line that leads nowhere is not shown.
    let possible = advice.wishes.iter().filter(|wish| Wish::parse(wish).is_ok());
    for (index, wish) in possible.enumerate() {
        let words = shlex::try_join(wish.iter().map(String::as_str)).unwrap_or_else(|_| wish.join(" "));
        writeln!(out, "{}  sandbar do {words}", if index == 0 { "\n" } else { "" })?;
    }
    Ok(())
}

/// The verdict in one line.
fn headline(verdict: Verdict, package: Option<&str>, input: &str) -> String {
    let name = package.unwrap_or(input);
    let named = !name.is_empty();
    match verdict {
        Verdict::Venv if package.is_some() => {
            format!("{name}: put it into the project's sandbox (virtual environment)")
        }
        Verdict::Venv if named => format!("{name}: use a sandbox (virtual environment)"),
        Verdict::Venv => "Use a sandbox (virtual environment)".to_owned(),
        Verdict::Pipx => format!("{name}: install it with pipx"),
        Verdict::Brew => format!("{name}: install it with Homebrew"),
        Verdict::Rename => format!("{input}: the package is called {name}"),
        Verdict::Stdlib => format!("{name}: it is part of Python"),
        Verdict::Ask if named => format!("{name}: only you can tell"),
        Verdict::Ask => "Not understood".to_owned(),
        Verdict::Nothing if named => format!("{name}: nothing to do"),
        Verdict::Nothing => "Nothing to do".to_owned(),
        Verdict::BreakGlass => "Not like this: it breaks the protection".to_owned(),
        Verdict::Fix if named => format!("First put this right: {name}"),
        Verdict::Fix => "First put this right".to_owned(),
    }
}
