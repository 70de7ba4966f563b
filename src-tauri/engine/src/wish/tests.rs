use std::path::PathBuf;

use super::*;

fn parse(words: &[&str]) -> Result<Wish, Failure> {
    let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
    Wish::parse(&words)
}

fn code(words: &[&str]) -> Code {
    parse(words).unwrap_err().code
}

fn create(folder: &str, python: Option<&str>) -> Wish {
    Wish::VenvCreate { folder: PathBuf::from(folder), python: python.map(str::to_owned) }
}

#[test]
fn options_stand_anywhere_before_the_two_dashes() {
    let expected = create("my project", Some("3.12"));
    for words in [
        &["venv", "create", "my project", "--python", "3.12"][..],
        &["--python", "3.12", "venv", "create", "my project"],
        &["venv", "--python=3.12", "create", "my project"],
        &["--python", "3.12", "--", "venv", "create", "my project"],
    ] {
        assert_eq!(parse(words).unwrap(), expected, "{words:?}");
    }
}

#[test]
fn after_the_two_dashes_a_word_is_no_option() {
    assert_eq!(parse(&["venv", "create", "--", "--python"]).unwrap(), create("--python", None));
    assert_eq!(parse(&["venv", "create", "-"]).unwrap(), create("-", None));
}

#[test]
fn every_wish_is_read_back_from_its_own_words() {
    for wish in [
        create("/p", None),
        create("/p", Some("3.12")),
        Wish::VenvDiscard { folder: PathBuf::from("/p") },
        Wish::VenvSwitch { folder: PathBuf::from("/p"), python: "3.12".to_owned() },
        Wish::New { folder: PathBuf::from("-p") },
        Wish::Add {
            folder: PathBuf::from("/p"),
            packages: vec!["--index-url=x".to_owned(), "six".to_owned()],
            files: vec![PathBuf::from("/p/r.txt")],
        },
        Wish::Upgrade { folder: PathBuf::from("/p"), packages: Vec::new() },
        Wish::Open { folder: PathBuf::from("/p"), with: Opener::Editor },
        Wish::ToolAdd { name: "-e".to_owned(), include_dependencies: true },
        Wish::BrewRemove { name: "wget".to_owned() },
        Wish::BreakGlass { python: Some("3.13".to_owned()), packages: vec!["six".to_owned()], builds: false },
        Wish::TakeOut { python: None, packages: vec!["six".to_owned(), "-e".to_owned()] },
        Wish::Rescue { python: "3".to_owned(), into: PathBuf::from("/p") },
        Wish::Lock { on: false },
        Wish::PipConfClean,
        Wish::PipxSetup,
        Wish::Undo { job: None },
        Wish::Undo { job: Some(JobId("7".to_owned())) },
    ] {
        assert_eq!(Wish::parse(&wish.words()).unwrap(), wish);
    }
}

#[test]
fn what_nobody_can_do_is_unknown_and_what_does_not_fit_is_usage() {
    for words in [&["brew", "tap", "wget"][..], &["venv", "upgrade", "/p"], &["venv"], &["venv create /p"]] {
        assert_eq!(code(words), Code::UnknownWish, "{words:?}");
    }
    for words in [
        &[][..],
        &["venv", "create"],
        &["venv", "create", ""],
        &["venv", "create", "my", "project"],
        &["venv", "create", "/p", "--python"],
        &["venv", "create", "/p", "--python", ""],
        &["venv", "create", "/p", "--python", "--", "3"],
        &["venv", "create", "/p", "--python", "3", "--python", "3"],
        &["venv", "create", "/p", "--force"],
        &["venv", "discard", "/p", "--python", "3"],
        &["undo", "1", "2"],
        &["venv", "switch", "/p"],
        &["add", "/p"],
        &["add"],
        &["remove", "/p"],
        &["open", "/p", "--in", "vim"],
        &["tool", "add"],
        &["tool", "add", "a", "b"],
        &["tool", "remove", "a", "--include-deps"],
        &["break-glass"],
        &["take-out", "six", "--build"],
        &["take-out"],
        &["rescue", "--python", "3"],
        &["rescue", "--into", "/p"],
        &["lock"],
        &["lock", "maybe"],
        &["pipx", "setup", "now"],
    ] {
        assert_eq!(code(words), Code::Usage, "{words:?}");
    }
}

#[test]
fn a_hostile_word_does_not_get_into_the_sentence_whole() {
    let failure = parse(&["\u{1b}[2Jgone", &"x".repeat(500)]).unwrap_err();
    assert!(!failure.message.contains('\u{1b}'), "{}", failure.message);
    assert!(failure.message.len() < 200, "{}", failure.message);
}
