//! From a wish to its plan, its job, its verification.

use std::path::Path;

use super::Engine;
use crate::failure::{Code, Failure};
use crate::model::{Answer, JobId, PastJob, Plan, Verification};

fn not_yet() -> Failure {
    Failure::new(Code::UnknownWish, "Sandbar can't do that yet")
}

impl Engine {
    /// What a wish would do.
    ///
    /// # Errors
    /// Always, for now.
    pub fn plan(&self, _wish: &[String]) -> Result<Answer, Failure> {
        Err(not_yet())
    }

    /// Runs a plan.
    ///
    /// # Errors
    /// Always, for now.
    pub fn start(&self, _wish: Vec<String>, _plan: Plan) -> Result<JobId, Failure> {
        Err(not_yet())
    }

    /// Verifies a project.
    ///
    /// # Errors
    /// Always, for now.
    pub async fn verify(&self, _project: &Path, _trusted: bool) -> Result<Verification, Failure> {
        Err(not_yet())
    }

    /// What was done.
    ///
    /// # Errors
    /// Never, for now.
    pub fn history(&self) -> Result<Vec<PastJob>, Failure> {
        Ok(Vec::new())
    }
}
