//! A new sandbox in the place of an old one: the old one is put aside, the new one is made where it stood (its scripts
//! hold its path), and what was asked for in the old one is installed into it again. When any of it fails, the new one
//! goes and the old one gets its name back.
//!
//! Packages are first asked for in the versions that they had. A Python that has no such version of one of them gets all
//! of them in the newest versions that it has: nobody can tell beforehand without asking the index.

use std::path::PathBuf;

use serde::Serialize;

use super::sandbox::{Place, Sandbox};
use super::venv_create::{BY_HAND, venv_step};
use super::{Act, Doing, Draft, Expect, How, Making, Pinned, Resource, Run, Then, and, names, refused};
use crate::choose::Candidate;
use crate::model::{Refusal, Step, minor_of};
use crate::packages::{Origin, Wanted, normalized};
use crate::tool::pip::{Detour, Pip, Place as PipPlace};
use crate::tool::release::Release;
use crate::tool::spec::{Name, Package, Spec};
use crate::venv::Blueprint;

/// Of a sandbox whose Python may be anybody's program.
const STRANGERS: &str = "Its `bin/python` is none that Sandbar knows, so it is not run";

/// What was read for it.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Renewal {
    /// All that the `venv` of the new Python would write, where reading tells.
    pub native: Option<Box<Blueprint>>,
    /// What has to be named to have the same packages again.
    pub wanted: Vec<Wanted>,
    /// Packages whose own folder is gone, or goes aside with the old sandbox, so that nobody can install them again.
    pub lost: Vec<String>,
    /// Packages of a sandbox that Sandbar does not trust, which name a folder or an address to be installed from.
    pub unfollowed: Vec<String>,
    /// Whether the old one also saw the packages of the Python that it stands on (`--system-site-packages`).
    pub saw_outside: bool,
    /// What is to be undone of pip's configuration, so that packages go into the sandbox and nowhere else.
    pub detours: Vec<Detour>,
}

/// What pip is told, and what it is told if that ends badly.
struct Again {
    pinned: Step,
    newest: Step,
}

/// The plan that replaces `sandbox` by one on `python`; what it is called and why is for the caller to say.
pub(super) fn draft(place: &Place, sandbox: &Sandbox, python: &Candidate, renewal: &Renewal) -> Result<Draft, Refusal> {
    sandbox.may_go()?;
    if let Some(objection) = names::objection(&sandbox.path) {
        return Err(refused(format!(
            "A sandbox can't be made in `{}`: {objection}. Rename the folder first",
            sandbox.shown()
        )));
    }
    if sandbox.is_uvs {
        let version = minor_of(&python.version).map(|(major, minor)| format!("{major}.{minor}")).unwrap_or_default();
        return Err(refused(format!(
            "uv looks after this project's packages, and makes its sandbox anew by itself: \
             `uv sync --python {version}` in `{}`",
            names::shown(&place.folder_shown)
        )));
    }
    let again = again(sandbox, renewal);
    let mut steps = vec![venv_step(python, &place.folder, &sandbox.path)];
    let mut then = Vec::new();
    if let Some(Again { pinned, newest }) = again {
        steps.extend([pinned, newest]);
        let run = |step| Run { step, how: How::Pip };
        then.push(Then { run: run(1), otherwise: Some(run(2)) });
    }
    Ok(Draft {
        effects: effects(sandbox, python, renewal),
        undo: Some(format!(
            "The new sandbox is put aside, and `{}` is again what it was, with everything in it",
            sandbox.shown()
        )),
        // The last one is run only when the one before it ends badly.
        commands: steps.iter().take(2).map(|step| step.argv.clone()).collect(),
        steps,
        doing: Doing {
            resources: vec![Resource::Folder(place.folder.clone())],
            keeps: Vec::new(),
            acts: vec![
                Act::SetAside(sandbox.path.to_path_buf()),
                Act::Make(Making {
                    target: sandbox.path.to_path_buf(),
                    native: renewal.native.clone(),
                    venv: Run { step: 0, how: How::Plain },
                    then,
                }),
            ],
            expects: holds(sandbox, python, renewal).into_iter().collect(),
        },
        ..Draft::default()
    })
}

fn effects(sandbox: &Sandbox, python: &Candidate, renewal: &Renewal) -> Vec<String> {
    let (shown, aside) = (sandbox.shown(), sandbox.aside());
    let what = if sandbox.leads_to.is_some() { "The link" } else { "The folder" };
    let strangers = sandbox.is_strangers.then(|| STRANGERS.to_owned());
    let anew = [
        format!("{what} `{shown}` is renamed to a name beside it that begins with `{aside}`: nothing in it is changed"),
        format!("A new sandbox takes its place, on {}, with a pip of its own", python.label),
    ];
    let mut effects: Vec<String> = strangers.into_iter().chain(anew).collect();
    let names = shown_names(renewal.wanted.iter().map(|wanted| &wanted.name));
    if names.is_empty() {
        effects.push("No package that somebody asked for is in it, so none is installed again".to_owned());
    } else {
        let (they, each) = if names.len() == 1 { ("it needs", "it comes") } else { ("they need", "all of them come") };
        let versions = if names.len() == 1 { "version that it has now" } else { "versions that they have now" };
        effects.push(format!(
            "Installed again: {}, in the {versions}, with what {they}. What pip has not kept, it downloads",
            and(&names)
        ));
        let version = minor_of(&python.version).map(|(major, minor)| format!("{major}.{minor}")).unwrap_or_default();
        effects.push(format!(
            "If there is no such version for Python {version}, {each} in the newest that there is for it"
        ));
    }
    let lost = shown_names(renewal.lost.iter());
    if !lost.is_empty() {
        effects.push(format!(
            "Left out: {}, because what it was installed from is gone or is in the old sandbox",
            and(&lost)
        ));
    }
    effects.extend(unfollowed(sandbox, renewal));
    if renewal.saw_outside {
        effects.push(
            "The old one also saw the packages of its Python; the new one has its own and sees no others".to_owned(),
        );
    }
    effects.extend(renewal.native.as_ref().map(|_| BY_HAND.replace("this command", "the first command")));
    effects.push("If any of this fails, the new one is taken away and the old one gets its name back".to_owned());
    effects
}

/// What is not installed from where a stranger's sandbox says that it came from.
fn unfollowed(sandbox: &Sandbox, renewal: &Renewal) -> Option<String> {
    let names = shown_names(renewal.unfollowed.iter());
    match names.as_slice() {
        [] if !sandbox.is_strangers || renewal.wanted.is_empty() => None,
        [] => Some("Packages come by name from the index alone".to_owned()),
        [_] => Some(format!(
            "Packages come by name from the index alone. Left out: {}, which came from a folder or an address",
            and(&names)
        )),
        _ => Some(format!(
            "Packages come by name from the index alone. Left out: {}, which came from folders or addresses",
            and(&names)
        )),
    }
}

fn shown_names<'a>(names: impl Iterator<Item = &'a String>) -> Vec<String> {
    names.map(|name| format!("`{}`", names::shown(name))).collect()
}

/// What pip is told; `None` when there is nothing to install.
fn again(sandbox: &Sandbox, renewal: &Renewal) -> Option<Again> {
    let seeds = renewal.native.as_ref().map(|native| &native.seeding.wheels);
    let release = seeds.and_then(|seeds| Release::parse(&seeds.iter().find(|seed| seed.name == "pip")?.version));
    let pip = Pip {
        python: sandbox.path.join("bin/python").to_string_lossy().into_owned(),
        prefix: sandbox.path.to_string_lossy().into_owned(),
        release,
        place: PipPlace::Environment,
        detours: renewal.detours.clone(),
    };
    let step = |is_pinned: bool| {
        let (specs, addresses) = specs(&renewal.wanted, is_pinned);
        let mut step = pip.install(&specs);
        step.argv.extend(addresses);
        step
    };
    (!renewal.wanted.is_empty()).then(|| Again { pinned: step(true), newest: step(false) })
}

/// The packages as pip is told them, and those that come from an address.
fn specs(wanted: &[Wanted], is_pinned: bool) -> (Vec<Spec>, Vec<String>) {
    let (mut specs, mut addresses) = (Vec::new(), Vec::new());
    for wanted in wanted {
        let versions = if is_pinned { format!("=={}", wanted.version) } else { String::new() };
        let by_name = || Package::parse(&format!("{}{versions}", wanted.name)).ok().map(Spec::Package);
        let spec = match &wanted.origin {
            Origin::Index => by_name(),
            Origin::Project { folder, editable } => Spec::project(folder, *editable).ok(),
            Origin::Archive(file) => Spec::archive(file).ok(),
            Origin::Address(address) => {
                addresses.extend(addressed(&wanted.name, address));
                continue;
            }
        };
        specs.extend(spec);
    }
    (specs, addresses)
}

/// `NAME @ ADDRESS`, one argument; `None` when the name or the address could mean something else.
fn addressed(name: &str, address: &str) -> Option<String> {
    let name = Name::parse(name).ok()?;
    let is_plain = address.chars().all(|c| c.is_ascii_graphic() && !matches!(c, '"' | '\'' | '`' | ';' | '\\'));
    (is_plain && address.contains("://")).then(|| format!("{name} @ {address}"))
}

/// Whether `wanted` can be said to pip.
pub fn is_sayable(wanted: &Wanted) -> bool {
    let (specs, addresses) = specs(std::slice::from_ref(wanted), true);
    specs.len() + addresses.len() == 1
}

fn holds(sandbox: &Sandbox, python: &Candidate, renewal: &Renewal) -> Option<Expect> {
    if renewal.wanted.is_empty() {
        return None;
    }
    let packages = renewal.wanted.iter().map(|wanted| Pinned::any(normalized(&wanted.name))).collect();
    let site = if let Some(native) = &renewal.native {
        native.seeding.site_packages.clone()
    } else {
        let (major, minor) = minor_of(&python.version)?;
        PathBuf::from(format!("lib/python{major}.{minor}/site-packages"))
    };
    Some(Expect::Holds { sites: vec![sandbox.path.join(site)], place: "the sandbox".to_owned(), packages })
}

#[cfg(test)]
mod tests;
