//! Other people's names in our own sentences.
//!
//! A folder from the internet is called whatever its maker liked, line breaks and a terminal's commands included. What
//! is shown is plain: one line, in the direction it is read in. The name itself stays as it is wherever it is used.

/// `text` as a sentence can hold it: what is not plain becomes U+FFFD.
pub fn plain(text: &str) -> String {
    text.chars().map(|c| if is_plain(c) { c } else { char::REPLACEMENT_CHARACTER }).collect()
}

/// False for what moves a terminal's cursor, ends a line, or makes a name read as another one.
pub fn is_plain(c: char) -> bool {
    !c.is_control() && !is_invisible(c)
}

/// Line and paragraph separators, and what turns the direction of the text around it (Unicode UAX 9).
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{061C}' | '\u{2028}' | '\u{2029}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'
    )
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn a_name_stays_one_line_and_commands_nothing() {
        assert_eq!(plain("Grüße 日本\u{1F600} it's"), "Grüße 日本\u{1F600} it's");
        assert_eq!(plain("a\u{1b}[31mb\n"), "a\u{FFFD}[31mb\u{FFFD}");
        assert_eq!(plain("\u{9b}31m\r\u{7f}\u{202e}fdp"), "\u{FFFD}31m\u{FFFD}\u{FFFD}\u{FFFD}fdp");
    }
}
