//! What a disk has that nobody expects: nothing hangs, nothing breaks, and no Python is made up.

use sandbar_engine::find;
use sandbar_engine::model::Source;
use sandbar_tests::fake_mac::{Chip, FakeMac, HOME};

use super::told;

#[test]
fn traps_change_nothing() {
    for chip in [Chip::Arm64, Chip::Intel] {
        let mac = FakeMac::new(chip);
        let before = find::interpreters(&mac.machine(), &[]);
        let outside = mac.add_traps();
        assert!(outside.join("bin").is_dir());
        let after = find::interpreters(&mac.machine(), &[]);
        assert_eq!(before, after, "{chip:?}");
        assert!(!mac.was_run());
    }
}

#[test]
fn a_path_out_of_the_tree_can_not_be_added() {
    let mac = FakeMac::new(Chip::Arm64);
    let stranger = mac.add_traps().join("bin/python3");
    assert!(stranger.is_file());
    assert_eq!(told(&find::interpreters(&mac.machine(), &[stranger]), Source::Other), []);
}

#[test]
fn strange_names_are_names() {
    let mac = FakeMac::new(Chip::Arm64);
    let bytes = mac.add_strange_names();
    let all = find::interpreters(&mac.machine(), &[]);
    let versions = format!("{HOME}/.pyenv/versions");
    let mut expected = vec![
        ("3.12.12".to_owned(), format!("{versions}/3.12.12/bin/python")),
        ("3.10.19".to_owned(), format!("{versions}/my own build/bin/python")),
        ("3.10.18".to_owned(), format!("{versions}/cafe\u{301}/bin/python")),
    ];
    if bytes {
        expected.push(("3.10".to_owned(), format!("{versions}/caf\u{fffd}/bin/python")));
    }
    assert_eq!(told(&all, Source::Pyenv), expected);
}

#[test]
fn a_folder_that_is_closed_to_us_hides_only_itself() {
    let mac = FakeMac::new(Chip::Arm64);
    let before = find::interpreters(&mac.machine(), &[]);
    let closed = format!("{HOME}/.asdf/installs");
    if !mac.lock(&closed) {
        println!("skipped: this account may read everything");
        return;
    }
    let after = find::interpreters(&mac.machine(), &[]);
    mac.unlock(&closed);
    assert_eq!(told(&after, Source::Asdf), []);
    assert_eq!(after.len(), before.len() - 1);
}

#[test]
fn a_header_that_can_not_be_believed_is_not() {
    let mac = FakeMac::bare(Chip::Arm64);
    let folder = format!("{HOME}/.pyenv/versions/3.12.4");
    mac.add_install(&folder, "3.12.4");
    let header = format!("{folder}/include/python3.12/patchlevel.h");
    for content in
        ["", "#define PY_VERSION\n", "#define PY_VERSION \"3.12.\u{1b}[31m\"\n", "#define PY_VERSION \"99999.1\"\n"]
    {
        mac.file(&header, content);
        let all = find::interpreters(&mac.machine(), &[]);
        assert_eq!(told(&all, Source::Pyenv)[0].0, "3.12.4", "{content:?}: the folder's name is the next witness");
    }
    std::fs::remove_file(mac.real(&header)).unwrap();
    mac.fifo(&header);
    assert_eq!(told(&find::interpreters(&mac.machine(), &[]), Source::Pyenv)[0].0, "3.12.4");
}

#[test]
fn lists_that_other_tools_wrote_are_not_followed_where_macos_would_ask() {
    let mac = FakeMac::new(Chip::Arm64);
    let before = find::interpreters(&mac.machine(), &[]);
    for folder in ["Documents/envs/a", "Desktop/b", "Library/Mobile Documents/c"] {
        mac.add_conda_environment(&format!("{HOME}/{folder}"), "3.13.5");
    }
    mac.add_conda_environment("/Volumes/USB/d", "3.13.5");
    mac.add_conda_environment(&format!("{HOME}/lab/e"), "3.13.5");
    let lines = ["Documents/envs/a", "Desktop/b", "Library/Mobile Documents/c", "lab/e"];
    let list = lines.map(|line| format!("{HOME}/{line}\n")).concat() + "/Volumes/USB/d\nrelative\n\n";
    mac.file(format!("{HOME}/.conda/environments.txt"), list);
    mac.file(format!("{HOME}/.condarc"), "envs_dirs:\n  - ~/Documents/envs\n");
    let after = find::interpreters(&mac.machine(), &[]);
    assert_eq!(after.len(), before.len() + 1, "{:#?}", told(&after, Source::Conda));
    assert!(told(&after, Source::Conda).contains(&("3.13.5".to_owned(), format!("{HOME}/lab/e/bin/python"))));
}
