//! What can be clicked: verdicts and errors as wishes of `sandbar do`, on this machine, the best first.
//!
//! A wish is made of words that Sandbar wrote, of paths and ids from the snapshot, and of names that have a package
//! name's form. Nothing else that was pasted gets in.

use super::errors::{ErrorCode, Trouble};
use super::judge::{Application, Judged, Way};
use super::world::World;
use crate::model::Health;

/// The wishes that follow from the verdicts and the error.
pub(super) fn of(judged: &[Judged], trouble: Option<&Trouble>, world: &World) -> Vec<Vec<String>> {
    let mut wishes = Wishes { world, list: Vec::new(), prepared: false };
    if let Some(trouble) = trouble {
        wishes.before(trouble);
    }
    wishes.packages(judged);
    if let Some(trouble) = trouble {
        wishes.after(trouble);
    }
    wishes.break_glass(judged, trouble);
    wishes.list
}

struct Wishes<'a> {
    world: &'a World,
    list: Vec<Vec<String>>,
    /// Whether a sandbox is, or will be, there.
    prepared: bool,
}

impl Wishes<'_> {
    fn push(&mut self, words: &[&str]) {
        let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        if !self.list.contains(&words) {
            self.list.push(words);
        }
    }

    fn directory(&self) -> String {
        self.world.project.as_ref().map_or_else(|| self.world.fresh.path.clone(), |project| project.path.clone())
    }

    /// Makes or repairs the sandbox that packages go into, unless it is well.
    fn prepare(&mut self) {
        if std::mem::replace(&mut self.prepared, true) {
            return;
        }
        let directory = self.directory();
        match &self.world.project {
            Some(project) => match project.health {
                Health::Missing => self.push(&["venv", "create", &directory]),
                Health::Broken | Health::Mixed | Health::Moved | Health::NoPip => {
                    self.push(&["venv", "repair", &directory]);
                }
                Health::Stale | Health::Healthy => {}
            },
            None if !self.world.fresh.is_there => self.push(&["new", &directory]),
            None if !self.world.fresh.has_environment => self.push(&["venv", "create", &directory]),
            None => {}
        }
    }

    fn packages(&mut self, judged: &[Judged]) {
        let directory = self.directory();
        let added: Vec<&str> = judged
            .iter()
            .filter_map(|judged| match &judged.way {
                Way::Add(spec) | Way::Either(spec) => Some(spec.as_str()),
                _ => None,
            })
            .collect();
        let sandboxed = |way: &Way| matches!(way, Way::Add(_) | Way::Either(_) | Way::Requirements | Way::Sandbox);
        let mut said_add = false;
        for Judged { way, .. } in judged {
            if sandboxed(way) {
                self.prepare();
            }
            match way {
                Way::Add(_) | Way::Either(_) if !std::mem::replace(&mut said_add, true) => {
                    self.push(&[&["add", directory.as_str()], added.as_slice()].concat());
                }
                Way::Requirements => self.push(&["requirements", &directory]),
                Way::Remove(name) => self.remove(name),
                Way::Tool(application) => self.tool(application),
                Way::Brew(formula) if self.world.brew => self.push(&["brew", "add", formula]),
                Way::Add(_) | Way::Either(_) | Way::Sandbox | Way::Brew(_) | Way::Nothing => {}
                Way::Pipx => self.push(&["pipx", "setup"]),
            }
            if let Way::Either(spec) = way {
                let name = spec.split(|character: char| "[=<>~!".contains(character)).next().unwrap_or_default();
                self.pipx(name, false);
            }
        }
    }

    fn tool(&mut self, application: &Application) {
        let formula = application.formula.as_deref().filter(|_| self.world.brew);
        let brew_first = application.brew_first && formula.is_some();
        if let Some(formula) = formula.filter(|_| brew_first) {
            self.push(&["brew", "add", formula]);
        }
        // Where Homebrew is the better way and there, nobody needs pipx only to have the worse one.
        if self.world.pipx || !brew_first {
            self.pipx(&application.name, application.with_dependencies);
        }
        if let Some(formula) = formula {
            self.push(&["brew", "add", formula]);
        }
    }

    fn pipx(&mut self, name: &str, with_dependencies: bool) {
        if !self.world.pipx {
            self.push(&["pipx", "setup"]);
        }
        if with_dependencies {
            self.push(&["tool", "add", "--include-deps", name]);
        } else {
            self.push(&["tool", "add", name]);
        }
    }

    fn remove(&mut self, name: &str) {
        let directory = self.directory();
        if self.world.project.as_ref().is_some_and(|project| project.health != Health::Missing) {
            self.push(&["remove", &directory, name]);
        }
        self.rescue(|names| names.contains(name));
    }

    /// Moves out the packages of the Python that holds what is looked for.
    fn rescue(&mut self, holds: impl Fn(&std::collections::BTreeSet<String>) -> bool) {
        let directory = self.directory();
        if let Some(strays) = self.world.strays.iter().find(|strays| holds(&strays.names)) {
            self.push(&["rescue", "--python", &strays.interpreter, "--into", &directory]);
        }
    }

    /// What has to be put right before any package.
    fn before(&mut self, trouble: &Trouble) {
        let directory = self.directory();
        let in_project = self.world.project.is_some();
        match trouble.code {
            Some(ErrorCode::InterpreterGone) => match &trouble.tool {
                Some(tool) => self.push(&["tool", "repair", tool]),
                None if in_project && !self.is_healthy() => self.push(&["venv", "repair", &directory]),
                None => {}
            },
            // Once that is done, the package is what is left to do.
            Some(ErrorCode::ExternallyManagedInSandbox | ErrorCode::NoPipInSandbox) if in_project => {
                self.prepared = true;
                if !self.is_well() {
                    self.push(&["venv", "repair", &directory]);
                }
            }
            Some(ErrorCode::SandboxNotActive) if in_project => {
                self.push(&["open", &directory, "--in", "terminal"]);
            }
            Some(ErrorCode::ToolNotOnPath) => self.push(&["pipx", "setup"]),
            Some(ErrorCode::PipConfLeftovers) => self.push(&["pip-conf", "clean"]),
            Some(ErrorCode::NoWheelForPython) if !self.stands_on_another(trouble) => self.fitting_python(trouble),
            Some(ErrorCode::WrongArchitecture) => {
                self.other_python(|python| matches!(python.arch.as_deref(), Some("arm64" | "universal2")), None);
            }
            Some(ErrorCode::PackagesLeftBehind) => {
                let asked: Vec<String> = trouble.about_names();
                let newest_left =
                    |names: &std::collections::BTreeSet<String>| asked.iter().any(|name| names.contains(name));
                self.rescue(newest_left);
                if asked.is_empty() {
                    self.rescue(|_| true);
                }
            }
            Some(ErrorCode::CommandMissing | ErrorCode::DeveloperToolsMissing) => self.python(),
            Some(ErrorCode::CondaBase | ErrorCode::VirtualenvRequired | ErrorCode::ExternallyManagedEnvironment) => {
                self.prepare();
            }
            _ => {}
        }
    }

    /// Whether there is nothing to repair in the project's sandbox.
    fn is_healthy(&self) -> bool {
        self.world.project.as_ref().is_some_and(|project| project.health == Health::Healthy)
    }

    /// Whether the project's sandbox works, with a pip of its own.
    fn is_well(&self) -> bool {
        let project = self.world.project.as_ref();
        project.is_some_and(|project| project.has_pip && matches!(project.health, Health::Healthy | Health::Stale))
    }

    /// Whether the project's sandbox stands on a Python that the package is for; where nobody says which those are, on
    /// an older one than the terminal's, as one that was chosen for this.
    fn stands_on_another(&self, trouble: &Trouble) -> bool {
        let minor = self.world.project.as_ref().filter(|_| self.is_well()).and_then(|project| project.minor);
        minor.is_some_and(|minor| {
            let older = || trouble.minor.or(self.world.terminal).is_some_and(|tried| minor < tried);
            trouble.is_for(minor).unwrap_or_else(older)
        })
    }

    /// A sandbox on a Python that a package is for.
    fn fitting_python(&mut self, trouble: &Trouble) {
        let own = self.world.project.as_ref().and_then(|project| project.minor);
        let tried = trouble.minor.or(own).or(self.world.terminal).unwrap_or((3, 14));
        let fits = |minor| trouble.is_for(minor).unwrap_or(minor < tried && minor >= (3, 9));
        let formula = [12, 13, 14, 11, 10].into_iter().find(|minor| fits((3, *minor)));
        let formula = formula.map(|minor| format!("python@3.{minor}"));
        self.other_python(|python| fits(python.minor), formula.as_deref());
    }

    /// A sandbox on another Python.
    fn other_python(&mut self, fits: impl Fn(&super::world::Python) -> bool, formula: Option<&str>) {
        let directory = self.directory();
        let python = self.world.pythons.iter().find(|python| fits(python)).map(|python| python.id.clone());
        let exists = self.world.project.as_ref().is_some_and(|project| project.health != Health::Missing);
        match (python, formula) {
            (Some(python), _) => {
                self.prepared = true;
                let begins = self.world.project.is_none() && !self.world.fresh.is_there;
                if begins {
                    self.push(&["new", &directory]);
                }
                let verb = if exists || begins { "switch" } else { "create" };
                self.push(&["venv", verb, &directory, "--python", &python]);
            }
            (None, Some(formula)) if self.world.brew => self.push(&["brew", "add", formula]),
            _ => {}
        }
    }

    /// A Python at all, or the sandbox in which `python` and `pip` exist.
    fn python(&mut self) {
        if !self.world.pythons.is_empty() {
            self.prepare();
        } else if self.world.brew {
            self.push(&["brew", "add", "python"]);
        }
    }

    fn after(&mut self, trouble: &Trouble) {
        match trouble.code {
            Some(ErrorCode::VirtualenvRequired) => self.push(&["lock", "off"]),
            // It may still be too new.
            Some(ErrorCode::NoWheelForPython) if trouble.pythons.is_empty() && self.stands_on_another(trouble) => {
                self.fitting_python(trouble);
            }
            _ => {}
        }
    }

    /// Last, and only for somebody who has asked for it or stands before pip's refusal.
    fn break_glass(&mut self, judged: &[Judged], trouble: Option<&Trouble>) {
        let refused = trouble.is_some_and(|trouble| trouble.code == Some(ErrorCode::ExternallyManagedEnvironment));
        let names: Vec<&str> = judged
            .iter()
            .filter(|judged| refused || judged.breaks)
            .filter_map(|judged| match &judged.way {
                Way::Add(spec) | Way::Either(spec) => Some(spec.as_str()),
                Way::Tool(application) => Some(application.name.as_str()),
                _ => None,
            })
            .collect();
        if !names.is_empty() && !self.list.is_empty() {
            self.push(&[&["break-glass"], names.as_slice()].concat());
        }
    }
}
