//! What pip finds out before anything is changed: other Pythons, packages without a wheel, no package, no network.

use std::fs;
use std::process::Command;

use sandbar_engine::model::minor_of;
use sandbar_engine::tool::pip::progress::announced;
use sandbar_engine::tool::pip::{Pip, Place};
use sandbar_tests::manifest::{differences, manifest};
use sandbar_tests::wheel::Said;
use serde_json::Value;

use super::{Shop, effects, text, write};

#[test]
fn a_look_changes_nothing_and_is_shown() {
    let Some(shop) = Shop::on((3, 8)) else { return };
    let before = manifest(&shop.project);
    let words = ["do", "--dry-run", "add", &text(&shop.project), "quayside"];
    let (code, answer) = shop.bench.json(&words);
    assert_eq!(code, 0, "{answer:#}");
    let argv: Vec<String> = serde_json::from_value(answer["plan"]["steps"][0]["argv"].clone()).unwrap();
    assert!(argv.ends_with(&["--only-binary".to_owned(), ":all:".to_owned(), "quayside".to_owned()]), "{argv:?}");
    assert!(!argv.contains(&"--dry-run".to_owned()), "{argv:?}");
    assert!(answer["plan"]["expects"].to_string().contains("`driftwood` 1.0"), "{answer:#}");
    assert_eq!(differences(&before, &manifest(&shop.project)), Vec::<String>::new());
    // In words, the look is told before the plan.
    let told = shop.bench.sandbar.run(&[&words[..], &["--no-shell"]].concat()).unwrap();
    assert!(told.stderr.contains("--dry-run") && told.stdout.contains("quayside"), "{} {}", told.stderr, told.stdout);
    let (_, history) = shop.bench.json(&["history"]);
    assert_eq!(history["jobs"].as_array().unwrap().len(), 1, "a look is no job of the past: {history:#}");
}

#[test]
fn a_python_that_has_it_is_offered() {
    let Some(shop) = Shop::on((3, 8)) else { return };
    let here = |minor| shop.bench.pythons.iter().any(|python| python.minor() == Some(minor));
    if !here((3, 10)) && !here((3, 9)) && !here((3, 11)) {
        println!("SKIPPED: no other Python is here");
        return;
    }
    // The metadata says so, the index says so, and the file's own tag says so.
    shop.index.put("newcomer", "1.0", Said { needs: &[], requires_python: Some(">=3.9") }).unwrap();
    let wheel = shop.index.put("kelpforest", "1.0", Said::default()).unwrap();
    let whole = fs::read(&wheel).unwrap();
    fs::remove_file(&wheel).unwrap();
    for minor in ["cp39", "cp310", "cp311", "cp312", "cp313"] {
        let file = shop.bench.scratch.path(format!("tagged/kelpforest-1.0-{minor}-none-any.whl"));
        shop.bench.scratch.file(&file, &whole);
        shop.index.put_file("kelpforest", &file).unwrap();
    }
    for name in ["newcomer", "kelpforest"] {
        let (reason, better) = shop.refusal("add", &[name]);
        assert!(reason.contains(name) && reason.contains("Python 3.8"), "{reason}");
        let words = better.first().unwrap_or_else(|| panic!("{name}: nothing is offered: {reason}"));
        assert_eq!(words[..3], ["venv".to_owned(), "switch".to_owned(), text(&shop.project)], "{reason}");
        let id = words.last().unwrap();
        let (_, status) = shop.bench.json(&["status"]);
        let mut known = status["interpreters"].as_array().unwrap().iter();
        let python = known.find(|python| python["id"] == id.as_str()).unwrap_or_else(|| panic!("there is no `{id}`"));
        assert!(minor_of(python["version"].as_str().unwrap()) > Some((3, 8)), "{id}");
    }
}

#[test]
fn the_server_says_how_large_a_file_is_and_hands_out_none() {
    // pip 25.3 and later looks at the metadata alone where an index has it, and then knows no size; none is bundled here.
    for minor in [(3, 8), (3, 13)] {
        let Some(shop) = Shop::on(minor) else { continue };
        let served = shop.index.serve(usize::MAX).unwrap();
        let pip = Pip {
            python: text(&shop.venv().join("bin/python")),
            prefix: text(&shop.venv()),
            release: None,
            place: Place::Environment,
            detours: Vec::new(),
        };
        let address = |file: &str| format!("{}{file}", served.url);
        let addresses = [address("quayside/quayside-1.0-py3-none-any.whl"), address("nothing-1.0-py3-none-any.whl")];
        let asked = pip.sizes(addresses.iter().map(String::as_str)).unwrap();
        let answer = Command::new(&asked.argv[0]).args(&asked.argv[1..]).env_clear().output().unwrap();
        assert!(answer.status.success(), "{answer:?}");
        let told = String::from_utf8(answer.stdout).unwrap();
        let wheel = fs::metadata(shop.bench.scratch.path("index/quayside/quayside-1.0-py3-none-any.whl")).unwrap();
        let sizes: Vec<_> = told.lines().filter_map(announced).collect();
        assert_eq!(sizes, [("quayside-1.0-py3-none-any.whl".to_owned(), wheel.len())], "{told}");
    }
}

#[test]
fn what_nobody_has_is_said_to_be_nowhere() {
    let Some(shop) = Shop::on((3, 8)) else { return };
    let (reason, better) = shop.refusal("add", &["no-such-barnacle-here"]);
    assert!(reason.contains("has no `no-such-barnacle-here`"), "{reason}");
    assert!(better.is_empty(), "{better:?}");
    let (reason, _) = shop.refusal("add", &["tidepools==9"]);
    assert!(reason.contains("1.0"), "{reason}");
}

/// Puts the source of a package into the index, whose setup program leaves a witness; none has a wheel of it.
fn put_source(shop: &Shop) -> std::path::PathBuf {
    let witness = shop.bench.scratch.path("it-was-built");
    let folder = shop.bench.scratch.path("source/gangplank-1.0");
    shop.bench.scratch.file(
        folder.join("setup.py"),
        format!(
            "open({:?}, 'w').close()\nfrom setuptools import setup\n\
             setup(name='gangplank', version='1.0', py_modules=['gangplank'])\n",
            text(&witness)
        ),
    );
    shop.bench
        .scratch
        .file(folder.join("gangplank.py"), "")
        .file(folder.join("PKG-INFO"), "Metadata-Version: 1.0\nName: gangplank\nVersion: 1.0\n");
    let archive = shop.bench.scratch.path("source/gangplank-1.0.tar.gz");
    let mut packed = Command::new("tar");
    let packed = packed.arg("-czf").arg(&archive).arg("-C").arg(folder.parent().unwrap()).arg("gangplank-1.0").status();
    assert!(packed.unwrap().success());
    shop.index.put_file("gangplank", &archive).unwrap();
    witness
}

#[test]
fn what_has_to_be_built_is_not_built_by_looking() {
    let Some(shop) = Shop::on((3, 8)) else { return };
    let witness = put_source(&shop);
    let (code, answer) = shop.bench.json(&["do", "--dry-run", "add", &text(&shop.project), "gangplank"]);
    assert_eq!(code, 0, "{answer:#}");
    let told = effects(&answer).join("; ");
    assert!(told.contains("build program is run"), "{told}");
    assert!(!witness.exists(), "looking has run it");

    // So it is with a list that names something to be built.
    write(&shop.project, "requirements.txt", "tidepools\n-e .\n");
    write(&shop.project, "setup.py", &format!("open({:?}, 'w').close()\n", text(&witness)));
    let (code, answer) = shop.bench.json(&["do", "--dry-run", "requirements", &text(&shop.project)]);
    assert_eq!(code, 0, "{answer:#}");
    assert!(effects(&answer).join("; ").contains("`-e .` in `"), "{answer:#}");
    assert!(!witness.exists(), "looking has run it");
}

#[test]
fn without_a_network_it_is_said_and_nothing_is_changed() {
    for minor in [(3, 8), (3, 7)] {
        let Some(shop) = Shop::on(minor) else { continue };
        shop.use_index("http://127.0.0.1:1/simple");
        let before = manifest(&shop.project);
        let (code, answer) = shop.wish("add", &["tidepools"]);
        assert_eq!(code, 1, "{answer:#}");
        let message = answer["job"]["failure"]["message"].as_str().unwrap_or_else(|| panic!("{answer:#}"));
        assert!(message.contains("could not be reached"), "{message}");
        assert!(answer["job"]["failure"]["hint"].as_str().unwrap().contains("network"), "{answer:#}");
        assert_eq!(differences(&before, &manifest(&shop.project)), Vec::<String>::new());
        // The next time it is asked again.
        shop.use_index(&shop.index.url());
        shop.done("add", &["tidepools"]);
    }
}

#[test]
fn what_a_list_says_of_its_source_is_told() {
    let Some(shop) = Shop::on((3, 8)) else { return };
    let list = format!("--extra-index-url {}\ntidepools\n", shop.index.url());
    write(&shop.project, "requirements.txt", &list);
    let installed = shop.done("requirements", &[]);
    assert!(effects(&installed).join("; ").contains("says where its packages come from"), "{installed:#}");
    assert_eq!(installed["job"]["outcome"], Value::from("done"));
}
