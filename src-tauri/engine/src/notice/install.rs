//! Something was installed into a protected Python, or broke off there.

use super::words::{list, others, python, sentences};
use super::{Draft, Looking, action};
use crate::machine::MachinePath;
use crate::model::{
    ChangeKind, Health, Interpreter, InterpreterId, NoticeAction, NoticeKind, PackageChange, Project, Protection,
    Snapshot,
};
use crate::packages::normalized;
use crate::tool::spec::Name;
use crate::wish::{Wish, shown};

/// More than this is not said on one command line.
const MOST_NAMED: usize = 60;

/// A project that was touched within this time is one that somebody works on.
const IN_HAND: i64 = 60 * 60 * 1000;

/// A run of an installer.
pub(super) struct Run<'a> {
    pub(super) installer: &'a str,
    pub(super) packages: &'a [PackageChange],
    pub(super) missed: bool,
}

impl Run<'_> {
    fn names(&self, change: ChangeKind) -> Vec<&PackageChange> {
        self.packages.iter().filter(|package| package.change == change).collect()
    }
}

/// A run that has ended. One that only took away is none: that is the way out.
pub(super) fn told(looking: &Looking<'_>, id: &InterpreterId, run: &Run<'_>) -> Option<Draft> {
    let (added, upgraded) = (run.names(ChangeKind::Added), run.names(ChangeKind::Upgraded));
    let came = if added.is_empty() { &upgraded } else { &added };
    if came.is_empty() {
        return None;
    }
    let interpreter = known(looking.snapshot, id);
    let spoken = python(interpreter);
    let asked: Vec<&PackageChange> = came.iter().copied().filter(|one| one.requested == Some(true)).collect();
    let told = if asked.is_empty() { came.as_slice() } else { asked.as_slice() };
    let names: Vec<String> = told.iter().map(|one| shown(&one.name)).collect();
    let title = if added.is_empty() {
        let anew = upgraded.iter().all(|one| one.from.as_deref() == Some(one.version.as_str()));
        let did = if anew { "reinstalled" } else { "upgraded" };
        format!("{} {} {did} in {spoken}", list(&names), if names.len() == 1 { "was" } else { "were" })
    } else {
        format!("{} went into {spoken}", list(&names))
    };
    let subject = interpreter.map_or_else(|| MachinePath::new(id.0.clone()), |one| one.path.clone());
    let mut actions = Vec::new();
    let mut body = vec![run_by(run, added.len() + upgraded.len() - told.len()), consequence(interpreter).to_owned()];
    if let Some(interpreter) = interpreter {
        let into = in_hand(looking).filter(|_| is_all_that_is_astray(interpreter, run));
        if let Some(project) = into {
            body.push(format!("The project in hand is {}", shown(&project.name)));
        }
        actions.push(action("Move to a sandbox", rescue(interpreter, into).as_ref()));
        if !added.is_empty() {
            actions.push(take_out(interpreter, &added, added.len() == run.packages.len()));
        }
    }
    let body: Vec<&str> = body.iter().map(String::as_str).collect();
    let body = sentences(&body);
    Some(Draft { kind: NoticeKind::SystemInstall, about: vec![subject.clone()], subject, title, body, actions })
}

/// A run that broke off: nobody can say what is whole, so nothing is done about it with one press.
pub(super) fn unfinished(looking: &Looking<'_>, id: &InterpreterId, packages: &[String]) -> Draft {
    let interpreter = known(looking.snapshot, id);
    let subject = interpreter.map_or_else(|| MachinePath::new(id.0.clone()), |one| one.path.clone());
    let names: Vec<String> = packages.iter().map(|name| shown(name)).collect();
    let halves = match names.as_slice() {
        [] => "Something is there by half".to_owned(),
        [one] => format!("{one} is there by half"),
        several => format!("{} are there by half", list(several)),
    };
    Draft {
        kind: NoticeKind::SystemInstall,
        about: vec![subject.clone()],
        subject,
        title: format!("An install into {} broke off", python(interpreter)),
        body: sentences(&[&halves, consequence(interpreter)]),
        actions: Vec::new(),
    }
}

fn known<'a>(snapshot: &'a Snapshot, id: &InterpreterId) -> Option<&'a Interpreter> {
    snapshot.interpreters.iter().find(|interpreter| interpreter.id == *id)
}

/// "pip installed it, with 4 others"
fn run_by(run: &Run<'_>, along: usize) -> String {
    let count = run.packages.iter().filter(|package| package.change != ChangeKind::Removed).count();
    let what = if count - along == 1 { "it" } else { "them" };
    let did = match run.installer {
        "unknown" if count - along == 1 => "It was installed".to_owned(),
        "unknown" => "They were installed".to_owned(),
        installer => format!("{} installed {what}", shown(installer)),
    };
    let with = if along == 0 { String::new() } else { format!(", with {}", others(along)) };
    let when = if run.missed { " while Sandbar was not running" } else { "" };
    format!("{did}{with}{when}")
}

fn consequence(interpreter: Option<&Interpreter>) -> &'static str {
    match interpreter {
        Some(interpreter) if interpreter.protection != Protection::Hard => {
            "Every project without a sandbox finds what is in this Python"
        }
        _ => "Other programs use this Python",
    }
}

fn rescue(interpreter: &Interpreter, into: Option<&Project>) -> Option<Wish> {
    Some(Wish::Rescue { python: interpreter.path.to_str()?.to_owned(), into: into?.path.to_path_buf() })
}

/// Whether a rescue would move just what came. One that takes along what was there before is to be looked at first.
fn is_all_that_is_astray(interpreter: &Interpreter, run: &Run<'_>) -> bool {
    let came: Vec<String> = run.packages.iter().map(|package| normalized(&package.name)).collect();
    interpreter.strays.iter().all(|stray| came.contains(&normalized(&stray.name)))
}

/// The project that is meant without saying so: the only one with a sandbox that works, or the only one of these that
/// somebody has touched within the hour.
fn in_hand<'a>(looking: &Looking<'a>) -> Option<&'a Project> {
    let works = |project: &&Project| {
        let environment = &project.environment;
        let is_whole =
            matches!(environment.health, Health::Healthy | Health::Stale) && environment.unfinished.is_none();
        is_whole && project.path.to_str().is_some()
    };
    let working: Vec<&Project> = looking.snapshot.projects.iter().filter(works).collect();
    let just_now = looking.at.timestamp().as_millisecond() - IN_HAND;
    let touched: Vec<&Project> = working.iter().copied().filter(|project| project.touched >= just_now).collect();
    match (working.as_slice(), touched.as_slice()) {
        ([only], _) | (_, [only]) => Some(only),
        _ => None,
    }
}

/// Takes out again what came. That is an undo only where nothing else was done.
fn take_out(interpreter: &Interpreter, added: &[&PackageChange], is_all: bool) -> NoticeAction {
    let label = if is_all { "Undo" } else { "Take out what came" };
    let can_be_said = added.len() <= MOST_NAMED && added.iter().all(|one| Name::parse(&one.name).is_ok());
    let wish = interpreter.path.to_str().filter(|_| can_be_said).map(|path| Wish::TakeOut {
        python: Some(path.to_owned()),
        packages: added.iter().map(|one| one.name.clone()).collect(),
    });
    action(label, wish.as_ref())
}
