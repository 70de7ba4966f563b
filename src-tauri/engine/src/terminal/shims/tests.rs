use super::*;
use crate::made::{Made, STUB};
use crate::model::TerminalFrom;

const PYENV: &str =
    "#!/usr/bin/env bash\nset -e\nprogram=\"${0##*/}\"\nexec \"/opt/homebrew/bin/pyenv\" exec \"$program\" \"$@\"\n";
const ASDF: &str = "#!/usr/bin/env bash\n# asdf-plugin: python 3.11.9\n# asdf-plugin: python 3.12.1\nexec asdf exec \"python3\" \"$@\"\n";

/// Where `python3` at `hit` leads; PATH is the shims' folder and then `/usr/bin`.
fn leads(made: &Made, hit: &str, variables: &[(&str, &str)]) -> Option<String> {
    let shims = Path::new(hit).parent().unwrap().display();
    let path = ("PATH".to_owned(), format!("{shims}:/usr/bin"));
    let variables = variables.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    let answer = ShellAnswer { from: TerminalFrom::Shell, variables: variables.chain([path]).collect() };
    look_through(&made.machine(Os::Macos), &answer, Path::new(hit)).map(|path| path.display().to_string())
}

fn pyenv() -> Made {
    ["3.12.8", "3.12.10", "3.13.0rc2", "3.13.0"].iter().fold(
        Made::new().program("/Users/ada/.pyenv/shims/python3", PYENV).program("/usr/bin/env", STUB),
        |made, version| made.program(&format!("/Users/ada/.pyenv/versions/{version}/bin/python3"), STUB),
    )
}

fn pyenvs(version: &str) -> String {
    format!("/Users/ada/.pyenv/versions/{version}/bin/python3")
}

const SHIM: &str = "/Users/ada/.pyenv/shims/python3";

#[test]
fn what_is_no_shim_is_itself() {
    let made = Made::new().program("/x/python3", STUB);
    assert_eq!(leads(&made, "/x/python3", &[]).as_deref(), Some("/x/python3"));
}

#[test]
fn pyenv_reads_its_version_file() {
    let with = |text: &str| leads(&pyenv().file("/Users/ada/.pyenv/version", text), SHIM, &[]);
    assert_eq!(with("3.12.8\n"), Some(pyenvs("3.12.8")));
    assert_eq!(with("# mine\n\n2.7.18\n3.13.0 note\n"), Some(pyenvs("3.13.0")), "of several the first that has it");
    assert_eq!(with("python-3.12.8\n"), Some(pyenvs("3.12.8")));
    assert_eq!(with("3.12\n"), Some(pyenvs("3.12.10")), "numbers, not letters");
    assert_eq!(with("3\n"), Some(pyenvs("3.13.0")), "no release candidate");
    assert_eq!(with("../../../../usr\n"), None);
}

#[test]
fn pyenv_asks_the_variable_then_the_nearest_file_then_its_own() {
    let made = pyenv().file("/Users/ada/.pyenv/version", "3.12.8\n");
    assert_eq!(leads(&made, SHIM, &[("PYENV_VERSION", "nothing:3.13.0")]), Some(pyenvs("3.13.0")));
    let made = made.file("/Users/.python-version", "3.12.10\n");
    assert_eq!(leads(&made, SHIM, &[]), Some(pyenvs("3.12.10")));
    let made = made.file("/Users/ada/.python-version", "3.13.0\n");
    assert_eq!(leads(&made, SHIM, &[]), Some(pyenvs("3.13.0")));
}

#[test]
fn pyenvs_system_is_the_rest_of_path() {
    let made = pyenv().file("/Users/ada/.pyenv/version", "system\n");
    assert_eq!(leads(&made, SHIM, &[]), None, "nothing there");
    let made = made.program("/opt/bin/python3", STUB);
    assert_eq!(leads(&made, SHIM, &[("PATH", "/opt/bin")]), None, "PATH decides");
    let linux = made.machine(Os::Linux);
    let variables = [("PATH".to_owned(), "/Users/ada/.pyenv/shims:/opt/bin".to_owned())].into();
    let answer = ShellAnswer { from: TerminalFrom::Shell, variables };
    assert_eq!(look_through(&linux, &answer, Path::new(SHIM)), Some(PathBuf::from("/opt/bin/python3")));
}

#[test]
fn pyenvs_root_is_what_the_shim_says() {
    let shim = format!("#!/usr/bin/env bash\nexport PYENV_ROOT=\"/srv/py env\"\n{PYENV}");
    let made = Made::new()
        .program("/else/where/python3", &shim)
        .file("/srv/py env/version", "3.12.8\n")
        .program("/srv/py env/versions/3.12.8/bin/python3", STUB);
    assert_eq!(leads(&made, "/else/where/python3", &[]).as_deref(), Some("/srv/py env/versions/3.12.8/bin/python3"));
}

#[test]
fn asdf_runs_what_tool_versions_names() {
    let shim = "/Users/ada/.asdf/shims/python3";
    let version = |version: &str| Some(format!("/Users/ada/.asdf/installs/python/{version}/bin/python3"));
    let made = || {
        ["3.11.9", "3.12.1"].iter().fold(Made::new().program(shim, ASDF), |made, version| {
            made.program(&format!("/Users/ada/.asdf/installs/python/{version}/bin/python3"), STUB)
        })
    };
    assert_eq!(leads(&made(), shim, &[]), None, "asdf itself runs nothing without a version");
    let named = made().file("/Users/ada/.tool-versions", "nodejs 22\npython 3.10.0 3.12.1 3.11.9 # two\n");
    assert_eq!(leads(&named, shim, &[]), version("3.12.1"), "3.10.0 does not have it");
    assert_eq!(leads(&named, shim, &[("ASDF_PYTHON_VERSION", "3.11.9")]), version("3.11.9"));
    let legacy = made().file("/Users/ada/.python-version", "3.11.9\n");
    assert_eq!(leads(&legacy, shim, &[]), None);
    let legacy = legacy.file("/Users/ada/.asdfrc", "legacy_version_file = yes\n");
    assert_eq!(leads(&legacy, shim, &[]), version("3.11.9"));
}

#[test]
fn mise_runs_what_its_configuration_names() {
    let shim = "/Users/ada/.local/share/mise/shims/python3";
    let installs = "/Users/ada/.local/share/mise/installs/python";
    let version = |version: &str| Some(format!("{installs}/{version}/bin/python3"));
    let made = || {
        Made::new()
            .program("/opt/homebrew/bin/mise", STUB)
            .link(shim, "/opt/homebrew/bin/mise")
            .program(&format!("{installs}/3.12.11/bin/python3"), STUB)
            .program(&format!("{installs}/3.13.5/bin/python3"), STUB)
            .link(&format!("{installs}/3.12"), "./3.12.11")
    };
    let global = "/Users/ada/.config/mise/config.toml";
    for (text, expected) in [
        ("[tools]\npython = \"3.12\"\n", version("3.12")),
        ("[tools]\npython = ['2.7', '3.13']\n", version("3.13.5")),
        ("[tools]\npython = { version = '3.12.11', virtualenv = '.venv' }\n", version("3.12.11")),
        ("[tools]\npython = 'latest'\n", version("3.13.5")),
        ("[tools]\npython = 'path:~/none'\n", None),
        ("[tools]\nnode = '22'\n", None),
        ("not toml", None),
    ] {
        assert_eq!(leads(&made().file(global, text), shim, &[]), expected, "{text}");
    }
    let near = made().file(global, "[tools]\npython = '3.12'\n").file("/Users/ada/.tool-versions", "python 3.13.5\n");
    assert_eq!(leads(&near, shim, &[]), version("3.13.5"));
    assert_eq!(leads(&near, shim, &[("MISE_PYTHON_VERSION", "3.12")]), version("3.12"));
    let through = made().program("/usr/bin/python3", STUB);
    assert_eq!(leads(&through, shim, &[]), None, "on a Mac that is Apple's, and there are no tools");
}

#[test]
fn shims_that_lead_to_each_other_lead_nowhere() {
    let made = Made::new().program("/a/python3", PYENV).program("/b/python3", PYENV);
    let variables = [("PATH".to_owned(), "/a:/b".to_owned())].into();
    let answer = ShellAnswer { from: TerminalFrom::Shell, variables };
    assert_eq!(look_through(&made.machine(Os::Linux), &answer, Path::new("/a/python3")), None);
}
