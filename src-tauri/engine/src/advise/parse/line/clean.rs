//! What terminals, web pages and mails put into a text, taken out again.

use std::iter::Peekable;
use std::str::Chars;

/// Takes out what a terminal or a web page put in: escape sequences, other control characters, invisible spaces; makes
/// typographic quotes and dashes into what a keyboard types.
pub(in crate::advise::parse) fn clean(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\u{1b}' => skip_escape(&mut characters),
            '\r' => {
                if characters.peek() != Some(&'\n') {
                    clean.push('\n');
                }
            }
            '\n' => clean.push('\n'),
            '\t' | '\u{a0}' | '\u{2007}' | '\u{202f}' | '\u{3000}' => clean.push(' '),
            '\u{2018}' | '\u{2019}' => clean.push('\''),
            '\u{201c}' | '\u{201d}' => clean.push('"'),
            '\u{2010}' | '\u{2011}' | '\u{2013}' | '\u{2212}' => clean.push('-'),
            '\u{2014}' => clean.push_str("--"),
            '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}' => {}
            other if other.is_control() => {}
            other => clean.push(other),
        }
    }
    clean
}

/// Without the `> ` that a mail or a forum has put before every line; the first or the last may lack it.
pub(in crate::advise::parse) fn unquoted(text: String) -> String {
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    let count = lines.clone().count();
    let quoted = lines.filter(|line| line.trim_start().starts_with('>')).count();
    if quoted < 2 || quoted + usize::from(count > 4) < count {
        return text;
    }
    let bare = |line: &str| {
        let line = line.trim_start();
        let line = line.strip_prefix('>').unwrap_or(line);
        line.strip_prefix(' ').unwrap_or(line).to_owned()
    };
    text.lines().map(bare).collect::<Vec<_>>().join("\n")
}

/// A control sequence (`ESC [ ... letter`) or an operating system command (`ESC ] ... BEL`), as terminals read them.
fn skip_escape(characters: &mut Peekable<Chars<'_>>) {
    match characters.next() {
        Some('[') => {
            while let Some(next) = characters.peek().copied() {
                if next == '\n' {
                    return;
                }
                characters.next();
                if ('\u{40}'..='\u{7e}').contains(&next) {
                    return;
                }
            }
        }
        Some(']') => {
            while let Some(next) = characters.peek().copied() {
                if next == '\n' {
                    return;
                }
                characters.next();
                if next == '\u{7}' {
                    return;
                }
                if next == '\u{1b}' {
                    characters.next_if_eq(&'\\');
                    return;
                }
            }
        }
        _ => {}
    }
}
