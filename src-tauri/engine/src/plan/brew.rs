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
    /// The formula's version, where it is installed.
    pub version: Option<String>,
    /// The installed formulae that need it.
    pub needed_by: Vec<String>,
    /// Whether this account may write there.
    pub writable: bool,
}

/// `brew add`.
pub(super) fn draft_add(grounds: &Grounds) -> Result<Draft, Refusal> {
    let (formula, brew) = told(grounds)?;
    let name = plain(formula.name());
    if let Some(version) = &brew.version {
        return Err(refused(format!("Homebrew has `{name}` installed already, in version {}", plain(version))));
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
    }
    tell(&mut draft, &brew.path, &brew.prefix, &formula);
    Ok(draft)
}

/// `brew remove`.
pub(super) fn draft_remove(grounds: &Grounds) -> Result<Draft, Refusal> {
    let (formula, brew) = told(grounds)?;
    let name = plain(formula.name());
    let Some(version) = &brew.version else {
        return Err(refused(format!("Homebrew has no `{name}` installed")));
    };
    if !brew.needed_by.is_empty() {
        let needed: Vec<String> = brew.needed_by.iter().map(|other| format!("`{}`", plain(other))).collect();
        return Err(refused_but(
            format!("`{name}` is needed by {}, so Homebrew keeps it", and(&needed)),
            brew.needed_by.iter().take(1).map(|other| Wish::BrewRemove { name: other.clone() }),
        ));
    }
    Ok(Draft {
        title: format!("Remove `{name}` from Homebrew"),
        why: format!("Nothing else that Homebrew has installed needs `{name}`"),
        steps: vec![brew::uninstall(&brew.path, std::slice::from_ref(&formula))],
        effects: vec![
            format!("`{name}` {} and its commands go", plain(version)),
            "What came along with it stays".to_owned(),
        ],
        undo: Some(format!("`{name}` is installed again, in the version that Homebrew has by then")),
        doing: doing(&brew.path, &brew.prefix, &formula, 0, false),
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
                version: version.map(str::to_owned),
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
