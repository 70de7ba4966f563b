//! A new project without a sandbox, once it has been quiet for a moment.
//!
//! Once for each folder, ever. What lies in a folder that the user has just added, or whose disk was just plugged in, is
//! no news to them.

use super::ledger::Ledger;
use super::waiting::QUIET;
use super::words::{folder, list, sentences};
use super::{Draft, Looking, Memory, action, around, is_muted, is_own_work};
use crate::machine::MachinePath;
use crate::model::{Health, NoticeKind, Snapshot};
use crate::wish::Wish;

/// A folder has become a project.
pub(super) fn found(memory: &mut Memory, ledger: &mut Ledger, path: &MachinePath, looking: &Looking<'_>) {
    let is_news = memory.known.insert(path.clone()) && ledger.is_new_project(path);
    let was_looked_into = memory.watched.iter().any(|watched| path.starts_with(watched));
    if is_news && was_looked_into {
        memory.found.add(path.clone(), looking.now);
    }
}

/// The new projects that are to be told of: one notice, however many.
pub(super) fn ripe(memory: &mut Memory, looking: &Looking<'_>) -> Option<Draft> {
    let is_worked_on = |path: &MachinePath| is_own_work(looking.own, path) || is_touched(looking, path);
    let ripe = memory.found.ripe(looking.now, is_worked_on);
    let mut lacking: Vec<MachinePath> =
        ripe.into_iter().filter(|path| lacks_a_sandbox(looking.snapshot, path)).collect();
    if lacking.iter().any(|path| !is_muted(looking.settings, path)) {
        lacking.retain(|path| !is_muted(looking.settings, path));
    }
    let (title, body, actions) = match lacking.as_slice() {
        [] => return None,
        [only] => (
            format!("{} has no sandbox yet", folder(only)),
            "A sandbox (virtual environment) keeps this project's packages apart from everything else".to_owned(),
            vec![action("Create sandbox", create(only).as_ref())],
        ),
        several => {
            let names: Vec<String> = several.iter().map(|path| folder(path)).collect();
            (
                format!("{} new projects have no sandbox yet", several.len()),
                sentences(&[&list(&names), "A sandbox (virtual environment) keeps a project's packages apart"]),
                vec![action("Show them", None)],
            )
        }
    };
    let subject = around(&lacking);
    Some(Draft { kind: NoticeKind::NewProject, subject, about: lacking, title, body, actions })
}

fn create(path: &MachinePath) -> Option<Wish> {
    // A path that is not text can't be said in words.
    path.to_str().map(|_| Wish::VenvCreate { folder: path.to_path_buf(), python: None })
}

/// Whether somebody is still putting it together: a download, a `git clone`.
fn is_touched(looking: &Looking<'_>, path: &MachinePath) -> bool {
    let project = looking.snapshot.project(path);
    let ago = project.map(|project| looking.at.timestamp().as_millisecond() - project.touched);
    ago.is_some_and(|ago| (0..i64::try_from(QUIET.as_millis()).unwrap_or(i64::MAX)).contains(&ago))
}

fn lacks_a_sandbox(snapshot: &Snapshot, path: &MachinePath) -> bool {
    let environment = snapshot.project(path).map(|project| &project.environment);
    environment.is_some_and(|environment| environment.health == Health::Missing && environment.unfinished.is_none())
}
