//! What is told only once it has been quiet: new projects, broken sandboxes.

use super::*;
use crate::made::{project, watched};
use crate::model::{Evidence, Unfinished};

const MOMENT: Duration = Duration::from_secs(3);

fn found(path: &str) -> Happening {
    Happening::ProjectFound { path: MachinePath::new(path), evidence: vec![Evidence::PythonFiles] }
}

/// The project is there now, and that was seen.
fn find(teller: &mut Teller, path: &str) -> Vec<Notice> {
    teller.snapshot.projects.push(project(path));
    teller.hear(&[found(path)])
}

fn broke(teller: &mut Teller, path: &str) -> Vec<Notice> {
    let environment = MachinePath::new(format!("{path}/.venv"));
    sandboxed(&mut teller.snapshot, path, Health::Broken);
    let project = Some(MachinePath::new(path));
    teller.hear(&[Happening::EnvironmentChanged { project, path: environment, health: Health::Broken }])
}

#[test]
fn a_new_project_is_told_after_a_quiet_moment_and_once() {
    let mut teller = Teller::new(snapshot());
    assert_eq!(find(&mut teller, SHOP), []);
    assert_eq!(teller.memory.due(), Some(teller.now + MOMENT));
    assert_eq!(teller.pass(MOMENT / 2), []);
    let told = teller.pass(MOMENT / 2);
    let [notice] = told.as_slice() else { panic!("{told:#?}") };
    assert_eq!(notice.title, "shop has no sandbox yet");
    assert_eq!((notice.kind, notice.subject.as_path()), (NoticeKind::NewProject, Path::new(SHOP)));
    assert_eq!(wishes(notice), [("Create sandbox", Some(format!("venv create {SHOP}")))]);
    assert_eq!(teller.memory.due(), None);
    // It is emptied, and filled again; also after Sandbar was started anew.
    teller.hear(&[found(SHOP)]);
    teller.memory = Memory::default();
    teller.hear(&[Happening::ToolsChanged]);
    teller.hear(&[found(SHOP)]);
    assert_eq!(teller.pass(MOMENT), []);
}

#[test]
fn who_makes_a_sandbox_within_the_moment_is_left_alone() {
    let mut teller = Teller::new(snapshot());
    find(&mut teller, SHOP);
    teller.snapshot.projects.clear();
    sandboxed(&mut teller.snapshot, SHOP, Health::Healthy);
    assert_eq!(teller.pass(MOMENT), []);
    // Or is about to.
    find(&mut teller, "/Users/ada/code/bot");
    teller.snapshot.projects[1].environment.unfinished = Some(Unfinished::Running);
    assert_eq!(teller.pass(MOMENT), []);
}

#[test]
fn a_project_that_is_still_written_to_waits_but_not_forever() {
    let mut teller = Teller::new(snapshot());
    find(&mut teller, SHOP);
    for _ in 0..19 {
        teller.snapshot.projects[0].touched = teller.at.timestamp().as_millisecond() + 2_500;
        assert_eq!(teller.pass(MOMENT), []);
    }
    teller.snapshot.projects[0].touched = teller.at.timestamp().as_millisecond() + 2_500;
    assert_eq!(teller.pass(MOMENT).len(), 1);
}

#[test]
fn what_sandbar_itself_makes_is_no_news() {
    let mut teller = Teller::new(snapshot());
    teller.own = vec![Wish::New { folder: PathBuf::from(SHOP) }];
    find(&mut teller, SHOP);
    assert_eq!(teller.pass(MOMENT), []);
    teller.own.clear();
    teller.snapshot.projects.clear();
    sandboxed(&mut teller.snapshot, SHOP, Health::Healthy);
    assert_eq!(teller.pass(MOMENT), []);
}

#[test]
fn many_at_once_are_one_notice() {
    let mut teller = Teller::new(snapshot());
    for number in 0..10 {
        find(&mut teller, &format!("/Users/ada/code/clones/bot-{number}"));
        assert_eq!(teller.pass(MOMENT / 3), []);
    }
    let told = teller.pass(MOMENT);
    let [notice] = told.as_slice() else { panic!("{told:#?}") };
    assert_eq!(notice.title, "10 new projects have no sandbox yet");
    assert!(notice.body.starts_with("bot-0, bot-1 and 8 more. "), "{}", notice.body);
    assert_eq!(
        (notice.subject.as_path(), wishes(notice)),
        (Path::new("/Users/ada/code/clones"), vec![("Show them", None)])
    );
}

#[test]
fn a_muted_one_does_not_hide_the_others() {
    let mut teller = Teller::new(snapshot());
    teller.settings.muted = vec![PathBuf::from("/Users/ada/code/old")];
    find(&mut teller, "/Users/ada/code/old/one");
    find(&mut teller, SHOP);
    let told = teller.pass(MOMENT);
    assert_eq!((told[0].title.as_str(), told[0].shown), ("shop has no sandbox yet", true));
    find(&mut teller, "/Users/ada/code/old/two");
    assert!(!teller.pass(MOMENT)[0].shown);
}

#[test]
fn what_lies_in_a_folder_that_was_just_added_or_plugged_in_is_no_news() {
    let mut teller = Teller::new(snapshot());
    teller.snapshot.folders.push(watched("/Users/ada/work"));
    assert_eq!(find(&mut teller, "/Users/ada/work/a"), []);
    assert_eq!(teller.pass(MOMENT), []);
    // Later it is a folder like the others, and what was found in it is known.
    teller.hear(&[found("/Users/ada/work/a")]);
    assert_eq!(teller.pass(MOMENT), []);
    find(&mut teller, "/Users/ada/work/b");
    assert_eq!(teller.pass(MOMENT).len(), 1);
    let folders = std::mem::take(&mut teller.snapshot.folders);
    teller.memory.look(&teller.snapshot);
    teller.snapshot.folders = folders;
    find(&mut teller, "/Users/ada/work/c");
    assert_eq!(teller.pass(MOMENT), []);
}

#[test]
fn what_was_there_at_the_start_is_not_new_when_it_comes_back() {
    let mut before = snapshot();
    before.projects.push(project(SHOP));
    let mut teller = Teller::new(before);
    teller.hear(&[found(SHOP)]);
    assert_eq!(teller.pass(MOMENT), []);
}

#[test]
fn a_sandbox_that_breaks_is_told_with_its_repair() {
    let mut teller = Teller::new(snapshot());
    assert_eq!(broke(&mut teller, SHOP), []);
    let told = teller.pass(MOMENT);
    let [notice] = told.as_slice() else { panic!("{told:#?}") };
    assert_eq!(notice.title, "The sandbox of shop no longer works");
    assert_eq!(wishes(notice), [("Repair", Some(format!("venv repair {SHOP}")))]);
    assert_eq!((notice.kind, notice.subject.as_path()), (NoticeKind::EnvironmentBroken, Path::new(SHOP)));
}

#[test]
fn an_upgrade_that_is_over_in_a_moment_breaks_nothing() {
    let mut teller = Teller::new(snapshot());
    broke(&mut teller, SHOP);
    teller.snapshot.environments[0].health = Health::Healthy;
    assert_eq!(teller.pass(MOMENT), []);
}

#[test]
fn an_upgrade_that_breaks_several_is_one_notice() {
    let mut teller = Teller::new(snapshot());
    for name in ["blog", "bot", "shop", "wiki"] {
        broke(&mut teller, &format!("/Users/ada/code/{name}"));
        assert_eq!(teller.pass(MOMENT / 2), []);
    }
    let told = teller.pass(MOMENT);
    let [notice] = told.as_slice() else { panic!("{told:#?}") };
    assert_eq!(notice.title, "4 sandboxes no longer work");
    assert!(notice.body.starts_with("blog, bot and 2 more. "), "{}", notice.body);
    assert!(notice.actions.iter().all(|action| action.wish.is_none()));
}

#[test]
fn a_sandbox_that_was_never_finished_has_not_stopped_working() {
    let mut teller = Teller::new(snapshot());
    broke(&mut teller, SHOP);
    teller.snapshot.environments[0].unfinished = Some(Unfinished::Abandoned);
    assert_eq!(teller.pass(MOMENT), []);
}

#[test]
fn only_the_projects_own_sandbox_is_repaired_with_one_press() {
    let mut teller = Teller::new(snapshot());
    broke(&mut teller, SHOP);
    teller.snapshot.projects[0].environment.path = Some(MachinePath::new("/Users/ada/code/shop/venv"));
    let told = teller.pass(MOMENT);
    assert_eq!((told[0].title.as_str(), told[0].actions.len()), ("A sandbox of shop no longer works", 0));
}
