//! Two at once: in one Sandbar the second waits, and of two Sandbars one is second.

use std::sync::Arc;

use sandbar_engine::failure::Code;
use sandbar_engine::grounds::{self, Reading};
use sandbar_engine::job::{Jobs, Order, Previews};
use sandbar_engine::machine::Machine;
use sandbar_engine::model::{JobId, JobState, Outcome, Plan, Snapshot};
use sandbar_engine::plan::{self, Decided, Resource};
use sandbar_engine::settings::Settings;
use sandbar_engine::shell;
use sandbar_engine::snapshot::{self, Looking};
use sandbar_engine::wire::Event;
use sandbar_engine::wish::Wish;
use tokio::sync::broadcast;

use super::{Bench, names, text};

fn look(bench: &Bench) -> (Arc<Machine>, Arc<Snapshot>) {
    looked(bench.scratch.machine())
}

/// What is known of `machine`, by an engine in this process.
pub(super) fn looked(machine: Machine) -> (Arc<Machine>, Arc<Snapshot>) {
    let machine = Arc::new(machine);
    let settings = Settings::load(&machine, &machine.home.join("sandbar-data")).unwrap();
    let shell = shell::assume(&machine);
    let looking = Looking {
        machine: &machine,
        settings: &settings,
        also: &[],
        shell: &shell,
        unreadable: None,
        data: None,
        blind: false,
    };
    let snapshot = snapshot::take(looking);
    (machine, Arc::new(snapshot))
}

/// What starts a job for `wish`.
pub(super) fn order(machine: &Machine, snapshot: Arc<Snapshot>, wish: Wish) -> Order {
    let (plan, resources) = planned(machine, &snapshot, &wish);
    Order { plan, resources, wish, snapshot, shell: shell::assume(machine) }
}

fn planned(machine: &Machine, snapshot: &Snapshot, wish: &Wish) -> (Plan, Vec<Resource>) {
    let (shell, previews) = (shell::assume(machine), Previews::default());
    let data = machine.home.join("sandbar-data");
    let reading = Reading { machine, data: Some(&data), snapshot, shell: &shell, previews: &previews };
    match plan::decide(&grounds::read(&reading, wish).unwrap()) {
        Decided::Plan { plan, doing, .. } => (*plan, doing.resources),
        Decided::Refused(refusal) => panic!("{}", refusal.reason),
    }
}

#[tokio::test]
async fn in_one_sandbar_the_second_waits_and_finds_its_plan_stale() {
    let bench = Bench::new();
    let Some(newest) = bench.newest() else { return };
    let (machine, snapshot) = look(&bench);
    let (sender, mut events) = broadcast::channel(1024);
    let jobs = Jobs::new(Arc::clone(&machine), Some(machine.home.join("sandbar-data")), sender);
    let folder = bench.project("same");
    let wish = Wish::VenvCreate { folder: folder.clone(), python: Some(text(&newest.path)) };
    let order = order(&machine, snapshot, wish);
    let first = jobs.start(order.clone(), machine.now()).unwrap();
    let second = jobs.start(order, machine.now()).unwrap();
    assert_ne!(first, second);

    let (first, second) = (jobs.finished(&first).await.unwrap(), jobs.finished(&second).await.unwrap());
    assert_eq!(first.outcome, Some(Outcome::Done), "{:?}", first.failure);
    assert_eq!(second.outcome, Some(Outcome::Failed));
    assert_eq!(second.failure.map(|failure| failure.code), Some(Code::Stale));
    assert_eq!(names(&folder), [".venv"]);

    // As it was told: the second had not begun to run before the first had ended.
    let mut told = Vec::new();
    while let Ok(event) = events.try_recv() {
        if let Event::Job(advance) = event {
            told.push((advance.job.id, advance.job.state));
        }
    }
    let at = |id: &JobId, state| told.iter().position(|(job, at)| job == id && *at == state).unwrap();
    assert!(at(&first.id, JobState::Running) < at(&first.id, JobState::Verifying), "{told:?}");
    assert!(at(&first.id, JobState::Verifying) < at(&second.id, JobState::Ended), "{told:?}");
}

#[tokio::test]
async fn a_job_that_waits_can_be_cancelled_and_all_can_be_stopped() {
    let bench = Bench::new();
    let Some(newest) = bench.newest() else { return };
    let (machine, snapshot) = look(&bench);
    let (sender, _) = broadcast::channel(1024);
    let jobs = Jobs::new(Arc::clone(&machine), Some(machine.home.join("sandbar-data")), sender);
    let folder = bench.project("same");
    let wish = Wish::VenvCreate { folder: folder.clone(), python: Some(text(&newest.path)) };
    let order = order(&machine, snapshot, wish);
    let first = jobs.start(order.clone(), machine.now()).unwrap();
    let second = jobs.start(order, machine.now()).unwrap();
    jobs.cancel(&second).unwrap();
    assert_eq!(jobs.finished(&second).await.unwrap().outcome, Some(Outcome::Cancelled));
    jobs.stop_all().await;
    assert_eq!(jobs.finished(&first).await.unwrap().outcome, Some(Outcome::Cancelled));
    assert_eq!(names(&folder), Vec::<String>::new());
}

#[tokio::test]
async fn a_plan_whose_ground_has_moved_is_not_run() {
    let bench = Bench::new();
    let Some(newest) = bench.newest() else { return };
    let (machine, snapshot) = look(&bench);
    let (sender, _) = broadcast::channel(1024);
    let jobs = Jobs::new(Arc::clone(&machine), Some(machine.home.join("sandbar-data")), sender);
    let folder = bench.project("moved");
    let wish = Wish::VenvCreate { folder: folder.clone(), python: Some(text(&newest.path)) };
    let order = order(&machine, snapshot, wish);
    std::fs::write(folder.join(".python-version"), "3.1\n").unwrap();
    let id = jobs.start(order, machine.now()).unwrap();
    let ended = jobs.finished(&id).await.unwrap();
    assert_eq!(ended.failure.map(|failure| failure.code), Some(Code::Stale));
    assert_eq!(names(&folder), [".python-version"]);
}

#[test]
fn of_two_sandbars_at_once_one_makes_it() {
    let bench = Bench::new();
    if bench.newest().is_none() {
        return;
    }
    let project = bench.project("raced");
    let start = || bench.quiet(&bench.creating(&project)).spawn().unwrap();
    let codes: Vec<Option<i32>> =
        [start(), start(), start()].into_iter().map(|mut child| child.wait().unwrap().code()).collect();
    assert_eq!(codes.iter().filter(|code| **code == Some(0)).count(), 1, "{codes:?}");
    assert!(codes.iter().all(|code| matches!(code, Some(0 | 1 | 3))), "{codes:?}");
    assert_eq!(names(&project), [".venv"]);
    let (code, verified) = bench.json(&["verify", &text(&project)]);
    assert_eq!(code, 0, "{verified:#}");
}
