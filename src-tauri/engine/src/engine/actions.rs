//! From a wish to its plan, its job, its verification. The rooms decide; here they are only given what they need.

use std::path::Path;

use super::Engine;
use crate::failure::Failure;
use crate::grounds;
use crate::history::History;
use crate::job::Order;
use crate::model::{Answer, JobId, PastJob, Plan, Verification};
use crate::plan;
use crate::run::Cancel;
use crate::verify;
use crate::wish::Wish;

impl Engine {
    /// What a wish would do.
    ///
    /// # Errors
    /// When its words are not understood, or Sandbar's own history can't be read.
    pub fn plan(&self, words: &[String]) -> Result<Answer, Failure> {
        let wish = self.wish(words)?;
        let grounds = grounds::read(&self.machine, self.data.as_deref(), &self.snapshot(), &wish)?;
        Ok(plan::answer(&grounds))
    }

    /// Runs a plan that was shown. Must be called within a runtime of tokio's.
    ///
    /// # Errors
    /// When the wish is not understood, or nothing is run on this machine. That the plan no longer stands is the job's
    /// to find out, when its turn has come.
    pub fn start(&self, words: &[String], plan: Plan) -> Result<JobId, Failure> {
        let order = Order { wish: self.wish(words)?, plan, snapshot: self.snapshot() };
        self.jobs.start(order, self.machine.now())
    }

    /// Verifies a project. Dropping the future ends what it has started.
    ///
    /// # Errors
    /// As [`verify::project`].
    pub async fn verify(&self, project: &Path, trusted: bool) -> Result<Verification, Failure> {
        let project = self.machine.absolute(project);
        verify::project(&self.machine, &self.snapshot(), &project, trusted, &Cancel::default()).await
    }

    /// What was done, the last first.
    ///
    /// # Errors
    /// When the history is there and can't be read.
    pub fn history(&self) -> Result<Vec<PastJob>, Failure> {
        match &self.data {
            Some(data) => Ok(History::new(data).list(&self.machine)?),
            None => Ok(Vec::new()),
        }
    }

    fn wish(&self, words: &[String]) -> Result<Wish, Failure> {
        Ok(Wish::parse(words)?.absolute(&self.machine))
    }
}
