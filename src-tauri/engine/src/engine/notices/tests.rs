use std::path::Path;
use std::sync::{Arc, mpsc};
use std::time::Duration;

use super::would_do_more;
use crate::engine::{Engine, Options};
use crate::machine::{Machine, MachinePath};
use crate::model::{Happening, Notice, NoticeId, NoticeKind};
use crate::notice::ledger::Ledger;

/// Only what waits for a lock for good takes so long.
const AGES: Duration = Duration::from_mins(1);

fn engine(home: &Path) -> Arc<Engine> {
    let mut machine = Machine::this();
    machine.home = home.to_path_buf();
    machine.live = false;
    let engine = Engine::open(machine, Options { data: Some(home.join("data")), also: Vec::new(), ask_shell: false });
    engine.tell();
    engine
}

/// What `work` gives on a thread of its own.
fn apart<T: Send + 'static>(engine: &Arc<Engine>, work: impl FnOnce(&Engine) -> T + Send + 'static) -> T {
    let (sender, done) = mpsc::channel();
    let engine = Arc::clone(engine);
    std::thread::spawn(move || sender.send(work(&engine)));
    done.recv_timeout(AGES).expect("it waits for nobody")
}

#[test]
fn the_window_goes_while_something_is_being_told() {
    let home = tempfile::tempdir().unwrap();
    let engine = engine(home.path());
    let telling = engine.telling();
    apart(&engine, |engine| engine.view(Some(Path::new("/p"))));
    drop(telling);
    assert_eq!(engine.viewed().as_deref(), Some(Path::new("/p")));
}

#[test]
fn the_notices_are_there_while_they_are_written_down() {
    let home = tempfile::tempdir().unwrap();
    let engine = engine(home.path());
    assert_eq!(engine.consider(&[Happening::Ready]), []);
    let keeping = engine.teller.keeping.lock().unwrap();
    let (told, heard) = mpsc::channel();
    let teller = Arc::clone(&engine);
    let telling = std::thread::spawn(move || {
        let guard = Happening::PipGuard { path: MachinePath::new("/etc/pip.conf"), on: false };
        told.send(teller.consider(&[guard])).unwrap();
    });
    // It was told, and waits for its turn to be kept.
    let notices = (0..).find_map(|_| Some(apart(&engine, Engine::notices)).filter(|notices| !notices.is_empty()));
    assert!(heard.try_recv().is_err() && Ledger::load(&home.path().join("data")).latest().is_empty());
    drop(keeping);
    telling.join().unwrap();
    let ids = |told: Vec<Notice>| told.into_iter().map(|notice| notice.id).collect::<Vec<_>>();
    assert_eq!(heard.recv().ok().map(ids), notices.map(ids));
}

#[test]
fn a_rescue_that_something_has_overtaken_is_looked_at_first() {
    let notice = |id: &str, kind, subject: &str| Notice {
        id: NoticeId(id.to_owned()),
        at: String::new(),
        kind,
        subject: MachinePath::new(subject),
        title: String::new(),
        body: String::new(),
        actions: Vec::new(),
        shown: true,
        seen: false,
        settled: false,
    };
    let told = notice("2", NoticeKind::SystemInstall, "/brew/python");
    let wish = |verb: &str| vec![verb.to_owned(), "--python".to_owned(), "/brew/python".to_owned()];
    for (other, more) in [
        (notice("3", NoticeKind::SystemInstall, "/brew/python"), true),
        (notice("1", NoticeKind::SystemInstall, "/brew/python"), false),
        (notice("3", NoticeKind::SystemInstall, "/other/python"), false),
        (notice("3", NoticeKind::GuardOff, "/brew/python"), false),
    ] {
        let all = [other, told.clone()];
        assert_eq!(would_do_more(&wish("rescue"), &told, &all), more, "{all:?}");
        assert!(!would_do_more(&wish("take-out"), &told, &all), "it names what it takes out");
    }
}
