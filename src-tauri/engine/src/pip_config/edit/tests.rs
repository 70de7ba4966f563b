use super::*;
use crate::pip_config::said;

const LOCK: PipOption = PipOption::RequireVirtualenv;

fn locked(text: &str) -> bool {
    said(LOCK, &[("/pip.conf".as_ref(), text)]).is_some_and(|(on, _)| on)
}

fn unlocked(text: &str) -> String {
    without(text, &entries(text, LOCK).unwrap())
}

#[test]
fn a_line_is_added_where_it_belongs_and_taken_out_again() {
    for (before, after) in [
        ("", "[global]\nrequire-virtualenv = true\n"),
        ("# mine", "# mine\n[global]\nrequire-virtualenv = true\n"),
        ("[global]", "[global]\nrequire-virtualenv = true\n"),
        ("[global]\n# why\ntimeout = 9\n", "[global]\nrequire-virtualenv = true\n# why\ntimeout = 9\n"),
        ("[install]\r\nuser = no\r\n", "[install]\r\nuser = no\r\n[global]\r\nrequire-virtualenv = true\r\n"),
        ("[global]\n\n  timeout = 9\n", "[global]\n  require-virtualenv = true\n\n  timeout = 9\n"),
        ("[global]\nrequire-virtualenv = true\n[b]\n", "[global]\nrequire-virtualenv = true\n[b]\n"),
    ] {
        assert_eq!(with(before, LOCK).unwrap(), after, "{before:?}");
        assert!(locked(after), "{after:?}");
        assert!(!locked(&unlocked(after)), "{after:?}");
    }
    let text = "[global]\r\nindex-url = x\r\n# y\r\n";
    assert_eq!(unlocked(&with(text, LOCK).unwrap()), text);
}

#[test]
fn every_spelling_in_every_section_is_the_option() {
    let text = "[global]\nx = 1\n  require_virtualenv = 0\n\n[install]\n--require-venv:\n  no\n; c\ny = 2\n";
    // That deep, it is the rest of `x`.
    assert_eq!(entries(text, LOCK).unwrap().len(), 1);
    let on = with(text, LOCK).unwrap();
    assert_eq!(on, "[global]\nrequire-virtualenv = true\nx = 1\n  require_virtualenv = 0\n\n[install]\n; c\ny = 2\n");
    let text = "[install]\nRequire-Venv = off\n[global]\n a = 1\n require_virtualenv = false\n b = 2";
    let on = with(text, LOCK).unwrap();
    assert_eq!(on, "[install]\n[global]\n a = 1\n require-virtualenv = true\n b = 2");
    assert!(locked(&on));
}

#[test]
fn all_else_is_as_it_was() {
    let text = "[global]\nindex-url = https://example.org/simple\ntrusted-host =\n  a\n# c\n  b\n[install]\nuser=1\n[list]\nuser=1\n";
    let before = Ini::read(text).unwrap();
    let (on, user) = (with(text, LOCK).unwrap(), without(text, &entries(text, PipOption::User).unwrap()));
    for (section, key) in [("global", "index-url"), ("global", "trusted-host"), ("list", "user")] {
        for changed in [&on, &user] {
            assert_eq!(Ini::read(changed).unwrap().get(section, key), before.get(section, key), "{changed}");
        }
    }
    assert_eq!(user, text.replacen("user=1\n", "", 1));
}

#[test]
fn where_pip_would_stop_the_line_is_named() {
    assert_eq!(with("[global]\nx\n", LOCK), Err(2));
    assert_eq!(entries("\u{feff}[global]\nuser = 1\n", PipOption::User), Err(1));
    assert_eq!(with("user = 1\n", LOCK), Err(1));
}

#[test]
fn a_line_ends_as_python_ends_it() {
    assert_eq!(lines("a\nb\r\nc\rd"), ["a\n", "b\r\n", "c\r", "d"]);
    assert_eq!(lines("\n\n"), ["\n", "\n"]);
    assert_eq!(lines(""), [""; 0]);
}
