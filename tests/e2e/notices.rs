//! What Sandbar notices while its window is shut, as its user is told of it: the system's notifications, and the icon
//! where those are not to be had.

use std::fs;
use std::path::PathBuf;

use anyhow::{Result, ensure};
use sandbar_engine::model::Notify;
use sandbar_engine::settings::Settings;
use sandbar_tests::desktop::{Desktop, Home, Notifications, Page, Shown, until};
use sandbar_tests::guarded::Guarded;
use sandbar_tests::pythons::real;
use sandbar_tests::wheel::{self, Said};
use tokio::process::Child;

use crate::panel::Panel;
use crate::sandbox::can_make_environments;
use crate::terminal::run;
use crate::tray::place;

/// What the engine keeps about packages once it has seen them all: the last thing before it follows what happens.
const KEPT: &str = "installs.json";

/// A home whose folder `code` is watched, and a desktop that shows notifications.
struct Scene {
    desktop: Desktop,
    panel: Panel,
    code: PathBuf,
}

impl Scene {
    async fn set(home: Home, mut settings: Settings) -> Result<Self> {
        let code = home.folder("code")?;
        settings.folders = vec![code.clone()];
        // The first screens are another story.
        settings.welcomed = true;
        settings.save(&home.path().join(".sandbar"))?;
        let desktop = Desktop::start(home).await?;
        let panel = Panel::on(desktop.bus()).await?;
        Ok(Self { desktop, panel, code })
    }

    /// Starts Sandbar as the session does, and waits until it follows what happens.
    async fn start(&self) -> Result<Child> {
        let sandbar = self.desktop.launch(&["--background"])?;
        self.followed().await?;
        Ok(sandbar)
    }

    /// The same, with a hand on its page.
    async fn open(&self) -> Result<Page> {
        let page = self.desktop.open(&["--background"]).await?;
        self.followed().await?;
        Ok(page)
    }

    /// The last thing that is done before everything is watched leaves a file behind.
    async fn followed(&self) -> Result<()> {
        let kept = self.desktop.home.path().join(".sandbar").join(KEPT);
        until("Sandbar follows what happens", async || Ok(kept.is_file().then_some(()))).await
    }

    /// Somebody begins to write a program.
    fn begin_project(&self, name: &str) -> Result<PathBuf> {
        let project = self.code.join(name);
        fs::create_dir_all(&project)?;
        fs::write(project.join("bot.py"), "import json\n")?;
        Ok(project)
    }

    /// Waits until the icon's menu has a line with `text`; the line.
    async fn news(&self, text: &str) -> Result<String> {
        until(&format!("the icon's menu says \"{text}\""), async || {
            Ok(self.panel.menu().await?.into_iter().find(|line| line.contains(text)))
        })
        .await
    }

    fn is_open(&self) -> Result<bool> {
        Ok(place(&self.desktop)?.is_some())
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_project_gets_its_sandbox_from_the_notification() -> Result<()> {
    if let Err(why) = can_make_environments().await {
        println!("SKIPPED: this machine's own Python makes no environments: {why:#}");
        return Ok(());
    }
    let scene = Scene::set(Home::empty()?, Settings::default()).await?;
    let told = Notifications::on(scene.desktop.bus()).await?;
    let _sandbar = scene.start().await?;

    println!("somebody begins to write a program");
    let project = scene.begin_project("weather-bot")?;
    let first = told.see("weather-bot").await?;
    println!("the desktop shows {first:#?}");
    ensure!(first.actions.len() <= 3, "Two buttons at most, beside the notification itself");
    ensure!(no_path(&first, &scene), "No private path stands on the screen");
    ensure!(!project.join(".venv").exists(), "Nothing is done unasked");

    println!("Create sandbox is pressed, with the window shut");
    told.press(&first, "Create sandbox").await?;
    let end = told.see("Done, and checked").await?;
    println!("the desktop shows {end:#?}");
    ensure!(end.urgency == 0, "What was asked for disturbs nobody");
    ensure!(!scene.is_open()?, "The window stays shut");
    let said = run(&project.join(".venv/bin/python"), [project.join("bot.py")]).await?;
    ensure!(said.is_empty(), "The sandbox works: {said}");

    println!("a click on it opens the popover");
    told.click(&end).await?;
    until("the popover is shown", async || place(&scene.desktop)).await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn what_went_into_a_guarded_python_goes_by_the_notification() -> Result<()> {
    let home = Home::empty()?;
    let Some(guarded) = guarded(&home)? else { return Ok(()) };
    let wheels = home.folder("wheels")?;
    for (name, needs) in [("tide", &[][..]), ("shore", &["tide"])] {
        wheel::put(&wheels, name, "1.0", Said { needs, ..Said::default() }, &guarded.python())?;
    }
    let scene = Scene::set(home, Settings { interpreters: vec![guarded.python()], ..Settings::default() }).await?;
    let told = Notifications::on(scene.desktop.bus()).await?;
    let page = scene.open().await?;

    println!("somebody installs a package, with what it needs, in some terminal");
    guarded.break_into(&wheels, &["shore"]);
    let shown = told.see("shore went into").await?;
    println!("the desktop shows {shown:#?}");
    let labels: Vec<_> = shown.actions.iter().map(|(_, label)| label.as_str()).collect();
    ensure!(labels[1..] == ["Move to a sandbox", "Undo"], "Its buttons are {labels:?}");
    ensure!(shown.body.contains("with 1 other"), "What came along is counted: {}", shown.body);
    ensure!(no_path(&shown, &scene), "No private path stands on the screen");

    println!("Undo is pressed, with the window shut");
    told.press(&shown, "Undo").await?;
    let end = told.see("Done, and checked").await?;
    println!("the desktop shows {end:#?}");
    ensure!(!scene.is_open()?, "The window stays shut");
    for name in ["shore", "tide"] {
        ensure!(!guarded.site().join(format!("{name}-1.0.dist-info")).exists(), "{name} is gone");
    }

    println!("a click on what is told of the end opens the popover where it stands");
    told.click(&end).await?;
    until("the popover is shown", async || place(&scene.desktop)).await?;
    page.see(&shown.title).await?;
    page.see(&end.body).await?;
    ensure!(scene.is_open()?, "The window has its own size still, however long the page is");
    println!("the popover says:\n{}", page.text().await?);
    let told_of: Vec<_> = told.all().into_iter().map(|each| each.title).collect();
    ensure!(told_of.len() == 2, "Sandbar's own work is not told of: {told_of:?}");
    page.close().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_click_on_the_notification_opens_the_project() -> Result<()> {
    let scene = Scene::set(Home::empty()?, Settings::default()).await?;
    let told = Notifications::on(scene.desktop.bus()).await?;
    let page = scene.open().await?;
    scene.begin_project("weather-bot")?;
    let shown = told.see("weather-bot").await?;
    ensure!(!scene.is_open()?, "The popover waits to be called");

    println!("the notification itself is clicked on");
    told.click(&shown).await?;
    until("the popover is shown", async || place(&scene.desktop)).await?;
    page.see("weather-bot").await?;
    page.see("Known by").await?;
    println!("the popover says:\n{}", page.text().await?);
    page.close().await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_seen_in_the_popover_is_taken_back() -> Result<()> {
    let scene = Scene::set(Home::empty()?, Settings::default()).await?;
    let told = Notifications::on(scene.desktop.bus()).await?;
    let page = scene.open().await?;
    scene.begin_project("weather-bot")?;
    let shown = told.see("weather-bot").await?;

    println!("the line in the icon's menu is pressed");
    let line = scene.news("1 new: ").await?;
    scene.panel.press(&line).await?;
    page.see(&shown.title).await?;
    told.miss(&shown).await?;
    until("the icon's menu has no news", async || {
        Ok((!scene.panel.menu().await?.iter().any(|line| line.contains("new: "))).then_some(()))
    })
    .await?;
    page.close().await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_muted_is_told_by_the_icon_alone() -> Result<()> {
    let quiet = Settings { notify: Notify { new_project: false, ..Notify::default() }, ..Settings::default() };
    let scene = Scene::set(Home::empty()?, quiet).await?;
    let told = Notifications::on(scene.desktop.bus()).await?;
    let _sandbar = scene.start().await?;
    let plain = scene.panel.picture().await?;
    scene.begin_project("weather-bot")?;
    println!("the icon's menu says: {}", scene.news("1 new: ").await?);
    until("the icon has a dot", async || Ok((scene.panel.picture().await? != plain).then_some(()))).await?;

    println!("something is told that is not muted");
    scene.desktop.home.file(".config/pip/pip.conf", "[global]\nbreak-system-packages = true\n")?;
    told.see("pip").await?;
    ensure!(told.all().len() == 1, "The muted one was not shown before it: {:#?}", told.all());
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn where_nothing_is_shown_the_icon_and_the_popover_tell() -> Result<()> {
    for refuses in [false, true] {
        println!("a desktop that {}", if refuses { "refuses notifications" } else { "has nobody to show any" });
        let scene = Scene::set(Home::empty()?, Settings::default()).await?;
        let _told = if refuses { Some(Notifications::refusing(scene.desktop.bus()).await?) } else { None };
        let page = scene.open().await?;
        scene.begin_project("weather-bot")?;
        let line = scene.news("1 new: ").await?;
        println!("the icon's menu says: {line}");
        scene.panel.press(&line).await?;
        until("the popover is shown", async || place(&scene.desktop)).await?;
        page.see(line.trim_start_matches("1 new: ")).await?;
        println!("the popover says:\n{}", page.text().await?);
        page.close().await?;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_desktop_without_buttons_shows_the_text_as_it_is() -> Result<()> {
    let scene = Scene::set(Home::empty()?, Settings::default()).await?;
    let told = Notifications::without_actions(scene.desktop.bus()).await?;
    let _sandbar = scene.start().await?;
    scene.begin_project("R&D <b>")?;
    let shown = told.see("R&D <b>").await?;
    ensure!(shown.actions.is_empty(), "It has no buttons: {:?}", shown.actions);
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hidden_icon_stays_hidden_and_a_second_start_opens_the_popover() -> Result<()> {
    let hidden = Settings { icon_hidden: true, ..Settings::default() };
    let scene = Scene::set(Home::empty()?, hidden).await?;
    let _sandbar = scene.start().await?;
    until("the icon is hidden", async || Ok((scene.panel.status().await? == "Passive").then_some(()))).await?;
    ensure!(!scene.is_open()?, "The popover waits to be called");
    scene.desktop.launch(&[])?.wait().await?;
    until("the popover is shown", async || place(&scene.desktop)).await?;
    Ok(())
}

/// A guarded Python that may be broken; `None`, and that was said, where none can be had.
fn guarded(home: &Home) -> Result<Option<Guarded>> {
    // One whose pip can look beforehand.
    let pythons = real();
    let fit = pythons.iter().filter(|python| python.minor() >= Some((3, 12))).min_by_key(|python| python.minor());
    let Some(python) = fit else {
        println!("SKIPPED: no Python 3.12 or newer to make a guarded one of");
        return Ok(None);
    };
    Ok(Guarded::of(python, &home.folder("guarded")?))
}

/// Whether nothing on the notification tells where its user keeps things.
fn no_path(shown: &Shown, scene: &Scene) -> bool {
    let home = scene.desktop.home.path().to_string_lossy().into_owned();
    ![&shown.title, &shown.body].iter().any(|text| text.contains(&home) || text.contains('/'))
}
