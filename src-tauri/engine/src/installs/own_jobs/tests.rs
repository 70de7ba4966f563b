use super::*;
use crate::installs::receipts::Receipt;

fn pinned(name: &str, version: &str) -> Pinned {
    Pinned { name: name.to_owned(), version: Some(version.to_owned()) }
}

fn change(name: &str, from: Option<&str>, to: Option<&str>) -> (Key, Change) {
    let one = |version: &str| (format!("{name}-{version}.dist-info"), Receipt::made_up(name, version, "pip", 1));
    let change = Change { before: from.map(one), after: to.map(one) };
    (("/site".into(), String::new()), change)
}

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(second).unwrap()
}

/// A job of the seconds 10 to 20 that upgraded `tide` from 1.0 to 2.0 and added `shore` 1.0.
fn jobs(running: bool, after: Option<Vec<Pinned>>) -> OwnJobs {
    let packages = TouchedPackages {
        sites: vec!["/site".into()],
        names: vec!["shore".to_owned(), "tide".to_owned()],
        before: vec![pinned("tide", "1.0")],
        after,
    };
    let ended = (!running).then(|| at(20));
    let job = Touched { at: at(10), ended, running, packages: vec![packages], formulae: false };
    OwnJobs { touched: vec![job], read: None }
}

fn done() -> OwnJobs {
    jobs(false, Some(vec![pinned("shore", "1.0"), pinned("tide", "2.0")]))
}

#[test]
fn exactly_what_a_job_has_left_is_its_own() {
    for (name, from, to, own) in [
        ("tide", Some("1.0"), Some("2.0"), Own::Done),
        ("Shore", None, Some("1.0"), Own::Done),
        ("shore", None, Some("1.1"), Own::Not),
        ("tide", Some("1.0"), None, Own::Not),
        ("reef", None, Some("1.0"), Own::Not),
        // Undone, or taken back: what was there before is there again.
        ("tide", Some("2.0"), Some("1.0"), Own::Done),
        ("shore", Some("1.0"), None, Own::Done),
    ] {
        let (key, change) = change(name, from, to);
        assert_eq!(done().of(&key, &change, at(0)), own, "{name} {from:?} {to:?}");
    }
    let (_, change) = change("shore", None, Some("1.0"));
    assert_eq!(done().of(&("/other".into(), String::new()), &change, at(0)), Own::Not);
}

/// Quiet and truth pull apart: somebody installs what a job has installed long ago.
#[test]
fn truth_wins_a_job_is_silent_only_for_what_happened_while_it_ran() {
    let (key, change) = change("shore", None, Some("1.0"));
    assert_eq!(done().of(&key, &change, at(15)), Own::Done);
    assert_eq!(done().of(&key, &change, at(21)), Own::Not);
}

#[test]
fn what_a_job_is_at_waits_for_its_end_and_of_one_that_was_cut_off_anything_is_its_own() {
    let (key, change) = change("shore", None, Some("1.1"));
    assert_eq!(jobs(true, None).of(&key, &change, at(100)), Own::Running);
    assert_eq!(jobs(false, None).of(&key, &change, at(15)), Own::Done);
}

/// Quiet and truth pull apart: Sandbar was not running, so all that it knows is what was there before the job.
#[test]
fn truth_wins_what_was_written_after_a_job_is_not_its_own() {
    let ran = |second: i64| {
        let receipt = Receipt::made_up("shore", "1.0", "pip", second * 1_000_000_000);
        let change = Change { before: None, after: Some(("shore-1.0.dist-info".to_owned(), receipt)) };
        (("/site".into(), String::new()), change)
    };
    for (second, own) in [(15, Own::Done), (21, Own::Done), (23, Own::Not), (500, Own::Not)] {
        let (key, change) = ran(second);
        assert_eq!(done().of(&key, &change, at(0)), own, "written in second {second}");
    }
}

#[test]
fn what_is_there_by_half_where_a_job_is_at_work_is_not_told() {
    assert!(jobs(true, None).is_at_work_in(Path::new("/site")));
    assert!(!jobs(true, None).is_at_work_in(Path::new("/other")));
    assert!(!done().is_at_work_in(Path::new("/site")));
}
