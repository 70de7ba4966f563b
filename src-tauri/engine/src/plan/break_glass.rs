//! `break-glass`: packages into a Python that is guarded, against its guard.
//!
//! Refused until it is understood: pip looks first (a dry run, of wheels alone, so that nothing is executed), then it
//! fetches what it would install, and only then there is a plan that says what comes, what is replaced, which files are
//! overwritten, and what is put in the shade. It has to be confirmed by the packages' names, and installs what was
//! looked at. What belongs to the interpreter's owner in the place that pip writes is never touched.
//!
//! Of a source archive even a look executes what is in it: that is a wish of its own, offered where there is no wheel.

mod read;
mod said;

use std::path::PathBuf;

use super::system_python::{Beside, Installed, Place, SystemPython};
use super::{Act, Copy, Doing, Draft, Expect, How, Pinned, Run, and, refused, refused_but};
use crate::model::{Refusal, Step};
use crate::plain::plain;
use crate::tool::pip::{self, Detour, ReportTo};
use crate::tool::spec::Spec;
use crate::wish::Wish;

pub use read::{Brought, Chosen, Coming, Fetched, Grounds, Seen, Taken, Whose};

pub(super) fn draft(grounds: &Grounds) -> Result<Draft, Refusal> {
    let specs = specs(&grounds.packages)?;
    let python = match &grounds.chosen {
        Chosen::Python(python) => python,
        Chosen::None(why) => return Err(refused(plain(why))),
        Chosen::Sandbox { shown, project } => {
            let better = project.clone().map(|folder| Wish::Add {
                folder,
                packages: grounds.packages.clone(),
                files: Vec::new(),
            });
            let reason = format!("`{}` is a sandbox: packages go there without breaking anything", plain(shown));
            return Err(refused_but(reason, better));
        }
    };
    let place = place(python)?;
    if place.pip_version.is_none() {
        return Err(refused(format!("{} has no pip", plain(&python.label))));
    }
    if matches!(place.pip.place, pip::Place::UserSite { .. }) && place.pip.detours.contains(&Detour::Prefix) {
        return Err(refused(
            "A `prefix` in pip's settings sends packages elsewhere, and beside it pip does not install into a user site. \
             Take that line out first",
        ));
    }
    let glass = Glass { grounds, python, place, specs };
    let mut draft = match (&grounds.seen, &grounds.fetched) {
        (None, _) => glass.preview()?,
        (Some(Seen::Coming(coming)), None) => glass.fetch(coming)?,
        (Some(Seen::Coming(coming)), Some(Fetched::Wheels(brought))) => glass.plan(coming, brought)?,
        (Some(Seen::Coming(_)), Some(Fetched::Unreadable(why))) => {
            return Err(refused(format!("It can't be said which files would be overwritten: {}", plain(why))));
        }
        (Some(Seen::NoWheel(what)), _) => return Err(glass.only_source(what)),
        (Some(Seen::No(why)), _) => return Err(refused(why)),
        (Some(Seen::Unreadable(why)), _) => {
            return Err(refused(format!("pip did not say beforehand what it would do: {}", plain(why))));
        }
    };
    draft.confirm = Some(grounds.packages.clone());
    draft.better.clone_from(&grounds.better);
    Ok(draft)
}

/// The packages, if all of them are packages.
fn specs(packages: &[String]) -> Result<Vec<Spec>, Refusal> {
    packages.iter().map(|word| Spec::parse(word).map_err(|no| refused(no.to_string()))).collect()
}

fn place(python: &SystemPython) -> Result<&Place, Refusal> {
    python.place().ok_or_else(|| {
        refused(format!("This account may write neither into {} nor into its user site", python.spoken()))
    })
}

/// What is to be done, and where.
struct Glass<'a> {
    grounds: &'a Grounds,
    python: &'a SystemPython,
    place: &'a Place,
    specs: Vec<Spec>,
}

impl Glass<'_> {
    /// pip is asked first.
    fn preview(&self) -> Result<Draft, Refusal> {
        let Self { python, place, .. } = self;
        let step = place.pip.preview(&self.specs, ReportTo::Output, self.grounds.builds).ok_or_else(|| {
            refused(format!(
                "{} has pip {}, which can't say beforehand what it would do (pip 22.2 can). Without that, nothing is \
                 installed into it",
                plain(&python.label),
                plain(place.pip_version.as_deref().unwrap_or_default())
            ))
        })?;
        let effects = if self.grounds.builds {
            said::built()
        } else {
            vec![
                "pip asks the package index, and says what it would install".to_owned(),
                "What that is comes into Sandbar's own folder then, so that each file of it is known".to_owned(),
                "Only ready-made packages (wheels) are looked at: of a source archive even a dry run executes the \
                 `setup.py`"
                    .to_owned(),
            ]
        };
        Ok(self.look(format!("Look what pip would change in {}", python.spoken()), effects, step, Act::Try))
    }

    /// What it would install is fetched, so that every file of it is known.
    fn fetch(&self, coming: &[Coming]) -> Result<Draft, Refusal> {
        self.may_come(coming)?;
        let pins: Result<Vec<Spec>, _> =
            coming.iter().map(|one| Spec::parse(&format!("{}=={}", one.name, one.version))).collect();
        let pins = pins.map_err(|no| refused(no.to_string()))?;
        let folder = self.folder()?;
        let step = self.place.pip.fetch(&pins, &folder, self.grounds.builds);
        let names: Vec<String> = coming.iter().map(shown).collect();
        let comes = if names.len() == 1 { "comes" } else { "come" };
        let mut effects = vec![format!("{} {comes} into Sandbar's own folder, and nothing is installed", and(&names))];
        if self.grounds.builds {
            effects.extend(said::built());
        }
        let title = format!("Fetch what pip would put into {}, and look which files it writes", self.python.spoken());
        let mut draft = self.look(title, effects, step, Act::Look);
        "Nothing is installed before each file of it is known".clone_into(&mut draft.why);
        draft.doing.acts.insert(0, Act::Store(folder));
        Ok(draft)
    }

    fn look(&self, title: String, effects: Vec<String>, step: Step, act: fn(Run) -> Act) -> Draft {
        Draft {
            title,
            why: "Nothing is installed before it is known what that would replace. A look changes nothing".to_owned(),
            effects,
            steps: vec![step],
            is_preview: true,
            doing: Doing {
                resources: vec![self.python.resource()],
                acts: vec![act(Run { step: 0, how: How::Pip })],
                ..Doing::default()
            },
            ..Draft::default()
        }
    }

    fn folder(&self) -> Result<PathBuf, Refusal> {
        self.grounds.store.clone().ok_or_else(|| refused("On a machine that is only looked at nothing is fetched"))
    }

    /// There may be its source: to look at that is another matter.
    fn only_source(&self, what: &str) -> Refusal {
        let reason = format!(
            "No ready-made `{}` (wheel) was found for {}. There may be its source: to look at that already executes its \
             build program, with all that this account may do",
            plain(what),
            plain(&self.python.label)
        );
        let Grounds { named, packages, better, .. } = self.grounds;
        let builds = Wish::BreakGlass { python: named.clone(), packages: packages.clone(), builds: true };
        Refusal { reason, better: better.iter().cloned().chain([builds.words()]).collect() }
    }

    fn plan(&self, coming: &[Coming], brought: &Brought) -> Result<Draft, Refusal> {
        let Self { python, place, .. } = self;
        self.may_come(coming)?;
        if let Some(taken) = brought.taken.iter().find(|taken| taken.whose == Whose::Owner) {
            return Err(refused(format!(
                "`{}` belongs to {}, and pip would put a file of its own in its place. Programs that need it may stop \
                 working",
                plain(&taken.shown),
                plain(&python.owner)
            )));
        }
        let names: Vec<String> = coming.iter().map(|coming| coming.normal.clone()).collect();
        let mut pinned: Vec<Pinned> = coming
            .iter()
            .map(|coming| Pinned { name: coming.normal.clone(), version: Some(coming.version.clone()) })
            .collect();
        pinned.sort();
        let asked: Vec<String> = coming.iter().filter(|one| one.requested).map(shown).collect();
        let what = if asked.is_empty() { coming.iter().map(shown).collect() } else { asked };
        let taken = brought.taken.iter().map(|taken| taken.path.clone());
        let beside = Beside {
            roots: brought.elsewhere.iter().cloned().chain(taken.clone()).collect(),
            copies: taken.map(Copy::All).collect(),
        };
        let folder = self.folder()?;
        let against = if python.marked || python.guarded { ", against its guard" } else { "" };
        Ok(Draft {
            title: format!("Install {} into {}{against}", and(&what), python.spoken()),
            why: said::why(python),
            steps: vec![place.pip.install_fetched(&self.specs, &folder)],
            effects: said::effects(python, place, coming, brought),
            undo: Some(
                "pip removes what came, and what was replaced is put back from copies, byte for byte; no network is \
                 needed"
                    .to_owned(),
            ),
            doing: Doing {
                resources: vec![python.resource()],
                keeps: python.keeps(place, &names, beside).into(),
                acts: vec![Act::Run(Run { step: 0, how: How::Pip }), Act::Unstore(folder)],
                expects: vec![Expect::Holds {
                    sites: vec![place.site.clone()],
                    place: python.spoken(),
                    packages: pinned,
                }],
            },
            ..Draft::default()
        })
    }

    /// Whether pip may do what it says it would.
    fn may_come(&self, coming: &[Coming]) -> Result<(), Refusal> {
        let Self { python, place, .. } = self;
        if coming.is_empty() {
            return Err(refused(format!("It is all there already: {} has what you ask for", python.spoken())));
        }
        if let Some(source) = coming.iter().find(|coming| !coming.is_wheel).filter(|_| !self.grounds.builds) {
            return Err(self.only_source(&source.name));
        }
        let Some(owners) = owners(python, place, coming) else { return Ok(()) };
        if !owners.complete {
            return Err(refused(format!(
                "{} in `{}` was left half installed, so nobody knows which files are its own. Remove them first",
                owners.shown(),
                plain(&place.shown)
            )));
        }
        Err(refused(format!(
            "{} in `{}` belongs to {}, and pip would have to replace it. Programs that came with it may stop working",
            owners.shown(),
            plain(&place.shown),
            plain(&python.owner)
        )))
    }
}

/// What of the owner's stands where pip would write.
fn owners<'a>(python: &'a SystemPython, place: &Place, coming: &[Coming]) -> Option<&'a Installed> {
    coming.iter().find_map(|coming| {
        let there = |one: &&Installed| one.site == place.site && one.normal == coming.normal;
        python.installed.iter().find(there).filter(|there| !there.is_stray || !there.has_record)
    })
}

fn shown(coming: &Coming) -> String {
    format!("`{}` {}", plain(&coming.name), plain(&coming.version))
}

#[cfg(test)]
pub(super) mod tests;
