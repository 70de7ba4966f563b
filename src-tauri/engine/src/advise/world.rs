//! What advice needs to know of this machine, as plain data, and the reading of it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::names::normalise;
use super::project;
use crate::machine::{Kind, Machine, Os};
use crate::model::{Health, Interpreter, ProblemCode, ProjectEnvironment, Snapshot, Source};
use crate::packages;

/// A project folder holds more files than this only when somebody else wrote them.
const MOST_FILES: usize = 200;
/// The imports stand at the top of a file.
const CODE_READ: u64 = 256 * 1024;
/// Notebooks carry their pictures along.
const NOTEBOOK_READ: u64 = 8 * 1024 * 1024;

/// What advice depends on, beside the text. Two equal worlds give equal advice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct World {
    /// Which system this is.
    pub os: Os,
    /// Whether Homebrew is there.
    pub brew: bool,
    /// Whether pipx is there.
    pub pipx: bool,
    /// Whether uv is there.
    pub uv: bool,
    /// The project in hand.
    pub project: Option<ProjectInHand>,
    /// Where a project would begin when none is in hand.
    pub fresh: Fresh,
    /// The Pythons that an environment can stand on, the newest first.
    pub pythons: Vec<Python>,
    /// What `python3` is in the terminal.
    pub terminal: Option<(u32, u32)>,
    /// Pythons with packages that somebody put there with pip.
    pub strays: Vec<Strays>,
    /// The commands of pipx's tools, and whether they are on the terminal's PATH.
    pub tool_commands: (BTreeSet<String>, bool),
    /// The line that gives back to the user what belongs to root, for each such folder.
    pub give_back: Vec<String>,
    /// The script of python.org's installer that gives a Python its certificates: the one of the terminal's Python
    /// where that has one, else the newest's.
    pub certificates: Option<PathBuf>,
    /// The line that keeps conda from turning its base environment on in every terminal.
    pub leave_base: Option<String>,
    /// What a look at a package's wheel has shown, by normalised name: its commands. Only what the user had looked up.
    pub commands: BTreeMap<String, Vec<String>>,
}

/// A folder in which a project would begin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fresh {
    /// The folder, as wishes name it.
    pub path: String,
    /// Whether it is there already.
    pub is_there: bool,
    /// Whether a sandbox is in it already.
    pub has_environment: bool,
}

/// The project in hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProjectInHand {
    /// Its folder, as wishes name it.
    pub path: String,
    /// How its environment is.
    pub health: Health,
    /// The minor version of its environment.
    pub minor: Option<(u32, u32)>,
    /// Whether its environment has a pip of its own.
    pub has_pip: bool,
    /// The packages in its environment, normalised.
    pub installed: BTreeSet<String>,
    /// The top-level modules that its code imports, as they are written.
    pub imports: BTreeSet<String>,
    /// The packages that its requirements and `pyproject.toml` name, normalised.
    pub listed: BTreeSet<String>,
    /// Its own modules: Python files and folders at its top.
    pub own: BTreeSet<String>,
}

/// A Python that an environment can stand on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Python {
    /// Its id in the snapshot.
    pub id: String,
    /// Its minor version.
    pub minor: (u32, u32),
    /// Whether it is Homebrew's.
    pub homebrew: bool,
    /// The processor it is for.
    pub arch: Option<String>,
}

/// Packages in a Python that its owner did not put there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Strays {
    /// The interpreter's id.
    pub interpreter: String,
    /// Its minor version.
    pub minor: Option<(u32, u32)>,
    /// Whether it is Homebrew's.
    pub homebrew: bool,
    /// Their normalised names.
    pub names: BTreeSet<String>,
}

impl World {
    /// A machine on which nothing is installed, with `home` as the user's folder.
    pub fn empty(os: Os, home: &str) -> Self {
        Self {
            os,
            brew: false,
            pipx: false,
            uv: false,
            project: None,
            fresh: Fresh { path: format!("{home}/python-practice"), is_there: false, has_environment: false },
            pythons: Vec::new(),
            terminal: None,
            strays: Vec::new(),
            tool_commands: (BTreeSet::new(), true),
            give_back: Vec::new(),
            certificates: None,
            leave_base: None,
            commands: BTreeMap::new(),
        }
    }
}

/// What advice needs to know of `machine`, which was looked at as `snapshot`, with the project in hand in `project`.
pub fn world(machine: &Machine, snapshot: &Snapshot, project: Option<&Path>) -> World {
    let mut world = World::empty(snapshot.os, &machine.home.to_string_lossy());
    world.brew = snapshot.tools.brew.is_some();
    world.uv = snapshot.tools.uv.is_some();
    if let Some(pipx) = &snapshot.tools.pipx {
        world.pipx = pipx.path.is_some();
        let commands = pipx.tools.iter().flat_map(|tool| tool.commands.iter().cloned()).collect();
        world.tool_commands = (commands, pipx.on_path);
    }
    world.project = project.map(|folder| in_hand(machine, snapshot, folder));
    world.fresh = fresh(machine);
    world.pythons = pythons(snapshot);
    world.terminal = terminal(snapshot);
    world.strays = strays(snapshot);
    world.give_back = lines(snapshot, ProblemCode::RootOwned);
    world.leave_base = lines(snapshot, ProblemCode::CondaBase).pop();
    world.certificates = certificates(machine, &world, snapshot);
    world
}

/// The lines that the problems of one kind name.
fn lines(snapshot: &Snapshot, code: ProblemCode) -> Vec<String> {
    let problems = snapshot.problems.iter().filter(|problem| problem.code == code);
    problems.filter_map(|problem| problem.command.clone()).collect()
}

/// python.org's installer puts the script into a folder of its own, one for each minor version.
fn certificates(machine: &Machine, world: &World, snapshot: &Snapshot) -> Option<PathBuf> {
    let of_python_org = snapshot.interpreters.iter().filter(|known| known.source == Source::PythonOrg);
    let mut minors: Vec<(u32, u32)> = of_python_org.filter_map(Interpreter::minor).collect();
    minors.sort_by_key(|minor| (Some(*minor) == world.terminal, *minor));
    let script = |(major, minor)| format!("/Applications/Python {major}.{minor}/Install Certificates.command");
    let scripts = minors.into_iter().rev().map(|minor| PathBuf::from(script(minor)));
    scripts.into_iter().find(|script| machine.is_file(script))
}

/// The folder that the user stands in, if it is one below home that projects live in; else one to practise in.
fn fresh(machine: &Machine) -> Fresh {
    let below_home = machine.cwd.strip_prefix(&machine.home).ok().map(|below| below.components().count());
    let hidden = machine.cwd.components().any(|part| part.as_os_str().to_string_lossy().starts_with('.'));
    let places =
        ["Desktop", "Documents", "Downloads", "Library", "Movies", "Music", "Pictures", "Public", "Applications"];
    let is_place = places.iter().any(|place| machine.cwd == machine.home.join(place));
    if below_home.is_some_and(|depth| depth > 0)
        && !hidden
        && !is_place
        && !machine.cwd.starts_with(machine.home.join("Library"))
    {
        return fresh_in(machine, &machine.cwd);
    }
    fresh_in(machine, &machine.home.join("python-practice"))
}

fn fresh_in(machine: &Machine, folder: &Path) -> Fresh {
    Fresh {
        path: folder.to_string_lossy().into_owned(),
        is_there: machine.is_folder(folder),
        has_environment: machine.is_file(&folder.join(".venv/pyvenv.cfg")),
    }
}

fn pythons(snapshot: &Snapshot) -> Vec<Python> {
    let mut pythons: Vec<Python> = snapshot
        .interpreters
        .iter()
        .filter(|interpreter| !interpreter.private)
        .filter_map(|interpreter| {
            Some(Python {
                id: interpreter.id.0.clone(),
                minor: interpreter.minor()?,
                homebrew: interpreter.source == Source::Homebrew,
                arch: interpreter.arch.clone(),
            })
        })
        .collect();
    pythons.sort_by(|one, other| other.minor.cmp(&one.minor).then_with(|| one.id.cmp(&other.id)));
    pythons
}

fn terminal(snapshot: &Snapshot) -> Option<(u32, u32)> {
    let id = snapshot.terminal.python3.as_ref()?.interpreter.as_ref()?;
    snapshot.interpreters.iter().find(|interpreter| interpreter.id == *id)?.minor()
}

fn strays(snapshot: &Snapshot) -> Vec<Strays> {
    let with_strays = snapshot.interpreters.iter().filter(|interpreter| !interpreter.strays.is_empty());
    with_strays
        .map(|interpreter| Strays {
            interpreter: interpreter.id.0.clone(),
            minor: interpreter.minor(),
            homebrew: interpreter.source == Source::Homebrew,
            names: interpreter.strays.iter().map(|stray| normalise(&stray.name)).collect(),
        })
        .collect()
}

/// Reads the project in `folder`.
fn in_hand(machine: &Machine, snapshot: &Snapshot, folder: &Path) -> ProjectInHand {
    let known = snapshot
        .projects
        .iter()
        .find(|project| project.path.as_path() == folder)
        .map_or_else(ProjectEnvironment::missing, |project| project.environment.clone());
    let mut project = ProjectInHand {
        path: folder.to_string_lossy().into_owned(),
        health: known.health,
        minor: known.version.as_deref().and_then(crate::model::minor_of),
        has_pip: known.has_pip,
        installed: installed(machine, snapshot, &known),
        imports: BTreeSet::new(),
        listed: BTreeSet::new(),
        own: BTreeSet::new(),
    };
    read_folder(machine, folder, &mut project);
    project
}

fn installed(machine: &Machine, snapshot: &Snapshot, known: &ProjectEnvironment) -> BTreeSet<String> {
    let environment = snapshot.environments.iter().find(|each| known.path.as_ref() == Some(&each.path));
    let site = environment.and_then(|environment| environment.site_packages.as_ref());
    let found = site.and_then(|site| packages::read(machine, site).ok()).unwrap_or_default();
    found.iter().filter(|package| package.complete).map(|package| normalise(&package.name)).collect()
}

/// Reads what stands at the top of the project, and the code one folder below, as in `src` or the package itself.
fn read_folder(machine: &Machine, folder: &Path, project: &mut ProjectInHand) {
    let mut left = MOST_FILES;
    let mut below: Vec<PathBuf> = Vec::new();
    for entry in machine.list(folder).unwrap_or_default() {
        let name = entry.name.to_string_lossy().into_owned();
        let path = folder.join(&entry.name);
        match entry.kind {
            Kind::Folder if !name.starts_with('.') && !machine.is_file(&path.join("pyvenv.cfg")) => {
                project.own.insert(name);
                below.push(path);
            }
            Kind::File | Kind::Link => {
                if let Some(module) = name.strip_suffix(".py") {
                    project.own.insert(module.to_owned());
                }
                read_file(machine, &path, &name, project, &mut left);
            }
            _ => {}
        }
    }
    for folder in below {
        for entry in machine.list(&folder).unwrap_or_default() {
            let name = entry.name.to_string_lossy().into_owned();
            if entry.kind == Kind::File && extension(&name) == "py" {
                read_file(machine, &folder.join(&entry.name), &name, project, &mut left);
            }
        }
    }
    let own = std::mem::take(&mut project.own);
    project.imports.retain(|module| !own.contains(module));
    project.own = own;
}

fn read_file(machine: &Machine, path: &Path, name: &str, project: &mut ProjectInHand, left: &mut usize) {
    let notebook = extension(name) == "ipynb";
    let requirements = name.starts_with("requirements") && extension(name) == "txt";
    if *left == 0 || !(notebook || requirements || extension(name) == "py" || name == "pyproject.toml") {
        return;
    }
    *left -= 1;
    if notebook {
        let text = machine.read_text(path, NOTEBOOK_READ).unwrap_or_default();
        project.imports.extend(project::imported_by(&project::notebook_code(&text)));
        return;
    }
    let head = machine.read_head(path, CODE_READ).unwrap_or_default();
    let text = String::from_utf8_lossy(&head);
    if requirements {
        project.listed.extend(project::listed_in_requirements(&text));
    } else if name == "pyproject.toml" {
        project.listed.extend(project::listed_in_pyproject(&text));
    } else {
        project.imports.extend(project::imported_by(&text));
    }
}

fn extension(name: &str) -> &str {
    name.rsplit_once('.').map_or("", |(_, extension)| extension)
}
