//! `venv delete`: puts a project's sandbox aside.

use serde::Serialize;

use super::sandbox::{Place, Sandbox};
use super::{Act, Doing, Draft, Expect, Resource, and, names};
use crate::model::Refusal;

/// What was read for it.
#[derive(Debug, Clone, Serialize)]
pub struct Grounds {
    /// The project and its sandbox.
    pub place: Place,
    /// How much room it takes, in megabytes; `None` when it is too much to be counted.
    pub megabytes: Option<u64>,
    /// The packages in it that somebody asked for.
    pub packages: Vec<String>,
}

pub(super) fn draft(grounds: &Grounds) -> Result<Draft, Refusal> {
    let sandbox = grounds.place.sandbox()?;
    sandbox.may_go()?;
    let path = sandbox.path.to_string_lossy().into_owned();
    Ok(Draft {
        title: format!("Delete the sandbox of `{}`", names::shown(&grounds.place.folder_shown)),
        why: "Everything in it can be installed again; your own files are not in it and stay as they are".to_owned(),
        effects: effects(grounds, sandbox),
        undo: Some("The sandbox gets its name back, with everything in it".to_owned()),
        commands: vec![["mv", "-n", "--", &path, &format!("{path}.sandbar-old-1")].map(str::to_owned).to_vec()],
        doing: Doing {
            resources: vec![Resource::Folder(grounds.place.folder.clone())],
            acts: vec![Act::SetAside(sandbox.path.to_path_buf())],
            expects: vec![Expect::Vacant(sandbox.path.to_path_buf())],
            keeps: Vec::new(),
        },
        ..Draft::default()
    })
}

fn effects(grounds: &Grounds, sandbox: &Sandbox) -> Vec<String> {
    let (shown, aside) = (sandbox.shown(), sandbox.aside());
    if let Some(target) = &sandbox.leads_to {
        return vec![
            format!(
                "The link `{shown}` is renamed to a name that begins with `{aside}`, and leads nobody there any more"
            ),
            format!("The sandbox that it leads to, `{}`, stays as it is", names::shown(target)),
        ];
    }
    let room = match grounds.megabytes {
        Some(megabytes) => format!(", of about {megabytes} MB,"),
        None => String::new(),
    };
    let packages: Vec<String> = grounds.packages.iter().map(|name| format!("`{}`", names::shown(name))).collect();
    let holds = match packages.as_slice() {
        [] => "No package that somebody asked for is in it".to_owned(),
        packages => format!("In it: {}", and(packages)),
    };
    vec![
        format!("The folder `{shown}`{room} is renamed to a name beside it that begins with `{aside}`"),
        holds,
        "The room it takes is free once it is in the Trash, where it goes when its undo is given up".to_owned(),
    ]
}
