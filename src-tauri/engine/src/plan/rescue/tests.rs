use super::*;
use crate::plan::break_glass::tests::{debian, installed};
use crate::tool::pip;

const LOCAL: &str = "/usr/local/lib/python3.13/dist-packages";
const USERS: &str = "/home/ada/.local/lib/python3.13/site-packages";
const DEBIANS: &str = "/usr/lib/python3/dist-packages";

fn needing(one: Installed, requested: Option<bool>, needs: &[&str]) -> Installed {
    Installed { requested, needs: needs.iter().map(|need| (*need).to_owned()).collect(), ..one }
}

fn names(all: &[&Installed]) -> Vec<String> {
    all.iter().map(|one| format!("{} {}", one.normal, one.version)).collect()
}

#[test]
fn what_was_asked_for_is_told_from_what_came_along() {
    let python = debian(
        true,
        vec![
            needing(installed("httpx", "1", LOCAL, true), Some(true), &["idna", "certifi"]),
            needing(installed("idna", "3", LOCAL, true), Some(false), &[]),
            needing(installed("certifi", "2", LOCAL, true), Some(false), &[]),
            // uv does not say who asked for what.
            needing(installed("six", "1", LOCAL, true), None, &[]),
            // Nothing needs it any more, and somebody may import it.
            needing(installed("orphan", "1", LOCAL, true), Some(false), &[]),
            needing(installed("pip", "26", USERS, true), Some(true), &[]),
            needing(installed("six", "2", USERS, true), Some(true), &[]),
            needing(installed("requests", "2", DEBIANS, false), None, &["certifi"]),
        ],
    );
    let sorted = Sorted::of(&python);
    assert_eq!(names(&sorted.asked), ["httpx 1", "orphan 1", "six 2"]);
    let mut removed = names(&sorted.removed);
    removed.sort();
    assert_eq!(removed, ["httpx 1", "idna 3", "orphan 1", "six 1", "six 2"]);
    let [(stays, because)] = &sorted.stays[..] else { panic!("{} stay", sorted.stays.len()) };
    assert_eq!((stays.name.as_str(), because.as_str()), ("certifi", "`requests` needs it"));
}

fn grounds(root: bool, installed: Vec<Installed>, pipx: bool) -> Grounds {
    let sandbox = PathBuf::from("/home/ada/shop/.venv");
    Grounds {
        chosen: Chosen::Python(Box::new(debian(root, installed))),
        into: "/home/ada/shop".into(),
        into_shown: "~/shop".to_owned(),
        sandbox: Some(Sandbox {
            shown: "~/shop/.venv".to_owned(),
            health: Health::Healthy,
            is_plain: true,
            has_pip: true,
            writable: true,
            pip: Pip {
                python: "/home/ada/shop/.venv/bin/python".to_owned(),
                prefix: "/home/ada/shop/.venv".to_owned(),
                release: None,
                place: pip::Place::Environment,
                detours: Vec::new(),
            },
            site: Some(sandbox.join("lib/python3.13/site-packages")),
            names: vec!["pip".to_owned()],
            path: sandbox,
        }),
        creations: Vec::new(),
        pipx: pipx.then(|| Pipx {
            program: "/usr/bin/pipx".into(),
            home: "/home/ada/.local/share/pipx".into(),
            on_path: true,
            tools: Vec::new(),
        }),
        applications: BTreeSet::from(["black".to_owned()]),
    }
}

#[test]
fn it_is_removed_last_and_only_after_it_was_seen() {
    let there = vec![installed("httpx", "1", LOCAL, true), installed("black", "26", USERS, true)];
    let draft = draft(&grounds(true, there, true)).unwrap();
    let commands: Vec<String> = draft.steps.iter().map(|step| step.argv.join(" ")).collect();
    assert!(commands[0].ends_with(" httpx==1") && commands[1].starts_with("/usr/bin/pipx install"), "{commands:#?}");
    assert!(commands[1].contains("--python /usr/bin/python3.13 black==26"), "{commands:#?}");
    for (command, isolation, name) in [(&commands[2], "-E", "black"), (&commands[3], "-I", "httpx")] {
        assert!(command.contains(&format!("{isolation} -m pip")), "{command}");
        assert!(command.ends_with(&format!("--break-system-packages {name}")), "{command}");
    }
    let kind = |act: &Act| match act {
        Act::Run(_) => "run",
        Act::Check(_) => "check",
        _ => "else",
    };
    let kinds: Vec<&str> = draft.doing.acts.iter().map(kind).collect();
    assert_eq!(kinds, ["run", "check", "check", "run", "check", "run", "run"]);
    // The sandbox; then of each place a receipt of its files, and its packages.
    assert_eq!(draft.doing.keeps.len(), 5);
}

#[test]
fn what_this_account_may_not_remove_is_left_with_a_line_to_paste() {
    let draft = draft(&grounds(false, vec![installed("httpx", "1", LOCAL, true)], false)).unwrap();
    assert_eq!(draft.steps.len(), 1, "{:?}", draft.steps);
    let said = draft.effects.join("\n");
    assert!(said.contains("sudo env 'PIP_REQUIRE_VIRTUALENV=0' /usr/bin/python3.13 -I -m pip"), "{said}");
    assert_eq!(draft.steps[0].argv[0], "/home/ada/shop/.venv/bin/python");
}

#[test]
fn without_pipx_an_application_goes_along_and_that_is_said() {
    let draft = draft(&grounds(true, vec![installed("black", "26", LOCAL, true)], false)).unwrap();
    assert!(draft.steps[0].argv.contains(&"black==26".to_owned()));
    assert!(draft.effects[0].contains("pipx is not here"), "{:?}", draft.effects);
    assert_eq!(draft.better, [["pipx", "setup"]]);
}

#[test]
fn nothing_to_move_and_a_broken_sandbox_are_refused() {
    assert!(draft(&grounds(true, Vec::new(), false)).unwrap_err().reason.contains("no package"));
    let mut broken = grounds(true, vec![installed("httpx", "1", LOCAL, true)], false);
    broken.sandbox.as_mut().unwrap().health = Health::Broken;
    assert_eq!(draft(&broken).unwrap_err().better, [["venv", "repair", "/home/ada/shop"]]);
}

#[test]
fn what_came_from_elsewhere_stays_for_the_index_may_have_another_of_that_name() {
    let edited = Installed { origin: Some("~/edit".to_owned()), ..installed("edit", "1", LOCAL, true) };
    let needed = needing(edited.clone(), Some(true), &["tide"]);
    let there = vec![needed, installed("tide", "1", LOCAL, true), installed("httpx", "1", LOCAL, true)];
    let draft = draft(&grounds(true, there, false)).unwrap();
    let commands: Vec<String> = draft.steps.iter().map(|step| step.argv.join(" ")).collect();
    assert!(commands.iter().all(|command| !command.contains("edit")), "{commands:#?}");
    assert!(commands.last().unwrap().ends_with(" httpx"), "{commands:#?}");
    let said = draft.effects.join("\n");
    assert!(said.contains("`edit` 1 stays in Debian's Python 3.13: it came from `~/edit`"), "{said}");
    let alone = super::draft(&grounds(true, vec![edited], false)).unwrap_err().reason;
    assert!(alone.contains("stays in") && alone.contains("it came from `~/edit`"), "{alone}");
}
