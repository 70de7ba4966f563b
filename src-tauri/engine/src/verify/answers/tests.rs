//! The samples are answers of real pips, from 18.1 to 25.

use std::path::Path;

use super::*;

#[test]
fn pip_names_its_folder_whatever_is_in_the_path() {
    let read = |line: &str| Pip::read(line.as_bytes()).map(|pip| (pip.version, pip.folder));
    assert_eq!(
        read("pip 18.1 from /p/.venv/lib/python3.6/site-packages/pip (python 3.6)\n"),
        Some(("18.1".to_owned(), PathBuf::from("/p/.venv/lib/python3.6/site-packages/pip")))
    );
    assert_eq!(
        read("pip 24.0 from /p/notes from (python 2)/.venv/lib/python3.12/site-packages/pip (python 3.12)\n"),
        Some(("24.0".to_owned(), PathBuf::from("/p/notes from (python 2)/.venv/lib/python3.12/site-packages/pip")))
    );
    assert_eq!(read("No module named pip"), None);
    assert_eq!(read(""), None);
}

#[test]
fn an_interpreter_may_be_talked_over_by_a_sitecustomize() {
    let own = Own::read(b"hello\n{\"prefix\": \"/p/.venv\", \"base_prefix\": \"/usr\", \"version\": \"3.12.4\"}\n");
    assert_eq!(own.unwrap().prefix, Path::new("/p/.venv"));
    assert_eq!(Own::read(b"hello\n"), None);
    assert_eq!(Own::read(b""), None);
}

#[test]
fn a_list_is_found_behind_warnings() {
    let out = b"DEPRECATION: Python 3.6 is old\n[{\"name\": \"pip\", \"version\": \"21.3\", \"location\": \"/x\", \"installer\": \"pip\"}]\n";
    let listed = listed(out).unwrap();
    assert_eq!((listed[0].name.as_str(), listed[0].is_editable()), ("pip", false));
    assert_eq!(super::listed(b"[]").unwrap(), []);
    assert_eq!(super::listed(b"nothing"), None);
}

#[test]
fn packages_from_outside_do_not_pass() {
    assert_eq!(packages_check(Some(1), false, &[]).ok, Some(true));
    assert!(packages_check(Some(1), false, &[]).message.starts_with("1 package,"));
    assert_eq!(packages_check(Some(2), false, &["numpy"]).ok, Some(false));
    assert_eq!(packages_check(Some(2), true, &[]).ok, Some(false));
}

#[test]
fn many_conflicts_are_counted() {
    let lines: Vec<String> = (0..5).map(|n| format!("a{n} 1.0 requires b{n}, which is not installed.")).collect();
    let check = conflicts(&lines);
    assert_eq!(check.ok, Some(false));
    assert!(check.message.contains("a2 1.0") && check.message.ends_with("and 2 more"), "{}", check.message);
}
