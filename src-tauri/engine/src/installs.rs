//! Who installed what into a protected Python, from whichever terminal.
//!
//! It reads the folders of packages of the guarded interpreters when something in them has changed, remembers what was
//! there, and tells of a run of an installer once it has ended. It never asks an installer, and starts nothing.
//!
//! Files say what is installed ([`receipts`]) and what is only begun ([`pending`]), the list of processes who is at work
//! ([`running`]), the history what Sandbar itself has done ([`own_jobs`]). What that comes to is decided, without
//! looking anywhere, in [`run`].

mod attribution;
mod change;
mod own_jobs;
mod pending;
mod place;
mod receipts;
mod run;
mod running;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use jiff::Timestamp;

use crate::machine::Machine;
use crate::model::{Happening, Interpreter, InterpreterChange, InterpreterId, Snapshot};
use crate::packages;
use crate::watch::dirty::Dirty;

use own_jobs::{Own, OwnJobs};
use pending::{Halves, Names};
use place::Place;
use receipts::{Books, Receipts, Told};
use run::{Look, Verdict, Waiting};
use running::list::List;

/// How long after an upgrade of an interpreter its installer may still be seeing to what it comes with.
const SETTLING: Duration = Duration::from_mins(10);

/// What is known of the guarded interpreters' packages, and of the runs that have not ended yet.
#[derive(Debug, Default)]
pub struct Installs {
    data: Option<PathBuf>,
    /// Where the books are kept.
    file: Option<PathBuf>,
    /// What was last told, and as it is kept.
    told: Books,
    kept: Books,
    folders: BTreeMap<PathBuf, Folder>,
    waiting: BTreeMap<InterpreterId, Waiting>,
    list: List,
    own_jobs: OwnJobs,
    /// It is the first look.
    is_first: bool,
}

/// What came of a look.
#[derive(Debug, Default)]
pub struct Seen {
    /// What is to be told.
    pub happenings: Vec<Happening>,
    /// When to look again although nothing is hinted: something is pending, and a process ends without a trace on the
    /// disk. `None` while nothing is.
    pub again: Option<Duration>,
}

/// What one folder of packages is like now.
#[derive(Debug, Default)]
struct Folder {
    now: Receipts,
    names: Names,
    halves: Halves,
    modified: Option<i128>,
    upgraded: Option<Instant>,
}

impl Installs {
    /// Begins to know them, and tells what happened since Sandbar last ran, by what it kept in `data`.
    ///
    /// That is told once nobody is at work any more, like everything else; so it may come with a later look. Who `tells`
    /// the user has books of its own: what a `sandbar watch` has printed meanwhile was not told.
    pub fn begin(machine: &Machine, snapshot: &Snapshot, data: Option<&Path>, tells: bool) -> (Self, Seen) {
        // The data folder of a tree that is only looked at lies on the real disk.
        let here = if machine.is_rooted() { &Machine::this() } else { machine };
        let file = data.map(|data| receipts::file(data, tells));
        let told = file.as_deref().and_then(|file| Books::load(here, file)).unwrap_or_default();
        let data = data.map(Path::to_path_buf);
        let mut installs = Self { data, file, kept: told.clone(), told, ..Self::default() };
        let places = place::places(machine, &snapshot.interpreters);
        let looked_after: BTreeSet<&PathBuf> = places.iter().map(|place| &place.folder).collect();
        installs.told.folders.retain(|folder, _| looked_after.contains(folder) || machine.is_folder(folder));
        installs.is_first = true;
        let seen = installs.look(machine, &places, &Dirty::everything(), Instant::now());
        installs.is_first = false;
        (installs, seen)
    }

    /// Reads again what is `dirty`, and what is pending.
    pub fn see(&mut self, machine: &Machine, snapshot: &Snapshot, dirty: &Dirty, now: Instant) -> Seen {
        let places = place::places(machine, &snapshot.interpreters);
        self.look(machine, &places, dirty, now)
    }

    fn look(&mut self, machine: &Machine, places: &[Place], dirty: &Dirty, now: Instant) -> Seen {
        self.folders.retain(|folder, _| places.iter().any(|place| place.folder == *folder));
        self.waiting.retain(|id, _| places.iter().any(|place| place.interpreter.id == *id));
        for place in places {
            self.read(machine, place, dirty, now);
        }
        let mut by_interpreter: BTreeMap<&InterpreterId, Vec<&Place>> = BTreeMap::new();
        for place in places {
            by_interpreter.entry(&place.interpreter.id).or_default().push(place);
        }
        let mut seen = Seen::default();
        for (id, places) in by_interpreter {
            let Some(look) = self.seen_of(machine, &places, now) else { continue };
            let verdict = self.waiting.entry(id.clone()).or_default().step(&look, now);
            seen.again = [seen.again, verdict.again].into_iter().flatten().min();
            self.apply(&look, &verdict, machine.now());
            seen.happenings.extend(happenings(id, verdict));
        }
        if self.waiting.values().all(Waiting::is_over) {
            self.list.forget();
        }
        self.keep();
        seen
    }

    /// Reads one folder again, if it may have changed. A folder that nobody has told anything of is learned.
    fn read(&mut self, machine: &Machine, place: &Place, dirty: &Dirty, now: Instant) {
        let waits = self.waiting.get(&place.interpreter.id).is_some_and(|waiting| !waiting.is_over());
        let modified = machine.stat(&place.folder).map(|stat| stat.modified);
        let is_new = !self.folders.contains_key(&place.folder);
        let is_as_it_was = self.folders.get(&place.folder).is_some_and(|folder| folder.modified == modified);
        if is_as_it_was && !waits && !dirty.reaches(&place.folder) {
            return;
        }
        let is_unknown = !self.told.folders.contains_key(&place.folder);
        let seen = self.folders.get(&place.folder).map(|folder| &folder.now);
        let told = self.told.folders.get(&place.folder).map(|told| &told.receipts);
        // What could not be read is not known to be empty.
        let Ok(read) = receipts::read(machine, place, seen.or(told).unwrap_or(&Receipts::new())) else { return };
        let folder = self.folders.entry(place.folder.clone()).or_default();
        let told = self.told.folders.entry(place.folder.clone()).or_default();
        (folder.now, folder.modified) = (read, modified);
        if is_new {
            folder.names = Names::learn(machine, place);
        }
        let identity = identity(&place.interpreter);
        if is_unknown {
            told.receipts =
                folder.now.iter().filter(|(_, it)| it.complete).map(|(k, v)| (k.clone(), v.clone())).collect();
        } else if told.interpreter != identity {
            folder.upgraded = Some(now);
        }
        told.interpreter = identity;
        folder.halves = folder.names.halves(machine, place, &folder.now, &told.receipts);
        if is_unknown {
            told.unfinished = folder.halves.iter().map(|(file, half)| (file.clone(), half.stamp.clone())).collect();
        }
    }

    /// What is to be judged of an interpreter's folders; `None` where all is as it was told.
    fn seen_of(&mut self, machine: &Machine, places: &[&Place], now: Instant) -> Option<Look> {
        let account = rustix::process::getuid().as_raw();
        let mut look = Look { account, first: self.is_first, ..Look::default() };
        let clock = machine.now();
        for place in places {
            let folder = self.folders.get(&place.folder)?;
            let told = self.told.folders.get_mut(&place.folder)?;
            let (changes, halves) = change::untold(told, &folder.now, &folder.halves);
            if changes.is_empty() && halves.is_empty() {
                told.at = clock.as_millisecond();
            }
            look.upgraded |= folder.upgraded.is_some_and(|at| now.duration_since(at) < SETTLING);
            let key = |file: String| (place.folder.clone(), file);
            look.changes.extend(changes.into_iter().map(|(file, change)| (key(file), change)));
            look.halves.extend(halves.into_iter().map(|(file, half)| (key(file), half)));
        }
        let waits = places.first().and_then(|place| self.waiting.get(&place.interpreter.id));
        if look.changes.is_empty() && look.halves.is_empty() && waits.is_none_or(Waiting::is_over) {
            return None;
        }
        let programs = places.iter().flat_map(|place| &place.programs).cloned().collect();
        let source = places.first()?.interpreter.source;
        let (processes, sight) = self.list.look(machine, now);
        look.at_work = running::at_work(processes, sight, source, &programs);
        ask_whose(machine, places, &mut look);
        self.ask_own_jobs(machine, &mut look);
        if self.waiting.get(&places.first()?.interpreter.id).is_some_and(Waiting::is_of_several) {
            look.needs = needs(machine, places, &self.folders);
        }
        if look.at_work.runs.is_empty() && !look.halves.is_empty() {
            let writes = places.iter().filter_map(|place| {
                Some(pending::last_write(machine, place, &self.folders.get(&place.folder)?.halves))
            });
            look.last_write = writes.max().unwrap_or_default();
        }
        Some(look)
    }

    fn ask_own_jobs(&mut self, machine: &Machine, look: &mut Look) {
        // A tree has no jobs.
        let Some(data) = self.data.as_deref().filter(|_| !machine.is_rooted()) else { return };
        self.own_jobs.look(machine, data);
        look.halves.retain(|(folder, _), _| !self.own_jobs.is_at_work_in(folder));
        for (key, change) in &look.changes {
            let at = self.told.folders.get(&key.0).map_or(0, |told| told.at);
            let since = Timestamp::from_millisecond(at).unwrap_or_default();
            let brews = change.whose() == crate::find::Whose::Owner && self.own_jobs.let_homebrew_work(since);
            let own = self.own_jobs.of(key, change, since);
            if own == Own::Running {
                look.held.insert(key.clone());
            } else if own == Own::Done || brews {
                look.own.insert(key.clone());
            }
        }
    }

    /// What was told is known from now on.
    fn apply(&mut self, look: &Look, verdict: &Verdict, clock: Timestamp) {
        for key in &verdict.settled {
            let folder = self.folders.get(&key.0);
            let told = self.told.folders.get_mut(&key.0);
            if let (Some(folder), Some(told), Some(change)) = (folder, told, look.changes.get(key)) {
                change::settle(&mut told.receipts, change, &folder.now);
                // What Sandbar's own jobs did until now is in it: the next run is not to think of them again.
                if look.changes.keys().filter(|other| other.0 == key.0).all(|other| verdict.settled.contains(other)) {
                    told.at = clock.as_millisecond();
                }
            }
        }
        for (folder, file) in &verdict.broken_off {
            let stamp = look.halves.get(&(folder.clone(), file.clone())).and_then(|half| half.stamp.clone());
            self.told.folders.entry(folder.clone()).or_default().unfinished.insert(file.clone(), stamp);
        }
        for (folder, file) in &verdict.accepted {
            if let Some(folder) = self.folders.get_mut(folder) {
                folder.names.accept(file);
            }
        }
    }

    /// Keeps what was told, if that is something else than what is kept.
    fn keep(&mut self) {
        let is_same = |(folder, told): (&PathBuf, &Told)| {
            self.kept.folders.get(folder).is_some_and(|kept| Told { at: kept.at, ..told.clone() } == *kept)
        };
        if self.told.folders.len() != self.kept.folders.len() || !self.told.folders.iter().all(is_same) {
            if let Some(file) = &self.file {
                self.told.save(file);
            }
            self.kept = self.told.clone();
        }
    }
}

/// Whose a package is can show later than the package itself: dpkg and conda write their books last.
fn ask_whose(machine: &Machine, places: &[&Place], look: &mut Look) {
    for place in places {
        let of_it = look.changes.iter_mut().filter(|((folder, _), _)| *folder == place.folder);
        let mut came: Vec<_> = of_it.filter_map(|((_, file), change)| Some((file, change.after.as_mut()?))).collect();
        let found: Vec<_> =
            came.iter().filter_map(|(file, _)| packages::read_one(machine, &place.folder.join(file))).collect();
        if found.len() == came.len() {
            for ((_, (_, receipt)), whose) in came.iter_mut().zip(receipts::whose(machine, place, &found)) {
                receipt.whose = whose;
            }
        }
    }
}

fn needs(machine: &Machine, places: &[&Place], folders: &BTreeMap<PathBuf, Folder>) -> BTreeMap<String, Vec<String>> {
    let mut needs = BTreeMap::new();
    for place in places {
        for (file, receipt) in folders.get(&place.folder).into_iter().flat_map(|folder| &folder.now) {
            if let Some(found) = packages::read_one(machine, &place.folder.join(file)) {
                needs.insert(receipt.normal(), packages::needs(machine, &found));
            }
        }
    }
    needs
}

fn identity(interpreter: &Interpreter) -> String {
    format!("{} {}", interpreter.version, interpreter.real_path.display())
}

fn happenings(id: &InterpreterId, verdict: Verdict) -> Vec<Happening> {
    let mut happenings = Vec::new();
    if verdict.owner_changed {
        happenings.push(Happening::InterpreterChanged { interpreter: id.clone(), change: InterpreterChange::Packages });
    }
    happenings.extend(verdict.installs.into_iter().map(|install| Happening::SystemInstall {
        interpreter: id.clone(),
        installer: install.installer,
        packages: install.packages,
        missed: install.missed,
    }));
    if !verdict.unfinished.is_empty() {
        happenings.push(Happening::InstallUnfinished { interpreter: id.clone(), packages: verdict.unfinished });
    }
    happenings
}
