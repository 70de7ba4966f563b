//! Bytes as they come, made into lines that a person can be shown.

/// Longer than any line that somebody reads; what comes after is cut.
const LONGEST: usize = 4096;

/// Collects bytes into lines.
///
/// A carriage return takes the line back to its beginning, as in a terminal: of a progress bar only its last state is
/// a line. Bytes that are not UTF-8 become U+FFFD; control characters, which could move a terminal's cursor, go.
#[derive(Debug, Default)]
pub struct Lines {
    line: Vec<u8>,
    cut: bool,
    returned: bool,
}

impl Lines {
    /// Takes more bytes, and hands over each line that they end.
    pub fn push(&mut self, bytes: &[u8], mut line: impl FnMut(String)) {
        for byte in bytes {
            match byte {
                b'\n' => line(self.take()),
                b'\r' => self.returned = true,
                byte => self.add(*byte),
            }
        }
    }

    /// Hands over the last line, if it was not ended.
    pub fn end(&mut self, line: impl FnOnce(String)) {
        if !self.line.is_empty() {
            line(self.take());
        }
    }

    fn add(&mut self, byte: u8) {
        if std::mem::take(&mut self.returned) {
            self.line.clear();
            self.cut = false;
        }
        if self.line.len() < LONGEST {
            self.line.push(byte);
        } else {
            self.cut = true;
        }
    }

    fn take(&mut self) -> String {
        let mut text: String =
            String::from_utf8_lossy(&self.line).chars().filter(|c| !c.is_control() || *c == '\t').collect();
        if self.cut {
            text.push_str(" ...");
        }
        *self = Self::default();
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(pieces: &[&[u8]]) -> Vec<String> {
        let mut found = Vec::new();
        let mut lines = Lines::default();
        for piece in pieces {
            lines.push(piece, |line| found.push(line));
        }
        lines.end(|line| found.push(line));
        found
    }

    #[test]
    fn a_line_may_come_in_pieces_and_end_in_either_way() {
        assert_eq!(lines(&[b"on", b"e\r", b"\ntwo\n", b"\nthree"]), ["one", "two", "", "three"]);
    }

    #[test]
    fn of_a_progress_bar_its_last_state_stays() {
        assert_eq!(lines(&[b"10%\r50%\r", b"100%\ndone\r"]), ["100%", "done"]);
    }

    #[test]
    fn a_letter_may_be_torn_and_bytes_may_be_none() {
        assert_eq!(lines(&["grün".as_bytes().split_at(3).0, "grün".as_bytes().split_at(3).1]), ["grün"]);
        assert_eq!(lines(&[b"a\xffb\x1b[2Jc\x00\td"]), ["a\u{FFFD}b[2Jc\td"]);
    }

    #[test]
    fn a_line_without_an_end_takes_no_more_than_its_share() {
        let endless = lines(&[&vec![b'x'; 1 << 20], b"\nnext"]);
        assert_eq!(endless.len(), 2);
        assert!(endless[0].len() < LONGEST + 8 && endless[0].ends_with(" ..."));
        assert_eq!(endless[1], "next");
    }
}
