use super::*;

/// A source made of the lines that are looked for, in the shape of version 3.13's.
fn source(extra: &[&str]) -> String {
    let mut lines: Vec<&str> = NEEDED.to_vec();
    lines.extend(PLACEHOLDERS);
    lines.extend([MINOR_LINK[0], LIB64, OWN_INCLUDE, INSTALLED_BASE, EXECUTABLE, COMMAND, IGNORE, NO_PARENTHESES]);
    lines.extend(HARMLESS);
    lines.extend(extra);
    format!(
        "import os\nclass EnvBuilder:\n    {}\n\ndef create(env_dir):\n    os.symlink(1, 2)\n",
        lines.join("\n        ")
    )
}

#[test]
fn what_is_known_is_read() {
    let recipe = Recipe::read(&source(&["os.chmod(path, 0o755)  # everybody's", "# os.rename(a, b)"])).unwrap();
    assert!(recipe.lib64 && recipe.minor_link && recipe.own_include && recipe.command && recipe.ignore);
    assert!(!recipe.quoted && !recipe.parentheses && !recipe.pi_link && !recipe.platlib);
    assert!(Recipe::read(&source(&[PI_LINK])).unwrap().pi_link);
}

#[test]
fn an_act_that_is_not_known_is_not_guessed() {
    for act in [
        "os.symlink('lib', os.path.join(env_dir, 'lib32'))",
        r"f.write('relocatable = true\n')",
        "text = text.replace('__VENV_NEW__', context.new)",
        "shutil.copytree(a, b)",
        "self._call_new_python(context, '-m', 'site')",
        "for suffix in ('python', 'python3', 'python4'):",
    ] {
        assert_eq!(Recipe::read(&source(&[act])), Err(act.to_owned()));
    }
}

#[test]
fn what_is_missing_is_not_guessed_either() {
    for line in NEEDED.iter().chain(&PLACEHOLDERS).chain([&EXECUTABLE, &NO_PARENTHESES, &OWN_INCLUDE, &INSTALLED_BASE])
    {
        assert!(Recipe::read(&source(&[]).replace(line, "pass")).is_err(), "{line}");
    }
    for text in ["", "class EnvBuilder:", "def create("] {
        assert!(Recipe::read(text).is_err());
    }
}
