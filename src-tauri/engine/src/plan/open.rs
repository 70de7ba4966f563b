//! `open`: the project in a terminal with its sandbox on, or in an editor that knows which Python is the project's.
//!
//! Nothing is typed into a terminal that somebody has open: a new one is started with a script of Sandbar's own, which
//! is shown here. The user's own shell reads its own start-up files first and the sandbox's `activate` last, or a line
//! in those files would put another Python in front.

mod entry;
mod jsonc;
pub mod kernel;

use std::path::PathBuf;

use serde::Serialize;

use super::sandbox::{Place, Sandbox};
use super::{Act, Copy, Doing, Draft, Expect, How, Keep, Resource, Run, names, refused, refused_but};
use crate::machine::{MachinePath, Os};
use crate::model::{EnvironmentTool, Health, Refusal, Step};
use crate::wish::{Opener, Wish};

pub use entry::Shell;
use kernel::Kernels;

/// What was read for it.
#[derive(Debug, Clone, Serialize)]
pub struct Grounds {
    /// The project and its sandbox.
    pub place: Place,
    /// The system.
    pub os: Os,
    /// In what it is to be opened.
    pub with: Opener,
    /// The program that opens it, if there is one.
    pub program: Option<Program>,
    /// The user's own shell.
    pub shell: Shell,
    /// Where Sandbar keeps the script of this project.
    pub entry: PathBuf,
    /// `.vscode/settings.json` of the project; an error when it is there and can't be read.
    pub settings: Result<Option<String>, ()>,
    /// The user's Jupyter kernels, where `ipykernel` is in the sandbox, so that notebooks can run on it.
    pub kernels: Option<Kernels>,
}

/// A program that opens a project.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Program {
    /// What it is called, for a sentence.
    pub name: String,
    /// It and its arguments, before what is to be opened.
    pub argv: Vec<String>,
    /// Whether it is VS Code, or made of it.
    pub is_vscode: bool,
}

pub(super) fn draft(grounds: &Grounds) -> Result<Draft, Refusal> {
    let sandbox = grounds.place.sandbox()?;
    if matches!(sandbox.health, Health::Broken | Health::Mixed | Health::Moved) {
        let repair = Wish::VenvRepair { folder: grounds.place.folder.clone() };
        let reason = format!("The sandbox `{}` does not work. Repair it first", sandbox.shown());
        return Err(refused_but(reason, [repair]));
    }
    match grounds.with {
        Opener::Terminal => terminal(grounds, sandbox),
        Opener::Editor => editor(grounds, sandbox),
    }
}

fn terminal(grounds: &Grounds, sandbox: &Sandbox) -> Result<Draft, Refusal> {
    let path = sandbox.path.to_string_lossy().into_owned();
    match sandbox.tool {
        EnvironmentTool::Conda => {
            let line = super::pasteable(&["conda".to_owned(), "activate".to_owned(), path]);
            return Err(refused(format!("conda turns its environments on itself. In a terminal: `{line}`")));
        }
        EnvironmentTool::Pixi => {
            return Err(refused("pixi turns its environments on itself. In a terminal, in the project: `pixi shell`"));
        }
        EnvironmentTool::Venv | EnvironmentTool::Uv | EnvironmentTool::Virtualenv => {}
    }
    if let Some(objection) = names::objection(&sandbox.path).or_else(|| names::objection(&grounds.place.folder)) {
        return Err(refused(format!("`{}` can't be turned on in a terminal: {objection}", sandbox.shown())));
    }
    let Some(program) = &grounds.program else {
        let activate = sandbox.path.join("bin/activate").to_string_lossy().into_owned();
        let line = super::pasteable(&[".".to_owned(), activate]);
        return Err(refused(format!(
            "Sandbar found no terminal on this computer. In any of them, this line does it: `{line}`"
        )));
    };
    let entry = entry::entry(&grounds.shell, &grounds.entry, &grounds.place.folder, &sandbox.path);
    let mut argv = program.argv.clone();
    argv.push(entry.script().to_string_lossy().into_owned());
    let shown = names::shown(&grounds.place.folder_shown);
    let mut draft = launch(grounds, program, argv, "In a terminal, a sandbox counts only where it was turned on");
    let writes = entry.files.into_iter().map(|file| Act::Own {
        path: file.path,
        content: file.content,
        is_program: file.is_program,
    });
    draft.doing.acts.splice(0..0, writes);
    draft.effects = vec![
        format!("A new window of {} opens in `{shown}`; `python` and `pip` in it are the sandbox's", program.name),
        format!("It is started by a script of Sandbar's own: `{}`", entry.line),
    ];
    Ok(draft)
}

fn editor(grounds: &Grounds, sandbox: &Sandbox) -> Result<Draft, Refusal> {
    let Some(program) = &grounds.program else {
        return Err(refused("Sandbar found no editor on this computer, and nothing that opens a folder"));
    };
    let folder = grounds.place.folder.as_path();
    let shown = names::shown(&grounds.place.folder_shown);
    let mut argv = program.argv.clone();
    argv.push(folder.to_string_lossy().into_owned());
    let mut draft = launch(grounds, program, argv, "An editor has to know which Python is the project's");
    draft.effects = vec![format!("{} opens `{shown}`", program.name)];
    if program.is_vscode {
        choose_interpreter(grounds, sandbox, &mut draft);
    } else {
        draft.effects.push(format!("Tell your editor that the project's Python is `{}/bin/python`", sandbox.shown()));
    }
    if let Some(kernels) = &grounds.kernels {
        kernel::register(&mut draft, kernels, folder, &sandbox.path);
    }
    Ok(draft)
}

/// VS Code takes the project's setting over what it finds by itself.
fn choose_interpreter(grounds: &Grounds, sandbox: &Sandbox, draft: &mut Draft) {
    const KEY: &str = "python.defaultInterpreterPath";
    let folder = grounds.place.folder.join(".vscode");
    let (file, python) = (folder.join("settings.json"), sandbox.path.join("bin/python"));
    let python = match python.strip_prefix(&grounds.place.folder) {
        Ok(inside) => format!("${{workspaceFolder}}/{}", inside.display()),
        Err(_) => python.display().to_string(),
    };
    let content = match &grounds.settings {
        // An editor leaves an empty file where there were settings.
        Ok(Some(text)) if !text.trim().is_empty() => jsonc::with(text, KEY, &python),
        Ok(_) => jsonc::with("{}\n", KEY, &python),
        Err(()) => Err(jsonc::Unchanged::NotUnderstood),
    };
    let content = match content {
        Ok(content) => content,
        Err(jsonc::Unchanged::Chosen(chosen)) if chosen == python => {
            draft.effects.push("Its `.vscode/settings.json` names the sandbox's Python already".to_owned());
            return;
        }
        Err(jsonc::Unchanged::Chosen(chosen)) => {
            draft.effects.push(format!(
                "Its `.vscode/settings.json` chooses another Python, `{}`, and stays as it is. \
                 For the sandbox, write `{}` there instead",
                names::shown(&chosen),
                names::shown(&python)
            ));
            return;
        }
        Err(jsonc::Unchanged::NotUnderstood) => {
            draft.effects.push(format!(
                "Its `.vscode/settings.json` is not understood and stays as it is. Choose `{}/bin/python` in the editor",
                sandbox.shown()
            ));
            return;
        }
    };
    draft
        .effects
        .push(format!("`.vscode/settings.json` says that the project's Python is `{}/bin/python`", sandbox.shown()));
    draft.undo = Some("`.vscode/settings.json` is put back as it was".to_owned());
    draft.doing.keeps =
        vec![Keep::Files { roots: vec![folder.clone()], copies: vec![Copy::All(file.clone())], restores: true }];
    let write = Act::Write { path: file.clone(), content: content.clone(), replaces: true };
    draft.doing.acts.splice(0..0, [Act::Shared(folder), write]);
    draft.doing.expects.push(Expect::Text { path: file, content });
}

fn launch(grounds: &Grounds, program: &Program, argv: Vec<String>, why: &str) -> Draft {
    let cwd = MachinePath::new(grounds.place.folder.clone());
    Draft {
        title: format!("Open `{}` in {}", names::shown(&grounds.place.folder_shown), program.name),
        why: why.to_owned(),
        steps: vec![Step { argv, cwd, env: std::collections::BTreeMap::new() }],
        undo: Some("Close its window".to_owned()),
        doing: Doing {
            resources: vec![Resource::Folder(grounds.place.folder.clone())],
            acts: vec![Act::Run(Run { step: 0, how: How::Launch })],
            ..Doing::default()
        },
        ..Draft::default()
    }
}

#[cfg(test)]
mod tests;
