use super::*;
use crate::model::{Answer, InterpreterId, Plan, Source};
use crate::plan::{self, answer};

fn python(version: &str) -> Candidate {
    Candidate {
        id: InterpreterId(format!("homebrew-{version}")),
        path: Path::new("/opt/homebrew/opt/python/bin/python3").into(),
        real_path: Path::new("/opt/homebrew/Cellar/python/bin/python3").into(),
        aliases: Vec::new(),
        version: version.to_owned(),
        source: Source::Homebrew,
        label: format!("Homebrew {version}"),
        private: false,
        free_threaded: false,
        present: true,
        parts: Parts::Whole,
    }
}

fn grounds() -> Grounds {
    Grounds {
        folder: PathBuf::from("/Users/ada/weather bot"),
        folder_shown: "~/weather bot".to_owned(),
        home: PathBuf::from("/Users/ada"),
        standing: Standing::Folder,
        writable: true,
        has_room: true,
        inside: None,
        target: Standing::Nothing,
        environments: Vec::new(),
        requests: Requests::default(),
        candidates: vec![python("3.12.4")],
        native: None,
    }
}

fn planned(grounds: Grounds) -> Plan {
    match answer(&plan::Grounds::VenvCreate(grounds)) {
        Answer::Plan(plan) => plan,
        Answer::Preview(plan) => panic!("{plan:?}"),
        Answer::Refused(refusal) => panic!("{}", refusal.reason),
    }
}

fn refusal(grounds: Grounds) -> Refusal {
    match answer(&plan::Grounds::VenvCreate(grounds)) {
        Answer::Plan(plan) | Answer::Preview(plan) => panic!("{:?}", plan.commands),
        Answer::Refused(refusal) => {
            assert!(!refusal.reason.ends_with('.') && !refusal.reason.contains('\n'), "{}", refusal.reason);
            refusal
        }
    }
}

#[test]
fn what_is_shown_is_what_is_run() {
    let plan = planned(grounds());
    let [step] = plan.steps.as_slice() else { panic!("{:?}", plan.steps) };
    let expected = [
        "/opt/homebrew/opt/python/bin/python3",
        "-I",
        "-m",
        "venv",
        "--prompt",
        "weather bot",
        "/Users/ada/weather bot/.venv",
    ];
    assert_eq!(step.argv, expected);
    // Never the project: what is called `venv.py` there would be run.
    assert_eq!(step.cwd.as_path(), Path::new("/"));
    let [command] = plan.commands.as_slice() else { panic!("{:?}", plan.commands) };
    assert_eq!(shlex::split(command).unwrap(), step.argv);
    assert!(plan.effects[0].contains("~/weather bot/.venv"), "{}", plan.effects[0]);
}

#[test]
fn older_and_newer_pythons_differ_where_they_have_to() {
    let with = |version: &str| planned(Grounds { candidates: vec![python(version)], ..grounds() });
    let has_prompt = |plan: &Plan| plan.steps[0].argv.iter().any(|word| word == "--prompt");
    let ignores = |plan: &Plan| plan.effects.iter().any(|effect| effect.contains(".gitignore"));
    assert!(!has_prompt(&with("3.5.10")) && has_prompt(&with("3.6.15")));
    assert!(ignores(&with("3.12.4")) && !ignores(&with("3.13.0")));
}

#[test]
fn a_prompt_is_plain_or_left_out() {
    let prompt_of = |name: &str| prompt(&Path::new("/p").join(name));
    for plain in ["weather-bot", "Übung 1", "日本", "c++"] {
        assert_eq!(prompt_of(plain), Some(plain.to_owned()));
    }
    for odd in ["it's", "a;b", "x".repeat(41).as_str(), "%n", "(x)", "-x"] {
        assert_eq!(prompt_of(odd), None, "{odd}");
    }
}

#[test]
fn a_place_that_is_no_project_is_refused() {
    let home = PathBuf::from("/Users/ada");
    for wrong in [
        Grounds { folder: home, ..grounds() },
        Grounds { folder: PathBuf::from("/"), ..grounds() },
        Grounds { standing: Standing::Nothing, ..grounds() },
        Grounds { standing: Standing::Other, ..grounds() },
        Grounds { standing: Standing::DanglingLink, ..grounds() },
        Grounds { writable: false, ..grounds() },
        Grounds { has_room: false, ..grounds() },
        Grounds { inside: Some("~/weather bot".to_owned()), ..grounds() },
        Grounds { inside: Some("~".to_owned()), ..grounds() },
        Grounds { folder: PathBuf::from("/Users/ada/$(id)"), folder_shown: "~/$(id)".to_owned(), ..grounds() },
        Grounds { folder: PathBuf::from("/Users/ada/a\nb"), folder_shown: "~/a\nb".to_owned(), ..grounds() },
    ] {
        assert!(refusal(wrong).better.is_empty());
    }
}

#[test]
fn nothing_is_overwritten() {
    for target in [Standing::Folder, Standing::DanglingLink, Standing::Other] {
        let refusal = refusal(Grounds { target, ..grounds() });
        assert!(refusal.reason.contains("~/weather bot/.venv"), "{}", refusal.reason);
    }
}

#[test]
fn a_project_that_has_one_is_refused_and_told_what_to_do() {
    let has = |health, unfinished| {
        let path = Path::new("/Users/ada/weather bot/env").into();
        refusal(Grounds { environments: vec![Existing { path, health, unfinished }], ..grounds() })
    };
    assert!(has(Health::Healthy, None).reason.contains("already"));
    assert!(has(Health::Moved, None).reason.contains("needs attention"));
    assert!(has(Health::Broken, Some(Unfinished::Running)).better.is_empty());
    let abandoned = has(Health::Broken, Some(Unfinished::Abandoned));
    assert_eq!(abandoned.better, [["venv", "discard", "/Users/ada/weather bot"]]);
}

#[test]
fn a_python_that_lacks_a_part_is_explained_and_another_offered() {
    let debian = Candidate { parts: Parts::DebianVenv, ..python("3.11.2") };
    let alone = refusal(Grounds { candidates: vec![debian.clone()], ..grounds() });
    assert!(alone.reason.contains("sudo apt install python3.11-venv"), "{}", alone.reason);
    assert!(alone.better.is_empty());
    let requests = Requests { terminal: Some(debian.id.clone()), ..Requests::default() };
    let other = refusal(Grounds { requests, candidates: vec![debian, python("3.12.4")], ..grounds() });
    assert_eq!(other.better, [["venv", "create", "/Users/ada/weather bot", "--python", "homebrew-3.12.4"]]);
}

#[test]
fn the_fingerprint_follows_what_was_read_and_nothing_else() {
    let first = planned(grounds()).fingerprint;
    assert_eq!(first, planned(grounds()).fingerprint);
    let newer = Grounds { candidates: vec![python("3.12.5")], ..grounds() };
    assert_ne!(first, planned(newer).fingerprint);
    let asked = Requests { requires_python: Some(">=3".to_owned()), ..Requests::default() };
    assert_ne!(first, planned(Grounds { requests: asked, ..grounds() }).fingerprint);
}
