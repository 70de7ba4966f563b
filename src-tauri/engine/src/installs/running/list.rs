//! The list of processes, read from the system: only while somebody may be at work, all of it only now and then, and the
//! found ones in between.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use sysinfo::{Pid, ProcessRefreshKind, ProcessStatus, ProcessesToUpdate, System, UpdateKind};

use super::{Process, Sight, arguments};
use crate::machine::Machine;

/// How often all processes are read while some that count are watched.
const ALL_AGAIN: Duration = Duration::from_millis(300);

/// The processes that count, as they were last seen.
#[derive(Default)]
pub(in crate::installs) struct List {
    system: Option<System>,
    found: Vec<Process>,
    sight: Sight,
    read: Option<Instant>,
}

impl List {
    /// Who counts now.
    pub(in crate::installs) fn look(&mut self, machine: &Machine, now: Instant) -> (&[Process], Sight) {
        if machine.is_rooted() {
            return (&[], Sight::None);
        }
        let is_fresh = self.read.is_some_and(|read| now.duration_since(read) < ALL_AGAIN);
        if self.found.is_empty() || !is_fresh || !self.all_live() {
            self.read_all(machine);
            self.read = Some(now);
        }
        (&self.found, self.sight)
    }

    /// Nobody is waited for: what is kept for that is given up.
    pub(in crate::installs) fn forget(&mut self) {
        *self = Self::default();
    }

    fn all_live(&mut self) -> bool {
        let Some(system) = self.system.as_mut() else { return false };
        let numbers: Vec<Pid> = self.found.iter().map(|process| Pid::from_u32(process.pid)).collect();
        let nothing = ProcessRefreshKind::nothing().without_tasks();
        system.refresh_processes_specifics(ProcessesToUpdate::Some(&numbers), true, nothing);
        let system = &*system;
        let lives = |process: &Process| {
            system
                .process(Pid::from_u32(process.pid))
                .is_some_and(|it| it.start_time() == process.started && !has_ended(it))
        };
        self.found.iter().all(lives)
    }

    fn read_all(&mut self, machine: &Machine) {
        self.found.clear();
        let Ok(mut system) = System::new() else { return };
        let words = ProcessRefreshKind::nothing().without_tasks().with_exe(UpdateKind::Always);
        let words = words.with_cmd(UpdateKind::Always);
        system.refresh_processes_specifics(ProcessesToUpdate::All, true, words);
        let first = system.process(Pid::from_u32(1));
        let sees_others = first.is_some_and(|first| !first.cmd().is_empty());
        let is_root = rustix::process::getuid().is_root();
        self.sight = if is_root || sees_others { Sight::All } else { Sight::Own };
        let all: Vec<Process> =
            system.processes().values().filter(|process| !has_ended(process)).map(described).collect();
        self.found = super::kept(all);
        self.look_closer(machine, &mut system);
        self.system = Some(system);
    }

    /// Which of the found ones run an environment's Python. An environment's `bin/python` leads to the file that others
    /// run as well; what it was called tells.
    fn look_closer(&mut self, machine: &Machine, system: &mut System) {
        let numbers: Vec<Pid> = self.found.iter().map(|process| Pid::from_u32(process.pid)).collect();
        let more = ProcessRefreshKind::nothing().without_tasks();
        let more = more.with_environ(UpdateKind::Always).with_cwd(UpdateKind::Always);
        system.refresh_processes_specifics(ProcessesToUpdate::Some(&numbers), false, more);
        for process in &mut self.found {
            let Some(seen) = system.process(Pid::from_u32(process.pid)) else { continue };
            if arguments::is_uv(process) {
                ask_uv(machine, seen, process);
            } else {
                let called = process.args.first().and_then(|word| called(machine, seen, word));
                process.environments = called.is_some_and(|python| is_an_environments(machine, &python));
            }
        }
    }
}

/// Which Python uv works for: the one that it was told, else the project's or the active environment, if there is one.
fn ask_uv(machine: &Machine, seen: &sysinfo::Process, process: &mut Process) {
    let variable = |name: &str| {
        let mut all = seen.environ().iter().filter_map(|variable| variable.to_str()?.split_once('='));
        all.find(|(known, value)| *known == name && !value.is_empty()).map(|(_, value)| value)
    };
    if arguments::is_for_a_project(process) {
        process.environments = !seen.environ().is_empty() && variable("UV_PROJECT_ENVIRONMENT").is_none();
    } else if let Some(python) = arguments::told_python(process).or(variable("UV_PYTHON")) {
        // A version or a name may mean any.
        let path = seen.cwd().map(|cwd| cwd.join(python)).filter(|path| machine.lstat(path).is_some());
        if let Some(path) = path {
            process.environments = machine.is_file(&path.join("pyvenv.cfg")) || is_an_environments(machine, &path);
            process.target = machine.resolve(&path).ok().filter(|path| machine.is_file(path));
        }
    } else if !arguments::is_told_system(process) && variable("UV_SYSTEM_PYTHON").is_none() {
        let beside =
            || seen.cwd().is_some_and(|cwd| cwd.ancestors().any(|it| machine.is_file(&it.join(".venv/pyvenv.cfg"))));
        process.environments = variable("VIRTUAL_ENV").or(variable("CONDA_PREFIX")).is_some() || beside();
    }
}

impl std::fmt::Debug for List {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("List").field("found", &self.found).field("sight", &self.sight).finish_non_exhaustive()
    }
}

/// One that has ended and that nobody has asked about yet is still in the list.
fn has_ended(process: &sysinfo::Process) -> bool {
    matches!(process.status(), ProcessStatus::Zombie | ProcessStatus::Dead)
}

fn described(process: &sysinfo::Process) -> Process {
    Process {
        pid: process.pid().as_u32(),
        parent: process.parent().map(Pid::as_u32),
        started: process.start_time(),
        exe: process.exe().map(Path::to_path_buf),
        args: process.cmd().iter().map(|word| word.to_string_lossy().into_owned()).collect(),
        environments: false,
        target: None,
    }
}

/// The path that the process was called by: a bare name is one of its PATH, a relative one starts where it stands.
fn called(machine: &Machine, process: &sysinfo::Process, word: &str) -> Option<PathBuf> {
    if word.contains('/') {
        return match process.cwd() {
            _ if word.starts_with('/') => Some(PathBuf::from(word)),
            Some(cwd) => Some(cwd.join(word)),
            None => None,
        };
    }
    let path = process.environ().iter().find_map(|variable| variable.to_str()?.strip_prefix("PATH="))?;
    path.split(':').map(|folder| Path::new(folder).join(word)).find(|file| machine.is_executable(file))
}

/// PEP 405: the file is beside the program, or one folder up.
fn is_an_environments(machine: &Machine, python: &Path) -> bool {
    let beside = python.parent();
    let above = beside.and_then(Path::parent);
    [beside, above].into_iter().flatten().any(|folder| machine.is_file(&folder.join("pyvenv.cfg")))
}
