//! What waits for programs: a runtime, and the signals with which a terminal or a system asks to stop.

use std::future::Future;
use std::io::{self, IsTerminal as _, Write as _};

use tokio::runtime::Runtime;
use tokio::signal::unix::{Signal, SignalKind, signal};

use super::terminal::err;

/// Runs `work` to its end.
pub(super) fn wait_for<T>(work: impl Future<Output = T>) -> io::Result<T> {
    Ok(Runtime::new()?.block_on(work))
}

/// Ctrl-C, the end of the terminal, and a polite kill.
pub(super) struct Interrupts {
    signals: [Signal; 3],
}

impl Interrupts {
    /// Listens from now on; the signals no longer end the program by themselves.
    pub(super) fn listen() -> io::Result<Self> {
        let signals = [SignalKind::interrupt(), SignalKind::terminate(), SignalKind::hangup()];
        let [interrupt, terminate, hangup] = signals.map(signal);
        Ok(Self { signals: [interrupt?, terminate?, hangup?] })
    }

    /// The next of them.
    pub(super) async fn next(&mut self) {
        let [interrupt, terminate, hangup] = &mut self.signals;
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
            _ = hangup.recv() => {}
        }
    }
}

/// True when a person sees what is asked, and can answer.
pub(super) fn is_anybody_there() -> bool {
    io::stdin().is_terminal() && io::stderr().is_terminal()
}

/// Asks the person in front of the terminal a yes or a no. `None` where there is nobody to ask.
pub(super) fn asked(question: &str) -> io::Result<Option<bool>> {
    let line = typed(&format!("{question} [y/N]"))?;
    Ok(line.map(|line| matches!(line.trim().to_lowercase().as_str(), "y" | "yes")))
}

/// What the person in front of the terminal types. `None` where there is nobody to ask.
pub(super) fn typed(question: &str) -> io::Result<Option<String>> {
    if !is_anybody_there() {
        return Ok(None);
    }
    write!(err(), "{question} ")?;
    let mut line = String::new();
    io::stdin().read_line(&mut line)?;
    Ok(Some(line))
}
