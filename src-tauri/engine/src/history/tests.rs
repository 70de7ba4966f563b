use super::*;

fn id(name: &str) -> JobId {
    JobId(name.to_owned())
}

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_790_000_000 + second).unwrap()
}

fn wish() -> Vec<String> {
    ["venv", "create", "/p"].map(str::to_owned).to_vec()
}

fn end(outcome: Outcome, took: Duration) -> End {
    End { outcome, took, taken_back: false, output: vec!["the last line".to_owned()] }
}

fn outcomes(history: &History) -> Vec<(String, Outcome)> {
    let list = history.list(&Machine::this()).unwrap();
    list.into_iter().map(|job| (job.id.0, job.outcome)).collect()
}

#[test]
fn the_last_comes_first_and_times_are_rfc_3339() {
    let data = tempfile::tempdir().unwrap();
    let history = History::new(&data.path().join("deep/data"));
    assert!(outcomes(&history).is_empty());
    for (second, name, outcome) in [(0, "a", Outcome::Done), (5, "b", Outcome::Cancelled)] {
        let began = history.began(&id(name), at(second), &wish(), Told::default(), &[]).unwrap();
        history.ended(began, end(outcome, Duration::from_millis(1500))).unwrap();
    }
    assert_eq!(outcomes(&history), [("b".to_owned(), Outcome::Cancelled), ("a".to_owned(), Outcome::Done)]);
    let last = &history.list(&Machine::this()).unwrap()[0];
    assert_eq!(last.at, "2026-09-21T14:13:25Z");
    assert_eq!((last.seconds, &last.wish, last.undoable), (1.5, &wish(), false));
}

#[test]
fn who_is_at_work_is_not_past_and_who_is_gone_has_failed() {
    let data = tempfile::tempdir().unwrap();
    let history = History::new(data.path());
    let began = history.began(&id("a"), at(0), &wish(), Told::default(), &[]).unwrap();
    assert!(outcomes(&history).is_empty());
    // What a crash does: the lock goes with the process.
    drop(began);
    assert_eq!(outcomes(&history), [("a".to_owned(), Outcome::Failed)]);
}

#[test]
fn a_crash_at_any_byte_spoils_only_what_it_cut_off() {
    let data = tempfile::tempdir().unwrap();
    let history = History::new(data.path());
    let first = history.began(&id("a"), at(0), &wish(), Told::default(), &[]).unwrap();
    history.ended(first, end(Outcome::Done, Duration::ZERO)).unwrap();
    let path = data.path().join("history.jsonl");
    let whole = Machine::this().read(&path, LIMIT).unwrap();
    let began_length = whole.iter().position(|byte| *byte == b'\n').unwrap();
    for cut in 0..=whole.len() {
        disk::replace(&path, &whole[..cut]).unwrap();
        // The next job is written behind whatever is there, and is always read back.
        let next = history.began(&id("b"), at(9), &wish(), Told::default(), &[]).unwrap();
        history.ended(next, end(Outcome::Done, Duration::ZERO)).unwrap();
        let mut expected = vec![("b".to_owned(), Outcome::Done)];
        if cut >= whole.len() - 1 {
            expected.push(("a".to_owned(), Outcome::Done));
        } else if cut >= began_length {
            expected.push(("a".to_owned(), Outcome::Failed));
        }
        assert_eq!(outcomes(&history), expected, "cut after {cut} bytes");
    }
}

#[test]
fn what_was_made_is_undoable_until_it_is_another() {
    let data = tempfile::tempdir().unwrap();
    let machine = Machine::this();
    let history = History::new(data.path());
    let environment = data.path().join(".venv");
    disk::create_folder(&environment).unwrap();
    disk::write_new(&environment.join("pyvenv.cfg"), b"home = /usr/bin\n").unwrap();
    let began = history.began(&id("a"), at(0), &wish(), Told::default(), &[]).unwrap();
    history.deed(&id("a"), 0, Deed::Made(Made::see(&machine, &environment).unwrap())).unwrap();
    history.ended(began, end(Outcome::Done, Duration::ZERO)).unwrap();
    assert!(history.list(&machine).unwrap()[0].undoable);

    disk::rename_new(&environment, &data.path().join("aside")).unwrap();
    assert!(!history.list(&machine).unwrap()[0].undoable);
    disk::create_folder(&environment).unwrap();
    disk::write_new(&environment.join("pyvenv.cfg"), b"home = /usr/bin\n").unwrap();
    assert!(!history.list(&machine).unwrap()[0].undoable);
}

#[test]
fn what_was_taken_back_or_undone_is_not_undone_again_and_an_undo_of_an_undo_opens_it() {
    let data = tempfile::tempdir().unwrap();
    let machine = Machine::this();
    let history = History::new(data.path());
    let folder = data.path().join("project");
    disk::create_folder(&folder).unwrap();
    let run = |name: &str, words: &[&str], outcome: Outcome, taken_back: bool| {
        let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        let began = history.began(&id(name), at(0), &words, Told::default(), &[]).unwrap();
        history.deed(&id(name), 0, Deed::Created { folder: folder.clone() }).unwrap();
        history.ended(began, End { taken_back, ..end(outcome, Duration::ZERO) }).unwrap();
    };
    let undoable = |name: &str| history.list(&machine).unwrap().iter().find(|job| job.id.0 == name).unwrap().undoable;
    run("a", &["new", "/p"], Outcome::Failed, true);
    run("b", &["new", "/p"], Outcome::Done, false);
    assert_eq!((undoable("a"), undoable("b")), (false, true));
    run("c", &["undo", "b"], Outcome::Done, false);
    assert_eq!((undoable("b"), undoable("c")), (false, true));
    run("d", &["undo", "c"], Outcome::Done, false);
    assert_eq!((undoable("b"), undoable("c")), (true, false));
    history.given_up(&id("b")).unwrap();
    assert!(!undoable("b"));
}

#[test]
fn a_history_that_cannot_be_read_is_an_error_not_an_empty_one() {
    let data = tempfile::tempdir().unwrap();
    disk::create_folder(&data.path().join("history.jsonl")).unwrap();
    assert!(History::new(data.path()).list(&Machine::this()).is_err());
}

#[test]
fn a_job_that_could_not_be_written_down_leaves_no_lock() {
    let data = tempfile::tempdir().unwrap();
    // A folder where the file should be: not even root can append to it.
    disk::create_folder(&data.path().join("history.jsonl")).unwrap();
    assert!(History::new(data.path()).began(&id("a"), at(0), &wish(), Told::default(), &[]).is_err());
    assert_eq!(Machine::this().list(&data.path().join("jobs")).unwrap(), []);
}
