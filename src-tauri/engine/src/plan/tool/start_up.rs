//! Which of the shell's start-up files pipx writes to, and what: by the rules of `userpath`, the library that its
//! `ensurepath` uses (`shells.py` and `interface.py` of <https://pypi.org/project/userpath/>, 1.9.2).

use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::plain::plain;
use crate::plan::pasteable;

/// The start-up files.
#[derive(Debug, Clone, Default, Serialize)]
pub struct StartUp {
    /// The home folder, where they are.
    pub home: PathBuf,
    /// Where zsh's are instead (`ZDOTDIR`).
    pub zsh: Option<PathBuf>,
    /// Those that may be written to; of a missing one the outermost missing folder.
    pub files: Vec<PathBuf>,
    /// Whether there is a `.profile`.
    pub has_profile: bool,
    /// Whether there is a `.bash_profile`.
    pub has_bash_profile: bool,
}

impl StartUp {
    /// The lines that put `bin` on PATH for somebody whose login shell is `shell`, each with the files that get it, as a
    /// person reads them.
    pub fn written(&self, shell: &Path, bin: &Path) -> Vec<(String, Vec<String>)> {
        let bin = plain(&bin.display().to_string());
        let export = format!("export PATH=\"$PATH:{bin}\"");
        let for_sh = (format!("PATH=\"$PATH:{bin}\""), vec![self.shown(".profile")]);
        match shell.file_name().unwrap_or_default().to_string_lossy().to_lowercase().as_str() {
            "bash" => vec![(export, self.of_bash())],
            "zsh" => vec![(export, [".zshrc", ".zprofile"].map(|name| self.of_zsh(name)).to_vec())],
            "fish" => vec![(format!("set PATH $PATH {bin}"), vec![self.shown(".config/fish/config.fish")])],
            "xonsh" => vec![(format!("$PATH.append('{bin}')"), vec![self.shown(".xonshrc")])],
            "sh" => vec![for_sh],
            // A shell that it does not know gets what bash and sh would get.
            _ => vec![(export, self.of_bash()), for_sh],
        }
    }

    /// A line for the user to run, where the one that pipx would write does not work: it quotes nothing for fish, so a
    /// folder with a blank in its name becomes two.
    pub fn by_hand(shell: &Path, bin: &Path) -> Option<String> {
        let is_fish = shell.file_name().is_some_and(|name| name == "fish");
        let is_one_word = |c: char| c.is_alphanumeric() || "/._-+@%,:=".contains(c);
        let bin = bin.to_string_lossy();
        (is_fish && !bin.chars().all(is_one_word)).then(|| pasteable(&["fish_add_path".to_owned(), bin.into_owned()]))
    }

    /// A login shell of bash's reads one of the two.
    fn of_bash(&self) -> Vec<String> {
        let login = if self.has_profile && !self.has_bash_profile { ".profile" } else { ".bash_profile" };
        vec![self.shown(".bashrc"), self.shown(login)]
    }

    fn of_zsh(&self, name: &str) -> String {
        match &self.zsh {
            Some(folder) => match folder.strip_prefix(&self.home) {
                Ok(below) => self.shown(&below.join(name).to_string_lossy()),
                Err(_) => format!("`{}`", plain(&folder.join(name).display().to_string())),
            },
            None => self.shown(name),
        }
    }

    #[expect(clippy::unused_self, reason = "all of them are in the home folder")]
    fn shown(&self, name: &str) -> String {
        format!("`~/{}`", plain(name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(start_up: &StartUp, shell: &str) -> String {
        let lines = start_up.written(Path::new(shell), Path::new("/h/.local/bin"));
        lines.iter().map(|(line, files)| format!("{}: {line}", files.join(" "))).collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn what_fish_would_take_for_several_words_is_done_by_hand() {
        let by_hand = |shell: &str, bin: &str| StartUp::by_hand(Path::new(shell), Path::new(bin));
        let line = "fish_add_path '/h o/.local/bin'".to_owned();
        assert_eq!(by_hand("/usr/bin/fish", "/h o/.local/bin"), Some(line));
        assert_eq!(by_hand("/usr/bin/fish", "/home/zoë/.local/bin"), None);
        assert_eq!(by_hand("/bin/zsh", "/h o/.local/bin"), None, "it is quoted there");
    }

    #[test]
    fn each_shell_has_its_files() {
        let none = StartUp { home: "/h".into(), ..StartUp::default() };
        let export = "export PATH=\"$PATH:/h/.local/bin\"";
        assert_eq!(written(&none, "/bin/bash"), format!("`~/.bashrc` `~/.bash_profile`: {export}"));
        let profile = StartUp { has_profile: true, ..none.clone() };
        assert_eq!(written(&profile, "/bin/bash"), format!("`~/.bashrc` `~/.profile`: {export}"));
        let both = StartUp { has_bash_profile: true, ..profile };
        assert_eq!(written(&both, "/bin/bash"), format!("`~/.bashrc` `~/.bash_profile`: {export}"));
        assert_eq!(written(&none, "/bin/zsh"), format!("`~/.zshrc` `~/.zprofile`: {export}"));
        let moved = StartUp { zsh: Some("/h/.config/zsh".into()), ..none.clone() };
        assert!(written(&moved, "/bin/zsh").starts_with("`~/.config/zsh/.zshrc` `~/.config/zsh/.zprofile`"));
        assert_eq!(written(&none, "/usr/bin/fish"), "`~/.config/fish/config.fish`: set PATH $PATH /h/.local/bin");
        assert_eq!(written(&none, "/bin/sh"), "`~/.profile`: PATH=\"$PATH:/h/.local/bin\"");
        assert!(
            written(&none, "/bin/tcsh").contains(".bash_profile")
                && written(&none, "/bin/tcsh").contains("; `~/.profile`")
        );
    }
}
