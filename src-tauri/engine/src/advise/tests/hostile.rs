//! Text that means harm, or is none: it never reaches a wish, never panics, and never takes long.

use std::time::{Duration, Instant};

use super::{mac, mac_with_project};
use crate::advise::{Advice, World, advise};
use crate::model::Health;

/// Every word of a wish is Sandbar's own, a path or id of the snapshot, or a package's name with extras and versions.
fn check(advice: &Advice, text: &str) {
    let own = |word: &str| ["--in", "--python", "--into", "--include-deps"].contains(&word);
    for word in advice.wishes.iter().flatten() {
        let from_world = word.starts_with("/Users/ada/") && !word.contains("..") || word.starts_with("homebrew-3.");
        let requirement = word.starts_with(|first: char| first.is_ascii_alphanumeric())
            && word.len() < 240
            && word.chars().all(|letter| letter.is_ascii_alphanumeric() || "-_.[],=<>~!*+@".contains(letter));
        assert!(own(word) || from_world || requirement, "{word:?} in {:?} for {text:?}", advice.wishes);
    }
    for item in &advice.items {
        let long = item.input.chars().count() > 100 || item.reason.chars().count() > 400;
        assert!(!long && !item.input.contains('\u{1b}') && !item.reason.contains('\n'), "{item:?}");
    }
}

#[test]
fn hostile_names_never_become_a_wish() {
    let long = "a".repeat(10_000);
    let names = [
        "--index-url=x",
        "--index-url=https://evil.example/simple",
        ";rm",
        "; rm -rf ~",
        "a b",
        "../x",
        "../../etc/passwd",
        "-e",
        "-",
        "--",
        "$(rm -rf ~)",
        "`rm -rf ~`",
        "|sh",
        "&& rm",
        "name;rm",
        "name\nrm",
        "name\0x",
        "-rf",
        "--break-system-packages",
        "/etc/passwd",
        "~",
        "x@y",
        "a=b",
        "<script>",
        "requests\u{202e}",
        "réquests",
        "ｒｅｑｕｅｓｔｓ",
        "reque\u{200b}sts",
        "_",
        ".",
        "..",
        "...",
        "a..b/",
        "name[;rm]",
        "name[--x]",
        "name==;rm",
        "name==1.0;rm",
        "name>=$(id)",
        "%2e%2e",
        "file:///etc/passwd",
        "con",
        "'",
        "\"",
        "\\",
        "*",
        "?",
        "!",
        "#",
        long.as_str(),
    ];
    let mut worlds = vec![mac(), mac_with_project(Health::Healthy), mac_with_project(Health::Missing)];
    worlds.push(World { brew: false, pipx: false, ..mac() });
    for name in names {
        for form in [
            "{}",
            "pip install {}",
            "sudo pip3 install {} requests",
            "pipx install {}",
            "brew install {}",
            "uv tool install '{}'",
            "pip uninstall {}",
            "ModuleNotFoundError: No module named '{}'",
            "ERROR: No matching distribution found for {}",
            "No apps associated with package {} or",
            "zsh: command not found: {}",
            "zsh: no matches found: {}",
            "import {}",
            "zsh: /x/pipx/venvs/{}/bin/python: bad interpreter: /x/pipx/venvs/{}/bin/python: no such file or directory",
        ] {
            let text = form.replace("{}", name);
            for world in &worlds {
                let advice = advise(&text, world);
                check(&advice, &text);
                let harmful = ["rm", "evil", "passwd", "index-url", "$(", "script"];
                let wished: Vec<&String> = advice.wishes.iter().flatten().collect();
                // `name;rm` names the package in front of a marker, as PEP 508 has it.
                assert!(
                    !wished.iter().any(|word| harmful
                        .iter()
                        .any(|harm| *word == harm || word.contains("evil") || word.contains("$("))),
                    "{text}: {wished:?}"
                );
            }
        }
    }
    for name in [";rm", "../x", "-e", "--index-url=x", long.as_str()] {
        let advice = advise(name, &mac());
        assert!(
            advice.wishes.iter().flatten().all(|word| !word.contains(name) && !word.contains("aaaa")),
            "{advice:?}"
        );
        assert_eq!(advice.package, None, "{advice:?}");
    }
}

/// A small generator with a known course, so that a failure can be repeated.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(limit.max(1)).unwrap_or(1)).unwrap_or(0)
    }
}

#[test]
fn nothing_that_can_be_pasted_makes_it_panic() {
    let pieces = [
        "pip",
        "install",
        " ",
        "\n",
        "-r",
        "-e",
        "--",
        "=",
        "==",
        "[",
        "]",
        "'",
        "\"",
        "\\",
        "`",
        "$",
        "% ",
        "> ",
        "# ",
        "(",
        ")",
        "(.venv) ",
        "❯ ",
        "➜ ",
        "»",
        "In [",
        "]: ",
        ">>> ",
        "error: externally-managed-environment",
        "No module named ",
        "No matching distribution found for ",
        "(from versions: ",
        "x",
        "requests",
        "\u{1b}[",
        "\u{1b}]",
        "\u{7}",
        "\r",
        "\0",
        "\t",
        "é",
        "日本",
        "\u{202e}",
        "🐍",
        "C:\\",
        "@",
        ":",
        ";",
        "/",
        "..",
        "command not found: ",
        "bad interpreter: ",
        "Library not loaded: ",
        "no matches found: ",
        "Command '",
        "' not found",
        "Import \"",
        "could not be resolved",
        "No apps associated with package ",
        "pipx/venvs/",
        "brew ",
        "Unknown command: ",
        "env: ",
        " was not found in the package registry",
        "The '",
        "import ",
        "from ",
        "1",
        ".",
        "-",
        "_",
    ];
    let mut random = Random(0x5eed_cafe);
    let world = mac_with_project(Health::Broken);
    for _ in 0..2_500 {
        let text: String = (0..random.below(24)).map(|_| pieces[random.below(pieces.len())]).collect();
        check(&advise(&text, &world), &text);
    }
    for _ in 0..400 {
        let bytes: Vec<u8> = (0..random.below(400)).map(|_| u8::try_from(random.below(256)).unwrap_or(0)).collect();
        let text = String::from_utf8_lossy(&bytes);
        check(&advise(&text, &world), &text);
    }
}

#[test]
fn a_megabyte_takes_no_longer_than_its_length() {
    let long_lines = [
        "a",
        "pip install ",
        "pip install a ",
        "(",
        "$ ",
        "'",
        "\\\n",
        "[",
        "\u{1b}[",
        "import a,",
        "No module named '",
        "pipx/venvs/",
        "requests==",
        "=",
        "> ",
        "% pip install x\n",
        "zsh: command not found: x\n",
        "ModuleNotFoundError: No module named 'x'\n",
        "Successfully installed a-1\n",
        "error: externally-managed-environment\n",
        "a@b $ ",
        "\n",
        "x y\n",
    ];
    for piece in long_lines {
        let text = piece.repeat(1_000_000 / piece.len());
        let begun = Instant::now();
        check(&advise(&text, &mac()), piece);
        // A quadratic pass over a megabyte takes minutes.
        assert!(begun.elapsed() < Duration::from_secs(20), "{piece:?} took {:?}", begun.elapsed());
    }
}
