//! `sandbar advise`: what to do about a pip command, a package name or a pasted error.

use std::ffi::OsString;
use std::io::{self, IsTerminal as _, Read as _, Write};
use std::path::Path;

use sandbar_engine::advise::{Advice, Item, LookedUp, Verdict, advise, worth_looking_up};
use sandbar_engine::engine::Engine;
use sandbar_engine::failure::{Code, Failure};
use sandbar_engine::run::Cancel;
use serde_json::{Value, json};

use super::exit::{Exit, print_failure, print_json};
use super::interrupt::{Interrupts, wait_for};
use super::terminal::{err, out};

/// More than any terminal keeps.
const LONGEST_PASTE: u64 = 8 * 1024 * 1024;

/// What was typed.
pub(super) struct Asked<'a> {
    /// `--in DIR`.
    pub(super) project: Option<&'a Path>,
    /// `--look-up`: the consent to ask the index.
    pub(super) look_up: bool,
    /// The words behind the options.
    pub(super) text: &'a [OsString],
}

/// Advises, whatever it finds; the project in hand is the one named, else the one that the user stands in.
pub(super) fn run(engine: &Engine, asked: &Asked<'_>, as_json: bool) -> anyhow::Result<Exit> {
    let text = text(asked.text)?;
    engine.ask_shell();
    engine.look();
    let mut world = engine.world(asked.project);
    let mut looked_up = Vec::new();
    if asked.look_up {
        looked_up = wait_for(look_up(engine, &worth_looking_up(&text, &world)))??;
        let found = looked_up.iter().filter_map(|(_, found)| found.as_ref().ok());
        world.commands.extend(found.map(|found| (found.package.clone(), found.commands.clone())));
    }
    let advice = advise(&text, &world);
    if as_json {
        let mut answer = json!(advice);
        if asked.look_up {
            answer["looked_up"] = looked_up.iter().map(in_json).collect();
        }
        print_json(&answer)?;
    } else {
        for failure in looked_up.iter().filter_map(|(_, found)| found.as_ref().err()) {
            print_failure(failure, false)?;
        }
        write(&mut out(), &advice)?;
    }
    Ok(if looked_up.iter().any(was_cancelled) { Exit::Cancelled } else { Exit::Done })
}

/// A package's name, and what came of looking it up.
type Found = (String, Result<LookedUp, Failure>);

/// One after the other, until somebody interrupts. What can't be looked up is no reason not to advise.
async fn look_up(engine: &Engine, packages: &[String]) -> io::Result<Vec<Found>> {
    let mut interrupts = Interrupts::listen()?;
    let mut found = Vec::new();
    for package in packages {
        let cancel = Cancel::default();
        let looking = engine.look_up(package, None, &cancel);
        tokio::pin!(looking);
        let answer = loop {
            tokio::select! {
                answer = &mut looking => break answer,
                () = interrupts.next() => cancel.cancel(),
            }
        };
        found.push((package.clone(), answer));
        if cancel.is_cancelled() {
            break;
        }
    }
    Ok(found)
}

fn was_cancelled((_, found): &Found) -> bool {
    found.as_ref().is_err_and(|failure| failure.code == Code::Cancelled)
}

fn in_json((package, found): &Found) -> Value {
    match found {
        Ok(found) => json!(found),
        Err(failure) => json!({ "package": package, "error": failure }),
    }
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
    for (index, wish) in advice.wishes.iter().enumerate() {
        let words = shlex::try_join(wish.iter().map(String::as_str)).unwrap_or_else(|_| wish.join(" "));
        writeln!(out, "{}  sandbar do {words}", if index == 0 { "\n" } else { "" })?;
    }
    for line in &advice.commands {
        writeln!(out, "\nIn a terminal of your own:\n  {line}")?;
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
