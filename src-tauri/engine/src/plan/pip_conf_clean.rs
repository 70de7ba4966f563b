//! `pip-conf clean`: takes the switches that bend pip out of the user's configuration files.
//!
//! `break-system-packages` turns pip's guard off for good; `user` makes pip refuse to install into a sandbox. Variables
//! of the terminal are never edited: which start-up file sets them is anybody's guess, so they are named.

use super::pip_settings::{Change, Grounds, Written, command, write};
use super::{Draft, Expect, and, refused};
use crate::model::Refusal;
use crate::pip_config::edit::Entry;
use crate::pip_config::{PipOption, Whose, edit, truth};
use crate::plain::plain;

/// What is taken out.
const BENT: [PipOption; 2] = [PipOption::BreakSystemPackages, PipOption::User];

/// What sends packages elsewhere and may well be meant: named, and left alone.
const DETOURS: [&str; 3] = ["target", "prefix", "root"];

pub(super) fn draft(settings: &Grounds) -> Result<Draft, Refusal> {
    settings.are_read()?;
    let mut changes = Vec::new();
    let mut gone = Vec::new();
    for file in settings.users() {
        let entries = bent(file)?;
        if !entries.is_empty() {
            changes.push(Change { file, text: edit::without(file.text()?, &entries) });
            gone.push((file, entries));
        }
    }
    let beside: Vec<String> =
        variables(settings).chain(machines(settings, &changes)).chain(detours(settings)).collect();
    if changes.is_empty() {
        let else_where = if beside.is_empty() { String::new() } else { format!(". {}", beside.join(". ")) };
        return Err(refused(format!(
            "None of your own pip settings turns its guard off or sends it astray{else_where}"
        )));
    }
    let main = settings.main()?;
    let commands = gone.iter().filter(|(file, _)| file.path == main.path).flat_map(|(_, entries)| entries);
    let mut draft = Draft {
        title: "Take out of pip's settings what turns its guard off".to_owned(),
        why:
            "A switch in pip's settings holds for every project and every day, long after the one command that it was \
              meant for"
                .to_owned(),
        commands: commands
            .map(|entry| command(&["unset", &format!("{}.{}", plain(&entry.section), plain(&entry.key))]))
            .collect(),
        ..Draft::default()
    };
    for (file, entries) in &gone {
        let lines: Vec<String> =
            entries.iter().map(|entry| format!("`{} = {}`", entry.key, plain(&entry.value))).collect();
        let loses = format!("`{}` loses {}; all else in it stays as it is", plain(&file.shown), and(&lines));
        draft.effects.push(loses);
    }
    let has = |option: PipOption| gone.iter().flat_map(|(_, entries)| entries).any(|entry| is_of(entry, option));
    if has(PipOption::BreakSystemPackages) {
        draft.effects.push("pip again refuses to install into Pythons that other programs run on".to_owned());
    }
    if has(PipOption::User) {
        draft.effects.push("pip again installs into the sandbox that it is run in".to_owned());
    }
    draft.effects.extend(beside);
    write(&mut draft, settings, &changes)?;
    draft.doing.expects.extend(BENT.into_iter().filter(|option| has(*option)).map(|option| Expect::PipOption {
        files: settings.users().map(|file| file.path.clone()).collect(),
        option,
        on: false,
    }));
    Ok(draft)
}

/// The entries of `file` that go: those that say yes, and those that pip stops at.
fn bent(file: &Written) -> Result<Vec<Entry>, Refusal> {
    let text = file.text()?;
    let mut entries = Vec::new();
    for option in BENT {
        let found = edit::entries(text, option).map_err(|line| file.stops_at(line))?;
        entries.extend(found.into_iter().filter(|entry| truth(&entry.value) != Some(false)));
    }
    Ok(entries)
}

fn is_of(entry: &Entry, option: PipOption) -> bool {
    entry.key.trim_start_matches('-').replace('_', "-") == option.name()
}

/// The terminal's, which count for more than any file.
fn variables(settings: &Grounds) -> impl Iterator<Item = String> {
    let on = BENT.into_iter().filter_map(|option| settings.variable(option));
    on.filter(|variable| truth(&variable.value) == Some(true)).map(|variable| {
        format!(
            "Your terminal sets `{}` as well: take that line out of your shell's start-up files by hand",
            variable.name
        )
    })
}

fn machines<'a>(settings: &'a Grounds, changes: &'a [Change<'a>]) -> impl Iterator<Item = String> + 'a {
    BENT.into_iter().filter_map(|option| {
        let (_, file) = settings.said(option, changes).filter(|(on, file)| *on && file.whose == Whose::Machine)?;
        Some(format!(
            "`{}` sets `{}` for everybody here; Sandbar changes only your own files",
            plain(&file.shown),
            option.name()
        ))
    })
}

fn detours(settings: &Grounds) -> impl Iterator<Item = String> {
    settings.users().flat_map(|file| {
        DETOURS.into_iter().filter_map(move |name| {
            let found = edit::entries_named(file.text().ok()?, name).ok()?;
            let first = found.into_iter().find(|entry| !entry.value.is_empty())?;
            Some(format!(
                "`{}` stays, with `{name} = {}`: pip installs there and not where you run it. Take it out if you don't \
                 know it",
                plain(&file.shown),
                plain(&first.value)
            ))
        })
    })
}

#[cfg(test)]
mod tests;
