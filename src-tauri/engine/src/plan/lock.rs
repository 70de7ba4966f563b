//! `lock on|off`: pip installs into sandboxes only, or not.
//!
//! pip's own switch, `require-virtualenv`. It guards what PEP 668 leaves open: Pythons without a marker, and
//! `--break-system-packages` itself.

use serde::Serialize;

use super::pip_settings::{self, Change, Grounds as Settings, Text, command, write};
use super::{Draft, Expect, refused};
use crate::model::Refusal;
use crate::pip_config::{PipOption, Whose, edit, truth};
use crate::plain::plain;

const OPTION: PipOption = PipOption::RequireVirtualenv;

/// What was read for it.
#[derive(Debug, Clone, Serialize)]
pub struct Grounds {
    /// Whether it is to be on.
    pub on: bool,
    /// pip's settings.
    pub settings: Settings,
}

pub(super) fn draft(grounds: &Grounds) -> Result<Draft, Refusal> {
    let settings = &grounds.settings;
    settings.are_read()?;
    if grounds.on { on(settings) } else { off(settings) }
}

fn on(settings: &Settings) -> Result<Draft, Refusal> {
    if let Some((true, file)) = settings.said(OPTION, &[]) {
        let but = contradiction(settings, true).map(|but| format!(". {but}")).unwrap_or_default();
        return Err(refused(format!("It is on already: `{}` sets it{but}", plain(&file.shown))));
    }
    let main = settings.main()?;
    let mut changes = Vec::new();
    for file in settings.users() {
        let text = file.text()?;
        let old = edit::entries(text, OPTION).map_err(|line| file.stops_at(line))?;
        if file.path == main.path {
            let text = edit::with(text, OPTION).map_err(|line| file.stops_at(line))?;
            changes.push(Change { file, text });
        } else if !old.is_empty() {
            changes.push(Change { file, text: edit::without(text, &old) });
        }
    }
    match settings.said(OPTION, &changes) {
        Some((true, _)) => {}
        Some((false, file)) => {
            return Err(refused(format!(
                "`{}` says that pip may install everywhere, and counts for more than your own settings. \
                 That file is everybody's here, so an administrator would have to change it",
                plain(&file.shown)
            )));
        }
        None => return Err(refused("pip would not understand its settings with this line in them")),
    }
    let mut draft = Draft {
        title: "Let pip install into sandboxes only".to_owned(),
        why: "With this on, a slip of the hand can't reach a Python that other programs run on: outside of a sandbox \
              (virtual environment) pip refuses, even with `--break-system-packages`"
            .to_owned(),
        effects: told(&changes, main),
        commands: vec![command(&["set", "global.require-virtualenv", "true"])],
        ..Draft::default()
    };
    draft.effects.extend([
        "Outside of a sandbox `pip install`, `uninstall`, `download` and `wheel` then stop with \
         `Could not find an activated virtualenv (required)`; `pip list`, `show` and `check` go on working"
            .to_owned(),
        "The cost: pip takes an environment of conda's for none, so `pip install` is refused there too. \
         `PIP_REQUIRE_VIRTUALENV=0` in front of a command lets that one through"
            .to_owned(),
        "pipx, uv, Homebrew and Sandbar itself go on working as before".to_owned(),
    ]);
    draft.effects.extend(contradiction(settings, true));
    write(&mut draft, settings, &changes)?;
    draft.doing.expects.push(Expect::PipOption {
        files: settings.files.iter().map(|file| file.path.clone()).collect(),
        option: OPTION,
        on: true,
    });
    Ok(draft)
}

fn off(settings: &Settings) -> Result<Draft, Refusal> {
    let mut changes = Vec::new();
    for file in settings.users() {
        let text = file.text()?;
        let old = edit::entries(text, OPTION).map_err(|line| file.stops_at(line))?;
        if old.iter().any(|entry| truth(&entry.value) != Some(false)) {
            changes.push(Change { file, text: edit::without(text, &old) });
        }
    }
    let left = settings.said(OPTION, &changes).filter(|(on, file)| *on && file.whose == Whose::Machine);
    let others = left.map(|(_, file)| {
        format!(
            "`{}` sets it too, for everybody here: Sandbar leaves that file alone, and pip goes on refusing until an \
             administrator changes it",
            plain(&file.shown)
        )
    });
    if changes.is_empty() {
        return Err(refused(match (others, contradiction(settings, false)) {
            (Some(others), _) => format!("None of your own settings turns it on. {others}"),
            (None, Some(variable)) => format!("None of your own settings turns it on. {variable}"),
            (None, None) => "It is off already: none of pip's settings turns it on".to_owned(),
        }));
    }
    let main = settings.main()?;
    let in_main = changes.iter().any(|change| change.file.path == main.path);
    let mut draft = Draft {
        title: "Let pip install outside of sandboxes again".to_owned(),
        why: "The line that made pip refuse goes. Pythons that carry their own marker (PEP 668) stay guarded by it"
            .to_owned(),
        effects: told(&changes, main),
        commands: if in_main { vec![command(&["unset", "global.require-virtualenv"])] } else { Vec::new() },
        ..Draft::default()
    };
    draft.effects.extend(others);
    draft.effects.extend(contradiction(settings, false));
    write(&mut draft, settings, &changes)?;
    draft.doing.expects.push(Expect::PipOption {
        files: settings.users().map(|file| file.path.clone()).collect(),
        option: OPTION,
        on: false,
    });
    Ok(draft)
}

/// What is written where.
fn told(changes: &[Change<'_>], main: &pip_settings::Written) -> Vec<String> {
    let one = |change: &Change<'_>| {
        let shown = plain(&change.file.shown);
        let gets =
            change.file.path == main.path && edit::entries(&change.text, OPTION).is_ok_and(|all| !all.is_empty());
        match (&change.file.text, gets) {
            (Text::NotThere, _) => format!("`{shown}` is created, with `require-virtualenv = true` under `[global]`"),
            (_, true) => format!(
                "`{shown}` gets the line `require-virtualenv = true` under `[global]`; all else in it stays as it is"
            ),
            (_, false) => format!("`{shown}` loses its line `{}`; all else in it stays as it is", OPTION.name()),
        }
    };
    changes.iter().map(one).collect()
}

/// What goes on saying otherwise, wherever it counts: a variable, or one Python's own file.
fn contradiction(settings: &Settings, wanted: bool) -> Option<String> {
    if let Some(variable) = settings.variable(OPTION).filter(|variable| truth(&variable.value) != Some(wanted)) {
        return Some(format!(
            "Your terminal sets `{}` to `{}`, which counts for more than any file: there nothing changes until that \
             is taken out of your shell's start-up files",
            variable.name,
            plain(&variable.value)
        ));
    }
    let own = settings.own.iter().find(|says| says.option == OPTION && !wanted)?;
    Some(format!("`{}` turns it on for {} alone, and stays as it is", plain(&own.file), plain(&own.python)))
}

#[cfg(test)]
pub(super) mod tests;
