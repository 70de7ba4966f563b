//! `brew add|remove`: formulae, through Homebrew.

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::{Act, Doing, Draft, Expect, How, Keep, Resource, Run, and, refused, refused_but};
use crate::model::Refusal;
use crate::plain::plain;
use crate::tool::brew::{self, Formula};
use crate::wish::Wish;

/// What was read for it.
#[derive(Debug, Clone, Serialize)]
pub struct Grounds {
    /// The formula, as it was typed.
    pub name: String,
    /// Homebrew, if it is there.
    pub brew: Option<Brew>,
}

/// Homebrew, as far as the formula is concerned.
#[derive(Debug, Clone, Serialize)]
pub struct Brew {
    /// The program.
    pub path: PathBuf,
    /// The folder it installs into.
    pub prefix: PathBuf,
    /// The formula, where it is installed.
    pub installed: Option<Keg>,
    /// The installed formulae that need it.
    pub needed_by: Vec<String>,
    /// Whether this account may write there.
    pub writable: bool,
}

/// An installed formula.
#[derive(Debug, Clone, Serialize)]
pub struct Keg {
    /// Its own name, which need not be the one that was typed: `python` is `python@3.14`.
    pub name: String,
    /// The version that its commands lead to.
    pub version: String,
    /// All versions that are there.
    pub versions: Vec<String>,
    /// Whether somebody has told Homebrew to leave it as it is.
    pub is_pinned: bool,
}

/// `brew add`.
pub(super) fn draft_add(grounds: &Grounds) -> Result<Draft, Refusal> {
    let (formula, brew) = told(grounds)?;
    let name = plain(formula.name());
    if let Some(keg) = &brew.installed {
        let (name, version) = (plain(&keg.name), plain(&keg.version));
        return Err(refused(format!("Homebrew has `{name}` installed already, in version {version}")));
    }
    let mut draft = Draft {
        title: format!("Install `{name}` with Homebrew"),
        why: "Homebrew keeps it up to date together with everything else that it has installed".to_owned(),
        effects: vec![
            format!("`{name}` and what it depends on appear in `{}`", plain(&brew.prefix.display().to_string())),
            "Nothing that is there is upgraded or removed on the way".to_owned(),
        ],
        undo: Some(format!("`{name}` is removed again, with what came along and nothing else needs")),
        ..Draft::default()
    };
    if let Some(tap) = formula.tap() {
        draft.effects.push(format!("From now on Homebrew trusts `{name}` of `{}`", plain(tap)));
        draft
            .effects
            .push(format!("The list `{}` is fetched where Homebrew does not have it yet, and stays", plain(tap)));
    }
    tell(&mut draft, &brew.path, &brew.prefix, &formula);
    Ok(draft)
}

/// `brew remove`.
pub(super) fn draft_remove(grounds: &Grounds) -> Result<Draft, Refusal> {
    let (formula, brew) = told(grounds)?;
    let Some(keg) = &brew.installed else {
        return Err(refused(format!("Homebrew has no `{}` installed", plain(formula.name()))));
    };
    let name = plain(&keg.name);
    if !brew.needed_by.is_empty() {
        let needed: Vec<String> = brew.needed_by.iter().map(|other| format!("`{}`", plain(other))).collect();
        return Err(refused_but(
            format!("`{name}` is needed by {}, so Homebrew keeps it", and(&needed)),
            brew.needed_by.iter().take(1).map(|other| Wish::BrewRemove { name: other.clone() }),
        ));
    }
    if keg.is_pinned {
        return Err(refused(format!(
            "Somebody has told Homebrew to keep `{name}` as it is. Run `brew unpin {name}` in a terminal, then remove it"
        )));
    }
    let own = Formula::parse(&keg.name).map_err(|no| refused(no.to_string()))?;
    let step = match keg.versions.as_slice() {
        [] | [_] => brew::uninstall(&brew.path, std::slice::from_ref(&own)),
        _ => brew::uninstall_all_versions(&brew.path, &own),
    };
    let versions: Vec<String> = keg.versions.iter().map(|version| plain(version)).collect();
    Ok(Draft {
        title: format!("Remove `{name}` from Homebrew"),
        why: format!("Nothing else that Homebrew has installed needs `{name}`"),
        steps: vec![step],
        effects: vec![
            format!("`{name}` {} and its commands go", and(&versions)),
            "What came along with it stays".to_owned(),
        ],
        undo: Some(format!("`{name}` is installed again, in the version that Homebrew has by then")),
        doing: doing(&brew.path, &brew.prefix, &own, 0, false),
        ..Draft::default()
    })
}

/// Adds to `draft` what installs `formula`.
pub(super) fn install(draft: &mut Draft, brew: &Path, prefix: &Path, formula: &str) -> Result<(), Refusal> {
    let formula = Formula::parse(formula).map_err(|no| refused(no.to_string()))?;
    tell(draft, brew, prefix, &formula);
    Ok(())
}

fn tell(draft: &mut Draft, brew: &Path, prefix: &Path, formula: &Formula) {
    let more = doing(brew, prefix, formula, draft.steps.len(), true);
    draft.steps.push(brew::install(brew, formula));
    draft.doing.resources.extend(more.resources);
    draft.doing.keeps.extend(more.keeps);
    draft.doing.acts.extend(more.acts);
    draft.doing.expects.extend(more.expects);
}

fn doing(brew: &Path, prefix: &Path, formula: &Formula, step: usize, present: bool) -> Doing {
    Doing {
        resources: vec![Resource::Brew],
        keeps: vec![Keep::Formulae { brew: brew.to_path_buf(), prefix: prefix.to_path_buf() }],
        acts: vec![Act::Run(Run { step, how: How::Brew })],
        expects: vec![Expect::Formula { prefix: prefix.to_path_buf(), name: formula.name().to_owned(), present }],
    }
}

fn told(grounds: &Grounds) -> Result<(Formula, &Brew), Refusal> {
    let formula = Formula::parse(&grounds.name).map_err(|no| refused(no.to_string()))?;
    let Some(brew) = &grounds.brew else {
        return Err(refused(
            "Homebrew is not on this computer, and Sandbar does not install it behind your back: it needs an \
             administrator's password. Get it from brew.sh, or do without: python.org has Pythons to install, and pipx \
             has most tools that are written in Python",
        ));
    };
    if !brew.writable {
        return Err(refused(format!(
            "This account may not write to Homebrew's folder `{}`",
            plain(&brew.prefix.display().to_string())
        )));
    }
    Ok((formula, brew))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Answer, Plan};
    use crate::plan::{self, answer};

    fn grounds(name: &str, version: Option<&str>, needed_by: &[&str]) -> Grounds {
        Grounds {
            name: name.to_owned(),
            brew: Some(Brew {
                path: "/opt/homebrew/bin/brew".into(),
                prefix: "/opt/homebrew".into(),
                installed: version.map(|version| Keg {
                    name: name.to_owned(),
                    version: version.to_owned(),
                    versions: vec![version.to_owned()],
                    is_pinned: false,
                }),
                needed_by: needed_by.iter().map(|name| (*name).to_owned()).collect(),
                writable: true,
            }),
        }
    }

    fn planned(grounds: &plan::Grounds) -> Plan {
        match answer(grounds) {
            Answer::Plan(plan) => plan,
            other => panic!("{other:?}"),
        }
    }

    fn reason(grounds: &plan::Grounds) -> String {
        match answer(grounds) {
            Answer::Refused(refusal) => refusal.reason,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_formula_is_installed_and_removed_by_its_name() {
        let add = planned(&plan::Grounds::BrewAdd(grounds("wget", None, &[])));
        assert_eq!(add.commands, ["/opt/homebrew/bin/brew install --formula wget"]);
        let tapped = planned(&plan::Grounds::BrewAdd(grounds("local/test/hello", None, &[])));
        assert!(tapped.effects.iter().any(|effect| effect.contains("trusts")), "{:?}", tapped.effects);
        let remove = planned(&plan::Grounds::BrewRemove(grounds("wget", Some("1.25"), &[])));
        assert_eq!(remove.commands, ["/opt/homebrew/bin/brew uninstall --formula wget"]);
    }

    #[test]
    fn what_is_removed_is_all_of_it_by_its_own_name() {
        let mut there = grounds("python", Some("3.14.6"), &[]);
        let keg = there.brew.as_mut().unwrap().installed.as_mut().unwrap();
        keg.name = "python@3.14".to_owned();
        keg.versions = vec!["3.14.5".to_owned(), "3.14.6".to_owned()];
        let remove = planned(&plan::Grounds::BrewRemove(there.clone()));
        assert_eq!(remove.commands, ["/opt/homebrew/bin/brew uninstall --force --formula python@3.14"]);
        assert!(remove.effects[0].contains("`python@3.14` 3.14.5 and 3.14.6"), "{:?}", remove.effects);
        assert!(reason(&plan::Grounds::BrewAdd(there.clone())).contains("`python@3.14` installed already"));
        there.brew.as_mut().unwrap().installed.as_mut().unwrap().is_pinned = true;
        assert!(reason(&plan::Grounds::BrewRemove(there)).contains("brew unpin python@3.14"));
    }

    #[test]
    fn what_homebrew_would_refuse_is_refused_beforehand() {
        assert!(reason(&plan::Grounds::BrewAdd(grounds("wget", Some("1.25"), &[]))).contains("already"));
        assert!(reason(&plan::Grounds::BrewRemove(grounds("wget", None, &[]))).contains("no `wget`"));
        let needed = plan::Grounds::BrewRemove(grounds("openssl@3", Some("3.6"), &["python@3.14", "wget"]));
        assert!(reason(&needed).contains("`python@3.14` and `wget`"));
        let absent = Grounds { brew: None, ..grounds("wget", None, &[]) };
        assert!(reason(&plan::Grounds::BrewAdd(absent)).contains("brew.sh"));
        for hostile in ["--force", "-e", ";rm", "a b", "../x", ""] {
            assert!(!reason(&plan::Grounds::BrewAdd(grounds(hostile, None, &[]))).is_empty());
        }
    }
}
