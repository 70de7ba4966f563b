//! What `freeze` writes is what pip would, and the old file comes back.

use std::fs;

use sandbar_tests::manifest::manifest;
use sandbar_tests::wheel::Said;

use super::{Shop, effects, write};

#[test]
fn the_file_is_what_pip_would_write_and_the_old_one_comes_back() {
    for minor in [(3, 13), (3, 6)] {
        let Some(shop) = Shop::on(minor) else { continue };
        assert!(shop.refusal("freeze", &[]).0.contains("nothing"));
        shop.done("add", &["quayside", "tidepools"]);
        let local = shop.index.put("flotsam", "0.3", Said::default()).unwrap();
        let installed = shop.pip(&["install", "--no-index", local.to_str().unwrap()]);
        assert!(installed.status.success(), "{installed:?}");
        write(&shop.project, "requirements.txt", "# for the shop\nquayside>=1\n-i https://example.org/simple\n");

        let before = manifest(&shop.project);
        let frozen = shop.done("freeze", &[]);
        let written = fs::read_to_string(shop.project.join("requirements.txt")).unwrap();
        let pips = shop.pip(&["freeze"]);
        // A pip that knows nothing of where a file came from writes only the version (PEP 610, pip 20.1).
        let same = |line: &str| line.split(" @ ").next().unwrap().split("==").next().unwrap().to_owned();
        let (own, theirs) = (written.clone(), String::from_utf8_lossy(&pips.stdout).into_owned());
        if minor >= (3, 8) {
            assert_eq!(own, theirs, "Python {minor:?}");
        }
        assert_eq!(own.lines().map(same).collect::<Vec<_>>(), theirs.lines().map(same).collect::<Vec<_>>());
        let told = effects(&frozen).join("; ");
        assert!(told.contains("1 comment") && told.contains("1 option") && told.contains("exact one"), "{told}");
        assert!(shop.refusal("freeze", &[]).0.contains("already"));
        shop.undo_to(&frozen, &before);
    }
}

#[test]
fn a_new_file_goes_again() {
    let Some(shop) = Shop::new() else { return };
    shop.done("add", &["tidepools"]);
    let before = manifest(&shop.project);
    let frozen = shop.done("freeze", &[]);
    assert_eq!(fs::read_to_string(shop.project.join("requirements.txt")).unwrap(), "tidepools==1.0\n");
    shop.undo_to(&frozen, &before);
    // What somebody has written into it since is not taken away.
    let frozen = shop.done("freeze", &[]);
    write(&shop.project, "requirements.txt", "tidepools==1.0\nmine\n");
    let (code, answer) = shop.bench.json(&["undo", "--yes", frozen["job"]["id"].as_str().unwrap()]);
    assert_eq!(code, 3, "{answer:#}");
    assert!(fs::read_to_string(shop.project.join("requirements.txt")).unwrap().contains("mine"));
}
