//! Takes back what pip did to an interpreter's packages: through pip.

use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::model::Refusal;
use crate::plain::plain;
use crate::plan::{Act, Draft, Expect, How, Pinned, Run, and, refused};
use crate::tool::pip::Pip;
use crate::tool::spec::Name;

/// How the packages are now.
#[derive(Debug, Clone, Serialize)]
pub struct Now {
    /// The interpreter's pip, told to work where the job did; `None` when the interpreter is gone.
    pub pip: Option<Pip>,
    /// What of the packages in question is there, half installed or not.
    pub there: Vec<Pinned>,
    /// Which of them others need that the job was not about: the package, and who needs it.
    pub needed: Vec<(String, String)>,
}

/// What a job did to them.
pub(super) struct Past<'a> {
    pub(super) python: &'a Path,
    pub(super) sites: &'a [PathBuf],
    pub(super) before: &'a [Pinned],
    /// `None` when it was cut off.
    pub(super) after: Option<&'a [Pinned]>,
}

/// Adds to `draft` what takes away what pip put into `sites`. What it replaced is brought back by the receipt of files.
pub(super) fn take_back(draft: &mut Draft, job: &str, past: &Past<'_>, now: &Now) -> Result<(), Refusal> {
    let Past { python, sites, before, after } = past;
    let left = after.unwrap_or(&now.there);
    let came: Vec<&Pinned> = left.iter().filter(|package| !before.contains(package)).collect();
    let mut gone = Vec::new();
    for package in &came {
        match now.there.iter().find(|there| there.name == package.name) {
            None => {}
            Some(there) if there == *package => gone.push(*package),
            Some(there) => {
                return Err(refused(format!(
                    "“{job}” can't be undone: `{}` is {} by now, which it did not install",
                    plain(&package.name),
                    plain(there.version.as_deref().unwrap_or_default())
                )));
            }
        }
    }
    // What it took away has to be missing still, or somebody has put it there again.
    let removed = before.iter().filter(|package| !left.iter().any(|left| left.name == package.name));
    if let Some(back) = removed.clone().find(|package| now.there.iter().any(|there| there.name == package.name)) {
        return Err(refused(format!("“{job}” can't be undone: `{}` is there again by now", plain(&back.name))));
    }
    if draft.why.is_empty() {
        let why = if gone.is_empty() {
            "Copies of all that pip removed were kept"
        } else {
            "What pip installed is taken away through pip, which knows all files of it"
        };
        why.clone_into(&mut draft.why);
    }
    draft.undo.get_or_insert_with(|| "Do it again".to_owned());
    if gone.is_empty() {
        return Ok(());
    }
    let is_new = |name: &str| before.iter().all(|before| before.name != *name);
    let needed = now.needed.iter().find(|(name, _)| is_new(name) && gone.iter().any(|gone| gone.name == *name));
    if let Some((name, who)) = needed {
        return Err(refused(format!(
            "“{job}” can't be undone: `{}` needs `{}` by now. Remove it first",
            plain(who),
            plain(name)
        )));
    }
    let Some(pip) = &now.pip else {
        return Err(refused(format!(
            "“{job}” can't be undone: there is no pip at `{}` any more",
            plain(&python.display().to_string())
        )));
    };
    let names: Result<Vec<Name>, _> = gone.iter().map(|package| Name::parse(&package.name)).collect();
    let names = names.map_err(|no| refused(no.to_string()))?;
    let shown: Vec<String> = gone.iter().map(|package| format!("`{}`", plain(&package.name))).collect();
    draft.effects.push(format!("pip removes {}", and(&shown)));
    draft.doing.acts.push(Act::Run(Run { step: draft.steps.len(), how: How::Pip }));
    draft.steps.push(pip.uninstall(&names));
    let new = gone.iter().filter(|package| is_new(&package.name));
    let new: Vec<String> = new.map(|package| package.name.clone()).collect();
    if !new.is_empty() {
        draft.doing.expects.push(Expect::Lacks {
            sites: sites.to_vec(),
            place: format!("`{}`", sites.first().map(|site| plain(&site.display().to_string())).unwrap_or_default()),
            packages: new,
        });
    }
    Ok(())
}
