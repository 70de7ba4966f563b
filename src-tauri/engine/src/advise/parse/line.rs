//! One line of a terminal's text: what the terminal added, the prompt, the command.

use super::command;

/// Prompts are short; what stands before a `%` far to the right is output.
const LONGEST_PROMPT: usize = 120;

/// The characters that prompts end in.
const ENDS: [char; 12] = ['$', '%', '#', '>', '❯', '➜', '»', 'λ', '✗', '✔', '›', '▶'];

/// Takes out what a terminal or a web page put in: escape sequences, other control characters, invisible spaces; makes
/// typographic quotes and dashes into what a keyboard types.
pub(super) fn clean(text: &str) -> String {
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

/// Without the `> ` that a mail or a forum has put before every line.
pub(super) fn unquoted(text: String) -> String {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let quoted = lines.clone().count() > 1 && lines.all(|line| line.trim_start().starts_with('>'));
    if !quoted {
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
fn skip_escape(characters: &mut std::iter::Peekable<std::str::Chars<'_>>) {
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

/// A line with a prompt: what stands before the command, and the command.
pub(super) fn after_prompt(line: &str) -> Option<(&str, &str)> {
    let trimmed = line.trim_start();
    if let Some(found) = notebook_cell(trimmed) {
        return Some(found);
    }
    for (at, character) in trimmed.char_indices().take_while(|(at, _)| *at <= LONGEST_PROMPT) {
        if !ENDS.contains(&character) {
            continue;
        }
        let after = &trimmed[at + character.len_utf8()..];
        let (before, rest) = (&trimmed[..at], after.trim_start());
        let apart = after.len() > rest.len() || (character == '>' && is_windows_folder(before));
        if !apart || rest.is_empty() || !(is_prompt(before, character) || could_be_prompt(before, rest)) {
            continue;
        }
        // An arrow stands before the folder's name, not behind it.
        if matches!(character, '➜' | '→') {
            if let Some(found) = behind_arrow(trimmed, rest) {
                return Some(found);
            }
            continue;
        }
        // Bare `#` and `>` also begin comments and quotations, and uv draws its reasons with `╰─▶`: there the command
        // itself must convince.
        let ambiguous = before.trim().is_empty() && matches!(character, '#' | '>') || character == '▶';
        if ambiguous && !command::is_one(rest) {
            continue;
        }
        return Some((before, rest));
    }
    behind_environment(trimmed).or_else(|| behind_frame(trimmed))
}

/// `╰─ pip3 install x`: the second line of a prompt whose end is nothing but its frame.
fn behind_frame(line: &str) -> Option<(&str, &str)> {
    let rest = line.trim_start_matches(['╰', '└', '─', '━', '╼', ' ']);
    let framed = rest.len() < line.len() && line.starts_with(['╰', '└']);
    (framed && command::is_one(rest)).then(|| (&line[..line.len() - rest.len()], rest))
}

/// `(.venv) pip install x`: a prompt that is nothing but the environment's name.
fn behind_environment(line: &str) -> Option<(&str, &str)> {
    let (name, rest) = line.strip_prefix('(')?.split_once(") ")?;
    let is_name = name.len() < 60 && !name.contains(['(', ')', '\'', '"', '=', ',']);
    (is_name && command::is_one(rest.trim())).then(|| (&line[..name.len() + 2], rest.trim()))
}

/// `In [3]: !pip install x`, and `>>> pip install x` typed into Python itself.
fn notebook_cell(line: &str) -> Option<(&str, &str)> {
    if let Some(rest) = line.strip_prefix(">>> ") {
        return Some((">>>", rest.trim_start())).filter(|(_, rest)| command::is_one(rest));
    }
    let (number, rest) = line.strip_prefix("In [")?.split_once("]: ")?;
    let prompt = &line[.."In []:".len() + number.len()];
    number.chars().all(|character| character.is_ascii_digit() || character == ' ').then(|| (prompt, rest.trim_start()))
}

/// `➜  weather git:(main) pip3 install x`: the command begins at the first word that can begin one.
fn behind_arrow<'a>(line: &'a str, rest: &'a str) -> Option<(&'a str, &'a str)> {
    let mut at = line.len() - rest.len();
    for word in rest.split_inclusive(' ').take(6) {
        let candidate = line[at..].trim_start();
        if command::is_one(candidate) {
            return Some((&line[..at], candidate));
        }
        at += word.len();
    }
    None
}

/// Whether what stands before a `$`, `%` or `>` looks like a prompt and not like a sentence.
fn is_prompt(before: &str, end: char) -> bool {
    let before = before.trim();
    if before.is_empty() {
        return true;
    }
    let unusual = matches!(end, '❯' | '➜' | '»' | 'λ' | '✗' | '✔' | '›' | '▶');
    let shells = ["bash", "sh", "zsh", "-bash", "-sh", "-zsh", "PS"];
    let first = before.split(['-', ' ', '.']).next().unwrap_or_default();
    let who = before
        .split(' ')
        .any(|word| word.trim_matches(['(', ')', '[', ']']).contains('@') && !word.contains(['<', '=']));
    let old_mac = before.contains(':') && before.split(':').next().is_some_and(|host| !host.contains(' '));
    if end == '>' {
        return is_windows_folder(before) || (who && before.contains(['~', '/'])) || before == "PS";
    }
    unusual
        || who
        || before.starts_with('~')
        || (before.starts_with('/') && !before.contains(' '))
        || (before.starts_with('(') && before.contains(')'))
        || (before.starts_with('[') && before.ends_with(']'))
        || before.starts_with(['➜', '❯', '→', '╰', '└'])
        || (shells.contains(&first) || shells.contains(&before)) && !before.contains(' ')
        || old_mac && end == '$'
}

/// `weather % pip3 install x`, `PS /Users/ada> pip3 install x`: what could be anything is a prompt if a command follows.
fn could_be_prompt(before: &str, rest: &str) -> bool {
    let before = before.trim();
    let folder = before.strip_prefix("PS ").unwrap_or(before);
    !folder.is_empty() && !folder.contains([' ', '<', '=', '"', '\'', '`']) && command::is_one(rest)
}

fn is_windows_folder(before: &str) -> bool {
    let path = before.trim().rsplit("PS ").next().unwrap_or_default().rsplit(") ").next().unwrap_or_default();
    let mut characters = path.chars();
    characters.next().is_some_and(|drive| drive.is_ascii_alphabetic()) && path[1..].starts_with(":\\")
}

/// A line that is a command although no prompt says so.
pub(super) fn without_prompt(line: &str) -> Option<(&str, &str)> {
    let indented = line.starts_with("    ");
    let trimmed = line.trim().trim_matches('`').trim();
    let goes_first = ["cd ", "mkdir ", "source "].iter().any(|start| trimmed.starts_with(start));
    let is_one = command::is_one(trimmed) || (goes_first && command::leads_to_one(trimmed));
    (!indented && trimmed.contains(' ') && is_one).then_some(("", trimmed))
}

/// Follows PEP 668's explanation, whose examples are nobody's commands: true for the lines of it.
pub(super) fn quotes_commands(line: &str, quoting: bool) -> bool {
    if line.contains("environment is externally managed") || line.contains("is externally managed, and indicates") {
        return true;
    }
    quoting && !line.starts_with("note:") && !line.starts_with("hint:")
}

/// A command with the lines that a `\` at its end adds.
pub(super) fn continued<'a>(first: &str, lines: &mut impl Iterator<Item = &'a str>) -> String {
    let mut typed = first.to_owned();
    while typed.ends_with('\\') {
        typed.pop();
        let Some(next) = lines.next() else { break };
        let next = next.trim_start();
        typed.push(' ');
        typed.push_str(next.strip_prefix("> ").unwrap_or(next).trim_end());
    }
    typed
}
