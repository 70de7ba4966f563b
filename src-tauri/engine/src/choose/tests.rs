use std::path::Path;

use super::*;

fn python(source: Source, version: &str) -> Candidate {
    let minor: String = version.splitn(3, '.').take(2).collect::<Vec<_>>().join(".");
    let path = format!("/{source:?}/{version}/bin/python{minor}");
    Candidate {
        id: InterpreterId(format!("{source:?}-{version}").to_lowercase()),
        path: Path::new(&path).into(),
        real_path: Path::new(&path).into(),
        aliases: Vec::new(),
        version: version.to_owned(),
        source,
        label: format!("{} {version}", source.owner()),
        private: false,
        free_threaded: false,
        present: true,
        parts: Parts::Whole,
    }
}

/// A Mac with one of nearly everything.
fn mac() -> Vec<Candidate> {
    vec![
        python(Source::AppleClt, "3.9.6"),
        Candidate { private: true, ..python(Source::Conda, "3.13.9") },
        python(Source::Homebrew, "3.12.4"),
        python(Source::Homebrew, "3.13.5"),
        python(Source::PythonOrg, "3.15.0rc2"),
        python(Source::Pyenv, "2.7.18"),
        python(Source::Pyenv, "3.12.7"),
        Candidate { free_threaded: true, ..python(Source::Uv, "3.14.0") },
    ]
}

fn chosen<'a>(candidates: &'a [Candidate], requests: &Requests) -> &'a str {
    match choose(candidates, requests) {
        Ok(choice) => {
            assert!(!choice.why.ends_with('.') && !choice.why.contains('\n'), "{}", choice.why);
            choice.candidate.id.0.as_str()
        }
        Err(no) => panic!("{}", no.reason),
    }
}

fn asked(python: &str) -> Requests {
    Requests { python: Some(python.to_owned()), ..Requests::default() }
}

fn terminal(id: &str) -> Requests {
    Requests { terminal: Some(InterpreterId(id.to_owned())), ..Requests::default() }
}

#[test]
fn without_a_word_it_is_the_terminals_if_that_is_fit() {
    let mac = mac();
    assert_eq!(chosen(&mac, &terminal("pyenv-3.12.7")), "pyenv-3.12.7");
    // Each of these is what `python3` means somewhere, and none is a good ground.
    for id in ["appleclt-3.9.6", "conda-3.13.9", "pythonorg-3.15.0rc2", "pyenv-2.7.18", "uv-3.14.0", "gone"] {
        assert_eq!(chosen(&mac, &terminal(id)), "homebrew-3.13.5", "{id}");
    }
    let why = choose(&mac, &terminal("appleclt-3.9.6")).unwrap().why;
    assert!(why.contains("Apple 3.9.6") && why.contains("newest"), "{why}");
}

#[test]
fn apples_is_taken_when_there_is_nothing_else() {
    let only = [python(Source::AppleClt, "3.9.6"), Candidate { private: true, ..python(Source::Conda, "3.13.9") }];
    assert_eq!(chosen(&only, &terminal("appleclt-3.9.6")), "appleclt-3.9.6");
}

#[test]
fn what_is_asked_for_wins_by_id_by_path_and_by_version() {
    let mac = mac();
    assert_eq!(chosen(&mac, &asked("conda-3.13.9")), "conda-3.13.9");
    assert_eq!(chosen(&mac, &asked("/Pyenv/3.12.7/bin/python3.12")), "pyenv-3.12.7");
    assert_eq!(chosen(&mac, &asked("3.12")), "pyenv-3.12.7");
    assert_eq!(chosen(&mac, &asked("3.12.4")), "homebrew-3.12.4");
    assert_eq!(chosen(&mac, &asked("3")), "homebrew-3.13.5");
    assert_eq!(chosen(&mac, &asked("3.14t")), "uv-3.14.0");
    assert_eq!(chosen(&mac, &asked("3.15")), "pythonorg-3.15.0rc2");
    assert_eq!(chosen(&mac, &asked("3.15.0rc2")), "pythonorg-3.15.0rc2");
    // The terminal's own, if it is of that version.
    let requests = Requests { terminal: Some(InterpreterId("homebrew-3.12.4".to_owned())), ..asked("3.12") };
    assert_eq!(chosen(&mac, &requests), "homebrew-3.12.4");
}

#[test]
fn a_path_that_only_leads_to_a_known_one_is_that_one() {
    let mac = mac();
    let end = mac[3].real_path.clone();
    let requests = Requests { python_leads_to: Some(end), ..asked("/p/.venv/bin/python") };
    assert_eq!(chosen(&mac, &requests), "homebrew-3.13.5");
}

#[test]
fn a_refusal_says_what_would_do() {
    let mac = mac();
    for word in ["3.11", "2.7", "2.7.18", "pyenv-2.7.18", "3.14", "/nowhere/python", "banana", "-", "3.12.99", "v3", ""]
    {
        let no = choose(&mac, &asked(word)).expect_err(word);
        assert_eq!(no.instead, Some(InterpreterId("homebrew-3.13.5".to_owned())), "{word}");
        assert!(!no.reason.ends_with('.'), "{}", no.reason);
    }
    let gone = [Candidate { present: false, ..python(Source::Pyenv, "3.12.7") }];
    assert!(choose(&gone, &asked("3.12")).unwrap_err().reason.contains("no longer there"));
    assert!(choose(&[], &Requests::default()).unwrap_err().reason.contains("no Python"));
}

#[test]
fn the_projects_python_version_comes_before_the_terminal() {
    let mac = mac();
    let project = |text: &str| Requests { python_version: Some(text.to_owned()), ..terminal("homebrew-3.13.5") };
    for text in ["3.12.7\n", "# mine\n\npypy3.9-7.3.11\n3.12.7 3.13.5\n", "my-env\r\n3.12.7\r\n", "2.7.18\n3.12.7"] {
        assert_eq!(chosen(&mac, &project(text)), "pyenv-3.12.7", "{text:?}");
    }
    for nothing in ["", "my-env\n", "system\n", "pypy3.9-7.3.11", "\u{0}\u{1b}[2J", "2.7.18"] {
        assert_eq!(chosen(&mac, &project(nothing)), "homebrew-3.13.5", "{nothing:?}");
    }
    let no = choose(&mac, &project("3.10.1")).unwrap_err();
    assert!(no.reason.contains(".python-version") && no.reason.contains("3.10.1"), "{}", no.reason);
    assert_eq!(no.instead, Some(InterpreterId("homebrew-3.13.5".to_owned())));
}

#[test]
fn requires_python_bounds_the_choice() {
    let mac = mac();
    let project = |text: &str| Requests { requires_python: Some(text.to_owned()), ..terminal("homebrew-3.13.5") };
    assert_eq!(chosen(&mac, &project(">=3.9")), "homebrew-3.13.5");
    assert_eq!(chosen(&mac, &project("<3.13")), "pyenv-3.12.7");
    assert_eq!(chosen(&mac, &project("~=3.12.0, !=3.12.7")), "homebrew-3.12.4");
    assert_eq!(chosen(&mac, &project("<3.10")), "appleclt-3.9.6");
    assert!(choose(&mac, &project(">=3.14")).unwrap_err().reason.contains(">=3.14"));
    let why = choose(&mac, &Requests { terminal: None, ..project("three") }).unwrap().why;
    assert!(why.contains("can't be understood"), "{why}");
}

#[test]
fn one_that_lacks_a_part_is_the_last_of_its_version() {
    let debian = Candidate { parts: Parts::DebianVenv, ..python(Source::Linux, "3.13.9") };
    let both = [debian.clone(), python(Source::Pyenv, "3.13.5")];
    assert_eq!(chosen(&both, &asked("3.13")), "pyenv-3.13.5");
    assert_eq!(chosen(&both, &Requests::default()), "pyenv-3.13.5");
    // As the terminal's own it is still the answer, and the plan says what to do about it.
    assert_eq!(chosen(&both, &terminal(&debian.id.0)), debian.id.0);
    assert_eq!(instead(&both, &terminal(&debian.id.0)), Some(both[1].id.clone()));
}

#[test]
fn a_python_version_that_is_not_followed_is_not_passed_over_in_silence() {
    let mac = mac();
    let why = |text: &str| {
        let requests = Requests { python_version: Some(text.to_owned()), ..terminal("pyenv-3.12.7") };
        choose(&mac, &requests).unwrap().why
    };
    for text in ["2.7.18\n", "miniconda3-24.1\n"] {
        assert!(why(text).contains("`.python-version`") && why(text).contains("left aside"), "{}", why(text));
    }
    assert!(!why("\n").contains("left aside"));
}
