use super::between;
use crate::machine::MachinePath;
use crate::made::{guard_off, interpreter, project, sandboxed, snapshot, watched};
use crate::model::{
    Brew, Evidence, FolderState, Happening, Health, Interpreter, InterpreterChange, InterpreterId, Managed, Snapshot,
    Source, Unfinished,
};

const SHOP: &str = "/Users/ada/code/shop";
const BREW: &str = "/opt/homebrew/opt/python@3.13/bin/python3.13";

fn brewed(version: &str) -> Interpreter {
    interpreter(Source::Homebrew, version, BREW, &format!("/opt/homebrew/Cellar/python@3.13/{version}/bin/python3.13"))
}

fn with(change: impl FnOnce(&mut Snapshot)) -> Snapshot {
    let mut changed = snapshot();
    change(&mut changed);
    changed
}

fn interpreter_changed(id: &str, change: InterpreterChange) -> Happening {
    Happening::InterpreterChanged { interpreter: InterpreterId(id.to_owned()), change }
}

fn environment_changed(health: Health) -> Happening {
    Happening::EnvironmentChanged {
        project: Some(MachinePath::new(SHOP)),
        path: MachinePath::new(format!("{SHOP}/.venv")),
        health,
    }
}

fn found(path: &str, evidence: Evidence) -> Happening {
    Happening::ProjectFound { path: MachinePath::new(path), evidence: vec![evidence] }
}

#[test]
fn nothing_is_different_where_nothing_has_changed() {
    let all = with(|all| {
        all.interpreters.push(brewed("3.13.5"));
        sandboxed(all, SHOP, Health::Broken);
        all.problems.push(guard_off("/Users/ada/.config/pip/pip.conf"));
    });
    assert_eq!(between(&all, &all), []);
}

#[test]
fn an_interpreter_comes_is_upgraded_is_guarded_and_goes() {
    let none = snapshot();
    let first = with(|first| first.interpreters.push(brewed("3.13.5")));
    let second = with(|second| second.interpreters.push(brewed("3.13.6")));
    let guarded = with(|guarded| {
        let managed = Some(Managed { marker: MachinePath::new("/EXTERNALLY-MANAGED"), message: None });
        guarded.interpreters.push(Interpreter { managed, ..brewed("3.13.6") });
    });
    let told = |old, new| between(old, new);
    assert_eq!(told(&none, &first), [interpreter_changed("homebrew-3.13.5", InterpreterChange::Appeared)]);
    assert_eq!(told(&first, &second), [interpreter_changed("homebrew-3.13.6", InterpreterChange::Upgraded)]);
    assert_eq!(told(&second, &guarded), [interpreter_changed("homebrew-3.13.6", InterpreterChange::Guard)]);
    assert_eq!(told(&guarded, &none), [interpreter_changed("homebrew-3.13.6", InterpreterChange::Vanished)]);
}

#[test]
fn a_package_is_none_of_its_business() {
    let first = with(|first| first.interpreters.push(brewed("3.13.5")));
    let mut second = first.clone();
    second.interpreters[0].strays.push(crate::model::Stray {
        name: "six".to_owned(),
        version: "1.17.0".to_owned(),
        installer: "pip".to_owned(),
        requested: Some(true),
        shared: false,
    });
    assert_eq!(between(&first, &second), []);
}

#[test]
fn a_sandbox_breaks_and_works_again() {
    let healthy = with(|healthy| sandboxed(healthy, SHOP, Health::Healthy));
    let broken = with(|broken| sandboxed(broken, SHOP, Health::Broken));
    assert_eq!(between(&healthy, &broken), [environment_changed(Health::Broken)]);
    assert_eq!(between(&broken, &healthy), [environment_changed(Health::Healthy)]);
}

#[test]
fn what_is_installed_in_a_sandbox_is_no_change_of_it() {
    let healthy = with(|healthy| sandboxed(healthy, SHOP, Health::Healthy));
    let mut fuller = healthy.clone();
    fuller.environments[0].packages = Some(40);
    assert_eq!(between(&healthy, &fuller), []);
    fuller.environments[0].version = Some("3.14.0".to_owned());
    assert_eq!(between(&healthy, &fuller), [environment_changed(Health::Healthy)]);
}

#[test]
fn a_sandbox_in_the_making_is_told_when_it_is_made() {
    let before = with(|before| before.projects.push(project(SHOP)));
    let running = with(|running| {
        sandboxed(running, SHOP, Health::Broken);
        running.environments[0].unfinished = Some(Unfinished::Running);
    });
    let made = with(|made| sandboxed(made, SHOP, Health::Healthy));
    let left = with(|left| {
        sandboxed(left, SHOP, Health::Broken);
        left.environments[0].unfinished = Some(Unfinished::Abandoned);
    });
    assert_eq!(between(&before, &running), []);
    assert_eq!(between(&running, &made), [environment_changed(Health::Healthy)]);
    assert_eq!(between(&running, &left), [environment_changed(Health::Broken)]);
    assert_eq!(between(&running, &before), [], "it was stopped, and never was one");
    assert_eq!(between(&before, &made), [environment_changed(Health::Healthy)], "one that was too quick to be seen");
}

#[test]
fn a_sandbox_is_gone_when_its_folder_is_looked_into_and_it_is_not_there() {
    let there = with(|there| sandboxed(there, SHOP, Health::Healthy));
    let gone = with(|gone| gone.projects.push(project(SHOP)));
    assert_eq!(between(&there, &gone), [environment_changed(Health::Missing)]);
    let not_watched = with(|not_watched| not_watched.folders.clear());
    assert_eq!(between(&there, &not_watched), [], "the folder was taken off the list");
    let unplugged = with(|unplugged| unplugged.folders[0].state = FolderState::Missing);
    assert_eq!(between(&there, &unplugged), [], "the disk was unplugged");
}

#[test]
fn a_project_is_found_once_and_its_sandbox_with_it() {
    let before = snapshot();
    let plain = with(|plain| plain.projects.push(project(SHOP)));
    let with_sandbox = with(|with_sandbox| sandboxed(with_sandbox, SHOP, Health::Healthy));
    assert_eq!(between(&before, &plain), [found(SHOP, Evidence::PythonFiles)]);
    assert_eq!(between(&before, &with_sandbox), [found(SHOP, Evidence::Environment)]);
}

#[test]
fn what_is_in_a_folder_that_was_just_added_is_found_and_has_not_changed() {
    let before = with(|before| before.folders.clear());
    let added = with(|added| {
        added.folders.push(watched("/Users/ada/work"));
        sandboxed(added, SHOP, Health::Broken);
        // One that belongs to no project.
        added.environments.push(crate::model::Environment {
            path: MachinePath::new("/Users/ada/work/lonely"),
            projects: Vec::new(),
            ..added.environments[0].clone()
        });
    });
    assert_eq!(between(&before, &added), [found(SHOP, Evidence::Environment)]);
}

#[test]
fn a_sandbox_outside_all_folders_changes_too() {
    let lonely = |health| {
        with(|lonely| {
            sandboxed(lonely, "/Users/ada/.pyenv/versions/tools", health);
            lonely.projects.clear();
            lonely.environments[0].projects.clear();
        })
    };
    let told = |health| Happening::EnvironmentChanged {
        project: None,
        path: MachinePath::new("/Users/ada/.pyenv/versions/tools/.venv"),
        health,
    };
    assert_eq!(between(&snapshot(), &lonely(Health::Healthy)), [told(Health::Healthy)]);
    assert_eq!(between(&lonely(Health::Healthy), &lonely(Health::Broken)), [told(Health::Broken)]);
    assert_eq!(between(&lonely(Health::Broken), &snapshot()), [told(Health::Missing)]);
}

#[test]
fn the_guard_goes_off_and_on_by_the_file_that_says_so() {
    let (one, other) = ("/Users/ada/.config/pip/pip.conf", "/Users/ada/.pip/pip.conf");
    let told = |path: &str, on| Happening::PipGuard { path: MachinePath::new(path), on };
    let by = |path: &str| with(|by| by.problems.push(guard_off(path)));
    assert_eq!(between(&snapshot(), &by(one)), [told(one, false)]);
    assert_eq!(between(&by(one), &snapshot()), [told(one, true)]);
    assert_eq!(between(&by(one), &by(other)), [told(other, false)], "off as before, by another file");
    let by_a_variable = with(|by| by.problems.push(crate::model::Problem { path: None, ..guard_off(one) }));
    assert_eq!(between(&snapshot(), &by_a_variable), []);
}

#[test]
fn tools_change() {
    let brew = with(|brew| {
        brew.tools.brew =
            Some(Brew { path: MachinePath::new("/opt/homebrew/bin/brew"), prefix: MachinePath::new("/opt/homebrew") });
    });
    assert_eq!(between(&snapshot(), &brew), [Happening::ToolsChanged]);
}
