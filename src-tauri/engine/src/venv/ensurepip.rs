//! Which wheels an interpreter's `ensurepip` would install, read from its source.
//!
//! ```text
//! 3.8, 3.9     _PROJECTS names setuptools and pip with their versions; the wheels are in ensurepip/_bundled, which
//!              may hold others as well
//! 3.10, 3.11   the same, but if a folder WHEEL_PKG_DIR was set when Python was built and has wheels of all of them,
//!              those (Debian, Fedora)
//! 3.12         setuptools is not among them any more
//! 3.12.4 on    no _PROJECTS: one pip, from WHEEL_PKG_DIR first
//! ```

use std::path::{Path, PathBuf};

use memchr::memmem;

use super::Unfit;
use crate::machine::Machine;

/// The largest source has 12 KB, the largest `_sysconfigdata` 120 KB.
const LIMIT: u64 = 1 << 20;

/// A wheel, by name and version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Bundled {
    pub(super) name: String,
    pub(super) version: String,
    pub(super) wheel: PathBuf,
}

/// What the source says.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Projects {
    /// Name, version and tag, in the order of the source.
    named: Vec<(String, String, String)>,
    /// Whether `WHEEL_PKG_DIR` counts.
    elsewhere: bool,
}

/// The wheels that `ensurepip` in the standard library `stdlib` would install.
pub(super) fn wheels(machine: &Machine, stdlib: &Path) -> Result<Vec<Bundled>, Unfit> {
    let path = stdlib.join("ensurepip/__init__.py");
    let source = machine.read_text(&path, LIMIT).map_err(|_| Unfit::Missing { path: path.clone() })?;
    let projects = projects(&source).map_err(|line| Unfit::Unknown { path, line })?;
    let elsewhere = if projects.elsewhere { setting(machine, stdlib, "WHEEL_PKG_DIR")? } else { None };
    if let Some(folder) = elsewhere {
        let found = in_folder(machine, Path::new(&folder), &projects);
        if found.len() == projects.named.len() {
            return Ok(found);
        }
    }
    let bundled = stdlib.join("ensurepip/_bundled");
    projects
        .named
        .into_iter()
        .map(|(name, version, tag)| {
            let wheel = bundled.join(format!("{name}-{version}-{tag}-none-any.whl"));
            if machine.is_file(&wheel) {
                Ok(Bundled { name, version, wheel })
            } else {
                Err(Unfit::NoWheel { path: wheel })
            }
        })
        .collect()
}

/// The last wheel of each project by name, as `ensurepip` takes it.
fn in_folder(machine: &Machine, folder: &Path, projects: &Projects) -> Vec<Bundled> {
    let entries = machine.list(folder).unwrap_or_default();
    let names: Vec<&str> = entries.iter().filter_map(|entry| entry.name.to_str()).collect();
    let newest = |(name, ..): &(String, String, String)| {
        let start = format!("{name}-");
        let is_wheel = |file: &str| Path::new(file).extension().is_some_and(|extension| extension == "whl");
        let file = names.iter().rev().find(|file| file.starts_with(&start) && is_wheel(file))?;
        let version = file.strip_prefix(&start)?.split('-').next()?.to_owned();
        Some(Bundled { name: name.clone(), version, wheel: folder.join(file) })
    };
    projects.named.iter().filter_map(newest).collect()
}

/// What the source says; `Err` is what is not known in it.
fn projects(source: &str) -> Result<Projects, String> {
    let unknown = |what: &str| what.to_owned();
    let elsewhere = source.contains("'WHEEL_PKG_DIR'");
    let variable = |name: &str| {
        let line = source.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(" = \""))?;
        let version = line.split('"').next()?;
        let is_version = version.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'.');
        (is_version && !version.is_empty()).then(|| version.to_owned())
    };
    let Some((_, list)) = source.split_once("\n_PROJECTS = [\n") else {
        if source.contains("_PROJECTS") || source.contains("_PACKAGE_NAMES") || source.contains("setuptools") {
            return Err(unknown("_PROJECTS"));
        }
        if !source.contains("f'pip-{_PIP_VERSION}-py3-none-any.whl'") {
            return Err(unknown("no wheel of pip"));
        }
        let version = variable("_PIP_VERSION").ok_or_else(|| unknown("_PIP_VERSION"))?;
        return Ok(Projects { named: vec![("pip".to_owned(), version, "py3".to_owned())], elsewhere });
    };
    let (list, _) = list.split_once("\n]").ok_or_else(|| unknown("_PROJECTS"))?;
    let mut named = Vec::new();
    for line in list.lines() {
        let project = project(line, &variable).ok_or_else(|| line.trim().to_owned())?;
        named.push(project);
    }
    if !named.iter().any(|(name, ..)| name == "pip") || named.len() > 2 {
        return Err(unknown("_PROJECTS"));
    }
    Ok(Projects { named, elsewhere })
}

/// `("pip", _PIP_VERSION, "py3"),`, and without the tag in the first releases of 3.8.
fn project(line: &str, variable: &dyn Fn(&str) -> Option<String>) -> Option<(String, String, String)> {
    let inner = line.trim().strip_prefix('(')?.strip_suffix("),")?;
    let parts: Vec<&str> = inner.split(", ").collect();
    let text = |part: &&str| Some(part.strip_prefix('"')?.strip_suffix('"')?.to_owned());
    let name = text(parts.first()?).filter(|name| name == "pip" || name == "setuptools")?;
    let version = variable(parts.get(1)?)?;
    let tag = match parts.as_slice() {
        [_, _] => "py2.py3".to_owned(),
        [_, _, tag] => text(tag).filter(|tag| tag == "py3" || tag == "py2.py3")?,
        _ => return None,
    };
    Some((name, version, tag))
}

/// What `sysconfig` knows as `key`, from the file that Python reads it from; `None` when it has none, or an empty one.
///
/// `Err` where several builds share a standard library and say different things.
pub(super) fn setting(machine: &Machine, stdlib: &Path, key: &str) -> Result<Option<String>, Unfit> {
    let layout = || Unfit::Layout { path: stdlib.to_path_buf() };
    let entries = machine.list(stdlib).map_err(|_| layout())?;
    let mut said: Option<Option<String>> = None;
    for entry in entries {
        let name = entry.name.to_string_lossy();
        if !name.starts_with("_sysconfigdata_") || !name.ends_with(".py") {
            continue;
        }
        let path = stdlib.join(&entry.name);
        let content = machine.read(&path, LIMIT).map_err(|_| Unfit::Missing { path })?;
        let value = quoted_value(&content, key).filter(|value| !value.is_empty());
        if said.as_ref().is_some_and(|before| *before != value) {
            return Err(layout());
        }
        said = Some(value);
    }
    said.ok_or_else(layout)
}

/// The text of `'KEY': 'VALUE'` in a dictionary that `pprint` wrote.
fn quoted_value(content: &[u8], key: &str) -> Option<String> {
    let start = format!("'{key}': ");
    let rest = &content[memmem::find(content, start.as_bytes())? + start.len()..];
    let (quote, rest) = rest.split_first().filter(|(quote, _)| matches!(quote, b'\'' | b'"'))?;
    let end = rest.iter().position(|byte| byte == quote)?;
    String::from_utf8(rest[..end].to_vec()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Quoted from Python 3.11.7's `ensurepip/__init__.py`.
    const ELEVEN: &str = "_PACKAGE_NAMES = ('setuptools', 'pip')\n_SETUPTOOLS_VERSION = \"65.5.0\"\n\
        _PIP_VERSION = \"23.2.1\"\n_PROJECTS = [\n    (\"setuptools\", _SETUPTOOLS_VERSION, \"py3\"),\n    \
        (\"pip\", _PIP_VERSION, \"py3\"),\n]\n_WHEEL_PKG_DIR = sysconfig.get_config_var('WHEEL_PKG_DIR')\n";

    fn names(projects: &Projects) -> Vec<String> {
        projects.named.iter().map(|(name, version, tag)| format!("{name}-{version}-{tag}")).collect()
    }

    #[test]
    fn the_projects_are_read_from_the_source() {
        let eleven = projects(ELEVEN).unwrap();
        assert_eq!(names(&eleven), ["setuptools-65.5.0-py3", "pip-23.2.1-py3"]);
        assert!(eleven.elsewhere);
        let early = ELEVEN.replace(", \"py3\"", "").replace("'WHEEL_PKG_DIR'", "");
        let early = projects(&early).unwrap();
        assert_eq!(names(&early), ["setuptools-65.5.0-py2.py3", "pip-23.2.1-py2.py3"]);
        assert!(!early.elsewhere);
        let thirteen = projects("_PIP_VERSION = \"24.2\"\nx = f'pip-{_PIP_VERSION}-py3-none-any.whl'\n").unwrap();
        assert_eq!(names(&thirteen), ["pip-24.2-py3"]);
    }

    #[test]
    fn what_is_not_known_is_not_guessed() {
        for odd in [
            ELEVEN.replace("(\"pip\"", "(\"pipx\""),
            ELEVEN.replace("    (\"pip\"", "    (\"wheel\", _WHEEL_VERSION, \"py3\"),\n    (\"pip\""),
            ELEVEN.replace("_PIP_VERSION = \"23.2.1\"", "_PIP_VERSION = \"../../x\""),
            ELEVEN.replace("_PROJECTS = [\n", "_PROJECTS = list([\n"),
            "_PIP_VERSION = \"24.2\"\n".to_owned(),
            String::new(),
        ] {
            assert!(projects(&odd).is_err(), "{odd}");
        }
    }

    #[test]
    fn a_setting_is_a_text_in_quotes() {
        let data = b" 'WHEEL_PKG_DIR': '/usr/share/python-wheels/',\n 'PLATLIBDIR': 'lib',\n 'X': 0,\n";
        assert_eq!(quoted_value(data, "WHEEL_PKG_DIR").as_deref(), Some("/usr/share/python-wheels/"));
        assert_eq!(quoted_value(data, "X"), None);
        assert_eq!(quoted_value(data, "Y"), None);
    }
}
