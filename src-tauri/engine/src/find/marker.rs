//! The `EXTERNALLY-MANAGED` file, as pip reads it ([PEP 668]).
//!
//! The file alone makes an interpreter managed; a text that can't be read changes nothing about that.
//!
//! [PEP 668]: https://packaging.python.org/en/latest/specifications/externally-managed-environments/

use std::path::Path;

use crate::ini::Ini;
use crate::machine::Machine;
use crate::model::Managed;

/// The longest that exists has 1 KB.
const MOST: u64 = 256 << 10;

/// The marker in the folder of the standard library, if there is one.
pub(super) fn managed(machine: &Machine, stdlib: &Path) -> Option<Managed> {
    let marker = stdlib.join("EXTERNALLY-MANAGED");
    // pip asks `os.path.isfile`: a folder of that name is no marker.
    if !machine.is_file(&marker) {
        return None;
    }
    let message = machine.read_text(&marker, MOST).ok().and_then(|text| message(&text, language(machine).as_deref()));
    Some(Managed { marker: marker.into(), message })
}

/// The text for a language: `Error-de_DE`, `Error-de`, then `Error`.
fn message(text: &str, language: Option<&str>) -> Option<String> {
    let ini = Ini::parse(text)?;
    let section = "externally-managed";
    let mut keys = Vec::new();
    if let Some(language) = language {
        keys.push(format!("error-{language}"));
        keys.extend(['-', '_'].iter().filter_map(|sign| Some(format!("error-{}", language.split_once(*sign)?.0))));
    }
    keys.push("error".to_owned());
    let default = |key: &str| ini.get("DEFAULT", key).filter(|_| ini.has_section(section));
    keys.iter().find_map(|key| ini.get(section, key).or_else(|| default(key))).map(str::to_owned)
}

/// What `locale.getlocale(locale.LC_MESSAGES)` names as the language: `de_DE` of `de_DE.UTF-8@euro`.
///
/// `LC_ALL` counts before `LC_MESSAGES` before `LANG` (POSIX); `C` and `POSIX` are no language. Python also knows
/// aliases such as `german`; a marker in their languages is found by `Error` alone.
fn language(machine: &Machine) -> Option<String> {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(|name| machine.var(name))?;
    let language = locale.split(['.', '@', ':']).next().unwrap_or_default();
    let encoded = locale.contains('.');
    match language {
        "" | "POSIX" => None,
        "C" if !encoded => None,
        language => Some(language.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use std::ffi::OsString;

    use super::{language, message};
    use crate::machine::{Machine, Os};

    const TEXT: &str =
        "[externally-managed]\nError=English\n\n more\nError-de=Deutsch\nError-pt_BR=Brasil\nError-de_AT=Wien\n";

    #[test]
    fn the_text_is_in_the_language_of_messages() {
        let said = |language: Option<&str>| message(TEXT, language).unwrap();
        assert_eq!(said(None), "English\n\nmore");
        assert_eq!(said(Some("de_DE")), "Deutsch");
        assert_eq!(said(Some("de_AT")), "Wien");
        assert_eq!(said(Some("de")), "Deutsch");
        assert_eq!(said(Some("pt_BR")), "Brasil");
        assert_eq!(said(Some("pt_PT")), "English\n\nmore");
        assert_eq!(said(Some("C")), "English\n\nmore");
    }

    #[test]
    fn a_file_that_can_not_be_read_has_no_text() {
        for text in
            ["", "[other]\nError=x\n", "[externally-managed]\n", "[externally-managed]\nnonsense\n", "Error=x\n"]
        {
            assert_eq!(message(text, Some("de_DE")), None, "{text:?}");
        }
        assert_eq!(message("[DEFAULT]\nError=d\n[externally-managed]\n", None).as_deref(), Some("d"));
    }

    #[test]
    fn the_variables_count_in_the_order_of_posix() {
        let root = tempfile::tempdir().unwrap();
        let mut machine = Machine::tree(root.path(), Os::Linux, None, None).unwrap();
        let mut with = |variables: &[(&str, &str)]| {
            machine.env = variables.iter().map(|(name, value)| (OsString::from(name), OsString::from(value))).collect();
            language(&machine)
        };
        assert_eq!(with(&[]), None);
        assert_eq!(with(&[("LANG", "de_DE.UTF-8")]).as_deref(), Some("de_DE"));
        assert_eq!(with(&[("LANG", "de_DE.UTF-8"), ("LC_MESSAGES", "fr_FR")]).as_deref(), Some("fr_FR"));
        assert_eq!(with(&[("LC_ALL", "C"), ("LC_MESSAGES", "fr_FR"), ("LANG", "de_DE")]), None);
        assert_eq!(with(&[("LC_ALL", ""), ("LANG", "ca_ES@valencia")]).as_deref(), Some("ca_ES"));
        assert_eq!(with(&[("LC_CTYPE", "de_DE")]), None);
    }
}
