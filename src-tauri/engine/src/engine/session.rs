//! The contract, answered: an engine and whatever it runs in.

use std::future::Future;
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::Arc;

use super::Engine;
use crate::advise::{Advice, advise, worth_looking_up};
use crate::failure::{Code, Failure};
use crate::machine::MachinePath;
use crate::model::{
    Answer, Job, JobId, Notice, NoticeId, NotificationAccess, Package, PastJob, Practice, Preferences, Snapshot,
    Verification,
};
use crate::run::Cancel;
use crate::wire::{
    AdviseRequest, DirectoryRequest, Handler, JobRequest, LanguageRequest, SeenRequest, StartRequest, TextRequest,
    VerifyRequest, ViewRequest, WishRequest,
};

/// The folder or the file that the user picked, once they have; `None` when they thought better of it.
pub type Picked = Pin<Box<dyn Future<Output = Option<PathBuf>> + Send>>;

/// What a folder is picked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// It holds projects and is to be watched.
    Watch,
    /// Something new is to be made in it.
    Place,
}

/// The handful that a request needs from whatever the engine runs in, and nothing more.
pub trait Host: Send + Sync {
    /// Asks the user for a folder.
    fn pick_folder(&self, purpose: Purpose) -> Picked;
    /// Asks the user for a file of package names.
    fn pick_file(&self) -> Picked;
    /// Speaks this language from now on, where the desktop has words of its own.
    fn speak(&self, language: &str);
    /// Puts text on the clipboard.
    ///
    /// # Errors
    /// When the system has no clipboard to give.
    fn copy(&self, text: &str) -> Result<(), Failure>;
    /// The text on the clipboard; empty when there is none.
    fn paste(&self) -> String;
    /// Whether the icon in the menu bar can be hidden: only where the window can be had without it.
    fn can_hide_icon(&self) -> bool;
    /// Shows the icon in the menu bar, or hides it.
    fn show_icon(&self, on: bool);
    /// Whether Sandbar starts with the session; `None` where that can't be arranged.
    fn launches_at_login(&self) -> Option<bool>;
    /// Arranges that Sandbar starts with the session, or no longer does.
    ///
    /// # Errors
    /// When the system refuses.
    fn launch_at_login(&self, on: bool) -> Result<(), Failure>;
    /// Whether the system shows notices of Sandbar's. May wait for the system.
    fn notification_access(&self) -> NotificationAccess;
    /// Asks the user, where that was not done yet, whether the system may show notices. Waits for the answer.
    fn ask_for_notifications(&self) -> NotificationAccess;
    /// The user has seen these notices: what the system still shows of them can go.
    fn notices_seen(&self, notices: &[NoticeId]);
    /// Hides the window.
    fn hide(&self);
    /// Ends the program.
    fn quit(&self);
}

/// An engine and its host: answers every request of the contract.
#[derive(Clone)]
pub struct Session {
    engine: Arc<Engine>,
    host: Arc<dyn Host>,
}

impl Session {
    /// Joins the two.
    pub fn new(engine: Arc<Engine>, host: Arc<dyn Host>) -> Self {
        Self { engine, host }
    }

    /// What a job did is seen at once, also where nothing is watched.
    async fn look_when_done(self, id: JobId) {
        // None of it can fail in a way that anybody could do something about: the job is there, a look is a look, and
        // what can't be watched is missing among the folders.
        let Ok(job) = self.engine.jobs().finished(&id).await else { return };
        let _ = self
            .apart(move |engine| {
                let _ = engine.watch_made(&job);
                engine.look()
            })
            .await;
    }

    /// Looking blocks on the disk, so it happens off the threads that answer.
    async fn apart<T: Send + 'static>(&self, work: impl FnOnce(&Engine) -> T + Send + 'static) -> Result<T, Failure> {
        let engine = Arc::clone(&self.engine);
        tokio::task::spawn_blocking(move || work(&engine))
            .await
            .map_err(|_| Failure::new(Code::Internal, "Sandbar met a defect of its own while looking"))
    }
}

impl Handler for Session {
    async fn snapshot(&self, (): ()) -> Result<Snapshot, Failure> {
        self.apart(|engine| (*engine.snapshot()).clone()).await
    }

    async fn refresh(&self, (): ()) -> Result<Snapshot, Failure> {
        self.apart(|engine| (*engine.look()).clone()).await
    }

    async fn add_folder(&self, (): ()) -> Result<Option<MachinePath>, Failure> {
        let Some(folder) = self.host.pick_folder(Purpose::Watch).await else { return Ok(None) };
        self.apart(move |engine| {
            let folder = engine.add_folder(&folder)?;
            engine.look();
            Ok(Some(folder.into()))
        })
        .await?
    }

    async fn remove_folder(&self, request: DirectoryRequest) -> Result<(), Failure> {
        self.apart(move |engine| {
            engine.remove_folder(Path::new(&request.path))?;
            engine.look();
            Ok(())
        })
        .await?
    }

    async fn plan(&self, request: WishRequest) -> Result<Answer, Failure> {
        self.apart(move |engine| engine.plan(&request.wish)).await?
    }

    async fn start(&self, request: StartRequest) -> Result<JobId, Failure> {
        let answer = self.plan(WishRequest { wish: request.wish.clone() }).await?;
        let id = match answer {
            Answer::Plan(plan) | Answer::Preview(plan) if plan.fingerprint == request.fingerprint => {
                self.engine.start(&request.wish, plan)?
            }
            Answer::Plan(_) | Answer::Preview(_) => {
                return Err(Failure::new(Code::Stale, "Something has changed since this was shown")
                    .hint("Look at the new plan, then start it"));
            }
            Answer::Refused(refusal) => return Err(Failure::new(Code::Refused, refusal.reason)),
        };
        tokio::spawn(self.clone().look_when_done(id.clone()));
        Ok(id)
    }

    async fn cancel(&self, request: JobRequest) -> Result<(), Failure> {
        self.engine.jobs().cancel(&request.id)
    }

    async fn jobs(&self, (): ()) -> Result<Vec<Job>, Failure> {
        Ok(self.engine.jobs().all())
    }

    async fn advise(&self, request: AdviseRequest) -> Result<Advice, Failure> {
        let AdviseRequest { text, project, look_up } = request;
        let mut world = self.apart(move |engine| engine.world(project.as_deref().map(Path::new))).await?;
        let wanted = if look_up { worth_looking_up(&text, &world) } else { Vec::new() };
        for package in wanted {
            let found = self.engine.look_up(&package, None, &Cancel::default()).await?;
            world.commands.insert(found.package, found.commands);
        }
        Ok(advise(&text, &world))
    }

    async fn packages(&self, request: DirectoryRequest) -> Result<Vec<Package>, Failure> {
        self.apart(move |engine| engine.packages(Path::new(&request.path))).await?
    }

    async fn verify(&self, request: VerifyRequest) -> Result<Verification, Failure> {
        self.engine.verify(Path::new(&request.path), request.trusted).await
    }

    async fn history(&self, (): ()) -> Result<Vec<PastJob>, Failure> {
        self.apart(Engine::history).await?
    }

    async fn forget(&self, request: JobRequest) -> Result<(), Failure> {
        self.apart(move |engine| engine.forget(&request.id)).await?
    }

    async fn activation(&self, request: DirectoryRequest) -> Result<String, Failure> {
        self.apart(move |engine| engine.activation(Path::new(&request.path))).await?
    }

    async fn pick_place(&self, (): ()) -> Result<Option<MachinePath>, Failure> {
        Ok(self.host.pick_folder(Purpose::Place).await.map(Into::into))
    }

    async fn pick_file(&self, (): ()) -> Result<Option<MachinePath>, Failure> {
        Ok(self.host.pick_file().await.map(Into::into))
    }

    async fn copy(&self, request: TextRequest) -> Result<(), Failure> {
        self.host.copy(&request.text)
    }

    async fn paste(&self, (): ()) -> Result<String, Failure> {
        Ok(self.host.paste())
    }

    async fn notices(&self, (): ()) -> Result<Vec<Notice>, Failure> {
        self.apart(|engine| Ok(engine.notices())).await?
    }

    async fn notices_seen(&self, request: SeenRequest) -> Result<(), Failure> {
        let host = Arc::clone(&self.host);
        self.apart(move |engine| {
            engine.see_notices(&request.ids)?;
            host.notices_seen(&request.ids);
            Ok(())
        })
        .await?
    }

    async fn viewing(&self, request: ViewRequest) -> Result<(), Failure> {
        self.engine.view(request.subject.as_deref().map(Path::new));
        Ok(())
    }

    async fn preferences(&self, (): ()) -> Result<Preferences, Failure> {
        let host = Arc::clone(&self.host);
        self.apart(move |engine| engine.preferences(&*host)).await?
    }

    async fn prefer(&self, wanted: Preferences) -> Result<Preferences, Failure> {
        let host = Arc::clone(&self.host);
        self.apart(move |engine| engine.prefer(wanted, &*host)).await?
    }

    async fn begin_settings_anew(&self, (): ()) -> Result<(), Failure> {
        let host = Arc::clone(&self.host);
        self.apart(move |engine| {
            engine.begin_settings_anew()?;
            // Without settings, nothing says that it is hidden.
            host.show_icon(true);
            engine.look();
            Ok(())
        })
        .await?
    }

    async fn speaking(&self, request: LanguageRequest) -> Result<(), Failure> {
        self.host.speak(&request.language);
        Ok(())
    }

    async fn notification_access(&self, (): ()) -> Result<NotificationAccess, Failure> {
        let host = Arc::clone(&self.host);
        self.apart(move |_| host.notification_access()).await
    }

    async fn ask_for_notifications(&self, (): ()) -> Result<NotificationAccess, Failure> {
        let host = Arc::clone(&self.host);
        self.apart(move |_| host.ask_for_notifications()).await
    }

    async fn diagnosis(&self, (): ()) -> Result<String, Failure> {
        self.apart(Engine::diagnosis).await
    }

    async fn practice(&self, (): ()) -> Result<Practice, Failure> {
        self.apart(Engine::practice).await
    }

    async fn hide(&self, (): ()) -> Result<(), Failure> {
        self.host.hide();
        Ok(())
    }

    async fn quit(&self, (): ()) -> Result<(), Failure> {
        self.host.quit();
        Ok(())
    }
}
