use std::path::Path;

use super::{Name, Objection, Package, Spec};
use crate::failure::{Code, Failure};

#[test]
fn what_people_type_is_said_as_pip_takes_it() {
    let said = [
        ("requests", "requests"),
        (" requests ", "requests"),
        ("Flask", "Flask"),
        ("uvicorn[standard]", "uvicorn[standard]"),
        ("a[x, y-z] >= 1.0, < 2", "a[x,y-z]>=1.0,<2"),
        ("numpy==1.26.*", "numpy==1.26.*"),
        ("torch==2.1.0+cpu", "torch==2.1.0+cpu"),
        ("ruamel.yaml", "ruamel.yaml"),
        ("zope.interface~=6.0", "zope.interface~=6.0"),
        ("x!=1.5", "x!=1.5"),
    ];
    for (word, argument) in said {
        assert_eq!(Spec::parse(word).expect(word).arguments(), [argument], "{word}");
    }
}

#[test]
fn a_hostile_word_is_refused_with_its_reason() {
    let long = "a".repeat(10_000);
    let refused = [
        ("", Objection::Empty),
        ("  ", Objection::Empty),
        (long.as_str(), Objection::TooLong),
        ("--index-url=x", Objection::Option),
        ("-e", Objection::Option),
        ("-", Objection::Option),
        ("--", Objection::Option),
        (";rm -rf", Objection::Semicolon),
        ("name;rm", Objection::Semicolon),
        ("requests; python_version<'3'", Objection::Semicolon),
        ("a b", Objection::Words),
        ("requests --index-url=x", Objection::Words),
        ("../x", Objection::Path),
        (".", Objection::Path),
        ("./x", Objection::Path),
        ("/etc/passwd", Objection::Path),
        ("~", Objection::Path),
        ("a/b", Objection::Path),
        ("x-1.0-py3-none-any.whl", Objection::Path),
        ("git+https://example.org/x.git", Objection::Address),
        ("https://example.org/x.whl", Objection::Address),
        ("pkg @ https://example.org/x.whl", Objection::Address),
        ("pkg@file:///x", Objection::Address),
        ("git+file:///x", Objection::Address),
        ("name\nrm", Objection::Control),
        ("name\0x", Objection::Control),
        ("na\u{1b}[31mme", Objection::Control),
        ("requests\u{202e}", Objection::Control),
        ("réquests", Objection::Versions),
        ("ｒequests", Objection::Name),
        ("$(rm)", Objection::Name),
        ("`rm`", Objection::Name),
        ("_", Objection::Name),
        ("name-", Objection::Name),
        ("name[;rm]", Objection::Semicolon),
        ("name[--x]", Objection::Extras),
        ("name[a", Objection::Extras),
        ("name[]", Objection::Extras),
        ("numpy=1.26", Objection::OneEqualsSign),
        ("name==", Objection::Versions),
        ("name>=$(id)", Objection::Versions),
        ("name&&rm", Objection::Versions),
    ];
    for (word, objection) in refused {
        let found = Spec::parse(word).expect_err(word);
        assert_eq!(found.objection, objection, "{word:?}");
        let failure = Failure::from(found);
        assert_eq!(failure.code, Code::Refused);
        assert!(failure.message.chars().count() < 200 && !failure.message.contains('\n'), "{failure:?}");
        assert!(failure.hint.is_some(), "{failure:?}");
    }
}

#[test]
fn a_name_is_nothing_but_a_name() {
    assert_eq!(Name::parse("Zope.Interface").expect("a name").normal(), "zope-interface");
    for word in ["requests==2", "uvicorn[standard]", "-r", "a b"] {
        assert!(Name::parse(word).is_err(), "{word}");
    }
    assert_eq!(Package::parse("a[b]").expect("a package").extras, ["b"]);
}

#[test]
fn a_path_is_taken_where_one_was_asked_for_and_begins_with_a_slash() {
    let requirements = Spec::requirements(Path::new("/Users/ada/my shop/-r.txt")).expect("a path");
    assert_eq!(requirements.arguments(), ["-r", "/Users/ada/my shop/-r.txt"]);
    let editable = Spec::project(Path::new("/Users/ada/shop"), true).expect("a path");
    assert_eq!(editable.arguments(), ["-e", "/Users/ada/shop"]);
    let wheel = Spec::archive(Path::new("/Users/ada/x-1-py3-none-any.whl")).expect("a path");
    assert_eq!(wheel.arguments(), ["/Users/ada/x-1-py3-none-any.whl"]);
    for (path, objection) in [
        ("shop", Objection::Relative),
        ("--x", Objection::Relative),
        ("/Users/ada/shop[x]", Objection::Unreadable),
        ("/Users/ada/a; b", Objection::Unreadable),
        ("/Users/ada/${HOME}", Objection::Unreadable),
        ("/Users/ada/a\nb", Objection::Control),
    ] {
        assert_eq!(Spec::project(Path::new(path), false).expect_err(path).objection, objection, "{path}");
    }
    let text = Spec::archive(Path::new("/Users/ada/x.txt")).expect_err("no archive");
    assert_eq!(text.objection, Objection::NoArchive);
}

#[test]
fn an_entry_of_a_projects_list_may_have_a_condition() {
    let entry = Spec::listed("tomli >=2 ; python_version < \"3.11\"").expect("an entry");
    assert_eq!(entry.arguments(), ["tomli>=2; python_version < \"3.11\""]);
    assert_eq!(Spec::listed("requests[socks]").expect("an entry").arguments(), ["requests[socks]"]);
    for hostile in ["-e .; os_name == 'posix'", "x;", "x; y $(id)", "x @ https://example.org/x.whl", "x; `id`"] {
        assert!(Spec::listed(hostile).is_err(), "{hostile}");
    }
}
