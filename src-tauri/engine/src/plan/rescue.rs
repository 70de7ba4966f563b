//! `rescue`: stray packages out of a system Python, to where they belong.
//!
//! What was asked for by name goes into the project's sandbox, applications go to pipx where it is there; what came
//! along comes along again. Only when all of it was seen in its new place, it is taken away from the old one: whatever
//! goes wrong before that, nothing was lost. What another package still needs stays.

mod libraries;
mod sorted;

use std::collections::BTreeSet;
use std::path::PathBuf;

use serde::Serialize;

use super::break_glass::Chosen;
use super::system_python::{Installed, SystemPython};
use super::venv_create;
use super::{Act, Draft, Expect, How, Resource, Run, and, refused, removal, start};
use crate::model::{Health, Refusal};
use crate::plain::plain;
use crate::tool::pip::Pip;
use crate::tool::pipx::{self, Commands};
use crate::tool::spec::Package;

use sorted::Sorted;

/// What was read for it.
#[derive(Debug, Clone, Serialize)]
pub struct Grounds {
    /// The Python that is meant.
    pub chosen: Chosen,
    /// The project that gets the libraries.
    pub into: PathBuf,
    /// The same with the home folder as `~`.
    pub into_shown: String,
    /// Its sandbox, if it has one.
    pub sandbox: Option<Sandbox>,
    /// How it would get one, the best way first.
    pub creations: Vec<venv_create::Grounds>,
    /// pipx, if its program is there.
    pub pipx: Option<Pipx>,
    /// Of what is installed, the normalised names of applications.
    pub applications: BTreeSet<String>,
}

/// The project's sandbox.
#[derive(Debug, Clone, Serialize)]
pub struct Sandbox {
    /// Its folder.
    pub path: PathBuf,
    /// The same with the home folder as `~`.
    pub shown: String,
    /// How it is.
    pub health: Health,
    /// Whether pip is what its packages are changed with.
    pub is_plain: bool,
    /// Whether pip is in it.
    pub has_pip: bool,
    /// Whether this account may write into it.
    pub writable: bool,
    /// Its pip.
    pub pip: Pip,
    /// Its folder of packages.
    pub site: Option<PathBuf>,
    /// The normalised names of what is in it.
    pub names: Vec<String>,
}

/// pipx.
#[derive(Debug, Clone, Serialize)]
pub struct Pipx {
    /// Its program.
    pub program: PathBuf,
    /// Its home.
    pub home: PathBuf,
    /// Whether the terminal finds the commands of its tools.
    pub on_path: bool,
    /// The normalised names of what it has.
    pub tools: Vec<String>,
}

pub(super) fn draft(grounds: &Grounds) -> Result<Draft, Refusal> {
    let python = match &grounds.chosen {
        Chosen::Python(python) => python,
        Chosen::None(why) => return Err(refused(plain(why))),
        Chosen::Sandbox { shown, .. } => {
            return Err(refused(format!("`{}` is a sandbox: what is in it is where it belongs", plain(shown))));
        }
    };
    let sorted = Sorted::of(python);
    if let ([], [(one, because), ..]) = (sorted.asked.as_slice(), sorted.stays.as_slice()) {
        return Err(refused(format!("{} stays in {}: {because}", one.shown(), python.spoken())));
    }
    if sorted.asked.is_empty() {
        return Err(refused(format!("{} holds no package that it did not come with", start(&python.spoken()))));
    }
    let mut rescue = Rescue { grounds, python, draft: Draft::default() };
    rescue.begin(&sorted);
    rescue.fetch(&sorted)?;
    rescue.remove(&sorted)?;
    Ok(rescue.draft)
}

struct Rescue<'a> {
    grounds: &'a Grounds,
    python: &'a SystemPython,
    draft: Draft,
}

impl Rescue<'_> {
    fn begin(&mut self, sorted: &Sorted<'_>) {
        let spoken = self.python.spoken();
        let count = sorted.asked.len();
        let packages = if count == 1 { "1 package".to_owned() } else { format!("{count} packages") };
        self.draft.title = format!("Move {packages} out of {spoken}");
        self.draft.why = format!(
            "Other programs run on {spoken}, and its next minor version has none of these. Each is seen in its new place \
             before it is taken away from the old one"
        );
        self.draft.doing.resources.extend([self.python.resource(), Resource::Folder(self.grounds.into.clone())]);
        self.draft.undo = Some(format!(
            "What was removed from {spoken} is put back from copies, byte for byte; a sandbox that was made for this is \
             renamed aside. Tools stay with pipx"
        ));
    }

    /// Puts everything into its new place, and looks.
    fn fetch(&mut self, sorted: &Sorted<'_>) -> Result<(), Refusal> {
        let is_tool = |one: &&&Installed| self.grounds.applications.contains(&one.normal);
        let (tools, libraries): (Vec<&Installed>, Vec<&Installed>) = match &self.grounds.pipx {
            Some(_) => sorted.asked.iter().copied().partition(|one| is_tool(&one)),
            None => (Vec::new(), sorted.asked.clone()),
        };
        if self.grounds.pipx.is_none() {
            let applications: Vec<String> = sorted.asked.iter().filter(is_tool).map(|one| one.shown()).collect();
            if !applications.is_empty() {
                self.draft.effects.push(format!(
                    "pipx is not here, so {} goes into the sandbox too: its command works there",
                    and(&applications)
                ));
                self.draft.better.push(vec!["pipx".to_owned(), "setup".to_owned()]);
            }
        }
        if !libraries.is_empty() {
            self.libraries(&libraries)?;
        }
        self.tools(&tools)
    }

    fn tools(&mut self, tools: &[&Installed]) -> Result<(), Refusal> {
        let Some(pipx) = self.grounds.pipx.as_ref().filter(|_| !tools.is_empty()) else { return Ok(()) };
        let program = pipx::Pipx { program: pipx.program.to_string_lossy().into_owned(), release: None };
        self.draft.doing.resources.push(Resource::Pipx);
        for tool in tools {
            if pipx.tools.contains(&tool.normal) {
                self.draft.effects.push(format!("`{}` is with pipx already", plain(&tool.name)));
            } else {
                let package = Package::parse(&format!("{}=={}", tool.normal, tool.version));
                let package = package.map_err(|no| refused(no.to_string()))?;
                self.run(program.install(&package, &self.python.path, Commands::Own), How::Pipx);
                let note =
                    if pipx.on_path { "" } else { "; your terminal does not look into the folder of its commands yet" };
                self.draft.effects.push(format!("{} becomes a tool of pipx{note}", tool.shown()));
            }
            let expected = Expect::Tool { homes: vec![pipx.home.clone()], name: tool.normal.clone(), present: true };
            self.draft.doing.acts.push(Act::Check(expected.clone()));
            self.draft.doing.expects.push(expected);
        }
        Ok(())
    }

    /// Takes away from the Python what has found its new place.
    fn remove(&mut self, sorted: &Sorted<'_>) -> Result<(), Refusal> {
        let missed = removal::draft(&mut self.draft, self.python, &sorted.removed, "Then removed")?;
        self.draft.effects.extend(missed);
        for (one, because) in &sorted.stays {
            self.draft.effects.push(format!("{} stays in {}: {because}", one.shown(), self.python.spoken()));
        }
        Ok(())
    }

    fn run(&mut self, step: crate::model::Step, how: How) {
        self.draft.doing.acts.push(Act::Run(Run { step: self.draft.steps.len(), how }));
        self.draft.steps.push(step);
    }
}

#[cfg(test)]
mod tests;
