//! Looking now and then at the planned places: most of them are watched, and may be other folders by now.
//!
//! Of a folder that nobody watches its own times tell that a name in it came or went, and nothing of what is in its
//! files. The few files that others depend on are looked at by themselves.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::{Places, State};
use crate::machine::{Machine, Stat};
use crate::watch::dirty::Dirty;
use crate::watch::plan::{Place, Rank};

/// So many places are looked at in one beat, one after another: the next beat goes on from there.
const TURN: usize = 5_000;

/// What an environment and a folder of pip's are judged by.
const TELLING: [&str; 2] = ["pyvenv.cfg", "pip.conf"];

/// By their folders, the files that tell, as they were when they were last looked at.
#[derive(Debug, Default)]
pub(super) struct Telling(BTreeMap<PathBuf, [Option<Stat>; 2]>);

impl Telling {
    /// Looks at those in `folder`, if there are any to look at.
    fn has_changed(&mut self, machine: &Machine, folder: &Path) -> bool {
        let Some(before) = self.0.get_mut(folder) else { return false };
        let now = look(machine, folder);
        std::mem::replace(before, now) != now
    }
}

fn look(machine: &Machine, folder: &Path) -> [Option<Stat>; 2] {
    TELLING.map(|name| machine.stat(&folder.join(name)))
}

impl Places {
    /// Remembers how the telling files of the polled folders are.
    pub(super) fn find_telling(&mut self, machine: &Machine, plan: &[Place]) {
        let mut before = std::mem::take(&mut self.telling.0);
        let have_some = plan.iter().filter(|place| matches!(place.rank, Rank::PipConfig | Rank::Environment));
        let is_there = |folder: &Path| matches!(self.states.get(folder), Some(State::There(..)));
        for Place { folder, .. } in have_some.filter(|place| self.polled.contains(&place.folder)) {
            if is_there(folder) {
                let known = before.remove(folder).unwrap_or_else(|| look(machine, folder));
                self.telling.0.insert(folder.clone(), known);
            }
        }
    }

    /// Looks at a turn's places: whether each is still the folder it was, and, where nobody watches it, still as it was.
    pub(in crate::watch) fn poll(&mut self, machine: &Machine) -> Dirty {
        let turn = if self.full { usize::MAX } else { TURN };
        let from_here = self.states.range(self.next.clone()..).chain(self.states.range(..self.next.clone()));
        let folders: Vec<PathBuf> = from_here.take(turn.saturating_add(1)).map(|(folder, _)| folder.clone()).collect();
        // While nothing is heard at all, only a look tells; and the watches are asked for again with it.
        let mut dirty = Dirty { everything: self.deaf, places: BTreeSet::new() };
        for folder in folders.iter().take(turn) {
            let Some(state) = self.states.get_mut(folder) else { continue };
            if self.telling.has_changed(machine, folder) {
                dirty.places.insert(folder.clone());
            }
            // One call to the system tells that nothing has happened.
            let is_same = match (&*state, machine.stat(folder)) {
                (State::There(_, before), Some(now)) => {
                    before.id == now.id && (*before == now || !self.polled.contains(folder))
                }
                (State::Missing(_), None) => true,
                _ => false,
            };
            if is_same {
                continue;
            }
            let now = State::of(machine, folder);
            let is_other = match (&*state, &now) {
                (State::There(one, before), State::There(other, after)) => {
                    one != other || before.id != after.id || (self.polled.contains(folder) && before != after)
                }
                (State::Missing(_), State::Missing(_)) => false,
                (State::There(..), State::Missing(_)) | (State::Missing(_), State::There(..)) => true,
            };
            if is_other {
                dirty.places.insert(folder.clone());
            }
            *state = now;
        }
        self.next = folders.into_iter().nth(turn).unwrap_or_default();
        dirty
    }
}
