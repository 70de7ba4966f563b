//! A requirements file, read as data: which packages it names, and which of its lines would have something executed.
//!
//! Only as far as a plan depends on it: pip reads the file itself. The format is pip's own ("Requirements File Format"
//! in its documentation).

mod option;

use std::path::PathBuf;

use serde::Serialize;

use crate::advise::names::normalise;
use crate::tool::spec::Spec;

/// A requirements file.
#[derive(Debug, Clone, Serialize)]
pub struct List {
    /// The file.
    pub path: PathBuf,
    /// The same, for a sentence.
    pub shown: String,
    /// What is in it.
    pub text: Result<String, Unread>,
    /// Whether it was named, and not only included by another.
    pub is_named: bool,
}

/// Why nobody knows what is in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Unread {
    /// It is not there, or may not be read.
    Absent,
    /// It is in no encoding that pip reads as well.
    NotText,
    /// It is an address, and so another one each time that somebody asks for it.
    Address,
}

/// The text in a file's bytes, as pip reads it: UTF-8, or what the mark at its beginning says. Windows' PowerShell writes
/// UTF-16 where somebody has `pip freeze` write into a file.
pub fn decoded(bytes: &[u8]) -> Option<String> {
    let wide = |bytes: &[u8], unit: fn([u8; 2]) -> u16| {
        let (pairs, rest) = bytes.as_chunks::<2>();
        let units: Vec<u16> = pairs.iter().copied().map(unit).collect();
        String::from_utf16(&units).ok().filter(|_| rest.is_empty())
    };
    match bytes {
        // UTF-32, which nobody writes.
        [0xff, 0xfe, 0, 0, ..] => None,
        [0xff, 0xfe, text @ ..] => wide(text, u16::from_le_bytes),
        [0xfe, 0xff, text @ ..] => wide(text, u16::from_be_bytes),
        [0xef, 0xbb, 0xbf, text @ ..] | text => String::from_utf8(text.to_vec()).ok(),
    }
}

/// A line that means something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line {
    /// A package, by its normalised name.
    Package(String),
    /// Another such file, as it is written.
    Include(String),
    /// Where packages come from.
    Source(String),
    /// What has to be built, or may have to: a program of its own is run.
    Builds(String),
    /// Anything else that is understood.
    Other,
    /// What is not understood, by the number of its line: what pip would make of it, nobody can say.
    Unclear(usize),
}

/// The lines of a requirements file that mean something, those that go on joined.
pub fn lines(text: &str) -> Vec<Line> {
    if text.split('\n').take(2).any(is_said_to_be_encoded) {
        return vec![Line::Unclear(1)];
    }
    joined(text).iter().flat_map(|(number, text)| line(text).unwrap_or_else(|| vec![Line::Unclear(*number)])).collect()
}

/// `# coding: utf-7`: pip decodes the file by it, and would read other lines than stand here.
fn is_said_to_be_encoded(line: &str) -> bool {
    let behind = ["coding:", "coding="].iter().find_map(|key| line.split_once(key)).map(|(_, behind)| behind.trim());
    let name = behind.unwrap_or("utf-8").split(|c: char| !(c.is_alphanumeric() || "-_.".contains(c))).next();
    let is_usual = name.is_some_and(|name| ["", "utf-8", "utf8", "ascii"].contains(&name.to_lowercase().as_str()));
    line.starts_with('#') && !is_usual
}

/// The lines that pip sees, each with the number of its first one: it breaks them where Python does, and joins those
/// that end with a backslash, but no comment to what follows it.
fn joined(text: &str) -> Vec<(usize, String)> {
    let text = text.replace("\r\n", "\n");
    let breaks = ['\n', '\r', '\u{b}', '\u{c}', '\u{1c}', '\u{1d}', '\u{1e}', '\u{85}', '\u{2028}', '\u{2029}'];
    let mut joined = Vec::new();
    let mut open: Option<(usize, String)> = None;
    for (at, line) in text.split(breaks).enumerate() {
        let is_comment = line.trim_start().starts_with('#');
        let (number, mut whole) = open.take().unwrap_or((at + 1, String::new()));
        if line.ends_with('\\') && !is_comment {
            whole.push_str(line.trim_matches('\\'));
            open = Some((number, whole));
        } else {
            whole.push_str(if is_comment { " " } else { "" });
            whole.push_str(line);
            joined.push((number, whole));
        }
    }
    joined.extend(open);
    joined
}

/// What a line means; `None` when that is not clear.
fn line(line: &str) -> Option<Vec<Line>> {
    let comment =
        line.match_indices('#').find(|(at, _)| line[..*at].chars().next_back().is_none_or(char::is_whitespace));
    let line = comment.map_or(line, |(at, _)| &line[..at]).trim();
    if line.is_empty() {
        return Some(Vec::new());
    }
    // As pip does: the options begin at the first word with a dash, and words are apart by spaces here.
    let (entry, options) = match line.find(" -").filter(|_| !line.starts_with('-')) {
        Some(at) => line.split_at(at),
        None if line.starts_with('-') => ("", line),
        None => (line, ""),
    };
    let mut lines = option::read(options, line)?;
    if !entry.is_empty() {
        lines.retain(|line| *line != Line::Other);
        lines.insert(0, self::entry(entry.trim(), line)?);
    }
    Some(lines)
}

/// What is asked for; `None` when that is neither a package nor a place.
fn entry(entry: &str, line: &str) -> Option<Line> {
    if let Ok(spec) = Spec::listed(&entry.replace('\t', " ")) {
        return spec.package().map(|package| Line::Package(package.name.normal()));
    }
    let (name, place) = match entry.split_once('@') {
        Some((name, place)) if Spec::parse(name.trim()).is_ok() => (Some(name.trim()), place.trim()),
        _ => (None, entry),
    };
    // `name @ https://example.org/name-1.0-py3-none-any.whl#sha256=..`: unpacked, and nothing more.
    let address = place.split("; ").next().unwrap_or_default().trim_end();
    let address = address.split(" ;").next().unwrap_or_default();
    let file = address.split(['?', '#']).next().unwrap_or_default();
    let on_the_web = ["https://", "http://"].iter().find_map(|scheme| file.strip_prefix(scheme));
    let path = on_the_web.and_then(|rest| rest.split_once('/')).map(|(_, path)| path);
    let is_wheel = path.and_then(|path| path.rsplit_once('.')).is_some_and(|(_, end)| end == "whl");
    if is_wheel && !address.contains(|c: char| c == ';' || c.is_whitespace()) {
        let name = name.map(|name| normalise(name.split('[').next().unwrap_or_default().trim()));
        return Some(name.map_or(Line::Other, Line::Package));
    }
    is_place(place).then(|| Line::Builds(line.to_owned()))
}

/// Whether it is an address or a path, as far as pip takes it for one.
fn is_place(text: &str) -> bool {
    let schemes = ["http://", "https://", "file:", "ftp://", "git+", "hg+", "svn+", "bzr+"];
    let archives = [".whl", ".zip", ".tgz", ".tbz", ".txz", ".tar", ".tar.gz", ".tar.bz2", ".tar.xz"];
    if schemes.iter().any(|scheme| text.starts_with(scheme)) {
        return true;
    }
    let path = text.split(';').next().unwrap_or_default().trim();
    let is_one_word = !path.contains(char::is_whitespace);
    let is_path = path.starts_with(['.', '/'])
        || (is_one_word && (path.contains('/') || archives.iter().any(|end| path.ends_with(end))));
    is_path && !path.contains(':')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(text: &str) -> Option<Line> {
        let mut lines = lines(text);
        assert!(lines.len() < 2, "{text}: {lines:?}");
        lines.pop()
    }

    #[test]
    fn a_line_is_what_pip_makes_of_it() {
        let package = |name: &str| Some(Line::Package(name.to_owned()));
        let builds = |text: &str| Some(Line::Builds(text.to_owned()));
        for (text, expected) in [
            ("requests", package("requests")),
            ("  Zope.Interface>=5 # why", package("zope-interface")),
            ("tomli; python_version < '3.11'", package("tomli")),
            ("six @ https://example.org/six-1-py3-none-any.whl#sha256=a", package("six")),
            // It may be a folder of that name.
            ("./wheels/six-1-py3-none-any.whl", builds("./wheels/six-1-py3-none-any.whl")),
            ("https://example.org/six-1-py3-none-any.whl", Some(Line::Other)),
            ("# nothing", None),
            ("", None),
            ("-r base.txt", Some(Line::Include("base.txt".to_owned()))),
            ("-rbase.txt", Some(Line::Include("base.txt".to_owned()))),
            ("--constraint=c.txt", Some(Line::Include("c.txt".to_owned()))),
            (
                "--index-url https://example.org/simple",
                Some(Line::Source("--index-url https://example.org/simple".to_owned())),
            ),
            ("--pre", Some(Line::Other)),
            ("-e .", builds("-e .")),
            ("-e.", builds("-e.")),
            ("--no-binary :all:", builds("--no-binary :all:")),
            ("git+https://example.org/x.git", builds("git+https://example.org/x.git")),
            ("x @ https://example.org/x.tar.gz", builds("x @ https://example.org/x.tar.gz")),
            ("./here", builds("./here")),
        ] {
            assert_eq!(one(text), expected, "{text}");
        }
    }

    #[test]
    fn a_file_is_decoded_as_pip_does_it() {
        let wide =
            |unit: fn(u16) -> [u8; 2]| "\u{feff}six\r\nidna\r\n".encode_utf16().flat_map(unit).collect::<Vec<u8>>();
        let files =
            [wide(u16::to_le_bytes), wide(u16::to_be_bytes), "\u{feff}six\r\nidna".into(), "six\nidna\n".into()];
        for bytes in files {
            let text = decoded(&bytes).unwrap();
            assert_eq!(lines(&text), ["six", "idna"].map(|name| Line::Package(name.to_owned())), "{bytes:?}");
        }
        for bytes in [&b"caf\xe9"[..], b"\xff\xfes", b"\xff\xfe\x00\xd8", b"\xff\xfe\0\0s\0\0\0"] {
            assert_eq!(decoded(bytes), None, "{bytes:?}");
        }
    }

    #[test]
    fn a_line_may_go_on() {
        assert_eq!(lines("six==1 \\\n  --hash=sha256:a\nidna\n").len(), 2);
    }

    #[test]
    fn an_option_is_known_in_every_spelling_that_pip_takes() {
        let builds = |line: &Line| matches!(line, Line::Builds(_));
        for text in [
            "--no-binar evil",
            "--no-b=evil",
            "--no-binary\tevil",
            "\t--no-binary evil",
            "--edit .",
            "-e\t.",
            "-eDIR",
            "--only-binary :none:",
            "--only=:all:,:none:",
            "--index-url https://h --no-binary evil",
            "six --no-binary evil",
            "six --hash=sha256:a --global-option=x",
            "six -C a=b",
            "--no-bi\\\nnary evil",
            "# a comment \\\n--no-binary evil",
            "# a comment\r--no-binary evil",
            "# a comment\u{2028}--no-binary evil",
        ] {
            assert!(lines(text).iter().any(builds), "{text:?}: {:?}", lines(text));
        }
        for text in
            ["--find .", "-fDIR", "-f DIR", "--index-ur=URL", "-iURL", "--extra-i URL", "--trusted x", "--pypi-url\tx"]
        {
            assert_eq!(lines(text), [Line::Source(text.to_owned())], "{text:?}");
        }
        for text in ["--no-ind", "--prefer", "--require-h", "--use x", "--only-binary :all:", "--hash=sha256:a"] {
            assert_eq!(lines(text), [Line::Other], "{text:?}");
        }
        assert_eq!(lines("--requirem\tb.txt --cons=c.txt").len(), 2);
        assert_eq!(lines("six --hash=sha256:a"), [Line::Package("six".to_owned())]);
    }

    #[test]
    fn what_is_not_understood_is_said_by_its_number() {
        for text in [
            "--no",
            "--pre six",
            "--pre=1",
            "--index-url",
            "--",
            "-x",
            "--'no-binary' evil",
            "--no\\-binary evil",
            "--unheard-of",
            "root:x:0:0:root:/root:/bin/bash",
            "127.0.0.1 localhost",
            "six seven",
            "'-e' .",
        ] {
            assert_eq!(lines(&format!("# first\n{text}\n")), [Line::Unclear(2)], "{text}");
        }
        assert_eq!(lines("# coding: utf-7\n# +AAo---no-binary evil"), [Line::Unclear(1)]);
        assert_eq!(lines("# -*- coding: utf-8 -*-\n"), []);
    }

    #[test]
    fn an_address_is_a_wheel_only_where_pip_takes_it_for_one() {
        for text in [
            "six @ git+https://example.org/six.whl",
            "https://example.org/x.tar.gz?x.whl",
            "https://example.org/x.whl;/x.tar.gz",
            "x @ file:///tmp/x.whl",
            "https://example.whl",
        ] {
            assert_eq!(lines(text), [Line::Builds(text.to_owned())], "{text}");
        }
    }
}
