//! Homebrew that is busy, is stopped, or goes on without Sandbar; and two at once.

use std::process::{Child, Stdio};
use std::sync::Arc;

use sandbar_engine::failure::Code;
use sandbar_engine::job::Jobs;
use sandbar_engine::model::{JobId, Outcome};
use sandbar_engine::wire::Event;
use sandbar_engine::wish::Wish;
use tokio::sync::broadcast::{self, Receiver};

use super::super::together::{looked, order};
use super::super::{signal, until};
use super::Brewery;

fn adding(name: &str) -> Wish {
    Wish::BrewAdd { name: name.to_owned() }
}

/// Waits until `id` has told that it waits; what for.
async fn waiting(events: &mut Receiver<Event>, id: &JobId) -> String {
    loop {
        if let Event::Job(advance) = events.recv().await.unwrap()
            && advance.job.id == *id
            && let Some(waiting) = advance.job.waiting
        {
            return waiting;
        }
    }
}

/// Starts `brew add NAME`, and waits until its keg is there and not whole.
fn in_the_middle(brewery: &Brewery, name: &str) -> Child {
    brewery.brew.waits();
    let mut command = brewery.command(&["do", "--yes", "brew", "add", name]);
    let mut child = command.stdout(Stdio::null()).spawn().unwrap();
    assert!(until(|| brewery.brew.is_building() || child.try_wait().unwrap().is_some()));
    assert_eq!(brewery.brew.kegs().last(), Some(&format!("{name}/1.0?")));
    child
}

#[tokio::test]
async fn a_busy_homebrew_is_waited_for() {
    let brewery = Brewery::new();
    brewery.brew.is_busy(1);
    let (machine, snapshot) = looked(brewery.machine());
    let (sender, mut events) = broadcast::channel(1024);
    let jobs = Jobs::new(Arc::clone(&machine), Some(machine.home.join("sandbar-data")), sender);
    let id = jobs.start(order(&machine, snapshot, adding("slow")), machine.now()).unwrap();
    let what_for = waiting(&mut events, &id).await;
    assert!(what_for.contains("Homebrew is busy"), "{what_for}");
    let ended = jobs.finished(&id).await.unwrap();
    assert_eq!((ended.outcome, ended.waiting), (Some(Outcome::Done), None), "{:?}", ended.failure);
    assert_eq!(brewery.brew.was_told(), ["install --formula slow"; 2]);
    assert_eq!(brewery.brew.kegs(), ["slow/1.0"]);
}

#[test]
fn the_command_line_says_once_what_it_waits_for() {
    let brewery = Brewery::new();
    brewery.brew.is_busy(1);
    let ran = brewery.spoken(&["do", "--yes", "brew", "add", "slow"]).output().unwrap();
    let said = String::from_utf8_lossy(&ran.stderr);
    assert!(ran.status.success(), "{said}");
    assert_eq!(said.matches("Homebrew is busy").count(), 1, "{said}");
}

#[tokio::test]
async fn who_waits_for_a_busy_homebrew_can_stop() {
    let brewery = Brewery::new();
    brewery.brew.is_busy(1000);
    let (machine, snapshot) = looked(brewery.machine());
    let (sender, mut events) = broadcast::channel(1024);
    let jobs = Jobs::new(Arc::clone(&machine), Some(machine.home.join("sandbar-data")), sender);
    let id = jobs.start(order(&machine, snapshot, adding("slow")), machine.now()).unwrap();
    waiting(&mut events, &id).await;
    jobs.cancel(&id).unwrap();
    assert_eq!(jobs.finished(&id).await.unwrap().outcome, Some(Outcome::Cancelled));
    assert_eq!((brewery.brew.terms(), brewery.brew.kegs()), (0, Vec::new()));
    assert_eq!(brewery.last(), ("cancelled".to_owned(), false));
}

#[test]
fn it_is_stopped_by_one_term_to_itself_and_by_patience() {
    let brewery = Brewery::new();
    brewery.brew.has("pyhello");
    let before = brewery.manifest();
    let mut child = in_the_middle(&brewery, "slow");
    signal("INT", child.id());
    assert_eq!(child.wait().unwrap().code(), Some(130));
    assert!(brewery.brew.all_ended(), "it was killed");
    assert_eq!((brewery.brew.terms(), brewery.brew.group_was_told()), (1, false));
    assert_eq!(before, brewery.manifest());
    assert_eq!(brewery.last(), ("cancelled".to_owned(), false));
}

#[tokio::test]
async fn a_second_cancel_does_not_kill_it() {
    let brewery = Brewery::new();
    brewery.brew.waits();
    let (machine, snapshot) = looked(brewery.machine());
    let (sender, _) = broadcast::channel(1024);
    let jobs = Jobs::new(Arc::clone(&machine), Some(machine.home.join("sandbar-data")), sender);
    let id = jobs.start(order(&machine, snapshot, adding("slow")), machine.now()).unwrap();
    while !brewery.brew.is_building() {
        tokio::task::yield_now().await;
    }
    jobs.cancel(&id).unwrap();
    jobs.cancel(&id).unwrap();
    let ended = jobs.finished(&id).await.unwrap();
    assert_eq!(ended.outcome, Some(Outcome::Cancelled), "{:?}", ended.failure);
    assert!(ended.output.iter().any(|line| line.contains("SIGTERM")), "its last words are heard: {:?}", ended.output);
    assert!(brewery.brew.all_ended() && brewery.brew.terms() == 1);
}

#[tokio::test]
async fn two_jobs_never_let_two_of_them_work() {
    let brewery = Brewery::new();
    brewery.brew.waits();
    let (machine, snapshot) = looked(brewery.machine());
    let (sender, _) = broadcast::channel(1024);
    let jobs = Jobs::new(Arc::clone(&machine), Some(machine.home.join("sandbar-data")), sender);
    let first = jobs.start(order(&machine, Arc::clone(&snapshot), adding("slow")), machine.now()).unwrap();
    let second = jobs.start(order(&machine, snapshot, adding("hello")), machine.now()).unwrap();
    while !brewery.brew.is_building() {
        tokio::task::yield_now().await;
    }
    assert_eq!(brewery.brew.kegs(), ["slow/1.0?"]);
    brewery.brew.goes_on();
    for id in [first, second] {
        let ended = jobs.finished(&id).await.unwrap();
        assert_eq!(ended.outcome, Some(Outcome::Done), "{:?}", ended.failure);
    }
    assert_eq!(brewery.brew.kegs(), ["hello/1.0", "slow/1.0"]);
    assert!(brewery.brew.were_never_two());
}

#[test]
fn two_sandbars_never_let_two_of_them_work() {
    let brewery = Brewery::new();
    let mut first = in_the_middle(&brewery, "slow");
    let start = |name| brewery.command(&["do", "--yes", "brew", "add", name]).stdout(Stdio::null()).spawn().unwrap();
    let mut others = ["hello", "pyhello"].map(start);
    brewery.brew.goes_on();
    assert!(first.wait().unwrap().success());
    for other in &mut others {
        assert_eq!(other.wait().unwrap().code(), Some(0));
    }
    assert_eq!(brewery.brew.kegs(), ["hello/1.0", "pyhello/0.1", "slow/1.0"]);
    assert!(brewery.brew.were_never_two());
}

#[tokio::test]
async fn after_a_kill_homebrew_ends_by_itself_and_the_next_one_waits_for_it() {
    let brewery = Brewery::new();
    let before = brewery.manifest();
    let mut child = in_the_middle(&brewery, "slow");
    signal("KILL", child.id());
    child.wait().unwrap();
    assert_eq!(brewery.brew.kegs(), ["slow/1.0?"]);
    assert_eq!(brewery.last(), ("failed".to_owned(), false), "nothing is whole yet");

    let (machine, snapshot) = looked(brewery.machine());
    let (sender, mut events) = broadcast::channel(1024);
    let jobs = Jobs::new(Arc::clone(&machine), Some(machine.home.join("sandbar-data")), sender);
    let same = jobs.start(order(&machine, Arc::clone(&snapshot), adding("slow")), machine.now()).unwrap();
    let what_for = waiting(&mut events, &same).await;
    assert!(what_for.contains("at work on Homebrew"), "{what_for}");
    brewery.brew.goes_on();
    let ended = jobs.finished(&same).await.unwrap();
    assert_eq!(ended.failure.map(|failure| failure.code), Some(Code::Stale), "it is there by now");
    assert!(brewery.brew.all_ended() && brewery.brew.were_never_two());
    assert_eq!((brewery.brew.kegs(), brewery.brew.terms()), (vec!["slow/1.0".to_owned()], 0));

    // The history says what came of the first, and takes it back.
    assert_eq!(brewery.last(), ("failed".to_owned(), true));
    let undone = brewery.done(&["undo", "--yes"]);
    assert!(undone["plan"]["effects"].to_string().contains("`slow`"), "{undone:#}");
    assert_eq!(before, brewery.manifest());
}

#[test]
fn of_what_others_installed_since_a_cut_nothing_is_taken_back() {
    let brewery = Brewery::new();
    let mut child = in_the_middle(&brewery, "slow");
    signal("KILL", child.id());
    child.wait().unwrap();
    brewery.brew.goes_on();
    assert!(until(|| brewery.brew.all_ended()));
    // Somebody else's, in a terminal.
    let hello = std::process::Command::new(brewery.brew.program()).args(["install", "hello"]).output().unwrap();
    assert!(hello.status.success());
    brewery.done(&["undo", "--yes"]);
    assert_eq!(brewery.brew.kegs(), ["hello/1.0"]);
}

#[test]
fn half_a_keg_is_not_called_installed_and_can_be_installed_anew() {
    let brewery = Brewery::new();
    let mut child = in_the_middle(&brewery, "slow");
    signal("KILL", child.id());
    child.wait().unwrap();
    // The power goes, and takes Homebrew too: it is the only one that was told anything.
    brewery.brew.is_cut_off();
    assert_eq!(brewery.brew.kegs(), ["slow/1.0?"]);
    assert_eq!(brewery.last(), ("failed".to_owned(), false));
    let (reason, _) = brewery.refused(&["do", "--yes", "brew", "remove", "slow"]);
    assert!(reason.contains("no `slow`"), "{reason}");
    brewery.done(&["do", "--yes", "brew", "add", "slow"]);
    assert_eq!(brewery.brew.kegs(), ["slow/1.0"]);
}
