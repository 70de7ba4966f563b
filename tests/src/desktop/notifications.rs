//! A desktop's notifications, as far as a program can tell: it takes them in, and a person presses or closes them.
//!
//! <https://specifications.freedesktop.org/notification-spec/latest/>

use std::collections::HashMap;
use std::iter;

use anyhow::{Context as _, Result};
use tokio::sync::watch;
use zbus::object_server::SignalEmitter;
use zbus::zvariant::OwnedValue;
use zbus::{Connection, fdo, interface};

use super::until;

const NAME: &str = "org.freedesktop.Notifications";
const PATH: &str = "/org/freedesktop/Notifications";

/// The specification's reason for one that its reader has closed.
const DISMISSED: u32 = 2;

/// The specification's reason for one that the program has taken back.
const WITHDRAWN: u32 = 3;

/// What a program wanted to be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// Its number; one that replaces another has the number of that.
    pub id: u32,
    /// The program's name.
    pub program: String,
    /// The name of the program's icon.
    pub icon: String,
    /// Its first line.
    pub title: String,
    /// What stands below.
    pub body: String,
    /// Its buttons: key and label. The key of the notification itself is `default`.
    pub actions: Vec<(String, String)>,
    /// 0 is low, 1 is normal.
    pub urgency: u8,
    /// In milliseconds; -1 leaves it to the desktop.
    pub timeout: i32,
}

/// A server of notifications.
pub struct Notifications {
    bus: Connection,
    all: watch::Receiver<Desk>,
}

/// What was taken in, and what was taken back.
#[derive(Debug, Clone, Default)]
struct Desk {
    shown: Vec<Shown>,
    withdrawn: Vec<u32>,
}

struct Server {
    can: &'static [&'static str],
    refuses: bool,
    desk: watch::Sender<Desk>,
}

#[interface(name = "org.freedesktop.Notifications")]
impl Server {
    fn get_capabilities(&self) -> Vec<&'static str> {
        self.can.to_vec()
    }

    #[expect(clippy::unused_self, reason = "the shape that zbus wants of a method")]
    fn get_server_information(&self) -> (&'static str, &'static str, &'static str, &'static str) {
        ("made", "sandbar", "1", "1.2")
    }

    #[expect(clippy::too_many_arguments, reason = "the specification's")]
    fn notify(
        &self,
        program: String,
        replaces: u32,
        icon: String,
        title: String,
        body: String,
        actions: Vec<String>,
        mut hints: HashMap<String, OwnedValue>,
        timeout: i32,
    ) -> fdo::Result<u32> {
        if self.refuses {
            return Err(fdo::Error::AccessDenied("nothing is shown on this desktop".to_owned()));
        }
        let mut words = actions.into_iter();
        let actions = iter::from_fn(|| Some((words.next()?, words.next()?))).collect();
        let urgency = hints.remove("urgency").and_then(|urgency| u8::try_from(urgency).ok()).unwrap_or(1);
        let mut number = replaces;
        self.desk.send_modify(|desk| {
            if number == 0 {
                number = u32::try_from(desk.shown.len()).map_or(u32::MAX, |shown| shown + 1);
            }
            desk.shown.push(Shown { id: number, program, icon, title, body, actions, urgency, timeout });
        });
        Ok(number)
    }

    async fn close_notification(&self, id: u32, #[zbus(signal_emitter)] emitter: SignalEmitter<'_>) -> fdo::Result<()> {
        self.desk.send_modify(|desk| desk.withdrawn.push(id));
        Ok(Self::notification_closed(&emitter, id, WITHDRAWN).await?)
    }

    #[zbus(signal)]
    async fn action_invoked(emitter: &SignalEmitter<'_>, id: u32, key: &str) -> zbus::Result<()>;

    #[zbus(signal)]
    async fn notification_closed(emitter: &SignalEmitter<'_>, id: u32, reason: u32) -> zbus::Result<()>;
}

impl Notifications {
    /// A server that has buttons and understands markup, as the large desktops have, on the bus at `address`.
    ///
    /// # Errors
    /// When the bus is gone, or has one already.
    pub async fn on(address: &str) -> Result<Self> {
        Self::serve(address, &["actions", "body", "body-markup", "persistence"], false).await
    }

    /// One that has no buttons.
    ///
    /// # Errors
    /// As [`Self::on`].
    pub async fn without_actions(address: &str) -> Result<Self> {
        Self::serve(address, &["body"], false).await
    }

    /// One that shows nothing.
    ///
    /// # Errors
    /// As [`Self::on`].
    pub async fn refusing(address: &str) -> Result<Self> {
        Self::serve(address, &["actions", "body"], true).await
    }

    async fn serve(address: &str, can: &'static [&'static str], refuses: bool) -> Result<Self> {
        let (desk, all) = watch::channel(Desk::default());
        let bus = zbus::connection::Builder::address(address)?
            .name(NAME)?
            .serve_at(PATH, Server { can, refuses, desk })?
            .build()
            .await
            .context("Could not be a server of notifications")?;
        Ok(Self { bus, all })
    }

    /// All that was shown so far, the first first.
    pub fn all(&self) -> Vec<Shown> {
        self.all.borrow().shown.clone()
    }

    /// Waits for one whose title or body has `text`.
    ///
    /// # Errors
    /// When there never is one; says which there were.
    pub async fn see(&self, text: &str) -> Result<Shown> {
        let seen = until(&format!("a notification says \"{text}\""), async || {
            let mut all = self.all().into_iter();
            Ok(all.find(|shown| shown.title.contains(text) || shown.body.contains(text)))
        })
        .await;
        seen.with_context(|| format!("There were these:\n{:#?}", self.all()))
    }

    /// Waits until `shown` is taken back.
    ///
    /// # Errors
    /// When it never is.
    pub async fn miss(&self, shown: &Shown) -> Result<()> {
        until(&format!("\"{}\" is taken back", shown.title), async || {
            Ok(self.all.borrow().withdrawn.contains(&shown.id).then_some(()))
        })
        .await
    }

    /// Presses the button `label` of it, as a person would: the desktop tells of the press, and closes it.
    ///
    /// # Errors
    /// When there is no such button.
    pub async fn press(&self, shown: &Shown, label: &str) -> Result<()> {
        let key = shown.actions.iter().find(|(key, own)| own == label && key != "default");
        let (key, _) = key.with_context(|| format!("No button `{label}`: {:?}", shown.actions))?;
        self.invoke(shown.id, key).await
    }

    /// Clicks on the notification itself.
    ///
    /// # Errors
    /// When it can't be clicked on.
    pub async fn click(&self, shown: &Shown) -> Result<()> {
        let key = shown.actions.iter().find(|(key, _)| key == "default");
        key.with_context(|| format!("Nothing follows a click: {:?}", shown.actions))?;
        self.invoke(shown.id, "default").await
    }

    async fn invoke(&self, id: u32, key: &str) -> Result<()> {
        let emitter = SignalEmitter::new(&self.bus, PATH)?;
        Server::action_invoked(&emitter, id, key).await?;
        Ok(Server::notification_closed(&emitter, id, DISMISSED).await?)
    }
}
