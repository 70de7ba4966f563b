//! The practice projects, as the popover gets them: through its session, with a real Python.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use sandbar_engine::engine::{Engine, Host, Options, Picked, Purpose, Session};
use sandbar_engine::failure::Failure;
use sandbar_engine::machine::Machine;
use sandbar_engine::model::{Answer, Health, NoticeId, NotificationAccess, Outcome, Snapshot};
use sandbar_engine::wire::{DirectoryRequest, Event, Handler as _, StartRequest, WishRequest};
use sandbar_tests::pythons::real;
use tokio::sync::broadcast::Receiver;

/// Generous: the machine may have other things to do.
const PATIENCE: Duration = Duration::from_mins(3);

/// A desktop on which nobody does anything.
struct Nobody;

impl Host for Nobody {
    fn pick_folder(&self, _: Purpose) -> Picked {
        Box::pin(async { None })
    }
    fn pick_file(&self) -> Picked {
        Box::pin(async { None })
    }
    fn speak(&self, _: &str) {}
    fn copy(&self, _: &str) -> Result<(), Failure> {
        Ok(())
    }
    fn paste(&self) -> String {
        String::new()
    }
    fn can_hide_icon(&self) -> bool {
        false
    }
    fn show_icon(&self, _: bool) {}
    fn launches_at_login(&self) -> Option<bool> {
        None
    }
    fn launch_at_login(&self, _: bool) -> Result<(), Failure> {
        Ok(())
    }
    fn notification_access(&self) -> NotificationAccess {
        NotificationAccess::Unavailable
    }
    fn ask_for_notifications(&self) -> NotificationAccess {
        NotificationAccess::Unavailable
    }
    fn notices_seen(&self, _: &[NoticeId]) {}
    fn hide(&self) {}
    fn quit(&self) {}
}

/// Runs what was wished for, as two presses in the popover do; the job's name.
async fn run(session: &Session, engine: &Engine, wish: &[&str]) -> Result<String> {
    let wish: Vec<String> = wish.iter().map(|&word| word.to_owned()).collect();
    let plan = match session.plan(WishRequest { wish: wish.clone() }).await? {
        Answer::Plan(plan) => plan,
        other => bail!("A plan was expected, not {other:?}"),
    };
    let id = session.start(StartRequest { wish, fingerprint: plan.fingerprint }).await?;
    let job = tokio::time::timeout(PATIENCE, engine.jobs().finished(&id)).await??;
    anyhow::ensure!(job.outcome == Some(Outcome::Done), "{job:#?}");
    Ok(id.0)
}

/// Waits for a snapshot in which `holds`.
async fn wait_for(events: &mut Receiver<Event>, holds: impl Fn(&Snapshot) -> bool) -> Result<()> {
    tokio::time::timeout(PATIENCE, async {
        loop {
            if let Event::Snapshot { snapshot } = events.recv().await?
                && holds(&snapshot)
            {
                return Ok(());
            }
        }
    })
    .await
    .context("Nothing of the kind was told")?
}

fn is_ready(snapshot: &Snapshot, folder: &Path) -> bool {
    snapshot.project(folder).is_some_and(|project| project.environment.health == Health::Healthy)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_practice_project_is_made_found_and_taken_back() -> Result<()> {
    let Some(python) = real().into_iter().max_by_key(sandbar_engine::model::Interpreter::minor) else { return Ok(()) };
    let home = tempfile::tempdir()?;
    let home: PathBuf = home.path().canonicalize()?;
    let mut machine = Machine::this();
    machine.home.clone_from(&home);
    let engine = Engine::open(machine, Options { data: Some(home.join("data")), also: Vec::new(), ask_shell: false });
    engine.add_interpreter(&python.path)?;
    let session = Session::new(Arc::clone(&engine), Arc::new(Nobody));
    let preferences = session.preferences(()).await?;
    anyhow::ensure!(!preferences.welcomed && preferences.icon.is_none() && preferences.launch_at_login.is_none());

    let practice = session.practice(()).await?;
    assert_eq!((practice.path.as_path(), practice.exists), (home.join("sandbar-practice").as_path(), false));
    let (first, second) =
        (practice.path.to_string_lossy().into_owned(), practice.second.to_string_lossy().into_owned());

    let mut events = engine.events();
    let made = run(&session, &engine, &["new", &first]).await?;
    wait_for(&mut events, |snapshot| is_ready(snapshot, Path::new(&first))).await?;
    assert!(session.practice(()).await?.exists);
    let said = Command::new(practice.path.join(".venv/bin/python")).args(["-I", "-m", "pip", "--version"]).output()?;
    assert!(String::from_utf8_lossy(&said.stdout).contains(&first), "{said:?}");

    // A second one beside it: what is in the one is not in the other.
    run(&session, &engine, &["new", &second]).await?;
    wait_for(&mut events, |snapshot| is_ready(snapshot, Path::new(&second))).await?;
    let inside = |path: &str| session.packages(DirectoryRequest { path: format!("{path}/.venv") });
    let names =
        |packages: Vec<sandbar_engine::model::Package>| packages.into_iter().map(|each| each.name).collect::<Vec<_>>();
    assert!(names(inside(&first).await?).contains(&"pip".to_owned()));
    assert!(names(inside(&second).await?).contains(&"pip".to_owned()));

    // Taken back: the folder is not among the watched ones any more, where it would be missing.
    run(&session, &engine, &["undo", &made]).await?;
    wait_for(&mut events, |snapshot| snapshot.project(Path::new(&first)).is_none()).await?;
    assert_eq!(engine.settings()?.folders, [practice.second.to_path_buf()]);
    assert_eq!(session.practice(()).await?.path, practice.path);
    Ok(())
}
