//! Names that are none: refused, whatever wish they come with, and nothing is changed or run.

use super::{PIPS, QUICK, Scene, each};

const NAMES: [&str; 8] =
    ["--index-url=http://localhost:9/", ";rm -rf .", "a b", "../x", "-e", "-r/etc/passwd", "$(id)", "a\u{1b}[2Jb\nc"];

/// The wish with `name` where its own last word stands, that of the package, the formula or the folder.
fn words(scene: &Scene, name: &str) -> Option<Vec<String>> {
    let named = match scene.wish {
        "lock" | "pip-conf clean" | "undo" => return None,
        "rescue" => {
            return Some(
                [&["do", "--yes"].map(str::to_owned)[..], &scene.words[..3], &["--into".to_owned(), name.to_owned()]]
                    .concat(),
            );
        }
        "add" | "remove" | "upgrade" => &scene.words[..2],
        "break-glass" | "take-out" => &scene.words[..3],
        "new" | "freeze" | "open" | "requirements" => &scene.words[..1],
        _ => &scene.words[..2],
    };
    let words = ["do", "--yes"].into_iter().map(str::to_owned).chain(named.to_vec());
    Some(words.chain(["--".to_owned(), name.to_owned()]).collect())
}

#[test]
fn a_hostile_name_changes_nothing_in_any_wish() {
    let long = "x".repeat(10_000);
    each(&[QUICK.as_slice(), &PIPS].concat(), |scene| {
        let before = scene.manifest();
        for name in NAMES.into_iter().chain([long.as_str()]) {
            let Some(words) = words(&scene, name) else { return };
            // A path that is only odd is one, and a folder of that name would be made.
            if scene.wish == "new"
                && matches!(
                    name,
                    "a b" | ";rm -rf ." | "../x" | "-e" | "--index-url=http://localhost:9/" | "-r/etc/passwd"
                )
            {
                continue;
            }
            let (code, answer) = scene.run(&words);
            assert!(code == 3 || code == 2, "{words:?}: {answer:#}");
            let said = answer.to_string();
            assert!(said.len() < 2000 && !said.contains("\\u001b"), "{}: {said}", scene.wish);
        }
        scene.is_as(&before, "a hostile name");
    });
}
