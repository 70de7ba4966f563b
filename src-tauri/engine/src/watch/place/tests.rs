#![expect(clippy::disallowed_methods, reason = "a made machine")]

use std::fs;
use std::sync::{Arc, Mutex};

use super::*;
use crate::made::{HOME, Made};
use crate::watch::plan::Rank;
use crate::watch::system::Given;

/// A system with so many watches.
#[derive(Clone, Default)]
struct Few {
    left: usize,
    /// Its stream does not begin.
    deaf: bool,
    on: Arc<Mutex<BTreeSet<PathBuf>>>,
}

impl Watches for Few {
    fn change(&mut self, gone: &[PathBuf], new: &[(PathBuf, Reach)]) -> Result<Given, Deaf> {
        let mut on = self.on.lock().unwrap();
        for folder in gone {
            assert!(on.remove(folder), "it was not watched: {}", folder.display());
        }
        let mut given = Vec::new();
        if self.deaf && !new.is_empty() {
            // They are listed, and nothing streams.
            on.extend(new.iter().map(|(folder, _)| folder.clone()));
            return Err(Deaf);
        }
        for (folder, _) in new {
            if on.len() == self.left {
                given.push(Err(Refused::Full));
            } else {
                assert!(on.insert(folder.clone()), "it is watched: {}", folder.display());
                given.push(Ok(()));
            }
        }
        Ok(given)
    }
}

/// Places on a made machine.
struct Case {
    made: Made,
    os: Os,
    system: Few,
    places: Places,
}

impl Case {
    fn new(os: Os, left: usize, folders: &[&str]) -> Self {
        let made = folders.iter().fold(Made::new(), |made, folder| made.folder(folder));
        Self { made, os, system: Few { left, ..Few::default() }, places: Places::default() }
    }

    fn place(&mut self, folders: &[&str], dirty: &Dirty) -> Dirty {
        let reach = if self.os == Os::Macos { Reach::Below } else { Reach::Itself };
        let place = |folder: &&str| Place { rank: Rank::Project, reach, folder: (*folder).into() };
        let plan: Vec<Place> = folders.iter().map(place).collect();
        let mut watches: Box<dyn Watches> = Box::new(self.system.clone());
        self.places.place(&self.made.machine(self.os), Some(&mut watches), &plan, dirty, 500)
    }

    fn on(&self) -> Vec<String> {
        let root = self.made.place("/");
        let root = root.canonicalize().unwrap();
        let shown = |path: &PathBuf| format!("/{}", path.strip_prefix(&root).unwrap().display());
        self.system.on.lock().unwrap().iter().map(shown).collect()
    }

    fn hear(&mut self, path: &str, change: Change) -> Vec<String> {
        let (machine, real) = (self.made.machine(self.os), self.made.place(path));
        let real = real.parent().unwrap().canonicalize().unwrap().join(real.file_name().unwrap());
        self.places.hear(&machine, &real, change).iter().map(|place| place.display().to_string()).collect()
    }

    fn poll(&mut self) -> Vec<String> {
        let dirty = self.places.poll(&self.made.machine(self.os));
        dirty.places.iter().map(|place| place.display().to_string()).collect()
    }
}

fn told(dirty: &Dirty) -> Vec<String> {
    dirty.places.iter().map(|place| place.display().to_string()).collect()
}

#[test]
fn what_is_watched_anew_is_told_once() {
    let mut case = Case::new(Os::Linux, 9, &["/a", "/b"]);
    assert_eq!(told(&case.place(&["/a", "/b"], &Dirty::default())), ["/a", "/b"]);
    assert_eq!(told(&case.place(&["/a", "/b"], &Dirty::default())), [""; 0]);
    assert_eq!(told(&case.place(&["/a"], &Dirty::default())), [""; 0]);
    assert_eq!(case.on(), ["/a"]);
    assert_eq!(case.hear("/a/x", Change::Content), ["/a/x"]);
    assert_eq!(case.hear("/b/x", Change::Content), [""; 0]);
}

#[test]
fn another_folder_by_the_same_name_is_watched_anew() {
    let mut case = Case::new(Os::Linux, 9, &["/p/a"]);
    case.place(&["/p/a"], &Dirty::default());
    fs::rename(case.made.place("/p/a"), case.made.place("/p/old")).unwrap();
    fs::create_dir(case.made.place("/p/a")).unwrap();
    assert_eq!(case.hear("/p/a", Change::Name), ["/p/a"]);
    assert_eq!(told(&case.place(&["/p/a"], &Dirty::at("/p/a"))), ["/p/a"]);
    assert_eq!(case.on(), ["/p/a"]);

    // Renamed away and back: the same folder, but the system may have taken its watch away.
    assert_eq!(case.hear("/p/a", Change::Name), ["/p/a"]);
    assert_eq!(told(&case.place(&["/p/a"], &Dirty::at("/p/a"))), ["/p/a"]);
    assert_eq!(told(&case.place(&["/p/a"], &Dirty::at("/p/a"))), [""; 0]);

    // Nothing was heard, as when a disk comes back: the next beat sees it.
    // The other one is there before: the number of a folder that is gone may be given to the next.
    fs::create_dir(case.made.place("/p/a2")).unwrap();
    fs::remove_dir(case.made.place("/p/a")).unwrap();
    fs::rename(case.made.place("/p/a2"), case.made.place("/p/a")).unwrap();
    assert_eq!(case.poll(), ["/p/a"]);
    assert_eq!(case.poll(), [""; 0]);
    assert_eq!(told(&case.place(&["/p/a"], &Dirty::at("/p/a"))), ["/p/a"]);
}

#[test]
fn the_folders_above_a_shown_one_can_be_renamed() {
    let mut case = Case::new(Os::Linux, 9, &["/p/q/r"]);
    let plan = [Place { rank: Rank::Shown, reach: Reach::Itself, folder: "/p/q/r".into() }];
    let mut watches: Box<dyn Watches> = Box::new(case.system.clone());
    case.places.place(&case.made.machine(Os::Linux), Some(&mut watches), &plan, &Dirty::default(), 500);
    assert_eq!(case.on(), ["/p", "/p/q", "/p/q/r"]);
    assert_eq!(case.hear("/p/q", Change::Name), ["/p/q/r"]);
    assert_eq!(case.hear("/p/x", Change::Name), [""; 0]);
}

#[test]
fn what_is_not_there_is_waited_for_where_it_would_appear() {
    let mut case = Case::new(Os::Linux, 9, &["/p"]);
    let place = |case: &mut Case, dirty: &Dirty| told(&case.place(&["/p/q/r"], dirty));
    assert_eq!(place(&mut case, &Dirty::default()), ["/p/q/r"]);
    assert_eq!(case.on(), ["/p"]);
    assert_eq!(case.hear("/p/other", Change::Name), [""; 0], "that is nobody's business");
    fs::create_dir(case.made.place("/p/q")).unwrap();
    assert_eq!(case.hear("/p/q", Change::Name), ["/p/q/r"]);
    assert_eq!(place(&mut case, &Dirty::at("/p/q/r")), ["/p/q/r"]);
    assert_eq!(case.on(), ["/p/q"]);
    fs::create_dir(case.made.place("/p/q/r")).unwrap();
    assert_eq!(case.hear("/p/q/r", Change::Name), ["/p/q/r"]);
    assert_eq!(place(&mut case, &Dirty::at("/p/q/r")), ["/p/q/r"]);
    assert_eq!(case.on(), ["/p/q/r"]);
}

#[test]
fn nobody_waits_at_the_top_of_the_disk_nor_in_the_home_of_a_mac() {
    let mut case = Case::new(Os::Linux, 9, &[]);
    case.place(&["/nowhere/x"], &Dirty::default());
    assert_eq!(case.on(), [""; 0]);
    fs::create_dir_all(case.made.place("/nowhere/x")).unwrap();
    assert_eq!(case.poll(), ["/nowhere/x"], "it is looked for");

    let mut mac = Case::new(Os::Macos, 9, &[]);
    let inner = format!("{HOME}/.pyenv/versions");
    mac.place(&[&inner], &Dirty::default());
    assert_eq!(mac.on(), [""; 0]);
    fs::create_dir_all(mac.made.place(&inner)).unwrap();
    assert_eq!(mac.poll(), [inner.as_str()]);
    assert!(mac.place(&[&inner], &Dirty::at(&inner)).everything, "a new stream is deaf for a moment");
    assert_eq!(mac.on(), [inner.as_str()]);
    let new = format!("{inner}/3.12.1");
    assert_eq!(mac.hear(&new, Change::Name), [new.as_str()]);
}

#[test]
fn what_there_is_no_watch_for_is_polled() {
    let mut case = Case::new(Os::Linux, 1, &["/a", "/b", "/c"]);
    assert_eq!(told(&case.place(&["/a", "/b", "/c"], &Dirty::default())), ["/a", "/b", "/c"]);
    assert!(case.places.full);
    assert_eq!(case.on(), ["/a"]);
    assert_eq!(case.poll(), [""; 0]);
    fs::create_dir(case.made.place("/c/new")).unwrap();
    assert_eq!(case.poll(), ["/c"]);
    case.place(&["/a", "/b", "/c"], &Dirty::at("/c"));
    assert!(case.places.full, "it asked again, and was refused again");

    case.system.left = 9;
    case.place(&["/a", "/b", "/c"], &Dirty::default());
    assert!(!case.places.full);
    assert_eq!(case.on(), ["/a", "/b", "/c"]);
}

#[test]
fn of_what_is_polled_the_files_that_tell_are_looked_at() {
    let mut case = Case::new(Os::Linux, 1, &["/a", "/env", "/pip", "/project"]);
    let files = ["/env/pyvenv.cfg", "/pip/pip.conf", "/project/pyvenv.cfg"];
    case.made = files.iter().fold(case.made, |made, file| made.file(file, "one"));
    let ranks =
        [("/a", Rank::Own), ("/pip", Rank::PipConfig), ("/project", Rank::Project), ("/env", Rank::Environment)];
    let plan = ranks.map(|(folder, rank)| Place { rank, reach: Reach::Itself, folder: folder.into() });
    let mut watches: Box<dyn Watches> = Box::new(case.system.clone());
    let machine = case.made.machine(Os::Linux);
    case.places.place(&machine, Some(&mut watches), &plan, &Dirty::default(), 500);
    assert_eq!((case.on(), case.poll()), (vec!["/a".to_owned()], Vec::new()));
    for file in files {
        // The folder is as it was.
        fs::write(case.made.place(file), "another").unwrap();
    }
    assert_eq!(case.poll(), ["/env", "/pip"]);
    assert_eq!(case.poll(), [""; 0]);
    fs::write(case.made.place("/env/pyvenv.cfg"), "a third").unwrap();
    case.places.place(&machine, Some(&mut watches), &plan, &Dirty::default(), 500);
    assert_eq!(case.poll(), ["/env"], "placing looks at nothing that is known");
}

#[test]
fn who_is_told_that_changes_are_seen_late() {
    let case = |rank, budget| {
        let mut case = Case::new(Os::Linux, 9, &["/a", "/b"]);
        let plan = ["/a", "/b"].map(|folder| Place { rank, reach: Reach::Itself, folder: folder.into() });
        let mut watches: Box<dyn Watches> = Box::new(case.system.clone());
        let machine = case.made.machine(Os::Linux);
        case.places.place(&machine, Some(&mut watches), &plan, &Dirty::default(), budget);
        case.places.is_blind()
    };
    assert!(!case(Rank::Project, 2));
    assert!(case(Rank::Project, 1), "the budget leaves out a project");
    assert!(!case(Rank::Packages, 1), "that is how it is planned");
}

#[test]
fn without_any_watch_everything_is_polled() {
    let mut case = Case::new(Os::Linux, 0, &["/a"]);
    let plan = [Place { rank: Rank::Project, reach: Reach::Itself, folder: "/a".into() }];
    let unseen = case.places.place(&case.made.machine(Os::Linux), None, &plan, &Dirty::default(), 500);
    assert_eq!((told(&unseen), case.places.full), (vec!["/a".to_owned()], true));
    fs::create_dir(case.made.place("/a/new")).unwrap();
    assert_eq!(case.poll(), ["/a"]);
}

#[test]
fn where_no_stream_begins_nothing_is_watched_until_one_does() {
    let mut case = Case::new(Os::Macos, 9, &["/a", "/b"]);
    case.place(&["/a"], &Dirty::default());
    assert_eq!(case.places.count(), 1);

    case.system.deaf = true;
    let unseen = case.place(&["/a", "/b"], &Dirty::default());
    assert_eq!((told(&unseen), case.places.count(), case.places.full), (vec!["/a".into(), "/b".into()], 0, true));
    assert_eq!(case.on(), [""; 0], "what is not streamed is not listed");
    fs::create_dir(case.made.place("/a/new")).unwrap();
    let beat = case.places.poll(&case.made.machine(Os::Macos));
    assert_eq!((told(&beat), beat.everything), (vec!["/a".into()], true), "it is asked again");
    assert!(case.place(&["/a", "/b"], &beat).is_empty(), "and that it is still so is no news");

    case.system.deaf = false;
    let beat = case.places.poll(&case.made.machine(Os::Macos));
    assert!(case.place(&["/a", "/b"], &beat).everything, "nobody knows what happened meanwhile");
    assert_eq!((case.on(), case.places.count(), case.places.full), (vec!["/a".into(), "/b".into()], 2, false));
    assert!(case.places.poll(&case.made.machine(Os::Macos)).is_empty());
}

#[test]
fn a_stream_that_ends_for_one_folder_is_deaf_for_a_moment_on_the_others() {
    let mut case = Case::new(Os::Macos, 9, &["/a", "/b"]);
    case.place(&["/a", "/b"], &Dirty::default());
    assert!(case.place(&["/a"], &Dirty::default()).everything);
    assert!(case.place(&["/a"], &Dirty::default()).is_empty());
}

fn set_mode(path: &Path, mode: u32) {
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

#[test]
fn other_permissions_are_heard_and_other_times_are_not() {
    for os in [Os::Linux, Os::Macos] {
        let mut case = Case::new(os, 9, &["/p/a/deep"]);
        case.made = case.made.file("/p/a/pip.conf", "").file("/p/a/deep/x", "");
        // On a Mac the root is another folder than the one that matters.
        let plan = [("/p", Reach::Below), ("/p/a", Reach::Itself)];
        let plan: Vec<Place> = plan
            .into_iter()
            .filter(|(_, reach)| os == Os::Macos || *reach == Reach::Itself)
            .map(|(folder, reach)| Place { rank: Rank::Project, reach, folder: folder.into() })
            .collect();
        let mut watches: Box<dyn Watches> = Box::new(case.system.clone());
        case.places.place(&case.made.machine(os), Some(&mut watches), &plan, &Dirty::default(), 500);
        assert_eq!(case.hear("/p/a", Change::Metadata), [""; 0]);
        set_mode(&case.made.place("/p/a"), 0o700);
        assert_eq!(case.hear("/p/a", Change::Metadata), ["/p/a"]);
        assert_eq!(case.hear("/p/a", Change::Metadata), [""; 0]);

        // How a file in it was, nobody knows before the first time.
        assert_eq!(case.hear("/p/a/pip.conf", Change::Metadata), ["/p/a/pip.conf"]);
        assert_eq!(case.hear("/p/a/pip.conf", Change::Metadata), [""; 0]);
        set_mode(&case.made.place("/p/a/pip.conf"), 0o600);
        assert_eq!(case.hear("/p/a/pip.conf", Change::Metadata), ["/p/a/pip.conf"]);
        assert_eq!(case.hear("/p/a/pip.conf", Change::Metadata), [""; 0]);
        assert_eq!(case.hear("/p/a/deep/x", Change::Metadata), [""; 0], "that is nobody's business");
    }
}

#[test]
fn a_folder_has_all_names_that_it_was_planned_by() {
    let mut case = Case::new(Os::Linux, 9, &["/opt/python3.13/bin"]);
    case.made = case.made.link("/opt/python", "python3.13");
    case.place(&["/opt/python/bin", "/opt/python3.13/bin"], &Dirty::default());
    assert_eq!(case.on(), ["/opt/python3.13/bin"]);
    assert_eq!(case.hear("/opt/python3.13/bin/pip", Change::Name), ["/opt/python/bin/pip", "/opt/python3.13/bin/pip"]);
}
