//! What is different between the distributions that were last told and those that are there now. Pure.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use super::pending::{Half, Halves};
use super::receipts::{Receipt, Receipts, Told};
use crate::find::Whose;
use crate::model::{ChangeKind, PackageChange};
use crate::packages;

/// Which change: the folder, and the name of the records that came or went.
pub(super) type Key = (PathBuf, String);

/// What became of one distribution.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Change {
    /// What was there before under this name: the records' name, and what they said.
    pub(super) before: Option<(String, Receipt)>,
    /// What is there now.
    pub(super) after: Option<(String, Receipt)>,
}

impl Change {
    /// What is there now, else what was there before.
    pub(super) fn receipt(&self) -> Option<&Receipt> {
        self.after.as_ref().or(self.before.as_ref()).map(|(_, receipt)| receipt)
    }

    /// The normalised name.
    pub(super) fn normal(&self) -> String {
        self.receipt().map(Receipt::normal).unwrap_or_default()
    }

    /// Whose the distribution is.
    pub(super) fn whose(&self) -> Whose {
        self.receipt().map_or(Whose::Other, |receipt| receipt.whose)
    }

    /// As it is told.
    pub(super) fn told(&self) -> Option<PackageChange> {
        let from = self.before.as_ref().map(|(_, receipt)| receipt.version.clone());
        let receipt = self.receipt()?;
        let change = match (&self.before, &self.after) {
            (_, None) => ChangeKind::Removed,
            (None, Some(_)) => ChangeKind::Added,
            (Some(_), Some(_)) => ChangeKind::Upgraded,
        };
        // uv marks everything as asked for, others nothing, and a removal is marked nowhere.
        let says_so = self.after.is_some() && receipt.installer.as_deref() == Some("pip");
        Some(PackageChange {
            name: receipt.name.clone(),
            version: receipt.version.clone(),
            from: from.filter(|_| change == ChangeKind::Upgraded),
            change,
            requested: says_so.then_some(receipt.requested),
        })
    }
}

/// What is different, by the records that came, else by those that went.
pub(super) fn changes(told: &Receipts, now: &Receipts) -> BTreeMap<String, Change> {
    let complete = |receipts: &Receipts, file: &String| receipts.get(file).filter(|it| it.complete).cloned();
    let mut gone: BTreeMap<&String, &Receipt> = told.iter().filter(|(file, _)| complete(now, file).is_none()).collect();
    let mut changes = BTreeMap::new();
    for (file, after) in now.iter().filter(|(_, receipt)| receipt.complete) {
        let same_records = told.get(file);
        if same_records.is_some_and(|before| before.is_same_install(after)) {
            continue;
        }
        let normal = after.normal();
        let took_the_place_of = gone.iter().find(|(_, receipt)| receipt.normal() == normal).map(|(file, _)| *file);
        let before = match (same_records, took_the_place_of) {
            (Some(before), _) => Some((file.clone(), before.clone())),
            (None, Some(other)) => gone.remove(other).map(|before| (other.clone(), before.clone())),
            // Another one of that name stays beside it: pip was told to ignore what is installed.
            (None, None) => told
                .iter()
                .find(|(other, receipt)| receipt.normal() == normal && now.contains_key(*other))
                .map(|(other, before)| (other.clone(), before.clone())),
        };
        changes.insert(file.clone(), Change { before, after: Some((file.clone(), after.clone())) });
    }
    for (file, before) in gone {
        changes.insert(file.clone(), Change { before: Some((file.clone(), before.clone())), after: None });
    }
    changes
}

/// Moves what was last told on to what `change` says.
pub(super) fn settle(told: &mut Receipts, change: &Change, now: &Receipts) {
    if let Some((file, _)) = &change.before
        && !now.contains_key(file)
    {
        told.remove(file);
    }
    if let Some((file, receipt)) = &change.after {
        told.insert(file.clone(), receipt.clone());
    }
}

/// What of a folder is different from what was told, and what is there by half and was not told.
///
/// A package of which a half was told is not said to be gone: what was there before is what the next run finishes.
pub(super) fn untold(told: &mut Told, now: &Receipts, halves: &Halves) -> (BTreeMap<String, Change>, Halves) {
    told.unfinished.retain(|file, _| halves.contains_key(file));
    for (file, receipt) in &mut told.receipts {
        if let Some(now) = now.get(file).filter(|now| now.complete && now.is_same_install(receipt)) {
            *receipt = now.clone();
        }
    }
    let is_told = |file: &String, half: &Half| told.unfinished.get(file) == Some(&half.stamp);
    let (known, halves): (Halves, Halves) = halves.clone().into_iter().partition(|(file, half)| is_told(file, half));
    let by_half: BTreeSet<String> = known.values().map(|half| packages::normalized(&half.name)).collect();
    let mut changes = changes(&told.receipts, now);
    changes.retain(|_, change| change.after.is_some() || !by_half.contains(&change.normal()));
    (changes, halves)
}

#[cfg(test)]
mod tests;
