//! Which project each environment of a store belongs to.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::scan::Candidate;
use crate::environment::stores::{Claim, Shelved, hash_of, is_written_as};
use crate::machine::{Machine, Stat};
use crate::model::Evidence;

/// A `pyproject.toml` or `environment.yml` written by hand is a thousandth of that.
const MOST_TEXT: u64 = 1 << 20;

/// The projects' indexes by what a claim may name.
#[derive(Default)]
struct Index {
    paths: BTreeMap<PathBuf, usize>,
    hashes: BTreeMap<String, usize>,
    pipfile_hashes: BTreeMap<String, usize>,
    python_versions: BTreeMap<String, Vec<usize>>,
    conda_names: BTreeMap<String, Vec<usize>>,
}

/// The indexes of the projects that each of `shelved` belongs to.
pub(super) fn owners(machine: &Machine, projects: &[(Candidate, Stat)], shelved: &[Shelved]) -> Vec<Vec<usize>> {
    if shelved.is_empty() {
        return Vec::new();
    }
    let index = Index::of(machine, projects);
    shelved.iter().map(|shelved| owner(machine, projects, &index, &shelved.claim)).collect()
}

fn owner(machine: &Machine, projects: &[(Candidate, Stat)], index: &Index, claim: &Claim) -> Vec<usize> {
    let one = |found: Option<&usize>| found.copied().into_iter().collect();
    match claim {
        Claim::Project(path) => {
            // The text may lead there by a link; the project is known by its canonical path too.
            let found = index.paths.get(path).or_else(|| index.paths.get(&machine.resolve(path).ok()?));
            one(found)
        }
        Claim::Pipfile { hash } => one(index.pipfile_hashes.get(hash)),
        Claim::Pyproject { name, hash } => {
            let found = index.hashes.get(hash);
            one(found.filter(|project| is_called(machine, &projects[**project].0.path, name)))
        }
        Claim::PythonVersion(names) => {
            names.iter().find_map(|name| index.python_versions.get(name)).cloned().unwrap_or_default()
        }
        Claim::CondaName(name) => index.conda_names.get(name).cloned().unwrap_or_default(),
        Claim::Unknown => Vec::new(),
    }
}

impl Index {
    fn of(machine: &Machine, projects: &[(Candidate, Stat)]) -> Self {
        let mut index = Self::default();
        for (at, (project, _)) in projects.iter().enumerate() {
            for path in [&project.path, &project.real] {
                index.paths.insert(path.clone(), at);
                index.hashes.insert(hash_of(path), at);
                index.pipfile_hashes.insert(hash_of(&path.join("Pipfile")), at);
            }
            for (evidence, file) in &project.files {
                match evidence {
                    Evidence::PythonVersion => {
                        for name in words(machine, file) {
                            index.python_versions.entry(name).or_default().push(at);
                        }
                    }
                    Evidence::CondaFile => {
                        if let Some(name) = conda_name(machine, file) {
                            index.conda_names.entry(name).or_default().push(at);
                        }
                    }
                    _ => {}
                }
            }
        }
        index
    }
}

/// The words of a `.python-version`: names of versions and environments, one or more, and comments.
fn words(machine: &Machine, file: &Path) -> Vec<String> {
    let text = machine.read_text(file, MOST_TEXT).unwrap_or_default();
    let lines = text.lines().map(|line| line.split('#').next().unwrap_or_default());
    lines.flat_map(str::split_whitespace).map(str::to_owned).collect()
}

/// The `name:` at the top level of an `environment.yml`.
fn conda_name(machine: &Machine, file: &Path) -> Option<String> {
    let text = machine.read_text(file, MOST_TEXT).ok()?;
    let value = text.lines().find_map(|line| line.strip_prefix("name:"))?;
    let name = value.split(" #").next()?.trim().trim_matches(['"', '\'']);
    (!name.is_empty()).then(|| name.to_owned())
}

/// True unless the `pyproject.toml` in `folder` gives the project another name than a tool has `written`.
///
/// poetry gives a project without a name one of its own making, and then its path alone has to tell.
fn is_called(machine: &Machine, folder: &Path, written: &str) -> bool {
    let text = machine.read_text(&folder.join("pyproject.toml"), MOST_TEXT).unwrap_or_default();
    let Ok(toml) = toml::from_str::<toml::Table>(&text) else { return true };
    let section = |name: &str| toml.get("tool")?.get(name);
    let name = |table: Option<&toml::Value>| table?.get("name")?.as_str().map(str::to_owned);
    let given = name(toml.get("project")).or_else(|| name(section("poetry")));
    given.is_none_or(|given| is_written_as(&given, written))
}
