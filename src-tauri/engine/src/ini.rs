//! INI files as Python's `configparser` reads them, without interpolation.
//!
//! PEP 668 markers and pip.conf files are read by pip with `configparser`; what pip sees is what matters, so its rules
//! hold here and not those of some other INI dialect: full-line comments only, keys in lower case, continuation lines
//! by indentation, blank lines kept inside a value, `=` or `:` between key and value.
//! (<https://docs.python.org/3/library/configparser.html#supported-ini-file-structure>)

use std::collections::BTreeMap;
use std::ops::Range;

/// A parsed file: section, key in lower case, value.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ini {
    sections: BTreeMap<String, Section>,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Section {
    /// The line of its name, counted from 0.
    line: usize,
    entries: BTreeMap<String, Entry>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Entry {
    value: String,
    lines: Range<usize>,
}

/// What is being read: a value may still be continued by a line that is indented deeper than its key.
struct Open {
    section: String,
    key: String,
    values: Vec<String>,
    indent: usize,
    lines: Range<usize>,
}

impl Ini {
    /// Reads `text`. `None` where `configparser` would raise: see [`Ini::read`].
    pub fn parse(text: &str) -> Option<Self> {
        Self::read(text).ok()
    }

    /// Reads `text`.
    ///
    /// # Errors
    /// The line, counted from 1, at which `configparser` would raise: one that is neither section, key nor
    /// continuation, a key before the first section, a section or key given twice.
    pub fn read(text: &str) -> Result<Self, usize> {
        let mut ini = Self::default();
        let mut section: Option<String> = None;
        let mut open: Option<Open> = None;
        // Python opens text with universal newlines; a byte order mark it leaves in the first line, which spoils that.
        for (number, line) in text.replace("\r\n", "\n").replace('\r', "\n").lines().enumerate() {
            let content = line.trim();
            if content.starts_with(['#', ';']) {
                continue;
            }
            if content.is_empty() {
                if let Some(open) = &mut open {
                    open.values.push(String::new());
                }
                continue;
            }
            let indent = line.len() - line.trim_start().len();
            if let Some(open) = open.as_mut().filter(|open| indent > open.indent) {
                open.values.push(content.to_owned());
                open.lines.end = number + 1;
                continue;
            }
            if let Some(done) = open.take() {
                ini.close(done)?;
            }
            if let Some(name) = content.strip_prefix('[').and_then(|rest| rest.rsplit_once(']')).map(|(name, _)| name) {
                let begun = Section { line: number, entries: BTreeMap::new() };
                if ini.sections.insert(name.to_owned(), begun).is_some() {
                    return Err(number + 1);
                }
                section = Some(name.to_owned());
                continue;
            }
            let (Some(section), Some((key, value))) = (&section, content.split_once(['=', ':'])) else {
                return Err(number + 1);
            };
            if key.trim_end().is_empty() {
                return Err(number + 1);
            }
            open = Some(Open {
                section: section.clone(),
                key: key.trim_end().to_lowercase(),
                values: vec![value.trim().to_owned()],
                indent,
                lines: number..number + 1,
            });
        }
        if let Some(done) = open.take() {
            ini.close(done)?;
        }
        Ok(ini)
    }

    /// The value of `key` in `section`; the section's name is compared as it is written, the key in lower case.
    pub fn get(&self, section: &str, key: &str) -> Option<&str> {
        self.sections.get(section)?.entries.get(&key.to_lowercase()).map(|entry| entry.value.as_str())
    }

    /// The lines of `key` in `section`, counted from 0, from its name to the last line that continues it.
    pub fn lines(&self, section: &str, key: &str) -> Option<Range<usize>> {
        self.sections.get(section)?.entries.get(&key.to_lowercase()).map(|entry| entry.lines.clone())
    }

    /// The line of the name of `section`, counted from 0.
    pub fn line(&self, section: &str) -> Option<usize> {
        self.sections.get(section).map(|section| section.line)
    }

    /// The names of the sections, sorted.
    pub fn sections(&self) -> impl Iterator<Item = &str> {
        self.sections.keys().map(String::as_str)
    }

    /// True when there is such a section.
    pub fn has_section(&self, section: &str) -> bool {
        self.sections.contains_key(section)
    }

    fn close(&mut self, open: Open) -> Result<(), usize> {
        let line = open.lines.start + 1;
        let entry = Entry { value: open.values.join("\n").trim_end().to_owned(), lines: open.lines };
        let section = self.sections.get_mut(&open.section).ok_or(line)?;
        section.entries.insert(open.key, entry).map_or(Ok(()), |_| Err(line))
    }
}

#[cfg(test)]
mod tests {
    use super::Ini;

    #[test]
    fn a_value_goes_on_as_long_as_it_is_indented_and_keeps_its_blank_lines() {
        let ini = Ini::parse("[externally-managed]\nError=To install,\n try brew\n\n   deeper\n\n# note\n\n").unwrap();
        assert_eq!(ini.get("externally-managed", "error"), Some("To install,\ntry brew\n\ndeeper"));
    }

    #[test]
    fn keys_are_lower_case_and_colons_part_them_too() {
        let ini = Ini::parse("[global]\nBreak-System-Packages : true\n; no\n[install]\nuser=yes\n").unwrap();
        assert_eq!(ini.get("global", "break-system-packages"), Some("true"));
        assert_eq!(ini.get("install", "user"), Some("yes"));
    }

    #[test]
    fn lines_end_as_python_ends_them() {
        for text in ["[a]\nx=1\ny=2\n", "[a]\r\nx=1\r\ny=2", "[a]\rx=1\ry=2\r"] {
            let ini = Ini::parse(text).unwrap();
            assert_eq!((ini.get("a", "x"), ini.get("a", "y")), (Some("1"), Some("2")), "{text:?}");
        }
    }

    #[test]
    fn what_configparser_refuses_is_refused() {
        for text in ["\u{feff}[a]\n", "key=1\n", "[a]\nnot a key\n", "[a]\nx=1\nx=2\n", "[a]\n[a]\n"] {
            assert_eq!(Ini::parse(text), None, "{text:?}");
        }
    }

    #[test]
    fn a_line_that_is_none_is_named_and_those_of_a_key_are_known() {
        for (text, line) in
            [("\u{feff}[a]\n", 1), ("[a]\n\nno\n", 3), ("[a]\nx=1\ny=2\nx=3\n", 4), ("[a]\n#\n[a]", 3), ("[a]\n= 1", 2)]
        {
            assert_eq!(Ini::read(text), Err(line), "{text:?}");
        }
        let ini = Ini::read("# top\r\n[a]\r\nx = 1\r\n  2\r\n# in between\r\n  3\r\n\r\ny = 4").unwrap();
        assert_eq!((ini.line("a"), ini.lines("a", "X"), ini.lines("a", "y")), (Some(1), Some(2..6), Some(7..8)));
        assert_eq!(ini.sections().collect::<Vec<_>>(), ["a"]);
    }
}
