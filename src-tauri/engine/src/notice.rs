//! What the user is told of unasked: which of the things that happen, in which words, and when not. Pure.
//!
//! A notice is rare, true and useful. It names no path, since a banner is seen by whoever stands behind the user; names
//! of packages and of project folders are in it. It is made from what has happened and from what is seen now, since what
//! broke may work again by the time somebody would read of it. It shows nothing itself.

mod broken;
mod install;
pub mod ledger;
mod project;
mod settled;
mod waiting;
mod words;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use jiff::Zoned;

use crate::machine::MachinePath;
use crate::model::{FolderState, Happening, Notice, NoticeAction, NoticeKind, Snapshot};
use crate::settings::Settings;
use crate::wish::Wish;

use ledger::Ledger;
pub use settled::is_settled;
use waiting::Waiting;
use words::sentences;

/// More in one day, and nobody reads any of them.
const MOST_A_DAY: usize = 8;

/// So long a thing that comes and goes is not shown again.
const AGAIN: Duration = Duration::from_hours(1);

/// What is looked at to decide.
#[derive(Debug, Clone, Copy)]
pub struct Looking<'a> {
    /// The machine as it is now.
    pub snapshot: &'a Snapshot,
    /// What the user has said about being told.
    pub settings: &'a Settings,
    /// What Sandbar itself does, or did a moment ago.
    pub own: &'a [Wish],
    /// What stands open in the popover.
    pub viewed: Option<&'a Path>,
    /// The time and the day, where the user is.
    pub at: &'a Zoned,
    /// The same moment, by the clock that nobody sets.
    pub now: Instant,
}

/// What is remembered from one time to the next, while Sandbar runs.
#[derive(Debug, Default)]
pub struct Memory {
    /// The watched folders that could be looked into.
    watched: BTreeSet<PathBuf>,
    /// The projects that are no news.
    known: BTreeSet<MachinePath>,
    /// New ones, until they have been quiet for a moment.
    found: Waiting,
    /// Broken sandboxes, until no more of them break.
    broken: Waiting,
}

impl Memory {
    /// Takes in which folders can be looked into: what is found in others, the next time, is no news.
    pub fn look(&mut self, snapshot: &Snapshot) {
        let there = snapshot.folders.iter().filter(|folder| folder.state == FolderState::Ok);
        self.watched = there.map(|folder| folder.path.to_path_buf()).collect();
    }

    /// When something that waits is to be looked at although nothing happens.
    pub fn due(&self) -> Option<Instant> {
        [self.found.due(), self.broken.due()].into_iter().flatten().min()
    }
}

/// What the user is told, now that `happenings` have happened (or a moment has passed in which nothing has).
pub fn consider(
    memory: &mut Memory,
    ledger: &mut Ledger,
    happenings: &[Happening],
    looking: &Looking<'_>,
) -> Vec<Notice> {
    let drafts: Vec<Draft> = happenings.iter().filter_map(|one| hear(memory, ledger, one, looking)).collect();
    let ripe = project::ripe(memory, looking).into_iter().chain(broken::ripe(memory, looking));
    let drafts: Vec<Draft> = drafts.into_iter().chain(ripe).collect();
    memory.look(looking.snapshot);
    drafts.into_iter().map(|draft| tell(ledger, draft, looking)).collect()
}

/// Takes in what has happened; a notice, where that does not have to wait.
fn hear(memory: &mut Memory, ledger: &mut Ledger, happening: &Happening, looking: &Looking<'_>) -> Option<Draft> {
    match happening {
        Happening::Ready => {
            let projects = looking.snapshot.projects.iter().map(|project| project.path.clone());
            memory.known.extend(projects);
            None
        }
        Happening::SystemInstall { interpreter, installer, packages, missed } => {
            install::told(looking, interpreter, &install::Run { installer, packages, missed: *missed })
        }
        Happening::InstallUnfinished { interpreter, packages } => {
            Some(install::unfinished(looking, interpreter, packages))
        }
        Happening::ProjectFound { path, .. } => {
            project::found(memory, ledger, path, looking);
            None
        }
        Happening::EnvironmentChanged { path, health, .. } => {
            broken::changed(memory, path, *health, looking);
            None
        }
        Happening::PipGuard { path, on: false } => guard_off(path, looking),
        Happening::PipGuard { on: true, .. } | Happening::InterpreterChanged { .. } | Happening::ToolsChanged => None,
    }
}

fn guard_off(path: &MachinePath, looking: &Looking<'_>) -> Option<Draft> {
    // Whoever takes back a cleaning has seen what they take back.
    if looking.own.iter().any(|wish| matches!(wish, Wish::Undo { .. })) {
        return None;
    }
    Some(Draft {
        kind: NoticeKind::GuardOff,
        subject: path.clone(),
        about: vec![path.clone()],
        title: "pip's guard was switched off".to_owned(),
        body: sentences(&[
            "pip now installs into Pythons that other programs use",
            "Its settings say so, for every terminal",
        ]),
        actions: vec![action("Switch it on", Some(&Wish::PipConfClean))],
    })
}

/// A notice before it is known whether it is shown.
#[derive(Debug)]
struct Draft {
    kind: NoticeKind,
    subject: MachinePath,
    /// All that it is about: the subject, or several of which the subject is the folder around them.
    about: Vec<MachinePath>,
    title: String,
    body: String,
    actions: Vec<NoticeAction>,
}

fn action(label: &str, wish: Option<&Wish>) -> NoticeAction {
    NoticeAction { label: label.to_owned(), wish: wish.map(Wish::words) }
}

/// Writes the notice down, and decides whether the system shows it too.
fn tell(ledger: &mut Ledger, draft: Draft, looking: &Looking<'_>) -> Notice {
    let shown = looking.settings.notify.allows(draft.kind)
        && !draft.about.iter().all(|path| is_muted(looking.settings, path))
        && looking.viewed.is_none_or(|viewed| draft.about.iter().any(|path| path.as_path() != viewed))
        && ledger.shown_on(looking.at.date()) < MOST_A_DAY
        // Each install is news of its own.
        && (draft.kind == NoticeKind::SystemInstall || !ledger.was_shown(&draft.subject, &draft.title, looking.at, AGAIN));
    let Draft { kind, subject, title, body, actions, .. } = draft;
    let (id, at) = (ledger.new_id(looking.at), looking.at.strftime("%FT%T%.3f%:z").to_string());
    let notice = Notice { id, at, kind, subject, title, body, actions, shown, seen: false, settled: false };
    ledger.keep(notice.clone());
    notice
}

/// Whether nothing is shown of `path`: it was muted itself, or a folder around it was.
fn is_muted(settings: &Settings, path: &Path) -> bool {
    settings.muted.iter().any(|muted| path.starts_with(muted))
}

/// Whether Sandbar itself works on the project at `path`, or did a moment ago.
fn is_own_work(own: &[Wish], path: &Path) -> bool {
    own.iter().filter_map(Wish::folder).any(|folder| path.starts_with(folder))
}

/// The folder around all of `paths`; of one, itself.
fn around(paths: &[MachinePath]) -> MachinePath {
    let Some((first, rest)) = paths.split_first() else { return MachinePath::new("/") };
    let holds_all = |folder: &&Path| rest.iter().all(|path| path.starts_with(folder));
    first.ancestors().find(holds_all).unwrap_or(Path::new("/")).into()
}

#[cfg(test)]
mod tests;
