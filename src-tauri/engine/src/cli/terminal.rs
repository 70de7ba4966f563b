//! What is written for a person: text, and nothing that a terminal would obey.
//!
//! Every word of it may be somebody else's: a version that a `pyvenv.cfg` claims, the name of a package, a program's
//! last line. So it goes through here, whoever made the sentence; JSON has escapes of its own.

use std::io::{self, StderrLock, StdoutLock, Write};

use sandbar_engine::plain::is_plain;

/// Standard output, for the answer.
pub(super) fn out() -> Plain<StdoutLock<'static>> {
    Plain(io::stdout().lock())
}

/// Standard error, for everything else.
pub(super) fn err() -> Plain<StderrLock<'static>> {
    Plain(io::stderr().lock())
}

/// Lets text through, and line breaks and tabs; of everything else that is not plain, U+FFFD stays.
pub(super) struct Plain<W>(W);

impl<W: Write> Write for Plain<W> {
    /// What is formatted arrives in pieces that are whole characters.
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let is_kept = |c: char| matches!(c, '\n' | '\t') || is_plain(c);
        let text = String::from_utf8_lossy(bytes);
        let plain: String = text.chars().map(|c| if is_kept(c) { c } else { char::REPLACEMENT_CHARACTER }).collect();
        self.0.write_all(plain.as_bytes())?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::Plain;

    #[test]
    fn a_name_does_not_command_the_terminal() {
        let mut plain = Plain(Vec::new());
        let name = "\u{1b}]0;owned\u{7}\u{9b}2J\r";
        writeln!(plain, "  Grüße\t{name}").unwrap();
        let written = String::from_utf8(plain.0).unwrap();
        assert_eq!(written, "  Grüße\t\u{FFFD}]0;owned\u{FFFD}\u{FFFD}2J\u{FFFD}\n");
    }
}
