//! One line of a terminal's text: the prompt, the command, and what was printed behind it.

mod clean;

pub(super) use clean::{clean, unquoted};

use super::command;
use super::words::is_of_a_sentence;

/// Prompts are short; what stands before a `%` far to the right is output.
const LONGEST_PROMPT: usize = 120;

/// The characters that prompts end in.
const ENDS: [char; 11] = ['$', '%', '#', '>', '❯', '»', 'λ', '✗', '✔', '›', '▶'];

/// A line with a prompt: what stands before the command, and the command.
pub(super) fn after_prompt(line: &str) -> Option<(&str, &str)> {
    let trimmed = line.trim_start();
    if let Some(found) = notebook_cell(trimmed) {
        return Some(found);
    }
    for (at, character) in trimmed.char_indices().take_while(|(at, _)| *at <= LONGEST_PROMPT) {
        let is_end = ENDS.contains(&character);
        if !is_end && !is_symbol(character) {
            continue;
        }
        let after = &trimmed[at + character.len_utf8()..];
        let (before, rest) = (&trimmed[..at], after.trim_start());
        let apart = after.len() > rest.len()
            || (character == '>' && is_windows_folder(before))
            || (character == '$' && command::is_one(rest));
        // `λ ~/weather main* pip install x`: a sign that stands before the folder.
        if before.is_empty()
            && rest.starts_with(['~', '/'])
            && let Some(found) = behind_folder(trimmed)
        {
            return Some(found);
        }
        let is_prompt = || (is_end && is_prompt(before, character)) || could_be_prompt(before, rest);
        if !apart || rest.is_empty() || !is_prompt() {
            continue;
        }
        // Bare `#` and `>` also begin comments and quotations, and uv draws its reasons with `╰─▶`: there the command
        // itself must convince, and so it must behind a sign that only this prompt has.
        let ambiguous = before.trim().is_empty() && matches!(character, '#' | '>') || character == '▶' || !is_end;
        if ambiguous && !command::is_one(rest) {
            continue;
        }
        return Some((before, rest));
    }
    behind_folder(trimmed).or_else(|| behind_environment(trimmed)).or_else(|| behind_frame(trimmed))
}

/// `⚡`, `▲`, `→`, the pictures of Powerline's fonts: what people let their prompts end in. Not the lines of a frame.
fn is_symbol(character: char) -> bool {
    !character.is_ascii() && !character.is_alphanumeric() && !matches!(character, '\u{2500}'..='\u{257f}' | '×' | '…')
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

/// `In [3]: !pip install x`, Jupyter's `[3]: %pip install x`, and `>>> pip install x` typed into Python itself.
fn notebook_cell(line: &str) -> Option<(&str, &str)> {
    if let Some(rest) = line.strip_prefix(">>> ") {
        return Some((">>>", rest.trim_start())).filter(|(_, rest)| command::is_one(rest));
    }
    let (number, rest) = line.strip_prefix("In [").or_else(|| line.strip_prefix('['))?.split_once("]: ")?;
    let prompt = line[..line.len() - rest.len()].trim_end();
    let is_number = number.chars().all(|character| character.is_ascii_digit() || character == ' ');
    (is_number && (line.starts_with("In") || command::is_one(rest))).then(|| (prompt, rest.trim_start()))
}

/// `➜  weather git:(main) pip3 install x`, `ada ~/weather main pip3 install x`: behind a sign or a folder the command
/// begins at the first word that can begin one.
fn behind_folder(line: &str) -> Option<(&str, &str)> {
    const MOST: usize = 7;
    let signed = line.starts_with(is_symbol) || line.starts_with('λ');
    let folder = || line.split_whitespace().take(4).any(|word| word.starts_with(['~', '/']));
    if !signed && !folder() {
        return None;
    }
    let mut at = 0;
    for word in line.split_inclusive(' ').take(MOST) {
        let candidate = line[at..].trim_start();
        if at > 0 && command::is_one(candidate) {
            return is_unsaid(&line[..at]).then_some((&line[..at], candidate));
        }
        at += word.len();
    }
    None
}

/// Whether no sentence stands there: prompts hold names, signs and numbers.
fn is_unsaid(before: &str) -> bool {
    let mut words = before.split_whitespace();
    words.clone().count() <= 7
        && words.all(|word| {
            let bare = word.trim_matches(['(', ')', '[', ']', '{', '}']);
            // People call their Macs so.
            (bare == "mac" || !is_of_a_sentence(bare)) && !word.contains(['<', '=', '"', '\'', '`'])
        })
}

/// Whether what stands before a `$`, `%` or `>` looks like a prompt and not like a sentence.
fn is_prompt(before: &str, end: char) -> bool {
    let before = before.trim();
    if before.is_empty() {
        return true;
    }
    let unusual = matches!(end, '❯' | '»' | 'λ' | '✗' | '✔' | '›' | '▶');
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

/// `weather % pip3 install x`, `PS /Users/ada> pip3 install x`, `ada ~ $ pip3 install x`: what could be anything is a
/// prompt if a command follows.
fn could_be_prompt(before: &str, rest: &str) -> bool {
    is_unsaid(before) && command::is_one(rest)
}

fn is_windows_folder(before: &str) -> bool {
    let path = before.trim().rsplit("PS ").next().unwrap_or_default().rsplit(") ").next().unwrap_or_default();
    let mut characters = path.chars();
    characters.next().is_some_and(|drive| drive.is_ascii_alphabetic()) && path[1..].starts_with(":\\")
}

/// A line that is a command although no prompt says so.
pub(super) fn without_prompt(line: &str) -> Option<(&str, &str)> {
    let trimmed = line.trim().trim_matches('`').trim();
    let goes_first = ["cd ", "mkdir ", "source "].iter().any(|start| trimmed.starts_with(start));
    let is_one = command::is_one(trimmed) || (goes_first && command::leads_to_one(trimmed));
    (trimmed.contains(' ') && is_one).then_some(("", trimmed))
}

/// Follows PEP 668's explanation, whose examples are nobody's commands: true for the lines of it.
pub(super) fn quotes_commands(line: &str, quoting: bool) -> bool {
    let begins = [
        "environment is externally managed",
        "is externally managed, and indicates",
        "To install Python packages system-wide",
    ];
    if begins.iter().any(|begin| line.contains(begin)) {
        return true;
    }
    quoting && !line.starts_with("note:") && !line.starts_with("hint:")
}

/// What was typed, and the answer behind it: some fields make one line of all that is pasted.
pub(super) fn answered(typed: &str) -> (&str, Option<&str>) {
    const ANSWERS: [&str; 8] = [
        " error: externally-managed-environment",
        " × This environment is externally managed",
        " error: The interpreter at ",
        " zsh: command not found: ",
        " zsh: no matches found: ",
        " Traceback (most recent call last):",
        " ModuleNotFoundError: No module named ",
        " ERROR: Could not ",
    ];
    let at = ANSWERS.iter().filter_map(|answer| typed.find(answer)).min();
    at.map_or((typed, None), |at| (typed[..at].trim_end(), Some(typed[at..].trim_start())))
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
