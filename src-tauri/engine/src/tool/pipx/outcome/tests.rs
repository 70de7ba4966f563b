use std::path::PathBuf;

use super::{Cause, Done, Installed, Taken, pip_output, read};
use crate::failure::Failure;
use crate::tool::pip::cause::Cause as PipCause;
use crate::tool::samples::{PIPX, sample};

const ALL: [&str; 3] = ["1_4", "1_7", "1_18"];

fn of(name: &str) -> Result<Done, Cause> {
    let sample = sample(name);
    read(sample.code, &sample.lines)
}

fn done(pipx: &str, what: &str) -> Done {
    of(&format!("pipx_{pipx}_{what}")).expect(what)
}

fn cause(pipx: &str, what: &str) -> Cause {
    of(&format!("pipx_{pipx}_{what}")).expect_err(what)
}

#[test]
fn a_new_tool_brings_commands() {
    for pipx in ALL {
        let [package, version, python] = ["pycowsay", "0.0.0.2", "3.11.7"].map(str::to_owned);
        let installed = done(pipx, "install_python");
        assert_eq!(installed.installed, Some(Installed { package, version, python }), "{pipx}");
        // Its manual page is not a command.
        assert_eq!(installed.commands, ["pycowsay"], "{pipx}");
        assert_eq!(installed.off_path, Some(PathBuf::from("/Users/ada/.local/bin")), "{pipx}");
        assert!(!installed.was_there && installed.taken.is_empty(), "{pipx}");
    }
    let many = done("1_18", "install_deps");
    assert!(many.commands.contains(&"ansible-community".to_owned()), "{many:?}");
}

#[test]
fn nothing_done_is_told_from_something_done() {
    for pipx in ALL {
        let again = done(pipx, "install_again");
        assert!(again.was_there && again.installed.is_none(), "{pipx}");
        let newest = done(pipx, "upgrade");
        assert!(newest.was_newest && !newest.was_there && newest.upgraded.is_none(), "{pipx}");
    }
    let upgraded = done("1_18", "upgrade_done").upgraded;
    assert_eq!(upgraded, Some(("5.0".to_owned(), "6.1".to_owned())));
}

#[test]
fn a_command_of_somebody_elses_is_not_counted() {
    for pipx in ALL {
        let conflict = done(pipx, "install_conflict");
        let by = Some(PathBuf::from("/Users/ada/.local/bin/cowsay"));
        assert_eq!(conflict.taken, [Taken { command: "cowsay".to_owned(), by }], "{pipx}");
        assert!(conflict.commands.is_empty(), "{pipx}");
    }
}

#[test]
fn why_it_was_not_done() {
    for pipx in ALL {
        let package = "six".to_owned();
        assert_eq!(cause(pipx, "install_lib"), Cause::NoCommands { package }, "{pipx}");
        let package = "uvicorn-worker".to_owned();
        assert_eq!(cause(pipx, "install_no_apps"), Cause::CommandsElsewhere { package }, "{pipx}");
        let python = "/nonexistent/python".to_owned();
        assert_eq!(cause(pipx, "install_badpython"), Cause::NoPython { python }, "{pipx}");
        let what = "nosuchpackage-sandbar-zz".to_owned();
        assert_eq!(cause(pipx, "install_unknown"), Cause::Pip(PipCause::NoPackage { what }), "{pipx}");
        let nothere = Cause::NotInstalled { name: "nothere".to_owned() };
        assert_eq!(cause(pipx, "upgrade_unknown"), nothere, "{pipx}");
        assert_eq!(cause(pipx, "uninstall_unknown"), nothere, "{pipx}");
        let gone = Cause::InterpreterGone { name: Some("pycowsay".to_owned()) };
        assert_eq!(cause(pipx, "broken_upgrade"), gone, "{pipx}");
        let package = "sandbarbundle".to_owned();
        assert_eq!(cause(pipx, "install_bundle"), Cause::CommandsElsewhere { package }, "{pipx}");
    }
    assert_eq!(cause("1_18", "broken_health"), Cause::InterpreterGone { name: Some("pycowsay".to_owned()) });
}

#[test]
fn every_failure_is_a_sentence_with_advice() {
    for (name, _) in PIPX {
        match of(name) {
            Ok(_) => assert_eq!(sample(name).code, 0, "{name}"),
            Err(cause) => {
                let failure = Failure::from(cause);
                assert!(failure.hint.is_some() && !failure.message.contains('\n'), "{name}: {failure:?}");
            }
        }
    }
}

#[test]
fn where_pip_said_all_of_it_is_known() {
    // Recorded with pipx 1.7.1 and 1.18.4.
    let path = "/h/.local/state/pipx/log/cmd_2026-11-25_15.14.11_pip_errors.log";
    let lines =
        ["Fatal error from pip prevented installation. Full pip output in file:".to_owned(), format!("    {path}")];
    assert_eq!(pip_output(&lines), Some(PathBuf::from(path)));
    assert_eq!(pip_output(&[]), None);
}
