use super::*;
use crate::machine::Os;
use crate::made::{Made, STUB, interpreter};
use crate::model::{Source, TerminalFrom};

fn answer(path: &str) -> ShellAnswer {
    let variables = [("PATH".to_owned(), path.to_owned())].into();
    ShellAnswer { from: TerminalFrom::Shell, variables }
}

fn resolved(meaning: Option<&Meaning>) -> (&str, Option<&str>) {
    let meaning = meaning.expect("the word means something");
    (meaning.resolved.to_str().unwrap(), meaning.interpreter.as_ref().map(|id| id.0.as_str()))
}

/// Homebrew's Python with its links, and a python.org's.
fn two_pythons() -> (Made, Vec<Interpreter>) {
    let keg = "/opt/homebrew/Cellar/python@3.14/3.14.6/bin";
    let framework = "/Library/Frameworks/Python.framework/Versions/3.13/bin";
    let made = Made::new()
        .program(&format!("{keg}/python3.14"), STUB)
        .program(&format!("{keg}/pip3.14"), "#!/opt/homebrew/opt/python@3.14/bin/python3.14\n")
        .link("/opt/homebrew/opt/python@3.14", "../Cellar/python@3.14/3.14.6")
        .link("/opt/homebrew/bin/python3", "../Cellar/python@3.14/3.14.6/bin/python3.14")
        .link("/opt/homebrew/bin/pip3", "../Cellar/python@3.14/3.14.6/bin/pip3.14")
        .program(&format!("{framework}/python3.13"), STUB)
        .link("/usr/local/bin/python3", &format!("{framework}/python3.13"));
    let pythons = vec![
        interpreter(
            Source::Homebrew,
            "3.14.6",
            "/opt/homebrew/opt/python@3.14/bin/python3.14",
            &format!("{keg}/python3.14"),
        ),
        interpreter(Source::PythonOrg, "3.13.5", "/usr/local/bin/python3.13", &format!("{framework}/python3.13")),
    ];
    (made, pythons)
}

#[test]
fn the_first_hit_on_path_counts_and_links_are_followed() {
    let (made, pythons) = two_pythons();
    let mac = made.file("/first/python3", "not executable").folder("/second/python3").machine(Os::Macos);
    let view =
        view(&mac, &answer("relative::/first:/second:/opt/homebrew/bin:/usr/local/bin:/opt/homebrew/bin"), &pythons);
    let meaning = view.python3.as_ref();
    assert_eq!(meaning.unwrap().path.to_str(), Some("/opt/homebrew/bin/python3"));
    assert_eq!(resolved(meaning), ("/opt/homebrew/Cellar/python@3.14/3.14.6/bin/python3.14", Some("homebrew-3.14.6")));
    let pip3 = view.pip3.as_ref();
    assert_eq!(resolved(pip3), ("/opt/homebrew/Cellar/python@3.14/3.14.6/bin/pip3.14", Some("homebrew-3.14.6")));
    assert_eq!((view.python, view.pip, view.mismatch), (None, None, None));

    let steps: Vec<(&str, bool, bool)> =
        view.path.iter().map(|step| (step.folder.to_str().unwrap(), step.python3.is_some(), step.hit)).collect();
    assert_eq!(
        steps,
        [
            ("/first", false, false),
            ("/second", false, false),
            ("/opt/homebrew/bin", true, true),
            ("/usr/local/bin", true, false)
        ]
    );
}

#[test]
fn pip_of_another_python_is_a_mismatch() {
    let (made, pythons) = two_pythons();
    let view = view(&made.machine(Os::Macos), &answer("/usr/local/bin:/opt/homebrew/bin"), &pythons);
    assert_eq!(
        view.mismatch.as_deref(),
        Some("`pip3` installs for Homebrew Python 3.14.6, but `python3` runs python.org Python 3.13.5")
    );
}

#[test]
fn bare_pip_is_held_against_bare_python() {
    let (made, pythons) = two_pythons();
    let mac = made
        .link("/bare/python", "/Library/Frameworks/Python.framework/Versions/3.13/bin/python3.13")
        .program("/bare/pip", "#!/Library/Frameworks/Python.framework/Versions/3.13/bin/python3.13\n")
        .machine(Os::Macos);
    let path = "/bare:/opt/homebrew/bin";
    assert_eq!(view(&mac, &answer(path), &pythons).mismatch, None, "each pair agrees with itself");
    let path = "/opt/homebrew/bin:/usr/local/bin";
    let mac = made_with_pip_only(path, &pythons);
    assert_eq!(
        mac.as_deref(),
        Some("`pip` installs for python.org Python 3.13.5, but `python3` runs Homebrew Python 3.14.6")
    );
}

/// The mismatch where `pip` is python.org's and there is no bare `python`.
fn made_with_pip_only(path: &str, pythons: &[Interpreter]) -> Option<String> {
    let (made, _) = two_pythons();
    let pip =
        "#!/bin/sh\n'''exec' /Library/Frameworks/Python.framework/Versions/3.13/bin/python3.13 \"$0\" \"$@\"\n' '''\n";
    let mac = made.program("/usr/local/bin/pip", pip).machine(Os::Macos);
    view(&mac, &answer(path), pythons).mismatch
}

#[test]
fn an_environment_that_is_on_belongs_to_no_interpreter() {
    let (made, pythons) = two_pythons();
    let mac = made
        .file("/Users/ada/a b/.venv/pyvenv.cfg", "home = /opt/homebrew/opt/python@3.14/bin\n")
        .link("/Users/ada/a b/.venv/bin/python3", "/opt/homebrew/opt/python@3.14/bin/python3.14")
        .link("/Users/ada/a b/.venv/bin/python", "python3")
        .program(
            "/Users/ada/a b/.venv/bin/pip",
            "#!/bin/sh\n'''exec' \"/Users/ada/a b/.venv/bin/python3\" \"$0\" \"$@\"\n' '''\n",
        )
        .machine(Os::Macos);
    let path = "/Users/ada/a b/.venv/bin:/opt/homebrew/bin";
    let view = view(&mac, &answer(path), &pythons);
    let python = ("/opt/homebrew/Cellar/python@3.14/3.14.6/bin/python3.14", None);
    assert_eq!(resolved(view.python.as_ref()), python);
    assert_eq!(resolved(view.python3.as_ref()), python);
    assert_eq!(resolved(view.pip.as_ref()), ("/Users/ada/a b/.venv/bin/pip", None));
    // The sandbox has no `pip3`, so that word is Homebrew's.
    assert_eq!(
        view.mismatch.as_deref(),
        Some("`pip3` installs for Homebrew Python 3.14.6, but `python3` runs the sandbox `~/a b/.venv`")
    );
}

#[test]
fn apples_launcher_is_what_the_developer_folder_has() {
    let tools = "/Library/Developer/CommandLineTools";
    let real = format!("{tools}/Library/Frameworks/Python3.framework/Versions/3.9/bin");
    let made = Made::new()
        .program("/usr/bin/python3", "shim")
        .program("/usr/bin/pip3", "shim")
        .program(&format!("{real}/python3.9"), STUB)
        .program(&format!("{real}/pip3"), &format!("#!{tools}/usr/bin/python3\n"))
        .link(
            &format!("{tools}/usr/bin/python3"),
            "../../Library/Frameworks/Python3.framework/Versions/3.9/bin/python3.9",
        )
        .link(&format!("{tools}/usr/bin/pip3"), "../../Library/Frameworks/Python3.framework/Versions/3.9/bin/pip3");
    let apple =
        [interpreter(Source::AppleClt, "3.9.6", &format!("{tools}/usr/bin/python3"), &format!("{real}/python3.9"))];
    let seen = view(&made.machine(Os::Macos), &answer("/usr/bin"), &apple);
    assert_eq!(resolved(seen.python3.as_ref()), (format!("{real}/python3.9").as_str(), Some("appleclt-3.9.6")));
    assert_eq!(resolved(seen.pip3.as_ref()), (format!("{real}/pip3").as_str(), Some("appleclt-3.9.6")));
    assert_eq!(seen.mismatch, None);

    let bare = Made::new().program("/usr/bin/python3", "shim").machine(Os::Macos);
    let seen = view(&bare, &answer("/usr/bin"), &apple);
    assert_eq!(resolved(seen.python3.as_ref()), ("/usr/bin/python3", None));
}

#[test]
fn a_pip_that_is_no_script_belongs_to_the_python_beside_it_only_in_that_pythons_own_folder() {
    let made = Made::new().program("/v/3.12/bin/python3.12", STUB).program("/v/3.12/bin/pip", "\u{7f}ELF");
    let mac = made.program("/usr/local/bin/pip3", "#!/bin/sh\necho no\n").machine(Os::Macos);
    let python = [interpreter(Source::Pyenv, "3.12.8", "/v/3.12/bin/python", "/v/3.12/bin/python3.12")];
    let view = view(&mac, &answer("/usr/local/bin:/v/3.12/bin"), &python);
    assert_eq!(resolved(view.pip.as_ref()), ("/v/3.12/bin/pip", Some("pyenv-3.12.8")));
    assert_eq!(resolved(view.pip3.as_ref()), ("/usr/local/bin/pip3", None));
}

#[test]
fn links_in_a_circle_and_dangling_ones_mean_nothing() {
    let mac = Made::new().link("/a/python3", "python3").link("/a/pip3", "/gone").machine(Os::Macos);
    let view = view(&mac, &answer("/a:/not/there"), &[]);
    assert_eq!((view.python3, view.pip3, view.path.len()), (None, None, 2));
}

#[test]
fn the_settings_are_the_variables_but_for_path() {
    let mut answer = answer("/bin");
    answer.variables.insert("ZDOTDIR".to_owned(), "/z".to_owned());
    answer.variables.insert("PIP_USER".to_owned(), "1".to_owned());
    let view = view(&Made::new().machine(Os::Linux), &answer, &[]);
    assert_eq!(view.settings, [Setting { name: "PIP_USER".to_owned(), value: "1".to_owned() }]);
}
