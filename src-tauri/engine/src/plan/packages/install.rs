//! `add`, `upgrade`, `requirements`: a look first, then the plan that is made of it.

use super::changes::{self, Change};
use super::list::{Line, Unread, lines};
use super::sandbox::{Asked, Installer, Sandbox, usable};
use super::{Grounds, Installed, UNDONE_BY, keep, owned, resources, said, unavailable, weigh};
use crate::model::{Refusal, Step};
use crate::plain::plain;
use crate::plan::{Act, Copy, Doing, Draft, Expect, Keep, Pinned, Run, and, refused, refused_but};
use crate::tool::pip::ending::{self, Allowed};
use crate::tool::spec::Spec;
use crate::tool::uv;
use crate::wish::Wish;

/// What is to be done, before anybody has looked.
pub(super) struct Order<'a> {
    pub(super) grounds: &'a Grounds,
    pub(super) sandbox: &'a Sandbox,
    pub(super) installer: Installer<'a>,
    pub(super) asked: Asked,
    /// What its files say that a person should know.
    pub(super) notes: Vec<String>,
    /// The lines of its files that would have something executed.
    builds: Vec<String>,
}

pub(super) fn draft(grounds: &Grounds) -> Result<Draft, Refusal> {
    let mut asked = asked(grounds)?;
    if let Some(owner) = &grounds.project.owned {
        return owned::install(grounds, owner, &asked);
    }
    let (sandbox, installer) = usable(grounds)?;
    let (mut notes, builds) = told_by_lists(grounds)?;
    if asked.specs.is_empty() {
        let (specs, left_alone) = all_that_was_asked_for(sandbox)?;
        asked.specs = specs;
        notes.extend(left_alone);
    }
    Order { grounds, sandbox, installer, asked, notes, builds }.draft()
}

/// What the wish asks for.
fn asked(grounds: &Grounds) -> Result<Asked, Refusal> {
    match &grounds.wish {
        Wish::Add { packages, files, .. } => {
            let packages = said::packages(packages)?;
            said::guard(grounds, &packages)?;
            let mut specs = said::specs(packages);
            for file in files {
                specs.push(Spec::requirements(file).map_err(|no| said::not_taken(&no))?);
            }
            Ok(Asked { specs, upgrade: false })
        }
        Wish::Upgrade { packages, .. } => {
            let packages = said::packages(packages)?;
            said::guard(grounds, &packages)?;
            Ok(Asked { specs: said::specs(packages), upgrade: true })
        }
        _ => Ok(Asked { specs: requirements(grounds)?, upgrade: false }),
    }
}

/// What the project itself asks for.
fn requirements(grounds: &Grounds) -> Result<Vec<Spec>, Refusal> {
    if let Some(list) = grounds.lists.iter().find(|list| list.is_named) {
        return Ok(vec![Spec::requirements(&list.path).map_err(|no| said::not_taken(&no))?]);
    }
    match &grounds.declared {
        Some(entries) if !entries.is_empty() => {
            let spec = |entry: &String| {
                Spec::listed(entry).map_err(|no| {
                    refused(format!("`pyproject.toml` asks for something that is not a package of the index: {no}"))
                })
            };
            entries.iter().map(spec).collect()
        }
        // The owner knows what it asks for.
        _ if grounds.project.owned.is_some() => Ok(Vec::new()),
        Some(_) => Err(refused(format!("`pyproject.toml` in `{}` asks for no package", plain(&grounds.project.shown)))),
        None => Err(refused(format!(
            "`{}` says nowhere which packages it needs: there is no `requirements.txt`, and no `pyproject.toml` with \
             dependencies",
            plain(&grounds.project.shown)
        ))),
    }
}

/// `upgrade` without a name: what somebody asked for, and not what came along or comes with every sandbox; and a sentence
/// about what did not come from the index, whose namesake there may be something else.
fn all_that_was_asked_for(sandbox: &Sandbox) -> Result<(Vec<Spec>, Option<String>), Refusal> {
    const COMES_WITH_IT: [&str; 3] = ["pip", "setuptools", "wheel"];
    let wanted = sandbox.installed.iter().filter(|one| {
        let requested = one.requested.unwrap_or_else(|| sandbox.needing(&one.normal).next().is_none());
        requested && !COMES_WITH_IT.contains(&one.normal.as_str())
    });
    let (apart, wanted): (Vec<&Installed>, Vec<&Installed>) = wanted.partition(|one| one.is_from_elsewhere);
    let specs: Vec<Spec> = wanted.into_iter().filter_map(|one| Spec::parse(&one.name).ok()).collect();
    let apart: Vec<String> = apart.into_iter().map(|one| format!("`{}`", plain(&one.name))).collect();
    let left_alone = (!apart.is_empty()).then(|| {
        let (verb, whose) = if apart.len() == 1 { ("is", "it") } else { ("are", "they") };
        format!("{} {verb} not asked for: {whose} did not come from the package index", and(&apart))
    });
    if let (true, Some(left_alone)) = (specs.is_empty(), &left_alone) {
        return Err(refused(format!("There is nothing to upgrade in `{}`. {left_alone}", plain(&sandbox.shown))));
    }
    if specs.is_empty() {
        return Err(refused(format!(
            "Nothing in `{}` was asked for by name, so there is nothing to upgrade",
            plain(&sandbox.shown)
        )));
    }
    Ok((specs, left_alone))
}

/// What the requirements files say, and what of it is built.
fn told_by_lists(grounds: &Grounds) -> Result<(Vec<String>, Vec<String>), Refusal> {
    let (mut notes, mut builds) = (Vec::new(), Vec::new());
    for list in &grounds.lists {
        let shown = plain(&list.shown);
        let text = list.text.as_ref().map_err(|why| unread(*why, &shown))?;
        for line in lines(text) {
            match line {
                Line::Source(line) => {
                    notes.push(format!("`{shown}` says where its packages come from: `{}`", plain(&line)));
                }
                Line::Builds(line) => builds.push(format!("`{}` in `{shown}`", plain(&line))),
                Line::Unclear(number) => {
                    return Err(refused(format!(
                        "Line {number} of `{shown}` is nothing that Sandbar understands, so nobody can say what pip would \
                         make of it. Change or remove that line"
                    )));
                }
                Line::Package(_) | Line::Include(_) | Line::Other => {}
            }
        }
    }
    if matches!(grounds.wish, Wish::Requirements { .. }) && grounds.declared.is_some() {
        notes.push("The project itself is not installed, only what its `pyproject.toml` depends on".to_owned());
    }
    Ok((notes, builds))
}

/// Nobody installs from a list that nobody has looked at.
fn unread(why: Unread, shown: &str) -> Refusal {
    refused(match why {
        Unread::Absent => format!("There is no requirements file `{shown}` that can be read"),
        Unread::NotText => format!(
            "The requirements file `{shown}` is no text that pip could read. Save it as UTF-8, which every editor can do"
        ),
        Unread::Address => format!(
            "A list on the network, `{shown}`, is to be read as well, and nobody can say what will be in it by then. \
             Save it beside the project and name that file instead"
        ),
    })
}

impl Order<'_> {
    fn draft(self) -> Result<Draft, Refusal> {
        if !self.builds.is_empty() {
            let what = and(&self.builds);
            return Ok(self.unseen(
                vec![
                    format!(
                        "Something is built here: {what}. Its build program is run, with all that this account may do"
                    ),
                    "Nobody can say beforehand which packages come along: to find that out would run it as well"
                        .to_owned(),
                ],
                false,
            ));
        }
        let Some(look) = self.installer.look(&self.asked) else {
            let pip = self.sandbox.pip.as_deref().unwrap_or("of the sandbox");
            let effect = format!(
                "Nobody can say beforehand which packages come along: pip {} is too old to look. \
                 To see it, upgrade `pip` in this sandbox first",
                plain(pip)
            );
            return Ok(self.unseen(vec![effect], true));
        };
        let Some(looked) = self.grounds.looks.first().and_then(|answers| answers.first()) else {
            return Ok(self.preview(look));
        };
        let no = match &self.installer {
            Installer::Pip(_) => ending::read(looked.code, &looked.lines, Allowed::Wheels).err(),
            Installer::Uv(_) => uv::ending::read(looked.code, &looked.lines).err(),
        };
        if let Some(cause) = no {
            return unavailable::draft(&self, &cause);
        }
        match changes::read(&self.installer, self.sandbox, looked, &self.grounds.sizes, &self.names()) {
            Some(changes) if changes.is_empty() => Err(self.nothing_to_do()),
            Some(changes) => Ok(weigh::draft(&self, &changes).unwrap_or_else(|| self.seen(&changes))),
            None => {
                let effect = "Nobody can say beforehand which packages come along: pip's answer could not be read";
                Ok(self.unseen(vec![effect.to_owned()], true))
            }
        }
    }

    /// The normalised names that were asked for.
    pub(super) fn names(&self) -> Vec<String> {
        let named = self.asked.specs.iter().filter_map(Spec::package).map(|package| package.name.normal());
        let texts = self.grounds.lists.iter().filter_map(|list| list.text.as_ref().ok());
        let listed = texts.flat_map(|text| lines(text)).filter_map(|line| match line {
            Line::Package(name) => Some(name),
            _ => None,
        });
        named.chain(listed).collect()
    }

    fn nothing_to_do(&self) -> Refusal {
        let (shown, names) = (plain(&self.sandbox.shown), self.shown_names());
        let verb = if names.len() == 1 { "is" } else { "are" };
        match self.asked.upgrade {
            true => refused(format!(
                "{} in `{shown}` {verb} the newest that there is for {} already",
                and(&names),
                self.sandbox.label()
            )),
            false if names.is_empty() => refused(format!("`{shown}` holds all that is asked for already")),
            false => refused_but(
                format!("{} {verb} in the sandbox `{shown}` already", and(&names)),
                self.asked
                    .specs
                    .iter()
                    .find_map(Spec::package)
                    .map(|package| Wish::Upgrade {
                        folder: self.grounds.project.folder.clone(),
                        packages: vec![package.name.as_str().to_owned()],
                    })
                    .filter(|_| names.len() == 1),
            ),
        }
    }

    fn shown_names(&self) -> Vec<String> {
        self.asked.specs.iter().filter_map(Spec::package).map(|it| format!("`{}`", plain(it.name.as_str()))).collect()
    }

    /// What a button says.
    pub(super) fn title(&self) -> String {
        let project = self.grounds.project.name();
        match &self.grounds.wish {
            Wish::Requirements { .. } => format!("Install what `{project}` asks for into its sandbox"),
            Wish::Upgrade { packages, .. } if packages.is_empty() => format!("Upgrade the packages of `{project}`"),
            Wish::Upgrade { .. } => format!("Upgrade {} in the sandbox of `{project}`", and(&self.shown_names())),
            _ => {
                let mut what = self.shown_names();
                what.extend(
                    self.grounds
                        .lists
                        .iter()
                        .filter(|list| list.is_named)
                        .map(|list| format!("what `{}` lists", plain(&list.shown))),
                );
                format!("Add {} to the sandbox of `{project}`", and(&what))
            }
        }
    }

    fn why(&self) -> String {
        format!(
            "`{}` is this project's own sandbox, on {}: what goes in there can't get in the way of anything else",
            plain(&self.sandbox.shown),
            self.sandbox.label()
        )
    }

    pub(super) fn preview(&self, look: Step) -> Draft {
        let name = self.installer.name();
        Draft {
            title: format!("See what is needed to {}", lower(&self.title())),
            why: format!("{name} looks first, so that the plan can say what comes along and what is replaced"),
            effects: vec![format!("Nothing is changed: {name} only looks, and runs nothing of any package")],
            steps: vec![look],
            is_preview: true,
            doing: Doing {
                resources: resources(self.grounds, self.sandbox),
                acts: vec![Act::Try(Run { step: 0, how: self.installer.how() })],
                ..Doing::default()
            },
            ..Draft::default()
        }
    }

    /// The plan of what a look has found.
    fn seen(&self, changes: &[Change]) -> Draft {
        let effects = [self.notes.clone(), changes::effects(self.sandbox, changes)].concat();
        let copies = changes::copies(self.sandbox, changes);
        self.plan(true, effects, keep(self.sandbox, copies), changes::pinned(changes))
    }

    /// The plan where nobody could look.
    pub(super) fn unseen(&self, more: Vec<String>, wheels: bool) -> Draft {
        let names = self.shown_names();
        let mut effects = self.notes.clone();
        if !names.is_empty() {
            let place = format!("the sandbox `{}` ({})", plain(&self.sandbox.shown), self.sandbox.label());
            let verb = match (self.asked.upgrade, names.len()) {
                (true, 1) => "is upgraded, where there is something newer, in",
                (true, _) => "are upgraded, where there is something newer, in",
                (false, 1) => "goes into",
                (false, _) => "go into",
            };
            effects.push(format!("{} {verb} {place}", and(&names)));
        }
        effects.extend(more);
        effects.push("Nothing outside of that folder is meant to be changed".to_owned());
        // What is replaced is not known, so all of it is copied.
        let copies = vec![Copy::All(self.sandbox.real.clone())];
        let expected = self.asked.specs.iter().filter_map(|spec| match spec {
            Spec::Package(package) => Some(Pinned::any(package.name.normal())),
            _ => None,
        });
        self.plan(wheels, effects, keep(self.sandbox, copies), expected.collect())
    }

    fn plan(&self, wheels: bool, effects: Vec<String>, keep: Keep, packages: Vec<Pinned>) -> Draft {
        let mut expects = Vec::new();
        if !packages.is_empty() {
            let sites = self.sandbox.site.iter().cloned().collect();
            expects.push(Expect::Holds { sites, place: "the sandbox".to_owned(), packages });
        }
        expects.push(Expect::Fits { folder: self.sandbox.path.clone() });
        Draft {
            title: self.title(),
            why: self.why(),
            steps: vec![self.installer.install(&self.asked, wheels)],
            effects,
            undo: Some(UNDONE_BY.to_owned()),
            doing: Doing {
                resources: resources(self.grounds, self.sandbox),
                keeps: vec![keep],
                acts: vec![Act::Run(Run { step: 0, how: self.installer.how() })],
                expects,
            },
            ..Draft::default()
        }
    }
}

/// A title in the middle of another.
pub(super) fn lower(title: &str) -> String {
    let mut letters = title.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}
