//! Whose turn it is: one job at a time works on a resource, in this Sandbar and in every other one on this machine.
//!
//! Within a process a queue, between processes a lock on a file. What a job runs holds the lock open, so it lasts until
//! the last of its programs has ended, even if Sandbar is gone by then.

use std::fs::File;
use std::path::Path;
use std::time::Duration;

use sha2::{Digest as _, Sha256};
use tokio::sync::OwnedMutexGuard;

use super::running::Running;
use crate::disk;
use crate::failure::{Code, Failure};
use crate::plan::{Resource, hex};

/// How often another process's lock is tried.
const PAUSE: Duration = Duration::from_millis(200);

/// A turn: as long as it lasts, nobody else works on the same resources.
pub(super) struct Turn {
    locks: Vec<File>,
    queue: Vec<OwnedMutexGuard<()>>,
}

impl Turn {
    /// An open file that is locked for as long as anybody has it open; none where nobody else could be in the way.
    pub(super) fn held(&self) -> Option<&File> {
        self.locks.first()
    }
}

/// Waits until all of `resources` are free.
pub(super) async fn wait(running: &Running, resources: &[Resource]) -> Result<Turn, Failure> {
    let mut resources: Vec<Resource> = resources.iter().map(|resource| one_spelling(running, resource)).collect();
    // Everybody waits in the same order, so nobody waits for somebody who waits for them.
    resources.sort();
    resources.dedup();
    let mut turn = Turn { locks: Vec::new(), queue: Vec::new() };
    for resource in &resources {
        let queue = running.shared.turn(resource);
        let guard = tokio::select! {
            biased;
            () = running.cancel.cancelled() => return Err(cancelled()),
            guard = queue.lock_owned() => guard,
        };
        turn.queue.push(guard);
        turn.locks.push(lock(running, resource).await?);
    }
    running.shared.change(&running.id, |job| job.waiting = None);
    Ok(turn)
}

/// Two spellings of one folder are one folder.
fn one_spelling(running: &Running, resource: &Resource) -> Resource {
    let real = |path: &Path| running.shared.machine.resolve(path).unwrap_or_else(|_| path.to_path_buf());
    match resource {
        Resource::Folder(folder) => Resource::Folder(real(folder)),
        Resource::Python(python) => Resource::Python(real(python)),
        other => other.clone(),
    }
}

async fn lock(running: &Running, resource: &Resource) -> Result<File, Failure> {
    let folder = running.data.join("locks");
    disk::create_private_folder(&folder)?;
    let path = folder.join(name(resource));
    loop {
        if let Some(file) = disk::lock(&path)? {
            return Ok(file);
        }
        let waiting = format!("Another Sandbar is at work on {}", spoken(running, resource));
        running.shared.change(&running.id, |job| job.waiting = Some(waiting));
        tokio::select! {
            biased;
            () = running.cancel.cancelled() => return Err(cancelled()),
            () = tokio::time::sleep(PAUSE) => {}
        }
    }
}

/// A name for the lock's file: paths are longer than names may be.
fn name(resource: &Resource) -> String {
    let text = serde_json::to_vec(resource).unwrap_or_default();
    format!("{}.lock", &hex(&Sha256::digest(text))[..24])
}

fn spoken(running: &Running, resource: &Resource) -> String {
    match resource {
        Resource::Folder(path) | Resource::Python(path) => format!("`{}`", running.shared.machine.tilde(path)),
        Resource::Pipx => "pipx's tools".to_owned(),
        Resource::Brew => "Homebrew".to_owned(),
        Resource::PipConfig => "pip's settings".to_owned(),
    }
}

fn cancelled() -> Failure {
    Failure::new(Code::Cancelled, "It was stopped before it had done anything")
}
