//! Which folders are watched at this moment, and what a change in one of them is called by the machine.
//!
//! A watch goes with the folder, not with its name: where another folder stands by that name, the old watch is taken
//! away first and a new one put on the new folder. What is not there is waited for in the nearest folder that is.

mod poll;

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use super::dirty::Dirty;
use super::fit::{Standing, fit};
use super::hear::Change;
use super::permissions::{Permissions, Remembered};
use super::plan::{Place, Rank, Reach};
use super::system::{Deaf, Refused, Watches, can_be_named};
use crate::machine::{FileId, Machine, Os, Stat};
use poll::Telling;

/// How a planned place was when it was last looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
enum State {
    /// It is there: its canonical place on the disk.
    There(PathBuf, Stat),
    /// It is not; the nearest folder that is, and the name to wait for in it.
    Missing(Option<(PathBuf, Stat, OsString)>),
}

/// A folder with a watch on it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Watched {
    id: FileId,
    reach: Reach,
}

/// In a folder on the disk, the names that are waited for, and the planned places that may then be there.
type Awaited = BTreeMap<(PathBuf, OsString), BTreeSet<PathBuf>>;

/// What is watched, and how.
#[derive(Debug, Default)]
pub(super) struct Places {
    states: BTreeMap<PathBuf, State>,
    /// By their places on the disk.
    watched: BTreeMap<PathBuf, Watched>,
    /// The names under which the places on the disk were planned.
    names: BTreeMap<PathBuf, BTreeSet<PathBuf>>,
    awaited: Awaited,
    /// Watches that the system may have taken away by itself.
    doubtful: BTreeSet<PathBuf>,
    polled: BTreeSet<PathBuf>,
    /// In the polled folders, the files that tell.
    telling: Telling,
    /// Where the next turn begins.
    next: PathBuf,
    permissions: Remembered,
    /// Whether the system had none left.
    full: bool,
    /// Whether it gave none at all, and took away those that there were: it is asked again at the next beat.
    deaf: bool,
    /// Whether a folder that matters was left out for want of watches.
    short: bool,
}

/// The watches that there should be.
#[derive(Default)]
struct Wanted {
    watched: Vec<(PathBuf, Watched)>,
    names: BTreeMap<PathBuf, BTreeSet<PathBuf>>,
    awaited: Awaited,
    polled: BTreeSet<PathBuf>,
    short: bool,
}

impl Places {
    /// Whether changes are seen late that would be seen at once if there were more watches.
    pub(super) fn is_blind(&self) -> bool {
        self.full || self.short
    }

    /// How many watches there are.
    pub(super) fn count(&self) -> usize {
        self.watched.len()
    }

    /// Watches exactly `plan` from now on, as far as `budget` goes. What is `dirty` may be another folder by now. Says
    /// which places are watched only from now on: what changed in them before was not heard.
    pub(super) fn place(
        &mut self,
        machine: &Machine,
        watches: Option<&mut Box<dyn Watches>>,
        plan: &[Place],
        dirty: &Dirty,
        budget: usize,
    ) -> Dirty {
        if dirty.everything {
            self.permissions = Remembered::default();
        }
        let mut states = BTreeMap::new();
        for Place { folder, .. } in plan {
            if states.contains_key(folder) {
                continue;
            }
            let known = self.states.remove(folder).filter(|state| !self.is_doubtful(folder, state, dirty));
            states.insert(folder.clone(), known.unwrap_or_else(|| State::of(machine, folder)));
        }
        self.states = states;
        let wanted = self.wanted(machine, plan, budget);
        let again = self.change(machine.os, watches, wanted);
        self.find_telling(machine, plan);
        again
    }

    fn is_doubtful(&self, folder: &Path, state: &State, dirty: &Dirty) -> bool {
        let lost = |real: &PathBuf| self.doubtful.contains(real);
        dirty.covers(folder)
            || match state {
                State::There(real, _) => lost(real),
                State::Missing(near) => dirty.touches(folder) || near.as_ref().is_none_or(|(real, ..)| lost(real)),
            }
    }

    fn wanted(&self, machine: &Machine, plan: &[Place], budget: usize) -> Wanted {
        let mut wanted = Wanted::default();
        let standing = plan.iter().filter_map(|place| match self.states.get(&place.folder)? {
            State::There(real, _) => Some(Standing { place: place.clone(), real: real.clone() }),
            State::Missing(_) => None,
        });
        let home = machine.on_disk(&machine.resolve(&machine.home).unwrap_or_else(|_| machine.home.clone()));
        let fitted = fit(machine.os, &home, standing.collect(), budget);
        wanted.polled.extend(fitted.polled);
        wanted.short = fitted.short;
        for Standing { place, real } in fitted.covered {
            wanted.names.entry(real).or_default().insert(place.folder);
        }
        for (real, reach) in fitted.watches {
            let name = wanted.names.get(&real).and_then(|names| names.first());
            if let Some(State::There(_, stat)) = name.and_then(|name| self.states.get(name)) {
                wanted.watched.push((real, Watched { id: stat.id, reach }));
            }
        }
        if machine.os == Os::Macos {
            wanted.polled.extend(
                self.states
                    .iter()
                    .filter(|(_, state)| matches!(state, State::Missing(_)))
                    .map(|(folder, _)| folder.clone()),
            );
            return wanted;
        }
        let mut known: BTreeSet<PathBuf> = wanted.watched.iter().map(|(real, _)| real.clone()).collect();
        for place in plan {
            let waits = match self.states.get(&place.folder) {
                // The folders above it can be renamed too, and what is in it is then elsewhere.
                Some(State::There(..)) if place.rank == Rank::Shown => above(machine, &place.folder),
                Some(State::Missing(near)) => {
                    wanted.polled.insert(place.folder.clone());
                    near.iter().cloned().collect()
                }
                _ => Vec::new(),
            };
            for (real, stat, name) in waits {
                if !known.contains(&real) && known.len() >= budget {
                    continue;
                }
                if known.insert(real.clone()) {
                    let watched = Watched { id: stat.id, reach: Reach::Itself };
                    wanted.watched.push((real.clone(), watched));
                }
                wanted.awaited.entry((real, name)).or_default().insert(place.folder.clone());
            }
        }
        wanted
    }

    fn change(&mut self, os: Os, watches: Option<&mut Box<dyn Watches>>, wanted: Wanted) -> Dirty {
        let Wanted { watched, names, awaited, polled, short } = wanted;
        self.short = short;
        let stays = |real: &PathBuf, one: &Watched| {
            !self.doubtful.contains(real)
                && self.watched.get(real).is_some_and(|old| (old.id, old.reach) == (one.id, one.reach))
        };
        let (old, new): (Vec<_>, Vec<_>) = watched.into_iter().partition(|(real, one)| stays(real, one));
        let old: BTreeMap<PathBuf, Watched> = old.into_iter().collect();
        let gone: Vec<PathBuf> = self.watched.keys().filter(|real| !old.contains_key(*real)).cloned().collect();
        let asked: Vec<(PathBuf, Reach)> = new.iter().map(|(real, one)| (real.clone(), one.reach)).collect();
        let given = match watches {
            _ if gone.is_empty() && asked.is_empty() => Ok(Vec::new()),
            Some(watches) => watches.change(&gone, &asked).inspect_err(|Deaf| {
                // So that nothing is asked for twice when it is asked again.
                let listed: Vec<PathBuf> =
                    old.keys().cloned().chain(asked.iter().map(|(real, _)| real.clone())).collect();
                let _ = watches.change(&listed, &[]);
            }),
            None => Ok(vec![Err(Refused::Full); asked.len()]),
        };
        self.deaf = given.is_err();
        let (old, new, given) = if let Ok(given) = given {
            (old, new, given)
        } else {
            let all: Vec<_> = old.into_iter().chain(new).collect();
            let given = vec![Err(Refused::Full); all.len()];
            (BTreeMap::new(), all, given)
        };
        let mut again = Dirty::default();
        let polled_before = std::mem::take(&mut self.polled);
        (self.watched, self.names, self.awaited, self.polled) = (old, names, awaited, polled);
        self.doubtful.clear();
        // Where nothing new was asked for, nothing is known about it.
        self.full = given.contains(&Err(Refused::Full)) || (self.full && given.is_empty() && !self.polled.is_empty());
        let mut is_new = false;
        for ((real, one), given) in new.into_iter().zip(given) {
            let waiting = self.awaited.range((real.clone(), OsString::new())..).take_while(|((at, _), _)| *at == real);
            let places = self.names.get(&real).into_iter().chain(waiting.map(|(_, places)| places)).flatten();
            if given.is_ok() {
                again.places.extend(places.cloned());
                is_new = true;
                self.watched.insert(real, one);
            } else {
                self.polled.extend(places.cloned());
            }
        }
        // How these were before they were first looked at, nobody knows.
        again.places.extend(self.polled.difference(&polled_before).cloned());
        // FSEvents was deaf for a moment, on all of its roots.
        again.everything = os == Os::Macos && (is_new || !gone.is_empty() && !self.watched.is_empty());
        again
    }

    /// The machine's names for what has changed at `path` on the disk; none when that is nobody's business.
    pub(super) fn hear(&mut self, machine: &Machine, path: &Path, change: Change) -> Vec<PathBuf> {
        if change == Change::Name {
            self.permissions.forget(path);
            // The system takes watches away by itself when it hears of a folder that goes.
            self.doubtful.extend(
                self.watched
                    .range(path.to_path_buf()..)
                    .map(|(real, _)| real.clone())
                    .take_while(|real| real.starts_with(path)),
            );
        }
        if change == Change::Metadata && !self.has_other_permissions(machine, path) {
            return Vec::new();
        }
        let mut places: Vec<PathBuf> = Vec::new();
        // On Linux a watch tells of the folder and the names in it; on macOS of all below it.
        let depth = if machine.os == Os::Linux { 2 } else { usize::MAX };
        for above in path.ancestors().take(depth) {
            let rest = path.strip_prefix(above).unwrap_or(Path::new(""));
            let full = |name: &PathBuf| if rest.as_os_str().is_empty() { name.clone() } else { name.join(rest) };
            places.extend(self.names.get(above).into_iter().flatten().map(full));
            if let Some(first) = rest.iter().next() {
                places
                    .extend(self.awaited.get(&(above.to_path_buf(), first.to_owned())).into_iter().flatten().cloned());
            }
        }
        places.sort();
        places.dedup();
        places
    }

    /// Whose it is and who may use it counts, of a planned place and of what is directly in one; times don't. Neither
    /// system says which of them it was, and on a Mac our own look may be told of so: what is no other than when it was
    /// last told of is dropped, so that no look wakes the next one.
    fn has_other_permissions(&mut self, machine: &Machine, path: &Path) -> bool {
        let name_of = |real: &Path| self.names.get(real).and_then(|names| names.first());
        let (now, planned) = if let Some(name) = name_of(path) {
            let planned = match self.states.get(name) {
                Some(State::There(_, stat)) => Some(Permissions::of(stat)),
                _ => None,
            };
            (machine.stat(name), planned)
        } else {
            let name = path.parent().and_then(name_of).zip(path.file_name());
            let Some((folder, name)) = name else { return false };
            (machine.lstat(&folder.join(name)), None)
        };
        let Some(now) = now.map(|stat| Permissions::of(&stat)) else { return true };
        self.permissions.is_other(path, now, planned)
    }
}

/// The folders above `folder`, but for the top of the disk, and the name to wait for in each.
fn above(machine: &Machine, folder: &Path) -> Vec<(PathBuf, Stat, OsString)> {
    let Ok(real) = machine.resolve(folder) else { return Vec::new() };
    let pairs = real.ancestors().zip(real.ancestors().skip(1)).take_while(|(_, above)| above.parent().is_some());
    pairs
        .filter_map(|(below, above)| {
            Some((machine.on_disk(above), machine.stat(above)?, below.file_name()?.to_owned()))
        })
        .collect()
}

impl State {
    fn of(machine: &Machine, folder: &Path) -> Self {
        let there = |folder: &Path| {
            let real = machine.on_disk(&machine.resolve(folder).ok()?);
            let stat = machine.stat(folder)?;
            can_be_named(&real).then_some((real, stat))
        };
        if let Some((real, stat)) = there(folder) {
            return Self::There(real, stat);
        }
        let near = folder.ancestors().zip(folder.ancestors().skip(1)).find_map(|(name, above)| {
            let (real, stat) = there(above)?;
            Some((above, (real, stat, name.file_name()?.to_owned())))
        });
        // The top of the disk tells of nothing but itself.
        Self::Missing(near.filter(|(above, _)| above.parent().is_some()).map(|(_, near)| near))
    }
}

#[cfg(test)]
mod tests;
