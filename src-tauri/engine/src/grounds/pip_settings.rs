//! Reads pip's configuration files as they are, for the wishes that change them.

use std::path::{Path, PathBuf};

use super::Reading;
use crate::machine::FileError;
use crate::pip_config::{self, LIMIT, PipOption, Whose};
use crate::plan::pip_settings::{Grounds, Says, Text, Variable, Written};

pub(super) fn read(reading: &Reading<'_>) -> Grounds {
    let Reading { machine, shell, .. } = *reading;
    let files = pip_config::all(machine);
    let options = [PipOption::BreakSystemPackages, PipOption::User, PipOption::RequireVirtualenv];
    let variable = |name: String| Some(Variable { value: shell.var(&name)?.to_owned(), name });
    let on = pip_config::read(machine, shell, &reading.snapshot.interpreters).on;
    Grounds {
        files: files.into_iter().map(|(path, whose)| written(reading, path, whose)).collect(),
        stands_in: pip_config::stands_in(machine, shell).map(|path| machine.tilde(&path)),
        variables: options.into_iter().flat_map(PipOption::variables).filter_map(variable).collect(),
        own: on
            .into_iter()
            .filter_map(|on| {
                let python = on.only?;
                let interpreter = reading.snapshot.interpreters.iter().find(|one| one.id == python)?;
                let pip_config::Origin::File(path) = on.origin else { return None };
                Some(Says { option: on.option, file: machine.tilde(&path), python: interpreter.label() })
            })
            .collect(),
        kept_in: reading.data.map(|data| machine.tilde(&data.join("receipts"))),
    }
}

fn written(reading: &Reading<'_>, path: PathBuf, whose: Whose) -> Written {
    let machine = reading.machine;
    let shown = machine.tilde(&path);
    let real = machine.resolve(&path).unwrap_or_else(|_| path.clone());
    let text = match machine.read_text(&path, LIMIT) {
        Ok(text) => Text::Says(text),
        Err(FileError::NotText { .. }) => Text::NotText,
        Err(FileError::TooLarge { .. }) => Text::TooLong,
        Err(_) if machine.lstat(&path).is_none() => Text::NotThere,
        Err(_) if machine.stat(&path).is_none() => Text::LeadsNowhere,
        Err(_) => Text::Unreadable,
    };
    let around = existing(reading, &real);
    // It is replaced in one step, for which its folder counts; one that may not be written was locked by somebody.
    let is_locked = machine.stat(&real).is_some_and(|stat| stat.mode & 0o222 == 0);
    Written {
        writable: machine.is_writable(&around.0) && !is_locked,
        first_missing: around.1,
        path,
        shown,
        real,
        whose,
        text,
    }
}

/// The first folder around `path` that is there, and what has to be made in it: `path` itself, or a folder around it.
fn existing(reading: &Reading<'_>, path: &Path) -> (PathBuf, PathBuf) {
    let mut missing = path.to_path_buf();
    while let Some(parent) = missing.parent().map(Path::to_path_buf) {
        if reading.machine.is_folder(&parent) {
            return (parent, missing);
        }
        missing = parent;
    }
    (PathBuf::from("/"), missing)
}
