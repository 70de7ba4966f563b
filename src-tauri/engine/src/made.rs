//! A small made machine for unit tests: files, programs that must not be run, links.

use std::fs;
use std::ops::{Deref, DerefMut};
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use tempfile::TempDir;

use crate::machine::{Machine, MachinePath, Os};
use crate::model::{
    Environment, EnvironmentTool, Evidence, Folder, FolderState, Headline, Health, Interpreter, InterpreterId, Level,
    PipSettings, Problem, ProblemCode, Project, ProjectEnvironment, Protection, SCHEMA, Snapshot, Source, Terminal,
    TerminalFrom, Tools,
};

/// The home folder on every made machine.
pub(crate) const HOME: &str = "/Users/ada";

/// What a program holds that must not be run.
pub(crate) const STUB: &str = "#!/nowhere\nexit 97\n";

pub(crate) struct Made {
    root: Rc<TempDir>,
}

/// The machine, whose files live as long as it does.
pub(crate) struct Standing {
    machine: Machine,
    _root: Rc<TempDir>,
}

impl Deref for Standing {
    type Target = Machine;

    fn deref(&self) -> &Machine {
        &self.machine
    }
}

impl DerefMut for Standing {
    fn deref_mut(&mut self) -> &mut Machine {
        &mut self.machine
    }
}

impl Made {
    pub(crate) fn new() -> Self {
        let made = Self { root: Rc::new(tempfile::tempdir().unwrap()) };
        made.folder(HOME)
    }

    pub(crate) fn folder(self, path: &str) -> Self {
        fs::create_dir_all(self.place(path)).unwrap();
        self
    }

    pub(crate) fn file(self, path: &str, text: &str) -> Self {
        let place = self.place(path);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        #[expect(clippy::disallowed_methods, reason = "a made machine")]
        fs::write(place, text).unwrap();
        self
    }

    pub(crate) fn program(self, path: &str, text: &str) -> Self {
        let made = self.file(path, text);
        fs::set_permissions(made.place(path), fs::Permissions::from_mode(0o755)).unwrap();
        made
    }

    pub(crate) fn link(self, path: &str, target: &str) -> Self {
        let place = self.place(path);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        symlink(target, place).unwrap();
        self
    }

    pub(crate) fn machine(&self, os: Os) -> Standing {
        let machine = Machine::tree(self.root.path(), os, Some(HOME.into()), Some("ada".to_owned())).unwrap();
        Standing { machine, _root: Rc::clone(&self.root) }
    }

    /// Where a path of the made machine really is.
    pub(crate) fn place(&self, path: &str) -> PathBuf {
        self.root.path().join(path.trim_start_matches('/'))
    }
}

/// An interpreter of which only the names matter.
pub(crate) fn interpreter(source: Source, version: &str, path: &str, real_path: &str) -> Interpreter {
    Interpreter {
        id: InterpreterId(format!("{source:?}-{version}").to_lowercase()),
        path: MachinePath::new(path),
        real_path: MachinePath::new(real_path),
        version: version.to_owned(),
        source,
        owner: source.owner().to_owned(),
        arch: None,
        managed: None,
        protection: Protection::Hard,
        aliases: Vec::new(),
        site_packages: Vec::new(),
        strays: Vec::new(),
        stdlib: Path::new(real_path).parent().and_then(Path::parent).map(|prefix| MachinePath::new(prefix.join("lib"))),
        private: false,
    }
}

/// A snapshot of a Mac with nothing on it, whose folder `~/code` is watched.
pub(crate) fn snapshot() -> Snapshot {
    let terminal = Terminal {
        from: TerminalFrom::Paths,
        python3: None,
        python: None,
        pip3: None,
        pip: None,
        mismatch: None,
        path: Vec::new(),
        settings: Vec::new(),
    };
    Snapshot {
        schema: SCHEMA,
        revision: 1,
        os: Os::Macos,
        home: MachinePath::new(HOME),
        headline: Headline { level: Level::Good, text: String::new() },
        terminal,
        interpreters: Vec::new(),
        environments: Vec::new(),
        projects: Vec::new(),
        tools: Tools { brew: None, pipx: None, uv: None },
        pip: PipSettings::default(),
        problems: Vec::new(),
        folders: vec![watched("/Users/ada/code")],
    }
}

/// A watched folder.
pub(crate) fn watched(path: &str) -> Folder {
    Folder { path: MachinePath::new(path), state: FolderState::Ok }
}

/// A project without a sandbox.
pub(crate) fn project(path: &str) -> Project {
    let name = Path::new(path).file_name().unwrap_or_default().to_string_lossy().into_owned();
    Project {
        path: MachinePath::new(path),
        name,
        evidence: vec![Evidence::PythonFiles],
        environment: ProjectEnvironment::missing(),
        touched: 0,
    }
}

/// Puts a project with a sandbox at its `.venv` into `snapshot`.
pub(crate) fn sandboxed(snapshot: &mut Snapshot, path: &str, health: Health) {
    let environment = Environment {
        path: MachinePath::new(Path::new(path).join(".venv")),
        health,
        reason: None,
        version: Some("3.13.5".to_owned()),
        tool: EnvironmentTool::Venv,
        has_pip: true,
        packages: Some(0),
        interpreter: None,
        projects: vec![MachinePath::new(path)],
        python: MachinePath::new(Path::new(path).join(".venv/bin/python")),
        site_packages: None,
        unfinished: None,
    };
    let evidence = vec![Evidence::Environment];
    snapshot.projects.push(Project { environment: (&environment).into(), evidence, ..project(path) });
    snapshot.environments.push(environment);
}

/// pip's guard is off by the file at `path`.
pub(crate) fn guard_off(path: &str) -> Problem {
    Problem {
        code: ProblemCode::GuardOff,
        level: Level::Attention,
        message: String::new(),
        hint: String::new(),
        path: Some(MachinePath::new(path)),
        command: None,
    }
}
