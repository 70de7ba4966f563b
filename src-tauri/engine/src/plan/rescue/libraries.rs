//! The part of `rescue` that puts libraries into the project's sandbox, which is made when there is none.

use std::path::PathBuf;

use super::Rescue;
use crate::choose;
use crate::model::{Health, Refusal, minor_of};
use crate::plain::plain;
use crate::plan::system_python::Installed;
use crate::plan::venv_create::{self, target};
use crate::plan::{Act, Copy, Expect, How, Keep, Pinned, and, refused, refused_but};
use crate::tool::pip::{self, Pip};
use crate::tool::spec::Spec;
use crate::wish::Wish;

/// The sandbox that gets the libraries: one that is there, or one that will be.
struct Into {
    pip: Pip,
    site: PathBuf,
}

impl Rescue<'_> {
    pub(super) fn libraries(&mut self, libraries: &[&Installed]) -> Result<(), Refusal> {
        let into = self.sandbox()?;
        let specs: Result<Vec<Spec>, _> =
            libraries.iter().map(|one| Spec::parse(&format!("{}=={}", one.name, one.version))).collect();
        let specs = specs.map_err(|no| refused(no.to_string()))?;
        self.run(into.pip.install(&specs), How::Pip);
        let shown: Vec<String> = libraries.iter().map(|one| one.shown()).collect();
        self.draft.effects.push(format!(
            "Installed into the sandbox of `{}`, with what they need: {}",
            plain(&self.grounds.into_shown),
            and(&shown)
        ));
        let mut packages: Vec<Pinned> = libraries
            .iter()
            .map(|one| Pinned { name: one.normal.clone(), version: Some(one.version.clone()) })
            .collect();
        packages.sort();
        let holds = Expect::Holds { sites: vec![into.site], place: "the sandbox".to_owned(), packages };
        self.draft
            .doing
            .acts
            .extend([Act::Check(holds.clone()), Act::Check(Expect::Sandbox { folder: self.grounds.into.clone() })]);
        self.draft.doing.expects.push(holds);
        Ok(())
    }

    /// The project's sandbox, which is made when there is none.
    fn sandbox(&mut self) -> Result<Into, Refusal> {
        let Some(sandbox) = &self.grounds.sandbox else { return self.make_sandbox() };
        let shown = plain(&sandbox.shown);
        if !sandbox.is_plain {
            return Err(refused(format!("`{shown}` is not changed with pip. Choose a project of its own for these")));
        }
        let well = matches!(sandbox.health, Health::Healthy | Health::Stale) && sandbox.has_pip;
        let (true, Some(site)) = (well, &sandbox.site) else {
            return Err(refused_but(
                format!("The sandbox `{shown}` needs attention before anything is moved into it"),
                [Wish::VenvRepair { folder: self.grounds.into.clone() }],
            ));
        };
        if !sandbox.writable {
            return Err(refused(format!("This account may not write into `{shown}`")));
        }
        // What is there may have to give way to another version.
        let copy = |name: &String| Copy::Distribution { site: site.clone(), name: name.clone() };
        self.draft.doing.keeps.push(Keep::Files {
            roots: vec![sandbox.path.clone()],
            copies: sandbox.names.iter().map(copy).collect(),
            restores: true,
        });
        Ok(Into { pip: sandbox.pip.clone(), site: site.clone() })
    }

    fn make_sandbox(&mut self) -> Result<Into, Refusal> {
        let mut refusal = None;
        for creation in &self.grounds.creations {
            let made = venv_create::draft(creation);
            let chosen = choose::choose(&creation.candidates, &creation.requests);
            let (draft, candidate) = match (made, chosen) {
                (Ok(draft), Ok(choice)) => (draft, choice.candidate),
                (Err(no), _) => {
                    refusal = Some(no);
                    continue;
                }
                (Ok(_), Err(_)) => continue,
            };
            let folder = target(&self.grounds.into);
            let (major, minor) = minor_of(&candidate.version).unwrap_or_default();
            self.draft.steps.extend(draft.steps);
            self.draft.commands.extend(draft.commands);
            self.draft.doing.acts.extend(draft.doing.acts);
            self.draft.doing.keeps.extend(draft.doing.keeps);
            self.draft.effects.extend(draft.effects.into_iter().take(1));
            return Ok(Into {
                site: folder.join(format!("lib/python{major}.{minor}/site-packages")),
                pip: Pip {
                    python: folder.join("bin/python").to_string_lossy().into_owned(),
                    prefix: folder.to_string_lossy().into_owned(),
                    release: None,
                    place: pip::Place::Environment,
                    detours: self.python.own.as_ref().map(|own| own.pip.detours.clone()).unwrap_or_default(),
                },
            });
        }
        Err(refusal.unwrap_or_else(|| refused("No sandbox can be made for this project")))
    }
}
