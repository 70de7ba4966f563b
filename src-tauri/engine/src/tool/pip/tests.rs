use std::path::Path;

use super::{Detour, Pip, Place, ReportTo};
use crate::tool::release::Release;
use crate::tool::spec::{Name, Spec};

fn pip(release: Release, place: Place) -> Pip {
    Pip {
        python: "/Users/ada/shop/.venv/bin/python".to_owned(),
        prefix: "/Users/ada/shop/.venv".to_owned(),
        release: Some(release),
        place,
        detours: Vec::new(),
    }
}

fn specs(words: &[&str]) -> Vec<Spec> {
    words.iter().map(|word| Spec::parse(word).expect("a package")).collect()
}

/// The words after those that every call has.
fn rest(step: &crate::model::Step) -> String {
    let words = step.argv.join(" ");
    let (_, rest) = words.split_once("--no-color ").expect("every call is plain");
    rest.to_owned()
}

#[test]
fn an_environment_gets_what_its_pip_understands() {
    let wanted = specs(&["requests", "uvicorn[standard]>=0.30"]);
    let old = pip(Release(19, 2, 3), Place::Environment);
    assert_eq!(rest(&old.install(&wanted)), "install --progress-bar off requests uvicorn[standard]>=0.30");
    assert_eq!(
        rest(&old.upgrade(&wanted[..1])),
        "install --progress-bar off --upgrade --upgrade-strategy only-if-needed requests"
    );
    let new = pip(Release(24, 1, 0), Place::Environment);
    assert_eq!(rest(&new.install(&wanted[..1])), "install --progress-bar raw requests");
    assert_eq!(rest(&new.uninstall(&[Name::parse("six").expect("a name")])), "uninstall --yes six");
    assert_eq!(rest(&new.install_wheels(&wanted[..1])), "install --progress-bar raw --only-binary :all: requests");
    let unknown = Pip { release: None, ..new };
    assert_eq!(rest(&unknown.install(&wanted[..1])), "install --progress-bar off requests");
}

#[test]
fn every_call_is_isolated_from_the_project_and_stays_in_the_sandbox() {
    let pip = pip(Release(26, 3, 0), Place::Environment);
    for step in [pip.install(&specs(&["six"])), pip.list(), pip.freeze(), pip.check(), pip.uninstall(&[])] {
        assert_eq!(step.argv[..4], ["/Users/ada/shop/.venv/bin/python", "-I", "-m", "pip"]);
        assert_eq!(step.cwd.as_path(), Path::new("/"));
        assert_eq!(step.env["PIP_REQUIRE_VIRTUALENV"], "1");
        assert_eq!(step.env["PIP_USER"], "0");
        assert!(!step.env.values().any(String::is_empty), "pip passes over an empty variable");
    }
}

#[test]
fn conda_is_no_virtual_environment_to_pip() {
    let step = pip(Release(26, 3, 0), Place::Conda).install(&specs(&["six"]));
    assert_eq!(step.env["PIP_REQUIRE_VIRTUALENV"], "0");
    assert!(!step.argv.contains(&"--break-system-packages".to_owned()));
}

#[test]
fn the_glass_is_broken_only_where_there_is_some() {
    let broken = |release, place| rest(&pip(release, place).install(&specs(&["six"]))).contains("--break-system");
    assert!(broken(Release(23, 0, 1), Place::System { marked: true }));
    assert!(!broken(Release(23, 0, 1), Place::System { marked: false }));
    // It would end with "no such option", and it does not look at the marker either.
    assert!(!broken(Release(22, 3, 1), Place::System { marked: true }));
    let system = pip(Release(26, 3, 0), Place::System { marked: true });
    let removal = system.uninstall(&[Name::parse("six").expect("a name")]);
    assert_eq!(rest(&removal), "uninstall --yes --break-system-packages six");
    assert_eq!(removal.env["PIP_REQUIRE_VIRTUALENV"], "0");
    let user = pip(Release(26, 3, 0), Place::UserSite { marked: true }).install(&specs(&["six"]));
    assert_eq!(user.argv[1], "-E");
    assert_eq!(rest(&user), "install --progress-bar raw --break-system-packages --user six");
    assert!(!user.env.contains_key("PYTHONNOUSERSITE"));
    let mut moved = pip(Release(26, 3, 0), Place::UserSite { marked: true });
    (moved.detours, moved.prefix) = (vec![Detour::UserBase], "/mnt/ada".to_owned());
    let moved = moved.install(&specs(&["six"]));
    assert_eq!((moved.argv[1].as_str(), moved.env["PYTHONUSERBASE"].as_str()), ("-m", "/mnt/ada"));
}

#[test]
fn a_preview_changes_nothing_and_executes_nothing() {
    let place = Place::System { marked: true };
    assert!(pip(Release(22, 1, 2), place).preview(&specs(&["six"]), ReportTo::Output, false).is_none());
    let pip = pip(Release(26, 3, 0), place);
    let step = pip.preview(&specs(&["six"]), ReportTo::Output, false).expect("it has reports");
    assert_eq!(rest(&step), "install --dry-run --retries 2 --progress-bar raw --report - --only-binary :all: six");
    let file = ReportTo::File(Path::new("/tmp/report.json"));
    let step = pip.preview(&specs(&["six"]), file, true).expect("it has reports");
    assert_eq!(rest(&step), "install --dry-run --retries 2 --progress-bar raw --report /tmp/report.json six");
}

#[test]
fn a_detour_of_a_pip_conf_is_undone_where_there_is_one() {
    let mut pip = pip(Release(26, 3, 0), Place::Environment);
    pip.detours = vec![Detour::Target, Detour::Prefix, Detour::Root, Detour::Python];
    let step = pip.install(&specs(&["six"]));
    assert_eq!(rest(&step), "install --progress-bar raw --target= six");
    assert_eq!(step.env["PIP_PREFIX"], "/Users/ada/shop/.venv");
    assert_eq!(step.env["PIP_ROOT"], "/");
    assert_eq!(step.env["PIP_PYTHON"], "/Users/ada/shop/.venv/bin/python");
}

#[test]
fn other_looks_change_nothing_either() {
    let pip = pip(Release(26, 3, 0), Place::Environment);
    let step = pip.preview_upgrade(&specs(&["six"])).expect("it has reports");
    assert!(rest(&step).contains("--dry-run") && rest(&step).contains("--upgrade-strategy only-if-needed"));
    let step = pip.preview_for(&specs(&["six"]), (3, 12), Path::new("/none")).expect("it has reports");
    assert!(rest(&step).contains("--dry-run") && rest(&step).contains("--python-version 3.12 --target=/none"));
    let versions = pip.versions(&Name::parse("six").expect("a name")).expect("it has an index");
    assert_eq!(rest(&versions), "index versions --pre six");
}
