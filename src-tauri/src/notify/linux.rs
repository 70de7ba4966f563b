//! The notifications of Linux desktops: `org.freedesktop.Notifications` on the session bus.
//!
//! One task owns the connection and everything that is shown; orders come in by a channel. The first of them connects to
//! the bus, and so does the first after the bus was lost. Signals come in one stream,
//! since a server that closes what was pressed says so right after the press, and the order matters.
//!
//! <https://specifications.freedesktop.org/notification-spec/latest/>

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use futures_util::StreamExt as _;
use sandbar_engine::model::{NoticeId, NotificationAccess};
use tauri::AppHandle;
use tokio::sync::{mpsc, oneshot};
use zbus::zvariant::Value;
use zbus::{Connection, Message, connection, proxy};

use super::answer::{self, Answer};
use super::{Banner, Notifier, Shared};

/// The name that the applications' icons are installed under.
const ICON: &str = "sandbar-desktop";

/// What a press on the notification itself is called by the specification.
const BODY: &str = "default";

/// A server that is started by being called, on a machine that is busy starting everything else, takes its time.
const PATIENCE: Duration = Duration::from_secs(20);

/// The server.
#[proxy(
    interface = "org.freedesktop.Notifications",
    default_service = "org.freedesktop.Notifications",
    default_path = "/org/freedesktop/Notifications",
    gen_blocking = false
)]
trait Server {
    fn get_capabilities(&self) -> zbus::Result<Vec<String>>;

    #[expect(clippy::too_many_arguments, reason = "the specification's")]
    fn notify(
        &self,
        name: &str,
        replaces: u32,
        icon: &str,
        summary: &str,
        body: &str,
        actions: &[&str],
        hints: HashMap<&str, Value<'_>>,
        timeout: i32,
    ) -> zbus::Result<u32>;

    fn close_notification(&self, id: u32) -> zbus::Result<()>;
}

/// What the task is told to do.
enum Order {
    Access(oneshot::Sender<NotificationAccess>),
    Show(Banner),
    Withdraw(Vec<NoticeId>),
}

struct Desk(mpsc::UnboundedSender<Order>);

/// Starts the task.
pub(super) fn notifier(app: &AppHandle) -> Shared {
    let (sender, orders) = mpsc::unbounded_channel();
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        serve(orders, connection::Builder::session, |notice, answer| answer::given(&app, notice, answer)).await;
    });
    Arc::new(Desk(sender))
}

impl Notifier for Desk {
    fn access(&self) -> NotificationAccess {
        let (answer, heard) = oneshot::channel();
        let _ = self.0.send(Order::Access(answer));
        heard.blocking_recv().unwrap_or(NotificationAccess::Unavailable)
    }

    /// Nobody asks on Linux: who has a server has said yes, and says otherwise to the server.
    fn ask(&self) -> NotificationAccess {
        self.access()
    }

    fn show(&self, banner: &Banner) {
        let _ = self.0.send(Order::Show(banner.clone()));
    }

    fn withdraw(&self, notices: &[NoticeId]) {
        let _ = self.0.send(Order::Withdraw(notices.to_vec()));
    }
}

/// Does what is ordered for as long as anybody orders.
async fn serve(
    mut orders: mpsc::UnboundedReceiver<Order>,
    bus: impl Fn() -> zbus::Result<connection::Builder<'static>>,
    answered: impl Fn(NoticeId, Answer),
) {
    while let Some(order) = orders.recv().await {
        // Without a bus there is nobody who could show anything: whoever asked hears that from the order being dropped.
        if let Ok(bus) = connect(&bus).await {
            // A bus that is lost takes what is shown along; the next order may find another one.
            let _ = attend(&bus, order, &mut orders, &answered).await;
        }
    }
}

async fn connect(bus: impl Fn() -> zbus::Result<connection::Builder<'static>>) -> zbus::Result<Connection> {
    bus()?.method_timeout(PATIENCE).build().await
}

/// Does the `first` order and those that follow, and listens, until one of the two ends.
async fn attend(
    bus: &Connection,
    first: Order,
    orders: &mut mpsc::UnboundedReceiver<Order>,
    answered: impl Fn(NoticeId, Answer),
) -> zbus::Result<()> {
    let server = ServerProxy::new(bus).await?;
    let mut signals = server.inner().receive_all_signals().await?;
    let mut owners = server.inner().receive_owner_changed().await?;
    let mut shown = HashMap::new();
    obey(&server, first, &mut shown).await;
    loop {
        tokio::select! {
            // That the bus is lost is heard before the next order.
            biased;
            signal = signals.next() => {
                let Some(signal) = signal else { return Ok(()) };
                if let Some((notice, answer)) = hear(&signal, &mut shown) {
                    answered(notice, answer);
                }
            }
            owner = owners.next() => match owner {
                // A new server counts from 1 again, and for others as well: its numbers are not those that we know.
                Some(_) => shown.clear(),
                None => return Ok(()),
            },
            order = orders.recv() => match order {
                Some(order) => obey(&server, order, &mut shown).await,
                None => return Ok(()),
            },
        }
    }
}

/// What fails here fails because there is no server, or because it refuses: the icon and the popover are left.
async fn obey(server: &ServerProxy<'_>, order: Order, shown: &mut HashMap<u32, NoticeId>) {
    match order {
        Order::Access(answer) => {
            let access = match server.get_capabilities().await {
                Ok(_) => NotificationAccess::Granted,
                Err(_) => NotificationAccess::Unavailable,
            };
            let _ = answer.send(access);
        }
        Order::Show(banner) => {
            if let Ok(id) = show(server, &banner, shown).await {
                shown.retain(|_, notice| *notice != banner.notice);
                shown.insert(id, banner.notice);
            }
        }
        Order::Withdraw(notices) => {
            let gone: Vec<u32> =
                shown.iter().filter(|(_, notice)| notices.contains(notice)).map(|(id, _)| *id).collect();
            for id in gone {
                shown.remove(&id);
                let _ = server.close_notification(id).await;
            }
        }
    }
}

async fn show(server: &ServerProxy<'_>, banner: &Banner, shown: &HashMap<u32, NoticeId>) -> zbus::Result<u32> {
    let can = server.get_capabilities().await?;
    let can = |what: &str| can.iter().any(|each| each == what);
    let before = shown.iter().find(|(_, notice)| **notice == banner.notice).map_or(0, |(id, _)| *id);
    let body = if can("body-markup") { without_markup(&banner.body) } else { banner.body.clone() };
    let keys = keys(banner);
    let actions: Vec<&str> = if can("actions") { keys.iter().map(String::as_str).collect() } else { Vec::new() };
    // 0 is low, 1 is normal.
    let urgency = u8::from(!banner.quiet);
    let hints = HashMap::from([("urgency", Value::from(urgency))]);
    server.notify("Sandbar", before, ICON, &banner.title, &body, &actions, hints, -1).await
}

/// Keys and labels in turn, as the specification has them.
fn keys(banner: &Banner) -> Vec<String> {
    let buttons = banner.buttons.iter().enumerate();
    let buttons = buttons.flat_map(|(place, button)| [place.to_string(), button.label.clone()]);
    [BODY.to_owned(), "Open Sandbar".to_owned()].into_iter().chain(buttons).collect()
}

fn answer(key: &str) -> Option<Answer> {
    if key == BODY { Some(Answer::Body) } else { key.parse().ok().map(Answer::Button) }
}

/// Names may hold what a server with markup takes for some.
fn without_markup(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// What a signal means to us; the server sends those about other programs' notifications as well.
fn hear(signal: &Message, shown: &mut HashMap<u32, NoticeId>) -> Option<(NoticeId, Answer)> {
    let header = signal.header();
    match header.member()?.as_str() {
        "ActionInvoked" => {
            let (id, key): (u32, String) = signal.body().deserialize().ok()?;
            Some((shown.get(&id)?.clone(), answer(&key)?))
        }
        "NotificationClosed" => {
            let (id, _): (u32, u32) = signal.body().deserialize().ok()?;
            shown.remove(&id);
            None
        }
        _ => None,
    }
}

#[cfg(test)]
#[path = "linux/tests.rs"]
mod tests;
