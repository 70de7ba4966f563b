//! `new`: a project in one go: a folder with a sandbox, a `.gitignore` and a first file that runs.
//!
//! The sandbox is made as `venv create` makes it: its plan is a part of this one.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::Serialize;

use super::venv_create::{self, Standing};
use super::{Act, Draft, Expect, How, Keep, Resource, Run, names, refused, refused_but};
use crate::model::{Refusal, Step};
use crate::plain::plain;
use crate::wish::Wish;

/// What was read for it.
#[derive(Debug, Clone, Serialize)]
pub struct Grounds {
    /// What a sandbox in it depends on.
    pub sandbox: venv_create::Grounds,
    /// Whether the folder is there, and nothing in it.
    pub is_empty: bool,
    /// The folder it will be in, with the home folder as `~`.
    pub parent_shown: String,
    /// What stands there.
    pub parent: Standing,
    /// Whether this account may create something there.
    pub parent_writable: bool,
    /// Whether there is room for a sandbox.
    pub has_room: bool,
}

/// What Git is told to leave alone.
const IGNORED: &str = ".venv/\n__pycache__/\n";

/// The first file.
const FIRST: &str = "import sys\n\nprint(\"Hello! This is your own Python:\", sys.version.split()[0])\n\
    print(\"It lives in\", sys.prefix)\n";

pub(super) fn draft(grounds: &Grounds) -> Result<Draft, Refusal> {
    let is_new = place(grounds)?;
    let folder = grounds.sandbox.folder.clone();
    // A sandbox in a folder that will be there by then.
    let there = venv_create::Grounds {
        standing: Standing::Folder,
        writable: true,
        has_room: grounds.has_room,
        ..grounds.sandbox.clone()
    };
    let sandbox = venv_create::draft(&there).map_err(|no| offering_the_same(grounds, no))?;
    Ok(around(grounds, sandbox, folder, is_new))
}

/// Whether the folder is still to be made; or why not there.
fn place(grounds: &Grounds) -> Result<bool, Refusal> {
    let Grounds { sandbox, parent_shown, .. } = grounds;
    let (shown, parent) = (plain(&sandbox.folder_shown), plain(parent_shown));
    if let Some(objection) = names::objection(&sandbox.folder) {
        return Err(refused(format!("A project can't be made at `{shown}`: {objection}. Choose another name")));
    }
    if sandbox.folder == sandbox.home || sandbox.folder.parent().is_none() {
        return Err(refused(format!("`{shown}` can't be a project: everything else is in it. Choose a folder in it")));
    }
    if let Some(inside) = sandbox.inside.as_ref().filter(|inside| **inside != sandbox.folder_shown) {
        return Err(refused(format!(
            "`{shown}` would be inside the sandbox `{}`, which goes when that is made anew. Choose another place",
            plain(inside)
        )));
    }
    match sandbox.standing {
        Standing::Folder if grounds.is_empty && !sandbox.writable => {
            return Err(refused(format!("This account may not write into `{shown}`. Choose a folder that is yours")));
        }
        Standing::Folder if grounds.is_empty => return Ok(false),
        Standing::Folder => {
            return Err(refused_but(
                format!("`{shown}` is there already, and not empty. To make a sandbox in it is another wish"),
                [Wish::VenvCreate { folder: sandbox.folder.clone(), python: None }],
            ));
        }
        Standing::DanglingLink | Standing::Other => {
            return Err(refused(format!("`{shown}` is there already, and is not a folder")));
        }
        Standing::Nothing => {}
    }
    match grounds.parent {
        Standing::Folder if grounds.parent_writable => Ok(true),
        Standing::Folder => {
            Err(refused(format!("This account may not write into `{parent}`. Choose a folder that is yours")))
        }
        _ => Err(refused(format!("There is no folder `{parent}` for the project to be in"))),
    }
}

/// What `venv create` would offer instead is about a folder that is not there yet.
fn offering_the_same(grounds: &Grounds, no: Refusal) -> Refusal {
    let folder = grounds.sandbox.folder.to_string_lossy();
    let about_it = |words: &Vec<String>| words.iter().any(|word| *word == folder);
    let better = no.better.into_iter().filter(|words| !about_it(words)).collect();
    Refusal { reason: no.reason, better }
}

fn around(grounds: &Grounds, sandbox: Draft, folder: PathBuf, is_new: bool) -> Draft {
    let shown = plain(&grounds.sandbox.folder_shown);
    let name = folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let (ignore, main) = (folder.join(".gitignore"), folder.join("main.py"));
    let python = grounds.sandbox.target().join("bin/python").to_string_lossy().into_owned();
    let Draft { why, mut steps, effects: about_sandbox, mut doing, .. } = sandbox;
    // The first file is run once: it is the proof that the project works.
    let proof = steps.len();
    let argv = vec![python, "-I".to_owned(), main.to_string_lossy().into_owned()];
    steps.push(Step { argv, cwd: folder.clone().into(), env: BTreeMap::new() });

    let mut acts = Vec::new();
    acts.extend(is_new.then(|| Act::Folder(folder.clone())));
    acts.push(Act::Write { path: ignore.clone(), content: IGNORED.to_owned(), replaces: false });
    acts.push(Act::Write { path: main.clone(), content: FIRST.to_owned(), replaces: false });
    acts.append(&mut doing.acts);
    acts.push(Act::Run(Run { step: proof, how: How::Plain }));
    doing.acts = acts;
    doing.keeps = vec![Keep::Files { roots: vec![ignore, main.clone()], copies: Vec::new(), restores: true }];
    doing.expects.push(Expect::There(main));
    doing.resources = vec![Resource::Folder(folder)];

    let mut effects = Vec::new();
    effects.push(if is_new {
        format!("A new folder `{shown}` appears, for your project")
    } else {
        format!("The empty folder `{shown}` becomes your project")
    });
    effects.extend(about_sandbox);
    effects.push("A first file `main.py` is written, and run once to see that it works".to_owned());
    effects.push("A `.gitignore` keeps the sandbox out of Git".to_owned());
    Draft {
        title: format!("Start a new project `{}`", plain(&name)),
        why,
        steps,
        effects,
        undo: Some(if is_new {
            "The folder is renamed to one beside it, with all that is in it by then; nothing is deleted".to_owned()
        } else {
            "The sandbox is renamed to one beside it, and the two files go".to_owned()
        }),
        doing,
        ..Draft::default()
    }
}

#[cfg(test)]
mod tests;
