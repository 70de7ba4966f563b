//! Starts a program that goes on by itself: a terminal, an editor.
//!
//! It gets a session of its own, so that nothing that is sent to us reaches it, and the user's environment as it is, for
//! a person works in it. Somebody has to wait for it once it ends, or its number stays taken: a task does.

use std::process::Stdio;
use std::time::Duration;

use process_wrap::tokio::{ChildWrapper, CommandWrap, ProcessSession};

use super::{Call, Ending, environment};
use crate::machine::Machine;

/// What can't start ends sooner than this.
const AT_ONCE: Duration = Duration::from_secs(2);

/// Starts `call`; success when it is still there a moment later, or has handed over to another and ended well.
pub(super) async fn launch(machine: &Machine, call: &Call<'_>) -> Ending {
    let Some((program, arguments)) = call.argv.split_first() else { return Ending::NotFound };
    let mut command = CommandWrap::with_new(program, |command| {
        command
            .args(arguments)
            .current_dir(&call.cwd)
            .env_clear()
            .envs(environment::own(machine))
            .envs(&call.env)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
    });
    command.wrap(ProcessSession);
    let mut child = match command.spawn() {
        Ok(child) => child,
        Err(error) => return Ending::never_began(error),
    };
    match tokio::time::timeout(AT_ONCE, child.wait()).await {
        Ok(Ok(status)) => Ending::of(status),
        Ok(Err(error)) => Ending::Io(error),
        Err(_still_there) => {
            tokio::spawn(outlive(child));
            Ending::Exited(0)
        }
    }
}

async fn outlive(mut child: Box<dyn ChildWrapper>) {
    // However it ends: it is the user's own by now.
    let _ = child.wait().await;
}
