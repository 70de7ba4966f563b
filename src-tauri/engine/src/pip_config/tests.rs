use super::*;
use crate::machine::Os;
use crate::made::{Made, interpreter};
use crate::model::{Source, TerminalFrom};

fn answer(variables: &[(&str, &str)]) -> ShellAnswer {
    let variables = variables.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    ShellAnswer { from: TerminalFrom::Shell, variables }
}

/// The configuration that pip would see on a machine with these files.
fn config(os: Os, files: &[(&str, &str)], variables: &[(&str, &str)]) -> PipConfig {
    let made = files.iter().fold(Made::new(), |made, (path, text)| made.file(path, text));
    read(&made.machine(os), &answer(variables), &[])
}

const ON: &str = "[global]\nbreak-system-packages = true\n";
const OFF: &str = "[global]\nbreak-system-packages = false\n";
const MACHINE: &str = "/Library/Application Support/pip/pip.conf";
const USER: &str = "/Users/ada/.config/pip/pip.conf";

fn guard_off(config: &PipConfig) -> Option<String> {
    config.everywhere(PipOption::BreakSystemPackages).map(|origin| match origin {
        Origin::File(path) => path.display().to_string(),
        Origin::Variable(name) => name.clone(),
    })
}

#[test]
fn a_later_file_wins() {
    let user = Some("/Users/ada/.config/pip/pip.conf".to_owned());
    assert_eq!(guard_off(&config(Os::Macos, &[(MACHINE, OFF), (USER, ON)], &[])), user);
    assert_eq!(guard_off(&config(Os::Macos, &[(MACHINE, ON), (USER, OFF)], &[])), None);
    assert_eq!(guard_off(&config(Os::Macos, &[("/Users/ada/.pip/pip.conf", OFF), (USER, ON)], &[])), user);
    assert_eq!(
        guard_off(&config(Os::Linux, &[("/etc/xdg/pip/pip.conf", OFF), ("/etc/pip.conf", ON)], &[])).as_deref(),
        Some("/etc/pip.conf")
    );
}

#[test]
fn the_commands_own_section_beats_global_whatever_file_it_is_in() {
    let install = "[install]\nbreak-system-packages = yes\n";
    let origin = guard_off(&config(Os::Macos, &[(MACHINE, install), (USER, OFF)], &[]));
    assert_eq!(origin.as_deref(), Some("/Library/Application Support/pip/pip.conf"));
}

#[test]
fn a_variable_beats_every_file() {
    let variable = [("PIP_BREAK_SYSTEM_PACKAGES", "1")];
    assert_eq!(guard_off(&config(Os::Macos, &[(USER, OFF)], &variable)).as_deref(), Some("PIP_BREAK_SYSTEM_PACKAGES"));
    assert_eq!(guard_off(&config(Os::Macos, &[(USER, ON)], &[("PIP_BREAK_SYSTEM_PACKAGES", "off")])), None);
    assert!(guard_off(&config(Os::Macos, &[(USER, ON)], &[("PIP_BREAK_SYSTEM_PACKAGES", "")])).is_some());
}

#[test]
fn on_a_mac_the_old_folder_counts_once_it_is_there() {
    let old = "/Users/ada/Library/Application Support/pip/pip.conf";
    let files = [(old, OFF), (USER, ON)];
    assert_eq!(guard_off(&config(Os::Macos, &files, &[])), None);
    assert!(guard_off(&config(Os::Linux, &files, &[])).is_some());
}

#[test]
fn a_named_file_stands_in_for_the_users() {
    let named = [("PIP_CONFIG_FILE", "/named.conf")];
    assert_eq!(guard_off(&config(Os::Macos, &[(USER, ON), ("/named.conf", "")], &named)), None);
    assert!(guard_off(&config(Os::Macos, &[(USER, ON)], &named)).is_some(), "the named file is absent");
    assert_eq!(guard_off(&config(Os::Macos, &[(MACHINE, ON), ("/named.conf", OFF)], &named)), None);
    let none = config(Os::Macos, &[(MACHINE, ON), (USER, ON)], &[("PIP_CONFIG_FILE", "/dev/null")]);
    assert_eq!((guard_off(&none), none.files), (None, Vec::new()));
}

#[test]
fn pips_own_words_and_spellings_are_understood() {
    for line in [
        "break-system-packages=on",
        "break_system_packages: 1",
        "Break-System-Packages = YES",
        "--break-system-packages = t",
    ] {
        assert!(guard_off(&config(Os::Linux, &[(USER, &format!("[global]\n{line}\n"))], &[])).is_some(), "{line}");
    }
    for line in ["break-system-packages=off", "break-system-packages=maybe", "break-system-packages=", "# x"] {
        assert_eq!(guard_off(&config(Os::Linux, &[(USER, &format!("[global]\n{line}\n"))], &[])), None, "{line}");
    }
    let both = config(Os::Linux, &[(USER, "[install]\nuser = true\n")], &[("PIP_REQUIRE_VENV", "1")]);
    assert!(both.everywhere(PipOption::User).is_some() && both.everywhere(PipOption::RequireVirtualenv).is_some());
}

#[test]
fn a_file_that_pip_stops_at_says_nothing() {
    let config = config(Os::Linux, &[(USER, "break-system-packages = true\n")], &[]);
    assert_eq!(config, PipConfig::default());
}

#[test]
fn an_interpreters_own_file_is_its_own_and_comes_before_the_named_one() {
    let made = Made::new()
        .file("/py/lib/python3.13/os.py", "")
        .file("/py/pip.conf", ON)
        .file("/opt/homebrew/share/pip/pip.conf", "[install]\nuser = true\n");
    let mut own = interpreter(Source::Pyenv, "3.13.5", "/py/bin/python", "/py/bin/python3.13");
    own.stdlib = Some(Path::new("/py/lib/python3.13").into());
    let brewed = "/opt/homebrew/opt/python@3.14/bin/python3.14";
    let brewed = interpreter(Source::Homebrew, "3.14.6", brewed, brewed);
    let mac = made.machine(Os::Macos);
    let on = read(&mac, &answer(&[]), &[own.clone(), brewed.clone()]).on;
    let only: Vec<_> = on.iter().map(|on| (on.option, on.only.as_ref())).collect();
    assert_eq!(only, [(PipOption::BreakSystemPackages, Some(&own.id)), (PipOption::User, Some(&brewed.id))]);

    let made = made.file("/named.conf", OFF);
    let on = read(&made.machine(Os::Macos), &answer(&[("PIP_CONFIG_FILE", "/named.conf")]), &[own]).on;
    assert_eq!(on, []);
}
