use std::os::unix::net::UnixStream;
use std::sync::Mutex;

use zbus::Guid;

use self::fake::{Bus, Screen};
use super::super::banner::Button;
use super::*;
#[test]
fn a_key_leads_back_to_its_button() {
    let button = |label: &str| Button { label: label.to_owned(), opens: false };
    let mut banner = Banner::refused(NoticeId("1".to_owned()));
    banner.buttons = vec![button("Move to a sandbox"), button("Undo")];
    let keys = keys(&banner);
    let pairs: Vec<_> = keys.chunks(2).map(|pair| (answer(&pair[0]), pair[1].as_str())).collect();
    let buttons =
        [(Answer::Body, "Open Sandbar"), (Answer::Button(0), "Move to a sandbox"), (Answer::Button(1), "Undo")];
    assert_eq!(pairs, buttons.map(|(answer, label)| (Some(answer), label)));
    assert_eq!(answer("inline-reply"), None);
}

#[test]
fn a_name_is_no_markup() {
    assert_eq!(without_markup("R&D <b>"), "R&amp;D &lt;b&gt;");
}

/// Only what hangs takes so long.
const AGES: Duration = Duration::from_mins(1);

#[expect(clippy::unused_self, clippy::used_underscore_binding, reason = "the shape that zbus wants of a method")]
mod fake {
    use std::collections::HashMap;

    use tokio::sync::mpsc;
    use zbus::interface;
    use zbus::zvariant::OwnedValue;

    /// As much of a bus as a client asks for.
    pub(super) struct Bus;

    #[interface(name = "org.freedesktop.DBus")]
    impl Bus {
        fn hello(&self) -> &'static str {
            ":1.1"
        }

        fn add_match(&self, _rule: &str) {}

        fn remove_match(&self, _rule: &str) {}

        fn get_name_owner(&self, _name: &str) -> &'static str {
            ":1.0"
        }
    }

    /// A server that says what it was told to show.
    pub(super) struct Screen(pub(super) mpsc::UnboundedSender<String>);

    #[interface(name = "org.freedesktop.Notifications")]
    impl Screen {
        fn get_capabilities(&self) -> Vec<String> {
            Vec::new()
        }

        #[expect(clippy::too_many_arguments, reason = "the specification's")]
        fn notify(
            &self,
            _name: &str,
            _replaces: u32,
            _icon: &str,
            summary: String,
            _body: &str,
            _actions: Vec<String>,
            _hints: HashMap<String, OwnedValue>,
            _timeout: i32,
        ) -> u32 {
            let _ = self.0.send(summary);
            1
        }
    }
}

/// A bus that waits for its client, and the client's end.
fn bus(seen: &mpsc::UnboundedSender<String>) -> (connection::Builder<'static>, connection::Builder<'static>) {
    let (near, far) = UnixStream::pair().unwrap();
    let bus = connection::Builder::async_io_unix_stream(far).server(Guid::generate()).unwrap().p2p();
    let bus = bus.serve_at("/org/freedesktop/DBus", Bus).unwrap();
    let bus = bus.serve_at("/org/freedesktop/Notifications", Screen(seen.clone())).unwrap();
    (bus, connection::Builder::async_io_unix_stream(near))
}

fn order(title: &str) -> Order {
    Order::Show(Banner { title: title.to_owned(), ..Banner::refused(NoticeId(title.to_owned())) })
}

async fn soon<T>(work: impl Future<Output = T>) -> T {
    tokio::time::timeout(AGES, work).await.expect("it hangs")
}

#[tokio::test]
async fn what_comes_after_the_bus_was_lost_is_shown_by_the_next_one() {
    let (seen, mut screen) = mpsc::unbounded_channel();
    let ((first, client), (second, next_client)) = (bus(&seen), bus(&seen));
    let clients = Mutex::new(vec![next_client, client]);
    let client = move || clients.lock().unwrap().pop().ok_or_else(|| zbus::Error::Failure("no bus".to_owned()));
    let (orders, heard) = mpsc::unbounded_channel();
    let serving = tokio::spawn(serve(heard, client, |_, _| {}));

    orders.send(order("first")).unwrap();
    let first = soon(first.build()).await.unwrap();
    assert_eq!(soon(screen.recv()).await.as_deref(), Some("first"));
    first.close().await.unwrap();

    let second = tokio::spawn(second.build());
    soon(async {
        // What is sent while the bus goes is lost with it.
        while screen.is_empty() {
            orders.send(order("second")).unwrap();
            let (answer, answered) = oneshot::channel();
            orders.send(Order::Access(answer)).unwrap();
            let _ = answered.await;
        }
    })
    .await;
    assert_eq!(screen.recv().await.as_deref(), Some("second"));
    drop((orders, second));
    soon(serving).await.unwrap();
}

#[tokio::test]
async fn without_a_bus_whoever_asks_hears_so() {
    let (orders, heard) = mpsc::unbounded_channel();
    tokio::spawn(serve(heard, || Err(zbus::Error::Failure("no bus".to_owned())), |_, _| {}));
    for _ in 0..2 {
        let (answer, answered) = oneshot::channel();
        assert!(orders.send(Order::Access(answer)).is_ok());
        assert!(soon(answered).await.is_err());
    }
}
