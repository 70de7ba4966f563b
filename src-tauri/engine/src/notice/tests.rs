mod settled;
mod waiting;

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use jiff::Zoned;

use super::ledger::Ledger;
use super::{Looking, Memory, consider};
use crate::machine::MachinePath;
use crate::made::{interpreter, sandboxed, snapshot};
use crate::model::{
    ChangeKind, Happening, Health, InterpreterId, Notice, NoticeKind, Notify, PackageChange, Snapshot, Source, Stray,
};
use crate::settings::Settings;
use crate::wish::Wish;

const BREW: &str = "/opt/homebrew/opt/python@3.13/bin/python3.13";
const SHOP: &str = "/Users/ada/code/shop";

/// A Sandbar that has begun to watch a machine.
struct Teller {
    memory: Memory,
    ledger: Ledger,
    snapshot: Snapshot,
    settings: Settings,
    own: Vec<Wish>,
    viewed: Option<PathBuf>,
    at: Zoned,
    now: Instant,
}

impl Teller {
    fn new(snapshot: Snapshot) -> Self {
        let mut teller = Self {
            memory: Memory::default(),
            ledger: Ledger::default(),
            snapshot,
            settings: Settings::default(),
            own: Vec::new(),
            viewed: None,
            at: "2026-11-25T10:00:00+01:00[Europe/Berlin]".parse().unwrap(),
            now: Instant::now(),
        };
        assert_eq!(teller.hear(&[Happening::Ready]), []);
        teller
    }

    fn hear(&mut self, happenings: &[Happening]) -> Vec<Notice> {
        let looking = Looking {
            snapshot: &self.snapshot,
            settings: &self.settings,
            own: &self.own,
            viewed: self.viewed.as_deref(),
            at: &self.at,
            now: self.now,
        };
        consider(&mut self.memory, &mut self.ledger, happenings, &looking)
    }

    /// Nothing happens for a while.
    fn pass(&mut self, span: Duration) -> Vec<Notice> {
        self.now += span;
        self.at = self.at.checked_add(span).unwrap();
        self.hear(&[])
    }

    fn only(&mut self, happening: Happening) -> Notice {
        let mut told = self.hear(&[happening]);
        assert_eq!(told.len(), 1, "{told:#?}");
        told.remove(0)
    }
}

fn brewed() -> Snapshot {
    let mut brewed = snapshot();
    brewed.interpreters.push(interpreter(Source::Homebrew, "3.13.5", BREW, "/opt/homebrew/Cellar/p/bin/python3.13"));
    brewed
}

fn change(name: &str, change: ChangeKind, requested: Option<bool>) -> PackageChange {
    let from = (change == ChangeKind::Upgraded).then(|| "1".to_owned());
    PackageChange { name: name.to_owned(), version: "2".to_owned(), from, change, requested }
}

fn added(name: &str, requested: Option<bool>) -> PackageChange {
    change(name, ChangeKind::Added, requested)
}

fn install(installer: &str, packages: Vec<PackageChange>) -> Happening {
    Happening::SystemInstall {
        interpreter: InterpreterId("homebrew-3.13.5".to_owned()),
        installer: installer.to_owned(),
        packages,
        missed: false,
    }
}

fn pandas() -> Happening {
    let mut packages = vec![added("pandas", Some(true))];
    packages.extend(["numpy", "pytz", "six", "tzdata"].map(|name| added(name, Some(false))));
    install("pip", packages)
}

fn wishes(notice: &Notice) -> Vec<(&str, Option<String>)> {
    notice.actions.iter().map(|one| (one.label.as_str(), one.wish.as_ref().map(|words| words.join(" ")))).collect()
}

#[test]
fn an_install_is_told_by_what_was_asked_for_with_both_ways_out() {
    let mut teller = Teller::new(brewed());
    sandboxed(&mut teller.snapshot, SHOP, Health::Healthy);
    let notice = teller.only(pandas());
    assert_eq!(notice.title, "pandas went into Homebrew's Python 3.13");
    assert_eq!(
        notice.body,
        "pip installed it, with 4 others. Other programs use this Python. The project in hand is shop."
    );
    assert_eq!((notice.kind, notice.subject.as_path()), (NoticeKind::SystemInstall, Path::new(BREW)));
    assert_eq!(
        wishes(&notice),
        [
            ("Move to a sandbox", Some(format!("rescue --python {BREW} --into {SHOP}"))),
            ("Undo", Some(format!("take-out pandas numpy pytz six tzdata --python {BREW}"))),
        ]
    );
    assert!(notice.shown && !notice.seen);
    assert_eq!(notice.at, "2026-11-25T10:00:00.000+01:00");
}

#[test]
fn a_rescue_that_would_move_more_than_what_came_is_looked_at_first() {
    let mut teller = Teller::new(brewed());
    sandboxed(&mut teller.snapshot, SHOP, Health::Healthy);
    let older = Stray {
        name: "black".to_owned(),
        version: "1.0".to_owned(),
        installer: "pip".to_owned(),
        requested: Some(true),
        shared: false,
    };
    teller.snapshot.interpreters[0].strays.push(older);
    let notice = teller.only(pandas());
    assert_eq!(wishes(&notice)[0], ("Move to a sandbox", None));
    assert!(!notice.body.contains("shop"), "{}", notice.body);
}

#[test]
fn where_nobody_knows_what_was_asked_for_nothing_is_claimed() {
    let mut teller = Teller::new(brewed());
    let notice = teller.only(install("uv", ["a", "b", "c", "d"].map(|name| added(name, None)).into()));
    assert_eq!(notice.title, "a, b and 2 more went into Homebrew's Python 3.13");
    assert_eq!(notice.body, "uv installed them. Other programs use this Python.");
    let notice = teller.only(install("unknown", vec![added("a", None)]));
    assert_eq!(notice.body, "It was installed. Other programs use this Python.");
}

#[test]
fn an_upgrade_is_no_addition_and_cannot_be_undone_by_taking_out() {
    let mut teller = Teller::new(brewed());
    let notice = teller.only(install("pip", vec![change("six", ChangeKind::Upgraded, Some(true))]));
    assert_eq!(notice.title, "six was upgraded in Homebrew's Python 3.13");
    assert_eq!(wishes(&notice), [("Move to a sandbox", None)]);
    let anew = PackageChange { from: Some("2.0".to_owned()), ..change("six", ChangeKind::Upgraded, Some(true)) };
    let anew = PackageChange { version: "2.0".to_owned(), ..anew };
    let notice = teller.only(install("pip", vec![anew]));
    assert_eq!(notice.title, "six was reinstalled in Homebrew's Python 3.13");
    let both = vec![added("pandas", Some(true)), change("numpy", ChangeKind::Upgraded, Some(false))];
    let notice = teller.only(install("pip", both));
    assert_eq!(notice.body, "pip installed it, with 1 other. Other programs use this Python.");
    assert_eq!(wishes(&notice)[1], ("Take out what came", Some(format!("take-out pandas --python {BREW}"))));
}

#[test]
fn what_only_went_away_is_no_news() {
    let mut teller = Teller::new(brewed());
    assert_eq!(teller.hear(&[install("pip", vec![change("six", ChangeKind::Removed, Some(true))])]), []);
}

#[test]
fn what_happened_while_nobody_watched_says_so() {
    let mut teller = Teller::new(brewed());
    let Happening::SystemInstall { interpreter, installer, packages, .. } = pandas() else { unreachable!() };
    let notice = teller.only(Happening::SystemInstall { interpreter, installer, packages, missed: true });
    assert!(notice.body.starts_with("pip installed it, with 4 others while Sandbar was not running. "), "{notice:?}");
}

#[test]
fn the_project_that_is_meant_is_the_only_one_or_the_one_in_hand() {
    let into = |teller: &mut Teller| {
        let notice = teller.only(pandas());
        wishes(&notice)[0].1.as_ref().and_then(|wish| wish.split(" --into ").nth(1).map(str::to_owned))
    };
    let mut teller = Teller::new(brewed());
    assert_eq!(into(&mut teller), None, "there is none");
    sandboxed(&mut teller.snapshot, SHOP, Health::Broken);
    assert_eq!(into(&mut teller), None, "it has no sandbox that works");
    sandboxed(&mut teller.snapshot, "/Users/ada/code/blog", Health::Healthy);
    assert_eq!(into(&mut teller).as_deref(), Some("/Users/ada/code/blog"));
    sandboxed(&mut teller.snapshot, "/Users/ada/code/bot", Health::Healthy);
    assert_eq!(into(&mut teller), None, "either could be meant");
    let just_now = teller.at.timestamp().as_millisecond() - 60_000;
    teller.snapshot.projects[2].touched = just_now;
    assert_eq!(into(&mut teller).as_deref(), Some("/Users/ada/code/bot"));
    teller.snapshot.projects[1].touched = just_now;
    assert_eq!(into(&mut teller), None, "somebody works on both");
}

#[test]
fn an_install_that_broke_off_is_told_without_a_quick_way_out() {
    let mut teller = Teller::new(brewed());
    let notice = teller.only(Happening::InstallUnfinished {
        interpreter: InterpreterId("homebrew-3.13.5".to_owned()),
        packages: vec!["pandas".to_owned()],
    });
    assert_eq!(notice.title, "An install into Homebrew's Python 3.13 broke off");
    assert_eq!(notice.body, "pandas is there by half. Other programs use this Python.");
    assert_eq!((notice.kind, notice.actions), (NoticeKind::SystemInstall, Vec::new()));
}

#[test]
fn a_hostile_name_is_told_tamed_and_is_never_part_of_a_wish() {
    let mut teller = Teller::new(brewed());
    let notice = teller.only(install("pip\u{1b}[2J", vec![added("--index-url=\u{1b}x", Some(true))]));
    assert!(!format!("{} {}", notice.title, notice.body).contains('\u{1b}'), "{notice:?}");
    assert_eq!(wishes(&notice)[1], ("Undo", None));
    let notice = teller.only(install("pip", vec![added(&"x".repeat(1000), Some(true))]));
    assert!(notice.title.len() < 120, "{}", notice.title);
}

#[test]
fn the_guard_is_told_when_it_goes_off() {
    let mut teller = Teller::new(snapshot());
    let guard = |on| Happening::PipGuard { path: MachinePath::new("/Users/ada/.config/pip/pip.conf"), on };
    let notice = teller.only(guard(false));
    assert_eq!(notice.title, "pip's guard was switched off");
    assert_eq!(wishes(&notice), [("Switch it on", Some("pip-conf clean".to_owned()))]);
    assert_eq!(teller.hear(&[guard(true)]), []);
    teller.own = vec![Wish::Undo { job: None }];
    assert_eq!(teller.hear(&[guard(false)]), [], "Sandbar itself has put it back");
}

#[test]
fn no_notice_names_a_path() {
    let mut teller = Teller::new(brewed());
    sandboxed(&mut teller.snapshot, SHOP, Health::Healthy);
    let guard = Happening::PipGuard { path: MachinePath::new("/Users/ada/.config/pip/pip.conf"), on: false };
    for notice in teller.hear(&[pandas(), guard]) {
        assert!(!format!("{} {}", notice.title, notice.body).contains('/'), "{notice:?}");
    }
}

#[test]
fn what_is_muted_is_written_down_and_not_shown() {
    let mut teller = Teller::new(brewed());
    teller.settings.muted = vec![PathBuf::from(BREW)];
    assert!(!teller.only(pandas()).shown);
    teller.settings.muted = Vec::new();
    teller.settings.notify = Notify { system_install: false, ..Notify::default() };
    assert!(!teller.only(pandas()).shown);
    teller.settings.notify = Notify::default();
    assert!(teller.only(pandas()).shown);
    assert_eq!(teller.ledger.latest().len(), 3);
}

#[test]
fn nothing_is_shown_of_what_stands_open() {
    let mut teller = Teller::new(brewed());
    teller.viewed = Some(PathBuf::from(BREW));
    assert!(!teller.only(pandas()).shown);
    teller.viewed = Some(PathBuf::from(SHOP));
    assert!(teller.only(pandas()).shown);
}

#[test]
fn eight_a_day_are_enough_and_the_next_day_is_another() {
    let mut teller = Teller::new(brewed());
    let shown: Vec<bool> = (0..10).map(|_| teller.only(pandas()).shown).collect();
    assert_eq!(shown.iter().filter(|shown| **shown).count(), 8);
    assert!(shown[7] && !shown[8]);
    teller.pass(Duration::from_hours(15));
    assert!(teller.only(pandas()).shown);
}

#[test]
fn the_same_is_not_shown_again_within_the_hour() {
    let mut teller = Teller::new(snapshot());
    let guard = Happening::PipGuard { path: MachinePath::new("/etc/pip.conf"), on: false };
    assert!(teller.only(guard.clone()).shown);
    teller.pass(Duration::from_mins(59));
    assert!(!teller.only(guard.clone()).shown);
    teller.pass(Duration::from_mins(2));
    assert!(teller.only(guard).shown);
}

#[test]
fn names_are_sortable_by_time_and_no_two_are_the_same() {
    let mut teller = Teller::new(brewed());
    let ids: Vec<String> = teller.hear(&[pandas(), pandas()]).into_iter().map(|notice| notice.id.0).collect();
    assert_eq!(ids, ["20261125T090000.000-1", "20261125T090000.000-2"]);
}
