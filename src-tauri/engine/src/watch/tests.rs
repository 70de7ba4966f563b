#![expect(clippy::disallowed_methods, reason = "a made machine")]

use std::fs;

use jiff::SignedDuration;

use super::*;
use crate::machine::Os;
use crate::made::Made;
use crate::watch::plan::{Rank, Reach};

/// As much as these tests ever wait for: far more than a quiet moment.
const LONG: Duration = Duration::from_secs(30);

fn place(folder: &str) -> Place {
    Place { rank: Rank::Project, reach: Reach::Itself, folder: folder.into() }
}

fn watch_them(made: &Made, watching: &mut Watching, folders: &[&str]) -> Dirty {
    let plan: Vec<Place> = folders.iter().map(|folder| place(folder)).collect();
    watching.place(&made.machine(Os::Linux), &plan, &Dirty::default(), 0)
}

/// The last beat was a minute ago, by both clocks, or by the one that goes on while the machine sleeps.
fn a_minute_later(machine: &Machine, watching: &mut Watching, slept: i64) {
    let minute = Duration::from_secs(61);
    let wall = machine.now() - SignedDuration::from_secs(61 + slept);
    watching.pulse = Pulse::new(Instant::now().checked_sub(minute).unwrap(), wall);
}

#[test]
fn a_change_comes_by_the_machines_own_name() {
    let made = Made::new().folder("/p/a");
    let machine = made.machine(Os::Linux);
    let mut watching = Watching::new(&machine);
    watch_them(&made, &mut watching, &["/p/a"]);
    assert_eq!((watching.count(), watching.is_blind()), (1, false));
    fs::write(made.place("/p/a/main.py"), "").unwrap();
    fs::create_dir(made.place("/p/a/__pycache__")).unwrap();
    assert_eq!(watching.changed(&machine, Some(LONG)), Some(Dirty::at("/p/a/main.py")));
    // Reading is no change.
    machine.list(Path::new("/p/a")).unwrap();
    assert_eq!(watching.changed(&machine, Some(coalesce::QUIET * 2)), Some(Dirty::default()));
}

#[test]
fn when_events_are_lost_everything_may_have_changed() {
    let made = Made::new();
    let machine = made.machine(Os::Linux);
    let mut watching = Watching::new(&machine);
    watching.voice.send(Heard { at: Instant::now(), news: News::Lost }).unwrap();
    assert_eq!(watching.changed(&machine, Some(LONG)), Some(Dirty::everything()));
    watching.lost.store(true, Ordering::Release);
    assert_eq!(watching.changed(&machine, Some(LONG)), Some(Dirty::everything()));
}

#[test]
fn after_a_sleep_everything_may_have_changed() {
    let made = Made::new();
    let machine = made.machine(Os::Linux);
    let mut watching = Watching::new(&machine);
    a_minute_later(&machine, &mut watching, 3600);
    assert_eq!(watching.changed(&machine, Some(LONG)), Some(Dirty::everything()));
    a_minute_later(&machine, &mut watching, 0);
    assert_eq!(watching.changed(&machine, Some(coalesce::QUIET * 2)), Some(Dirty::default()));
}

#[test]
fn without_any_watch_a_change_is_seen_at_the_next_beat() {
    let made = Made::new().folder("/p/a");
    let machine = made.machine(Os::Linux);
    let mut watching = Watching::new(&machine);
    watching.watches = None;
    watch_them(&made, &mut watching, &["/p/a"]);
    assert_eq!((watching.count(), watching.is_blind()), (0, true));
    fs::write(made.place("/p/a/main.py"), "").unwrap();
    a_minute_later(&machine, &mut watching, 0);
    assert_eq!(watching.changed(&machine, Some(LONG)), Some(Dirty::at("/p/a")));
}

#[test]
fn whoever_called_it_ends_it() {
    let machine = Made::new().machine(Os::Linux);
    let mut watching = Watching::new(&machine);
    let caller = watching.caller();
    caller.nudge();
    assert_eq!(watching.changed(&machine, None), Some(Dirty::default()));
    drop(caller);
    assert_eq!(watching.changed(&machine, None), None);
}

/// What waits while a look takes its time is old when it is heard: each event by itself would be due at once.
#[test]
fn what_was_heard_during_a_look_is_one_look_more() {
    let made = Made::new().folder("/p/a");
    let machine = made.machine(Os::Linux);
    let mut watching = Watching::new(&machine);
    watch_them(&made, &mut watching, &["/p/a"]);
    let long_ago = Instant::now().checked_sub(LONG).unwrap();
    for number in 0..100 {
        let news = News::Of(made.place(&format!("/p/a/{number}.py")), hear::Change::Content);
        watching.voice.send(Heard { at: long_ago, news }).unwrap();
    }
    let dirty = watching.changed(&machine, Some(LONG)).unwrap();
    assert_eq!(dirty.places.len(), 100);
    assert_eq!(watching.changed(&machine, Some(Duration::ZERO)), Some(Dirty::default()));
}
