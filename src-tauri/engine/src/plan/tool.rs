//! `tool add|remove|upgrade|repair` and `pipx setup`: applications, each in a sandbox of its own, through pipx.

mod setup;
mod start_up;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde::Serialize;

pub use setup::Setup;
pub(super) use setup::draft as draft_setup;
pub use start_up::StartUp;

use super::{Act, Copy, Doing, Draft, Expect, How, Keep, Resource, Run, and, refused, refused_but};
use crate::advise::has_commands_of_others_only;
use crate::model::{Health, PipxTool, Refusal, Step};
use crate::packages::normalized;
use crate::plain::plain;
use crate::tool::pipx::{self, Pipx as Program, ToolName};
use crate::tool::spec::Package;
use crate::wish::Wish;

/// What was read for it.
#[derive(Debug, Clone, Serialize)]
pub struct Grounds {
    /// pipx, if it is there or has left something behind.
    pub pipx: Option<Pipx>,
    /// The folder of its commands.
    pub bin: PathBuf,
    /// The same, with the home folder as `~`.
    pub home_shown: String,
    /// Whether this account may write there.
    pub bin_writable: bool,
    /// Whether the terminal looks into it.
    pub on_path: bool,
    /// The folder of its manual pages.
    pub manuals: PathBuf,
    /// The folder in which each shell's completions have one of their own.
    pub completions: PathBuf,
    /// Where pipx was told to keep things.
    pub variables: BTreeMap<String, String>,
    /// The terminal's PATH.
    pub path: String,
    /// What setting it up depends on.
    pub setup: Setup,
}

/// pipx.
#[derive(Debug, Clone, Serialize)]
pub struct Pipx {
    /// The program; `None` when only its tools are left.
    pub program: Option<PathBuf>,
    /// Its version, where a file tells.
    pub version: Option<String>,
    /// Its home folder.
    pub home: PathBuf,
    /// Its tools.
    pub tools: Vec<Tool>,
}

/// One of its tools.
#[derive(Debug, Clone, Serialize)]
pub struct Tool {
    /// As pipx names it.
    pub name: String,
    /// Its version.
    pub version: String,
    /// Its commands.
    pub commands: Vec<String>,
    /// How its environment is.
    pub health: Health,
    /// The home that it is in: pipx's, or one that pipx has left.
    pub home: PathBuf,
}

impl Tool {
    /// What the plan needs of `tool`.
    pub fn of(tool: &PipxTool) -> Self {
        Self {
            name: tool.name.clone(),
            version: tool.version.clone(),
            commands: tool.commands.clone(),
            health: tool.health,
            home: tool.home.to_path_buf(),
        }
    }
}

impl Grounds {
    fn known(&self, name: &str) -> Option<&Tool> {
        let name = normalized(name);
        self.pipx.iter().flat_map(|pipx| &pipx.tools).find(|tool| normalized(&tool.name) == name)
    }

    /// pipx as it is told things, and its home; a refusal when it is not there.
    fn program(&self) -> Result<(Program, &Path), Refusal> {
        let there = self.pipx.as_ref().and_then(|pipx| Some((pipx, pipx.program.as_ref()?)));
        let Some((pipx, program)) = there else {
            return Err(refused_but(
                "pipx, which keeps each tool in a sandbox of its own, is not here yet. Set it up first",
                [Wish::PipxSetup],
            ));
        };
        let release = pipx.version.as_deref().and_then(crate::tool::release::Release::parse);
        Ok((Program { program: program.to_string_lossy().into_owned(), release }, &pipx.home))
    }

    /// The same step, with pipx's folders as the terminal has them.
    fn placed(&self, mut step: Step) -> Step {
        step.env.extend(self.variables.clone());
        step
    }

    /// The same for a tool that is there. In a home that pipx has left it finds none, unless it is told.
    fn placed_for(&self, tool: &Tool, step: Step) -> Step {
        let mut step = self.placed(step);
        if self.pipx.as_ref().is_some_and(|pipx| pipx.home != tool.home) {
            step.env.insert("PIPX_HOME".to_owned(), tool.home.to_string_lossy().into_owned());
        }
        step
    }

    /// Every file that pipx may write for a tool is noted; of `name` all are copied. What it keeps for all tools together
    /// (the pip that they share, its notes of each run) is none of these: other tools may need it when this is undone.
    fn keeps(&self, home: &Path, name: Option<&str>) -> Vec<Keep> {
        let tools = home.join("venvs");
        let copies = name.map(|name| Copy::All(tools.join(name)));
        let completions = ["bash-completion/completions", "zsh/site-functions", "fish/vendor_completions.d"];
        let completions = completions.map(|folder| self.completions.join(folder));
        let roots: BTreeSet<PathBuf> =
            [tools, self.bin.clone(), self.manuals.clone()].into_iter().chain(completions).collect();
        vec![Keep::Files { roots: roots.into_iter().collect(), copies: copies.into_iter().collect(), restores: true }]
    }

    fn doing(&self, home: &Path, kept: Option<&str>, name: &str, present: bool) -> Doing {
        Doing {
            resources: vec![Resource::Pipx],
            keeps: self.keeps(home, kept),
            acts: vec![Act::Run(Run { step: 0, how: How::Pipx })],
            expects: self.expects(home, name, present),
        }
    }

    fn expects(&self, home: &Path, name: &str, present: bool) -> Vec<Expect> {
        let (homes, name) = (vec![home.to_path_buf()], name.to_owned());
        let mut expects = vec![Expect::Tool { homes: homes.clone(), name: name.clone(), present }];
        if present {
            expects.push(Expect::Commands { homes, name, bin: self.bin.clone() });
        }
        expects
    }

    /// The Python that a tool stands on.
    fn python(&self) -> Result<(PathBuf, String), Refusal> {
        setup::python(&self.setup).map(|candidate| (candidate.path.to_path_buf(), candidate.label.clone()))
    }

    /// What is still to do for the commands to be found, if anything.
    fn not_on_path(&self) -> Option<String> {
        (!self.on_path).then(|| {
            format!(
                "Your terminal does not look into `{}` yet: set up pipx after this, so that it finds the command",
                self.home_shown
            )
        })
    }
}

/// `tool add`.
pub(super) fn draft_add(grounds: &Grounds, word: &str, with_dependencies: bool) -> Result<Draft, Refusal> {
    let package = Package::parse(word).map_err(|no| refused(no.to_string()))?;
    let (program, home) = grounds.program()?;
    let name = package.name.normal();
    if let Some(tool) = grounds.known(&name) {
        return Err(match tool.health {
            Health::Healthy | Health::Stale => refused_but(
                format!("`{name}` is installed already, in version {}", plain(&tool.version)),
                [Wish::ToolUpgrade { name: tool.name.clone() }],
            ),
            _ => refused_but(
                format!("`{name}` is installed already, and does not run"),
                [Wish::ToolRepair { name: tool.name.clone() }],
            ),
        });
    }
    if !with_dependencies && has_commands_of_others_only(&name) {
        return Err(refused_but(
            format!("`{name}` has no commands of its own; packages that it needs have them"),
            [Wish::ToolAdd { name: package.to_string(), include_dependencies: true }],
        ));
    }
    writable(grounds)?;
    let (python, label) = grounds.python()?;
    let commands = if with_dependencies { pipx::Commands::WithDependencies } else { pipx::Commands::Own };
    let mut effects = vec![
        format!("`{name}` gets a sandbox (virtual environment) of its own, on {label}; no project sees it"),
        format!("Its commands appear in `{}`", grounds.home_shown),
    ];
    if with_dependencies {
        effects.push("The commands of what it depends on count as its own".to_owned());
    }
    effects.extend(grounds.not_on_path());
    Ok(Draft {
        title: format!("Install the tool `{name}`"),
        why: "A tool that is typed, and not imported, belongs in a sandbox of its own: it works from every folder, \
              and nothing else can break it"
            .to_owned(),
        steps: vec![grounds.placed(program.install(&package, &python, commands))],
        effects,
        undo: Some(format!("`{name}` is removed again, with its sandbox and its commands")),
        doing: grounds.doing(home, None, &name, true),
        ..Draft::default()
    })
}

/// `tool remove`.
pub(super) fn draft_remove(grounds: &Grounds, word: &str) -> Result<Draft, Refusal> {
    let (tool, name, program) = known(grounds, word)?;
    writable(grounds)?;
    let commands: Vec<String> = tool.commands.iter().map(|command| format!("`{}`", plain(command))).collect();
    let mut effects = vec![format!("`{}` {} and its sandbox go", plain(&tool.name), plain(&tool.version))];
    if !commands.is_empty() {
        effects.push(format!("Its commands go: {}", and(&commands)));
    }
    Ok(Draft {
        title: format!("Remove the tool `{}`", plain(&tool.name)),
        why: "pipx put it there, and takes away all of it".to_owned(),
        steps: vec![grounds.placed_for(tool, program.uninstall(&name))],
        effects,
        undo: Some("A copy is kept: the tool comes back as it was, without the network".to_owned()),
        doing: grounds.doing(&tool.home, Some(&tool.name), &tool.name, false),
        ..Draft::default()
    })
}

/// `tool upgrade`.
pub(super) fn draft_upgrade(grounds: &Grounds, word: &str) -> Result<Draft, Refusal> {
    let (tool, name, program) = known(grounds, word)?;
    if !matches!(tool.health, Health::Healthy | Health::Stale) {
        return Err(refused_but(
            format!("`{}` does not run, so it can't be upgraded. Repair it first", plain(&tool.name)),
            [Wish::ToolRepair { name: tool.name.clone() }],
        ));
    }
    writable(grounds)?;
    Ok(Draft {
        title: format!("Upgrade the tool `{}`", plain(&tool.name)),
        why: format!("It is version {} now; pipx gets the newest one", plain(&tool.version)),
        steps: vec![grounds.placed_for(tool, program.upgrade(&name))],
        effects: vec![format!("`{}` and what it depends on become newer, in its own sandbox alone", plain(&tool.name))],
        undo: Some("A copy is kept: the version of now comes back, without the network".to_owned()),
        doing: grounds.doing(&tool.home, Some(&tool.name), &tool.name, true),
        ..Draft::default()
    })
}

/// `tool repair`.
pub(super) fn draft_repair(grounds: &Grounds, word: &str) -> Result<Draft, Refusal> {
    let (tool, name, program) = known(grounds, word)?;
    if matches!(tool.health, Health::Healthy) {
        return Err(refused(format!("`{}` is well: there is nothing to repair", plain(&tool.name))));
    }
    writable(grounds)?;
    let (python, label) = grounds.python()?;
    let mut doing = grounds.doing(&tool.home, Some(&tool.name), &tool.name, true);
    let mut steps = vec![program.mend(&name, &python)];
    // It is the only one that can say whether it is content.
    if let Some(health) = program.health(&name) {
        doing.acts.push(Act::Run(Run { step: steps.len(), how: How::Pipx }));
        steps.push(health);
    }
    Ok(Draft {
        title: format!("Repair the tool `{}`", plain(&tool.name)),
        why: "The Python that it stood on is gone or has changed, so its sandbox is made anew".to_owned(),
        steps: steps.into_iter().map(|step| grounds.placed_for(tool, step)).collect(),
        effects: vec![format!("`{}` stands on {label} afterwards; its commands keep their names", plain(&tool.name))],
        undo: Some("A copy is kept: the tool becomes again what it is now".to_owned()),
        doing,
        ..Draft::default()
    })
}

/// The tool, and its name as pipx has it.
fn known<'a>(grounds: &'a Grounds, word: &str) -> Result<(&'a Tool, ToolName, Program), Refusal> {
    let name = ToolName::parse(word).map_err(|no| refused(no.to_string()))?;
    let (program, _) = grounds.program()?;
    let Some(tool) = grounds.known(word) else {
        let package = Package::parse(word).ok();
        return Err(refused_but(
            format!("pipx has no tool `{}`", plain(word)),
            package.map(|one| Wish::ToolAdd { name: one.name.normal(), include_dependencies: false }),
        ));
    };
    let name = ToolName::parse(&tool.name).unwrap_or(name);
    Ok((tool, name, program))
}

fn writable(grounds: &Grounds) -> Result<(), Refusal> {
    if grounds.bin_writable {
        return Ok(());
    }
    Err(refused(format!("This account may not write to `{}`, where the commands of tools go", grounds.home_shown)))
}

#[cfg(test)]
mod tests;
