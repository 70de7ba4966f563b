//! What stands before the program of a command: `sudo`, variables, and programs that run another.

use crate::advise::tables::WRAPPERS;

/// What stood before the program's name.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Circumstances {
    /// With `sudo`.
    pub(super) sudo: bool,
    /// With pip's variable that breaks the protection.
    pub(super) breaks: bool,
}

/// The command without what stands before it: `sudo -H`, `env A=1`, `arch -arm64`, `poetry run`, variables.
pub(super) fn unwrapped<'a>(mut words: &'a [String], circumstances: &mut Circumstances) -> &'a [String] {
    while let Some((first, rest)) = words.split_first() {
        let program = first.trim_start_matches(['!', '%']);
        if let Some(wrapper) = WRAPPERS.row(program) {
            circumstances.sudo |= wrapper.has_flag(1, "root");
            words = rest;
            continue;
        }
        words = match program {
            "pyenv" | "poetry" | "uv" | "pipenv" | "pdm" | "hatch"
                if rest.first().is_some_and(|word| word == "run" || word == "exec") =>
            {
                &rest[1..]
            }
            "conda" if rest.first().is_some_and(|word| word == "run") => after_options(&rest[1..]),
            word if is_variable(word) => {
                circumstances.breaks |= is_breaking_variable(word);
                rest
            }
            word if word.starts_with('-') && word.len() > 1 => rest,
            _ => return words,
        };
    }
    words
}

fn after_options(mut words: &[String]) -> &[String] {
    while let [option, _, rest @ ..] = words {
        if !matches!(option.as_str(), "-n" | "--name" | "-p" | "--prefix") {
            break;
        }
        words = rest;
    }
    words
}

fn is_variable(word: &str) -> bool {
    word.split_once('=').is_some_and(|(name, _)| {
        !name.is_empty()
            && !name.starts_with(|first: char| first.is_ascii_digit())
            && name
                .chars()
                .all(|character| character.is_ascii_uppercase() || character.is_ascii_digit() || character == '_')
    })
}

pub(super) fn is_breaking_variable(word: &str) -> bool {
    word.split_once('=').is_some_and(|(name, value)| {
        name == "PIP_BREAK_SYSTEM_PACKAGES" && !matches!(value.to_ascii_lowercase().as_str(), "" | "0" | "false" | "no")
    })
}
