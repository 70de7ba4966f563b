//! What was read for an undo: the job of the past, and how each of its deeds is now.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::Serialize;

use super::packages;
use crate::history::Deed;
use crate::model::JobId;
use crate::plain::plain;
use crate::plan::Resource;
use crate::unfinished::Remains;

/// How the title of an undo begins, and how that of an undone undo.
const UNDO: &str = "Undo: ";
const AGAIN: &str = "Do again: ";

/// What was read for it.
#[derive(Debug, Clone, Serialize)]
pub struct Grounds {
    /// The user's home folder, which sentences write as `~`.
    pub home: PathBuf,
    /// The job that was named.
    pub named: Option<JobId>,
    /// The job that is to be undone, if there is one.
    pub past: Option<Past>,
}

/// A job of the past.
#[derive(Debug, Clone, Serialize)]
pub struct Past {
    /// Its name.
    pub id: JobId,
    /// Its wish.
    pub wish: Vec<String>,
    /// What it did, as a button said it.
    pub title: String,
    /// Whether something that it has started is still at work, after the Sandbar that did was cut off.
    pub at_work: bool,
    /// What nobody else worked on meanwhile.
    pub resources: Vec<Resource>,
    /// What it did, by number.
    pub deeds: BTreeMap<usize, Deed>,
    /// How each of these is now.
    pub states: BTreeMap<usize, State>,
    /// Whether it was undone already, or can't be any more.
    pub closed: bool,
}

impl Past {
    /// Whether there is anything of it to be undone, or there may be.
    pub fn has_left_something(&self) -> bool {
        self.at_work || self.states.values().any(|state| !matches!(state, State::NeverWas))
    }

    /// What the job did; what it was to do, where the history has no more of it.
    pub(super) fn title(&self) -> String {
        if self.title.is_empty() { plain(&self.wish.join(" ")) } else { self.title.clone() }
    }

    /// What to undo it is called. To undo an undo is to do it again.
    pub(super) fn undoing(&self) -> String {
        let title = self.title();
        if let Some(done) = title.strip_prefix(UNDO) {
            return format!("{AGAIN}{done}");
        }
        format!("{UNDO}{}", title.strip_prefix(AGAIN).unwrap_or(&title))
    }
}

/// How a deed is now.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// It stands as the job has left it.
    Stands,
    /// It is gone, or something else by now.
    Gone,
    /// It was about to be done, and was not, or was taken back.
    NeverWas,
    /// Something else stands where it has to go back to.
    Occupied,
    /// What an interrupted making has left stands where it has to go back to.
    Remains(Remains),
    /// It is only compared, and copies of what it replaced are kept or not.
    Compared {
        /// Whether something has to be brought back from copies.
        copies: bool,
    },
    /// It is an interpreter's packages.
    Packages(packages::Now),
    /// Files were changed.
    Files(Files),
    /// What Homebrew has installed now.
    Formulae(Vec<String>),
}

/// How the files of a receipt are now.
#[derive(Debug, Clone, Serialize)]
pub struct Files {
    /// Where they are, for a sentence.
    pub roots: Vec<String>,
    /// How many were added.
    pub added: usize,
    /// Some of these files, for a sentence.
    pub named: Vec<String>,
    /// Whether the job was cut off, so that nobody knows what others have done since.
    pub cut_off: bool,
    /// How many were changed or removed.
    pub brought_back: usize,
    /// What somebody has changed since, for a sentence.
    pub touched: Vec<String>,
    /// Of what no copy was kept, for a sentence.
    pub lost: Vec<String>,
}
