//! The options of a requirements file, as pip's own parser takes them: in full, shortened, or with the value attached.
//!
//! Only those that are named here are understood; whoever asks refuses a line with any other.

use super::Line;

/// What an option is about.
#[derive(Debug, Clone, Copy)]
enum About {
    /// Another such file.
    Include,
    /// Where packages come from.
    Source,
    /// Something is built, or may be.
    Build,
    /// Which packages are taken ready-made.
    Wheels,
    /// Nothing that a plan depends on.
    Value,
    /// The same, without a value.
    Switch,
}

const LONG: [(&str, About); 20] = [
    ("--index-url", About::Source),
    ("--pypi-url", About::Source),
    ("--extra-index-url", About::Source),
    ("--find-links", About::Source),
    ("--trusted-host", About::Source),
    ("--no-index", About::Switch),
    ("--constraint", About::Include),
    ("--requirement", About::Include),
    ("--editable", About::Build),
    ("--no-binary", About::Build),
    ("--only-binary", About::Wheels),
    ("--prefer-binary", About::Switch),
    ("--require-hashes", About::Switch),
    ("--pre", About::Switch),
    ("--use-feature", About::Value),
    ("--hash", About::Value),
    ("--config-settings", About::Build),
    ("--config-setting", About::Build),
    ("--global-option", About::Build),
    ("--process-dependency-links", About::Build),
];

const SHORT: [(&str, About); 6] = [
    ("-i", About::Source),
    ("-f", About::Source),
    ("-r", About::Include),
    ("-c", About::Include),
    ("-e", About::Build),
    ("-C", About::Build),
];

/// What these options mean; `None` when one of them is not understood. `line` is all of their line.
pub(super) fn read(options: &str, line: &str) -> Option<Vec<Line>> {
    // pip reads quotes and backslashes as a shell does.
    if options.contains(['"', '\'', '\\']) {
        return None;
    }
    let mut words = options.split_whitespace();
    let mut lines = Vec::new();
    while let Some(word) = words.next() {
        let (about, attached) = named(word)?;
        let value = match (about, attached) {
            (About::Switch, None) => "",
            (About::Switch, Some(_)) => return None,
            (_, Some(value)) => value,
            (_, None) => words.next()?,
        };
        lines.push(match about {
            About::Include => Line::Include(value.to_owned()),
            About::Source => Line::Source(line.to_owned()),
            About::Build => Line::Builds(line.to_owned()),
            // It takes back that nothing is built.
            About::Wheels if value.contains(":none:") => Line::Builds(line.to_owned()),
            About::Wheels | About::Value | About::Switch => Line::Other,
        });
    }
    // One line is said once.
    lines.dedup();
    Some(lines)
}

/// What the option is about, and the value that is attached to it.
fn named(word: &str) -> Option<(About, Option<&str>)> {
    if !word.starts_with("--") {
        let (_, about) = SHORT.iter().find(|(short, _)| word.starts_with(short))?;
        return Some((*about, word.get(2..).filter(|value| !value.is_empty())));
    }
    let (name, value) = word.split_once('=').map_or((word, None), |(name, value)| (name, Some(value)));
    if let Some((_, about)) = LONG.iter().find(|(long, _)| *long == name) {
        return Some((*about, value));
    }
    let mut meant = LONG.iter().filter(|(long, _)| long.starts_with(name));
    match (meant.next(), meant.next()) {
        (Some((_, about)), None) => Some((*about, value)),
        _ => None,
    }
}
