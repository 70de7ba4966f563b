//! The login shell's last answer, kept until a file that could change it changes.
//!
//! A start-up file may read any other file, so this can be out of date; asking anew is one call away. What is not
//! readable, not ours or not of this version is no answer, and no error either.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::{ShellAnswer, answer};
use crate::disk;
use crate::machine::{Machine, Os};
use crate::model::TerminalFrom;

const NAME: &str = "terminal.json";

/// The version of the file's form.
const FORM: u32 = 1;

/// Longer than any environment.
const LIMIT: u64 = 4 << 20;

/// Start-up files of the whole machine, and folders of them.
const SYSTEM: &[&str] = &[
    "/etc/profile",
    "/etc/profile.d",
    "/etc/bashrc",
    "/etc/bash.bashrc",
    "/etc/zshenv",
    "/etc/zprofile",
    "/etc/zshrc",
    "/etc/zlogin",
    "/etc/zsh",
    "/etc/paths",
    "/etc/paths.d",
    "/etc/environment",
    "/etc/csh.cshrc",
    "/etc/csh.login",
    "/etc/fish/config.fish",
    "/etc/fish/conf.d",
];

/// Start-up files in the home folder, and the settings of tools that change PATH from within them.
const HOME: &[&str] = &[
    ".bash_profile",
    ".bash_login",
    ".profile",
    ".bashrc",
    ".cshrc",
    ".tcshrc",
    ".login",
    ".xonshrc",
    ".condarc",
    ".tool-versions",
    ".config/mise/config.toml",
];

/// zsh's, in the home folder or where `ZDOTDIR` says.
const ZSH: &[&str] = &[".zshenv", ".zprofile", ".zshrc", ".zlogin"];

/// Under `~/.config` or where `XDG_CONFIG_HOME` says.
const CONFIG: &[&str] =
    &["fish/config.fish", "fish/conf.d", "fish/fish_variables", "nushell/env.nu", "nushell/config.nu", "mise"];

#[derive(Serialize, Deserialize)]
struct Kept {
    form: u32,
    key: String,
    variables: BTreeMap<String, String>,
}

/// The answer kept in `folder`, if nothing that decides about it has changed since.
pub(super) fn recall(machine: &Machine, folder: &Path) -> Option<ShellAnswer> {
    if !machine.live {
        return None;
    }
    let kept: Kept = serde_json::from_slice(&machine.read(&folder.join(NAME), LIMIT).ok()?).ok()?;
    let variables = answer::parse(&serde_json::to_vec(&kept.variables).ok()?)?;
    let fresh = kept.form == FORM && kept.key == key(machine, &variables);
    fresh.then_some(ShellAnswer { from: TerminalFrom::Cache, variables })
}

/// Keeps `answer` in `folder`. Where that can't be written the shell is asked again next time, and no harm is done.
pub(super) fn keep(machine: &Machine, folder: &Path, answer: &ShellAnswer) {
    let key = key(machine, &answer.variables);
    let kept = Kept { form: FORM, key, variables: answer.variables.clone() };
    if let Ok(text) = serde_json::to_vec_pretty(&kept) {
        let _ = disk::create_private_folder(folder).and_then(|()| disk::replace(&folder.join(NAME), &text));
    }
}

/// A hash of all that decides about an answer: the shell, what it inherits, and its start-up files as they stand.
///
/// `ZDOTDIR` is usually set by a start-up file, so the answer itself says where zsh's other files were.
fn key(machine: &Machine, variables: &BTreeMap<String, String>) -> String {
    let mut text = format!("{:?}\n{}\n{:?}\n", machine.shell, machine.home.display(), answer::kept(&machine.env));
    if machine.os == Os::Macos {
        let _ = writeln!(text, "{:?}", machine.developer_folder());
    }
    for file in startup_files(machine, variables.get("ZDOTDIR").map(PathBuf::from)) {
        describe(machine, &file, &mut text);
        for entry in machine.list(&file).unwrap_or_default() {
            describe(machine, &file.join(entry.name), &mut text);
        }
    }
    Sha256::digest(text).iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

fn describe(machine: &Machine, file: &Path, text: &mut String) {
    if let Some(stat) = machine.stat(file) {
        let _ = writeln!(text, "{} {:?} {} {}", file.display(), stat.id, stat.size, stat.modified);
    }
}

fn startup_files(machine: &Machine, zdotdir: Option<PathBuf>) -> Vec<PathBuf> {
    let home = &machine.home;
    let config = machine.var_path("XDG_CONFIG_HOME").unwrap_or_else(|| home.join(".config"));
    let zsh = [Some(home.clone()), machine.var_path("ZDOTDIR"), zdotdir];
    let zsh = zsh.iter().flatten().flat_map(|folder| ZSH.iter().map(|name| folder.join(name)));
    SYSTEM
        .iter()
        .map(PathBuf::from)
        .chain(HOME.iter().map(|name| home.join(name)))
        .chain(CONFIG.iter().map(|name| config.join(name)))
        .chain(zsh)
        .collect()
}
