//! Whether conda turns its base environment on in every new terminal.
//!
//! `conda init` writes a block into a start-up file, and the block turns base on unless a `.condarc` says
//! `auto_activate_base: false`, or, since conda 25.3, `auto_activate: false`
//! (<https://docs.conda.io/projects/conda/en/stable/user-guide/configuration/settings.html>).

use std::path::{Path, PathBuf};

use crate::machine::Machine;
use crate::model::TerminalFrom;
use crate::shell::ShellAnswer;

/// Longer than any start-up file.
const LIMIT: u64 = 1 << 20;

/// The start-up files that `conda init` writes to, by shell.
const STARTUP: &[(&str, &[&str])] = &[
    ("zsh", &[".zshrc"]),
    ("bash", &[".bash_profile", ".bashrc", ".profile"]),
    ("fish", &[".config/fish/config.fish", ".config/fish/conf.d/conda.fish"]),
    ("tcsh", &[".tcshrc"]),
    ("xonsh", &[".xonshrc", ".config/xonsh/rc.xsh"]),
];

/// The lines around the block. mamba and micromamba write one of their own, which turns nothing on.
const BEGIN: &str = "# >>> conda initialize >>>";
const END: &str = "# <<< conda initialize <<<";

/// The variables that say it as well, and the keys of a `.condarc`, the new one first.
const VARIABLES: [&str; 2] = ["CONDA_AUTO_ACTIVATE", "CONDA_AUTO_ACTIVATE_BASE"];
const KEYS: [&str; 2] = ["auto_activate", "auto_activate_base"];

/// The start-up file through which it does.
///
/// Where the login shell has been asked, it must have shown it: a block whose conda is gone does nothing.
pub(super) fn look(machine: &Machine, answer: &ShellAnswer) -> Option<PathBuf> {
    let shown = answer.var("CONDA_SHLVL").is_some_and(|level| level != "0");
    if answer.from != TerminalFrom::Paths && !shown {
        return None;
    }
    let (file, root) = startup_files(machine).into_iter().find_map(|file| {
        let root = root_of_block(&machine.read_text(&file, LIMIT).ok()?)?;
        Some((file, root))
    })?;
    let conda_is_there = ["condabin", "conda-meta"].iter().any(|part| machine.is_folder(&root.join(part)));
    (conda_is_there && turned_off(machine, answer, &root) != Some(true)).then_some(file)
}

/// The files of the user's own shell; of all shells where that is not known.
fn startup_files(machine: &Machine) -> Vec<PathBuf> {
    let shell = machine.shell.as_deref().and_then(Path::file_name).and_then(|name| name.to_str());
    let known = |shell: &&str| STARTUP.iter().any(|(name, _)| name == shell);
    let shell = shell.filter(known);
    let files =
        STARTUP.iter().filter(|(name, _)| shell.is_none_or(|shell| shell == *name)).flat_map(|(_, files)| *files);
    files.map(|file| machine.home.join(file)).collect()
}

/// The folder of the conda that a start-up file's block starts: `.../miniforge3` of `'.../miniforge3/bin/conda'`.
fn root_of_block(text: &str) -> Option<PathBuf> {
    let inside = text.lines().map(str::trim).skip_while(|line| *line != BEGIN).skip(1);
    inside.take_while(|line| *line != END).filter(|line| !line.starts_with('#')).find_map(|line| {
        let before = ["/bin/conda", "/bin/mamba", "/condabin/conda"]
            .iter()
            .find_map(|end| line.split(end).next().filter(|before| before.len() < line.len()))?;
        let start = before.rfind(['\'', '"', '(', ' ', '=']).map_or(0, |at| at + 1);
        Some(PathBuf::from(before.get(start..)?)).filter(|root| root.is_absolute())
    })
}

/// What the last of conda's configuration files that says anything says; a variable has the last word.
fn turned_off(machine: &Machine, answer: &ShellAnswer, root: &Path) -> Option<bool> {
    let variable = VARIABLES.iter().find_map(|name| is_no(answer.var(name)?));
    let home = &machine.home;
    let files = [
        Some(PathBuf::from("/etc/conda/.condarc")),
        Some(root.join(".condarc")),
        Some(home.join(".config/conda/.condarc")),
        Some(home.join(".conda/.condarc")),
        Some(home.join(".condarc")),
        answer.var_path("CONDARC"),
    ];
    variable.or_else(|| files.iter().flatten().rev().find_map(|file| setting(&machine.read_text(file, LIMIT).ok()?)))
}

/// What one `.condarc` says: a key of YAML's top level, for which no YAML reader is needed.
fn setting(text: &str) -> Option<bool> {
    KEYS.iter().find_map(|key| {
        text.lines().find_map(|line| {
            let value = line.strip_prefix(key)?.trim_start().strip_prefix(':')?;
            is_no(value.split('#').next()?.trim())
        })
    })
}

fn is_no(value: &str) -> Option<bool> {
    match value.to_lowercase().as_str() {
        "false" | "no" | "off" | "0" | "n" => Some(true),
        "true" | "yes" | "on" | "1" | "y" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BLOCK: &str = "alias x=y\n# >>> conda initialize >>>\n# !! Contents within this block !!\n\
        __conda_setup=\"$('/Users/t/miniforge3/bin/conda' 'shell.zsh' 'hook' 2> /dev/null)\"\n# <<< conda initialize <<<\n";

    #[test]
    fn the_block_names_its_conda() {
        assert_eq!(root_of_block(BLOCK), Some(PathBuf::from("/Users/t/miniforge3")));
        let fish = "# >>> conda initialize >>>\nif test -f /opt/conda/bin/conda\n# <<< conda initialize <<<\n";
        assert_eq!(root_of_block(fish), Some(PathBuf::from("/opt/conda")));
    }

    #[test]
    fn a_block_that_is_commented_out_or_elsewhere_is_none() {
        let out = BLOCK.replace("__conda", "#__conda");
        assert_eq!(root_of_block(&out), None);
        assert_eq!(root_of_block("eval \"$(/o/bin/conda shell.zsh hook)\"\n"), None);
    }

    #[test]
    fn the_settings_words_are_yamls() {
        assert_eq!(setting("channels: [x]\nauto_activate_base: False # yes\n"), Some(true));
        assert_eq!(setting("auto_activate : off\nauto_activate_base: true\n"), Some(true));
        assert_eq!(setting("auto_activate_base: true\n"), Some(false));
        assert_eq!(setting("  auto_activate_base: false\n# auto_activate: false\n"), None);
    }
}
