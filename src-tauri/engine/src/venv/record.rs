//! `RECORD`, as pip writes it for what it has installed.
//!
//! The lines are the wheel's own, with their checksums, and one for each file that the installing added; sorted; ended
//! as `csv` ends lines (CR LF). Compiled files are not in it as long as nobody has compiled: `pip uninstall` takes
//! them along by the names of their sources.
//! (<https://packaging.python.org/en/latest/specifications/recording-installed-packages/>)

use std::collections::BTreeSet;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};

/// Path, checksum, length.
type Row = [String; 3];

/// The lines for one distribution.
#[derive(Debug, Default)]
pub(super) struct Record {
    rows: BTreeSet<Row>,
}

impl Record {
    /// Begins with the wheel's own RECORD, for the files that it really has.
    ///
    /// A file that the wheel does not list has a line without checksum; a line without a file is the wheel's mistake,
    /// and stays, as it does with pip.
    pub(super) fn of_wheel<'a>(own: &str, files: impl Iterator<Item = &'a str>) -> Option<Self> {
        let mut rows: BTreeSet<Row> = own.lines().filter(|line| !line.is_empty()).map(row).collect::<Option<_>>()?;
        let listed: BTreeSet<String> = rows.iter().map(|[path, ..]| path.clone()).collect();
        let unlisted = files.filter(|file| !listed.contains(*file));
        rows.extend(unlisted.map(|file| [file.to_owned(), String::new(), String::new()]));
        Some(Self { rows })
    }

    /// Adds a file that the wheel does not have.
    pub(super) fn add(&mut self, path: String, content: &[u8]) {
        let sum = format!("sha256={}", URL_SAFE_NO_PAD.encode(Sha256::digest(content)));
        self.rows.insert([path, sum, content.len().to_string()]);
    }

    /// All of it.
    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        for row in &self.rows {
            text.push_str(&row.each_ref().map(|field| written(field)).join(","));
            text.push_str("\r\n");
        }
        text
    }
}

/// One field, in quotes where it has to be.
fn written(field: &str) -> String {
    if field.contains([',', '"', '\r', '\n']) {
        format!("\"{}\"", field.replace('"', "\"\""))
    } else {
        field.to_owned()
    }
}

/// The three fields of a line; `None` when it has another number, or quotes that do not end.
fn row(line: &str) -> Option<Row> {
    let mut fields = vec![String::new()];
    let mut rest = line.trim_end_matches('\r').chars().peekable();
    let mut quoted = false;
    while let Some(c) = rest.next() {
        let field = fields.last_mut()?;
        match c {
            '"' if quoted && rest.peek() == Some(&'"') => field.extend(rest.next()),
            '"' if quoted || field.is_empty() => quoted = !quoted,
            ',' if !quoted => fields.push(String::new()),
            c => field.push(c),
        }
    }
    if quoted { None } else { fields.try_into().ok() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_pips() {
        let own = "b.py,sha256=abc,3\r\na-1.dist-info/RECORD,,\n\"odd, \"\"name\"\".py\",sha256=x,1\n";
        let mut record = Record::of_wheel(own, ["b.py", "unlisted"].into_iter()).unwrap();
        record.add("a-1.dist-info/INSTALLER".to_owned(), b"pip\n");
        record.add("a-1.dist-info/REQUESTED".to_owned(), b"");
        // The two sums are in every RECORD that pip writes; recorded with pip 23.0.1.
        assert_eq!(
            record.text(),
            "a-1.dist-info/INSTALLER,sha256=zuuue4knoyJ-UwPPXg8fezS7VCrXJQrAP7zeNuwvFQg,4\r\n\
             a-1.dist-info/RECORD,,\r\n\
             a-1.dist-info/REQUESTED,sha256=47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU,0\r\n\
             b.py,sha256=abc,3\r\n\"odd, \"\"name\"\".py\",sha256=x,1\r\nunlisted,,\r\n"
        );
    }

    #[test]
    fn a_line_that_is_none_is_no_record() {
        for odd in ["a", "a,b", "a,b,c,d", "\"a,b,c"] {
            assert!(Record::of_wheel(odd, std::iter::empty()).is_none(), "{odd}");
        }
    }
}
