//! Jobs: nothing can be run yet.

use std::path::PathBuf;
use std::sync::Arc;

use tokio::sync::broadcast::Sender;

use crate::failure::{Code, Failure};
use crate::machine::Machine;
use crate::model::{Job, JobId};
use crate::wire::Event;

/// The jobs of one engine.
#[derive(Debug)]
pub struct Jobs;

impl Jobs {
    /// None yet.
    pub fn new(_machine: Arc<Machine>, _data: Option<PathBuf>, _events: Sender<Event>) -> Self {
        Self
    }

    /// Stops a job.
    ///
    /// # Errors
    /// Always, for now.
    pub fn cancel(&self, id: &JobId) -> Result<(), Failure> {
        Err(Failure::new(Code::NotFound, format!("There is no job `{}`", id.0)))
    }

    /// All of them.
    pub fn all(&self) -> Vec<Job> {
        Vec::new()
    }
}
