//! What a job has done so far: written into the history before it is done, so that it can be taken back, by this job
//! when it fails, and by a later one when it is undone.

use std::path::{Path, PathBuf};

use super::work::Work;
use crate::disk::{self, DiskError};
use crate::failure::Failure;
use crate::history::{Deed, History, Made, Moved};
use crate::model::JobId;
use crate::plan::{Keep, Pinned, Receipt};
use crate::receipt::{self, Receipts};
use crate::{packages, tools};

/// What one job has done.
pub(super) struct Journal<'a> {
    work: &'a Work<'a>,
    history: &'a History,
    receipts: Receipts,
    deeds: Vec<Deed>,
    /// Whether something was begun that no deed takes back: the acts of an undo.
    pub(super) unwritten: bool,
}

impl<'a> Journal<'a> {
    /// Notes what is there before the first act.
    pub(super) fn begin(work: &'a Work<'a>, history: &'a History, keeps: &[Keep]) -> Result<Self, Failure> {
        let mut journal =
            Self { work, history, receipts: Receipts::new(work.data), deeds: Vec::new(), unwritten: false };
        for keep in keeps {
            if let Err(failure) = journal.keep(keep) {
                // Half a receipt is of no use, and the disk may be full of it.
                disk::remove_own_folder(&journal.receipts.of_job(work.id));
                return Err(failure);
            }
        }
        Ok(journal)
    }

    fn keep(&mut self, keep: &Keep) -> Result<(), Failure> {
        let deed = match keep {
            Keep::Files { roots, copies, restores } => {
                self.receipts.take(self.work.machine, &self.receipt(self.deeds.len()), roots, copies)?;
                Deed::Files { roots: roots.clone(), restores: *restores }
            }
            Keep::Packages { python, sites, names } => Deed::Packages {
                python: python.clone(),
                sites: sites.clone(),
                before: installed(self.work, sites, names),
                after: None,
                names: names.clone(),
            },
            Keep::Formulae { brew, prefix } => Deed::Formulae {
                brew: brew.clone(),
                prefix: prefix.clone(),
                before: tools::formulae_in_full(self.work.machine, prefix),
                after: None,
            },
        };
        self.note(deed)
    }

    /// Renames, and can say afterwards whether that happened.
    pub(super) fn rename(&mut self, from: &Path, to: &Path) -> Result<(), Failure> {
        if let Some(moved) = Moved::about_to(self.work.machine, from, to) {
            self.note(Deed::Moved(moved))?;
        }
        Ok(disk::rename_new(from, to)?)
    }

    /// Creates a folder.
    pub(super) fn folder(&mut self, folder: &Path) -> Result<(), Failure> {
        disk::create_folder(folder)?;
        self.note(Deed::Created { folder: folder.to_path_buf() })
    }

    /// An environment was made, and is about to count as whole.
    pub(super) fn made(&mut self, folder: &Path) -> Result<(), Failure> {
        Made::see(self.work.machine, folder).map_or(Ok(()), |made| self.note(Deed::Made(made)))
    }

    fn note(&mut self, deed: Deed) -> Result<(), Failure> {
        self.history.deed(self.work.id, self.deeds.len(), deed.clone())?;
        self.deeds.push(deed);
        Ok(())
    }

    /// Notes what has become of it, after the last act. False when nothing has: then there is nothing to be undone, and
    /// the receipts are of no use.
    pub(super) fn close(self) -> Result<bool, Failure> {
        let machine = self.work.machine;
        let mut is_different = self.deeds.is_empty();
        for (number, deed) in self.deeds.iter().enumerate() {
            let done = match deed {
                Deed::Files { .. } => {
                    let closed = self.receipts.close(machine, &self.receipt(number))?;
                    is_different |= !closed.changes.is_empty();
                    continue;
                }
                Deed::Packages { python, sites, before, names, .. } => Deed::Packages {
                    python: python.clone(),
                    sites: sites.clone(),
                    before: before.clone(),
                    after: Some(installed(self.work, sites, names)),
                    names: names.clone(),
                },
                Deed::Formulae { brew, prefix, before, .. } => Deed::Formulae {
                    brew: brew.clone(),
                    prefix: prefix.clone(),
                    before: before.clone(),
                    after: Some(tools::formulae_in_full(machine, prefix)),
                },
                Deed::Made(_) | Deed::Moved(_) | Deed::Created { .. } => {
                    is_different = true;
                    continue;
                }
            };
            is_different = true;
            self.history.deed(self.work.id, number, done)?;
        }
        if !is_different {
            self.forget();
        }
        Ok(is_different)
    }

    /// Takes back what was done, the last first. False when something stayed as the failed job has left it: then the
    /// deeds stand, and an undo can try again.
    pub(super) fn take_back(&self) -> bool {
        let machine = self.work.machine;
        let mut all = true;
        for (number, deed) in self.deeds.iter().enumerate().rev() {
            let taken = match deed {
                Deed::Made(made) if made.is_there(machine) => self.put_away(&made.path),
                Deed::Moved(moved) if moved.is_at_its_new_name(machine) => disk::rename_new(&moved.to, &moved.from),
                Deed::Files { restores: true, .. } => match self.receipts.changes(machine, &self.receipt(number)) {
                    Ok(mut closed) => {
                        all &= receipt::standing(machine, &closed).lost.is_empty();
                        // It was this job, a moment ago.
                        closed.cut_off = false;
                        receipt::put_back(machine, &closed, &self.receipts.taken(self.work.id))
                    }
                    Err(failure) => {
                        self.work.tell.line(failure.message);
                        all = false;
                        continue;
                    }
                },
                // Homebrew takes back by itself what it did not finish; what is left is looked at.
                Deed::Files { roots, restores: false } => {
                    all &= self.tidy(roots, number);
                    continue;
                }
                Deed::Formulae { brew, prefix, before, .. } => {
                    let after = tools::formulae_in_full(machine, prefix);
                    if after != *before {
                        all = false;
                        let (brew, prefix, before) = (brew.clone(), prefix.clone(), before.clone());
                        let left = Deed::Formulae { brew, prefix, before, after: Some(after) };
                        // Not written down, it counts as cut off, and is looked at again when it is undone.
                        if let Err(failure) = self.history.deed(self.work.id, number, left) {
                            self.work.tell.line(failure.message);
                        }
                    }
                    continue;
                }
                _ => continue,
            };
            if let Err(error) = taken {
                self.work.tell.line(error.to_string());
                all = false;
            }
        }
        // What was done in them is gone by now.
        for deed in self.deeds.iter().rev() {
            if let Deed::Created { folder } = deed {
                disk::remove_if_empty(folder);
            }
        }
        if all {
            self.forget();
        }
        all
    }

    /// Takes back what pip did not: stopped in the middle, it leaves files that nobody's RECORD names.
    fn tidy(&self, roots: &[PathBuf], number: usize) -> bool {
        let machine = self.work.machine;
        // The packages that the files belong to are the deed after it.
        let packages = match self.deeds.get(number + 1) {
            Some(Deed::Packages { python, names, .. }) => Some((python, names)),
            _ => None,
        };
        let Ok(closed) = self.receipts.changes(machine, &self.receipt(number)) else { return false };
        let put_back = match packages {
            Some((python, names)) => receipt::put_back_own(machine, &closed, roots, python, names),
            None => Ok(()),
        };
        if let Err(error) = put_back {
            self.work.tell.line(error.to_string());
        }
        receipt::different(machine, &closed).is_empty()
    }

    /// The receipts of a job whose deeds were taken back are of no use.
    fn forget(&self) {
        for number in 0..self.deeds.len() {
            disk::remove_own_folder(&self.receipts.of_job(self.work.id).join(number.to_string()));
        }
        // What was taken away and may be somebody else's stays.
        disk::remove_if_empty(&self.receipts.of_job(self.work.id));
    }

    /// The name beside `path` under which this job puts it.
    pub(super) fn aside(&self, path: &Path) -> PathBuf {
        crate::unfinished::beside(path, crate::unfinished::OLD, self.work.id)
    }

    /// What was made and came to nothing makes way at once, and goes to the Trash where there is one: the history will
    /// know nothing of it.
    fn put_away(&self, path: &Path) -> Result<(), DiskError> {
        let id = JobId(format!("{}-undone", self.work.id.0));
        let aside = crate::unfinished::beside(path, crate::unfinished::OLD, &id);
        disk::rename_new(path, &aside)?;
        if let Err(error) = disk::to_trash(&aside) {
            self.work.tell.line(error.to_string());
        }
        Ok(())
    }

    fn receipt(&self, number: usize) -> Receipt {
        Receipt { job: self.work.id.clone(), number }
    }
}

/// Which of the packages called `names` are in `sites`, sorted.
fn installed(work: &Work<'_>, sites: &[PathBuf], names: &[String]) -> Vec<Pinned> {
    let found = sites.iter().flat_map(|site| packages::read(work.machine, site).unwrap_or_default());
    let complete = found.filter(|found| found.complete);
    let mut pinned: Vec<Pinned> = complete
        .map(|found| Pinned { name: packages::normalized(&found.name), version: Some(found.version) })
        .collect();
    pinned.retain(|package| names.contains(&package.name));
    pinned.sort();
    pinned.dedup();
    pinned
}
