//! When a run of an installer has ended, and what is told of it. Pure: what was seen comes in, with the time.
//!
//! A change belongs to the runs that were at work when it was first seen; it is told when one of those has ended, or at
//! once where nobody was. One look proves nothing, since files and processes are not read at the same moment: what is
//! told was the same on two looks, and whoever has ended was gone on two. Of two runs at once each has its own packages
//! as far as their command lines tell; every package is told exactly once in any case.

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

use super::attribution::{attributed, signature};
use super::change::{Change, Key};
use super::pending::{Half, Sign};
use super::running::{AtWork, Run, RunId, Sight};
use crate::find::Whose;
use crate::model::PackageChange;
use crate::packages;

/// How soon to look again while something is waited for.
const SOON: Duration = Duration::from_millis(120);
/// The same, where an owner works for minutes, or somebody has left a question unanswered.
const LATER: Duration = Duration::from_millis(500);
/// From when on.
const LONG: Duration = Duration::from_secs(30);
/// How long nothing is written before what an unseen process does counts as ended.
const UNSEEN: Duration = Duration::from_secs(2);
/// How long something stays a half before it counts as broken off.
const BROKEN_OFF: Duration = Duration::from_secs(1);
/// The same, where nobody can see who is at work.
const BROKEN_OFF_UNSEEN: Duration = Duration::from_secs(5);

/// A run that stands still for so long, with nothing half done, waits for an answer: what it may have done is told.
const STALLED: Duration = Duration::from_mins(1);

/// What one look has seen of the folders of an interpreter.
#[derive(Debug, Clone, Default)]
pub(super) struct Look {
    /// What is different from what was last told.
    pub(super) changes: BTreeMap<Key, Change>,
    /// What is there by half and has not been told.
    pub(super) halves: BTreeMap<Key, Half>,
    /// When something of that was last written, where it was asked.
    pub(super) last_write: i128,
    /// Who is at work.
    pub(super) at_work: AtWork,
    /// What Sandbar's own jobs are changing at this moment.
    pub(super) held: BTreeSet<Key>,
    /// What they have changed.
    pub(super) own: BTreeSet<Key>,
    /// The interpreter is another version than when it was last told.
    pub(super) upgraded: bool,
    /// What each distribution needs; asked only where several runs are at work.
    pub(super) needs: BTreeMap<String, Vec<String>>,
    /// The account whose processes are seen.
    pub(super) account: u32,
    /// Nobody has looked before, since Sandbar started.
    pub(super) first: bool,
}

/// What came of a look.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Verdict {
    /// The runs that have ended.
    pub(super) installs: Vec<Install>,
    /// The owner's own work has ended.
    pub(super) owner_changed: bool,
    /// What broke off: told by these names, and then known by these keys.
    pub(super) unfinished: Vec<String>,
    /// What was told, or is to be known without being told.
    pub(super) settled: Vec<Key>,
    /// Halves that were told.
    pub(super) broken_off: Vec<Key>,
    /// New names that nobody asks about any more.
    pub(super) accepted: Vec<Key>,
    /// When to look again.
    pub(super) again: Option<Duration>,
}

/// A run that has ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Install {
    /// Who.
    pub(super) installer: String,
    /// It was there already when the first look was taken.
    pub(super) missed: bool,
    /// What.
    pub(super) packages: Vec<PackageChange>,
}

/// What is waited for in the folders of one interpreter.
#[derive(Debug, Default)]
pub(super) struct Waiting {
    changes: BTreeMap<Key, Open>,
    halves: BTreeMap<Key, OpenHalf>,
    last_write: i128,
    /// When any of this last changed.
    since: Option<Instant>,
    /// When the first of it was seen.
    begun: Option<Instant>,
    /// Since when no run has lived.
    idle: Option<Instant>,
    /// The runs of this look and of the two before.
    lately: [BTreeSet<RunId>; 3],
    /// All runs that were seen meanwhile.
    seen: BTreeMap<RunId, Run>,
    owner_seen: bool,
}

/// A change that has not been told.
#[derive(Debug)]
struct Open {
    change: Change,
    /// The runs it may belong to.
    runs: BTreeSet<RunId>,
    /// It was the same on the last look.
    steady: bool,
    missed: bool,
}

#[derive(Debug)]
struct OpenHalf {
    half: Half,
    /// A run was at work when it came.
    seen_made: bool,
}

impl Waiting {
    /// Takes a look into account.
    pub(super) fn step(&mut self, look: &Look, now: Instant) -> Verdict {
        self.take(look, now);
        let mut verdict = Verdict::default();
        let broken_off = self.has_broken_off(look, now);
        let due: Vec<Key> =
            self.changes.keys().filter(|key| self.is_due(key, look, broken_off, now)).cloned().collect();
        self.tell(&due, look, &mut verdict);
        if broken_off {
            self.give_up(&mut verdict);
        }
        verdict.again = self.again(look, now);
        verdict
    }

    /// Whether anything is waited for.
    pub(super) fn is_over(&self) -> bool {
        self.changes.is_empty() && self.halves.is_empty()
    }

    /// Whether it has to be known what needs what, to part the packages of several runs.
    pub(super) fn is_of_several(&self) -> bool {
        self.changes.values().any(|open| open.runs.len() > 1)
    }

    fn take(&mut self, look: &Look, now: Instant) {
        let live: BTreeSet<RunId> = look.at_work.runs.keys().copied().collect();
        self.seen.extend(look.at_work.runs.iter().map(|(id, run)| (*id, run.clone())));
        self.lately.rotate_right(1);
        self.lately[0] = live;
        self.owner_seen |= look.at_work.owner;
        let nobody = !self.somebody_works();
        self.idle = self.idle.filter(|_| nobody).or(nobody.then_some(now));
        let mut moved = self.last_write != look.last_write;
        self.last_write = look.last_write;
        let lately: BTreeSet<RunId> = self.lately.iter().flatten().copied().collect();

        let mut before = std::mem::take(&mut self.changes);
        moved |= before.keys().any(|key| !look.changes.contains_key(key));
        for (key, change) in &look.changes {
            let known = before.remove(key).filter(|open| open.change == *change);
            let open = if let Some(open) = known {
                Open { steady: true, ..open }
            } else {
                moved = true;
                let installer = change.after.as_ref().and_then(|(_, receipt)| receipt.installer.as_deref());
                let may_be = |id: &RunId| self.seen.get(id).is_some_and(|run| run.kind.may_sign(installer));
                let runs: BTreeSet<RunId> = lately.iter().copied().filter(may_be).collect();
                let missed = look.first && runs.is_empty();
                Open { change: change.clone(), runs, steady: false, missed }
            };
            self.changes.insert(key.clone(), open);
        }
        let somebody_was_near = lately.iter().any(|id| self.is_close(*id));
        let mut halves = std::mem::take(&mut self.halves);
        moved |= halves.keys().any(|key| !look.halves.contains_key(key));
        for (key, half) in &look.halves {
            let known = halves.remove(key);
            moved |= known.as_ref().is_none_or(|open| open.half != *half);
            let seen_made = known.map_or(somebody_was_near, |open| open.seen_made);
            self.halves.insert(key.clone(), OpenHalf { half: half.clone(), seen_made });
        }
        if moved || self.since.is_none() {
            self.since = Some(now);
        }
        self.begun = self.begun.filter(|_| !self.is_over()).or((!self.is_over()).then_some(now));
    }

    /// Whether a run lives that is known to work here.
    fn somebody_works(&self) -> bool {
        self.lately[0].iter().any(|id| self.is_close(*id))
    }

    fn is_close(&self, id: RunId) -> bool {
        self.seen.get(&id).is_some_and(|run| run.kind.is_close())
    }

    /// Whether what is there by half will stay so: nobody is at work, and nothing moves.
    fn has_broken_off(&self, look: &Look, now: Instant) -> bool {
        if self.halves.is_empty() || look.at_work.owner || !look.held.is_empty() {
            return false;
        }
        let patience = |open: &OpenHalf| match open.half.sign {
            _ if is_hidden(look, open.half.by) => BROKEN_OFF_UNSEEN,
            Sign::Module if !open.seen_made => UNSEEN,
            _ => BROKEN_OFF,
        };
        let patience = self.halves.values().map(patience).max().unwrap_or_default();
        [self.idle, self.since].iter().all(|since| since.is_some_and(|since| now.duration_since(since) >= patience))
    }

    fn is_due(&self, key: &Key, look: &Look, broken_off: bool, now: Instant) -> bool {
        let Some(open) = self.changes.get(key).filter(|open| open.steady) else { return false };
        if look.held.contains(key) {
            return false;
        }
        let normal = open.change.normal();
        let is_its_half =
            |(at, open): (&Key, &OpenHalf)| at.0 == key.0 && packages::normalized(&open.half.name) == normal;
        if self.halves.iter().any(is_its_half) {
            return false;
        }
        let quiet = self.since.map_or(Duration::ZERO, |since| now.duration_since(since));
        let by = open.change.receipt().map_or(0, |receipt| receipt.by);
        let signed = open.change.receipt().is_some_and(|receipt| receipt.installer.is_some());
        let whose = open.change.whose();
        match whose {
            // dpkg's own lists are written after its files.
            Whose::Owner | Whose::Seed if look.at_work.owner => return false,
            Whose::Other if look.at_work.owner && !signed => return false,
            _ if self.is_owners(open, look) => {
                let mut owners = self.changes.values().filter(|open| self.is_owners(open, look));
                return owners.all(|open| open.steady) && (self.owner_seen || quiet >= UNSEEN);
            }
            _ => {}
        }
        // A folder that somebody has made beside it says nothing, where an installer would be seen.
        let says_something =
            |open: &OpenHalf| open.seen_made || open.half.sign != Sign::Name || is_hidden(look, open.half.by);
        if !self.somebody_works() && !broken_off && self.halves.values().any(says_something) {
            return false;
        }
        if is_hidden(look, by) && quiet < UNSEEN {
            return false;
        }
        let runs = self.attributed(open, look);
        let has_ended = |run: &RunId| !self.lately[0].contains(run) && !self.lately[1].contains(run);
        let is_stalled = self.halves.is_empty() && quiet >= STALLED;
        (is_stalled || runs.is_empty() || runs.iter().any(has_ended)) && self.is_all_there(&runs, look)
    }

    /// Whether nothing that may be of the same run was seen for the first time just now.
    fn is_all_there(&self, runs: &BTreeSet<RunId>, look: &Look) -> bool {
        let is_of_it = |open: &&Open| {
            !self.is_owners(open, look)
                && if runs.is_empty() { open.runs.is_empty() } else { !open.runs.is_disjoint(runs) }
        };
        self.changes.values().filter(is_of_it).all(|open| open.steady)
    }

    /// What the interpreter came with is its owner's to change, if the owner was seen doing it.
    fn is_owners(&self, open: &Open, look: &Look) -> bool {
        match open.change.whose() {
            Whose::Owner => true,
            Whose::Seed => self.owner_seen || look.upgraded,
            Whose::Other => false,
        }
    }

    fn attributed(&self, open: &Open, look: &Look) -> BTreeSet<RunId> {
        let live = self.lately.iter().take(2).flatten().copied().collect();
        attributed(&open.change.normal(), &open.runs, &self.seen, &look.needs, &live)
    }

    fn tell(&mut self, due: &[Key], look: &Look, verdict: &mut Verdict) {
        let mut installs: BTreeMap<(String, bool), Vec<PackageChange>> = BTreeMap::new();
        for key in due {
            let Some(open) = self.changes.get(key) else { continue };
            verdict.settled.push(key.clone());
            if look.own.contains(key) {
                continue;
            }
            if self.is_owners(open, look) {
                // Of an interpreter that is another version, that is what is told.
                verdict.owner_changed |= !look.upgraded;
                continue;
            }
            let installer = self.installer(open, look);
            installs.entry((installer, open.missed)).or_default().extend(open.change.told());
        }
        for ((installer, missed), mut packages) in installs {
            packages.sort();
            verdict.installs.push(Install { installer, missed, packages });
        }
        for key in due {
            self.changes.remove(key);
        }
    }

    /// Who did it: what is there is signed; of what is gone, who was seen, else who had signed it.
    fn installer(&self, open: &Open, look: &Look) -> String {
        if open.change.after.is_none() {
            let kind = self.attributed(open, look).iter().find_map(|id| Some(self.seen.get(id)?.kind));
            if let Some(kind) = kind {
                return kind.name().to_owned();
            }
        }
        signature(open.change.receipt().and_then(|receipt| receipt.installer.as_deref()))
    }

    /// What is there by half is told once, and what may be anybody's is not asked about again.
    fn give_up(&mut self, verdict: &mut Verdict) {
        let mut names: BTreeMap<String, String> = BTreeMap::new();
        for (key, open) in std::mem::take(&mut self.halves) {
            let is_told = match open.half.sign {
                Sign::Records => true,
                Sign::Module => open.seen_made || !self.owner_seen,
                Sign::Name => open.seen_made,
            };
            if is_told {
                let normal = packages::normalized(&open.half.name);
                // What pip had put aside, beside what it has finished: the package itself is whole, and told as such.
                let came = |one: &Open| one.change.after.is_some() && one.change.normal() == normal;
                if !self.changes.values().any(came) {
                    names.entry(normal).or_insert(open.half.name);
                }
                verdict.broken_off.push(key);
            } else {
                verdict.accepted.push(key);
            }
        }
        verdict.unfinished = names.into_values().collect();
    }

    fn again(&mut self, look: &Look, now: Instant) -> Option<Duration> {
        if self.is_over() {
            *self = Self::default();
            return None;
        }
        let owners = self.changes.values().all(|open| open.change.whose() == Whose::Owner) && self.halves.is_empty();
        let long = self.begun.is_some_and(|begun| now.duration_since(begun) >= LONG);
        Some(if long || (owners && look.at_work.owner) { LATER } else { SOON })
    }
}

fn is_hidden(look: &Look, by: u32) -> bool {
    match look.at_work.sight {
        Sight::All => false,
        Sight::Own => by != look.account,
        Sight::None => true,
    }
}

#[cfg(test)]
mod tests;
