//! Which project each environment of a store belongs to.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::OnceLock;

use super::gather::Stored;
use super::scan::Candidate;
use crate::environment::stores::{Claim, hash_of, is_written_as};
use crate::machine::Machine;
use crate::model::Evidence;

/// A `pyproject.toml` or `environment.yml` written by hand is a thousandth of that.
const MOST_TEXT: u64 = 1 << 20;

/// What a project answers to, read when somebody first asks and kept with it.
#[derive(Debug, Default)]
pub(super) struct Claims(OnceLock<Answers>);

#[derive(Debug, Default)]
struct Answers {
    hashes: Vec<String>,
    pipfile_hashes: Vec<String>,
    python_versions: Vec<String>,
    conda_names: Vec<String>,
    /// The name in `pyproject.toml`.
    called: Option<String>,
}

/// The projects' indexes by what a claim may name.
#[derive(Default)]
struct Index<'a> {
    paths: BTreeMap<&'a Path, usize>,
    hashes: BTreeMap<&'a str, usize>,
    pipfile_hashes: BTreeMap<&'a str, usize>,
    python_versions: BTreeMap<&'a str, Vec<usize>>,
    conda_names: BTreeMap<&'a str, Vec<usize>>,
}

/// The indexes of the projects that each of `stored` belongs to.
pub(super) fn owners(machine: &Machine, projects: &[Candidate<'_>], stored: &[Stored]) -> Vec<Vec<usize>> {
    if stored.is_empty() {
        return Vec::new();
    }
    let names: Vec<&Answers> = projects.iter().map(|project| project.names(machine)).collect();
    let index = Index::of(projects, &names);
    stored.iter().map(|stored| owner(machine, &names, &index, &stored.claim)).collect()
}

fn owner(machine: &Machine, names: &[&Answers], index: &Index<'_>, claim: &Claim) -> Vec<usize> {
    let one = |found: Option<&usize>| found.copied().into_iter().collect();
    match claim {
        Claim::Project(path) => {
            // The text may lead there by a link; the project is known by its canonical path too.
            let by_link = || index.paths.get(machine.resolve(path).ok()?.as_path());
            one(index.paths.get(path.as_path()).or_else(by_link))
        }
        Claim::Pipfile { hash } => one(index.pipfile_hashes.get(hash.as_str())),
        Claim::Pyproject { name, hash } => {
            let found = index.hashes.get(hash.as_str());
            let is_called =
                |project: usize| names[project].called.as_ref().is_none_or(|given| is_written_as(given, name));
            one(found.filter(|project| is_called(**project)))
        }
        Claim::PythonVersion(words) => {
            words.iter().find_map(|word| index.python_versions.get(word.as_str())).cloned().unwrap_or_default()
        }
        Claim::CondaName(name) => index.conda_names.get(name.as_str()).cloned().unwrap_or_default(),
        Claim::Unknown => Vec::new(),
    }
}

impl<'a> Index<'a> {
    fn of(projects: &'a [Candidate<'_>], names: &[&'a Answers]) -> Self {
        let mut index = Self::default();
        for (at, (project, names)) in projects.iter().zip(names).enumerate() {
            index.paths.extend([project.node.path.as_path(), project.real].map(|path| (path, at)));
            index.hashes.extend(names.hashes.iter().map(|hash| (hash.as_str(), at)));
            index.pipfile_hashes.extend(names.pipfile_hashes.iter().map(|hash| (hash.as_str(), at)));
            for name in &names.python_versions {
                index.python_versions.entry(name).or_default().push(at);
            }
            for name in &names.conda_names {
                index.conda_names.entry(name).or_default().push(at);
            }
        }
        index
    }
}

impl<'a> Candidate<'a> {
    fn names(&self, machine: &Machine) -> &'a Answers {
        self.node.claims.0.get_or_init(|| {
            let paths = [self.node.path.as_path(), self.real];
            let files = |wanted| self.node.files.iter().filter(move |(evidence, _)| *evidence == wanted);
            Answers {
                hashes: paths.map(hash_of).to_vec(),
                pipfile_hashes: paths.map(|path| hash_of(&path.join("Pipfile"))).to_vec(),
                python_versions: files(Evidence::PythonVersion).flat_map(|(_, file)| words(machine, file)).collect(),
                conda_names: files(Evidence::CondaFile).filter_map(|(_, file)| conda_name(machine, file)).collect(),
                called: files(Evidence::Pyproject).find_map(|(_, file)| called(machine, file)),
            }
        })
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

/// The name that a `pyproject.toml` gives the project.
///
/// poetry gives a project without a name one of its own making, and then its path alone has to tell.
fn called(machine: &Machine, file: &Path) -> Option<String> {
    let text = machine.read_text(file, MOST_TEXT).ok()?;
    let toml = toml::from_str::<toml::Table>(&text).ok()?;
    let section = |name: &str| toml.get("tool")?.get(name);
    let name = |table: Option<&toml::Value>| table?.get("name")?.as_str().map(str::to_owned);
    name(toml.get("project")).or_else(|| name(section("poetry")))
}
