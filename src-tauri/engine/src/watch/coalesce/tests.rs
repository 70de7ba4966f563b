use super::*;

const MOMENT: Duration = Duration::from_millis(100);

fn places(dirty: Option<Dirty>) -> Vec<String> {
    let dirty = dirty.expect("something is due");
    assert!(!dirty.everything);
    dirty.places.iter().map(|place| place.display().to_string()).collect()
}

fn hint(gathered: &mut Gathered, path: &str, now: Instant) {
    gathered.hint(Path::new(path), now);
}

#[test]
fn a_change_waits_for_a_quiet_moment() {
    let begun = Instant::now();
    let mut gathered = Gathered::default();
    assert_eq!((gathered.due(), gathered.take(begun)), (None, None));
    hint(&mut gathered, "/p/a", begun);
    hint(&mut gathered, "/p/b", begun + MOMENT);
    hint(&mut gathered, "/p/a", begun + MOMENT * 2);
    assert_eq!(gathered.due(), Some(begun + MOMENT * 2 + QUIET));
    assert_eq!(gathered.take(begun + MOMENT * 2 + QUIET - Duration::from_millis(1)), None);
    assert_eq!(places(gathered.take(begun + MOMENT * 2 + QUIET)), ["/p/a", "/p/b"]);
    assert_eq!((gathered.due(), gathered.take(begun + QUIET * 20)), (None, None), "told once");
}

#[test]
fn a_storm_has_an_end() {
    let begun = Instant::now();
    let mut gathered = Gathered::default();
    let mut taken = Vec::new();
    for moment in 0..50 {
        let now = begun + MOMENT * moment;
        hint(&mut gathered, "/downloads/film", now);
        if let Some(dirty) = gathered.take(now) {
            assert_eq!(places(Some(dirty)), ["/downloads/film"]);
            taken.push(moment);
        }
    }
    assert_eq!(taken, [20, 41], "after two seconds, and after two more");
}

#[test]
fn a_storm_keeps_no_other_folder_waiting() {
    let begun = Instant::now();
    let mut gathered = Gathered::default();
    hint(&mut gathered, "/site-packages/six.py", begun);
    for moment in 0..3 {
        hint(&mut gathered, "/downloads/film", begun + MOMENT * moment);
    }
    assert_eq!(gathered.due(), Some(begun + QUIET));
    assert_eq!(places(gathered.take(begun + QUIET)), ["/site-packages/six.py"]);
    assert_eq!(places(gathered.take(begun + MOMENT * 2 + QUIET)), ["/downloads/film"]);
}

#[test]
fn hints_out_of_order_count_by_their_time() {
    let begun = Instant::now() + PATIENCE * 2;
    let mut gathered = Gathered::default();
    hint(&mut gathered, "/p/a", begun);
    hint(&mut gathered, "/p/a", begun - MOMENT);
    assert_eq!(gathered.due(), Some(begun + QUIET));
    hint(&mut gathered, "/p/a", begun - PATIENCE);
    assert_eq!(gathered.due(), Some(begun), "patience is over");
}

#[test]
fn what_nobody_can_name_is_everything() {
    let begun = Instant::now();
    let mut gathered = Gathered::default();
    hint(&mut gathered, "/p/a", begun - MOMENT);
    gathered.hint_everything(begun);
    hint(&mut gathered, "/p/b", begun + MOMENT);
    assert_eq!(gathered.due(), Some(begun + MOMENT + QUIET));
    assert_eq!(gathered.take(begun + MOMENT), None);
    assert_eq!(gathered.take(begun + MOMENT + QUIET), Some(Dirty::everything()));
    assert_eq!(gathered.due(), None);

    hint(&mut gathered, "/", begun);
    assert_eq!(gathered.take(begun + QUIET), Some(Dirty::everything()));
}

#[test]
fn so_many_that_it_is_cheaper_to_look_at_all_of_them() {
    let now = Instant::now();
    let mut gathered = Gathered::default();
    for number in 0..=MOST_NAMES + 9 {
        hint(&mut gathered, &format!("/p/{number}"), now);
    }
    assert_eq!(places(gathered.take(now + QUIET)), ["/p"]);
    for number in 0..=MOST_FOLDERS {
        hint(&mut gathered, &format!("/{number}/x"), now);
    }
    assert_eq!(gathered.take(now + QUIET), Some(Dirty::everything()));
}
