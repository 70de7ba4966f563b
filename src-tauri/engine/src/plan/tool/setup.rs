//! `pipx setup`: pipx itself, and its commands on the terminal's PATH.
//!
//! With Homebrew pipx is a formula like any other. Without it Sandbar makes a sandbox for pipx in its own folder, and
//! puts a link to it where pipx puts its own tools' commands. Then pipx's `ensurepath` adds that folder to PATH, in the
//! shell's start-up files, of which copies are kept.

use std::path::PathBuf;

use serde::Serialize;

use super::{Grounds, StartUp};
use crate::choose::{self, Candidate, Parts, Requests};
use crate::model::{Refusal, minor_of};
use crate::plain::plain;
use crate::plan::{
    Act, Copy, Doing, Draft, Expect, How, Keep, Making, Resource, Run, Then, and, brew, names, refused, venv_create,
};
use crate::tool::pip::{Pip, Place};
use crate::tool::pipx::Pipx;
use crate::tool::spec::Spec;

/// The oldest Python that a pipx of today runs on.
const FIRST: (u32, u32) = (3, 9);

/// What setting pipx up depends on.
#[derive(Debug, Clone, Serialize)]
pub struct Setup {
    /// Where Sandbar makes an environment for it, where there is no Homebrew.
    pub environment: PathBuf,
    /// Whether Sandbar's own folder can be written.
    pub data_writable: bool,
    /// What pipx and the link to it make that is not there yet, the outermost folder of each.
    pub made: Vec<PathBuf>,
    /// The link by which it is found then.
    pub link: PathBuf,
    /// What stands where one of these two would be.
    pub in_the_way: Option<PathBuf>,
    /// The shell's start-up files.
    pub start_up: StartUp,
    /// The user's login shell.
    pub shell: PathBuf,
    /// Homebrew's program and prefix.
    pub brew: Option<(PathBuf, PathBuf)>,
    /// What is asked of its Python.
    pub requests: Requests,
    /// The Pythons.
    pub candidates: Vec<Candidate>,
}

/// The Python that tools stand on: the one that a project would get.
pub(super) fn python(setup: &Setup) -> Result<&Candidate, Refusal> {
    let whole: Vec<&Candidate> = setup.candidates.iter().filter(|one| one.parts == Parts::Whole).collect();
    let fit = |one: &Candidate| minor_of(&one.version).is_some_and(|minor| minor >= FIRST);
    let chosen = choose::choose(&setup.candidates, &setup.requests).map_err(|no| refused(no.reason))?.candidate;
    if fit(chosen) && chosen.parts == Parts::Whole {
        return Ok(chosen);
    }
    let instead = choose::instead(&setup.candidates, &setup.requests);
    let other = instead.and_then(|id| whole.into_iter().find(|one| one.id == id)).filter(|one| fit(one));
    other.ok_or_else(|| refused(format!("pipx needs Python {}.{} or newer, and there is none here", FIRST.0, FIRST.1)))
}

pub(in crate::plan) fn draft(grounds: &Grounds) -> Result<Draft, Refusal> {
    let program = grounds.pipx.as_ref().and_then(|pipx| pipx.program.clone());
    if program.is_some() && grounds.on_path {
        return Err(refused("pipx is here, and your terminal finds its commands: there is nothing to set up"));
    }
    let mut draft = Draft {
        title: "Set up pipx".to_owned(),
        why: "pipx keeps each tool in a sandbox of its own, so that tools and projects never get into each other's way"
            .to_owned(),
        doing: Doing { resources: vec![Resource::Pipx], ..Doing::default() },
        ..Draft::default()
    };
    let pipx = match (program, &grounds.setup.brew) {
        (Some(program), _) => program,
        (None, Some((brew, prefix))) => {
            brew::install(&mut draft, brew, prefix, "pipx")?;
            draft.effects.push("Homebrew installs pipx, and keeps it up to date".to_owned());
            prefix.join("bin/pipx")
        }
        (None, None) => in_a_sandbox_of_its_own(&mut draft, grounds)?,
    };
    if !grounds.on_path {
        on_the_path(&mut draft, grounds, &pipx)?;
    }
    draft.doing.keeps.push(kept(&grounds.setup));
    draft.undo = Some("What was installed goes again, and your shell's files become what they are now".to_owned());
    Ok(draft)
}

fn in_a_sandbox_of_its_own(draft: &mut Draft, grounds: &Grounds) -> Result<PathBuf, Refusal> {
    let setup = &grounds.setup;
    let target = &setup.environment;
    if let Some(there) = &setup.in_the_way {
        return Err(refused(format!(
            "Something that is no pipx is at `{}` already. Move it away first",
            plain(&there.display().to_string())
        )));
    }
    if let Some(objection) = names::objection(target) {
        return Err(refused(format!("A sandbox can't be made in Sandbar's own folder: {objection}")));
    }
    if !setup.data_writable || !grounds.bin_writable {
        return Err(refused("This account may not write to the folders that pipx needs"));
    }
    let python = python(setup)?;
    let venv = venv_create::venv_step(python, target.parent().unwrap_or(target), target);
    let pip = Pip {
        python: target.join("bin/python").to_string_lossy().into_owned(),
        prefix: target.to_string_lossy().into_owned(),
        release: None,
        place: Place::Environment,
        detours: Vec::new(),
    };
    let install = pip.install(&[Spec::parse("pipx").map_err(|no| refused(no.to_string()))?]);
    let first = draft.steps.len();
    draft.steps.extend([venv, install]);
    draft.doing.acts.push(Act::Make(Making {
        target: target.clone(),
        native: None,
        venv: Run { step: first, how: How::Plain },
        then: vec![Then { run: Run { step: first + 1, how: How::Pip }, otherwise: None }],
    }));
    let program = target.join("bin/pipx");
    draft.doing.acts.push(Act::Link { path: setup.link.clone(), target: program });
    draft.effects.push(format!("pipx gets a sandbox of its own in Sandbar's folder, on {}", python.label));
    draft.effects.push(format!("A link to it appears at `{}`", plain(&setup.link.display().to_string())));
    draft.doing.expects.push(Expect::There(setup.link.clone()));
    Ok(setup.link.clone())
}

fn on_the_path(draft: &mut Draft, grounds: &Grounds, pipx: &std::path::Path) -> Result<(), Refusal> {
    if let Some(line) = StartUp::by_hand(&grounds.setup.shell, &grounds.bin) {
        return Err(refused(format!(
            "pipx can't tell fish where its commands are: the path `{}` has a space or a special character in it, and pipx \
             writes it without quotes. Run `{}` in a terminal, then set up pipx",
            grounds.home_shown,
            plain(&line)
        )));
    }
    let pipx = Pipx { program: pipx.to_string_lossy().into_owned(), release: None };
    let step = draft.steps.len();
    let mut ensure = grounds.placed(pipx.ensure_path());
    // It looks at PATH to find out whether there is anything to do, and at SHELL to know where.
    ensure.env.insert("PATH".to_owned(), grounds.path.clone());
    ensure.env.insert("SHELL".to_owned(), grounds.setup.shell.to_string_lossy().into_owned());
    if let Some(folder) = &grounds.setup.start_up.zsh {
        ensure.env.insert("ZDOTDIR".to_owned(), folder.to_string_lossy().into_owned());
    }
    draft.steps.push(ensure);
    draft.doing.acts.push(Act::Run(Run { step, how: How::Pipx }));
    draft.doing.expects.push(Expect::OnPath(grounds.bin.clone()));
    for (line, files) in grounds.setup.start_up.written(&grounds.setup.shell, &grounds.bin) {
        let get = if files.len() == 1 { "gets" } else { "get" };
        draft.effects.push(format!("{} {get} a line at the end, below a remark: `{line}`", and(&files)));
    }
    draft.effects.push("Terminal windows that are open already know nothing of it: open a new one".to_owned());
    Ok(())
}

/// All that may be written is noted, and of the shell's files there are copies.
fn kept(setup: &Setup) -> Keep {
    let StartUp { files, .. } = &setup.start_up;
    let mut roots = [setup.made.as_slice(), files.as_slice()].concat();
    roots.sort();
    roots.dedup();
    Keep::Files { roots, copies: files.iter().cloned().map(Copy::All).collect(), restores: true }
}
