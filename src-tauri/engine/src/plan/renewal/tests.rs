use std::path::Path;

use super::*;
use crate::choose::{Parts, Requests};
use crate::machine::MachinePath;
use crate::model::{Answer, EnvironmentTool, Health, InterpreterId, Plan, Source, Unfinished};
use crate::plan::{self, answer, venv_repair, venv_switch};

fn python(minor: u32) -> Candidate {
    let path = format!("/opt/homebrew/opt/python@3.{minor}/bin/python3.{minor}");
    Candidate {
        id: InterpreterId(format!("homebrew-3.{minor}")),
        path: Path::new(&path).into(),
        real_path: Path::new(&path).into(),
        aliases: Vec::new(),
        version: format!("3.{minor}.1"),
        source: Source::Homebrew,
        label: format!("Homebrew 3.{minor}.1"),
        private: false,
        free_threaded: false,
        present: true,
        parts: Parts::Whole,
    }
}

fn wanted(name: &str, version: &str, origin: Origin) -> Wanted {
    Wanted { name: name.to_owned(), version: version.to_owned(), origin }
}

fn grounds(wanted: Vec<Wanted>) -> venv_switch::Grounds {
    venv_switch::Grounds {
        place: Place {
            folder: PathBuf::from("/p"),
            folder_shown: "/p".to_owned(),
            is_folder: true,
            around: None,
            sandbox: Some(Sandbox {
                path: MachinePath::new("/p/.venv"),
                shown: "/p/.venv".to_owned(),
                health: Health::Healthy,
                reason: None,
                version: Some("3.12.1".to_owned()),
                tool: EnvironmentTool::Venv,
                interpreter: Some(InterpreterId("homebrew-3.12".to_owned())),
                is_strangers: false,
                site_packages: None,
                unfinished: None,
                replaces: None,
                leads_to: None,
                inside: true,
                movable: true,
                writable: true,
                is_uvs: false,
            }),
        },
        requests: Requests { python: Some("3.13".to_owned()), ..Requests::default() },
        candidates: vec![python(12), python(13)],
        renewal: Renewal { wanted, ..Renewal::default() },
    }
}

fn planned(grounds: venv_switch::Grounds) -> Plan {
    match answer(&plan::Grounds::VenvSwitch(grounds)) {
        Answer::Plan(plan) => plan,
        other => panic!("{other:?}"),
    }
}

fn refused(grounds: venv_switch::Grounds) -> Refusal {
    match answer(&plan::Grounds::VenvSwitch(grounds)) {
        Answer::Refused(refusal) => refusal,
        other => panic!("{other:?}"),
    }
}

#[test]
fn each_package_is_named_as_it_came() {
    let plan = planned(grounds(vec![
        wanted("Flask", "3.0", Origin::Index),
        wanted("mine", "0.1", Origin::Project { folder: "/my lib".into(), editable: true }),
        wanted("local", "1.0", Origin::Archive("/w/local-1.0-py3-none-any.whl".into())),
        wanted("git", "1.0", Origin::Address("git+https://h/x.git@c0".to_owned())),
    ]));
    let [venv, pinned, newest] = plan.steps.as_slice() else { panic!("{:?}", plan.steps) };
    assert_eq!(venv.argv.last().unwrap(), "/p/.venv");
    let last = |step: &Step, count: usize| step.argv[step.argv.len() - count..].to_vec();
    let rest = ["-e", "/my lib", "/w/local-1.0-py3-none-any.whl", "git @ git+https://h/x.git@c0"];
    assert_eq!(last(pinned, 5), [&["Flask==3.0"], &rest[..]].concat());
    assert_eq!(last(newest, 5), [&["Flask"], &rest[..]].concat());
    assert_eq!(pinned.env["PIP_REQUIRE_VIRTUALENV"], "1");
    assert_eq!(plan.commands.len(), 2, "the last is run only when the one before it can't be had");
}

#[test]
fn a_sandbox_without_packages_needs_no_pip_to_run() {
    let plan = planned(grounds(Vec::new()));
    assert_eq!(plan.steps.len(), 1);
    assert!(plan.undo.is_some());
}

#[test]
fn a_hostile_record_becomes_no_argument() {
    for name in ["--index-url=https://evil", "-e", "../x", "a b", "a;rm", "", &"x".repeat(10_000)] {
        assert!(!is_sayable(&wanted(name, "1.0", Origin::Index)), "{name}");
        assert!(!is_sayable(&wanted(name, "1.0", Origin::Address("https://h/x".to_owned()))), "{name}");
    }
    for version in ["1.0 --pre", "1;x", ""] {
        assert!(!is_sayable(&wanted("fine", version, Origin::Index)), "{version}");
    }
    for address in ["--find-links=x", "https://h/a b", "https://h/\u{1b}", "https://h/\"x", "https://h/x ; y"] {
        assert!(!is_sayable(&wanted("fine", "1.0", Origin::Address(address.to_owned()))), "{address}");
    }
    assert!(is_sayable(&wanted("fine", "1.0", Origin::Index)));
}

#[test]
fn what_is_not_ours_to_replace_is_refused() {
    let with = |change: fn(&mut Sandbox)| {
        let mut grounds = grounds(Vec::new());
        change(grounds.place.sandbox.as_mut().unwrap());
        refused(grounds)
    };
    assert!(with(|it| it.is_uvs = true).reason.contains("uv sync --python 3.13"));
    assert!(with(|it| it.path = MachinePath::new("/p$(x)/.venv")).reason.contains('$'));
    assert!(with(|it| it.inside = false).reason.contains("outside"));
    assert!(with(|it| it.movable = false).reason.contains("may not"));
    assert!(with(|it| it.tool = EnvironmentTool::Conda).reason.contains("conda env remove"));
    let abandoned = with(|it| it.unfinished = Some(Unfinished::Abandoned));
    assert_eq!(abandoned.better, [["venv", "discard", "/p"]]);
    let replaced = with(|it| {
        it.unfinished = Some(Unfinished::Abandoned);
        it.replaces = Some(crate::model::JobId("7".to_owned()));
    });
    assert_eq!(replaced.better, [["undo", "7"]]);
    let mut same = grounds(Vec::new());
    same.requests.python = Some("3.12".to_owned());
    assert!(refused(same).reason.contains("already"));
}

#[test]
fn a_strangers_python_is_made_anew_and_never_run() {
    let mut own = grounds(vec![wanted("Flask", "3.0", Origin::Index)]);
    own.requests.python = Some("3.12".to_owned());
    own.place.sandbox.as_mut().unwrap().is_strangers = true;
    own.renewal.unfollowed = vec!["mine".to_owned()];
    let repair = venv_repair::Grounds {
        place: own.place.clone(),
        mending: None,
        requests: own.requests.clone(),
        candidates: own.candidates.clone(),
        renewal: own.renewal.clone(),
    };
    for grounds in [plan::Grounds::VenvSwitch(own), plan::Grounds::VenvRepair(repair)] {
        let Answer::Plan(plan) = answer(&grounds) else { panic!("it is a dead end") };
        let says =
            |words: &str| assert!(plan.effects.iter().any(|effect| effect.contains(words)), "{:?}", plan.effects);
        says(STRANGERS);
        says("by name from the index alone. Left out: `mine`, which came from a folder or an address");
        assert_eq!(plan.steps[0].argv[0], "/opt/homebrew/opt/python@3.12/bin/python3.12", "not the stranger's");
    }
}

#[test]
fn a_repair_says_nothing_of_being_asked_for_a_python() {
    let own = grounds(Vec::new());
    let mut repair = venv_repair::Grounds {
        place: own.place,
        mending: None,
        requests: Requests { python: Some("3.12".to_owned()), ..Requests::default() },
        candidates: own.candidates,
        renewal: own.renewal,
    };
    repair.place.sandbox.as_mut().unwrap().health = Health::Broken;
    let Answer::Plan(plan) = answer(&plan::Grounds::VenvRepair(repair)) else { panic!() };
    assert_eq!(
        plan.effects[0],
        "It can't be mended as it is, so it is made anew. \
         The sandbox was made for Python 3.12, and that is what Homebrew 3.12.1 is"
    );
}

#[test]
fn what_this_account_may_not_change_is_not_begun() {
    let own = grounds(Vec::new());
    let mut repair = venv_repair::Grounds {
        place: own.place,
        mending: Some(venv_repair::Mending::Ensurepip(Vec::new())),
        requests: own.requests,
        candidates: own.candidates,
        renewal: own.renewal,
    };
    let sandbox = repair.place.sandbox.as_mut().unwrap();
    (sandbox.health, sandbox.writable) = (Health::NoPip, false);
    let Answer::Refused(refusal) = answer(&plan::Grounds::VenvRepair(repair)) else { panic!("it is begun") };
    assert!(refusal.reason.starts_with("This account may not write into `"), "{}", refusal.reason);
}
