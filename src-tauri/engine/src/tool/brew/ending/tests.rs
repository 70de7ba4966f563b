use super::*;

/// What was recorded with Homebrew 6.0.18, but for what is said to be quoted.
const RECORDED: &[(&str, Cause)] = &[
    (
        "Error: local/test/slow: A `brew install local/test/slow` process has already locked \
         /home/linuxbrew/.linuxbrew/Cellar/slow.\nPlease wait for it to finish or terminate it to continue.",
        Cause::Busy,
    ),
    (
        "Warning: No available formula with the name \"nonexistent-zzz\".\n\
         Error: No formulae or casks found for nonexistent-zzz.",
        Cause::Unknown(Vec::new()),
    ),
    (
        "==> Fetching downloads for: nonet\n✘ Formula nonet (1.0)\nError: Failed to download resource \"nonet (1.0)\"\n\
      curl: (6) Could not resolve host: example.invalid",
        Cause::NoNetwork,
    ),
    ("Error: Formula reports different checksum:  0000", Cause::Checksum),
    (
        "Last 15 lines from /home/brewer/.cache/Homebrew/Logs/broken/01.sh.log:\ncc: fatal error\n\
         curl failed!\ncurl: (6) Could not resolve host: api.github.com\n\
         If reporting this issue please do so to (not Homebrew/* repositories):",
        Cause::Build,
    ),
];

fn of(text: &str) -> Cause {
    read(&text.lines().map(str::to_owned).collect::<Vec<_>>())
}

#[test]
fn each_ending_is_told_from_the_others() {
    for (text, expected) in RECORDED {
        assert_eq!(of(text), *expected, "{text}");
    }
    assert_eq!(
        of("Error: Refusing to load formula local/test/hello from untrusted tap local/test.\nRun `brew trust`"),
        Cause::Untrusted { formula: "local/test/hello".to_owned() }
    );
    assert_eq!(
        of("Error: Refusing to uninstall /home/linuxbrew/.linuxbrew/Cellar/hello/1.0\n\
            because it is required by needshello, which is currently installed."),
        Cause::Needed { by: vec!["needshello".to_owned()] }
    );
    // Quoted from Homebrew's source, as are those below: `dependents_message.rb`, `missing_formula.rb`, `install.rb`.
    assert_eq!(
        of("Error: Refusing to uninstall /x/Cellar/a/1 and /x/Cellar/b/1\n\
            because they are required by c, d and e, which are currently installed."),
        Cause::Needed { by: ["c", "d", "e"].map(str::to_owned).to_vec() }
    );
    let unknown = |names: &[&str]| Cause::Unknown(names.iter().map(|name| (*name).to_owned()).collect());
    assert_eq!(
        of("Warning: No available formula with the name \"wgett\". Did you mean wget or wget2?\n\
            ==> Searching for similarly named formulae...\n==> Formulae\nwget\nwget2\n\n\
            To install wget, run:\n  brew install wget"),
        unknown(&["wget", "wget2"])
    );
    assert_eq!(
        of("Warning: No available formula with the name \"pip\".\n\
            pip is part of the python formula:\n  brew install python"),
        unknown(&["python"])
    );
    assert_eq!(of("Error: No formulae found for zzz."), unknown(&[]));
    assert_eq!(
        of("Warning: No available formula with the name \"firefox\".\n\
            Found a cask named \"firefox\" instead. Try\n  brew install --cask firefox\n"),
        Cause::Cask { name: "firefox".to_owned() }
    );
    assert_eq!(of("Last 15 lines from x:\ncc: No space left on device"), Cause::DiskFull);
    assert_eq!(of("curl: (56) Recv failure: Connection reset by peer"), Cause::NoNetwork);
    // Quoted from Homebrew's source, `formula_installer.rb`.
    assert_eq!(
        of("Error: The `brew link` step did not complete successfully\nThe formula built, but is not symlinked\n\
            Target /usr/local/bin/2to3\nalready exists."),
        Cause::LinkConflict { file: Some("/usr/local/bin/2to3".to_owned()) }
    );
    assert_eq!(of("Error: something new"), Cause::Other("something new".to_owned()));
    assert_eq!(of("Another active Homebrew update process is already in progress."), Cause::Busy);
}

#[test]
fn every_sentence_has_its_advice() {
    for text in ["Error: x", "curl: (6) Could not resolve", "Error: No formulae or casks found for x"] {
        let failure = Failure::from(of(text));
        assert!(failure.hint.is_some() && !failure.message.ends_with('.'), "{}", failure.message);
    }
}
