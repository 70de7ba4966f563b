//! The options of pip, pipx, uv, Homebrew and conda: which take a value, and which matter.

use super::Tool;

/// Options of pip, uv and pipx that take the next word as their value.
const WITH_VALUE: &[&str] = &[
    // pip install and pip's general options
    "--requirement",
    "--constraint",
    "--build-constraint",
    "--editable",
    "--target",
    "--platform",
    "--python-version",
    "--implementation",
    "--abi",
    "--root",
    "--prefix",
    "--src",
    "--upgrade-strategy",
    "--config-settings",
    "--config-setting",
    "--global-option",
    "--build-option",
    "--install-option",
    "--no-binary",
    "--only-binary",
    "--progress-bar",
    "--root-user-action",
    "--report",
    "--index-url",
    "--pypi-url",
    "--extra-index-url",
    "--find-links",
    "--python",
    "--log",
    "--log-file",
    "--proxy",
    "--retries",
    "--timeout",
    "--default-timeout",
    "--exists-action",
    "--trusted-host",
    "--cert",
    "--client-cert",
    "--cache-dir",
    "--use-feature",
    "--use-deprecated",
    "--keyring-provider",
    "--group",
    "--uploaded-prior-to",
    "--resume-retries",
    "--hash",
    // uv
    "--index",
    "--default-index",
    "--index-strategy",
    "--resolution",
    "--prerelease",
    "--exclude-newer",
    "--with",
    "--with-requirements",
    "--with-editable",
    "--extra",
    "--override",
    "--overrides",
    "--link-mode",
    "--refresh-package",
    "--reinstall-package",
    "--upgrade-package",
    "--package",
    "--project",
    "--directory",
    "--config-file",
    "--color",
    "--torch-backend",
    "--branch",
    "--tag",
    "--rev",
    "--optional",
    "--bounds",
    "--python-platform",
    // pipx
    "--pip-args",
    "--suffix",
    "--preinstall",
    "--backend",
    "--fetch-missing-python",
    "--include-resources-from",
    // conda
    "--name",
    "--channel",
    "--file",
    "--solver",
    "--repodata-fn",
    "--experimental",
    "--subdir",
    // poetry, pdm, pipenv
    "--source",
    "--extras",
    "--lock-file",
    "--categories",
    // Homebrew
    "--cc",
    "--appdir",
    "--language",
];

/// One-letter options that take a value, by tool.
fn takes_value(tool: Tool, letter: char) -> bool {
    match tool {
        Tool::Pip | Tool::Project => {
            matches!(letter, 'r' | 'c' | 'e' | 't' | 'i' | 'f' | 'C' | 'p' | 'b' | 'E' | 'G' | 'P')
        }
        Tool::Pipx => matches!(letter, 'i' | 'p' | 'c' | 'r'),
        Tool::Conda => matches!(letter, 'n' | 'p' | 'c'),
        Tool::Brew => false,
    }
}

/// One argument that matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Argument<'a> {
    /// A word that is no option.
    Word(&'a str),
    /// `-r FILE`.
    Requirements(&'a str),
    /// `-e PATH`.
    Editable(&'a str),
    /// `--break-system-packages`.
    BreakSystemPackages,
}

/// The subcommand, behind any options of the program itself, and what follows it.
pub(super) fn verb(words: &[String]) -> Option<(&str, &[String])> {
    let mut at = 0;
    while let Some(word) = words.get(at) {
        if !word.starts_with('-') {
            return Some((word.as_str(), &words[at + 1..]));
        }
        at += if WITH_VALUE.contains(&word.as_str()) { 2 } else { 1 };
    }
    None
}

/// The arguments behind the subcommand.
pub(super) fn arguments(words: &[String], tool: Tool) -> Vec<Argument<'_>> {
    let mut arguments = Vec::new();
    let mut words = words.iter().map(String::as_str);
    let mut only_words = false;
    while let Some(word) = words.next() {
        if only_words || !word.starts_with('-') || word == "-" {
            arguments.push(Argument::Word(word));
        } else if word == "--" {
            only_words = true;
        } else if let Some(long) = word.strip_prefix("--") {
            arguments.extend(long_option(word, long, &mut words));
        } else {
            arguments.extend(short_options(&word[1..], tool, &mut words));
        }
    }
    arguments
}

fn long_option<'a>(word: &'a str, long: &'a str, words: &mut impl Iterator<Item = &'a str>) -> Option<Argument<'a>> {
    let (name, value) = match long.split_once('=') {
        Some((name, value)) => (name, Some(value)),
        None => (long, WITH_VALUE.contains(&word).then(|| words.next().unwrap_or_default())),
    };
    match name {
        "break-system-packages" => Some(Argument::BreakSystemPackages),
        "requirement" | "requirements" => value.map(Argument::Requirements),
        "editable" => value.map(Argument::Editable),
        _ => None,
    }
}

/// `-U`, `-qr FILE`, `-rFILE`: letters together, the last of them with its value.
fn short_options<'a>(letters: &'a str, tool: Tool, words: &mut impl Iterator<Item = &'a str>) -> Option<Argument<'a>> {
    let (at, letter) = letters.char_indices().find(|(_, letter)| takes_value(tool, *letter))?;
    let attached = letters[at + letter.len_utf8()..].trim_start_matches('=');
    let value = if attached.is_empty() { words.next().unwrap_or_default() } else { attached };
    match (tool, letter) {
        (Tool::Pip | Tool::Project, 'r') => Some(Argument::Requirements(value)),
        (Tool::Pip | Tool::Project, 'e') => Some(Argument::Editable(value)),
        _ => None,
    }
}
