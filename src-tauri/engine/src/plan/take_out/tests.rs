use super::*;
use crate::plan::break_glass::tests::{debian, installed};

const LOCAL: &str = "/usr/local/lib/python3.13/dist-packages";
const USERS: &str = "/home/ada/.local/lib/python3.13/site-packages";
const DEBIANS: &str = "/usr/lib/python3/dist-packages";

fn needing(one: Installed, needs: &[&str]) -> Installed {
    Installed { needs: needs.iter().map(|need| (*need).to_owned()).collect(), ..one }
}

fn grounds(root: bool, installed: Vec<Installed>, packages: &[&str]) -> Grounds {
    Grounds {
        packages: packages.iter().map(|name| (*name).to_owned()).collect(),
        chosen: Chosen::Python(Box::new(debian(root, installed))),
    }
}

fn there() -> Vec<Installed> {
    vec![
        needing(installed("pandas", "2", LOCAL, true), &["numpy", "six"]),
        installed("numpy", "1", LOCAL, true),
        installed("six", "1.17", LOCAL, true),
        installed("six", "1.16", DEBIANS, false),
        needing(installed("apt-thing", "1", DEBIANS, false), &["six"]),
        installed("rich", "13", USERS, true),
    ]
}

fn commands(draft: &Draft) -> Vec<String> {
    draft.steps.iter().map(|step| step.argv.join(" ")).collect()
}

fn reason(grounds: &Grounds) -> String {
    draft(grounds).unwrap_err().reason
}

#[test]
fn what_was_put_there_goes_by_the_pythons_own_pip() {
    let draft = draft(&grounds(true, there(), &["Pandas", "numpy", "six", "rich"])).unwrap();
    let commands = commands(&draft);
    assert_eq!(commands.len(), 2, "{commands:#?}");
    assert!(commands[0].contains("-E -m pip") && commands[0].ends_with("--break-system-packages rich"));
    assert!(commands[1].contains("-I -m pip"), "{commands:#?}");
    // Debian's own `six` is left, and read again.
    assert!(commands[1].ends_with("uninstall --yes --break-system-packages pandas numpy six"), "{commands:#?}");
    assert_eq!(draft.title, "Take `pandas` 2, `numpy` 1, `six` 1.17 and `rich` 13 out of Debian's Python 3.13");
    // Of each place a receipt of its files, and its packages.
    assert_eq!((draft.doing.keeps.len(), draft.doing.expects.len(), draft.doing.resources.len()), (4, 2, 1));
    assert!(draft.undo.is_some() && !draft.is_preview && draft.confirm.is_none());
}

#[test]
fn what_is_still_needed_stays_unless_that_goes_too() {
    let only_numpy = reason(&grounds(true, there(), &["numpy"]));
    assert!(only_numpy.contains("`numpy` 1 stays in Debian's Python 3.13: `pandas` needs it"), "{only_numpy}");
    let mut all = there();
    all.push(needing(installed("scipy", "1", LOCAL, true), &["numpy"]));
    let draft = draft(&grounds(true, all, &["pandas", "numpy"])).unwrap();
    assert!(commands(&draft)[0].ends_with(" pandas"), "{draft:#?}");
    assert!(draft.effects.iter().any(|effect| effect.contains("`numpy` 1 stays") && effect.contains("`scipy`")));
}

#[test]
fn the_owners_packages_are_never_taken_out() {
    for (names, owners) in [(&["apt-thing"][..], "`apt-thing` 1"), (&["rich", "apt-thing"], "`apt-thing` 1")] {
        let reason = reason(&grounds(true, there(), names));
        assert!(reason.contains(owners) && reason.contains("belongs to Debian"), "{reason}");
    }
    assert!(reason(&grounds(true, there(), &["pip"])).contains("does not go itself"));
}

#[test]
fn what_is_not_there_is_said_and_alone_it_is_nothing_to_do() {
    assert_eq!(reason(&grounds(true, there(), &["httpx"])), "`httpx` is not in Debian's Python 3.13");
    let draft = draft(&grounds(true, there(), &["rich", "httpx"])).unwrap();
    assert!(draft.effects.contains(&"`httpx` is not there any more".to_owned()), "{:?}", draft.effects);
}

#[test]
fn what_pip_cannot_remove_is_refused() {
    let mut all = there();
    all[5].has_record = false;
    assert!(reason(&grounds(true, all, &["rich"])).contains("which files are its own"));
    let elsewhere = vec![installed("rich", "13", "/opt/else/site-packages", true)];
    assert!(reason(&grounds(true, elsewhere, &["rich"])).contains("where pip does not work"));
    let mut no_pip = debian(true, there());
    for place in [&mut no_pip.own, &mut no_pip.users].into_iter().flatten() {
        place.pip_version = None;
    }
    let chosen = Chosen::Python(Box::new(no_pip));
    assert!(reason(&Grounds { packages: vec!["rich".to_owned()], chosen }).contains("has no pip"));
}

#[test]
fn where_this_account_may_not_write_there_is_a_line_to_paste() {
    let reason = reason(&grounds(false, there(), &["pandas"]));
    assert!(reason.contains("sudo env 'PIP_REQUIRE_VIRTUALENV=0' /usr/bin/python3.13 -I -m pip"), "{reason}");
}

#[test]
fn a_hostile_name_is_refused() {
    let long = "x".repeat(10_000);
    for hostile in ["-e", "--yes", "../x", "a b", ";rm", "six==1", "git+https://x/y", "", &long] {
        assert!(draft(&grounds(true, there(), &["rich", hostile])).is_err(), "{hostile}");
    }
}

#[test]
fn a_sandbox_has_a_way_of_its_own() {
    let chosen = Chosen::Sandbox { shown: "~/shop/.venv".to_owned(), project: Some("/home/ada/shop".into()) };
    let refusal = draft(&Grounds { packages: vec!["six".to_owned()], chosen }).unwrap_err();
    assert_eq!(refusal.better, [["remove", "/home/ada/shop", "six"]]);
}
