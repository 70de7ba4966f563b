use super::{Allowed, Cause, read};
use crate::failure::{Code, Failure};
use crate::tool::samples::{PIP, sample};

const ALL: [&str; 4] = ["19_2", "21_2", "23_0", "26_3"];
/// Those with a resolver, hashes of their own and readable build errors.
const NEW: [&str; 3] = ["21_2", "23_0", "26_3"];

fn cause(name: &str) -> Cause {
    allowed(name, Allowed::Anything)
}

fn allowed(name: &str, allowed: Allowed) -> Cause {
    let sample = sample(name);
    read(sample.code, &sample.lines, allowed).expect_err(name)
}

#[expect(clippy::unnecessary_wraps, reason = "what a cause holds is optional")]
fn text(text: &str) -> Option<String> {
    Some(text.to_owned())
}

#[test]
fn a_refusal_is_told_from_a_failure() {
    assert_eq!(cause("pip_23_0_debian_managed"), Cause::ExternallyManaged);
    for name in ["pip_18_1_require", "pip_23_0_require", "pip_26_3_require"] {
        assert_eq!(sample(name).code, 3);
        assert_eq!(cause(name), Cause::NeedsEnvironment, "{name}");
    }
    let lines = vec!["/x/.venv/bin/python: No module named pip".to_owned()];
    assert_eq!(read(1, &lines, Allowed::Anything), Err(Cause::NoPip));
}

#[test]
fn what_is_not_found_is_told_apart() {
    for pip in ALL {
        let name = |what: &str| format!("pip_{pip}_{what}");
        let what = "sandbar-nothing".to_owned();
        assert_eq!(cause(&name("no_distribution")), Cause::NoPackage { what }, "{pip}");
        let what = "sandbar-leaf==9".to_owned();
        assert_eq!(cause(&name("no_version")), Cause::NoVersion { what, newest: text("2.0") }, "{pip}");
        let other = Cause::OtherPython { what: "sandbar-future".to_owned(), wants: text(">=3.99") };
        assert_eq!(cause(&name("requires_python")), other, "{pip}");
        assert_eq!(cause(&name("no_network")), Cause::NoNetwork, "{pip}");
        let what = "sandbar-good".to_owned();
        assert_eq!(allowed(&name("only_binary"), Allowed::Wheels), Cause::NoWheel { what }, "{pip}");
    }
}

#[test]
fn a_version_for_other_pythons_is_named_where_pip_names_it() {
    let what = "numpy==2.3.0".to_owned();
    assert_eq!(cause("pip_23_0_ignored_python"), Cause::OtherPython { what: what.clone(), wants: text(">=3.11") });
    // Before 22.1 pip does not say why.
    assert_eq!(cause("pip_21_2_ignored_python"), Cause::NoVersion { what, newest: text("1.24.4") });
}

#[test]
fn what_does_not_go_together() {
    for pip in NEW {
        let Cause::Conflict { between: Some(between) } = cause(&format!("pip_{pip}_conflict")) else {
            panic!("{pip}: no conflict")
        };
        assert!(between.contains("sandbar-a") && between.contains("sandbar-b"), "{pip}: {between}");
        assert_eq!(cause(&format!("pip_{pip}_hash")), Cause::WrongHash, "{pip}");
    }
}

#[test]
fn what_stands_in_a_list_is_named_and_not_its_line() {
    // Recorded from pip 26.3, `install -r` with a list of two.
    let said = "\
ERROR: Cannot install -r requirements.txt (line 1) and urllib3==1.20 because these package versions have conflicting dependencies.
The conflict is caused by:
    The user requested urllib3==1.20
    requests 2.31.0 depends on urllib3<3 and >=1.21.1
Additionally, some packages in these conflicts have no matching distributions available for your environment:
    urllib3
To fix this you could try to:
1. loosen the range of package versions you've specified";
    let lines: Vec<String> = said.lines().map(str::to_owned).collect();
    let between = text("urllib3==1.20 is asked for; requests 2.31.0 needs urllib3<3 and >=1.21.1");
    assert_eq!(read(1, &lines, Allowed::Anything), Err(Cause::Conflict { between }));
}

#[test]
fn a_build_that_did_not_work_names_the_package() {
    for pip in ALL {
        let built = Cause::BuildFailed { name: text("sandbar-bad") };
        let found = cause(&format!("pip_{pip}_build_failed"));
        assert_eq!(found, built, "{pip}");
    }
    assert_eq!(cause("pip_19_2_no_backend"), Cause::BuildFailed { name: text("sandbar-good") });
    assert_eq!(cause("pip_26_3_metadata_failed"), Cause::BuildFailed { name: text("numba") });
}

#[test]
fn what_others_installed_stays_theirs() {
    for pip in ["21_2", "23_0", "24_1", "26_3"] {
        let theirs = Cause::NoRecord { name: text("sandbar-leaf"), installer: text("brew") };
        assert_eq!(cause(&format!("pip_{pip}_no_record")), theirs, "{pip}");
    }
    // pip 19 stumbles, and knows no more.
    assert_eq!(cause("pip_19_2_no_record"), Cause::NoRecord { name: None, installer: None });
    assert_eq!(cause("pip_19_2_no_record_upgrade"), Cause::NoRecord { name: None, installer: None });
    assert_eq!(sample("pip_23_0_debian_owned").code, 0);
    assert_eq!(cause("pip_23_0_debian_owned"), Cause::OwnedElsewhere { name: "setuptools".to_owned() });
}

#[test]
fn the_system_in_between() {
    for name in ["pip_23_0_denied", "pip_26_3_denied"] {
        let Cause::NoPermission { path: Some(path) } = cause(name) else { panic!("{name}") };
        assert!(path.starts_with("/usr/local/lib/python3.11/"), "{path}");
    }
    for name in ["pip_23_0_disk_full", "pip_24_2_disk_full"] {
        assert_eq!(cause(name), Cause::DiskFull, "{name}");
    }
    for name in ["pip_21_2_interrupted", "pip_23_0_interrupted", "pip_26_3_interrupted"] {
        assert_eq!(cause(name), Cause::Interrupted, "{name}");
    }
}

#[test]
fn a_requirements_file_is_named() {
    for pip in ALL {
        let missing = Cause::NoRequirements { path: text("/nowhere/requirements.txt") };
        assert_eq!(cause(&format!("pip_{pip}_no_requirements")), missing, "{pip}");
        let bad = Cause::BadRequirement { text: "a b c".to_owned() };
        assert_eq!(cause(&format!("pip_{pip}_bad_requirements")), bad, "{pip}");
    }
}

#[test]
fn what_is_not_known_is_said_in_pips_words() {
    let lines: Vec<String> = ["ERROR: Exception:", "Traceback (most recent call last):", "ValueError: x\u{1b}[0m"]
        .map(str::to_owned)
        .to_vec();
    let cause = read(2, &lines, Allowed::Anything).expect_err("code 2");
    let failure = Failure::from(cause);
    assert_eq!(failure.code, Code::ChildFailed);
    assert_eq!(failure.message, "pip ended with an error: ValueError: x\u{FFFD}[0m");
    assert_eq!(Failure::from(read(9, &[], Allowed::Anything).expect_err("code 9")).message, "pip ended with code 9");
}

#[test]
fn every_sample_that_failed_has_a_cause_and_a_sentence_and_no_other_has() {
    for (name, _) in PIP {
        let sample = sample(name);
        // `pip check` and `pip list` have answers of their own.
        if name.ends_with("_check") || name.ends_with("_list") || name.ends_with("_freeze") {
            continue;
        }
        match read(sample.code, &sample.lines, Allowed::Anything) {
            Ok(_) => assert_eq!(sample.code, 0, "{name}"),
            Err(cause) => {
                assert!(!matches!(cause, Cause::Other { .. }), "{name}: {cause:?}");
                let failure = Failure::from(cause);
                assert!(!failure.message.ends_with('.') && !failure.message.contains('\n'), "{name}: {failure:?}");
                assert!(failure.message.chars().count() < 300, "{name}: {failure:?}");
                assert!(failure.hint.is_some(), "{name}: {failure:?}");
            }
        }
    }
}
