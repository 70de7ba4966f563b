//! What the app's engine tells of, and what comes of a press on it.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use sandbar_engine::engine::{Acted, Engine, Options};
use sandbar_engine::model::{Happening, Health, Notice, NoticeId, NoticeKind, Outcome};
use sandbar_engine::wire::{Event, Place};
use sandbar_tests::scratch::Scratch;
use tokio::sync::broadcast::Receiver;

use super::make_project;

/// Only something that hangs takes so long.
const AGES: Duration = Duration::from_mins(3);

/// An engine as the app has it, that has begun to watch `code`; what it says from then on.
async fn told(scratch: &Scratch, code: &Path) -> Result<(Arc<Engine>, Receiver<Event>)> {
    let data = scratch.path("Users/tester/sandbar-data");
    let options = Options { data: Some(data), also: Vec::new(), ask_shell: false };
    let engine = Engine::open(scratch.machine(), options);
    engine.add_folder(code)?;
    let mut happenings = engine.happenings();
    let events = engine.events();
    engine.tell();
    engine.follow();
    tokio::time::timeout(AGES, happenings.recv()).await?.context("it is ready")?;
    Ok((engine, events))
}

async fn notice(events: &mut Receiver<Event>) -> Result<Notice> {
    tokio::time::timeout(AGES, async {
        loop {
            if let Event::Noticed(notice) = events.recv().await? {
                return Ok(notice);
            }
        }
    })
    .await
    .context("nothing was told")?
}

fn laid_out(scratch: &Scratch) -> Result<PathBuf> {
    let code = scratch.path("Users/tester/code");
    fs::create_dir_all(&code)?;
    Ok(code)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_project_is_told_of_and_gets_its_sandbox_by_a_press() -> Result<()> {
    let scratch = Scratch::new();
    let code = laid_out(&scratch)?;
    let (engine, mut events) = told(&scratch, &code).await?;
    let shop = code.join("shop");
    make_project(&shop)?;
    let notice = notice(&mut events).await?;
    assert_eq!((notice.kind, notice.title.as_str()), (NoticeKind::NewProject, "shop has no sandbox yet"));
    assert!(notice.shown && !notice.seen);
    assert_eq!(engine.notices(), std::slice::from_ref(&notice));
    let page = Place::Project { path: shop.to_string_lossy().into_owned() };
    assert_eq!(engine.place_of(&notice.id), page);

    let job = match engine.act_on(&notice.id, 0).await? {
        Acted::Started(job) => job,
        Acted::Open(place) => bail!("it was not started, but shown: {place:?}"),
    };
    let ended = tokio::time::timeout(AGES, engine.jobs().finished(&job)).await??;
    assert_eq!(ended.outcome, Some(Outcome::Done), "{ended:#?}");
    let snapshot = engine.look();
    let project = snapshot.project(&shop).context("the project")?;
    assert_eq!(project.environment.health, Health::Healthy);
    // Pressed once more there is nothing to do, and it is shown.
    assert_eq!(engine.act_on(&notice.id, 0).await?, Acted::Open(page));
    assert!(engine.act_on(&notice.id, 1).await.is_err());
    assert!(engine.act_on(&NoticeId("none".to_owned()), 0).await.is_err());
    assert_eq!(engine.place_of(&NoticeId("none".to_owned())), Place::Activity);

    engine.see_notices(std::slice::from_ref(&notice.id))?;
    assert!(engine.notices()[0].seen);
    drop(engine);
    // The next run knows what was told.
    let (engine, _events) = told(&scratch, &code).await?;
    // And that it is over: the sandbox is there.
    assert_eq!(engine.notices(), [Notice { seen: true, settled: true, ..notice }]);
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn pips_guard_is_switched_on_again_by_a_press() -> Result<()> {
    let scratch = Scratch::new();
    let code = laid_out(&scratch)?;
    let settings = scratch.path("Users/tester/.config/pip/pip.conf");
    fs::create_dir_all(settings.parent().context("its folder")?)?;
    let (engine, mut events) = told(&scratch, &code).await?;
    fs::write(&settings, "[global]\ntimeout = 9\nbreak-system-packages = true\n")?;
    let notice = notice(&mut events).await?;
    assert_eq!(notice.kind, NoticeKind::GuardOff);
    let Acted::Started(job) = engine.act_on(&notice.id, 0).await? else { bail!("it was not started") };
    let ended = tokio::time::timeout(AGES, engine.jobs().finished(&job)).await??;
    assert_eq!(ended.outcome, Some(Outcome::Done), "{ended:#?}");
    assert_eq!(fs::read_to_string(&settings)?, "[global]\ntimeout = 9\n");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn who_only_watches_tells_nobody_and_keeps_nothing() -> Result<()> {
    let scratch = Scratch::new();
    let code = laid_out(&scratch)?;
    let data = scratch.path("Users/tester/sandbar-data");
    let engine =
        Engine::open(scratch.machine(), Options { data: Some(data.clone()), also: Vec::new(), ask_shell: false });
    engine.add_folder(&code)?;
    let (mut happenings, mut events) = (engine.happenings(), engine.events());
    engine.follow();
    tokio::time::timeout(AGES, happenings.recv()).await?.context("it is ready")?;
    make_project(&code.join("shop"))?;
    // What is to be told of it later is kept before anybody hears of it.
    let found = tokio::time::timeout(AGES, happenings.recv()).await?.context("the project")?;
    assert!(matches!(found.happening, Happening::ProjectFound { .. }), "{found:?}");
    engine.see_notices(&[NoticeId("none".to_owned())])?;
    engine.view(Some(&code));
    while let Ok(event) = events.try_recv() {
        assert!(!matches!(event, Event::Noticed(_)), "{event:?}");
    }
    assert!(engine.notices().is_empty() && !data.join("notices.json").exists());
    Ok(())
}
