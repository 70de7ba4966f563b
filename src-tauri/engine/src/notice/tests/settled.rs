use super::*;
use crate::made::guard_off;
use crate::notice::is_settled;

fn stray(name: &str, shared: bool) -> Stray {
    Stray { name: name.to_owned(), version: "2".to_owned(), installer: "pip".to_owned(), requested: None, shared }
}

fn astray(teller: &mut Teller, names: &[(&str, bool)]) {
    teller.snapshot.interpreters[0].strays = names.iter().map(|(name, shared)| stray(name, *shared)).collect();
}

#[test]
fn an_install_is_over_when_nothing_of_what_came_is_there() {
    let mut teller = Teller::new(brewed());
    let notice = teller.only(pandas());
    for (strays, settled) in [
        (&[("numpy", false), ("black", false)][..], false),
        (&[("NumPy", true)], false),
        (&[("black", false)], true),
        (&[], true),
    ] {
        astray(&mut teller, strays);
        assert_eq!(is_settled(&notice, &teller.snapshot), settled, "{strays:?}");
    }
}

#[test]
fn what_names_nothing_to_take_out_is_over_when_nothing_at_all_is_astray() {
    let mut teller = Teller::new(brewed());
    let upgraded = teller.only(install("pip", vec![change("six", ChangeKind::Upgraded, None)]));
    let broken_off = teller.only(Happening::InstallUnfinished {
        interpreter: InterpreterId("homebrew-3.13.5".to_owned()),
        packages: vec!["numpy".to_owned()],
    });
    astray(&mut teller, &[("six", false)]);
    assert!(!is_settled(&upgraded, &teller.snapshot));
    astray(&mut teller, &[]);
    assert!(is_settled(&upgraded, &teller.snapshot));
    assert!(!is_settled(&broken_off, &teller.snapshot), "half of a package is nobody's stray");
    teller.snapshot.interpreters.clear();
    assert!(is_settled(&broken_off, &teller.snapshot), "with the Python, what was in it is gone");
}

#[test]
fn a_project_and_a_sandbox_are_looked_at_as_they_are_now() {
    let mut teller = Teller::new(brewed());
    let notice = |kind, subject: &str| Notice {
        kind,
        subject: MachinePath::new(subject),
        ..Teller::new(brewed()).only(pandas())
    };
    for (health, without, broken) in
        [(Health::Missing, false, true), (Health::Broken, true, false), (Health::Healthy, true, true)]
    {
        teller.snapshot.projects.clear();
        teller.snapshot.environments.clear();
        sandboxed(&mut teller.snapshot, SHOP, health);
        for subject in [SHOP, "/Users/ada/code"] {
            let settled = |kind| is_settled(&notice(kind, subject), &teller.snapshot);
            assert_eq!(settled(NoticeKind::NewProject), without, "{subject} {health:?}");
            assert_eq!(settled(NoticeKind::EnvironmentBroken), broken, "{subject} {health:?}");
        }
    }
    teller.snapshot.projects.clear();
    assert!(is_settled(&notice(NoticeKind::NewProject, SHOP), &teller.snapshot), "it is gone");
}

#[test]
fn the_guard_is_on_again_when_no_problem_says_otherwise() {
    const CONFIG: &str = "/Users/ada/.config/pip/pip.conf";
    let mut teller = Teller::new(brewed());
    let notice = teller.only(Happening::PipGuard { path: MachinePath::new(CONFIG), on: false });
    assert!(is_settled(&notice, &teller.snapshot));
    teller.snapshot.problems.push(guard_off(CONFIG));
    assert!(!is_settled(&notice, &teller.snapshot));
}
