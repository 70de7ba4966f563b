//! `venv discard`: takes away what an interrupted making has left in a project.

use std::path::PathBuf;

use serde::Serialize;

use super::{Act, Doing, Draft, Expect, Resource, names, refused, refused_but};
use crate::model::{Refusal, Unfinished};
use crate::unfinished::Remains;
use crate::wish::Wish;

/// What was read for it.
#[derive(Debug, Clone, Serialize)]
pub struct Grounds {
    /// The project, from `/` on.
    pub folder: PathBuf,
    /// The same with the home folder as `~`.
    pub folder_shown: String,
    /// Whether there is such a folder.
    pub is_folder: bool,
    /// Whether this account may take something out of it.
    pub writable: bool,
    /// What interrupted makings have left there, by name.
    pub remains: Vec<Remains>,
    /// Whether an environment is there that is no remains.
    pub has_environment: bool,
}

pub(super) fn draft(grounds: &Grounds) -> Result<Draft, Refusal> {
    let shown = names::shown(&grounds.folder_shown);
    if !grounds.is_folder {
        return Err(refused(format!("There is no folder `{shown}`")));
    }
    let (running, abandoned): (Vec<&Remains>, Vec<&Remains>) =
        grounds.remains.iter().partition(|remains| remains.state == Unfinished::Running);
    if abandoned.is_empty() {
        return Err(match (running.first(), grounds.has_environment) {
            (Some(_), _) => refused(format!("A sandbox in `{shown}` is being made right now: stop that instead")),
            (None, true) => refused(format!("Nothing in `{shown}` is unfinished, so there is nothing to remove")),
            (None, false) => refused_but(
                format!("Nothing in `{shown}` is unfinished, and there is no sandbox"),
                [Wish::VenvCreate { folder: grounds.folder.clone(), python: None }],
            ),
        });
    }
    if !grounds.writable {
        return Err(refused(format!("This account may not remove anything from `{shown}`")));
    }
    if let Some(mixed) = abandoned.iter().find(|remains| !remains.pure) {
        return Err(refused(format!(
            "`{shown}/{}` also holds files that are not a sandbox's, so Sandbar does not remove it. \
             Move them out first",
            names::shown(&mixed.path.file_name().unwrap_or_default().to_string_lossy())
        )));
    }
    let removed = |remains: &&Remains| {
        let name = remains.path.file_name().unwrap_or_default().to_string_lossy();
        format!("The unfinished folder `{shown}/{}` is removed, with everything in it", names::shown(&name))
    };
    Ok(Draft {
        title: format!("Remove the unfinished sandbox in `{shown}`"),
        why: "Its making was interrupted, so it may not work, and a new one can't be made while it is there".to_owned(),
        steps: Vec::new(),
        effects: abandoned.iter().map(removed).collect(),
        undo: None,
        commands: abandoned
            .iter()
            .map(|remains| ["rm", "-r", "--", &remains.path.to_string_lossy()].map(str::to_owned).to_vec())
            .collect(),
        doing: Doing {
            resources: vec![Resource::Folder(grounds.folder.clone())],
            expects: abandoned.iter().map(|remains| Expect::Vacant(remains.path.clone())).collect(),
            acts: vec![Act::Discard(abandoned.into_iter().cloned().collect())],
            keeps: Vec::new(),
        },
        ..Draft::default()
    })
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::model::{Answer, JobId};
    use crate::plan::{self, answer};

    fn grounds(remains: &[(&str, Unfinished)]) -> Grounds {
        let remains = remains.iter().map(|(name, state)| Remains {
            path: Path::new("/p").join(name),
            job: Some(JobId("7".to_owned())),
            state: *state,
            pure: true,
        });
        Grounds {
            folder: PathBuf::from("/p"),
            folder_shown: "/p".to_owned(),
            is_folder: true,
            writable: true,
            remains: remains.collect(),
            has_environment: false,
        }
    }

    fn answered(grounds: Grounds) -> Answer {
        answer(&plan::Grounds::VenvDiscard(grounds))
    }

    #[test]
    fn what_was_abandoned_goes_and_that_is_said_to_be_final() {
        let Answer::Plan(plan) = answered(grounds(&[(".venv", Unfinished::Abandoned)])) else { panic!() };
        assert_eq!(plan.undo, None);
        assert_eq!(plan.commands, ["rm -r -- /p/.venv"]);
        assert!(plan.effects[0].contains("/p/.venv"));
    }

    #[test]
    fn what_holds_somebodys_own_files_stays() {
        let mut mixed = grounds(&[(".venv", Unfinished::Abandoned)]);
        mixed.remains[0].pure = false;
        assert!(matches!(answered(mixed), Answer::Refused(_)));
    }

    #[test]
    fn what_is_at_work_or_whole_stays() {
        for grounds in [
            grounds(&[(".venv", Unfinished::Running)]),
            Grounds { has_environment: true, ..grounds(&[]) },
            Grounds { is_folder: false, ..grounds(&[]) },
            Grounds { writable: false, ..grounds(&[(".venv", Unfinished::Abandoned)]) },
        ] {
            assert!(matches!(answered(grounds.clone()), Answer::Refused(_)), "{grounds:?}");
        }
        let Answer::Refused(refusal) = answered(grounds(&[])) else { panic!() };
        assert_eq!(refusal.better, [["venv", "create", "/p"]]);
    }
}
