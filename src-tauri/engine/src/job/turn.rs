//! Whose turn it is: one job at a time works on a resource, in this Sandbar and in every other one on this machine.
//!
//! Within a process a queue, between processes a lock on a file for each resource. When Sandbar is killed these are free at
//! once, and what it has started may still be at work. So each file names the job that had it last, and that job has a
//! file of its own, which everything that it starts holds open: for as long as any of these programs lives, the resource
//! is not free.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::time::Duration;

use sha2::{Digest as _, Sha256};
use tokio::sync::OwnedMutexGuard;

use super::running::Running;
use crate::disk;
use crate::failure::{Code, Failure};
use crate::machine::Machine;
use crate::model::JobId;
use crate::plan::{Resource, hex};

/// How often another process's lock is tried.
const PAUSE: Duration = Duration::from_millis(200);

/// The name of a job is no longer.
const LONGEST_NAME: u64 = 256;

/// A turn: as long as it lasts, nobody else works on the same resources.
pub(super) struct Turn {
    /// The job's own file, locked for as long as anybody has it open.
    own: Option<File>,
    own_path: PathBuf,
    locks: Vec<File>,
    queue: Vec<OwnedMutexGuard<()>>,
}

impl Turn {
    /// What everything that the job starts has to hold open.
    pub(super) fn held(&self) -> Option<&File> {
        self.own.as_ref()
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        // Nothing that a job has started outlives it, as long as Sandbar lives.
        disk::remove_own_file(&self.own_path);
    }
}

/// Waits until all of `resources` are free.
pub(super) async fn wait(running: &Running, resources: &[Resource]) -> Result<Turn, Failure> {
    let mut resources: Vec<Resource> = resources.iter().map(|resource| one_spelling(running, resource)).collect();
    // Everybody waits in the same order, so nobody waits for somebody who waits for them.
    resources.sort();
    resources.dedup();
    let folder = running.data.join("locks");
    disk::create_private_folder(&folder)?;
    let own_path = own(&folder, &running.id.0);
    let mut turn = Turn { own: disk::lock(&own_path)?, own_path, locks: Vec::new(), queue: Vec::new() };
    for resource in &resources {
        let queue = running.shared.turn(resource);
        let guard = tokio::select! {
            biased;
            () = running.cancel.cancelled() => return Err(cancelled()),
            guard = queue.lock_owned() => guard,
        };
        turn.queue.push(guard);
        turn.locks.push(lock(running, &folder, resource).await?);
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

async fn lock(running: &Running, folder: &Path, resource: &Resource) -> Result<File, Failure> {
    let path = folder.join(name(resource));
    loop {
        if let Some(file) = disk::lock(&path)?
            && !is_left_at_work(running, folder, &path)
        {
            disk::write_own_note(&path, &running.id.0)?;
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

/// Whether the job that had the resource last is gone, and something that it has started is not.
fn is_left_at_work(running: &Running, folder: &Path, path: &Path) -> bool {
    let machine = &running.shared.machine;
    let Ok(last) = machine.read_text(path, LONGEST_NAME) else { return false };
    // A name, and never a path.
    if last.is_empty() || last == running.id.0 || last.contains('/') {
        return false;
    }
    let left = own(folder, &last);
    let is_at_work = machine.is_locked(&left);
    if !is_at_work {
        disk::remove_own_file(&left);
    }
    is_at_work
}

/// Whether the job `id`, or something that it has started, is still at work.
pub(crate) fn is_at_work(machine: &Machine, data: &Path, id: &JobId) -> bool {
    machine.is_locked(&own(&data.join("locks"), &id.0))
}

fn own(folder: &Path, job: &str) -> PathBuf {
    folder.join(format!("{job}.job"))
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
