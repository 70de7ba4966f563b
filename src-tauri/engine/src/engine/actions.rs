//! From a wish to its plan, its job, its verification. The rooms decide; here they are only given what they need.

use std::path::Path;

use super::Engine;
use crate::advise::{World, world};
use crate::diagnosis;
use crate::environment;
use crate::failure::{Code, Failure};
use crate::giving_up;
use crate::grounds::{self, Reading};
use crate::history::History;
use crate::job::Order;
use crate::model::{Answer, JobId, Package, PastJob, Plan, Verification};
use crate::packages::{self, Distribution};
use crate::plan::{self, Decided, Grounds};
use crate::run::Cancel;
use crate::verify;
use crate::wish::Wish;

impl Engine {
    /// What a wish would do.
    ///
    /// # Errors
    /// When its words are not understood, or Sandbar's own history can't be read.
    pub fn plan(&self, words: &[String]) -> Result<Answer, Failure> {
        Ok(self.decide(&self.wish(words)?)?.answer())
    }

    /// Whether what is to be undone is still being done, by programs that a Sandbar has left behind when it was cut off.
    ///
    /// # Errors
    /// As [`Engine::plan`].
    pub fn is_still_being_done(&self, words: &[String]) -> Result<bool, Failure> {
        Ok(match self.grounds(&self.wish(words)?)? {
            Grounds::Undo(undo) => undo.past.is_some_and(|past| past.at_work),
            _ => false,
        })
    }

    fn decide(&self, wish: &Wish) -> Result<Decided, Failure> {
        Ok(plan::decide(&self.grounds(wish)?))
    }

    fn grounds(&self, wish: &Wish) -> Result<Grounds, Failure> {
        let (snapshot, shell, previews) = (self.snapshot(), self.shell(), self.jobs.previews());
        let reading = Reading {
            machine: &self.machine,
            data: self.data.as_deref(),
            snapshot: &snapshot,
            shell: &shell,
            previews: &previews,
        };
        grounds::read(&reading, wish)
    }

    /// Runs a plan that was shown. Must be called within a runtime of tokio's.
    ///
    /// # Errors
    /// When the wish is not understood, or nothing is run on this machine. That the plan no longer stands is the job's
    /// to find out, when its turn has come.
    pub fn start(&self, words: &[String], plan: Plan) -> Result<JobId, Failure> {
        let wish = self.wish(words)?;
        let resources = match self.decide(&wish)? {
            Decided::Plan { doing, .. } => doing.resources,
            Decided::Refused(_) => Vec::new(),
        };
        let order = Order { wish, plan, resources, snapshot: self.snapshot(), shell: self.shell() };
        self.jobs.start(order, self.machine.now())
    }

    /// What advice depends on here; the project in hand is the one named, else the one that the user stands in.
    pub fn world(&self, project: Option<&Path>) -> World {
        let (machine, snapshot) = (&*self.machine, self.snapshot());
        let project = match project {
            Some(folder) => {
                let folder = machine.absolute(folder);
                // The snapshot knows a project by its canonical path.
                Some(machine.resolve(&folder).unwrap_or(folder))
            }
            None => snapshot.project(&machine.cwd).map(|project| project.path.to_path_buf()),
        };
        world(machine, &snapshot, project.as_deref())
    }

    /// The packages in the environment at `folder`, sorted by name.
    ///
    /// # Errors
    /// When there is no environment, or its packages can't be read.
    pub fn packages(&self, folder: &Path) -> Result<Vec<Package>, Failure> {
        let machine = &*self.machine;
        let environment = environment::inspect(machine, folder, &self.snapshot().interpreters);
        let site = environment.and_then(|environment| environment.site_packages).ok_or_else(|| {
            Failure::new(Code::NotFound, format!("There is no sandbox at `{}`", machine.tilde(folder))).at(folder)
        })?;
        let found = packages::read(machine, &site)?;
        let needs: Vec<(String, Vec<String>)> =
            found.iter().map(|found| (found.name.clone(), packages::needs(machine, found))).collect();
        let needed_by = |name: &str| {
            let normal = packages::normalized(name);
            let needing = needs.iter().filter(|(other, needs)| needs.contains(&normal) && other.as_str() != name);
            needing.map(|(other, _)| other.clone()).collect()
        };
        let package = |found: Distribution| Package {
            needed_by: needed_by(&found.name),
            // uv says of all that it installs that it was asked for.
            requested: (found.installer.as_deref() != Some("uv")).then_some(found.requested),
            name: found.name,
            version: found.version,
            complete: found.complete,
        };
        let mut packages: Vec<Package> = found.into_iter().map(package).collect();
        packages.sort_by_cached_key(|package| packages::normalized(&package.name));
        Ok(packages)
    }

    /// The line that turns the environment at `folder` on, for the user's own shell.
    ///
    /// # Errors
    /// When there is no environment.
    pub fn activation(&self, folder: &Path) -> Result<String, Failure> {
        let machine = &*self.machine;
        let environment = environment::inspect(machine, folder, &self.snapshot().interpreters).ok_or_else(|| {
            Failure::new(Code::NotFound, format!("There is no sandbox at `{}`", machine.tilde(folder))).at(folder)
        })?;
        Ok(verify::activation(machine, &environment))
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

    /// Gives up the undo of a job: what it put aside goes to the Trash.
    ///
    /// # Errors
    /// As [`giving_up::give_up`]; [`Code::NotLive`] on a machine that is only looked at.
    pub fn forget(&self, id: &JobId) -> Result<(), Failure> {
        match &self.data {
            Some(data) if self.machine.live => giving_up::give_up(&self.machine, data, id),
            _ => Err(Failure::new(Code::NotLive, "Nothing is changed on a machine that is only looked at")),
        }
    }

    /// Gives up what nobody has undone for a month. Whoever only watches throws nothing away.
    pub(super) fn forget_old(&self) {
        if let Some(data) = self.data.as_deref().filter(|_| self.machine.live && self.tells()) {
            // A history that can't be read is told of where somebody looks at it.
            let _ = giving_up::give_up_old(&self.machine, data, self.machine.now());
        }
    }

    /// A report for a teacher or an issue: no home folder, no name, no content.
    pub fn diagnosis(&self) -> String {
        diagnosis::report(&self.machine, &self.snapshot())
    }

    fn wish(&self, words: &[String]) -> Result<Wish, Failure> {
        Ok(Wish::parse(words)?.absolute(&self.machine))
    }
}
