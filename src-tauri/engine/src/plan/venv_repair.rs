//! `venv repair`: a project's sandbox works again, with as little change as that takes.
//!
//! One that lost its Python is led to another of the same minor version, its packages as they are; one that was moved is
//! told its place; one without pip gets pip, also where that is how uv makes them. What holds parts of two minor versions,
//! or can't be mended by reading, is made anew in its place, and so is one whose Python is none that Sandbar knows: that
//! one is never run. `venv --upgrade` is never run: across minor versions it makes the mix that it then can't run.

use std::path::PathBuf;

use serde::Serialize;

use super::renewal::{self, Renewal};
use super::sandbox::{Place, Sandbox};
use super::{
    Act, Copy, Doing, Draft, Expect, How, Keep, Pinned, Resource, Run, names, refused, refused_but, venv_create,
};
use crate::choose::{self, Candidate, Choice, Requests};
use crate::machine::MachinePath;
use crate::model::{Health, Refusal, Step};
use crate::pyvenv_cfg;
use crate::venv::{Relinked, Seeding};
use crate::wish::Wish;

/// What was read for it.
#[derive(Debug, Clone, Serialize)]
pub struct Grounds {
    /// The project and its sandbox.
    pub place: Place,
    /// The smallest mending that reading found.
    pub mending: Option<Mending>,
    /// What is asked of a Python, if it is made anew.
    pub requests: Requests,
    /// The Pythons.
    pub candidates: Vec<Candidate>,
    /// For the one that is chosen, if it is made anew.
    pub renewal: Renewal,
}

/// A mending that leaves the sandbox's packages as they are.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Mending {
    /// It is led to another Python of the same minor version.
    Relink {
        /// The path of that Python.
        python: MachinePath,
        /// Its owner and version, for a sentence.
        label: String,
        /// What to change.
        relinked: Relinked,
    },
    /// Its files are told its place.
    Rewrite(Vec<Text>),
    /// It gets pip.
    Seed(Seeding),
    /// The interpreter's own `ensurepip` gives it pip, in place of these commands that an earlier one has left.
    Ensurepip(Vec<PathBuf>),
}

/// A file and what it has to say.
#[derive(Debug, Clone, Serialize)]
pub struct Text {
    /// The file.
    pub path: PathBuf,
    /// All of its new content.
    pub content: String,
}

pub(super) fn draft(grounds: &Grounds) -> Result<Draft, Refusal> {
    let place = &grounds.place;
    let sandbox = place.sandbox()?;
    let shown = sandbox.shown();
    let is_well = sandbox.health == Health::Healthy && !sandbox.is_strangers;
    if is_well && grounds.mending.is_none() {
        return Err(refused(format!("The sandbox `{shown}` is well: there is nothing to repair")));
    }
    sandbox.is_nobodys()?;
    let title = format!("Repair the sandbox of `{}`", names::shown(&place.folder_shown));
    let strangers = || sandbox.is_strangers.then(|| "Its `bin/python` is none that Sandbar knows".to_owned());
    let without_pip = || is_well.then(|| "uv makes sandboxes without pip, so `pip` means another Python's".to_owned());
    let reason = sandbox.reason.as_deref().map(names::shown);
    let why = reason.or_else(strangers).or_else(without_pip).unwrap_or_default();
    let draft = match &grounds.mending {
        None => anew(grounds, sandbox)?,
        Some(_) if sandbox.leads_to.is_some() => {
            return Err(refused(format!(
                "`{shown}` is a link to `{}`, which other projects may use. Repair it where it really is",
                names::shown(sandbox.leads_to.as_deref().unwrap_or_default())
            )));
        }
        Some(_) if !sandbox.writable => {
            return Err(refused(format!(
                "This account may not write into `{shown}`. Ask whoever made it to repair it"
            )));
        }
        Some(mending) => mended(sandbox, mending),
    };
    let mut doing = draft.doing;
    doing.resources = vec![Resource::Folder(place.folder.clone())];
    Ok(Draft { title, why, doing, ..draft })
}

fn mended(sandbox: &Sandbox, mending: &Mending) -> Draft {
    match mending {
        Mending::Relink { python, label, relinked } => relink(sandbox, python, label, relinked),
        Mending::Rewrite(texts) => rewrite(sandbox, texts),
        Mending::Seed(seeding) => seed(sandbox, seeding),
        Mending::Ensurepip(left) => ensurepip(sandbox, left),
    }
}

fn anew(grounds: &Grounds, sandbox: &Sandbox) -> Result<Draft, Refusal> {
    let folder = &grounds.place.folder;
    let instead = |python: &str| Wish::VenvSwitch { folder: folder.clone(), python: python.to_owned() };
    let choice = choose::choose(&grounds.candidates, &grounds.requests)
        .map_err(|no| refused_but(no.reason, no.instead.map(|id| instead(&id.0))))?;
    venv_create::complete(choice.candidate, || {
        choose::instead(&grounds.candidates, &grounds.requests).map(|id| instead(&id.0))
    })?;
    let mut draft = renewal::draft(&grounds.place, sandbox, choice.candidate, &grounds.renewal)?;
    let reason = match sandbox.health {
        Health::Mixed => "What is mixed can't be told apart file by file, so it is made anew".to_owned(),
        _ if sandbox.is_strangers => format!("The sandbox is made anew. {}", why(&choice, &grounds.requests)),
        _ => format!("It can't be mended as it is, so it is made anew. {}", why(&choice, &grounds.requests)),
    };
    draft.effects.insert(0, reason);
    Ok(draft)
}

/// Nobody names a Python for a repair: the only one that is asked for is of the sandbox's own minor version.
fn why(choice: &Choice<'_>, requests: &Requests) -> String {
    match &requests.python {
        Some(minor) => {
            format!(
                "The sandbox was made for Python {}, and that is what {} is",
                names::shown(minor),
                choice.candidate.label
            )
        }
        None => choice.why.clone(),
    }
}

fn relink(sandbox: &Sandbox, python: &MachinePath, label: &str, relinked: &Relinked) -> Draft {
    let folder = sandbox.path.as_path();
    let config = folder.join(pyvenv_cfg::NAME);
    let mut roots: Vec<PathBuf> = relinked.links.iter().map(|link| folder.join(&link.at)).collect();
    let links = relinked.links.iter().map(|link| Act::Link { path: folder.join(&link.at), target: link.to.clone() });
    let text = relinked.config.clone();
    let acts = links.chain([Act::Write { path: config.clone(), content: text, replaces: true }]).collect();
    // What a person would do: venv keeps links that lead nowhere, and then tries to run them.
    let mut remove = ["rm", "-f", "--"].map(str::to_owned).to_vec();
    remove.extend(roots.iter().map(|root| root.to_string_lossy().into_owned()));
    let python = python.to_string_lossy();
    let upgrade = [&*python, "-I", "-m", "venv", "--upgrade", "--without-pip", &folder.to_string_lossy()];
    roots.push(config.clone());
    Draft {
        effects: vec![
            format!("The links to its Python lead to {label} from now on, and `pyvenv.cfg` says so"),
            "Its packages stay as they are: they fit every Python of the same minor version".to_owned(),
        ],
        undo: Some("The links and `pyvenv.cfg` are put back as they were".to_owned()),
        commands: vec![remove, upgrade.map(str::to_owned).to_vec()],
        doing: Doing {
            keeps: vec![Keep::Files { roots, copies: vec![Copy::All(config)], restores: true }],
            acts,
            expects: vec![Expect::Answers { folder: folder.to_path_buf() }],
            ..Doing::default()
        },
        ..Draft::default()
    }
}

fn rewrite(sandbox: &Sandbox, texts: &[Text]) -> Draft {
    let roots: Vec<PathBuf> = texts.iter().map(|text| text.path.clone()).collect();
    let write = |text: &Text| Act::Write { path: text.path.clone(), content: text.content.clone(), replaces: true };
    let files = if texts.len() == 1 { "1 file".to_owned() } else { format!("{} files", texts.len()) };
    Draft {
        effects: vec![
            format!(
                "The old place is replaced by `{}` in {files} of the sandbox: its scripts and its settings",
                sandbox.shown()
            ),
            "Its packages stay as they are".to_owned(),
        ],
        undo: Some("The files are put back as they were".to_owned()),
        doing: Doing {
            keeps: vec![Keep::Files { copies: roots.iter().cloned().map(Copy::All).collect(), roots, restores: true }],
            acts: texts.iter().map(write).collect(),
            expects: vec![Expect::Answers { folder: sandbox.path.to_path_buf() }],
            ..Doing::default()
        },
        ..Draft::default()
    }
}

fn seed(sandbox: &Sandbox, seeding: &Seeding) -> Draft {
    let versions: Vec<String> = seeding.wheels.iter().map(|seed| format!("{} {}", seed.name, seed.version)).collect();
    let with_pip = with_pip(sandbox, Vec::new());
    let mut draft = Draft {
        effects: vec![
            format!("{} comes into the sandbox, from the copy that its Python brings along", super::and(&versions)),
            "Sandbar writes the same files that this command would write".to_owned(),
        ],
        commands: vec![ensurepip_step(sandbox).argv],
        ..with_pip
    };
    draft.doing.acts = vec![Act::Plant { folder: sandbox.path.to_path_buf(), seeding: seeding.clone() }];
    draft
}

fn ensurepip(sandbox: &Sandbox, left: &[PathBuf]) -> Draft {
    let mut effects = vec!["pip comes into the sandbox, from the copy that its Python brings along".to_owned()];
    if !left.is_empty() {
        effects.push("The commands that an earlier pip has left in the sandbox are replaced".to_owned());
    }
    let copies = left.iter().cloned().map(Copy::All).collect();
    let mut draft = Draft { effects, steps: vec![ensurepip_step(sandbox)], ..with_pip(sandbox, copies) };
    draft.doing.acts = vec![Act::Run(Run { step: 0, how: How::Plain })];
    draft
}

fn ensurepip_step(sandbox: &Sandbox) -> Step {
    let python = sandbox.path.join("bin/python").to_string_lossy().into_owned();
    let argv = [&*python, "-I", "-m", "ensurepip", "--default-pip"].map(str::to_owned).to_vec();
    Step { argv, cwd: std::path::Path::new("/").into(), env: std::collections::BTreeMap::new() }
}

/// What every way to put pip into a sandbox keeps and expects.
fn with_pip(sandbox: &Sandbox, copies: Vec<Copy>) -> Draft {
    let folder = sandbox.path.as_path();
    let sites: Vec<PathBuf> = sandbox.site_packages.iter().cloned().collect();
    let roots = sites.iter().cloned().chain([folder.join("bin")]).collect();
    let pip = Expect::Holds { sites, place: "the sandbox".to_owned(), packages: vec![Pinned::any("pip")] };
    Draft {
        undo: Some("What came into the sandbox goes again".to_owned()),
        doing: Doing {
            keeps: vec![Keep::Files { roots, copies, restores: true }],
            expects: vec![pip, Expect::Answers { folder: folder.to_path_buf() }],
            ..Doing::default()
        },
        ..Draft::default()
    }
}
