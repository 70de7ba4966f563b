//! Sandbar's own: folders that it can't look into, settings that it can't read.

use super::{Evidence, at, problem};
use crate::machine::Os;
use crate::model::{Folder, FolderState, Level, Problem, ProblemCode};

pub(super) fn find(evidence: &Evidence<'_>) -> Vec<Problem> {
    let folders = evidence.folders.iter().filter_map(|one| folder(evidence, one));
    folders.chain(settings(evidence)).chain(blind(evidence)).collect()
}

fn folder(evidence: &Evidence<'_>, folder: &Folder) -> Option<Problem> {
    let path = evidence.machine.tilde(&folder.path);
    let (level, message, hint) = match folder.state {
        FolderState::Ok => return None,
        FolderState::Missing => (
            Level::Attention,
            format!("The watched folder `{path}` is not there"),
            "Connect the disk that it is on, or take it off the list of watched folders",
        ),
        FolderState::NoPermission => (
            Level::Problem,
            format!("Could not look into the watched folder `{path}`: this account has no permission"),
            match evidence.machine.os {
                Os::Macos => "Allow it in System Settings, under Privacy & Security, Files & Folders",
                Os::Linux => "Change the folder's permissions, or take it off the list of watched folders",
            },
        ),
        FolderState::NotAFolder => (
            Level::Attention,
            format!("The watched folder `{path}` is not a folder"),
            "Take it off the list of watched folders",
        ),
        FolderState::TooWide => (
            Level::Attention,
            format!("The watched folder `{path}` holds far more than projects, so Sandbar does not look into it"),
            "Watch the folder inside it that your projects are in",
        ),
    };
    Some(at(folder.path.clone(), problem(ProblemCode::Folder, level, message, hint)))
}

/// `fs.inotify.max_user_watches` and `max_user_instances` are shared by all programs of a user; a Mac runs out of open files.
fn blind(evidence: &Evidence<'_>) -> Option<Problem> {
    let hint = match evidence.machine.os {
        Os::Linux => "Close programs that watch many files, or raise `fs.inotify.max_user_watches`",
        Os::Macos => "Close programs that watch many files, or watch fewer folders",
    };
    let message = "The system has no watches left to give, so Sandbar sees some changes only after a minute";
    evidence.blind.then(|| problem(ProblemCode::WatchLimit, Level::Attention, message, hint))
}

fn settings(evidence: &Evidence<'_>) -> Option<Problem> {
    let failure = evidence.settings?;
    let hint = failure.hint.clone().unwrap_or_else(|| "Mend the file, or move it away to start with none".to_owned());
    let found = problem(ProblemCode::Settings, Level::Problem, failure.message.clone(), hint);
    Some(Problem { path: failure.path.clone(), ..found })
}
