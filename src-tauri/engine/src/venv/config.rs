//! The text of `pyvenv.cfg`, key for key as `venv` writes it.

use std::fmt::Write as _;

use super::Unfit;
use super::recipe::Recipe;

/// What stands in it.
pub(super) struct Facts<'a> {
    /// The folder of the interpreter, by the name that it is run by.
    pub(super) home: &'a str,
    /// Its version, without what follows the third number.
    pub(super) version: &'a str,
    /// The interpreter as it is run.
    pub(super) executable: &'a str,
    /// The file that really runs.
    pub(super) real_executable: &'a str,
    /// What the shell's prompt shall say, if it was said.
    pub(super) prompt: Option<&'a str>,
    /// The environment's folder.
    pub(super) target: &'a str,
}

/// All of it.
pub(super) fn text(recipe: &Recipe, facts: &Facts<'_>) -> Result<String, Unfit> {
    let mut text =
        format!("home = {}\ninclude-system-site-packages = false\nversion = {}\n", facts.home, facts.version);
    if let Some(prompt) = facts.prompt {
        let literal = literal(prompt).ok_or(Unfit::Prompt)?;
        let _ = writeln!(text, "prompt = {literal}");
    }
    if recipe.command {
        let prompt = facts.prompt.map(|prompt| format!("--prompt=\"{prompt}\" ")).unwrap_or_default();
        let _ = writeln!(
            text,
            "executable = {}\ncommand = {} -m venv {prompt}{}",
            facts.real_executable, facts.executable, facts.target
        );
    }
    Ok(text)
}

/// A string as Python's `repr` writes it; `None` for one with characters that it would write in another way.
fn literal(text: &str) -> Option<String> {
    let is_plain = |c: char| matches!(c, ' '..='~') && c != '\\' || (!c.is_ascii() && c.is_alphanumeric());
    // To venv, `.` means the name of the current folder.
    if text.is_empty() || text == "." || !text.chars().all(is_plain) {
        return None;
    }
    match (text.contains('\''), text.contains('"')) {
        (false, _) => Some(format!("'{text}'")),
        (true, false) => Some(format!("\"{text}\"")),
        (true, true) => Some(format!("'{}'", text.replace('\'', "\\'"))),
    }
}

/// The three numbers of a version that `venv` writes: `3.15.0` of `3.15.0rc2`.
pub(super) fn three_numbers(version: &str) -> Option<String> {
    let mut parts = version.splitn(3, '.');
    let (major, minor, rest) = (parts.next()?, parts.next()?, parts.next()?);
    let micro: String = rest.chars().take_while(char::is_ascii_digit).collect();
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    [major, minor, &micro].into_iter().all(is_number).then(|| format!("{major}.{minor}.{micro}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_prompt_is_written_as_python_writes_strings() {
        // `python3.13 -c "print(repr(...))"`, recorded.
        assert_eq!(literal("it's"), Some("\"it's\"".to_owned()));
        assert_eq!(literal("a \"b\""), Some("'a \"b\"'".to_owned()));
        assert_eq!(literal("a'\"b"), Some("'a\\'\"b'".to_owned()));
        assert_eq!(literal("Grüße 日本"), Some("'Grüße 日本'".to_owned()));
        for odd in ["a\nb", "a\u{202e}b", "a\\b", ".", "", "a\u{a0}b"] {
            assert_eq!(literal(odd), None, "{odd:?}");
        }
    }

    #[test]
    fn a_version_has_three_numbers() {
        assert_eq!(three_numbers("3.15.0rc2").as_deref(), Some("3.15.0"));
        assert_eq!(three_numbers("3.9.18+").as_deref(), Some("3.9.18"));
        for odd in ["3.13", "3.13.x", "", "3..1"] {
            assert_eq!(three_numbers(odd), None, "{odd}");
        }
    }
}
