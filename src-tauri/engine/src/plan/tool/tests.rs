use super::*;
use crate::choose::{Candidate, Parts, Requests};
use crate::machine::MachinePath;
use crate::model::{Answer, InterpreterId, Plan, Source};
use crate::plan::{self, answer};

fn python() -> Candidate {
    Candidate {
        id: InterpreterId("homebrew-3.14".to_owned()),
        path: MachinePath::new("/opt/homebrew/opt/python@3.14/bin/python3.14"),
        real_path: MachinePath::new("/opt/homebrew/Cellar/python@3.14/3.14.6/bin/python3.14"),
        aliases: Vec::new(),
        version: "3.14.6".to_owned(),
        source: Source::Homebrew,
        label: "Homebrew 3.14.6".to_owned(),
        private: false,
        free_threaded: false,
        present: true,
        parts: Parts::Whole,
    }
}

fn tool(name: &str, health: Health) -> Tool {
    let commands = vec![name.to_owned()];
    Tool { name: name.to_owned(), version: "1.0".to_owned(), commands, health, home: "/Users/ada/.local/pipx".into() }
}

fn grounds(tools: &[Tool]) -> Grounds {
    Grounds {
        pipx: Some(Pipx {
            program: Some("/opt/homebrew/bin/pipx".into()),
            version: Some("1.18.4".to_owned()),
            home: "/Users/ada/.local/pipx".into(),
            tools: tools.to_vec(),
        }),
        bin: "/Users/ada/.local/bin".into(),
        home_shown: "~/.local/bin".to_owned(),
        bin_writable: true,
        on_path: true,
        manuals: "/Users/ada/.local/share/man".into(),
        completions: "/Users/ada/.local/share".into(),
        variables: [("PIPX_HOME".to_owned(), "/Users/ada/.local/pipx".to_owned())].into(),
        path: "/usr/bin:/bin".to_owned(),
        setup: Setup {
            environment: "/Users/ada/data/pipx".into(),
            data_writable: true,
            made: vec!["/Users/ada/.local".into()],
            link: "/Users/ada/.local/bin/pipx".into(),
            in_the_way: None,
            start_up: StartUp {
                home: "/Users/ada".into(),
                files: vec!["/Users/ada/.zshrc".into()],
                ..StartUp::default()
            },
            shell: "/bin/zsh".into(),
            brew: None,
            requests: Requests::default(),
            candidates: vec![python()],
        },
    }
}

fn planned(grounds: &plan::Grounds) -> Plan {
    match answer(grounds) {
        Answer::Plan(plan) => plan,
        other => panic!("{other:?}"),
    }
}

fn refusal(grounds: &plan::Grounds) -> Refusal {
    match answer(grounds) {
        Answer::Refused(refusal) => refusal,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_tool_is_installed_into_pipx_as_the_terminal_has_it() {
    let plan = planned(&plan::Grounds::ToolAdd(grounds(&[]), "Black".to_owned(), false));
    assert_eq!(
        plan.commands,
        ["/opt/homebrew/bin/pipx install --python /opt/homebrew/opt/python@3.14/bin/python3.14 Black"]
    );
    assert_eq!(plan.steps[0].env["PIPX_HOME"], "/Users/ada/.local/pipx");
    assert!(plan.undo.is_some());
    let plan = planned(&plan::Grounds::ToolAdd(grounds(&[]), "ansible".to_owned(), true));
    assert!(plan.commands[0].contains(" --include-deps "));
    let own = refusal(&plan::Grounds::ToolAdd(grounds(&[]), "ansible==9".to_owned(), false));
    assert_eq!(own.better.concat().join(" "), "tool add ansible==9 --include-deps", "its commands are all others'");
}

#[test]
fn a_tool_in_a_home_that_pipx_has_left_is_found_there() {
    let left = Tool { home: "/Users/ada/Library/Application Support/pipx".into(), ..tool("black", Health::Healthy) };
    let there = plan::Grounds::ToolRemove(grounds(&[left, tool("ruff", Health::Healthy)]), "black".to_owned());
    assert_eq!(planned(&there).steps[0].env["PIPX_HOME"], "/Users/ada/Library/Application Support/pipx");
    let here = grounds(&[tool("ruff", Health::Healthy)]);
    let here = Grounds { variables: BTreeMap::new(), ..here };
    let remove = planned(&plan::Grounds::ToolRemove(here, "ruff".to_owned()));
    assert!(!remove.steps[0].env.contains_key("PIPX_HOME"), "what needs not be said is not");
}

#[test]
fn a_second_installation_is_a_tool_like_any_other() {
    let there = grounds(&[tool("black@22", Health::Healthy)]);
    let remove = planned(&plan::Grounds::ToolRemove(there.clone(), "black@22".to_owned()));
    assert!(remove.commands[0].ends_with("pipx uninstall black@22"), "{:?}", remove.commands);
    let unknown = refusal(&plan::Grounds::ToolRemove(there, "black@23".to_owned()));
    assert!(unknown.reason.contains("no tool `black@23`") && unknown.better.is_empty(), "{unknown:?}");
}

#[test]
fn what_is_there_already_gets_the_wish_that_fits() {
    let well = grounds(&[tool("black", Health::Healthy)]);
    let broken = grounds(&[tool("black", Health::Broken)]);
    let words = |refusal: Refusal| refusal.better.concat().join(" ");
    assert_eq!(words(refusal(&plan::Grounds::ToolAdd(well.clone(), "BLACK".to_owned(), false))), "tool upgrade black");
    assert_eq!(words(refusal(&plan::Grounds::ToolAdd(broken.clone(), "black".to_owned(), false))), "tool repair black");
    assert_eq!(words(refusal(&plan::Grounds::ToolUpgrade(broken.clone(), "black".to_owned()))), "tool repair black");
    assert_eq!(words(refusal(&plan::Grounds::ToolRemove(well.clone(), "ruff".to_owned()))), "tool add ruff");
    assert!(refusal(&plan::Grounds::ToolRepair(well, "black".to_owned())).reason.contains("well"));
    let repair = planned(&plan::Grounds::ToolRepair(broken, "black".to_owned()));
    assert!(repair.commands[0].contains("pipx repair --python"), "{:?}", repair.commands);
    assert!(repair.commands[1].ends_with("pipx health black"), "it says itself whether it is content");
}

#[test]
fn without_pipx_it_is_set_up_first() {
    let none = Grounds { pipx: None, on_path: false, ..grounds(&[]) };
    let refusal = refusal(&plan::Grounds::ToolAdd(none.clone(), "black".to_owned(), false));
    assert_eq!(refusal.better, [["pipx", "setup"]]);
    let found = Grounds { on_path: true, ..none.clone() };
    let setup = planned(&plan::Grounds::PipxSetup(none));
    assert_eq!(setup.steps.len(), 3, "{:?}", setup.commands);
    assert!(setup.commands[1].ends_with(" pipx"), "{:?}", setup.commands);
    assert!(setup.commands[2].ends_with("/Users/ada/.local/bin/pipx ensurepath"), "{:?}", setup.commands);
    assert!(setup.effects.iter().any(|effect| effect.contains("~/.zshrc")), "{:?}", setup.effects);
    // The terminal looks there already: nothing is added, and nothing is said to be.
    let setup = planned(&plan::Grounds::PipxSetup(found));
    assert_eq!(setup.steps.len(), 2, "{:?}", setup.commands);
    assert!(!setup.effects.iter().any(|effect| effect.contains("a line at the end")), "{:?}", setup.effects);
}

#[test]
fn what_is_set_up_is_not_set_up_again_and_nobody_elses_file_is_replaced() {
    assert!(refusal(&plan::Grounds::PipxSetup(grounds(&[]))).reason.contains("nothing to set up"));
    let mut taken = Grounds { pipx: None, ..grounds(&[]) };
    taken.setup.in_the_way = Some("/Users/ada/.local/bin/pipx".into());
    assert!(refusal(&plan::Grounds::PipxSetup(taken)).reason.contains("/Users/ada/.local/bin/pipx"));
}

#[test]
fn a_hostile_name_is_refused() {
    for word in ["--index-url=x", "-e", ";rm", "a b", "../x", "", "git+https://h/x", &"x".repeat(10_000)] {
        for wish in [
            plan::Grounds::ToolAdd(grounds(&[]), word.to_owned(), false),
            plan::Grounds::ToolRemove(grounds(&[]), word.to_owned()),
            plan::Grounds::ToolUpgrade(grounds(&[]), word.to_owned()),
            plan::Grounds::ToolRepair(grounds(&[]), word.to_owned()),
        ] {
            assert!(refusal(&wish).reason.len() < 300, "{word}");
        }
    }
}
