use super::*;
use crate::machine::Os;
use crate::made::Made;

const FROM: &str = "/Users/ada/shop/.venv";

/// The new content of the files that change, when an environment with `files` has been moved to `to`.
fn changed(files: &[(&str, &str)], to: &str) -> Vec<(String, String)> {
    let folder = "/Users/ada/new/.venv";
    let made = files.iter().fold(Made::new().folder(&format!("{folder}/bin")), |made, (name, text)| {
        made.file(&format!("{folder}/{name}"), text)
    });
    let machine = made.machine(Os::Linux);
    let rewrites = moved(&machine, Path::new(folder), Path::new(FROM), Path::new(to)).unwrap();
    let text = |rewrite: Rewrite| {
        let name = rewrite.path.strip_prefix(folder).unwrap().display().to_string();
        (name, String::from_utf8(rewrite.content).unwrap())
    };
    rewrites.into_iter().map(text).collect()
}

fn one(name: &str, text: &str, to: &str) -> Option<String> {
    let mut changed = changed(&[(name, text)], to);
    assert!(changed.len() < 2);
    changed.pop().map(|(_, text)| text)
}

#[test]
fn scripts_begin_with_the_new_path() {
    let script = format!("#!{FROM}/bin/python3\nprint('{FROM}/bin/python3')\n");
    let new = one("bin/pip", &script, "/Users/ada/new/.venv").unwrap();
    assert_eq!(new, format!("#!/Users/ada/new/.venv/bin/python3\nprint('{FROM}/bin/python3')\n"));
    let new = one("bin/pip", &script, "/Users/ada/a b").unwrap();
    assert!(
        new.starts_with("#!/bin/sh\n'''exec' \"/Users/ada/a b/bin/python3\" \"$0\" \"$@\"\n' '''\nprint("),
        "{new}"
    );
    let back = new.replace("/Users/ada/a b", FROM);
    assert_eq!(one("bin/pip", &back, "/x"), Some(format!("#!/x/bin/python3\nprint('{FROM}/bin/python3')\n")));
    assert_eq!(one("bin/x", &format!("#!{FROM}/bin/python -I\n"), "/x").as_deref(), Some("#!/x/bin/python -I\n"));
}

#[test]
fn what_is_not_the_environments_stays() {
    for (name, text) in [
        ("bin/other", "#!/usr/bin/python3\n"),
        ("bin/longer", "#!/Users/ada/shop/.venv2/bin/python3\n"),
        ("bin/mentions", "#!/bin/sh\necho /Users/ada/shop/.venv/bin/python3\n"),
        ("bin/activate", "V=/Users/ada/shop/.venv2\nW=/x/Users/ada/shop/.venv\n"),
        ("pyvenv.cfg", "home = /Users/ada/shop/.venv\n"),
    ] {
        assert_eq!(one(name, text, "/x"), None, "{name}");
    }
    let options = format!("#!{FROM}/bin/python -I\n");
    assert_eq!(one("bin/options", &options, "/a b"), None);
}

#[test]
fn activate_scripts_keep_their_quotes() {
    let activate = |line: &str, to: &str| one("bin/activate", line, to);
    for (old, plain, odd) in [
        ("V=\"/Users/ada/shop/.venv\"\n", "V=\"/x\"\n", "V=\"/it's here\"\n"),
        ("V='/Users/ada/shop/.venv'\n", "V='/x'\n", "V='/it'\"'\"'s here'\n"),
        ("V=/Users/ada/shop/.venv\n", "V=/x\n", "V='/it'\"'\"'s here'\n"),
        ("V=$(cygpath /Users/ada/shop/.venv)\n", "V=$(cygpath /x)\n", "V=$(cygpath '/it'\"'\"'s here')\n"),
    ] {
        assert_eq!(activate(old, "/x").as_deref(), Some(plain));
        assert_eq!(activate(old, "/it's here").as_deref(), Some(odd));
    }
}

#[test]
fn the_command_is_remembered_anew() {
    let text = format!("home = /usr/bin\ncommand = /usr/bin/python3 -m venv {FROM}\n");
    let new = one("pyvenv.cfg", &text, "/x");
    assert_eq!(new.as_deref(), Some("home = /usr/bin\ncommand = /usr/bin/python3 -m venv /x\n"));
}

#[test]
fn a_path_that_starts_a_command_is_refused() {
    let made = Made::new().folder("/Users/ada/.venv/bin");
    let machine = made.machine(Os::Linux);
    for to in ["/a\nb", "/$(x)", "/a\"b", "relative"] {
        let refused = moved(&machine, Path::new("/Users/ada/.venv"), Path::new(FROM), Path::new(to));
        assert_eq!(refused, Err(Unfit::Path { path: to.into() }));
    }
}
