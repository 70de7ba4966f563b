//! A sandbox no longer works.
//!
//! An upgrade takes a Python away before it puts the next one there, and breaks several sandboxes at once: so a moment
//! is waited, and what is then still broken is told in one notice.

use super::words::{folder, list, sentences};
use super::{Draft, Looking, Memory, action, around, is_muted, is_own_work};
use crate::machine::MachinePath;
use crate::model::{Environment, Health, NoticeAction, NoticeKind, Snapshot};
use crate::wish::Wish;

/// What every such notice ends with.
const REASSURANCE: &str = "Your own files are all there";

/// An environment is not what it was.
pub(super) fn changed(memory: &mut Memory, path: &MachinePath, health: Health, looking: &Looking<'_>) {
    if health == Health::Broken {
        memory.broken.add(path.clone(), looking.now);
    } else {
        memory.broken.remove(path);
    }
}

/// The sandboxes that are to be told of: one notice, however many.
pub(super) fn ripe(memory: &mut Memory, looking: &Looking<'_>) -> Option<Draft> {
    let snapshot = looking.snapshot;
    let is_own = |path: &MachinePath| {
        let environment = snapshot.environment(path);
        let mut projects = environment.iter().flat_map(|environment| &environment.projects);
        is_own_work(looking.own, path) || projects.any(|project| is_own_work(looking.own, project))
    };
    let ripe = memory.broken.ripe(looking.now, is_own);
    // One that was never finished has not stopped working.
    let is_broken = |one: &&Environment| one.health == Health::Broken && one.unfinished.is_none();
    let mut broken: Vec<&Environment> =
        ripe.iter().filter_map(|path| snapshot.environment(path)).filter(is_broken).collect();
    if broken.iter().any(|one| !is_muted(looking.settings, &subject(one))) {
        broken.retain(|one| !is_muted(looking.settings, &subject(one)));
    }
    let about: Vec<MachinePath> = broken.iter().map(|one| subject(one)).collect();
    let (title, body, actions) = match broken.as_slice() {
        [] => return None,
        [only] => (
            title(snapshot, only),
            sentences(&["The Python that it stands on is gone, most likely with an upgrade", REASSURANCE]),
            repair(snapshot, only).into_iter().collect(),
        ),
        several => {
            let names: Vec<String> = about.iter().map(|path| folder(path)).collect();
            (
                format!("{} sandboxes no longer work", several.len()),
                sentences(&[
                    &list(&names),
                    "The Python that they stand on is gone, most likely with an upgrade",
                    REASSURANCE,
                ]),
                vec![action("Show them", None)],
            )
        }
    };
    Some(Draft { kind: NoticeKind::EnvironmentBroken, subject: around(&about), about, title, body, actions })
}

/// The project it belongs to; of one that belongs to none, or to several, itself.
fn subject(environment: &Environment) -> MachinePath {
    match environment.projects.as_slice() {
        [only] => only.clone(),
        _ => environment.path.clone(),
    }
}

/// Whether it is the one that its project uses.
fn is_the_projects_own(snapshot: &Snapshot, environment: &Environment) -> bool {
    let used = snapshot.project(&subject(environment)).and_then(|project| project.environment.path.as_ref());
    used == Some(&environment.path)
}

fn title(snapshot: &Snapshot, environment: &Environment) -> String {
    let name = folder(&subject(environment));
    if is_the_projects_own(snapshot, environment) {
        format!("The sandbox of {name} no longer works")
    } else if environment.projects.len() == 1 {
        format!("A sandbox of {name} no longer works")
    } else {
        format!("The sandbox {name} no longer works")
    }
}

fn repair(snapshot: &Snapshot, environment: &Environment) -> Option<NoticeAction> {
    let folder = subject(environment);
    let can_be_said = is_the_projects_own(snapshot, environment) && folder.to_str().is_some();
    can_be_said.then(|| action("Repair", Some(&Wish::VenvRepair { folder: folder.to_path_buf() })))
}
