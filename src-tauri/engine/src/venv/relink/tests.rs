use std::path::Path;

use super::super::recipe::Recipe;
use super::*;

#[test]
fn only_the_interpreters_lines_change() {
    let base = Base {
        path: "/new/bin/python3.11",
        home: "/new/bin",
        name: "python3.11",
        real: "/real/python3.11",
        version: "3.11.9".to_owned(),
        minor: (3, 11),
        stdlib: Path::new("/new/lib/python3.11"),
        library: "python3.11",
        recipe: recipe(),
    };
    let text =
        "Home=/old/bin\nversion = 3.11.2\nprompt = 'x'\nexecutable = /old/python\n# note\nversion_info = 3.11.2\n";
    assert_eq!(
        rewritten(text, &base),
        "Home = /new/bin\nversion = 3.11.9\nprompt = 'x'\nexecutable = /real/python3.11\n# note\nversion_info = 3.11.2\n"
    );
    assert_eq!(rewritten("home = /old", &base), "home = /new/bin");
}

fn recipe() -> Recipe {
    Recipe {
        minor_link: true,
        pi_link: false,
        lib64: true,
        platlib: false,
        own_include: true,
        command: true,
        ignore: false,
        quoted: true,
        parentheses: true,
    }
}
