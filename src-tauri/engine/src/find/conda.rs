//! Anaconda, Miniconda, Miniforge, mamba and micromamba, and what their environments are made of.
//!
//! Every conda environment holds a Python of its own, so it is an interpreter and an environment at once. An installation's
//! `base` runs conda itself and is not to be installed into; the named ones are there for exactly that. Neither is ever
//! chosen for a new environment: `private`.
//!
//! Where they are is written down by conda (`~/.conda/environments.txt`, `.condarc`) or known from the installers.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::{Found, consent, describe, installs, layout::Layout};
use crate::machine::{Kind, Machine};
use crate::model::{Interpreter, Protection, Source};

/// The names that installers give their folder.
const INSTALLS: [&str; 8] =
    ["anaconda", "anaconda3", "miniconda", "miniconda3", "miniforge3", "mambaforge", "micromamba", "conda"];

/// Lists that conda writes are short.
const MOST_LIST: u64 = 1 << 20;

/// One folder that conda manages.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct CondaFolder {
    /// The environment's folder.
    pub path: PathBuf,
    /// True for an installation itself: what conda calls `base`.
    pub base: bool,
}

/// True when conda (or pixi, which keeps the same books) manages `folder`.
pub(super) fn is_conda(machine: &Machine, folder: &Path) -> bool {
    machine.is_folder(&folder.join("conda-meta"))
}

/// True for an installation, which has its commands and its environments beside its own packages.
fn is_base(machine: &Machine, folder: &Path) -> bool {
    machine.is_folder(&folder.join("condabin")) || machine.is_folder(&folder.join("envs"))
}

/// The conda installations and environments of this machine, sorted, each once whatever links lead to it.
pub fn folders(machine: &Machine) -> Vec<CondaFolder> {
    let mut waiting = candidates(machine);
    for pool in pools(machine) {
        waiting.extend(sub_folders(machine, &pool));
    }
    let mut found: Vec<CondaFolder> = Vec::new();
    let mut seen = BTreeSet::new();
    while let Some(path) = waiting.pop_first() {
        if consent::needed(machine, &path) || !is_conda(machine, &path) {
            continue;
        }
        let Ok(real) = machine.resolve(&path) else { continue };
        if machine.is_file(&path.join("conda-meta/pixi")) || !seen.insert(real) {
            continue;
        }
        let base = is_base(machine, &path);
        if base {
            waiting.extend(sub_folders(machine, &path.join("envs")));
        }
        found.push(CondaFolder { path, base });
    }
    found.sort();
    found
}

pub(super) fn find(machine: &Machine) -> Vec<Found> {
    let python = |folder: CondaFolder| {
        let path = installs::python(machine, &folder.path.join("bin"))?;
        let protection = if folder.base { Protection::Hard } else { Protection::None };
        Some(Found { protection, private: true, ..Found::new(Source::Conda, path) })
    };
    folders(machine).into_iter().filter_map(python).collect()
}

/// The Python of an environment that conda or pixi made, wherever it is; `None` if `folder` is none or has no Python.
///
/// For environments inside project folders, which only whoever looks at projects comes across. The names that links
/// elsewhere give it are not looked for.
pub fn conda_like(machine: &Machine, folder: &Path, source: Source) -> Option<Interpreter> {
    if !is_conda(machine, folder) {
        return None;
    }
    let path = installs::python(machine, &folder.join("bin"))?;
    let layout = Layout::of(machine, &path)?;
    let protection = match source {
        Source::Pixi => Protection::Soft,
        _ if is_base(machine, folder) => Protection::Hard,
        _ => Protection::None,
    };
    let found = Found { protection, private: true, ..Found::new(source, path) };
    let bin = folder.join("bin");
    let mut interpreter = [describe::describe(machine, found, &layout)];
    super::aliases::attach_within(machine, BTreeSet::from([bin]), &mut interpreter);
    let [interpreter] = interpreter;
    Some(interpreter)
}

/// `3.12.11` of `conda-meta/python-3.12.11-hc22306f_0_cpython.json`, else of the last such line in the history.
pub(crate) fn version(machine: &Machine, prefix: &Path) -> Option<String> {
    let records = prefix.join("conda-meta");
    let entries = machine.list(&records).ok()?;
    let names = entries.iter().filter_map(|entry| entry.name.to_str());
    let recorded = names.filter_map(|name| package_version(name.strip_suffix(".json")?)).next_back();
    recorded.or_else(|| {
        let history = machine.read(&records.join("history"), MOST_LIST).ok()?;
        let history = String::from_utf8_lossy(&history);
        let added = history.lines().filter(|line| line.starts_with('+'));
        added.filter_map(|line| package_version(line.rsplit("::").next()?)).next_back()
    })
}

/// `python-VERSION-BUILD`, and not `python-dateutil-2.9.0-pyhd8ed1ab_0`.
fn package_version(package: &str) -> Option<String> {
    let (version, _build) = package.trim_start_matches('+').strip_prefix("python-")?.split_once('-')?;
    super::version::plain(version)
}

/// Folders that may be an installation or an environment.
fn candidates(machine: &Machine) -> BTreeSet<PathBuf> {
    let home = &machine.home;
    let mut candidates: BTreeSet<PathBuf> = BTreeSet::new();
    let mut parents = vec![home.clone(), home.join("opt"), home.join(".conda"), home.join(".local")];
    parents.extend(["/opt", "/usr/local"].map(PathBuf::from));
    for prefix in super::homebrew::prefixes(machine) {
        parents.extend(["miniforge", "miniconda", "anaconda"].map(|cask| prefix.join("Caskroom").join(cask)));
        candidates.insert(prefix.join("anaconda3"));
    }
    for parent in parents {
        // One look at the parent instead of one at each name that might be in it.
        let entries = machine.list(&parent).unwrap_or_default();
        let names = entries.iter().filter(|entry| matches!(entry.kind, Kind::Folder | Kind::Link));
        let names = names.filter_map(|entry| entry.name.to_str());
        candidates
            .extend(names.filter(|name| INSTALLS.contains(name) || *name == "base").map(|name| parent.join(name)));
    }
    candidates.insert(home.join(".local/share/mamba"));
    candidates
        .extend(["CONDA_PREFIX", "CONDA_ROOT", "MAMBA_ROOT_PREFIX"].iter().filter_map(|name| machine.var_path(name)));
    // `CONDA_EXE` is `ROOT/bin/conda`.
    candidates.extend(machine.var_path("CONDA_EXE").and_then(|conda| Some(conda.parent()?.parent()?.to_path_buf())));
    let pyenv = machine.var_path("PYENV_ROOT").unwrap_or_else(|| home.join(".pyenv"));
    candidates.extend(sub_folders(machine, &pyenv.join("versions")));
    let written = machine.read(&home.join(".conda/environments.txt"), MOST_LIST).unwrap_or_default();
    let written = String::from_utf8_lossy(&written).into_owned();
    candidates.extend(written.lines().map(|line| PathBuf::from(line.trim())).filter(|path| path.is_absolute()));
    candidates
}

/// Where conda writes down its environments, and where it keeps those that have a name.
pub(super) fn haunts(machine: &Machine) -> Vec<PathBuf> {
    pools(machine).into_iter().chain([machine.home.join(".conda")]).collect()
}

/// Folders whose sub-folders are environments: conda's `envs_dirs`.
fn pools(machine: &Machine) -> Vec<PathBuf> {
    let mut pools = vec![machine.home.join(".conda/envs")];
    for name in ["CONDA_ENVS_PATH", "CONDA_ENVS_DIRS"] {
        pools.extend(machine.var(name).into_iter().flat_map(|value| value.split([':', ','])).map(PathBuf::from));
    }
    let settings = machine.read_text(&machine.home.join(".condarc"), MOST_LIST).unwrap_or_default();
    pools.extend(envs_dirs(&settings).into_iter().map(|path| match path.strip_prefix("~/") {
        Some(rest) => machine.home.join(rest),
        None => PathBuf::from(path),
    }));
    pools.retain(|pool| pool.is_absolute() && !consent::needed(machine, pool));
    pools
}

/// The items of `envs_dirs:` in a `.condarc`: a list with one `- path` a line, the only form that conda writes.
fn envs_dirs(settings: &str) -> Vec<String> {
    let after = settings.lines().skip_while(|line| line.trim_end() != "envs_dirs:").skip(1);
    let items = after.map_while(|line| line.trim_start().strip_prefix("- "));
    items.map(|item| item.trim().trim_matches(['"', '\'']).to_owned()).collect()
}

fn sub_folders(machine: &Machine, folder: &Path) -> Vec<PathBuf> {
    let entries = machine.list(folder).unwrap_or_default();
    let folders = entries.into_iter().filter(|entry| matches!(entry.kind, Kind::Folder | Kind::Link));
    folders.map(|entry| folder.join(entry.name)).collect()
}

#[cfg(test)]
mod tests {
    use super::{envs_dirs, package_version};

    #[test]
    fn python_is_told_from_packages_that_begin_like_it() {
        assert_eq!(package_version("python-3.12.11-hc22306f_0_cpython").as_deref(), Some("3.12.11"));
        assert_eq!(package_version("python-3.14.0rc2-h1_0_cp314").as_deref(), Some("3.14.0rc2"));
        assert_eq!(package_version("python-dateutil-2.9.0-pyhd8ed1ab_0"), None);
        assert_eq!(package_version("python_abi-3.12-5_cp312"), None);
    }

    #[test]
    fn a_condarc_says_where_environments_are() {
        let settings =
            "channels:\n  - conda-forge\nenvs_dirs:\n  - ~/lab/envs\n  - \"/data/envs\"\nauto: false\n  - /no\n";
        assert_eq!(envs_dirs(settings), ["~/lab/envs", "/data/envs"]);
        assert_eq!(envs_dirs("channels: []\n"), Vec::<String>::new());
    }
}
