//! The words that notices share: names, never paths.

use std::path::Path;

use crate::model::Interpreter;
use crate::plain::plain;
use crate::wish::shown;

/// "Homebrew's Python 3.13"
pub(super) fn python(interpreter: Option<&Interpreter>) -> String {
    let Some(interpreter) = interpreter else { return "a Python that other programs use".to_owned() };
    let minor = interpreter.minor().map(|(major, minor)| format!(" {major}.{minor}")).unwrap_or_default();
    match plain(&interpreter.owner).as_str() {
        "Python" => format!("your Python{minor}"),
        owner => format!("{owner}'s Python{minor}"),
    }
}

/// The last name of a folder.
pub(super) fn folder(path: &Path) -> String {
    shown(&path.file_name().unwrap_or_default().to_string_lossy())
}

/// "pandas", "pandas and numpy", "pandas, numpy and 3 more".
pub(super) fn list(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [one, two] => format!("{one} and {two}"),
        [one, two, three] => format!("{one}, {two} and {three}"),
        [one, two, rest @ ..] => format!("{one}, {two} and {} more", rest.len()),
    }
}

/// "1 other", "4 others".
pub(super) fn others(count: usize) -> String {
    if count == 1 { "1 other".to_owned() } else { format!("{count} others") }
}

/// Several sentences end with a full stop each; one alone has none.
pub(super) fn sentences(said: &[&str]) -> String {
    match said {
        [only] => (*only).to_owned(),
        several => format!("{}.", several.join(". ")),
    }
}
