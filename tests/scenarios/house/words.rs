//! What is written: sentences for people, names of this or that machine, and how much stands in one file.

use super::{files, is_kind, is_test, nothing, text};

const CODE: [&str; 3] = ["rs", "svelte", "ts"];

/// The lines of code of a file, numbered, without comments on lines of their own, and without the tests at its end.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let comment =
        |line: &str| ["//", "/*", "* ", "*/", "<!--"].iter().any(|start| line.trim_start().starts_with(start));
    (1_usize..)
        .zip(text.lines())
        .take_while(|(_, line)| *line != "#[cfg(test)]")
        .filter(move |(_, line)| !comment(line))
}

/// `path:line` of every line of code that `is_bad` finds fault with, tests aside.
fn faults(kinds: &[&str], is_bad: impl Fn(&str) -> bool) -> anyhow::Result<Vec<String>> {
    let mut found = Vec::new();
    for path in files()?.into_iter().filter(|path| is_kind(path, kinds) && !is_test(path)) {
        let text = text(&path)?;
        found.extend(
            lines(&text)
                .filter(|(_, line)| is_bad(line))
                .map(|(number, line)| format!("{path}:{number}: {}", line.trim())),
        );
    }
    Ok(found)
}

/// Sandbar says what failed and what to do; it neither begs nor jokes about it.
#[test]
fn sentences_are_calm() -> anyhow::Result<()> {
    const WORDS: [&str; 7] = ["please", "oops", "whoops", "sorry", "failed to", "unable to", "something went wrong"];
    let found = faults(&CODE, |line| {
        let line = line.to_lowercase();
        WORDS.iter().any(|word| line.contains(word))
    })?;
    nothing("`Could not ..`, `path`, why, and a hint: see CONTRIBUTING.md. Not so", &found)
}

/// What the engine says is shown as a line, and ends as a line does; two sentences are a text, with full stops.
#[test]
fn a_single_sentence_has_no_full_stop() -> anyhow::Result<()> {
    let is_sentence =
        |text: &str| text.starts_with(|first: char| first.is_uppercase() || first == '`') && text.contains(' ');
    let found = faults(&["rs"], |line| {
        let mut texts = line.split('"').skip(1).step_by(2);
        texts.any(|text| is_sentence(text) && text.ends_with('.') && !text.ends_with("..") && !text.contains(". "))
    })?;
    nothing("A full stop after a single sentence", &found)
}

/// The rule has no exception: what needs root is explained, not done.
#[test]
fn nothing_is_run_as_root() -> anyhow::Result<()> {
    let found = faults(&CODE, |line| {
        ["\"sudo\"", "'sudo'", "\"su\"", "\"doas\"", "\"pkexec\""].iter().any(|word| line.contains(word))
    })?;
    nothing("A word of a command line that would be run as root", &found)
}

/// A room holds one thing, and fits a reader's head.
#[test]
fn files_are_short() -> anyhow::Result<()> {
    const MOST: usize = 400;
    let mut found = Vec::new();
    for path in files()?.into_iter().filter(|path| is_kind(path, &CODE) && !is_test(path)) {
        let count = text(&path)?.lines().count();
        if count > MOST && path != "ui/src/contract.ts" {
            found.push(format!("{path}: {count} lines"));
        }
    }
    nothing(&format!("More than {MOST} lines"), &found)
}

/// A path of the machine that somebody worked on is wrong on every other.
#[test]
fn no_machine_is_named() -> anyhow::Result<()> {
    // Cut in two so that this file does not name them either.
    let paths =
        [concat!("/wo", "rk/"), concat!("../sha", "red"), concat!("/root", "/."), concat!("/tmp/ba", "sh_jobs")];
    let marks = [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("XX", "X:"), concat!("HA", "CK:")];
    let begins = |line: &str, path: &str| {
        let before = |(at, _): (usize, &str)| line[..at].chars().next_back();
        line.match_indices(path)
            .map(before)
            .any(|before| before.is_none_or(|it| !it.is_alphanumeric() && !"~}".contains(it)))
    };
    let mut found = Vec::new();
    for path in files()?.into_iter().filter(|path| !is_kind(path, &["lock"]) && !path.ends_with("package-lock.json")) {
        for (number, line) in (1_usize..).zip(text(&path)?.lines()) {
            if paths.iter().any(|it| begins(line, it)) || marks.iter().any(|mark| line.contains(mark)) {
                found.push(format!("{path}:{number}: {}", line.trim()));
            }
        }
    }
    nothing("Paths of one machine, and marks of unfinished work", &found)
}
