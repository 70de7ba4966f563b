//! `sandbar watch`: what happens to the Pythons of a machine, a line for each event, until somebody interrupts.
//!
//! The lines are written on a thread of their own: a reader who takes their time keeps nobody from interrupting, and
//! misses nothing.

use std::io::{self, Write as _};
use std::sync::Arc;

use rustix::event::{PollFd, PollFlags, poll};
use sandbar_engine::engine::Engine;
use sandbar_engine::machine::{Machine, MachinePath};
use sandbar_engine::model::{
    ChangeKind, Happened, Happening, Health, Interpreter, InterpreterChange, InterpreterId, PackageChange, Snapshot,
};
use sandbar_engine::plain::plain;
use tokio::sync::mpsc::UnboundedReceiver;
use tokio::sync::oneshot;

use super::exit::Exit;
use super::interrupt::{Interrupts, wait_for};
use super::terminal::out;

/// Follows the machine until somebody interrupts, or nobody reads any more.
pub(super) fn run(engine: &Arc<Engine>, as_json: bool) -> anyhow::Result<Exit> {
    wait_for(follow(engine, as_json))?
}

async fn follow(engine: &Arc<Engine>, as_json: bool) -> anyhow::Result<Exit> {
    let mut interrupts = Interrupts::listen()?;
    let happenings = engine.happenings();
    engine.follow();
    let (teller, mut told) = oneshot::channel();
    let machine = Arc::clone(engine);
    std::thread::spawn(move || teller.send(tell(&machine, happenings, as_json)));
    let (leaver, mut left) = oneshot::channel();
    std::thread::spawn(move || {
        if nobody_reads() {
            let _ = leaver.send(());
        }
    });
    tokio::select! {
        biased;
        () = interrupts.next() => Ok(Exit::Cancelled),
        ended = &mut told => Ok(ended.unwrap_or(Ok(())).map(|()| Exit::Done)?),
        // The other end of the pipe is closed. Where that can't be known, the next line finds out.
        Ok(()) = &mut left => Ok(Exit::Done),
    }
}

/// Waits until the reader of the answer has gone; false where nobody can tell.
fn nobody_reads() -> bool {
    let stdout = io::stdout();
    // Asked for nothing, `poll` tells only of errors: that of a pipe is that its other end is closed.
    let mut asked = [PollFd::new(&stdout, PollFlags::empty())];
    poll(&mut asked, None).is_ok() && asked[0].revents().intersects(PollFlags::ERR | PollFlags::HUP)
}

/// Writes a line for each event, for as long as there are any.
fn tell(engine: &Engine, mut happenings: UnboundedReceiver<Happened>, as_json: bool) -> io::Result<()> {
    // What has vanished is in the snapshot no more: its name is known from the one before.
    let mut before = engine.snapshot();
    while let Some(happened) = happenings.blocking_recv() {
        if as_json {
            let mut line = serde_json::to_vec(&happened)?;
            line.push(b'\n');
            let mut out = io::stdout().lock();
            out.write_all(&line)?;
            out.flush()?;
            continue;
        }
        let now = engine.snapshot();
        let said = sentence(engine.machine(), &[&now, &before], &happened.happening);
        let mut out = out();
        writeln!(out, "{}  {said}", clock(&happened.at))?;
        out.flush()?;
        before = now;
    }
    Ok(())
}

/// The hours, minutes and seconds of a time of RFC 3339.
fn clock(at: &str) -> &str {
    at.get(11..19).unwrap_or(at)
}

/// The event in a sentence, for a person.
fn sentence(machine: &Machine, known: &[&Snapshot], happening: &Happening) -> String {
    match happening {
        Happening::Ready => "Everything is watched. Press Control-C to stop".to_owned(),
        Happening::SystemInstall { interpreter, installer, packages, missed } => {
            let who = if installer == "unknown" { "Somebody".to_owned() } else { plain(installer) };
            let changes: Vec<String> = packages.iter().map(changed).collect();
            let when = if *missed { ", while nobody watched" } else { "" };
            format!("{who} changed {}{when}: {}", label(known, interpreter), changes.join(", "))
        }
        Happening::InstallUnfinished { interpreter, packages } => {
            let names: Vec<String> = packages.iter().map(|name| plain(name)).collect();
            format!("An install into {} broke off: {} by half", label(known, interpreter), names.join(", "))
        }
        Happening::EnvironmentChanged { project, path, health } => {
            let whose = project.as_ref().map(|project| format!(" of {}", name(project))).unwrap_or_default();
            format!("The sandbox{whose} in {} {}", machine.tilde(path), state(*health))
        }
        Happening::ProjectFound { path, .. } => {
            format!("A project: {} in {}", name(path), machine.tilde(path))
        }
        Happening::InterpreterChanged { interpreter, change } => {
            let label = label(known, interpreter);
            match change {
                InterpreterChange::Appeared => format!("{label} is new here"),
                InterpreterChange::Vanished => format!("{label} is gone"),
                InterpreterChange::Upgraded => format!("{label} has taken the place of an earlier one"),
                InterpreterChange::Packages => format!("{label} was changed by its owner"),
                InterpreterChange::Guard => guarded(known, interpreter, &label),
            }
        }
        Happening::PipGuard { path, on } => {
            let how = if *on { "on" } else { "off" };
            format!("pip's guard was switched {how} in {}", machine.tilde(path))
        }
        Happening::ToolsChanged => "Homebrew, pipx or uv has changed, or what they have installed".to_owned(),
    }
}

fn changed(package: &PackageChange) -> String {
    let (name, version) = (plain(&package.name), plain(&package.version));
    match (package.change, &package.from) {
        (ChangeKind::Added, _) => format!("{name} {version} added"),
        (ChangeKind::Upgraded, Some(from)) => format!("{name} {} replaced by {version}", plain(from)),
        (ChangeKind::Upgraded, None) => format!("{name} {version} installed anew"),
        (ChangeKind::Removed, _) => format!("{name} {version} removed"),
    }
}

fn state(health: Health) -> &'static str {
    match health {
        Health::Missing => "is gone",
        Health::Broken => "is broken",
        Health::Mixed => "is mixed up",
        Health::Moved => "was moved",
        Health::NoPip => "has no pip",
        Health::Stale | Health::Healthy => "works",
    }
}

fn guarded(known: &[&Snapshot], id: &InterpreterId, label: &str) -> String {
    let is_marked = found(known, id).is_some_and(|interpreter| interpreter.managed.is_some());
    if is_marked { format!("{label} is protected now") } else { format!("{label} is protected no more") }
}

fn label(known: &[&Snapshot], id: &InterpreterId) -> String {
    found(known, id).map_or_else(|| plain(&id.0), |interpreter| plain(&interpreter.label()))
}

fn found<'a>(known: &[&'a Snapshot], id: &InterpreterId) -> Option<&'a Interpreter> {
    known.iter().flat_map(|snapshot| &snapshot.interpreters).find(|interpreter| interpreter.id == *id)
}

/// The last name of a folder.
fn name(path: &MachinePath) -> String {
    path.file_name().map_or_else(|| path.to_string(), |name| plain(&name.to_string_lossy()))
}
