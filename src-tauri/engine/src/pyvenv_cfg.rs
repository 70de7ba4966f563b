//! `pyvenv.cfg`, as Python reads it.
//!
//! Two readers in Python itself decide what the file means, and neither is an INI parser: `getpath.py` takes the first
//! `home` and stops, `site.py` goes through all lines and lets the last one win. Both cut a line at its first `=`,
//! ignore the case of keys, and know no sections, quotes or comments.
//! (<https://docs.python.org/3/library/site.html>, <https://github.com/python/cpython/blob/main/Modules/getpath.py>)
//!
//! Any file may be lying there under that name; reading it is bounded and ends in a value or an error, never worse.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::machine::{FileError, Machine};
use crate::model::EnvironmentTool;

/// The file's name, in the environment's own folder.
pub const NAME: &str = "pyvenv.cfg";

/// The largest real ones have a few hundred bytes.
const LIMIT: u64 = 64 << 10;

/// What a `pyvenv.cfg` says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PyvenvCfg {
    /// The folder of the interpreter that the environment was made with; without it, Python sees no environment.
    pub home: Option<PathBuf>,
    values: BTreeMap<String, String>,
}

/// Reads the `pyvenv.cfg` of the environment in `folder`.
///
/// # Errors
/// When it is absent, unreadable, no ordinary file, longer than 64 KiB or not UTF-8, which `site.py` demands.
pub fn read(machine: &Machine, folder: &Path) -> Result<PyvenvCfg, FileError> {
    machine.read_text(&folder.join(NAME), LIMIT).map(|text| PyvenvCfg::parse(&text))
}

impl PyvenvCfg {
    /// Reads the text of one. There is no text that can't be read; lines without `=` say nothing.
    pub fn parse(text: &str) -> Self {
        let mut cfg = Self::default();
        let pairs = text.split(['\n', '\r']).filter_map(|line| line.split_once('='));
        for (key, value) in pairs.map(|(key, value)| (key.trim().to_lowercase(), value.trim())) {
            if key == "home" && cfg.home.is_none() && !value.is_empty() {
                cfg.home = Some(PathBuf::from(value));
            }
            cfg.values.insert(key, value.to_owned());
        }
        cfg
    }

    /// The value of `key`, which is written in lower case here and in any case there.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.values.get(key).map(String::as_str).filter(|value| !value.is_empty())
    }

    /// True when `key` says `true`, as `site.py` compares it.
    pub fn is_true(&self, key: &str) -> bool {
        self.get(key).is_some_and(|value| value.eq_ignore_ascii_case("true"))
    }

    /// Who wrote it: uv and virtualenv name themselves, and older virtualenvs are known by `base-prefix`.
    pub fn tool(&self) -> EnvironmentTool {
        if self.get("uv").is_some() {
            EnvironmentTool::Uv
        } else if self.get("virtualenv").is_some() || self.get("base-prefix").is_some() {
            EnvironmentTool::Virtualenv
        } else {
            EnvironmentTool::Venv
        }
    }

    /// The Python version that it was made for: `3.13.5`, or `3.13` where uv follows a minor version.
    ///
    /// `venv` writes `version`, the others `version_info`; virtualenv's has five parts, `3.15.0.candidate.2`.
    pub fn version(&self) -> Option<String> {
        let written = self.get("version").or_else(|| self.get("version_info"))?;
        let parts: Vec<&str> = written.split('.').collect();
        if !parts.first().is_some_and(|major| !major.is_empty() && major.bytes().all(|digit| digit.is_ascii_digit())) {
            return None;
        }
        let &[major, minor, micro, level, serial] = parts.as_slice() else { return Some(written.to_owned()) };
        let release = format!("{major}.{minor}.{micro}");
        Some(match level {
            "alpha" => format!("{release}a{serial}"),
            "beta" => format!("{release}b{serial}"),
            "candidate" => format!("{release}rc{serial}"),
            _ => release,
        })
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::PyvenvCfg;
    use crate::model::EnvironmentTool;

    #[test]
    fn the_first_home_counts_and_the_last_of_all_others() {
        let cfg = PyvenvCfg::parse("HOME = /a = b\nhome=/c\r\nprompt = x\rPrompt: y\n Prompt =z \n# home\n[x]\n");
        assert_eq!(cfg.home.as_deref(), Some(Path::new("/a = b")));
        assert_eq!(cfg.get("prompt"), Some("z"));
        assert_eq!(cfg.get("home"), Some("/c"));
    }

    #[test]
    fn a_home_without_a_value_is_none() {
        assert_eq!(PyvenvCfg::parse("home =\nversion = 3.13.5\n").home, None);
        assert_eq!(PyvenvCfg::parse("\u{0}\u{1}").home, None);
    }

    #[test]
    fn each_maker_is_known_by_its_own_words() {
        let tool = |text: &str| PyvenvCfg::parse(text).tool();
        assert_eq!(tool("home = /usr/bin\nversion = 3.11.2\n"), EnvironmentTool::Venv);
        assert_eq!(tool("home = /usr/bin\nuv = 0.13.9\nversion_info = 3.11.2\n"), EnvironmentTool::Uv);
        assert_eq!(tool("home = /usr/bin\nvirtualenv = 21.15.8\n"), EnvironmentTool::Virtualenv);
        assert_eq!(
            tool("home = /usr/bin\nversion_info = 3.8.1.final.0\nbase-prefix = /usr\n"),
            EnvironmentTool::Virtualenv
        );
    }

    #[test]
    fn versions_read_as_python_prints_them() {
        let version = |text: &str| PyvenvCfg::parse(text).version();
        assert_eq!(version("version = 3.13.5"), Some("3.13.5".to_owned()));
        assert_eq!(version("version_info = 3.13"), Some("3.13".to_owned()));
        assert_eq!(version("version_info = 3.11.7.final.0"), Some("3.11.7".to_owned()));
        assert_eq!(version("version_info = 3.15.0.candidate.2"), Some("3.15.0rc2".to_owned()));
        assert_eq!(version("version_info = 3.15.0.alpha.1"), Some("3.15.0a1".to_owned()));
        assert_eq!(version("version = new"), None);
        assert_eq!(version("home = /usr/bin"), None);
    }
}
