use super::*;
use crate::model::InterpreterId;
use crate::plan::Keep;
use crate::tool::pip::{self, Pip};
use crate::tool::release::Release;

const DEBIANS: &str = "/usr/lib/python3/dist-packages";
const LOCAL: &str = "/usr/local/lib/python3.13/dist-packages";
const USERS: &str = "/home/ada/.local/lib/python3.13/site-packages";

fn place(site: &str, scripts: &str, at: pip::Place, writable: bool) -> Place {
    Place {
        site: site.into(),
        shown: site.to_owned(),
        site_root: site.into(),
        scripts: scripts.into(),
        scripts_shown: scripts.to_owned(),
        scripts_root: scripts.into(),
        writable,
        pip: Pip {
            python: "/usr/bin/python3.13".to_owned(),
            prefix: "/usr".to_owned(),
            release: Some(Release(25, 1, 1)),
            place: at,
            detours: Vec::new(),
        },
        pip_version: Some("25.1.1".to_owned()),
    }
}

pub(crate) fn installed(name: &str, version: &str, site: &str, is_stray: bool) -> Installed {
    Installed {
        name: name.to_owned(),
        normal: name.to_lowercase(),
        version: version.to_owned(),
        site: site.into(),
        is_stray,
        complete: true,
        has_record: is_stray,
        requested: Some(true),
        needs: Vec::new(),
        elsewhere: Vec::new(),
        origin: None,
    }
}

/// A Debian's Python; `root` may write into `/usr/local`.
pub(crate) fn debian(root: bool, installed: Vec<Installed>) -> SystemPython {
    SystemPython {
        id: InterpreterId("linux-3.13".to_owned()),
        label: "Debian 3.13.5".to_owned(),
        owner: "Debian".to_owned(),
        path: "/usr/bin/python3.13".into(),
        real_path: "/usr/bin/python3.13".into(),
        minor: "3.13".to_owned(),
        marked: true,
        guarded: true,
        own: Some(place(LOCAL, "/usr/local/bin", pip::Place::System { marked: true }, root)),
        users: Some(place(USERS, "/home/ada/.local/bin", pip::Place::UserSite { marked: true }, true)),
        others: vec![DEBIANS.into()],
        installed,
    }
}

fn coming(name: &str, version: &str, requested: bool) -> Coming {
    Coming { name: name.to_owned(), normal: name.to_owned(), version: version.to_owned(), requested, is_wheel: true }
}

fn grounds(python: SystemPython, seen: Option<Seen>) -> Grounds {
    Grounds {
        packages: vec!["httpx".to_owned()],
        named: None,
        builds: false,
        chosen: Chosen::Python(Box::new(python)),
        better: vec![vec!["new".to_owned()]],
        store: Some("/home/ada/data/fetched/1".into()),
        fetched: seen.is_some().then(|| Fetched::Wheels(Brought::default())),
        seen,
    }
}

fn asked(python: SystemPython, seen: Option<Seen>) -> Result<Draft, String> {
    draft(&grounds(python, seen)).map_err(|refusal| refusal.reason)
}

fn both() -> Seen {
    Seen::Coming(vec![coming("httpx", "1.0", true), coming("idna", "3.10", false)])
}

fn plan_for(python: SystemPython) -> Result<Draft, String> {
    asked(python, Some(both()))
}

fn refusal(answer: Result<Draft, String>) -> String {
    match answer {
        Ok(draft) => panic!("{draft:?}"),
        Err(reason) => reason,
    }
}

fn said(draft: &Draft) -> String {
    draft.effects.join("\n")
}

#[test]
fn pip_looks_first_and_at_wheels_alone() {
    let draft = asked(debian(true, Vec::new()), None).unwrap();
    assert!(draft.is_preview && draft.confirm == Some(vec!["httpx".to_owned()]) && !draft.better.is_empty());
    let argv = draft.steps[0].argv.join(" ");
    assert!(argv.contains("--dry-run") && argv.contains("--only-binary :all:"), "{argv}");
    assert!(draft.doing.keeps.is_empty() && draft.doing.expects.is_empty());
    let mut old = debian(true, Vec::new());
    let own = old.own.as_mut().unwrap();
    (own.pip.release, own.pip_version) = (Some(Release(21, 2, 4)), Some("21.2.4".to_owned()));
    assert!(refusal(asked(old, None)).contains("can't say beforehand"));
}

#[test]
fn what_is_put_in_the_shade_or_replaced_is_said() {
    let there = vec![installed("idna", "3.3", DEBIANS, false), installed("HTTPX", "0.9", LOCAL, true)];
    let draft = plan_for(debian(true, there)).unwrap();
    let said = said(&draft);
    assert!(said.contains("Put in the shade: `idna` 3.3 of Debian's"), "{said}");
    assert!(said.contains("Replaced: `HTTPX` 0.9 by 1.0"), "{said}");
    assert!(said.contains("because it is needed: `idna` 3.10"), "{said}");
    let [Keep::Files { copies, restores: false, .. }, Keep::Packages { names, .. }] = &draft.doing.keeps[..] else {
        panic!("{:?}", draft.doing.keeps)
    };
    assert_eq!((copies.len(), names.len()), (1, 2));
    assert_eq!(draft.steps[0].env["PIP_REQUIRE_VIRTUALENV"], "0");
}

#[test]
fn where_this_account_may_not_write_the_user_site_is_named_and_said_to_pip() {
    let draft = plan_for(debian(false, Vec::new())).unwrap();
    assert!(draft.steps[0].argv.contains(&"--user".to_owned()));
    assert_eq!(draft.steps[0].argv[0], "/usr/bin/python3.13");
    assert!(said(&draft).contains("every Python 3.13 of yours"), "{}", said(&draft));
    let mut bent = debian(false, Vec::new());
    bent.users.as_mut().unwrap().pip.detours.push(Detour::Prefix);
    assert!(refusal(plan_for(bent)).contains("A `prefix` in pip's settings"));
    let mut nowhere = debian(false, Vec::new());
    nowhere.users.as_mut().unwrap().writable = false;
    assert!(refusal(plan_for(nowhere)).contains("neither"));
}

#[test]
fn the_owners_own_a_source_archive_and_what_is_there_are_refused() {
    let owners = debian(true, vec![installed("idna", "3.3", LOCAL, false)]);
    assert!(refusal(plan_for(owners)).contains("belongs to Debian"));
    let source = Coming { is_wheel: false, ..coming("httpx", "1.0", true) };
    let reason = refusal(asked(debian(true, Vec::new()), Some(Seen::Coming(vec![source]))));
    assert!(reason.contains("its build program"), "{reason}");
    assert!(refusal(asked(debian(true, Vec::new()), Some(Seen::Coming(Vec::new())))).contains("there already"));
    let sandbox = Chosen::Sandbox { shown: "~/shop/.venv".to_owned(), project: Some("/home/ada/shop".into()) };
    let sandboxed = Grounds { chosen: sandbox, ..grounds(debian(true, Vec::new()), None) };
    let better = draft(&sandboxed).unwrap_err().better;
    assert_eq!(better, [["add", "/home/ada/shop", "httpx"]]);
}

#[test]
fn a_hidden_one_is_told_from_a_shaded_one() {
    let draft = plan_for(debian(true, vec![installed("httpx", "0.5", USERS, true)])).unwrap();
    assert!(said(&draft).contains("goes on being read first"), "{}", said(&draft));
}

#[test]
fn what_comes_is_fetched_before_it_is_planned_and_that_is_what_is_installed() {
    let mut not_fetched = grounds(debian(true, Vec::new()), Some(both()));
    not_fetched.fetched = None;
    let fetch = draft(&not_fetched).unwrap();
    let argv = fetch.steps[0].argv.join(" ");
    assert!(fetch.is_preview && argv.contains(" wheel ") && argv.ends_with("httpx==1.0 idna==3.10"), "{argv}");
    assert!(argv.contains("--no-deps") && argv.contains("--only-binary :all:"), "{argv}");
    let plan = plan_for(debian(true, Vec::new())).unwrap();
    let argv = plan.steps[0].argv.join(" ");
    assert!(argv.contains("--no-index --find-links=/home/ada/data/fetched/1 httpx"), "{argv}");
}

fn bringing(brought: Brought) -> Result<Draft, String> {
    let mut grounds = grounds(debian(true, Vec::new()), Some(both()));
    grounds.fetched = Some(Fetched::Wheels(brought));
    draft(&grounds).map_err(|refusal| refusal.reason)
}

fn taken(path: &str, whose: Whose) -> Taken {
    Taken { path: path.into(), shown: path.to_owned(), whose }
}

#[test]
fn files_that_are_overwritten_are_named_and_copied_and_the_owners_are_left() {
    let mine = taken("/usr/local/bin/mine", Whose::Unknown);
    let theirs =
        taken("/usr/local/lib/python3.13/dist-packages/shared/__init__.py", Whose::Package("other".to_owned()));
    let manual = PathBuf::from("/usr/local/share/man/man1/httpx.1");
    let brought = Brought {
        commands: vec!["httpx".to_owned()],
        shaded: vec!["/usr/bin/httpx".to_owned()],
        elsewhere: vec![manual.clone()],
        taken: vec![mine.clone(), theirs.clone()],
    };
    let draft = bringing(brought).unwrap();
    let said = said(&draft);
    assert!(said.contains("Commands in `/usr/local/bin`: `httpx`"), "{said}");
    assert!(said.contains("Put in the shade: `/usr/bin/httpx`"), "{said}");
    assert!(said.contains("Overwritten, whoever put it there: `/usr/local/bin/mine`"), "{said}");
    assert!(said.contains("Overwritten, though it belongs to `other`: `/usr/local/lib"), "{said}");
    let [Keep::Files { roots, copies, .. }, _] = &draft.doing.keeps[..] else { panic!("{:?}", draft.doing.keeps) };
    assert!(roots.contains(&manual), "{roots:?}");
    assert_eq!(copies[..], [Copy::All(mine.path), Copy::All(theirs.path)]);
    let brews = Brought { taken: vec![taken("/usr/local/bin/black", Whose::Owner)], ..Brought::default() };
    assert!(refusal(bringing(brews)).contains("`/usr/local/bin/black` belongs to Debian"));
}

#[test]
fn without_a_wheel_building_is_offered_and_never_begun() {
    let mut grounds = grounds(debian(true, Vec::new()), Some(Seen::NoWheel("httpx".to_owned())));
    let refusal = draft(&grounds).unwrap_err();
    assert!(refusal.reason.contains("executes its build program"), "{}", refusal.reason);
    assert_eq!(refusal.better.last().unwrap()[..], ["break-glass", "httpx", "--build"]);
    (grounds.builds, grounds.seen) = (true, None);
    let look = draft(&grounds).unwrap();
    let argv = look.steps[0].argv.join(" ");
    assert!(look.is_preview && !argv.contains("--only-binary"), "{argv}");
    assert!(said(&look).contains("its build program is run"), "{}", said(&look));
}
