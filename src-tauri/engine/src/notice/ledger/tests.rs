use super::*;
use crate::model::NoticeKind;

fn notice(number: u64) -> Notice {
    Notice {
        id: NoticeId(number.to_string()),
        at: "2026-11-25T10:00:00.000+01:00".to_owned(),
        kind: NoticeKind::GuardOff,
        subject: MachinePath::new("/etc/pip.conf"),
        title: "pip's guard was switched off".to_owned(),
        body: String::new(),
        actions: Vec::new(),
        shown: true,
        seen: false,
        settled: false,
    }
}

#[test]
fn what_was_told_is_known_in_the_next_run() {
    let data = tempfile::tempdir().unwrap();
    let folder = data.path().join("new");
    let mut ledger = Ledger::load(&folder);
    ledger.keep(notice(1));
    assert!(ledger.is_new_project(&MachinePath::new("/p")));
    keep(&folder, &ledger.unkept().unwrap()).unwrap();
    assert_eq!(ledger.unkept(), None);
    ledger.not_kept();
    assert!(ledger.unkept().is_some(), "what could not be kept is tried again");

    let mut next = Ledger::load(&folder);
    assert_eq!(next.latest(), [notice(1)]);
    assert!(!next.is_new_project(&MachinePath::new("/p")));
    assert_eq!(next.unkept(), None);
    next.keep(notice(2));
    next.unkept();
    next.see(&[NoticeId("3".to_owned())]);
    assert_eq!(next.unkept(), None, "nobody has seen either");
    next.see(&[notice(1).id]);
    keep(&folder, &next.unkept().unwrap()).unwrap();
    next.see(&[notice(1).id]);
    assert_eq!(next.unkept(), None, "there is nothing more to see");
    assert_eq!(Ledger::load(&folder).latest(), [notice(2), Notice { seen: true, ..notice(1) }]);
}

#[test]
#[expect(clippy::disallowed_methods, reason = "the test damages a file")]
fn a_damaged_file_is_begun_anew() {
    let data = tempfile::tempdir().unwrap();
    for text in ["", "{\"notices\":[{\"id\"", "[]", "{\"notices\":7}", "\u{0}"] {
        std::fs::write(data.path().join("notices.json"), text).unwrap();
        assert_eq!(Ledger::load(data.path()).latest(), [], "{text}");
    }
}

#[test]
fn it_does_not_grow_without_end() {
    let mut ledger = Ledger::default();
    for number in 0..300 {
        ledger.keep(notice(number));
    }
    let latest = ledger.latest();
    assert_eq!((latest.len(), latest[0].id.0.as_str(), latest[199].id.0.as_str()), (200, "299", "100"));
    for number in 0..5_010 {
        assert!(ledger.is_new_project(&MachinePath::new(format!("/p/{number}"))));
    }
    assert_eq!(ledger.projects.len(), 5_000);
}

#[test]
fn a_clock_that_was_set_back_repeats_nothing_for_ever() {
    let mut ledger = Ledger::default();
    ledger.keep(notice(1));
    let at = |text: &str| text.parse::<Zoned>().unwrap();
    let was_shown = |time: &str| {
        let subject = Path::new("/etc/pip.conf");
        ledger.was_shown(subject, "pip's guard was switched off", &at(time), Duration::from_hours(1))
    };
    assert!(was_shown("2026-11-25T09:30:00+00:00[UTC]"));
    assert!(!was_shown("2026-11-25T10:30:00+00:00[UTC]"));
    assert!(!was_shown("2026-11-24T10:00:00+00:00[UTC]"));
    assert_eq!(ledger.shown_on(jiff::civil::date(2026, 11, 25)), 1);
    assert_eq!(ledger.shown_on(jiff::civil::date(2026, 11, 24)), 0);
}
