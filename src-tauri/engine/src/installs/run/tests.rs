use super::*;
use crate::installs::change::changes;
use crate::installs::receipts::{Receipt, Receipts};
use crate::installs::running::Kind;
use crate::model::ChangeKind;

mod interleavings;
mod truth;

/// A folder, as looks see it, and the time.
#[derive(Debug, Clone)]
struct World {
    told: Receipts,
    now: Receipts,
    halves: BTreeMap<Key, Half>,
    runs: BTreeMap<RunId, Run>,
    owner: bool,
    sight: Sight,
    held: BTreeSet<Key>,
    own: BTreeSet<Key>,
    upgraded: bool,
    needs: BTreeMap<String, Vec<String>>,
    serial: i64,
    /// The packages of which a half was told.
    by_half: BTreeSet<String>,
}

fn file(name: &str, version: &str) -> String {
    format!("{name}-{version}.dist-info")
}

fn key(file: &str) -> Key {
    ("/site".into(), file.to_owned())
}

impl World {
    fn new() -> Self {
        Self {
            told: Receipts::new(),
            now: Receipts::new(),
            halves: BTreeMap::new(),
            runs: BTreeMap::new(),
            owner: false,
            sight: Sight::All,
            held: BTreeSet::new(),
            own: BTreeSet::new(),
            upgraded: false,
            needs: BTreeMap::new(),
            serial: 0,
            by_half: BTreeSet::new(),
        }
    }

    fn install(&mut self, name: &str, version: &str, installer: &str) {
        self.serial += 1;
        self.now.insert(file(name, version), Receipt::made_up(name, version, installer, self.serial));
    }

    fn owners(&mut self, name: &str, version: &str, whose: Whose) {
        self.install(name, version, "pip");
        self.now.get_mut(&file(name, version)).unwrap().whose = whose;
    }

    fn half(&mut self, file: &str, name: &str, sign: Sign) {
        self.halves.insert(key(file), Half { name: name.to_owned(), sign, stamp: None, by: 0 });
    }

    fn whole(&mut self, file: &str) {
        self.halves.remove(&key(file));
    }

    fn run(&mut self, pid: u32, kind: Kind, names: &[&str]) {
        self.runs.insert((pid, 0), Run { kind, names: names.iter().map(|&name| name.to_owned()).collect() });
    }

    fn end(&mut self, pid: u32) {
        self.runs.remove(&(pid, 0));
    }

    fn look(&self) -> Look {
        let is_told = |change: &Change| change.after.is_none() && self.by_half.contains(&change.normal());
        let changes = changes(&self.told, &self.now).into_iter().filter(|(_, change)| !is_told(change));
        let changes = changes.map(|(file, change)| (key(&file), change)).collect();
        Look {
            changes,
            halves: self.halves.clone(),
            last_write: 0,
            at_work: AtWork { runs: self.runs.clone(), owner: self.owner, sight: self.sight },
            held: self.held.clone(),
            own: self.own.clone(),
            upgraded: self.upgraded,
            needs: self.needs.clone(),
            account: 0,
            first: false,
        }
    }

    /// What was told is known; a half that was told is not asked about again.
    fn apply(&mut self, look: &Look, verdict: &Verdict) {
        for key in &verdict.settled {
            crate::installs::change::settle(&mut self.told, &look.changes[key], &self.now);
        }
        self.by_half.extend(verdict.unfinished.iter().cloned());
        for key in verdict.broken_off.iter().chain(&verdict.accepted) {
            self.halves.remove(key);
        }
    }
}

/// A world that is looked at, with a clock.
struct Watched {
    world: World,
    waiting: Waiting,
    clock: Instant,
    begun: Instant,
    told: Vec<String>,
}

impl Watched {
    /// With a first look behind it.
    fn new(world: World) -> Self {
        let begun = Instant::now();
        let mut watched = Self { world, waiting: Waiting::default(), clock: begun, begun, told: Vec::new() };
        let first = Look { first: true, ..watched.world.look() };
        watched.take(&first);
        watched
    }

    fn look(&mut self) -> Option<Duration> {
        let look = self.world.look();
        self.take(&look)
    }

    fn take(&mut self, look: &Look) -> Option<Duration> {
        let verdict = self.waiting.step(look, self.clock);
        self.world.apply(look, &verdict);
        let at = self.clock.duration_since(self.begun).as_secs_f64();
        if verdict.owner_changed {
            self.told.push(format!("{at:.2} owner"));
        }
        for Install { installer, missed, packages } in verdict.installs {
            let change = |it: &PackageChange| {
                let sign = match it.change {
                    ChangeKind::Added => "+",
                    ChangeKind::Upgraded => "^",
                    ChangeKind::Removed => "-",
                };
                format!("{sign}{}", it.name)
            };
            let packages: Vec<String> = packages.iter().map(change).collect();
            self.told.push(format!(
                "{at:.2} {installer}{} {}",
                if missed { " missed" } else { "" },
                packages.join(" ")
            ));
        }
        if !verdict.unfinished.is_empty() {
            self.told.push(format!("{at:.2} unfinished {}", verdict.unfinished.join(" ")));
        }
        verdict.again
    }

    /// Looks whenever something waits, for `seconds`; what was told, without the times.
    fn wait(&mut self, seconds: f64) -> Vec<String> {
        let end = self.clock + Duration::from_secs_f64(seconds);
        let mut again = self.look();
        while let Some(soon) = again.filter(|soon| self.clock + *soon <= end) {
            self.clock += soon;
            again = self.look();
        }
        self.clock = self.clock.max(end);
        let told = std::mem::take(&mut self.told);
        told.iter().map(|told| told.split_once(' ').unwrap().1.to_owned()).collect()
    }
}

const NOTHING: [&str; 0] = [];

#[test]
fn one_run_is_told_once_at_its_end_however_far_apart_its_packages_are() {
    let mut it = Watched::new(World::new());
    it.world.run(10, Kind::Pip, &["pandas"]);
    it.world.half("numpy", "numpy", Sign::Name);
    assert_eq!(it.wait(5.0), NOTHING);
    it.world.whole("numpy");
    it.world.install("numpy", "2.0", "pip");
    assert_eq!(it.wait(20.0), NOTHING, "nothing is half done, and pip lives");
    it.world.install("pandas", "3.0", "pip");
    assert_eq!(it.wait(0.2), NOTHING);
    it.world.end(10);
    assert_eq!(it.wait(0.5), ["pip +numpy +pandas"], "half a second is enough");
    assert_eq!(it.wait(10.0), NOTHING);
}

#[test]
fn what_came_between_the_reading_of_files_and_of_processes_is_not_parted() {
    let mut it = Watched::new(World::new());
    it.world.run(10, Kind::Pip, &[]);
    it.world.install("numpy", "2.0", "pip");
    it.wait(0.3);
    // The process is gone already on a look whose files are older.
    it.world.end(10);
    it.look();
    it.world.install("pandas", "3.0", "pip");
    assert_eq!(it.wait(1.0), ["pip +numpy +pandas"]);
}

#[test]
fn what_nobody_was_seen_doing_is_told_on_the_second_look() {
    let mut it = Watched::new(World::new());
    it.world.install("six", "1.16", "pip");
    it.look();
    assert_eq!(it.told, NOTHING);
    assert_eq!(it.wait(0.2), ["pip +six"]);
}

#[test]
fn of_two_runs_at_once_each_is_told_at_its_own_end() {
    let mut it = Watched::new(World::new());
    it.world.run(10, Kind::Pip, &["shore"]);
    it.world.run(20, Kind::Pip, &["reef"]);
    it.world.needs.insert("shore".to_owned(), vec!["tide".to_owned()]);
    it.world.install("tide", "1.0", "pip");
    it.world.install("reef", "1.0", "pip");
    it.world.half("gull", "gull", Sign::Name);
    it.wait(1.0);
    it.world.install("shore", "1.0", "pip");
    it.wait(0.2);
    it.world.end(10);
    assert_eq!(it.wait(2.0), ["pip +shore +tide"]);
    it.world.whole("gull");
    it.world.install("gull", "1.0", "pip");
    it.wait(0.2);
    it.world.end(20);
    assert_eq!(it.wait(2.0), ["pip +gull +reef"]);
}

#[test]
fn two_installers_at_once_are_two() {
    let mut it = Watched::new(World::new());
    it.world.run(10, Kind::Pip, &[]);
    it.world.run(20, Kind::Uv, &[]);
    it.world.install("shore", "1.0", "pip");
    it.world.install("reef", "1.0", "uv");
    it.wait(1.0);
    it.world.end(20);
    assert_eq!(it.wait(1.0), ["uv +reef"]);
    it.world.end(10);
    assert_eq!(it.wait(1.0), ["pip +shore"]);
}

#[test]
fn a_removal_is_told_of_who_was_seen_and_else_of_who_had_signed() {
    for (seen, told) in [(true, "pip -reef"), (false, "uv -reef")] {
        let mut world = World::new();
        world.install("reef", "1.0", "uv");
        world.told = world.now.clone();
        let mut it = Watched::new(world);
        if seen {
            it.world.run(10, Kind::Pip, &["reef"]);
        }
        it.world.now.clear();
        let mut all = it.wait(0.3);
        it.world.end(10);
        all.extend(it.wait(1.0));
        assert_eq!(all, [told]);
    }
}

#[test]
fn what_broke_off_is_told_once_and_what_it_was_to_replace_is_not_gone() {
    let mut world = World::new();
    world.install("six", "1.16", "pip");
    world.told = world.now.clone();
    let mut it = Watched::new(world);
    it.world.run(10, Kind::Pip, &["six", "tide"]);
    it.world.install("tide", "1.0", "pip");
    it.world.half("~ix-1.16.dist-info", "six", Sign::Records);
    it.world.half("six", "six", Sign::Name);
    it.world.now.remove(&file("six", "1.16"));
    it.wait(3.0);
    it.world.end(10);
    assert_eq!(it.wait(0.9), NOTHING);
    assert_eq!(it.wait(0.6), ["pip +tide", "unfinished six"]);
}

#[test]
fn what_pip_had_put_aside_beside_what_it_has_finished_is_no_half() {
    let mut world = World::new();
    world.install("six", "1.16", "pip");
    world.told = world.now.clone();
    let mut it = Watched::new(world);
    it.world.run(10, Kind::Pip, &["six"]);
    it.world.now.remove(&file("six", "1.16"));
    it.world.install("six", "1.17", "pip");
    it.world.half("~ix-1.16.dist-info", "six", Sign::Records);
    it.wait(3.0);
    it.world.end(10);
    let told = it.wait(4.0);
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(!told[0].contains("unfinished"), "{told:?}");
}

#[test]
fn a_new_name_is_no_install_unless_somebody_was_seen_installing() {
    let mut it = Watched::new(World::new());
    it.world.half("notes", "notes", Sign::Name);
    assert_eq!(it.wait(10.0), NOTHING);
    assert!(it.waiting.is_over());
    it.world.run(10, Kind::Pip, &[]);
    it.world.half("slow", "slow", Sign::Name);
    it.wait(1.0);
    it.world.end(10);
    assert_eq!(it.wait(2.0), ["unfinished slow"]);
    // It was there before anybody installed anything.
    it.world.half("drawer", "drawer", Sign::Name);
    it.look();
    it.world.run(20, Kind::Pip, &[]);
    it.world.install("six", "1.16", "pip");
    it.wait(0.3);
    it.world.end(20);
    assert_eq!(it.wait(0.5), ["pip +six"]);
    assert_eq!(it.wait(5.0), NOTHING);
}

#[test]
fn where_processes_are_not_seen_it_has_to_be_quiet() {
    let mut world = World::new();
    world.sight = Sight::None;
    let mut it = Watched::new(world);
    it.world.install("six", "1.16", "pip");
    assert_eq!(it.wait(1.5), NOTHING);
    it.world.install("tide", "1.0", "pip");
    assert_eq!(it.wait(1.9), NOTHING);
    assert_eq!(it.wait(0.5), ["pip +six +tide"]);
    it.world.half("shore-1.0.dist-info", "shore", Sign::Records);
    assert_eq!(it.wait(4.5), NOTHING);
    assert_eq!(it.wait(1.0), ["unfinished shore"]);
}

#[test]
fn the_owners_work_is_never_an_install() {
    let mut it = Watched::new(World::new());
    it.world.owner = true;
    it.world.owners("numpy", "2.0", Whose::Owner);
    it.world.owners("pip", "25.3", Whose::Seed);
    assert_eq!(it.wait(100.0), NOTHING);
    it.world.owners("scipy", "2.0", Whose::Owner);
    it.world.owner = false;
    assert_eq!(it.wait(1.0), ["owner"]);
    // Nobody was seen: it has been quiet.
    it.world.owners("numpy", "2.1", Whose::Owner);
    assert_eq!(it.wait(1.0), NOTHING);
    assert_eq!(it.wait(2.0), ["owner"]);
}

#[test]
fn own_jobs_are_silent_and_nobody_else_is() {
    let mut it = Watched::new(World::new());
    it.world.install("six", "1.16", "pip");
    it.world.install("tide", "1.0", "pip");
    it.world.held.insert(key(&file("six", "1.16")));
    assert_eq!(it.wait(5.0), ["pip +tide"]);
    it.world.own = std::mem::take(&mut it.world.held);
    assert_eq!(it.wait(5.0), NOTHING);
    assert!(it.waiting.is_over());
}

#[test]
fn what_happened_before_the_first_look_was_missed() {
    let mut world = World::new();
    world.install("six", "1.16", "pip");
    world.install("reef", "1.0", "uv");
    let mut it = Watched::new(world);
    assert_eq!(it.wait(1.0), ["pip missed +six", "uv missed +reef"]);
    it.world.install("tide", "1.0", "pip");
    assert_eq!(it.wait(1.0), ["pip +tide"]);
}
