//! What the user was told: one small file in the data folder, so that nothing is told twice, also across runs.
//!
//! The file is replaced in one step. One that can't be read is begun anew: at worst something is told once more.

use std::path::Path;
use std::time::Duration;

use jiff::Zoned;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::disk::{self, DiskError};
use crate::machine::{Machine, MachinePath};
use crate::model::{Notice, NoticeId};

/// As many as somebody scrolls through.
const NOTICES_KEPT: usize = 200;
/// More new projects than anybody begins in years.
const PROJECTS_KEPT: usize = 5_000;
/// Far more than that fills.
const LIMIT: u64 = 16 << 20;

/// What the user was told.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Ledger {
    /// Counts all notices that there ever were.
    number: u64,
    /// The notices, the last one last.
    notices: Vec<Notice>,
    /// The projects that were new once, the last one last.
    projects: Vec<MachinePath>,
    /// Whether it is no longer what was kept.
    #[serde(skip)]
    has_changed: bool,
}

impl Ledger {
    /// The one kept in `data`.
    pub fn load(data: &Path) -> Self {
        let text = Machine::this().read_text(&data.join("notices.json"), LIMIT).unwrap_or_default();
        serde_json::from_str(&text).unwrap_or_default()
    }

    /// What is to be kept, if that is not kept yet. From then on it counts as kept.
    pub fn unkept(&mut self) -> Option<Vec<u8>> {
        // Plain data with text for keys always becomes JSON.
        std::mem::take(&mut self.has_changed).then(|| serde_json::to_vec(self).unwrap_or_default())
    }

    /// It could not be kept after all.
    pub fn not_kept(&mut self) {
        self.has_changed = true;
    }

    /// The notices, the last first.
    pub fn latest(&self) -> Vec<Notice> {
        self.notices.iter().rev().cloned().collect()
    }

    /// These have been seen.
    pub fn see(&mut self, notices: &[NoticeId]) {
        for notice in self.notices.iter_mut().filter(|notice| !notice.seen && notices.contains(&notice.id)) {
            notice.seen = true;
            self.has_changed = true;
        }
    }

    /// A name for the next notice: no other one's, and sortable by time.
    pub(super) fn new_id(&mut self, at: &Zoned) -> NoticeId {
        self.number += 1;
        let at = at.timestamp();
        NoticeId(format!("{}.{:03}-{}", at.strftime("%Y%m%dT%H%M%S"), at.subsec_millisecond(), self.number))
    }

    pub(super) fn keep(&mut self, notice: Notice) {
        self.has_changed = true;
        self.notices.push(notice);
        self.notices.drain(..self.notices.len().saturating_sub(NOTICES_KEPT));
    }

    /// Whether the project at `path` is one for the first time. It is none for a second time.
    pub(super) fn is_new_project(&mut self, path: &MachinePath) -> bool {
        // As it is read back: a name that is not text has become another one.
        let kept = MachinePath::new(path.to_string_lossy().into_owned());
        if self.projects.contains(&kept) {
            return false;
        }
        self.has_changed = true;
        self.projects.push(kept);
        self.projects.drain(..self.projects.len().saturating_sub(PROJECTS_KEPT));
        true
    }

    /// How many the system was to show on a day, as the user's calendar had it.
    pub(super) fn shown_on(&self, day: Date) -> usize {
        let day = day.to_string();
        self.notices.iter().filter(|notice| notice.shown && notice.at.starts_with(&day)).count()
    }

    /// Whether the same was shown within `span` before `at`.
    pub(super) fn was_shown(&self, subject: &Path, title: &str, at: &Zoned, span: Duration) -> bool {
        let then = |notice: &Notice| notice.at.parse::<jiff::Timestamp>().ok();
        let recent = |notice: &Notice| {
            then(notice).is_some_and(|then| {
                let ago = at.timestamp().duration_since(then);
                !ago.is_negative() && ago.unsigned_abs() < span
            })
        };
        let same = |notice: &&Notice| notice.shown && notice.subject.as_path() == subject && notice.title == title;
        self.notices.iter().rev().filter(same).any(recent)
    }
}

/// Keeps in `data` what a ledger gave.
///
/// # Errors
/// When the folder or the file can't be written.
pub fn keep(data: &Path, text: &[u8]) -> Result<(), DiskError> {
    disk::create_private_folder(data)?;
    disk::replace(&data.join("notices.json"), text)
}

#[cfg(test)]
mod tests;
