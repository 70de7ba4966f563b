//! The real pyenv of this machine says itself what its shims run; reading says the same.

use std::path::{Path, PathBuf};
use std::process::Command;

use sandbar_engine::machine::Machine;
use sandbar_engine::model::TerminalFrom;
use sandbar_engine::shell::ShellAnswer;
use sandbar_engine::{find, terminal};
use tempfile::TempDir;

/// pyenv's root on this machine.
fn root() -> Option<PathBuf> {
    let machine = Machine::this();
    let root = machine.var_path("PYENV_ROOT").unwrap_or_else(|| machine.home.join(".pyenv"));
    let complete = ["libexec/pyenv", "shims/python3"].iter().all(|file| root.join(file).is_file());
    if !complete {
        println!("SKIPPED: pyenv is not here");
    }
    complete.then_some(root)
}

/// What `pyenv which WORD` says in the folder `home`.
fn which(root: &Path, home: &Path, version: Option<&str>, word: &str) -> Option<PathBuf> {
    let mut command = Command::new(root.join("libexec/pyenv"));
    command.args(["which", word]).current_dir(home).env_clear().env("HOME", home).env("PYENV_ROOT", root);
    command.env("PATH", path(root)).envs(version.map(|version| ("PYENV_VERSION", version)));
    let output = command.output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    output.status.success().then(|| PathBuf::from(said.trim()))
}

fn path(root: &Path) -> String {
    format!("{}/shims:/usr/bin:/bin", root.display())
}

#[test]
fn reading_says_what_pyenv_says() {
    let Some(root) = root() else { return };
    let mut machine = Machine::this();
    let pythons = find::interpreters(&machine, &[]);
    let installed: Vec<String> = machine
        .list(&root.join("versions"))
        .unwrap()
        .iter()
        .filter_map(|entry| entry.name.to_str().map(str::to_owned))
        .collect();
    let beginnings = installed.iter().filter_map(|version| version.rsplit_once('.')).map(|(minor, _)| minor.to_owned());
    let several = installed.iter().map(|version| format!("not-there:{version}"));
    let mut versions: Vec<Option<String>> = vec![None, Some("system".to_owned()), Some("not-there".to_owned())];
    versions.extend(installed.iter().cloned().chain(beginnings).chain(several).map(Some));

    for version in versions {
        let home = TempDir::new().unwrap();
        home.path().clone_into(&mut machine.home);
        // In a file for the odd ones, in the variable for the others.
        let by_file = version.as_ref().is_some_and(|version| version.len() % 2 == 1 && !version.contains(':'));
        if let Some(version) = version.as_ref().filter(|_| by_file) {
            std::fs::write(home.path().join(".python-version"), format!("# chosen\n{version}\n")).unwrap();
        }
        let variable = version.as_deref().filter(|_| !by_file);
        let mut variables = vec![("PATH", path(&root))];
        variables.extend(variable.map(|version| ("PYENV_VERSION", version.to_owned())));
        let variables = variables.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        let view = terminal::view(&machine, &ShellAnswer { from: TerminalFrom::Shell, variables }, &pythons);

        for (word, meaning) in [("python3", view.python3), ("python", view.python), ("pip3", view.pip3)] {
            let Some(meaning) = meaning else { continue };
            let said = which(&root, home.path(), variable, word);
            let expected = said.as_ref().map_or_else(
                || meaning.path.to_path_buf(),
                |program| machine.resolve(program).expect("pyenv names a file that is there"),
            );
            assert_eq!(meaning.resolved.as_path(), expected, "{word} in {version:?}: pyenv says {said:?}");
        }
    }
}
