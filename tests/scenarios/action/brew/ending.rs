//! Each way in which Homebrew does not do it, and the sentence for it.

use serde_json::Value;

use super::Brewery;

const ADD: [&str; 4] = ["do", "--yes", "brew", "add"];

#[test]
fn each_ending_has_its_own_sentence_and_the_cellar_is_as_it_was() {
    for (formula, answers, says, code) in [
        ("nonexistent-zzz", None, "knows no formula of that name", "child_failed"),
        (
            "hello",
            Some("install-untrusted-short"),
            "does not trust where `local/test/hello` comes from",
            "child_failed",
        ),
        ("wgett", Some("quoted-similar"), "knows no formula of that name", "child_failed"),
        ("firefox", Some("quoted-cask"), "`firefox` is an app with windows (a cask)", "child_failed"),
        ("pipx", Some("api-offline-install-pipx"), "could not reach the network", "child_failed"),
        ("nonet", None, "could not reach the network", "child_failed"),
        ("badsum", None, "not what it should be", "child_failed"),
        ("broken", None, "could not build it", "child_failed"),
        ("hello", Some("root-install-hello"), "does not run as the administrator", "no_permission"),
    ] {
        let brewery = Brewery::new();
        brewery.brew.has("pyhello");
        if let Some(recording) = answers {
            brewery.brew.answers("install", formula, recording);
        }
        let before = brewery.manifest();
        let (message, told, hint) = brewery.failed(&[&ADD[..], &[formula]].concat());
        assert!(message.contains(says), "{formula}: {message}");
        assert_eq!(told, code, "{formula}");
        assert!(!hint.is_empty() && !message.contains('\u{1b}'), "{formula}: {message} {hint}");
        assert!(before == brewery.manifest() && brewery.brew.all_ended(), "{formula}");
        assert_eq!(brewery.last(), ("failed".to_owned(), false), "{formula}");
        assert_eq!(brewery.brew.terms(), 0);
    }
}

#[test]
fn what_was_meant_is_offered() {
    for (typed, recording, meant) in [
        ("pip", "quoted-part", &["python"][..]),
        ("wgett", "quoted-similar", &["wget", "wget2"][..]),
        ("hello", "install-untrusted-short", &["local/test/hello"][..]),
        ("firefox", "quoted-cask", &[][..]),
    ] {
        let brewery = Brewery::new();
        brewery.brew.answers("install", typed, recording);
        let (_, answer) = brewery.run(&[&ADD[..], &[typed]].concat());
        let meant: Vec<[&str; 3]> = meant.iter().map(|name| ["brew", "add", name]).collect();
        let better = &answer["job"]["failure"]["better"];
        let none = (*better == Value::Null).then(|| Value::from(Vec::<Value>::new()));
        assert_eq!(none.as_ref().unwrap_or(better), &serde_json::json!(meant), "{typed}: {answer:#}");
    }
}

#[test]
fn a_link_conflict_leaves_it_installed_says_so_and_can_be_undone() {
    let brewery = Brewery::new();
    let before = brewery.manifest();
    let (message, _, hint) = brewery.failed(&[&ADD[..], &["linked"]].concat());
    assert!(message.contains("installed, but") && message.contains("bin/linked` is there already"), "{message}");
    assert!(hint.contains("brew link"), "{hint}");
    assert_eq!(brewery.brew.kegs(), ["linked/1.0"]);
    assert_eq!(brewery.last(), ("failed".to_owned(), true));
    brewery.done(&["undo", "--yes"]);
    assert_eq!(brewery.brew.was_told()[1], "uninstall --formula linked");
    assert_eq!(before, brewery.manifest());
}

#[test]
fn what_only_homebrew_knows_to_be_needed_it_keeps() {
    let brewery = Brewery::new();
    brewery.brew.has("hello").answers("uninstall", "hello", "uninstall-needed");
    let (message, code, _) = brewery.failed(&["do", "--yes", "brew", "remove", "hello"]);
    assert!(message.contains("needed by `needshello`"), "{message}");
    assert_eq!(code, "refused");
    assert_eq!(brewery.brew.kegs(), ["hello/1.0"]);
    assert_eq!(brewery.last(), ("failed".to_owned(), false));
}

#[test]
fn success_is_what_the_cellar_shows_and_not_a_code() {
    let brewery = Brewery::new();
    // It ends with 0, and has done nothing.
    brewery.brew.answers("install", "hello", "install-hello");
    let (code, answer) = brewery.run(&[&ADD[..], &["hello"]].concat());
    assert_eq!((code, &answer["job"]["outcome"]), (1, &Value::from("failed")), "{answer:#}");
    assert!(answer["job"]["checks"].to_string().contains("has not completely installed `hello`"), "{answer:#}");
}
