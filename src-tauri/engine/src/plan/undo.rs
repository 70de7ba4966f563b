//! `undo`: takes back what a job did, deed by deed, the last first.
//!
//! What it made is put aside, whatever has been added to it since; what it renamed gets its name back; files are put
//! back as they were.

mod formulae;
mod grounds;
pub mod packages;

use std::path::{Path, PathBuf};

pub use grounds::{Files, Grounds, Past, State};

use super::{Act, Draft, Expect, Receipt, and, refused};
use crate::history::Deed;
use crate::machine::tilde;
use crate::model::{JobId, Refusal};
use crate::plain::plain;
use crate::unfinished::{OLD, beside};

pub(super) fn draft(grounds: &Grounds) -> Result<Draft, Refusal> {
    let Some(past) = &grounds.past else {
        return Err(refused(match &grounds.named {
            Some(id) => format!("There is no job `{}` in the history", plain(&id.0)),
            None => "Nothing was done that could be undone".to_owned(),
        }));
    };
    let name = past.title();
    if past.closed {
        return Err(refused(format!("“{name}” was undone already, or its undo was given up")));
    }
    if past.at_work {
        return Err(refused(format!(
            "What “{name}” has started is still at work. Wait until it has ended, and undo it then"
        )));
    }
    if past.deeds.is_empty() {
        return Err(refused(format!("“{name}” can't be undone: what it made is no longer there, or it made nothing")));
    }
    let mut undo = Undo { past, home: &grounds.home, draft: Draft { title: past.undoing(), ..Draft::default() } };
    // What it has started may still be at work where it was cut off, and its files are not where others look for them.
    undo.draft.doing.resources.clone_from(&past.resources);
    for (number, deed) in past.deeds.iter().rev() {
        if !goes_along(past, deed) {
            undo.take_back(*number, deed)?;
        }
    }
    let draft = undo.draft;
    if draft.doing.acts.is_empty() {
        return Err(refused(format!("“{name}” can't be undone: nothing of what it did is left")));
    }
    Ok(draft)
}

/// What the job did in a folder that it had created goes aside with that folder.
fn goes_along(past: &Past, deed: &Deed) -> bool {
    let is_in = |path: &Path| {
        past.deeds
            .values()
            .any(|other| matches!(other, Deed::Created { folder } if path != folder && path.starts_with(folder)))
    };
    match deed {
        Deed::Made(made) => is_in(&made.path),
        Deed::Files { roots, .. } => roots.iter().all(|root| is_in(root)),
        _ => false,
    }
}

struct Undo<'a> {
    past: &'a Past,
    home: &'a Path,
    draft: Draft,
}

impl Undo<'_> {
    fn take_back(&mut self, number: usize, deed: &Deed) -> Result<(), Refusal> {
        let name = self.past.title();
        let gone = || refused(format!("“{name}” can't be undone: what it made is no longer there, or it made nothing"));
        match (deed, self.past.states.get(&number)) {
            (_, None | Some(State::Gone)) => return Err(gone()),
            (_, Some(State::NeverWas)) => {}
            (Deed::Made(made), _) => self.put_aside(&made.path, "The sandbox"),
            (Deed::Created { folder }, _) => self.put_aside(folder, "The folder"),
            (Deed::Moved(moved), state) => {
                match state {
                    Some(State::Occupied) if !self.makes_way_for(&moved.from) => {
                        return Err(refused(format!(
                            "`{}` can't go back to its place: something else is there by now",
                            self.shown(&moved.to)
                        )));
                    }
                    Some(State::Remains(remains)) if !self.makes_way_for(&moved.from) => {
                        self.draft.effects.push(format!(
                            "What an interrupted making left at `{}` is removed",
                            self.shown(&moved.from)
                        ));
                        self.draft.doing.acts.push(Act::Discard(vec![remains.clone()]));
                    }
                    _ => {}
                }
                self.rename_back(&moved.from, &moved.to);
            }
            (Deed::Files { .. }, Some(State::Files(files))) => self.put_back(number, files)?,
            (Deed::Files { .. }, state) => {
                let receipt = Receipt { job: self.past.id.clone(), number };
                self.draft.doing.acts.push(Act::BringBack(receipt.clone()));
                if matches!(state, Some(State::Compared { copies: true })) {
                    self.draft
                        .effects
                        .push("What was replaced or removed is put back from copies, byte for byte".to_owned());
                }
                self.draft.doing.expects.push(Expect::AsBefore(receipt));
            }
            (Deed::Packages { python, sites, before, after, .. }, Some(State::Packages(now))) => {
                let past = packages::Past { python, sites, before, after: after.as_deref() };
                packages::take_back(&mut self.draft, &name, &past, now)?;
            }
            (Deed::Packages { .. }, _) => return Err(gone()),
            (Deed::Formulae { brew, prefix, before, after }, state) => {
                let now = match state {
                    Some(State::Formulae(now)) => now.as_slice(),
                    _ => return Err(gone()),
                };
                let cellar = formulae::Cellar { brew, prefix, before, after: after.as_deref(), now };
                formulae::take_back(&mut self.draft, &cellar, &self.past.wish)?;
            }
        }
        Ok(())
    }

    /// Whether an act that comes first takes away what is at `place`.
    fn makes_way_for(&self, place: &Path) -> bool {
        self.draft.doing.acts.iter().any(|act| matches!(act, Act::Rename { from, .. } if from == place))
    }

    fn put_aside(&mut self, path: &Path, what: &str) {
        let aside = self.aside(path);
        let (from, to) = (path.to_string_lossy().into_owned(), aside.to_string_lossy().into_owned());
        let shown = (self.shown(path), self.shown(&aside));
        self.why(format!("`{}` is what that made, and nothing has taken its place", shown.0));
        self.draft.effects.push(format!("{what} `{}` is renamed to `{}`", shown.0, shown.1));
        self.draft.effects.push("Nothing is deleted: to have it back, rename it again".to_owned());
        self.draft.undo.get_or_insert_with(|| format!("Rename `{}` to `{}` again", shown.1, shown.0));
        self.draft.commands.push(["mv", "-n", "--", &from, &to].map(str::to_owned).to_vec());
        self.draft.doing.acts.push(Act::Rename { from: path.to_path_buf(), to: aside });
        self.draft.doing.expects.push(Expect::Vacant(path.to_path_buf()));
    }

    /// The name that what the job made gets; the job's own name may be that of what it had put aside itself.
    fn aside(&self, path: &Path) -> PathBuf {
        let aside = beside(path, OLD, &self.past.id);
        let is_taken = |deed: &Deed| matches!(deed, Deed::Moved(moved) if moved.to == aside);
        if self.past.deeds.values().any(is_taken) {
            return beside(path, OLD, &JobId(format!("{}-undone", self.past.id.0)));
        }
        aside
    }

    fn rename_back(&mut self, place: &Path, now: &Path) {
        let (from, to) = (now.to_string_lossy().into_owned(), place.to_string_lossy().into_owned());
        self.why(format!("`{}` is what was put aside, unchanged", self.shown(now)));
        self.draft.effects.push(format!("`{}` gets its name back: `{}`", self.shown(now), self.shown(place)));
        self.draft.undo.get_or_insert_with(|| "Undo this job in turn".to_owned());
        self.draft.commands.push(["mv", "-n", "--", &from, &to].map(str::to_owned).to_vec());
        self.draft.doing.acts.push(Act::Rename { from: now.to_path_buf(), to: place.to_path_buf() });
        // What made way there is looked at no more: its place is taken again.
        self.draft.doing.expects.retain(|expected| *expected != Expect::Vacant(place.to_path_buf()));
        self.draft.doing.expects.push(Expect::There(place.to_path_buf()));
    }

    fn put_back(&mut self, number: usize, files: &Files) -> Result<(), Refusal> {
        let name = self.past.title();
        if let Some(first) = files.touched.first() {
            return Err(refused(format!(
                "“{name}” can't be undone: `{first}` has been changed since. Undo what came after it first"
            )));
        }
        if let Some(first) = files.lost.first() {
            return Err(refused(format!("“{name}” can't be undone: no copy of `{first}` was kept")));
        }
        self.why(format!("Copies of all that changed in `{}` were kept", files.roots.join("`, `")));
        if files.cut_off && files.added > 0 {
            let named: Vec<String> = files.named.iter().map(|file| format!("`{file}`")).collect();
            self.draft.effects.push(format!(
                "It was cut off, so all that is new since then counts as its own: {}. It is moved into Sandbar's folder, \
                 not deleted",
                and(&named)
            ));
        } else if files.added > 0 {
            self.draft.effects.push(format!("{} that came with it {} again", counted(files.added), goes(files.added)));
        }
        if files.brought_back > 0 {
            self.draft.effects.push(match files.brought_back {
                1 => "1 file or folder is put back as it was".to_owned(),
                many => format!("{} are put back as they were", counted(many)),
            });
        }
        let receipt = Receipt { job: self.past.id.clone(), number };
        self.draft.doing.acts.push(Act::Restore(receipt.clone()));
        self.draft.doing.expects.push(Expect::AsBefore(receipt));
        Ok(())
    }

    /// A path for a sentence.
    fn shown(&self, path: &Path) -> String {
        tilde(self.home, path)
    }

    fn why(&mut self, why: String) {
        if self.draft.why.is_empty() {
            self.draft.why = why;
        }
    }
}

fn counted(count: usize) -> String {
    if count == 1 { "1 file or folder".to_owned() } else { format!("{count} files and folders") }
}

fn goes(count: usize) -> &'static str {
    if count == 1 { "goes" } else { "go" }
}

#[cfg(test)]
mod tests;
