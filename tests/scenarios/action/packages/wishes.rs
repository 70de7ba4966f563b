//! Each wish with pips old and new: planned, done, seen, undone to the same files.

use std::fs;

use sandbar_tests::manifest::manifest;
use sandbar_tests::wheel::Said;
use serde_json::Value;

use super::{Shop, effects, write};

/// With a pip that can look (23.0 in 3.8, 24.2 in 3.13), and with one that can't (18.1 in 3.6, 22.0 in 3.7).
fn each(pythons: &[(u32, u32)], test: impl Fn(&Shop, bool)) {
    for minor in pythons.iter().copied() {
        if let Some(shop) = Shop::on(minor) {
            test(&shop, minor >= (3, 8));
        }
    }
}

#[test]
fn what_is_added_brings_along_what_it_needs_and_goes_again() {
    each(&[(3, 8), (3, 13), (3, 6)], |shop, can_look| {
        let before = manifest(&shop.project);
        let added = shop.done("add", &["quayside"]);
        shop.holds(&[("driftwood", "1.0"), ("quayside", "1.0")]);
        assert_eq!(shop.says("quayside"), "quayside 1.0");
        let told = effects(&added).join("; ");
        if can_look {
            assert!(told.contains("`quayside` 1.0 goes into the sandbox"), "{told}");
            assert!(told.contains("1 package comes along") && told.contains("`driftwood` 1.0"), "{told}");
            assert!(told.contains("kB") || told.contains("bytes"), "no size: {told}");
        } else {
            assert!(told.contains("too old to look"), "{told}");
        }
        let checks = added["job"]["checks"].as_array().unwrap();
        let ok = |code: &str| checks.iter().find(|check| check["code"] == code).map(|check| check["ok"].clone());
        assert_eq!(ok("installed"), Some(Value::Bool(true)), "{checks:#?}");
        assert_eq!(ok("dependencies"), Some(Value::Bool(true)), "{checks:#?}");
        // What was asked for is told from what came along, by pip's own mark.
        assert!(shop.site().join("quayside-1.0.dist-info/REQUESTED").exists() || !can_look);
        assert!(!shop.site().join("driftwood-1.0.dist-info/REQUESTED").exists());

        let (reason, better) = if can_look { shop.refusal("add", &["quayside"]) } else { (String::new(), Vec::new()) };
        assert!(!can_look || (reason.contains("already") && better[0][0] == "upgrade"), "{reason} {better:?}");
        shop.undo_to(&added, &before);
        shop.holds(&[]);
    });
}

#[test]
fn an_upgrade_replaces_what_has_to_be_and_goes_back_without_a_network() {
    each(&[(3, 13), (3, 6)], |shop, can_look| {
        shop.done("add", &["quayside"]);
        shop.done("add", &["tidepools"]);
        shop.bring_news();
        let before = manifest(&shop.project);
        let upgraded = shop.done("upgrade", &["quayside"]);
        shop.holds(&[("driftwood", "2.0"), ("quayside", "2.0"), ("tidepools", "1.0")]);
        assert_eq!(shop.says("quayside"), "quayside 2.0");
        if can_look {
            let told = effects(&upgraded).join("; ");
            assert!(told.contains("`quayside` is replaced") && told.contains("1.0 becomes 2.0"), "{told}");
            assert!(told.contains("`driftwood` is replaced"), "{told}");
        }
        shop.undo_to(&upgraded, &before);
        shop.holds(&[("driftwood", "1.0"), ("quayside", "1.0"), ("tidepools", "1.0")]);
        assert_eq!(shop.says("quayside"), "quayside 1.0");
    });
}

#[test]
fn all_that_was_asked_for_is_upgraded_and_what_came_along_is_not() {
    let Some(shop) = Shop::on((3, 8)) else { return };
    shop.done("add", &["quayside", "tidepools"]);
    shop.index.put("driftwood", "2.0", Said::default()).unwrap();
    shop.index.put("tidepools", "1.5", Said::default()).unwrap();
    let before = manifest(&shop.project);
    let upgraded = shop.done("upgrade", &[]);
    shop.holds(&[("driftwood", "1.0"), ("quayside", "1.0"), ("tidepools", "1.5")]);
    assert!(shop.refusal("upgrade", &[]).0.contains("newest"));
    shop.undo_to(&upgraded, &before);
}

#[test]
fn what_is_removed_comes_back_as_it_was() {
    each(&[(3, 8), (3, 7)], |shop, _| {
        shop.done("add", &["quayside"]);
        let before = manifest(&shop.project);
        let removed = shop.done("remove", &["quayside"]);
        shop.holds(&[("driftwood", "1.0")]);
        assert!(!shop.venv().join("bin/quayside").exists());
        shop.undo_to(&removed, &before);
        shop.holds(&[("driftwood", "1.0"), ("quayside", "1.0")]);
    });
}

#[test]
fn what_others_need_is_named_before_it_goes_and_missed_afterwards() {
    let Some(shop) = Shop::new() else { return };
    shop.done("add", &["quayside"]);
    let before = manifest(&shop.project);
    let removed = shop.done("remove", &["driftwood"]);
    let told = effects(&removed).join("; ");
    assert!(told.contains("`quayside` needs `driftwood`"), "{told}");
    let checks = removed["job"]["checks"].as_array().unwrap();
    let missed = checks.iter().find(|check| check["code"] == "dependencies").unwrap();
    assert_eq!(missed["ok"], Value::Null, "{missed:#}");
    assert!(missed["message"].as_str().unwrap().contains("driftwood") && missed["hint"].is_string(), "{missed:#}");
    // A complaint that is there already is not held against the next one.
    let added = shop.done("add", &["tidepools"]);
    let checks = added["job"]["checks"].as_array().unwrap();
    assert!(checks.iter().all(|check| check["ok"] == true), "{checks:#?}");
    let id = added["job"]["id"].as_str().unwrap();
    assert_eq!(shop.bench.json(&["undo", "--yes", id]).0, 0);
    shop.undo_to(&removed, &before);
}

#[test]
fn a_projects_own_list_is_installed_and_the_project_is_not() {
    let Some(shop) = Shop::new() else { return };
    let project = &shop.project;
    let pyproject = "[project]\nname = \"shop\"\nversion = \"1\"\ndependencies = [\"quayside >=1\", \
        \"nothing-for-this; python_version < '3'\"]\n";
    write(project, "pyproject.toml", pyproject);
    let before = manifest(project);
    let installed = shop.done("requirements", &[]);
    shop.holds(&[("driftwood", "1.0"), ("quayside", "1.0")]);
    assert!(effects(&installed).join("; ").contains("The project itself is not installed"));
    shop.undo_to(&installed, &before);

    // A requirements.txt is what is meant where there is one.
    write(project, "requirements.txt", "-r more.txt\n");
    write(project, "more.txt", "tidepools  # for the aquarium\n");
    let before = manifest(project);
    let installed = shop.done("requirements", &[]);
    shop.holds(&[("tidepools", "1.0")]);
    shop.undo_to(&installed, &before);

    write(project, "elsewhere.txt", "driftwood\n");
    let file = project.join("elsewhere.txt");
    let added = shop.done("add", &["-r", file.to_str().unwrap(), "tidepools"]);
    shop.holds(&[("driftwood", "1.0"), ("tidepools", "1.0")]);
    fs::remove_file(&file).unwrap();
    assert_eq!(shop.bench.json(&["undo", "--yes", added["job"]["id"].as_str().unwrap()]).0, 0);
    shop.holds(&[]);
}

#[test]
fn a_path_in_a_list_is_meant_from_where_the_list_is() {
    let Some(shop) = Shop::new() else { return };
    let wheel = shop.index.put("shipworm", "1.0", Said::default()).unwrap();
    fs::create_dir(shop.project.join("wheels")).unwrap();
    fs::copy(&wheel, shop.project.join("wheels/shipworm-1.0-py3-none-any.whl")).unwrap();
    write(&shop.project, "requirements.txt", "./wheels/shipworm-1.0-py3-none-any.whl\nquayside\n");
    let before = manifest(&shop.project);
    let installed = shop.done("requirements", &[]);
    shop.holds(&[("driftwood", "1.0"), ("quayside", "1.0"), ("shipworm", "1.0")]);
    shop.undo_to(&installed, &before);
}

#[test]
fn pip_upgrades_itself_and_goes_back() {
    let Some(shop) = Shop::on((3, 8)) else { return };
    let newer = shop.bench.pythons.iter().filter_map(|python| {
        let bundled = python.stdlib.as_ref()?.join("ensurepip/_bundled");
        let mut wheels = fs::read_dir(bundled).ok()?.flatten().map(|entry| entry.path());
        wheels.find(|path| path.to_string_lossy().contains("/pip-24"))
    });
    let Some(newer) = newer.into_iter().next() else {
        println!("SKIPPED: no newer pip is on this machine");
        return;
    };
    shop.index.put_file("pip", &newer).unwrap();
    let before = manifest(&shop.project);
    let upgraded = shop.done("upgrade", &["pip"]);
    let version = shop.pip(&["--version"]);
    assert!(String::from_utf8_lossy(&version.stdout).starts_with("pip 24"), "{version:?}");
    shop.undo_to(&upgraded, &before);
    let version = shop.pip(&["--version"]);
    assert!(String::from_utf8_lossy(&version.stdout).starts_with("pip 23"), "{version:?}");
    assert!(shop.refusal("remove", &["pip"]).0.contains("stays"));
}

#[test]
fn a_pip_conf_that_leads_elsewhere_leads_nowhere() {
    for (minor, settings) in [((3, 13), &["target", "prefix"][..]), ((3, 8), &["root", "user = true\nno-deps"])] {
        let Some(shop) = Shop::on(minor) else { continue };
        let elsewhere = shop.bench.scratch.path("elsewhere");
        for setting in settings {
            let value = if setting.contains("no-deps") { "true".to_owned() } else { elsewhere.display().to_string() };
            let conf = format!("[global]\nindex-url = {}\n{setting} = {value}\n", shop.index.url());
            shop.bench.scratch.file("Users/tester/.config/pip/pip.conf", conf);
            let added = shop.done("add", &["quayside"]);
            shop.holds(&[("driftwood", "1.0"), ("quayside", "1.0")]);
            assert!(!elsewhere.exists(), "{setting}");
            let id = added["job"]["id"].as_str().unwrap();
            assert_eq!(shop.bench.json(&["undo", "--yes", id]).0, 0, "{setting}");
            shop.holds(&[]);
        }
    }
}
