//! `undo`: takes back what a job did. What it made is put aside, whatever has been added to it since.

use serde::Serialize;

use super::{Draft, refused};
use crate::model::{JobId, Refusal};
use crate::plain::plain;
use crate::unfinished::{OLD, beside};

/// What was read for it.
#[derive(Debug, Clone, Serialize)]
pub struct Grounds {
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
    /// What it made, and whether that is still there.
    pub made: Option<crate::history::Made>,
    /// Whether it still is what the job made.
    pub is_there: bool,
}

pub(super) fn draft(grounds: &Grounds) -> Result<Draft, Refusal> {
    let Some(past) = &grounds.past else {
        return Err(refused(match &grounds.named {
            Some(id) => format!("There is no job `{}` in the history", plain(&id.0)),
            None => "Nothing was done that could be undone".to_owned(),
        }));
    };
    let Some(made) = past.made.as_ref().filter(|_| past.is_there) else {
        return Err(refused(format!(
            "`{}` can't be undone: what it made is no longer there, or it made nothing",
            past.wish.join(" ")
        )));
    };
    let aside = beside(&made.path, OLD, &past.id);
    let (from, to) = (made.path.to_string_lossy().into_owned(), aside.to_string_lossy().into_owned());
    Ok(Draft {
        title: format!("Undo `{}`", past.wish.join(" ")),
        why: format!("`{from}` is what that made, and nothing has taken its place"),
        steps: Vec::new(),
        effects: vec![
            format!("The sandbox `{from}` is renamed to `{to}`"),
            "Nothing is deleted: to have it back, rename it again".to_owned(),
        ],
        expects: vec![format!("Nothing is left at `{from}`")],
        undo: Some(format!("Rename `{to}` to `{from}` again")),
        commands: vec![["mv", "-n", "--", &from, &to].map(str::to_owned).to_vec()],
    })
}
