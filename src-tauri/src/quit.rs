//! Ending Sandbar, and never in the middle of something without having asked.

use std::sync::Arc;
use std::time::Duration;

use sandbar_engine::engine::Engine;
use sandbar_engine::model::{Job, JobState};
use tauri::{AppHandle, Manager as _};
use tauri_plugin_dialog::{DialogExt as _, MessageDialogButtons, MessageDialogKind};
use tokio::time::timeout;

use crate::popover;
use crate::words::words;

/// A job that was told to stop gets this long to put things in order.
const GOODBYE: Duration = Duration::from_secs(10);

/// Ends the program; asks first if a job runs.
pub(crate) fn quit(app: &AppHandle) {
    let Some(job) = running(app).into_iter().next() else { return app.exit(0) };
    let held = popover::hold(app);
    let words = words(app);
    let app = app.clone();
    app.clone()
        .dialog()
        .message(words.at_work(&job.plan.title))
        .title(words.quit_question)
        .kind(MessageDialogKind::Warning)
        .buttons(MessageDialogButtons::OkCancelCustom(words.stop.to_owned(), words.keep.to_owned()))
        .show(move |stop| {
            drop(held);
            if stop {
                tauri::async_runtime::spawn(stop_and_quit(app));
            }
        });
}

/// Cancels every job, waits until all have ended, and ends the program.
async fn stop_and_quit(app: AppHandle) {
    let engine = Arc::clone(&app.state::<Arc<Engine>>());
    let mut events = engine.events();
    for job in running(&app) {
        // One that has ended meanwhile needs no cancelling.
        let _ = engine.jobs().cancel(&job.id);
    }
    let ended = async { while !running(&app).is_empty() && events.recv().await.is_ok() {} };
    // What has not ended by then is named at the next start.
    let _ = timeout(GOODBYE, ended).await;
    app.exit(0);
}

fn running(app: &AppHandle) -> Vec<Job> {
    let mut jobs = app.state::<Arc<Engine>>().jobs().all();
    jobs.retain(|job| job.state != JobState::Ended);
    jobs
}
