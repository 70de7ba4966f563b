//! Which folders to watch, from what was seen. Pure: whether a folder is there is for the one who watches to find out.
//!
//! Linux watches folder by folder (inotify), so every folder that matters is named, the more important first: how many
//! watches there may be is decided by [`super::fit`]. macOS streams whole trees (FSEvents), so beside the same folders a
//! few roots are named, and a folder below one of them needs nothing more.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::machine::Os;
use crate::model::{Environment, Interpreter, ProblemCode, Protection, Snapshot, Source, minor_of};

/// How deep a watch reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reach {
    /// The folder's own names.
    Itself,
    /// All that is below it.
    Below,
}

/// Why a folder is watched, the most important first: what there are no watches left for is only looked at now and then.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rank {
    /// The packages or the marker of a protected interpreter.
    Guarded,
    /// Sandbar's own settings.
    Own,
    /// A folder that the user has shown to Sandbar.
    Shown,
    /// Where a `pip.conf` may be.
    PipConfig,
    /// Where interpreters and tools appear and vanish.
    Haunt,
    /// A project, or a folder between it and the watched one.
    Project,
    /// An environment's own folder: `pyvenv.cfg`.
    Environment,
    /// A folder that may become a project.
    Between,
    /// An environment's programs.
    Programs,
    /// An environment's packages.
    Packages,
    /// One in which every program that starts opens something: inotify would wake us for each, so it is never watched.
    Busy,
}

impl Rank {
    /// Whether the user is told when there is no watch for it. There may be thousands of the others, and what happens in
    /// them can wait a minute.
    pub fn matters(self) -> bool {
        self <= Self::Environment
    }
}

/// A folder to watch.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Why.
    pub rank: Rank,
    /// How deep.
    pub reach: Reach,
    /// The folder, as the machine calls it; it may not be there yet.
    pub folder: PathBuf,
}

/// All that a plan follows from.
#[derive(Debug, Clone)]
pub struct Known<'a> {
    /// Which system's watches there are.
    pub os: Os,
    /// The home folder.
    pub home: &'a Path,
    /// Where Sandbar's own settings are.
    pub data: Option<&'a Path>,
    /// What was seen.
    pub snapshot: &'a Snapshot,
    /// Folders in which interpreters, tools and stores of environments appear.
    pub haunts: &'a [PathBuf],
    /// Folders in which pip looks for its configuration.
    pub pip_folders: &'a [PathBuf],
    /// The user's own folders of packages.
    pub user_sites: &'a [PathBuf],
    /// Folders in the watched ones that are no projects and in none.
    pub between: &'a [PathBuf],
}

/// Folders of Linux's in which whatever starts opens something.
const BUSY: [&str; 5] = ["/bin", "/etc", "/sbin", "/usr/bin", "/usr/sbin"];

/// The folders that matter, the most important first, each once.
pub fn plan(known: &Known<'_>) -> Vec<Place> {
    let mut wanted = Wanted::default();
    for interpreter in &known.snapshot.interpreters {
        wanted.interpreter(interpreter);
    }
    wanted.all(Rank::Guarded, known.user_sites);
    wanted.all(Rank::Own, known.data);
    wanted.all(Rank::Shown, known.snapshot.folders.iter().map(|folder| folder.path.as_path()));
    wanted.all(Rank::PipConfig, known.pip_folders);
    wanted.all(Rank::Haunt, known.haunts);
    wanted.all(Rank::Haunt, known.snapshot.terminal.path.iter().map(|step| step.folder.as_path()));
    if let Some(pipx) = &known.snapshot.tools.pipx {
        wanted.all(Rank::Haunt, pipx.tools.iter().map(|tool| pipx.home.join("venvs").join(&tool.name)));
    }
    wanted.all(Rank::Haunt, given_back(known.snapshot));
    for project in &known.snapshot.projects {
        wanted.add(Rank::Project, &project.path);
        // A project may lie some folders below the watched one; the folders between can be renamed.
        let above = project.path.ancestors().skip(1);
        let within = |path: &&Path| known.snapshot.folders.iter().any(|folder| path.starts_with(&folder.path));
        wanted.all(Rank::Project, above.take_while(within));
    }
    for environment in &known.snapshot.environments {
        wanted.environment(environment);
    }
    wanted.all(Rank::Between, known.between);
    if known.os == Os::Linux {
        // Of a folder that is only polled, a change in the file itself is not seen.
        wanted.add(Rank::Busy, Path::new("/etc/pip.conf"));
    }
    if known.os == Os::Macos {
        wanted.roots(known);
    }
    wanted.places(known)
}

/// The folders in which files belong to root, for as long as they do: the user is about to give them back.
fn given_back(snapshot: &Snapshot) -> impl Iterator<Item = &Path> {
    let of_root = snapshot.problems.iter().filter(|problem| problem.code == ProblemCode::RootOwned);
    of_root.filter_map(|problem| problem.path.as_deref())
}

/// The folders by their names; of two reasons the more important counts.
#[derive(Default)]
struct Wanted {
    folders: BTreeMap<(PathBuf, Reach), Rank>,
}

impl Wanted {
    fn add(&mut self, rank: Rank, folder: &Path) {
        self.reaching(rank, Reach::Itself, folder);
    }

    fn reaching(&mut self, rank: Rank, reach: Reach, folder: &Path) {
        let known = self.folders.entry((folder.to_path_buf(), reach)).or_insert(rank);
        *known = rank.min(*known);
    }

    fn all(&mut self, rank: Rank, folders: impl IntoIterator<Item = impl AsRef<Path>>) {
        for folder in folders {
            self.add(rank, folder.as_ref());
        }
    }

    fn interpreter(&mut self, interpreter: &Interpreter) {
        if interpreter.protection == Protection::Hard || interpreter.source == Source::PythonOrg {
            self.all(Rank::Guarded, &interpreter.site_packages);
            // The marker lies there.
            self.all(Rank::Guarded, interpreter.stdlib.as_deref());
        }
        self.all(Rank::Haunt, [&interpreter.path, &interpreter.real_path].into_iter().filter_map(|path| path.parent()));
        if interpreter.source == Source::Conda {
            let prefix = interpreter.path.parent().and_then(Path::parent);
            self.all(
                Rank::Haunt,
                prefix.into_iter().flat_map(|base| ["conda-meta", "envs"].map(|name| base.join(name))),
            );
        }
    }

    fn environment(&mut self, environment: &Environment) {
        self.add(Rank::Environment, &environment.path);
        // A store that loses one; of a project's own this is the project.
        self.all(Rank::Environment, environment.path.parent());
        self.add(Rank::Programs, &environment.path.join("bin"));
        let library = environment.version.as_deref().and_then(minor_of);
        let site =
            library.map(|(major, minor)| environment.path.join(format!("lib/python{major}.{minor}/site-packages")));
        self.all(Rank::Packages, environment.site_packages.as_deref().map(Path::to_path_buf).or(site));
    }

    /// The trees that a Mac streams. What the user has shown comes first, for there the projects are.
    fn roots(&mut self, known: &Known<'_>) {
        let mut roots: Vec<(Rank, PathBuf)> = Vec::new();
        roots.extend(known.snapshot.folders.iter().map(|folder| (Rank::Shown, folder.path.to_path_buf())));
        if let Some(brew) = &known.snapshot.tools.brew {
            let parts = ["opt", "lib", "Cellar", "bin"];
            roots.extend(parts.map(|part| (Rank::Guarded, brew.prefix.join(part))));
        }
        roots.push((Rank::Guarded, PathBuf::from("/Library/Frameworks/Python.framework/Versions")));
        roots.push((Rank::Guarded, known.home.join("Library/Python")));
        roots.extend(known.data.map(|data| (Rank::Own, data.to_path_buf())));
        let below_home = [".local/share/uv", ".pyenv/versions", ".local/pipx", ".config/pip"];
        roots.extend(below_home.map(|folder| (Rank::Haunt, known.home.join(folder))));
        for interpreter in known.snapshot.interpreters.iter().filter(|known| known.source == Source::Conda) {
            let prefix = interpreter.path.parent().and_then(Path::parent);
            roots.extend(prefix.into_iter().map(|base| (Rank::Haunt, base.join("conda-meta"))));
        }
        // Of a folder that is only polled, a new owner of what is in it is not seen.
        roots.extend(given_back(known.snapshot).map(|folder| (Rank::Haunt, folder.to_path_buf())));
        for (rank, folder) in roots {
            self.reaching(rank, Reach::Below, &folder);
        }
    }

    fn places(self, known: &Known<'_>) -> Vec<Place> {
        let too_wide = |folder: &Path| is_too_wide(known, folder);
        let folders =
            self.folders.into_iter().filter(|((folder, reach), _)| *reach == Reach::Itself || !too_wide(folder));
        let busy = |folder: &Path| known.os == Os::Linux && BUSY.iter().any(|busy| folder == Path::new(busy));
        let mut places: Vec<Place> = folders
            .map(|((folder, reach), rank)| Place { rank: if busy(&folder) { Rank::Busy } else { rank }, reach, folder })
            .filter(|place| place.folder.is_absolute())
            .collect();
        places.sort();
        places
    }
}

/// True for a folder that a Mac must not stream: the home folder and what holds it, `~/Library`, other people's homes.
/// macOS would ask the user about other apps' data.
pub fn is_too_wide(known: &Known<'_>, folder: &Path) -> bool {
    known.home.starts_with(folder)
        || folder == known.home.join("Library")
        || folder.starts_with("/Users") && folder.components().count() < 4
}

#[cfg(test)]
mod tests;
