use std::path::Path;

use super::*;
use crate::choose::Parts;
use crate::model::{Answer, EnvironmentTool, Health, InterpreterId, Plan, Source, Unfinished};
use crate::plan::{self, answer};

/// pip's own report on `requests[socks]`, recorded from pip 26.3.
pub(super) const REPORT: &str = include_str!("../../tool/samples/pip_26_3_report_registry.json");

/// The server of the files has said nothing.
const NO_SIZES: Vec<Looked> = Vec::new();

pub(super) fn add(packages: &[&str]) -> Grounds {
    grounds(Wish::Add {
        folder: PathBuf::from("/Users/ada/shop"),
        packages: packages.iter().map(|word| (*word).to_owned()).collect(),
        files: Vec::new(),
    })
}

fn grounds(wish: Wish) -> Grounds {
    let venv = PathBuf::from("/Users/ada/shop/.venv");
    Grounds {
        wish,
        os: Os::Macos,
        project: Project {
            folder: PathBuf::from("/Users/ada/shop"),
            shown: "~/shop".to_owned(),
            is_folder: true,
            owned: None,
            listed: BTreeSet::new(),
        },
        sandbox: Some(Sandbox {
            path: venv.clone(),
            real: venv.clone(),
            shown: "~/shop/.venv".to_owned(),
            python: venv.join("bin/python"),
            is_known: true,
            version: Some("3.13.0".to_owned()),
            tool: EnvironmentTool::Venv,
            health: Health::Healthy,
            reason: None,
            unfinished: None,
            pip: Some("26.3".to_owned()),
            site: Some(venv.join("lib/python3.13/site-packages")),
            leads_out: false,
            writable: true,
            installed: vec![Installed {
                name: "idna".to_owned(),
                normal: "idna".to_owned(),
                version: "3.4".to_owned(),
                requested: Some(true),
                is_from_elsewhere: false,
                needs: Vec::new(),
            }],
            detours: Vec::new(),
        }),
        uv: None,
        has_brew: true,
        pythons: ["3.12.4", "3.13.0", "3.9.6"].map(python).to_vec(),
        lists: Vec::new(),
        declared: None,
        looks: Vec::new(),
        sizes: BTreeMap::new(),
    }
}

fn python(version: &str) -> Candidate {
    Candidate {
        id: InterpreterId(format!("python-{version}")),
        path: Path::new("/opt/homebrew/opt/python/bin/python3").into(),
        real_path: Path::new("/opt/homebrew/Cellar/python/bin/python3").into(),
        aliases: Vec::new(),
        version: version.to_owned(),
        source: Source::Homebrew,
        label: format!("Homebrew {version}"),
        private: false,
        free_threaded: false,
        present: true,
        parts: Parts::Whole,
    }
}

pub(super) fn looked(code: i32, out: &str, lines: &[&str]) -> Looked {
    Looked { code, out: out.to_owned(), lines: lines.iter().map(|line| (*line).to_owned()).collect() }
}

fn no(what: &str) -> Looked {
    looked(1, "", &[&format!("ERROR: No matching distribution found for {what}")])
}

pub(super) fn answered(grounds: Grounds) -> Answer {
    answer(&plan::Grounds::Packages(Box::new(grounds)))
}

pub(super) fn planned(grounds: Grounds) -> Plan {
    match answered(grounds) {
        Answer::Plan(plan) => plan,
        other => panic!("{other:?}"),
    }
}

fn refusal(grounds: Grounds) -> Refusal {
    match answered(grounds) {
        Answer::Refused(refusal) => {
            assert!(!refusal.reason.ends_with('.') && !refusal.reason.contains('\n'), "{}", refusal.reason);
            refusal
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn pip_looks_first_and_the_plan_is_what_it_has_seen() {
    let Answer::Preview(look) = answered(add(&["requests[socks]"])) else { panic!() };
    assert!(look.steps[0].argv.contains(&"--dry-run".to_owned()));
    let mut seen = add(&["requests[socks]"]);
    seen.looks = vec![vec![looked(0, REPORT, &[])], NO_SIZES];
    let plan = planned(seen);
    assert!(!plan.steps[0].argv.contains(&"--dry-run".to_owned()));
    assert_eq!(plan.steps[0].argv.last().map(String::as_str), Some("requests[socks]"));
    let told = plan.effects.join("; ");
    assert!(told.contains("`requests` 2.34.2 goes into the sandbox `~/shop/.venv` (Python 3.13.0)"), "{told}");
    assert!(told.contains("`idna` is replaced: 3.4 becomes 3.20"), "{told}");
    assert!(told.contains("1 package comes along") && told.contains("`PySocks`"), "{told}");
    assert_ne!(plan.fingerprint, look.fingerprint);
}

#[test]
fn what_goes_is_copied_and_all_of_the_sandbox_is_noted() {
    let mut seen = add(&["requests[socks]"]);
    seen.looks = vec![vec![looked(0, REPORT, &[])], NO_SIZES];
    let plan::Decided::Plan { doing, .. } = plan::decide(&plan::Grounds::Packages(Box::new(seen))) else { panic!() };
    let [Keep::Files { roots, copies, restores: true }] = doing.keeps.as_slice() else { panic!("{:?}", doing.keeps) };
    assert_eq!(*roots, [Path::new("/Users/ada/shop/.venv")]);
    let copied: Vec<&Copy> = copies.iter().filter(|copy| matches!(copy, Copy::Distribution { .. })).collect();
    assert!(matches!(copied.as_slice(), [Copy::Distribution { name, .. }] if name == "idna"), "{copies:?}");
}

#[test]
fn nothing_new_is_no_plan() {
    let empty = r#"{"version":"1","pip_version":"26.3","install":[]}"#;
    let mut there = add(&["idna"]);
    there.looks = vec![vec![looked(0, empty, &[])]];
    let refusal = refusal(there);
    assert!(refusal.reason.contains("already"), "{}", refusal.reason);
    assert_eq!(refusal.better, [["upgrade", "/Users/ada/shop", "idna"].map(str::to_owned).to_vec()]);
}

#[test]
fn another_python_is_offered_only_where_it_would_do() {
    let wants = "ERROR: Package 'requests' requires a different Python: 3.13.0 not in '<3.13'";
    let mut other = add(&["requests"]);
    other.looks = vec![vec![looked(1, "", &[wants])]];
    assert_eq!(
        refusal(other.clone()).better,
        [["venv", "switch", "/Users/ada/shop", "--python", "python-3.12.4"].map(str::to_owned).to_vec()]
    );
    other.pythons = vec![python("3.13.0")];
    assert!(refusal(other).better.is_empty());

    let mut second = add(&["requests"]);
    second.looks = vec![vec![no("requests")]];
    let Answer::Preview(look) = answered(second.clone()) else { panic!() };
    let asked: Vec<String> = look.steps.iter().map(|step| step.argv.join(" ")).collect();
    assert!(asked[0].ends_with("index versions --pre requests"), "{asked:?}");
    assert!(asked[1].contains("--python-version 3.12") && asked[2].contains("--python-version 3.9"), "{asked:?}");
    second.looks.push(vec![no("requests"), no("requests"), looked(0, REPORT, &[])]);
    let refusal = refusal(second);
    assert!(refusal.reason.contains("Homebrew 3.9.6"), "{}", refusal.reason);
    assert_eq!(refusal.better[0].last().map(String::as_str), Some("python-3.9.6"));
}

#[test]
fn what_has_only_its_source_is_built_and_that_is_said() {
    let versions = looked(0, "requests (2.0)\nAvailable versions: 3.0rc1, 2.0, 1.0\n", &[]);
    let mut source = add(&["requests"]);
    source.looks = vec![vec![no("requests")], vec![versions, no("requests"), no("requests")]];
    let plan = planned(source.clone());
    assert!(plan.effects.join("; ").contains("build program is run"), "{:?}", plan.effects);
    assert!(!plan.steps[0].argv.contains(&"--only-binary".to_owned()));
    // So is an early one that was asked for by its version.
    let mut early = add(&["requests==3.0rc1"]);
    early.looks = source.looks.clone();
    early.looks[0] = vec![no("requests==3.0rc1")];
    assert!(planned(early).effects.join("; ").contains("build program is run"));
    // A version that does not exist is not built.
    let mut none = add(&["requests==9"]);
    none.looks = source.looks.clone();
    none.looks[0] = vec![no("requests==9")];
    assert!(refusal(none).reason.contains("the newest that there is has version 2.0"));
    let mut nobody = add(&["requests"]);
    nobody.looks = vec![vec![no("requests")], vec![no("requests"), no("requests"), no("requests")]];
    assert!(refusal(nobody).reason.contains("has no `requests`"));
}

#[test]
fn an_old_pip_is_used_and_cannot_look() {
    let mut old = add(&["requests"]);
    old.sandbox.as_mut().expect("a sandbox").pip = Some("19.2.3".to_owned());
    let plan = planned(old);
    assert!(plan.effects.join("; ").contains("too old to look"), "{:?}", plan.effects);
    assert!(plan.steps[0].argv.contains(&"--only-binary".to_owned()));
}

#[test]
fn uv_installs_where_there_is_no_pip() {
    let mut without = add(&["tqdm"]);
    let sandbox = without.sandbox.as_mut().expect("a sandbox");
    (sandbox.tool, sandbox.pip) = (EnvironmentTool::Uv, None);
    assert_eq!(refusal(without.clone()).better[0][..2], ["venv", "repair"].map(str::to_owned));
    without.uv = Some(PathBuf::from("/Users/ada/.local/bin/uv"));
    let Answer::Preview(look) = answered(without.clone()) else { panic!() };
    assert_eq!(look.steps[0].argv[..3], ["/Users/ada/.local/bin/uv", "pip", "install"].map(str::to_owned));
    assert!(look.steps[0].argv.contains(&"--dry-run".to_owned()));
    without.looks = vec![vec![looked(0, "", &["Would install 2 packages", " + tqdm==4.67", " + six==1.16.0"])]];
    let told = planned(without).effects.join("; ");
    assert!(told.contains("`tqdm` 4.67 goes into") && told.contains("`six` 1.16.0"), "{told}");
}

#[test]
fn a_sandbox_that_is_not_well_is_seen_to_first() {
    let better = |change: &dyn Fn(&mut Sandbox)| {
        let mut grounds = add(&["requests"]);
        change(grounds.sandbox.as_mut().expect("a sandbox"));
        refusal(grounds).better.first().map(|words| words[..2].join(" "))
    };
    let repair = Some("venv repair".to_owned());
    for health in [Health::Broken, Health::Mixed, Health::Moved, Health::NoPip] {
        assert_eq!(better(&|sandbox| sandbox.health = health), repair, "{health:?}");
    }
    assert_eq!(better(&|sandbox| sandbox.is_known = false), repair);
    assert_eq!(better(&|sandbox| sandbox.leads_out = true), repair);
    assert_eq!(better(&|sandbox| sandbox.writable = false), None);
    assert_eq!(better(&|sandbox| sandbox.tool = EnvironmentTool::Conda), None);
    let abandoned = better(&|sandbox| sandbox.unfinished = Some(Unfinished::Abandoned));
    assert_eq!(abandoned, Some("venv discard".to_owned()));
    assert_eq!(better(&|sandbox| sandbox.unfinished = Some(Unfinished::Running)), None);
    let mut none = add(&["requests"]);
    none.sandbox = None;
    assert_eq!(refusal(none).better[0][..2], ["venv", "create"].map(str::to_owned));
}

#[test]
fn what_came_from_elsewhere_is_not_exchanged_for_its_namesake() {
    let mut all = grounds(Wish::Upgrade { folder: PathBuf::from("/Users/ada/shop"), packages: Vec::new() });
    let installed = &mut all.sandbox.as_mut().expect("a sandbox").installed;
    let own =
        Installed { name: "own".to_owned(), normal: "own".to_owned(), is_from_elsewhere: true, ..installed[0].clone() };
    installed.push(own);
    let Answer::Preview(look) = answered(all.clone()) else { panic!() };
    assert!(look.steps[0].argv.contains(&"idna".to_owned()) && !look.steps[0].argv.contains(&"own".to_owned()));
    all.looks = vec![vec![looked(0, REPORT, &[])], NO_SIZES];
    let told = planned(all.clone()).effects.join("; ");
    assert!(told.contains("`own` is not asked for: it did not come from the package index"), "{told}");
    all.sandbox.as_mut().expect("a sandbox").installed.remove(0);
    assert!(refusal(all).reason.contains("nothing to upgrade"));
}

#[test]
fn a_list_that_has_something_built_is_not_looked_at_by_pip() {
    let list = List {
        path: PathBuf::from("/Users/ada/shop/requirements.txt"),
        shown: "~/shop/requirements.txt".to_owned(),
        text: Ok("-i https://example.org/simple\n-e .\nrequests\n".to_owned()),
        is_named: true,
    };
    let mut own = grounds(Wish::Requirements { folder: PathBuf::from("/Users/ada/shop") });
    own.lists = vec![list];
    let plan = planned(own.clone());
    let told = plan.effects.join("; ");
    assert!(told.contains("`-e .`") && told.contains("says where its packages come from"), "{told}");
    own.lists[0].text = Ok("requests\n".to_owned());
    assert!(matches!(answered(own.clone()), Answer::Preview(_)));
    own.lists[0].text = Ok("requests\nroot:x:0:0:root:/root:/bin/bash\n-e .\n".to_owned());
    assert!(refusal(own.clone()).reason.starts_with("Line 2 of `~/shop/requirements.txt`"));
    for (why, said) in [
        (list::Unread::Absent, "no requirements file"),
        (list::Unread::NotText, "Save it as UTF-8"),
        (list::Unread::Address, "on the network"),
    ] {
        own.lists[0].text = Err(why);
        assert!(refusal(own.clone()).reason.contains(said), "{why:?}");
    }
}

#[test]
fn a_removal_says_who_needs_it_and_what_stays() {
    let one = |name: &str, requested, needs: &[&str]| Installed {
        name: name.to_owned(),
        normal: name.to_owned(),
        version: "1".to_owned(),
        requested: Some(requested),
        is_from_elsewhere: false,
        needs: needs.iter().map(|need| (*need).to_owned()).collect(),
    };
    let mut remove = grounds(Wish::Remove {
        folder: PathBuf::from("/Users/ada/shop"),
        packages: vec!["flask".to_owned(), "Flask".to_owned()],
    });
    remove.sandbox.as_mut().expect("a sandbox").installed = vec![
        one("flask", true, &["jinja2"]),
        one("jinja2", false, &["markupsafe"]),
        one("markupsafe", false, &[]),
        one("plugin", true, &["flask"]),
    ];
    let plan = planned(remove);
    let told = plan.effects.join("; ");
    assert!(told.contains("`plugin` needs `flask`"), "{told}");
    assert!(told.contains("`jinja2` 1 and `markupsafe` 1"), "{told}");
    assert_eq!(plan.steps[0].argv.iter().filter(|word| word.eq_ignore_ascii_case("flask")).count(), 1);
}
