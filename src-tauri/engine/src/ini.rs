//! INI files as Python's `configparser` reads them, without interpolation.
//!
//! PEP 668 markers and pip.conf files are read by pip with `configparser`; what pip sees is what matters, so its rules
//! hold here and not those of some other INI dialect: full-line comments only, keys in lower case, continuation lines
//! by indentation, blank lines kept inside a value, `=` or `:` between key and value.
//! (<https://docs.python.org/3/library/configparser.html#supported-ini-file-structure>)

use std::collections::BTreeMap;

/// A parsed file: section, key in lower case, value.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ini {
    sections: BTreeMap<String, BTreeMap<String, String>>,
}

/// What is being read: a value may still be continued by a line that is indented deeper than its key.
struct Open {
    section: String,
    key: String,
    lines: Vec<String>,
    indent: usize,
}

impl Ini {
    /// Reads `text`. `None` where `configparser` would raise: a line that is neither section, key nor continuation, a
    /// key before the first section, a section or key given twice.
    pub fn parse(text: &str) -> Option<Self> {
        let mut ini = Self::default();
        let mut section: Option<String> = None;
        let mut open: Option<Open> = None;
        // Python opens text with universal newlines; a byte order mark it leaves in the first line, which spoils that.
        for line in text.replace("\r\n", "\n").replace('\r', "\n").lines() {
            let content = line.trim();
            if content.starts_with(['#', ';']) {
                continue;
            }
            if content.is_empty() {
                if let Some(open) = &mut open {
                    open.lines.push(String::new());
                }
                continue;
            }
            let indent = line.len() - line.trim_start().len();
            if let Some(open) = open.as_mut().filter(|open| indent > open.indent) {
                open.lines.push(content.to_owned());
                continue;
            }
            if let Some(done) = open.take() {
                ini.close(done)?;
            }
            if let Some(name) = content.strip_prefix('[').and_then(|rest| rest.rsplit_once(']')).map(|(name, _)| name) {
                if ini.sections.insert(name.to_owned(), BTreeMap::new()).is_some() {
                    return None;
                }
                section = Some(name.to_owned());
                continue;
            }
            let at = content.find(['=', ':'])?;
            let (key, value) = (content.get(..at)?.trim_end(), content.get(at + 1..)?.trim());
            open = Some(Open {
                section: section.clone()?,
                key: key.to_lowercase(),
                lines: vec![value.to_owned()],
                indent,
            });
        }
        if let Some(done) = open.take() {
            ini.close(done)?;
        }
        Some(ini)
    }

    /// The value of `key` in `section`; the section's name is compared as it is written, the key in lower case.
    pub fn get(&self, section: &str, key: &str) -> Option<&str> {
        self.sections.get(section)?.get(&key.to_lowercase()).map(String::as_str)
    }

    /// True when there is such a section.
    pub fn has_section(&self, section: &str) -> bool {
        self.sections.contains_key(section)
    }

    fn close(&mut self, open: Open) -> Option<()> {
        let value = open.lines.join("\n").trim_end().to_owned();
        let section = self.sections.get_mut(&open.section)?;
        section.insert(open.key, value).is_none().then_some(())
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
}
