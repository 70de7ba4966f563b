//! Whether what a notice told of is over: by the user's own hand, by Sandbar's, or by itself. Pure.
//!
//! A notice stays where it was told, since a history that forgets is none; but nobody is asked to do what is done.

use std::path::Path;

use crate::model::{Health, Notice, NoticeKind, ProblemCode, Snapshot};
use crate::packages::normalized;
use crate::wish::Wish;

/// Whether nothing is left to be done about `notice`, as far as a look can tell.
pub fn is_settled(notice: &Notice, snapshot: &Snapshot) -> bool {
    let subject = notice.subject.as_path();
    match notice.kind {
        NoticeKind::NewProject => {
            let lacks = |path: &Path, health| path.starts_with(subject) && health == Health::Missing;
            match snapshot.project(subject) {
                Some(project) => project.environment.health != Health::Missing,
                // Of several it is the folder around them.
                None => !snapshot.projects.iter().any(|project| lacks(&project.path, project.environment.health)),
            }
        }
        NoticeKind::EnvironmentBroken => !snapshot.environments.iter().any(|environment| {
            let mut about = environment.projects.iter().chain([&environment.path]);
            environment.health == Health::Broken && about.any(|path| path.starts_with(subject))
        }),
        NoticeKind::GuardOff => !snapshot.problems.iter().any(|problem| {
            problem.code == ProblemCode::GuardOff && problem.path.as_ref().is_some_and(|path| path.as_path() == subject)
        }),
        NoticeKind::SystemInstall => is_out(notice, snapshot),
    }
}

/// Whether nothing of what went into a Python is astray in it any more.
fn is_out(notice: &Notice, snapshot: &Snapshot) -> bool {
    let Some(python) = snapshot.interpreter_at(&notice.subject) else { return true };
    // What lies in the user's own folder is listed with one of the Pythons that read it.
    let shared = snapshot.interpreters.iter().flat_map(|other| &other.strays).filter(|stray| stray.shared);
    let mut astray = python.strays.iter().chain(shared);
    match came(notice) {
        Some(names) => !astray.any(|stray| names.contains(&normalized(&stray.name))),
        // Of a run that broke off there is no button, and nobody can see what is there by half.
        None => !notice.actions.is_empty() && astray.next().is_none(),
    }
}

/// The names that its button takes out, where it has one that names them.
fn came(notice: &Notice) -> Option<Vec<String>> {
    notice.actions.iter().find_map(|action| match Wish::parse(action.wish.as_deref()?) {
        Ok(Wish::TakeOut { packages, .. }) => Some(packages.iter().map(|name| normalized(name)).collect()),
        _ => None,
    })
}
